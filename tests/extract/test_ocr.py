"""A page that is an image is named, and read only where that is asked for; what is read so is marked as such."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from kg.errors import SourceError
from kg.extract import read_bytes
from kg.extract.pdf import ocr
from kg.library import Library
from kg.model import BlockRole, PageForm
from kg.passages import split
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.model import Document

MARKUP = """#set text(size: 11pt, font: "DejaVu Sans Mono")
= Visit to Harnmouth
#pagebreak()
== What we heard
Foster carers told us that they feel well supported by their social workers, who visit often and answer
when they are called. Some wait too long for a short break.

Care leavers said that their personal advisers help them to find a home.
"""

with_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed here")


def scanned(data: bytes, pages: set[int]) -> bytes:
    """The file with some pages, counted from 0, as pictures of themselves."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as printed:
        for number in pages:
            bitmap = printed[number].render(scale=200 / 72, grayscale=True)
            grey = bytes(bitmap.buffer)
            rows = b"".join(grey[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
            picture = pdf.make_stream(rows)
            picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            picture.Width, picture.Height = bitmap.width, bitmap.height
            picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            page = pdf.pages[number]
            width, height = (float(edge) for edge in page.mediabox[2:])
            page.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Scan Do Q".encode())
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
        pdf.save(buffer, static_id=True)
    return buffer.getvalue()


def words(document: Document) -> str:
    return " ".join(document.text.split())


def test_a_page_that_is_an_image_is_named_and_kept_without_words(typeset: Callable[[str], bytes]) -> None:
    document = read_bytes(scanned(typeset(MARKUP), {1}), "letter.pdf")
    assert document.pages_of(PageForm.IMAGE) == (2,)
    assert document.warnings == ("page 2 is an image without text: it needs OCR",)
    assert "Foster" not in document.text
    with pytest.raises(SourceError, match=r"needs OCR \(kg ingest --ocr\)"):
        read_bytes(scanned(typeset(MARKUP), {0, 1}), "letter.pdf")


@with_tesseract
def test_what_ocr_reads_is_marked_page_by_page_and_in_the_passages(typeset: Callable[[str], bytes]) -> None:
    document = read_bytes(scanned(typeset(MARKUP), {1}), "letter.pdf", ocr=True)
    assert document.pages_of(PageForm.OCR) == (2,)
    assert "Foster carers told us that they feel well supported by their social workers" in words(document)
    assert [passage.page for passage in split(document) if passage.ocr] == [2] * sum(p.ocr for p in split(document))
    assert any(passage.ocr for passage in split(document))
    last = document.blocks[-1]
    assert last.role is BlockRole.FURNITURE
    assert document.text[last.span.start :] == "Read from images by OCR, so that words may be wrong: page 2."
    boxes = [box for block in document.blocks for box in block.boxes if box.page == 2]
    assert boxes
    assert all(0 < box.left < box.right < 600 and 0 < box.top < box.bottom < 850 for box in boxes)


@with_tesseract
def test_ocr_of_a_held_document_reads_what_was_left_and_its_caveat_travels(
    typeset: Callable[[str], bytes], tmp_path: Path
) -> None:
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(scanned(typeset(MARKUP), {1}))
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    (outcome,) = library.ingest([paper])
    assert (outcome.status, outcome.reason) == ("added", "not read, as images need OCR (--ocr): page 2")
    seeing = Library.open(Settings(library=tmp_path / "library", ocr=True))
    (outcome,) = seeing.ingest([paper])
    assert (outcome.status, outcome.reason) == ("added", "read by OCR: page 2")
    assert [o.status for o in seeing.ingest([paper])] == ["unchanged"]
    assert seeing.validate() == {}
    shown = seeing.show("letter.pdf")
    assert [passage["ocr"] for passage in shown["passages"] if "Foster" in passage["quote"]] == [True]
    answer = seeing.ask("What did foster carers say?")
    assert answer.evidence
    assert all("Read from images by OCR" in piece.caveats[0] for piece in answer.evidence)
    before = {p.name: p.read_bytes() for p in (tmp_path / "library" / "graphs").iterdir()}
    seeing.rebuild()
    assert {p.name: p.read_bytes() for p in (tmp_path / "library" / "graphs").iterdir()} == before


def test_without_tesseract_ocr_is_refused_in_one_line(
    typeset: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ocr.OcrError, match="not installed"):
        ocr.recognised(pypdfium2.PdfDocument(typeset(MARKUP))[0])
