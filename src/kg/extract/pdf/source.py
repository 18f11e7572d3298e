"""Opens a PDF's bytes with pdfium; a damaged file is repaired once through pikepdf; what cannot be opened says why."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
from contextlib import contextmanager

MAXIMUM_PAGES = 5_000
"""A longer file is refused: the longest report seen has 150 pages."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[tuple[pypdfium2.PdfDocument, bool]]:
    """The document, and whether it had to be repaired.

    Raises:
        SourceError: it is encrypted, too long, or damaged beyond repair.
    """
    document, repaired = _open(data, name)
    try:
        if len(document) == 0 and not repaired:
            document.close()
            document, repaired = _repaired(data, name), True
        count = len(document)
        if count == 0:
            raise SourceError(name, "has no pages that can be read")
        if count > MAXIMUM_PAGES:
            raise SourceError(name, f"has {count} pages; more than {MAXIMUM_PAGES} are refused")
        yield document, repaired
    finally:
        document.close()


def _open(data: bytes, name: str) -> tuple[pypdfium2.PdfDocument, bool]:
    try:
        return pypdfium2.PdfDocument(data), False
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise SourceError(name, "is encrypted; save it without a password") from error
        return _repaired(data, name), True


def _repaired(data: bytes, name: str) -> pypdfium2.PdfDocument:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as damaged:
            buffer = io.BytesIO()
            damaged.save(buffer)
        return pypdfium2.PdfDocument(buffer.getvalue())
    except pikepdf.PasswordError as error:
        raise SourceError(name, "is encrypted; save it without a password") from error
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, RuntimeError) as error:
        raise SourceError(name, "is damaged and could not be repaired; fetch the file again") from error
