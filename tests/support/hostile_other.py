"""Files of all kinds but PDF that nobody should have to open: bombs, loops, endless lines, entities from elsewhere."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from office_parts import DRAWING, W, package, relations

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/hostname">]>'


def hostile_other() -> dict[str, bytes]:
    """Names and bytes of files that nobody should have to open."""
    return {**hostile_office(), **hostile_text(), **hostile_mail()}


def hostile_office() -> dict[str, bytes]:
    """Word, PowerPoint and Excel files."""
    paragraphs = "<w:p><w:r><w:t>Some words of it.</w:t></w:r></w:p>"
    return {
        "laughs.docx": word(
            f"{LAUGHS}<w:document {W}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
        ),
        "laughs.xlsx": package({"xl/workbook.xml": f"{LAUGHS}<workbook {SHEET}><sheets>&a11;</sheets></workbook>"}),
        "outside.docx": word(
            f"{OUTSIDE}<w:document {W}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
        ),
        "zip bomb.docx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(300_000_000)}),
        "quiet bomb.docx": lying(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(300_000_000)})),
        "zip in zip.zip": zipped({"inner.zip": zipped({"inner.zip": zipped({"a.txt": b"words"})})}),
        "many parts.docx": zipped({"[Content_Types].xml": b"<Types/>", **{f"word/{n}.xml": b"" for n in range(6_000)}}),
        "truncated.docx": word(document(paragraphs * 50))[:-100],
        "no main part.docx": zipped({"[Content_Types].xml": b"<Types/>", "word/other.xml": b"<x/>"}),
        "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
        "long.docx": long_word(200_000),
        "deep.docx": word(document("<w:sdt><w:sdtContent>" * 60_000 + paragraphs + "</w:sdtContent></w:sdt>" * 60_000)),
        "tables in tables.docx": word(
            document("<w:tbl><w:tr><w:tc>" * 80 + paragraphs + "</w:tc></w:tr></w:tbl>" * 80)
        ),
        "loop.pptx": loop(),
        "same slide.pptx": same_slide(20_000),
        "far cell.xlsx": sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>Far words.</t></is></c></row>'),
        "many rows.xlsx": sheet(
            "".join(unlike('<row><c t="inlineStr"><is><t>Some words {}</t></is></c><c><v>1</v></c></row>', 300_000))
        ),
        "long number.xlsx": sheet(f"<row><c><v>1e999999999</v></c><c><v>{'9' * 100_000}</v></c></row>"),
    }


def hostile_text() -> dict[str, bytes]:
    """Web pages, XML, Markdown and plain text."""
    laughs = "".join(f"<p>{level}&a11;</p>" for level in range(50))
    return {
        "laughs.html": f"{LAUGHS}<html><body>{laughs}</body></html>".encode(),
        "laughs.svg": f'{LAUGHS}<svg xmlns="http://www.w3.org/2000/svg"><text>&a11;</text></svg>'.encode(),
        "outside.html": f"{OUTSIDE}<html><body><p>Words &a11;</p></body></html>".encode(),
        "deep.html": b"<html><body>" + b"<div>" * 100_000 + b"Deep words." + b"</div>" * 100_000,
        "deep lists.md": "".join(f"{'  ' * depth}- words\n" for depth in range(1_500)).encode(),
        "quotes.md": b">" * 50_000 + b" words",
        "brackets.md": b"[" * 200_000 + b"words",
        "zero bytes.txt": b"Some words.\x00And others.\n" * 1_000,
        "one line.txt": b"Some words of a line that has no end, it seems; " * 1_050_000,
        "one word.txt": b"a" * 50_000_000,
        "long line.txt": b"Some words of a line that has no end, it seems; " * 400_000,
        "long word.txt": b"a" * 19_000_000,
        "spaces.txt": b"Words" + b" " * 5_000_000 + b"end.\n" + b"\n" * 5_000_000 + b"Over.",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10,
        "noise.txt": bytes(range(1, 256)) * 1_000,
        "nothing.txt": b" \r\n\t" * 100,
    }


def hostile_mail() -> dict[str, bytes]:
    """Mails."""
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (part, part) for part in range(5_000)
    )
    head = b"From: a@example.org\r\nSubject: Parts\r\nMIME-Version: 1.0\r\n"
    text = b"Content-Type: text/plain\r\n\r\nWords of the mail.\r\n"
    many = b"".join(b"--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nwords\r\n" for _ in range(50_000))
    return {
        "nested parts.eml": head + nested + text,
        "many parts.eml": head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + text + many + b"--b--",
        "long header.eml": b"Subject: " + b"=?utf-8?q?words?= " * 100_000 + b"\r\n\r\nWords.",
    }


def unlike(template: str, count: int) -> Iterator[str]:
    """A text over and over, with different words each time, so that it does not pack like a bomb."""
    return (template.format(hashlib.sha256(b"%d" % number).hexdigest()) for number in range(count))


def document(body: str) -> str:
    """The main part of a Word file."""
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def word(main: str) -> bytes:
    """A Word file of its main part."""
    return package({"word/document.xml": main})


def long_word(paragraphs: int) -> bytes:
    """A Word file of many paragraphs."""
    return word(document("".join(unlike("<w:p><w:r><w:t>Words {}.</w:t></w:r></w:p>", paragraphs))))


def sheet(rows: str) -> bytes:
    """An Excel file of one sheet."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return package(
        {
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{office}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "sheet.xml")),
            "xl/sheet.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return made.getvalue()


def lying(bomb: bytes) -> bytes:
    """A zip whose directory says that its largest part is a thousand bytes."""
    size = (300_000_000).to_bytes(4, "little")
    return bomb.replace(size, (1_000).to_bytes(4, "little"))


def slides(*keys: str) -> str:
    """The main part of a PowerPoint file with its slides."""
    listed = "".join(f'<p:sldId id="{number}" r:id="{key}"/>' for number, key in enumerate(keys, 256))
    return f"<p:presentation {DRAWING}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"


SLIDE = (
    f"<p:sld {DRAWING}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:t>Words of a "
    "slide.</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
)


def loop() -> bytes:
    """Slides whose notes, diagrams and charts are each other."""
    kinds = ("slide", "notesSlide", "diagramData", "chart")
    back = relations(*((f"r{n}", kind, "slide.xml") for n, kind in enumerate(kinds)))
    return package(
        {
            "ppt/presentation.xml": slides("r1", "r2"),
            "ppt/_rels/presentation.xml.rels": relations(
                ("r1", "slide", "slide.xml"), ("r2", "slide", "presentation.xml")
            ),
            "ppt/slide.xml": SLIDE,
            "ppt/_rels/slide.xml.rels": back,
        }
    )


def same_slide(times: int) -> bytes:
    """One slide shown over and over."""
    return package(
        {
            "ppt/presentation.xml": slides(*["r1"] * times),
            "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "slide.xml")),
            "ppt/slide.xml": SLIDE,
        }
    )
