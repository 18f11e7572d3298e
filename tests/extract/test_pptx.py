"""PowerPoint files: slides are pages, titles headings, levels bullets; groups, tables, diagrams and notes are read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pptx
import pytest
from office_parts import DRAWING, outline, package, relations
from pptx.util import Inches

from kg.errors import SourceError
from kg.extract.pptx import read

if TYPE_CHECKING:
    from kg.model import Document


@pytest.fixture(scope="module")
def deck() -> Document:
    made = pptx.Presentation()
    cover = made.slides.add_slide(made.slide_layouts[0])
    cover.shapes.title.text = "Annual conversation"
    cover.placeholders[1].text = "Fenbridge City Council\n3 May 2023"
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "Care leavers"
    frame = first.placeholders[1].text_frame
    frame.text = "94% live in suitable homes"
    inner = frame.add_paragraph()
    inner.text, inner.level = "52% work or study", 1
    first.notes_slide.notes_text_frame.text = "Ada to speak."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Who we are"
    group = second.shapes.add_group_shape()
    for words in ("Director of Families\nAda Quill", "Head of Early Help\nNoah Penn"):
        group.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = words
    table = second.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for index, words in enumerate(("Measure", "2023", "Children in care", "468")):
        table.cell(index // 2, index % 2).text = words
    second._element.set("show", "0")
    held = io.BytesIO()
    made.save(held)
    return read(held.getvalue(), "deck.pptx", "0" * 64)


def test_titles_levels_groups_tables_and_notes_are_read(deck: Document) -> None:
    assert outline(deck) == [
        ("heading", 1, "Annual conversation"),
        ("paragraph", None, "Fenbridge City Council"),
        ("paragraph", None, "3 May 2023"),
        ("heading", 2, "Care leavers"),
        ("bullet", 1, "94% live in suitable homes"),
        ("bullet", 2, "52% work or study"),
        ("heading", 3, "Speaker notes"),
        ("paragraph", None, "Ada to speak."),
        ("heading", 2, "Who we are"),
        ("paragraph", None, "Director of Families\nAda Quill"),
        ("paragraph", None, "Head of Early Help\nNoah Penn"),
        ("row", None, "Measure | 2023"),
        ("row", None, "Children in care | 468"),
    ]


def test_a_page_is_a_slides_number(deck: Document) -> None:
    assert [page.number for page in deck.pages] == [1, 2, 3]
    assert [block.page for block in deck.blocks] == [1] * 3 + [2] * 5 + [3] * 5
    for page in deck.pages:
        assert deck.text[page.start : page.end].strip() == deck.text[page.start : page.end] != ""


def test_a_hidden_slide_is_read_and_marked(deck: Document) -> None:
    assert deck.warnings == ("slide 3 is hidden when the slides are shown",)


def made_of(*trees: str) -> bytes:
    ids = "".join(f'<p:sldId id="{256 + i}" r:id="r{i}"/>' for i in range(len(trees)))
    parts = {
        "ppt/presentation.xml": f"<p:presentation {DRAWING}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"r{i}", "slide", f"slides/slide{i}.xml") for i in range(len(trees)))
        ),
    }
    for i, tree in enumerate(trees):
        parts[f"ppt/slides/slide{i}.xml"] = f"<p:sld {DRAWING}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"
    return package(parts)


def box(*lines: str) -> str:
    inner = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody>{inner}</p:txBody></p:sp>"


def test_a_slide_without_a_title_takes_its_first_short_line_for_one() -> None:
    document = read(
        made_of(box("Our plans") + box("We will open two homes by the river this year.")), "a.pptx", "0" * 64
    )
    assert [(role, level) for role, level, _ in outline(document)] == [("heading", 1), ("paragraph", None)]
    assert document.blocks[0].confidence < 1


def test_a_logo_on_three_slides_is_furniture() -> None:
    slides = [box(f"Topic {word}") + box(f"We did {word} this year.") + box("Fenbridge together") for word in "abc"]
    document = read(made_of(*slides), "a.pptx", "0" * 64)
    assert [words for role, _, words in outline(document) if role == "furniture"] == ["Fenbridge together"] * 3


def test_a_slide_that_is_a_picture_is_named() -> None:
    document = read(made_of("<p:pic/>", box("Words")), "a.pptx", "0" * 64)
    assert document.warnings == ("slide 1 is a picture: it needs OCR",)
    assert document.blocks[0].page == 2


def test_boxes_of_a_diagram_are_blocks() -> None:
    diagram = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    inner = f'<a:graphic><a:graphicData><dgm:relIds {diagram} r:dm="d1"/></a:graphicData></a:graphic>'
    frame = f"<p:graphicFrame>{inner}</p:graphicFrame>"
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    points = point.format("Director Ada Quill") + point.format("Deputy Noah Penn")
    data = f"<dgm:dataModel {diagram} {DRAWING}>{points}</dgm:dataModel>"
    slides = '<p:sldIdLst><p:sldId r:id="r0"/></p:sldIdLst>'
    parts = {
        "ppt/presentation.xml": f"<p:presentation {DRAWING}>{slides}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(("r0", "slide", "slides/slide0.xml")),
        "ppt/slides/slide0.xml": f"<p:sld {DRAWING}><p:cSld><p:spTree>{frame}</p:spTree></p:cSld></p:sld>",
        "ppt/slides/_rels/slide0.xml.rels": relations(("d1", "diagramData", "../diagrams/data1.xml")),
        "ppt/diagrams/data1.xml": data,
    }
    document = read(package(parts), "a.pptx", "0" * 64)
    assert document.text == "Director Ada Quill\n\nDeputy Noah Penn"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", package({"ppt/x.xml": "<a/>"}), made_of("<p:pic/>"), made_of("<p:sp>")]
)
def test_damaged_and_wordless_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "bad.pptx", "0" * 64)
    assert "\n" not in str(caught.value)
