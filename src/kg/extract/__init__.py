"""Bytes to a Document: `read` tells the media type by content and calls the one reader for it; readers load lazily.

detect    which media type some bytes are, and what is refused before any reader sees it
guard     the same reading in a child process with limits of memory, processor time and wall clock
pdf, text, markdown, docx, pptx, xlsx, html, eml
          a reader a media type, each `read(data, name, sha256) -> Document`
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from kg.errors import SourceError
from kg.extract.detect import MEDIA_TYPES, detect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.extract.pdf.picture import Edges
    from kg.model import Document

__all__ = ["MAXIMUM_BYTES", "MEDIA_TYPES", "detect", "draw_guarded", "load", "read", "read_bytes", "read_guarded"]

MAXIMUM_BYTES = 200_000_000
"""A larger file is refused unread: the longest report seen has 12 MB."""

_READERS = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


class _Reader(Protocol):
    def read(self, data: bytes, name: str, sha256: str) -> Document: ...


def read(path: Path, *, name: str | None = None, ocr: bool = False) -> Document:
    """Reads a file in this process; see `read_guarded` for files nobody vouches for.

    Args:
        path: the file.
        name: what the document is called; by default the file's own name.
        ocr: whether pages of a PDF that are images are read by Tesseract.

    Raises:
        SourceError: the file cannot be read as a document; the reason is one line.
    """
    name = path.name if name is None else name
    return read_bytes(load(path, name), name, ocr=ocr)


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> Document:
    """Reads a file's bytes; also what a reader calls for a document inside another (a letter attached to a mail).

    Raises:
        SourceError: the bytes cannot be read as a document.
    """
    media_type, sha256 = detect(data, name), hashlib.sha256(data).hexdigest()
    if media_type == "application/pdf":
        from kg.extract import pdf

        return pdf.read(data, name, sha256, ocr=ocr)
    reader = cast("_Reader", import_module(f"kg.extract.{_READERS[media_type]}"))
    return reader.read(data, name, sha256)


def load(path: Path, name: str) -> bytes:
    """The bytes of a file, none if it is too large or not a file.

    Raises:
        SourceError: there is no such file, or it may not or should not be read.
    """
    try:
        if not path.is_file():
            raise SourceError(name, "there is no such file" if not path.exists() else "is not a file")
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            raise SourceError(
                name, f"is {size // 1_000_000} MB; files above {MAXIMUM_BYTES // 1_000_000} MB are refused"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(name, f"cannot be opened: {reason}") from error


def read_guarded(path: Path, *, name: str | None = None, ocr: bool = False) -> Document:
    """Reads a file in a child process with limits, so that no file can crash, hang or swell this one.

    The child is kept for the next file and replaced when it dies. Safe to call from several threads; each has a child.

    Raises:
        SourceError: the file cannot be read as a document, or reading it ran into a limit.
    """
    from kg.extract.guard import shared

    return shared().read(path, path.name if name is None else name, ocr=ocr)


def draw_guarded(path: Path, name: str, page: int, width: int, marks: Sequence[Edges] = ()) -> bytes:
    """A page of a PDF as PNG, drawn in a child process with limits as `read_guarded` reads.

    Args:
        path: the file.
        name: what the document is called.
        page: counted from 1.
        width: of the picture in pixels.
        marks: left, top, right and bottom of what is marked, in points from the page's top left corner.

    Raises:
        SourceError: there is no such page, or drawing it ran into a limit.
    """
    from kg.extract.guard import shared

    return shared().draw(path, name, page, width, marks)
