"""A briefing as a Word file: styles, real footnotes, contents, a header row that repeats, alternative text.

python-docx has no footnotes: their part is our own. The same paper gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kg.briefing.forms import picture
from kg.briefing.forms.pdf import png

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as Line

    from kg.briefing.paper import Paper, Quote

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FIRST_NOTE = 2
"""Footnotes 0 and 1 are Word's own separators."""


def docx(paper: Paper) -> bytes:
    """The paper as DOCX."""
    return _Writer(paper).write()


class _Writer:
    """Sets a paper, paragraph by paragraph."""

    def __init__(self, paper: Paper) -> None:
        from docx import Document

        self._paper = paper
        self._word: Word = Document()
        self._bookmarks = 0

    def write(self) -> bytes:
        self._styles()
        self._frame()
        self._word.add_heading(self._paper.title, 0)
        for label, value in self._paper.front:
            line = self._word.add_paragraph(style="No Spacing")
            line.add_run(f"{label}: ").bold = True
            line.add_run(value)
        if self._paper.warnings:
            self._word.add_paragraph("Handle with care", style="Intense Quote")
            for warning in self._paper.warnings:
                self._word.add_paragraph(warning, style="Caution")
        self._contents()
        for section in self._paper.sections:
            self._heading(f"{section.number}. {section.title}")
            for paragraph in section.paragraphs:
                line = self._word.add_paragraph(style="Numbered")
                line.add_run(f"{paragraph.number}\t{paragraph.words}")
                for quote in paragraph.quotes:
                    self._quote(quote)
        self._timeline()
        if self._paper.background:
            self._heading("Background papers")
            for each in self._paper.background:
                self._word.add_paragraph(each, style="List Bullet")
        self._notes()
        return _fixed(self._word)

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor

        styles = self._word.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        styles["Normal"].element.get_or_add_rPr().append(language)
        for name, indent, size in (("Numbered", 1.2, 11), ("Quoted", 1.2, 11), ("Label", 1.2, 9), ("Caution", 0.0, 10)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.left_indent = Cm(indent)
            style.paragraph_format.space_after = Pt(2 if name in ("Label", "Quoted") else 6)
        styles["Numbered"].paragraph_format.first_line_indent = Cm(-1.2)
        styles["Label"].font.italic = True
        for name in ("Title", "Heading 1"):
            styles[name].font.color.rgb = RGBColor(0x0B, 0x4A, 0x4B)
            styles[name].font.name = "Calibri"
        notes = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
        notes.base_style, notes.font.size = styles["Normal"], Pt(9)
        raised = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        raised.font.superscript = True

    def _frame(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        properties = self._word.core_properties
        properties.title, properties.author, properties.comments = self._paper.title, self._paper.front[0][1], ""
        properties.language = "en-GB"
        properties.created = properties.modified = datetime(1980, 1, 1)  # noqa: DTZ001  (no clock in what is made)
        page = self._word.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.3)
        page.top_margin = page.bottom_margin = Cm(2.2)
        header = page.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        header.add_run(self._paper.marking).bold = True
        footer = page.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run("Page ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        footer._p.append(field)  # noqa: SLF001  (python-docx has no call for a field)

    def _contents(self) -> None:
        """The sections, each as a link to its heading."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._word.add_paragraph("Contents", style="Intense Quote")
        for at, section in enumerate(self._headings()):
            line = self._word.add_paragraph(style="No Spacing")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"section{at + 1}")
            run = line.add_run(section)._r  # noqa: SLF001
            link.append(run)
            line._p.append(link)  # noqa: SLF001

    def _headings(self) -> list[str]:
        made = [f"{section.number}. {section.title}" for section in self._paper.sections]
        made += ["Documents quoted, in order of time"] if self._paper.timeline else []
        return made + (["Background papers"] if self._paper.background else [])

    def _heading(self, words: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        line = self._word.add_heading(words, 1)
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:name"), f"section{self._bookmarks}")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        line._p.insert(1, start)  # noqa: SLF001
        line._p.append(end)  # noqa: SLF001

    def _quote(self, quote: Quote) -> None:
        line = self._word.add_paragraph(style="Quoted")
        line.add_run(f"“{quote.words}”")
        self._refer(line, quote.source)
        for words in (quote.label, *quote.notes):
            self._word.add_paragraph(words, style="Label")

    @staticmethod
    def _refer(line: Line, number: int) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = line.add_run(style="Footnote Reference")
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number + _FIRST_NOTE - 1))
        run._r.append(mark)  # noqa: SLF001

    def _timeline(self) -> None:
        from docx.oxml import OxmlElement
        from docx.shared import Cm

        if not self._paper.timeline:
            return
        self._heading("Documents quoted, in order of time")
        shape = self._word.add_picture(io.BytesIO(png(picture.svg(self._paper))), width=Cm(16))
        described: Any = shape._inline.docPr  # noqa: SLF001
        described.set("descr", picture.alternative(self._paper))
        table = self._word.add_table(rows=1, cols=4, style="Table Grid")
        for cell, words in zip(table.rows[0].cells, ("Date", "Document", "Who speaks", "Quotes"), strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001
        for moment in self._paper.timeline:
            cells = (moment.date, moment.title, moment.label, str(moment.quotes))
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words

    def _notes(self) -> None:
        """The footnotes as a part of their own."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        root = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
        for number, kind in enumerate(("separator", "continuationSeparator")):
            note = etree.SubElement(root, f"{{{_W}}}footnote", {f"{{{_W}}}type": kind, f"{{{_W}}}id": str(number)})
            run = etree.SubElement(etree.SubElement(note, f"{{{_W}}}p"), f"{{{_W}}}r")
            etree.SubElement(run, f"{{{_W}}}{kind}")
        for number, words in enumerate(self._paper.sources, _FIRST_NOTE):
            root.append(_note(number, words))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._word.part.package
        part = Part(PackURI("/word/footnotes.xml"), _NOTES, content, package)
        self._word.part.relate_to(part, _RELATION)


def _note(number: int, words: str) -> Any:
    from lxml import etree

    note = etree.Element(f"{{{_W}}}footnote", {f"{{{_W}}}id": str(number)})
    line = etree.SubElement(note, f"{{{_W}}}p")
    style = etree.SubElement(etree.SubElement(line, f"{{{_W}}}pPr"), f"{{{_W}}}pStyle")
    style.set(f"{{{_W}}}val", "FootnoteText")
    mark = etree.SubElement(line, f"{{{_W}}}r")
    raised = etree.SubElement(etree.SubElement(mark, f"{{{_W}}}rPr"), f"{{{_W}}}rStyle")
    raised.set(f"{{{_W}}}val", "FootnoteReference")
    etree.SubElement(mark, f"{{{_W}}}footnoteRef")
    text = etree.SubElement(etree.SubElement(line, f"{{{_W}}}r"), f"{{{_W}}}t")
    text.text = f" {words}"
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return note


def _fixed(word: Word) -> bytes:
    """The file with every time in its directory set to one, so that the same paper gives the same bytes."""
    written, fixed = io.BytesIO(), io.BytesIO()
    word.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
