"""Reads web pages: headings, paragraphs, list items and tables; navigation, scripts, page heads and feet left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from kg.errors import SourceError
from kg.extract.build import Build
from kg.extract.plain import Piece
from kg.model import BlockRole, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_SKIPPED = frozenset(
    "script style nav header footer noscript template svg math iframe object select option button input textarea head"
    " dialog audio video canvas map form".split()
)
_BLOCKS = frozenset(
    "p div section article main aside blockquote pre address figure figcaption center fieldset legend details summary"
    " dl dt dd ul ol li table caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 hr body html".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_APART = ("nav", "header", "footer", "form")
_KEPT = ("main", "article")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
_LAYOUT_WORDS = 60


def read(data: bytes, name: str, sha256: str) -> Document:
    """Reads a web page.

    Raises:
        SourceError: it is no web page, or holds no words.
    """
    build = Build()
    add_page(build, data, name)
    return build.document(name, "text/html", sha256, structured=True)


def add_page(build: Build, data: bytes | str, name: str) -> None:
    """Appends the blocks of a web page.

    Raises:
        SourceError: it is no web page.
    """
    encoding = None
    if isinstance(data, bytes):
        encoding = _encoding(data)
    else:
        data, encoding = data.encode("utf-8", "replace"), "utf-8"
    parser = etree.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(name, "is not a web page that can be read") from error
    if root is None:
        raise SourceError(name, "holds no words")
    walk = _Walk(build)
    for event, element in _events(root):
        _STEPS[event](walk, element)
    walk.flush()


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page declares."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if b"charset" in data[:2048].lower() else "windows-1252"
    return "utf-8"


def _events(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Starts and ends of elements in order, without what is left out."""
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        if skipped is None and event == "start" and _is_skipped(element):
            skipped = element
            walker.skip_subtree()
        if skipped is None:
            yield event, element
        elif event == "end" and element is skipped:
            skipped = None
            yield "tail", element


def _is_skipped(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _UNSEEN.search(element.get("style", "")):
        return True
    if element.tag == "header":
        return not any(up.tag in _KEPT for up in element.iterancestors())
    return element.tag in _SKIPPED


@dataclass(slots=True)
class _Walk:
    """Where the walk through the page has got to.

    Attributes:
        words: of the block that is open.
        bold: for each stretch of them, whether it is bold.
        strong: the depth of marks for bold.
        headings, pre: the elements that are open and say what their words are.
        lists: the depth of lists.
        fresh: whether a list item has begun and no word of it was written.
        rows: for each table that is open, the cells of its row; None for one that only lays out the page.
    """

    build: Build
    words: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    strong: int = 0
    headings: list[int] = field(default_factory=list)
    pre: int = 0
    lists: int = 0
    fresh: bool = False
    rows: list[list[str] | None] = field(default_factory=list)

    def say(self, text: str | None) -> None:
        """Adds words to the block that is open."""
        if text:
            self.words.append(text if self.pre else _WHITE.sub(" ", text))
            if text.strip():
                self.bold.append(self.strong > 0)

    def flush(self) -> None:
        """Ends the block that is open; inside a cell, only its line."""
        if self.rows and self.rows[-1] is not None:
            self.words.append("\n")
            return
        words, bold = "".join(self.words), bool(self.bold) and all(self.bold)
        self.words, self.bold = [], []
        if words.strip():
            self.build.add(words, self._piece(bold=bold))
            self.fresh = False

    def _piece(self, *, bold: bool) -> Piece:
        if self.headings:
            return Piece(0, 0, BlockRole.HEADING, level=self.headings[-1], settled=True)
        if self.fresh:
            return Piece(0, 0, BlockRole.BULLET, level=max(1, self.lists), settled=True)
        return Piece(0, 0, BlockRole.PARAGRAPH, bold=bold)


def _enter(walk: _Walk, element: etree._Element) -> None:
    tag = element.tag
    if tag in _BLOCKS:
        walk.flush()
    if tag == "table":
        walk.rows.append(None if _lays_out(element) else [])
    elif tag in ("td", "th"):
        _cell(walk)
    elif tag in ("ul", "ol"):
        walk.lists += 1
    elif tag == "li":
        walk.fresh = True
    elif tag in _HEADINGS:
        walk.headings.append(int(tag[1]))
    elif tag == "br":
        walk.words.append("\n")
    walk.pre += tag == "pre"
    walk.strong += tag in _BOLD
    walk.say(element.text)


def _leave(walk: _Walk, element: etree._Element) -> None:
    tag = element.tag
    if tag in _BLOCKS and tag not in ("td", "th", "tr"):
        walk.flush()
    if tag in ("td", "th"):
        _end_cell(walk)
    elif tag == "tr":
        _end_row(walk)
    elif tag == "table" and walk.rows:
        walk.rows.pop()
        walk.words, walk.bold = [], []
    elif tag in ("ul", "ol"):
        walk.lists -= 1
    elif tag == "li":
        walk.fresh = False
    elif tag in _HEADINGS and walk.headings:
        walk.headings.pop()
    walk.pre -= tag == "pre"
    walk.strong -= tag in _BOLD
    walk.say(element.tail)


def _pass(walk: _Walk, element: etree._Element) -> None:
    """Goes by an element that is left out."""
    if element.tag in _BLOCKS or element.tag in _APART:
        walk.flush()
    walk.say(element.tail)


_STEPS = {"start": _enter, "end": _leave, "tail": _pass}


def _lays_out(table: etree._Element) -> bool:
    """Whether a table holds another, or headings, or prose: then it only puts things side by side."""
    if any(inner is not table for inner in table.iter("table", *_HEADINGS)):
        return True
    return any(len("".join(map(str, cell.itertext())).split()) > _LAYOUT_WORDS for cell in table.iter("td", "th"))


def _cell(walk: _Walk) -> None:
    if walk.rows and walk.rows[-1] is not None:
        walk.words, walk.bold = [], []


def _end_cell(walk: _Walk) -> None:
    row = walk.rows[-1] if walk.rows else None
    if row is None:
        walk.flush()
    else:
        row.append("".join(walk.words))
        walk.words, walk.bold = [], []


def _end_row(walk: _Walk) -> None:
    row = walk.rows[-1] if walk.rows else None
    if row is None:
        walk.flush()
        return
    walk.rows[-1] = []
    walk.words, walk.bold = [], []
    if len(row) == 1:
        walk.build.add(row[0], Piece(0, 0))
    else:
        walk.build.row(row)
