"""A page of a PDF as a picture, with some stretches marked as by a highlighter; PNG, written without a library."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pypdfium2

from kg.errors import SourceError
from kg.extract.pdf.source import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    Edges = tuple[float, float, float, float]
    """Left, top, right and bottom in points from the page's top left corner."""

WIDEST = 2_000
_PIXELS = 6_000_000
"""A page that would have more is drawn smaller."""
_MARGIN = 2.0
"""Points by which a mark goes beyond the words."""
_MARKED = (
    bytes(range(256)),
    bytes(each * 94 // 100 for each in range(256)),
    bytes(each * 45 // 100 for each in range(256)),
)
"""What a mark makes of red, green and blue: white becomes yellow and black stays black."""


def drawn(data: bytes, name: str, number: int, width: int, marks: Sequence[Edges]) -> bytes:
    """A page as PNG.

    Args:
        data: the PDF file.
        name: what it is called.
        number: of the page, counted from 1.
        width: in pixels.
        marks: what to mark on it.

    Raises:
        SourceError: it has no such page, or cannot be drawn.
    """
    with opened(data, name) as (document, _):
        if not 0 < number <= len(document):
            raise SourceError(name, f"has no page {number}")
        try:
            page = document[number - 1]
            wide, high = page.get_size()
            scale = min(min(width, WIDEST) / max(wide, 1.0), (_PIXELS / max(wide * high, 1.0)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        except pypdfium2.PdfiumError as error:
            raise SourceError(name, f"page {number} cannot be drawn: {error}") from error
        try:
            return _png(_rows(bitmap), bitmap.width, [tuple(edge * scale for edge in _wider(mark)) for mark in marks])
        finally:
            bitmap.close()


def _wider(mark: Edges) -> Edges:
    left, top, right, bottom = mark
    return left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN


def _rows(bitmap: pypdfium2.PdfBitmap) -> list[bytearray]:
    """The rows of pixels, three bytes each."""
    data, stride, pixel = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
    rows = []
    for at in range(0, stride * bitmap.height, stride):
        row = bytearray(bitmap.width * 3)
        for channel in range(3):
            given = min(channel, pixel - 1)
            row[channel::3] = data[at + given : at + bitmap.width * pixel : pixel]
        rows.append(row)
    return rows


def _png(rows: list[bytearray], width: int, marks: Sequence[Sequence[float]]) -> bytes:
    for left, top, right, bottom in marks:
        first, last = max(0, int(left)), min(width, int(right) + 1)
        for row in rows[max(0, int(top)) : max(0, int(bottom) + 1)]:
            for channel, table in enumerate(_MARKED):
                row[first * 3 + channel : last * 3 : 3] = row[first * 3 + channel : last * 3 : 3].translate(table)
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", body) + _part(b"IEND", b"")


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
