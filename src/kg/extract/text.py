"""Reads plain text: a byte order mark, then strict UTF-8, then Windows-1252; the text is the decoded file as it is."""

from __future__ import annotations

import codecs

from kg.errors import SourceError
from kg.extract.plain import blocks
from kg.model import Document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes; a byte order mark is not part of it.

    Raises:
        SourceError: the bytes are not text, or are empty.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\0" in data:
        raise SourceError(name, f"is not a text file: it has a NUL byte at {data.index(0)}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252", name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            name, f"is neither UTF-8 nor Windows-1252 text (byte {error.start}); save it as UTF-8"
        ) from error


def read(data: bytes, name: str, sha256: str) -> Document:
    """Reads a text file.

    Raises:
        SourceError: the bytes are not text, or hold no words.
    """
    text = decode(data, name)
    found = blocks(text)
    if not found:
        raise SourceError(name, "holds no words")
    return Document(name, "text/plain", sha256, text, blocks=found)
