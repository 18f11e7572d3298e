"""Reads PDF: text and order from geometry, roles from the tag tree where there is one, page and boxes of every block.

pieces      a page as pdfium sees it: text with place, font and mark
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

from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.extract.pdf.compose import Composer
from kg.extract.pdf.furniture import drop_running, mark_furniture
from kg.extract.pdf.headings import body_size, mark_headings
from kg.extract.pdf.joins import joined_over_pages, nest_bullets
from kg.extract.pdf.pieces import PageReader
from kg.extract.pdf.source import opened
from kg.extract.pdf.tables import Content, content_of, drafts_of
from kg.extract.pdf.tags import read_tags
from kg.model import Document

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read"]

MEDIA_TYPE = "application/pdf"


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a PDF file's bytes.

    Raises:
        SourceError: it is encrypted, damaged beyond repair, or has no text at all.
    """
    with opened(data, name) as (document, repaired):
        contents, heights, warnings = _contents(document)
    if not any(content.lines() for content in contents):
        raise SourceError(name, "has no text, only images: it needs OCR" if warnings else "has no text")
    if repaired:
        warnings.insert(0, "the file was damaged and has been repaired: parts may be missing")
    drop_running(contents, heights)
    pages = [drafts_of(content) for content in contents]
    every = [draft for page in pages for draft in page]
    mark_headings(every)
    drafts = joined_over_pages(pages, body_size(every))
    nest_bullets(drafts)
    mark_furniture(drafts)
    composer = Composer()
    for draft in drafts:
        composer.add(draft)
    return Document(
        name,
        MEDIA_TYPE,
        sha256,
        composer.text(),
        composer.pages(len(contents)),
        tuple(composer.blocks),
        tuple(warnings),
    )


def _contents(document: pypdfium2.PdfDocument) -> tuple[list[Content], list[float], list[str]]:
    """Lines and rows, height, and warnings of every page."""
    reader = PageReader()
    contents, heights, warnings = [], [], []
    for index in range(len(document)):
        page = document[index]
        try:
            tags = read_tags(page)
            pieces = reader.pieces(page, wide=not tags)
            if not pieces and _has_image(page):
                warnings.append(f"page {index + 1} is an image without text: it needs OCR")
            kept = [piece for piece in pieces if not piece.artifact]
            contents.append(content_of(kept, tags, index + 1))
            heights.append(page.get_height())
        finally:
            page.close()
    return contents, heights, warnings


def _has_image(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3))
