"""Which media type some bytes are, told by content; the name decides only between kinds of plain text.

What no reader should see (nothing at all, bombs, pictures, old or locked Office files) is refused here.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from kg.errors import SourceError

_OFFICE = "application/vnd.openxmlformats-officedocument."

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": _OFFICE + "wordprocessingml.document",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".eml": "message/rfc822",
}
"""Suffix, in lower case, to the media type that is usually found behind it: what a folder is searched for."""

_PARTS = (("word/", ".docx"), ("ppt/", ".pptx"), ("xl/", ".xlsx"))

_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is an old or password-protected Office file; save it as .docx, .pptx or .xlsx",
    ),
    (b"{\\rtf", "is a Rich Text file; save it as .docx"),
    (b"\x89PNG", "is a picture; text in pictures needs OCR"),
    (b"\xff\xd8\xff", "is a picture; text in pictures needs OCR"),
    (b"GIF8", "is a picture; text in pictures needs OCR"),
    (b"II*\x00", "is a picture; text in pictures needs OCR"),
    (b"MM\x00*", "is a picture; text in pictures needs OCR"),
    (b"\x1f\x8b", "is a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "is a compressed file; unpack it first"),
    (b"Rar!", "is a compressed file; unpack it first"),
)

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]")
_MAIL = re.compile(rb"^(?:mime-version|message-id|received|return-path|x-mailer):", re.IGNORECASE | re.MULTILINE)

_ZIP_ENTRIES = 5_000
_ZIP_BYTES = 200_000_000
_ZIP_RATIO = 200
_TEXT_BYTES = 20_000_000
"""A larger text is refused: the longest report seen has half a million characters."""


def detect(data: bytes, name: str) -> str:
    """The media type of a file's bytes, one of the values of `MEDIA_TYPES`.

    Raises:
        SourceError: it is empty, or of a type that is not read, or its content cannot be what the name says.
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise SourceError(name, "is empty")
    for magic, reason in _REFUSED:
        if data.startswith(magic):
            raise SourceError(name, reason)
    if b"%PDF-" in data[:1024]:
        return MEDIA_TYPES[".pdf"]
    if data.startswith(b"PK\x03\x04"):
        return MEDIA_TYPES[_office(data, name)]
    return _text(data, name)


def _office(data: bytes, name: str) -> str:
    """Which Office format a zip is, once its directory promises that it can be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError(name, "is damaged: its zip directory cannot be read") from error
    _check(entries, name)
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        for folder, suffix in _PARTS:
            if any(entry.startswith(folder) for entry in names):
                return suffix
    raise SourceError(name, "is a zip archive, not a Word, PowerPoint or Excel file; unpack it first")


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > _ZIP_ENTRIES:
        raise SourceError(name, f"holds {len(entries)} parts; more than {_ZIP_ENTRIES} are refused")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceError(name, "is encrypted; save it without a password")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _ZIP_BYTES:
        raise SourceError(
            name, f"unpacks to {unpacked // 1_000_000} MB; more than {_ZIP_BYTES // 1_000_000} are refused"
        )
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > 10_000_000 and unpacked > _ZIP_RATIO * max(packed, 1):
        raise SourceError(name, f"unpacks to more than {_ZIP_RATIO} times its size, as only a bomb does")


def _text(data: bytes, name: str) -> str:
    if len(data) > _TEXT_BYTES:
        raise SourceError(
            name, f"is {len(data) // 1_000_000} MB of text; more than {_TEXT_BYTES // 1_000_000} are refused"
        )
    suffix = PurePath(name).suffix.lower()
    claimed = MEDIA_TYPES.get(suffix, "text/plain")
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    is_html = _HTML.match(start) is not None
    if not claimed.startswith(("text/", "message/")):
        what = "a web page" if is_html else "plain text" if _printable(data) else "something else"
        raise SourceError(name, f"is {what} saved as {suffix}; fetch the file again")
    if not _printable(data):
        raise SourceError(name, "is not a document of a type that is read here")
    if claimed == "message/rfc822" or (suffix not in MEDIA_TYPES and _is_mail(start)):
        return "message/rfc822"
    if claimed == "text/html" or is_html:
        return "text/html"
    if suffix not in MEDIA_TYPES and _XML.match(start):
        raise SourceError(name, "is XML of a type that is not read here")
    return claimed


def _is_mail(start: bytes) -> bool:
    return _HEADER.match(start) is not None and _MAIL.search(re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]) is not None


def _printable(data: bytes) -> bool:
    """Whether bytes can be text: UTF-16 with its mark, or free of the zero bytes that binary formats are full of."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in data[:65536]
