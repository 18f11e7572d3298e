"""Word files: everything that is printed is read once, what is deleted is not, and headings come from styles."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from office_parts import W, outline, package, relations

from kg.errors import SourceError
from kg.extract.docx import read

if TYPE_CHECKING:
    from kg.model import Document


def load(body: str, **parts: str) -> Document:
    kinds = [(f"r{index}", kind, f"{kind}.xml") for index, kind in enumerate(parts)]
    files = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    files["word/_rels/document.xml.rels"] = relations(*kinds)
    files |= {f"word/{kind}.xml": content for kind, content in parts.items()}
    return read(package(files), "paper.docx", "0" * 64)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def test_what_a_word_processor_writes_is_read_with_its_styles() -> None:
    made = docx.Document()
    made.add_heading("Care leavers in Fenbridge", 0)
    made.add_heading("Findings", 1)
    made.add_paragraph("Inspectors said that help comes early.")
    made.add_paragraph("Visits are frequent.", style="List Bullet")
    made.add_heading("Plans", 2)
    made.add_paragraph("Open a new home.", style="List Number")
    table = made.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, [("Measure", "2021", "2022"), ("In touch", "", "94%")], strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    held = io.BytesIO()
    made.save(held)
    document = read(held.getvalue(), "paper.docx", "0" * 64)
    assert outline(document) == [
        ("heading", 1, "Care leavers in Fenbridge"),
        ("heading", 2, "Findings"),
        ("paragraph", None, "Inspectors said that help comes early."),
        ("bullet", 1, "Visits are frequent."),
        ("heading", 3, "Plans"),
        ("bullet", 1, "Open a new home."),
        ("row", None, "Measure | 2021 | 2022"),
        ("row", None, "In touch |  | 94%"),
    ]
    assert document.blocks[5].number == "1"
    assert all(block.page is None for block in document.blocks)
    assert document.pages == ()


def test_tracked_insertions_are_in_and_deletions_out() -> None:
    body = paragraph(
        run("Leaders "),
        f"<w:ins>{run('now ')}</w:ins>",
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('gone ')}</w:moveFrom>",
        run("visit teams."),
    )
    assert load(body).text == "Leaders now visit teams."


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('Said in a box.'))}</w:txbxContent>"
    alternatives = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = load(paragraph(run("Said beside it."), f"<w:r>{alternatives}</w:r>"))
    assert document.text == "Said beside it.\n\nSaid in a box."


def test_content_controls_and_links_are_read() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph(run('Said in a control.'))}</w:sdtContent></w:sdt>"
    link = paragraph(f"<w:hyperlink>{run('Said in a link.')}</w:hyperlink>")
    assert load(control + link).text == "Said in a control.\n\nSaid in a link."


def test_field_codes_hidden_words_and_soft_hyphens_are_left_out() -> None:
    body = paragraph(
        run("Page"),
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:softHyphen/></w:r><w:r><w:noBreakHyphen/></w:r>",
        run("wise"),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
    )
    assert load(body).text == "Page\u2011wise"


def test_a_footnote_follows_its_paragraph() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="1">{paragraph(run("Counted in March."))}</w:footnote></w:footnotes>'
    body = paragraph(run("There are 40 children."), '<w:r><w:footnoteReference w:id="1"/></w:r>') + paragraph(
        run("All wait.")
    )
    assert load(body, footnotes=notes).text == "There are 40 children.\n\nCounted in March.\n\nAll wait."
    laid_out = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert load(laid_out, footnotes=notes).text == load(body, footnotes=notes).text


def test_numbers_that_the_program_counts_are_kept_beside_the_words() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1(%2)"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )
    items = [
        paragraph(run(f"Item {index}"), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="2"/></w:numPr>')
        for index, depth in enumerate((0, 1, 1, 0, 1))
    ]
    document = load("".join(items), numbering=numbering)
    assert [block.number for block in document.blocks] == ["1", "1(a", "1(b", "2", "2(a"]
    assert [block.level for block in document.blocks] == [1, 2, 2, 1, 2]


def test_a_table_that_lays_out_a_page_is_read_as_paragraphs() -> None:
    long = "Leaders visit the teams each month. " * 12
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Left.'))}</w:tc><w:tc>{paragraph(run(long))}</w:tc></w:tr></w:tbl>"
    assert [role for role, _, _ in outline(load(table))] == ["paragraph", "paragraph"]


def test_the_rows_of_a_table_inside_a_table_stay_rows() -> None:
    def cells(*words: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in words)}</w:tr>"

    inner = f"<w:tbl>{cells(paragraph(run('In touch')), paragraph(run('94%')))}</w:tbl>"
    outer = f"<w:tbl>{cells(paragraph(run('Figures')), inner + paragraph(''))}</w:tbl>"
    assert outline(load(outer)) == [("heading", 1, "Figures"), ("row", None, "In touch | 94%")]


def test_running_heads_are_furniture_but_a_caveat_in_them_is_content() -> None:
    header = f"<w:hdr {W}>{paragraph(run('Fenbridge City Council'))}{paragraph(run('Not for publication'))}</w:hdr>"
    assert outline(load(paragraph(run("Children are safe.")), header=header)) == [
        ("furniture", None, "Fenbridge City Council"),
        ("paragraph", None, "Not for publication"),
        ("paragraph", None, "Children are safe."),
    ]


ENTITY = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("entity", ["&b;", "&f;"])
def test_entities_are_refused_and_never_resolved(entity: str) -> None:
    body = f"{ENTITY}<w:document {W}><w:body>{paragraph(run(entity))}</w:body></w:document>"
    with pytest.raises(SourceError, match="declares a document type"):
        read(package({"word/document.xml": body}), "bomb.docx", "0" * 64)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rubbish",
        package({"word/other.xml": "<a/>"}),
        package({"word/document.xml": "<w:document"}),
        package({"word/document.xml": f"<w:document {W}/>"}),
        package({"word/document.xml": f"<w:document {W}><w:body/></w:document>"}),
        package({"word/document.xml": f"<w:document {W}><w:body>{'<w:sdt>' * 60_000}"}),
    ],
)
def test_damaged_and_empty_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "bad.docx", "0" * 64)
    assert "\n" not in str(caught.value)
