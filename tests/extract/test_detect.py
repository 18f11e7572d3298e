"""The media type is told by content, and what no reader should see is refused in one line."""

from __future__ import annotations

import io
import zipfile

import pytest

from kg.errors import SourceError
from kg.extract import MEDIA_TYPES, detect


def archive(*entries: str, content: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in entries:
            file.writestr(entry, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "suffix"),
    [
        (b"%PDF-1.7\n", "letter.docx", ".pdf"),
        (b"junk before\n%PDF-1.4\n", "letter.pdf", ".pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), "letter.pdf", ".docx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "deck", ".pptx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "figures.xlsx", ".xlsx"),
        (b"<!DOCTYPE html><p>Words", "page.txt", ".html"),
        (b"\xef\xbb\xbf  <html><body>", "page.html", ".html"),
        (b"# Title\n", "notes.md", ".md"),
        (b"From here: on\n", "notes.txt", ".txt"),
        (b"Words and \xa3 signs", "notes", ".txt"),
        ("Words".encode("utf-16"), "notes.txt", ".txt"),
        (b"Subject: a letter\r\nMIME-Version: 1.0\r\n\r\nWords", "saved", ".eml"),
        (b"Subject: a letter\n\nWords", "letter.eml", ".eml"),
    ],
)
def test_type_is_told_by_content(data: bytes, name: str, suffix: str) -> None:
    assert detect(data, name) == MEDIA_TYPES[suffix]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.pdf", "is empty"),
        (b" \r\n\x00\x00", "a.txt", "is empty"),
        (b"<html><head>404", "a.pdf", "a web page saved as .pdf"),
        (b"Not found", "a.docx", "plain text saved as .docx"),
        (b"\x00\x01\x02\x03binary", "a.pdf", "something else saved as .pdf"),
        (b"\x00\x01\x02\x03binary", "a.txt", "not a document of a type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.doc", "old or password-protected Office file"),
        (b"\x89PNG\r\n", "a.pdf", "needs OCR"),
        (b"{\\rtf1", "a.rtf", "Rich Text"),
        (b"\x1f\x8b\x08", "a.gz", "unpack it first"),
        (b"PK\x03\x04 and no more", "a.docx", "zip directory cannot be read"),
        (archive("holiday.jpg"), "a.zip", "not a Word, PowerPoint or Excel file"),
        (archive(*(f"word/{number}" for number in range(5_001))), "a.docx", "more than 5000 are refused"),
        (archive("word/document.xml", content=bytes(30_000_000)), "a.docx", "as only a bomb does"),
        (b"<?xml version='1.0'?><data/>", "a.xml", "XML of a type"),
    ],
)
def test_what_cannot_be_a_document_is_refused_in_one_line(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        detect(data, name)
    assert caught.value.name == name
    assert "\n" not in str(caught.value)
