"""What Word's styles and numbering say of a paragraph: whether it is a heading, bold, or numbered, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.office import W

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs: `level` is that of a heading, 0 the document's title; `list` its numbering and depth."""

    level: int | None = None
    bold: bool = False
    list: tuple[str, int] | None = None
    base: str = ""


class Place(NamedTuple):
    """A paragraph's place in a list: its depth from 1, and its printed number, None for a bullet."""

    depth: int
    number: str | None


def styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of paragraphs by id, each with what it takes over from the one it is based on; "" is the default."""
    own: dict[str, Style] = {}
    default = ""
    for style in () if root is None else root.iter(W + "style"):
        if style.get(W + "type") == "paragraph":
            key = style.get(W + "styleId", "")
            own[key] = _style(style)
            default = key if style.get(W + "default") in ("1", "true") else default
    found = {key: _inherited(own, key) for key in own}
    found[""] = found.get(default, Style())
    return found


def _style(style: etree._Element) -> Style:
    name = _value(style.find(W + "name"))
    heading = _HEADING.match(name)
    outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
    level = int(heading[1]) if heading else 0 if name.lower() == "title" else None
    if level is None and outline.isdecimal() and int(outline) < 9:
        level = int(outline) + 1
    bold = style.find(f"{W}rPr/{W}b")
    is_bold = bold is not None and bold.get(W + "val", "1") not in ("0", "false", "off")
    return Style(level, is_bold, _numbering(style.find(W + "pPr")), _value(style.find(W + "basedOn")))


def _inherited(own: dict[str, Style], key: str) -> Style:
    style, seen = own[key], {key}
    base = style.base
    while base in own and base not in seen:
        seen.add(base)
        above = own[base]
        style = replace(
            style,
            level=above.level if style.level is None else style.level,
            bold=style.bold or above.bold,
            list=style.list or above.list,
        )
        base = above.base
    return style


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return None
    depth = _value(found.find(W + "ilvl"))
    return _value(found.find(W + "numId")), int(depth) if depth.isdecimal() else 0


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(W + "val", "")


class _Level(NamedTuple):
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def place(self, properties: etree._Element | None, style: Style) -> Place | None:
        """The place of the next paragraph, which counts it; None where it is in no list."""
        own = _numbering(properties)
        listed = own if own is not None and own[0] else style.list
        if listed is None or listed[0] in ("", "0"):
            return None
        abstract, depth = self.lists.get(listed[0], listed[0]), listed[1]
        levels = self.levels.get(abstract, {})
        level = levels.get(depth, _Level("bullet", "", 1))
        if level.form == "none":
            return None
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return Place(depth + 1, None)
        number = _PLACE.sub(lambda found: _count(levels, counts, int(found[1]) - 1), level.pattern)
        return Place(depth + 1, number.strip(" .()") or None)


def _count(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, _Level("decimal", "", 1))
    count = counts.get(depth, level.start)
    if level.form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if level.form == "upperLetter" else letter
    if level.form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if level.form == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        while count >= value:
            made, count = made + sign, count - value
    return made


def numbering(root: etree._Element | None) -> Numbering:
    """The lists that a document defines."""
    made = Numbering()
    for abstract in () if root is None else root.iter(W + "abstractNum"):
        made.levels[abstract.get(W + "abstractNumId", "")] = {
            int(level.get(W + "ilvl", "0")): _level(level) for level in abstract.iter(W + "lvl")
        }
    for number in () if root is None else root.iter(W + "num"):
        made.lists[number.get(W + "numId", "")] = _value(number.find(W + "abstractNumId"))
    return made


def _level(level: etree._Element) -> _Level:
    start = _value(level.find(W + "start"))
    return _Level(
        _value(level.find(W + "numFmt")) or "decimal",
        _value(level.find(W + "lvlText")),
        int(start) if start.isdecimal() else 1,
    )
