"""A briefing as a Word file: styles, real footnotes, contents, a header row that repeats, alternative text.

python-docx has no footnotes: their part is our own. The same paper gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
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
_FACE = "Arial"
_PROPERTY = 255
"""Characters that a property of the file may have."""
_WIDTHS = (3.1, 6.8, 4.2, 1.9)
"""Of the columns of the timeline's table, in centimetres."""
_FIRST_NOTE = 2
"""Footnotes 0 and 1 are Word's own separators."""


def docx(paper: Paper) -> bytes:
    """The paper as DOCX."""
    return _Writer(paper).write()


@dataclass(frozen=True, slots=True)
class _Form:
    """A style of paragraph: sizes in points, indent in centimetres, colours of its left bar and of its ground."""

    name: str
    size: float = 10.5
    indent: float = 0.0
    after: float = 4.0
    bar: str | None = None
    ground: str | None = None
    next: bool = False


_TEAL, _AMBER = "9DBAB7", "8A4B00"
_FORMS = (
    _Form("Numbered", indent=1.2),
    _Form("Quoted", indent=1.5, after=0, bar=_TEAL, next=True),
    _Form("Label", 8.5, 1.5, 0, _TEAL, next=True),
    _Form("Note", 8.5, 1.5, 0, _TEAL),
    _Form("Reference", 9, 1.2),
    _Form("Caution", 9.5, after=3, bar=_AMBER, ground="FDF4E3"),
    _Form("Contents", 9),
    _Form("Cell", 9, after=1),
    _Form("Footnote Text", 8.5, after=0),
)


class _Writer:
    """Sets a paper, paragraph by paragraph."""

    def __init__(self, paper: Paper) -> None:
        from docx import Document

        self._paper = paper
        self._word: Word = Document()
        self._bookmarks = 0

    def write(self) -> bytes:
        from docx.shared import Pt

        self._styles()
        self._frame()
        self._word.add_heading(self._paper.title, 0)
        for label, value in self._paper.front:
            line = self._word.add_paragraph(style="No Spacing")
            line.add_run(f"{label}: ").bold = True
            line.add_run(value)
        line.paragraph_format.space_after = Pt(8)
        if self._paper.warnings:
            self._word.add_paragraph("Handle with care", style="Caution").runs[0].bold = True
            for warning in self._paper.warnings:
                self._word.add_paragraph(warning, style="Caution")
        self._contents()
        for section in self._paper.sections:
            self._heading(f"{section.number}. {section.title}")
            for paragraph in section.paragraphs:
                line = self._word.add_paragraph(style="Numbered")
                line.add_run(f"{paragraph.number}\t{paragraph.words}")
                line.paragraph_format.keep_with_next = bool(paragraph.quotes)
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
        from docx.shared import Pt, RGBColor

        styles = self._word.styles
        for name in ("Normal", "No Spacing", "Title", "Heading 1", "List Bullet"):
            _faced(styles[name])
        styles["Normal"].font.size = Pt(10.5)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        styles["Normal"].element.get_or_add_rPr().append(language)
        for form in _FORMS:
            style = styles.add_style(form.name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            _formed(style, form)
        styles["Label"].font.italic = True
        for name, size in (("Title", 17), ("Heading 1", 12.5)):
            styles[name].font.color.rgb = RGBColor(0x0B, 0x4A, 0x4B)
            styles[name].font.size, styles[name].font.bold = Pt(size), True
            styles[name].paragraph_format.space_before = Pt(10)
            styles[name].paragraph_format.space_after = Pt(4)
        for line in styles["Title"].element.pPr.findall(qn("w:pBdr")):
            styles["Title"].element.pPr.remove(line)
        raised = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        raised.font.superscript = True

    def _frame(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        properties = self._word.core_properties
        properties.title, properties.author = self._paper.title[:_PROPERTY], self._paper.front[0][1][:_PROPERTY]
        properties.comments = ""
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

        line = self._word.add_paragraph(style="Contents")
        line.add_run("Contents: ").bold = True
        for at, section in enumerate(self._headings()):
            if at:
                line.add_run(" · ")
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
        from docx.shared import Pt

        if quote.again:
            self._word.add_paragraph(quote.again, style="Reference").runs[0].italic = True
            return
        line = self._word.add_paragraph(style="Quoted")
        line.add_run(f"“{quote.words}”")
        self._refer(line, quote.source)
        last = self._word.add_paragraph(quote.label, style="Label")
        for words in quote.notes:
            last = self._word.add_paragraph(words, style="Note")
        last.paragraph_format.space_after = Pt(5)
        last.paragraph_format.keep_with_next = False

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
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        table.autofit = False
        for column, width in zip(table.columns, _WIDTHS, strict=True):
            column.width = Cm(width)  # Word heeds the cells, LibreOffice the columns
        for row in table.rows:
            for cell, width in zip(row.cells, _WIDTHS, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].style = "Cell"

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


def _faced(style: Any) -> None:
    """Sets the typeface of a style for every script, whatever the theme has."""
    from docx.oxml.ns import qn

    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(faces.attrib):
        del faces.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), _FACE)


def _formed(style: Any, form: _Form) -> None:
    """Gives a style its size, its room, its bar and its ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    style.font.size = Pt(form.size)
    style.paragraph_format.left_indent = Cm(form.indent)
    style.paragraph_format.space_after = Pt(form.after)
    style.paragraph_format.keep_with_next = form.next
    if form.name == "Numbered":
        style.paragraph_format.first_line_indent = Cm(-form.indent)
    properties = style.element.get_or_add_pPr()
    if form.bar:
        border, bar = OxmlElement("w:pBdr"), OxmlElement("w:left")
        for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", form.bar)):
            bar.set(qn(f"w:{name}"), value)
        border.append(bar)
        properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    if form.ground:
        ground = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", form.ground)):
            ground.set(qn(f"w:{name}"), value)
        properties.insert_element_before(ground, "w:tabs", "w:spacing", "w:ind", "w:jc")


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
