"""Word documents from the `.md` files beside this one: headings, tables, one footnote, one tracked change, furniture.

A blank line ends a paragraph and a line end inside one is kept. `^` begins a table's caption and `|` a row, the first
of which is the header; `[^words]` is a footnote; `~~words~~` were struck out and `++words++` put in, never accepted.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

SOURCE = Path(__file__).resolve().parent
MARKED = "Sample document: Harnmouth City Council and everyone named here are invented."
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
CHANGED_BY = 'w:author="Democratic Services" w:date="2022-06-06T09:00:00Z"'
STYLES = {"# ": "Title", "## ": "Heading 1", "### ": "Heading 2", "- ": "List Bullet", "^ ": "Caption"}
MARKS = re.compile(r"\[\^(?P<note>[^]]+)\]|~~(?P<deleted>[^~]+)~~|\+\+(?P<inserted>[^+]+)\+\+")


def blank(title: str, written: dt.datetime, running: str) -> Word:
    """An empty document with its properties, a running header, and a footer with the page number."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Throughline sample corpus", ""
    properties.created = properties.modified = written
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    section = document.sections[0]
    section.header.paragraphs[0].text = running
    footer = section.footer.paragraphs[0]
    footer.text = MARKED + "  Page "
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)  # noqa: SLF001  python-docx has no call for a field
    return document


def table(document: Word, lines: Sequence[str]) -> None:
    """A table of `| a | b |` lines; the first row is its header, repeated on each page."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    made = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    for cell in made.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    document.add_paragraph()


def footnote(document: Word, paragraph: Paragraph, text: str) -> None:
    """The document's one footnote; python-docx makes none, so its part is written here."""
    xml = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    run._r.append(reference)  # noqa: SLF001


def changed(paragraph: Paragraph, kind: str, text: str) -> None:
    """A tracked change: `del` for words struck out, `ins` for words put in."""
    tag, number = ("delText", 901) if kind == "del" else ("t", 902)
    run = f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
    xml = f'<w:{kind} {nsdecls("w")} w:id="{number}" {CHANGED_BY}>{run}</w:{kind}>'
    paragraph._p.append(parse_xml(xml))  # noqa: SLF001


def worded(document: Word, paragraph: Paragraph, text: str) -> None:
    """Puts words into a paragraph: line ends, whole-paragraph bold and italic, the footnote, the tracked change."""
    stars = len(text) - len(text.lstrip("*"))
    text = text.strip("*")
    at = 0
    for mark in MARKS.finditer(text):
        paragraph.add_run(text[at : mark.start()])
        at = mark.end()
        if mark["note"]:
            footnote(document, paragraph, mark["note"])
        else:
            changed(paragraph, "del" if mark["deleted"] else "ins", mark["deleted"] or mark["inserted"])
    run = paragraph.add_run(text[at:])
    run.italic, run.bold = stars == 1 or None, stars == 2 or None


def word(name: str, title: str, written: dt.datetime, running: str) -> bytes:
    """The Word document of one source."""
    document = blank(title, written, running)
    source = (SOURCE / name).with_suffix(".md").read_text(encoding="utf-8")
    for block in source.strip().split("\n\n"):
        for kind, group in groupby(block.split("\n"), key=lambda line: line.split(" ")[0] + " "):
            lines = list(group)
            if kind == "| ":
                table(document, lines)
            elif kind in STYLES:
                for line in lines:
                    worded(document, document.add_paragraph(style=STYLES[kind]), line.removeprefix(kind))
            elif lines[0] == block.split("\n")[0]:
                worded(document, document.add_paragraph(), block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def papers() -> dict[str, bytes]:
    """Both Word documents by file name."""
    paper, letter = "2022-06-scrutiny-paper.docx", "2024-07-annual-engagement-letter.docx"
    return {
        paper: word(
            paper,
            "Care leavers, SEND and the children's workforce: progress report",
            dt.datetime(2022, 6, 6, 9, 0),  # noqa: DTZ001  Word's own dates bear no zone
            "Harnmouth City Council · Children and Families Scrutiny Panel",
        ),
        letter: word(
            letter,
            "Annual engagement meeting about social care and education, 12 June 2024",
            dt.datetime(2024, 7, 3, 9, 0),  # noqa: DTZ001
            "Ofsted",
        ),
    }
