"""Reads PDF: text and order from geometry, roles from the tag tree where there is one, page and boxes of every block.

pieces      a page as pdfium sees it: text with place, font and mark
ocr         a page that is an image, where that is asked for
picture     a page drawn, with stretches marked
places      where a piece stands on the page as a reader sees it
tags        what each piece is part of, after the tag tree
lines       pieces into printed lines
columns     text set in columns, column after column
tables      rows of cells, and what only looks like a table
paragraphs  lines into paragraphs and bullets
furniture   running heads out; letterhead, signature and imprint marked
headings    which drafts are headings
levels      their levels
joins       paragraphs over page breaks
compose     drafts into the Document

The kept text is the blocks joined by an empty line, in reading order: headings too; cells of a row parted by a tab;
numbers and bullets before the block's span. Running heads, footers and page numbers are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from kg.errors import SourceError
from kg.extract.pdf.compose import Composer
from kg.extract.pdf.furniture import drop_running, mark_furniture
from kg.extract.pdf.headings import body_size, mark_headings
from kg.extract.pdf.joins import joined_over_pages, nest_bullets
from kg.extract.pdf.ocr import OcrError
from kg.extract.pdf.ocr import recognised as ocr_of
from kg.extract.pdf.pieces import PageReader
from kg.extract.pdf.source import opened
from kg.extract.pdf.tables import Content, content_of, drafts_of
from kg.extract.pdf.tags import read_tags
from kg.model import Document, PageForm, listed

if TYPE_CHECKING:
    import pypdfium2

    from kg.extract.pdf.pieces import Piece

__all__ = ["read"]

MEDIA_TYPE = "application/pdf"

_FEW = 20
"""Characters that may be printed on a scanned page by what scanned it: a stamp, a page number."""
_MOST = 0.8
"""Share of a page that an image covers which is the page."""


def read(data: bytes, name: str, sha256: str, *, ocr: bool = False) -> Document:
    """The document of a PDF file's bytes.

    Args:
        data: the file.
        name: what the document is called.
        sha256: of the bytes.
        ocr: whether pages that are images are read by Tesseract. Without it they are kept without words.

    Raises:
        SourceError: it is encrypted, damaged beyond repair, or has no text at all.
    """
    with opened(data, name) as (document, repaired):
        read = _Pages(ocr=ocr)
        for index in range(len(document)):
            read.add(document[index], index + 1)
    if not any(content.lines() for content in read.contents):
        raise SourceError(name, "; ".join(read.warnings[:3]) if ocr and read.images else _without_text(read.images))
    if repaired:
        read.warnings.insert(0, "the file was damaged and has been repaired: parts may be missing")
    drop_running(read.contents, read.heights)
    pages = [drafts_of(content) for content in read.contents]
    every = [draft for page in pages for draft in page]
    mark_headings(every)
    drafts = joined_over_pages(pages, body_size(every))
    nest_bullets(drafts)
    mark_furniture(drafts)
    composer = Composer()
    for draft in drafts:
        composer.add(draft)
    kept = tuple(replace(page, form=read.forms[page.number - 1]) for page in composer.pages(len(read.contents)))
    if recognised := [page.number for page in kept if page.form is PageForm.OCR]:
        composer.note(f"Read from images by OCR, so that words may be wrong: {listed(recognised)}.")
    return Document(name, MEDIA_TYPE, sha256, composer.text(), kept, tuple(composer.blocks), tuple(read.warnings))


def _without_text(images: bool) -> str:  # noqa: FBT001
    return "has no text, only images: it needs OCR (kg ingest --ocr)" if images else "has no text"


class _Pages:
    """What the pages of a document print.

    Attributes:
        contents, heights, forms: of each page.
        warnings: what could not be read, one line each.
        images: whether any page is an image without words.
    """

    def __init__(self, *, ocr: bool) -> None:
        self.contents: list[Content] = []
        self.heights: list[float] = []
        self.forms: list[PageForm] = []
        self.warnings: list[str] = []
        self.images = False
        self._reader = PageReader()
        self._ocr = ocr

    def add(self, page: pypdfium2.PdfPage, number: int) -> None:
        """Reads a page, and closes it."""
        try:
            tags = read_tags(page)
            pieces = self._reader.pieces(page, wide=not tags)
            form = PageForm.TEXT
            if sum(len(piece.text) for piece in pieces) <= _FEW and _is_picture(page, bare=not pieces):
                self.images = True
                form, seen = self._seen(page, number)
                pieces, tags = (seen, {}) if seen else (pieces, tags)
            self.contents.append(content_of([piece for piece in pieces if not piece.artifact], tags, number))
            self.heights.append(page.get_height())
            self.forms.append(form)
        finally:
            page.close()

    def _seen(self, page: pypdfium2.PdfPage, number: int) -> tuple[PageForm, list[Piece]]:
        """What OCR makes of a page that is an image, where it is asked for."""
        if not self._ocr:
            self.warnings.append(f"page {number} is an image without text: it needs OCR")
            return PageForm.IMAGE, []
        try:
            if seen := ocr_of(page):
                return PageForm.OCR, seen
            self.warnings.append(f"page {number} is an image in which OCR finds no words")
        except OcrError as error:
            self.warnings.append(f"page {number} is an image that OCR could not read: {error}")
        return PageForm.IMAGE, []


def _is_picture(page: pypdfium2.PdfPage, *, bare: bool) -> bool:
    """Whether a page is an image: one that has no text and any image, or hardly any and an image over most of it."""
    width, height = page.get_size()
    for image in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        if bare:
            return True
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _MOST * width * height:
            return True
    return False
