"""Reads Word files by walking their XML: insertions, text boxes, content controls, tables and notes in, deletions out.

Word decides on pages when it prints, so no block has one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.extract.build import Build, clean
from kg.extract.docx_styles import Numbering, Style, numbering, styles
from kg.extract.office import Package, W, children
from kg.extract.plain import Piece, lexicon
from kg.model import BlockRole, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEFT_OUT = {
    W + tag for tag in ("del", "moveFrom", "rPr", "pPr", "sectPr", "instrText", "delText", "fldData", "comment")
}
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "ptab": " ", W + "noBreakHyphen": "\u2011"}
_BOX = W + "txbxContent"
_LAYOUT_WORDS = 60


def read(data: bytes, name: str, sha256: str) -> Document:
    """Reads a Word file.

    Raises:
        SourceError: the file is damaged, or holds no words.
    """
    package = Package(data, name)
    path = package.main("word/document.xml")
    root = package.xml(path)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise SourceError(name, "is damaged: it has no body")
    related = dict(package.related(path).values())
    parts = {kind: package.xml(target) for kind, target in related.items() if kind in _PARTS}
    walk = _Walk(Build(), styles(parts.get("styles")), numbering(parts.get("numbering")), _notes(parts))
    _margins(walk, package, path, "header")
    _blocks(walk, body)
    _margins(walk, package, path, "footer")
    return walk.build.document(name, _MEDIA, sha256, structured=False)


_PARTS = ("styles", "numbering", "footnotes", "endnotes")


@dataclass(slots=True)
class _Walk:
    """Where the walk through the body has got to.

    Attributes:
        notes: the footnotes and endnotes by kind and id.
        gap: the empty paragraphs since the last block.
        titled: whether a paragraph has the style of a title, so that headings stand a level below it.
        later: boxes and notes met inside the paragraph that is being read.
    """

    build: Build
    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[tuple[str, str], etree._Element]
    gap: int = 0
    titled: bool = False
    later: list[etree._Element] = field(default_factory=list)


def _notes(parts: dict[str, etree._Element | None]) -> dict[tuple[str, str], etree._Element]:
    found = {}
    for kind in ("footnote", "endnote"):
        root = parts.get(kind + "s")
        for note in () if root is None else root.iter(W + kind):
            if note.get(W + "type") is None:
                found[kind, note.get(W + "id", "")] = note
    return found


def _margins(walk: _Walk, package: Package, path: str, kind: str) -> None:
    """Running heads and feet: furniture, once each, but a caveat in them is content."""
    seen = set()
    for found, target in package.related(path).values():
        root = package.xml(target) if found == kind else None
        for paragraph in () if root is None else root.iter(W + "p"):
            words = clean("".join(_texts(walk, paragraph)))
            if words and words not in seen:
                seen.add(words)
                role = BlockRole.PARAGRAPH if lexicon.is_caveat(words) else BlockRole.FURNITURE
                walk.build.add(words, Piece(0, 0, role, settled=True))
    walk.later.clear()


def _blocks(walk: _Walk, parent: etree._Element) -> None:
    """The blocks of a body, cell, text box, note or content control."""
    for child in children(parent):
        if child.tag == W + "p":
            _paragraph(walk, child)
        elif child.tag == W + "tbl":
            _table(walk, child)
        elif child.tag not in _LEFT_OUT:
            _blocks(walk, child)


def _paragraph(walk: _Walk, paragraph: etree._Element) -> None:
    words = "".join(_texts(walk, paragraph))
    later, walk.later = walk.later, []
    if clean(words):
        walk.build.add(words, _piece(walk, paragraph))
        walk.gap = 0
    elif not later:
        walk.gap += 1
    for part in later:
        _blocks(walk, part)


def _piece(walk: _Walk, paragraph: etree._Element) -> Piece:
    """What a paragraph is by its style, numbering and type face."""
    properties = paragraph.find(W + "pPr")
    style = walk.styles.get(_value(properties, "pStyle"), walk.styles.get("", Style()))
    level = _outline(properties, style)
    numbered = walk.numbering.place(properties, style)
    if level is not None:
        walk.titled = walk.titled or level == 0
        number = numbered.number if numbered else None
        return Piece(0, 0, BlockRole.HEADING, walk.gap, level=max(1, level + walk.titled), number=number, settled=True)
    if numbered is None:
        return Piece(0, 0, BlockRole.PARAGRAPH, walk.gap, bold=_is_bold(paragraph, style))
    if numbered.number is not None and len("".join(map(str, paragraph.itertext())).split()) >= _NUMBERED_WORDS:
        return Piece(0, 0, BlockRole.PARAGRAPH, walk.gap, number=numbered.number)
    return Piece(0, 0, BlockRole.BULLET, walk.gap, level=numbered.depth, number=numbered.number)


_NUMBERED_WORDS = 25


def _outline(properties: etree._Element | None, style: Style) -> int | None:
    """The level of a heading, 0 for the title of the document; None for other paragraphs."""
    own = _value(properties, "outlineLvl")
    if own.isdecimal():
        return int(own) + 1 if int(own) < 9 else None
    return style.level


def _is_bold(paragraph: etree._Element, style: Style) -> bool:
    """Whether all words of a paragraph are bold."""
    runs = [run for run in paragraph.iter(W + "r") if any((t.text or "").strip() for t in run.iter(W + "t"))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(
        style.bold if mark is None else mark.get(W + "val", "1") not in ("0", "false", "off") for mark in marks
    )


def _value(properties: etree._Element | None, tag: str) -> str:
    found = None if properties is None else properties.find(W + tag)
    return "" if found is None else found.get(W + "val", "")


def _texts(walk: _Walk, element: etree._Element) -> Iterator[str]:
    """The words of a paragraph in order; text boxes and notes met on the way are kept for later."""
    for child in children(element):
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = "footnote" if child.tag == W + "footnoteReference" else "endnote"
            note = walk.notes.pop((kind, child.get(W + "id", "")), None)
            walk.later.extend(() if note is None else (note,))
        elif child.tag == _BOX:
            walk.later.append(child)
        elif not _is_hidden(child):
            yield from _texts(walk, child)


def _is_hidden(element: etree._Element) -> bool:
    mark = element.find(f"{W}rPr/{W}vanish") if element.tag == W + "r" else None
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")


def _table(walk: _Walk, table: etree._Element) -> None:
    """The rows of a table; one that only lays out a page, has a single column or holds a table is read cell by cell."""
    rows = [list(_cells(row)) for row in _rows(table)]
    if all(len(row) < 2 for row in rows) or any(_lays_out(cell) for row in rows for cell in row):
        for row in rows:
            for cell in row:
                _blocks(walk, cell)
        return
    for row in rows:
        walk.build.row([_cell_words(walk, cell) for cell in row], walk.gap)
        walk.gap = 0
    later, walk.later = walk.later, []
    for part in later:
        _blocks(walk, part)


def _lays_out(cell: etree._Element) -> bool:
    """Whether a cell holds a table, or prose: then the table it is in only puts things side by side."""
    if any(True for _ in cell.iter(W + "tbl")):
        return True
    return sum(len((words.text or "").split()) for words in cell.iter(W + "t")) > _LAYOUT_WORDS


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in children(table):
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag not in _LEFT_OUT:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in children(row):
        if child.tag == W + "tc":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _cells(child)


def _cell_words(walk: _Walk, cell: etree._Element) -> str:
    return "\n".join("".join(_texts(walk, paragraph)) for paragraph in cell.iter(W + "p"))
