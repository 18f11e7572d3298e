"""PDF files made by the tests themselves: typeset with tags by typst, or printed line by line without any."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEIGHT = 842


class Print(NamedTuple):
    """A line of text on a page: where it begins, in points from the top left, and how it looks."""

    x: float
    y: float
    text: str
    size: float = 12
    font: str = "F1"


@pytest.fixture(scope="session")
def typeset() -> Callable[[str], bytes]:
    """Makes a tagged PDF of typst markup."""
    typst = pytest.importorskip("typst")

    def make(source: str) -> bytes:
        return bytes(typst.compile(source.encode()))

    return make


@pytest.fixture(scope="session")
def printed() -> Callable[[Sequence[Sequence[Print]]], bytes]:
    """Makes an untagged PDF of lines, page by page."""

    def make(pages: Sequence[Sequence[Print]]) -> bytes:
        buffer = io.BytesIO()
        with pikepdf.new() as pdf:
            for lines in pages:
                add_page(pdf, lines)
            pdf.save(buffer, static_id=True)
        return buffer.getvalue()

    return make


def add_page(pdf: pikepdf.Pdf, lines: Sequence[Print]) -> pikepdf.Page:
    """Appends a page with its lines to an open PDF."""
    page = pdf.add_blank_page(page_size=(595, HEIGHT))
    content = b"\n".join(_operators(line) for line in lines)
    page.Contents = pdf.make_stream(content)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=_font("Helvetica"), F2=_font("Helvetica-Bold"), F3=_font("Helvetica-Oblique"))
    )
    return page


def _operators(line: Print) -> bytes:
    text = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (
        line.font.encode(),
        line.size,
        line.x,
        HEIGHT - line.y,
        text,
    )


def _font(name: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name("/" + name),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
