"""A page of a PDF as a picture: drawn in a child with limits, marked where it is asked for, refused in one line."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from kg.errors import SourceError
from kg.extract import draw_guarded, read_guarded

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = 300


@pytest.fixture
def letter(corpus: Path) -> Path:
    return corpus / "2021-10-focused-visit-letter.pdf"


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the rows of a PNG, each after its filter byte."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    body, at = b"", 8
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        data = png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + data) == int.from_bytes(png[at + 8 + length : at + 12 + length])
        body += data if kind == b"IDAT" else b""
        at += 12 + length
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24]), zlib.decompress(body)


def test_marks_are_drawn_where_the_words_are_printed_and_nowhere_else(letter: Path) -> None:
    block = [each for each in read_guarded(letter).blocks if each.boxes and each.boxes[0].page == 1][5]
    box = block.boxes[0]
    plain = draw_guarded(letter, letter.name, 1, WIDTH)
    marked = draw_guarded(letter, letter.name, 1, WIDTH, [(box.left, box.top, box.right, box.bottom)])
    (width, height, before), (_, _, after) = pixels(plain), pixels(marked)
    assert (width, len(before)) == (WIDTH, height * (WIDTH * 3 + 1))
    differing = {at // (WIDTH * 3 + 1) for at, (was, now) in enumerate(zip(before, after, strict=True)) if was != now}
    scale = WIDTH / 595.3
    assert min(differing) == pytest.approx(box.top * scale, abs=4)
    assert max(differing) == pytest.approx(box.bottom * scale, abs=4)


@pytest.mark.parametrize("page", [0, 99])
def test_a_page_that_is_not_there_is_refused(letter: Path, page: int) -> None:
    with pytest.raises(SourceError, match=f"has no page {page}"):
        draw_guarded(letter, letter.name, page, WIDTH)


def test_a_file_that_is_no_pdf_is_refused(corpus: Path) -> None:
    with pytest.raises(SourceError, match="damaged"):
        draw_guarded(corpus / "scrutiny-deck.pptx", "scrutiny-deck.pptx", 1, WIDTH)
