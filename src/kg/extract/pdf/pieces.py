"""A page as pdfium sees it: pieces of text with place, font and mark, in the order of the content stream.

Spacing is pdfium's own, because the gaps between text objects mislead. Everything is in points from the top left.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from kg.extract.pdf.places import Place, Sheet, agrees, is_wide, measured

if TYPE_CHECKING:
    import pypdfium2

Pointer = Any

MAXIMUM_CHARACTERS = 60_000
"""More on one page is no page that a person reads; the rest of it is left out, with a warning."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ARTIFACT = "Artifact".encode("utf-16-le")
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_CLEAN = {
    **_LIGATURES,
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0x200B, 0xFEFF), None),
    **dict.fromkeys((9, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F), " "),
    **dict.fromkeys((2, 0xAD, 0xFFFE), "-"),
    **dict.fromkeys(range(0x80, 0xA0), "•"),
    **{code: bytes((code,)).decode("cp1252") for code in (0x85, *range(0x91, 0x98))},
}
"""Tidied as pieces are read: a line-end hyphen arrives as U+FFFE or U+0002 and is a hyphen on the page;
C1 controls are bullets of symbol fonts, but for the quotes and dashes of cp1252."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one text object that stand together.

    Attributes:
        before: what pdfium puts between this piece and the one before: nothing, a space, or a line feed.
        base: the baseline, from the top of the page.
        mark: marked-content id, -1 for none.
        artifact: whether the file marks it as no part of the content.
    """

    text: str
    before: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    mark: int
    artifact: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What is asked once a text object."""

    place: Place
    bold: bool
    italic: bool
    mark: int
    artifact: bool


class _Run(NamedTuple):
    """Characters `start` to `end` of one text object; address 0 where pdfium made them."""

    start: int
    end: int
    address: int
    pointer: Pointer


class PageReader:
    """Reads pieces off pages of one document, remembering its fonts."""

    def __init__(self) -> None:
        self._styles: dict[int, tuple[bool, bool]] = {}
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._size = ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)

    def pieces(self, page: pypdfium2.PdfPage, *, wide: bool = False) -> list[Piece]:
        """All text of a page; empty for a page without text.

        Args:
            page: an open page.
            wide: whether to part text objects at wide gaps inside them; needed where no tags tell columns.
        """
        textpage = page.get_textpage()
        try:
            count = min(textpage.count_chars(), MAXIMUM_CHARACTERS)
            if count <= 0:
                return []
            text = textpage.get_text_range(0, count)
            if len(text) != count:
                text = "".join(_character(textpage.raw, index) for index in range(count))
            runs = _runs(textpage.raw, count)
            if wide:
                runs = [part for run in runs for part in _parted(textpage.raw, text, run)]
            return self._assembled(textpage.raw, text, runs, Sheet.of(page))
        finally:
            textpage.close()

    def _assembled(self, textpage: Pointer, text: str, runs: list[_Run], sheet: Sheet) -> list[Piece]:
        seen = Counter(run.address for run in runs)
        looks: dict[int, _Look] = {}
        pieces = []
        before = "\n"
        for run in runs:
            if not run.address:
                before = _stronger(before, text[run.start : run.end])
                continue
            raw = text[run.start : run.end].translate(_CLEAN).replace("\r", " ").replace("\n", " ")
            kept = " ".join(raw.split())
            if not kept:
                before = _stronger(before, raw)
                continue
            if run.address not in looks:
                looks[run.address] = self._look(run.pointer)
            look = looks[run.address]
            lead = len(raw) - len(raw.lstrip())
            place = look.place
            if seen[run.address] > 1 or not agrees(textpage, run.start + lead, place):
                place = measured(textpage, run.start + lead, run.start + len(raw.rstrip())) or place
            before = _stronger(before, " ") if lead else before
            edges = sheet.edges(place)
            pieces.append(Piece(kept, before, *edges, place.size, look.bold, look.italic, look.mark, look.artifact))
            before = " " if raw[-1] == " " else ""
        return pieces

    def _look(self, pointer: Pointer) -> _Look:
        left, bottom, right, top = self._edges
        pdfium.FPDFPageObj_GetBounds(pointer, left, bottom, right, top)
        pdfium.FPDFTextObj_GetFontSize(pointer, self._size)
        matrix = self._matrix
        pdfium.FPDFPageObj_GetMatrix(pointer, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        mark = pdfium.FPDFPageObj_GetMarkedContentID(pointer)
        size = abs(self._size.value * scale)
        place = Place(left.value, bottom.value, right.value, top.value, matrix.e, matrix.f, size)
        bold, italic = self._style(pdfium.FPDFTextObj_GetFont(pointer))
        skewed = matrix.b == 0 and abs(matrix.c) > 0.1 * abs(matrix.d)
        return _Look(place, bold, italic or skewed, mark, mark < 0 and _is_artifact(pointer))

    def _style(self, font: Pointer) -> tuple[bool, bool]:
        """Whether a font is bold, and whether it is italic, by its name."""
        address = ctypes.c_void_p.from_buffer(font).value or 0
        if address not in self._styles:
            length = pdfium.FPDFFont_GetBaseFontName(font, self._name, 256)
            name = self._name.raw[: max(0, length - 1)].decode("utf-8", "replace")
            self._styles[address] = bool(_BOLD.search(name)), bool(_ITALIC.search(name))
        return self._styles[address]


def _stronger(before: str, gap: str) -> str:
    """The wider of two separators."""
    if "\n" in gap or "\r" in gap or before == "\n":
        return "\n"
    return " " if gap or before else ""


def _runs(textpage: Pointer, count: int) -> list[_Run]:
    """Stretches of characters of one text object.

    Looks ahead in doubling steps, since asking for every character's object costs most of the time of a page.
    """
    runs = []
    start = 0
    while start < count:
        pointer, address = _object(textpage, start)
        end = _run_end(textpage, start, count, address)
        runs.append(_Run(start, end, address, pointer))
        start = end
    return runs


def _run_end(textpage: Pointer, start: int, count: int, address: int) -> int:
    """Where the stretch of an object's characters ends; those that pdfium made stand between any, so one by one."""
    same, step = start, 1
    while same + step < count and _object(textpage, same + step)[1] == address:
        same += step
        step = step * 2 if address else 1
    low, high = same, min(same + step, count)
    while high - low > 1:
        middle = (low + high) // 2
        if _object(textpage, middle)[1] == address:
            low = middle
        else:
            high = middle
    return high


def _object(textpage: Pointer, index: int) -> tuple[Pointer, int]:
    pointer = pdfium.FPDFText_GetTextObject(textpage, index)
    return pointer, ctypes.c_void_p.from_buffer(pointer).value or 0


def _character(textpage: Pointer, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _parted(textpage: Pointer, text: str, run: _Run) -> list[_Run]:
    """A run parted where a space in it is as wide as the gap between columns."""
    if not run.address:
        return [run]
    spaces = (index for index in range(run.start + 1, run.end - 1) if text[index] == " ")
    edges = [run.start, *(index for index in spaces if is_wide(textpage, index)), run.end]
    return [_Run(start, end, run.address, run.pointer) for start, end in pairwise(edges)]


def _is_artifact(pointer: Pointer) -> bool:
    buffer = (ctypes.c_ushort * 32)()
    length = ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(pointer)):
        mark = pdfium.FPDFPageObj_GetMark(pointer, index)
        named = pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
        if named and bytes(buffer)[: max(0, length.value - 2)] == _ARTIFACT:
            return True
    return False
