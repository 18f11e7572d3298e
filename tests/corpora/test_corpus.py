"""The sample corpus is what its README says: invented, complete, with the planted facts really in the documents."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pptx
import pypdfium2
import pytest
from lxml import html
from pptx.util import Pt

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTS = sorted(
    path
    for path in CORPUS.iterdir()
    if path.is_file() and path.suffix != ".ttl" and not path.name.startswith((".", "_", "README"))
)
QUESTIONS = json.loads((CORPUS / "_source" / "questions.json").read_text(encoding="utf-8"))["questions"]
INVENTED = "Sample document: Harnmouth City Council and everyone named here are invented."

FOCUSED_VISIT = "2021-10-focused-visit-letter.pdf"
DECK = "scrutiny-deck.pptx"
SLIDES = "2024-06-annual-engagement-slides.pptx"
LETTER = "2024-07-annual-engagement-letter.docx"


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return re.sub("\ufffe\\s*", "-", "\n".join(texts))


def docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def pptx_text(path: Path) -> str:
    shapes = [shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join([shape.text_frame.text for shape in shapes if shape.has_text_frame] + cells)


def html_text(path: Path) -> str:
    return " ".join(html.fromstring(path.read_bytes()).itertext())


READERS = {".pdf": pdf_text, ".docx": docx_text, ".pptx": pptx_text, ".html": html_text}


@cache
def text(name: str) -> str:
    """A document's words, read with the plain library of its format, all white space folded."""
    path = CORPUS / name
    read = READERS.get(path.suffix)
    words = read(path) if read else path.read_text(encoding="utf-8")
    return " ".join(words.replace("’", "'").split())


def test_readme_lists_exactly_the_documents() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE)) == [path.name for path in DOCUMENTS]


def test_every_format_that_people_have_is_there() -> None:
    assert {path.suffix for path in DOCUMENTS} == {".pdf", ".docx", ".pptx", ".html", ".txt", ".md"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_document_says_that_it_is_invented_and_is_small(path: Path) -> None:
    assert INVENTED in text(path.name)
    assert path.stat().st_size < 300_000


def test_the_invented_council_is_no_real_authority() -> None:
    register = (CORPUS.parent / "ontology" / "authorities.ttl").read_text(encoding="utf-8")
    assert "Harnmouth" not in register
    assert "X99000001" not in register
    assert '"X99000001"^^kg:gss' in (CORPUS.parent / "ontology" / "sample.ttl").read_text(encoding="utf-8")


def test_one_pdf_has_no_tags_and_the_others_have() -> None:
    tagged = {}
    for path in CORPUS.glob("*.pdf"):
        with pikepdf.open(path) as document:
            tagged[path.name] = "/StructTreeRoot" in document.Root
    assert [name for name, has in tagged.items() if not has] == ["2017-11-joint-send-inspection-letter.pdf"]


def test_priority_actions_are_raised_and_followed_up() -> None:
    assert "Areas for priority action ■ Management oversight of care leavers' circumstances" in text(FOCUSED_VISIT)
    followed = text("2023-07-ilacs-report.pdf")
    assert "was an area for priority action. This has been addressed." in followed
    assert "The experiences and progress of care leavers Requires improvement to be good" in followed


def test_two_documents_of_one_meeting_give_different_numbers() -> None:
    assert "47 unaccompanied asylum-seeking children in our care at 31 May 2024" in text(SLIDES)
    assert "you currently have 52 unaccompanied asylum-seeking children in your care" in text(LETTER)
    assert "72% of new EHC plans issued within 20 weeks" in text(SLIDES)
    assert "68% of new education, health and care plans were issued within 20 weeks" in text(LETTER)


def test_the_slides_claim_more_than_the_inspectors_said() -> None:
    assert "Ofsted confirmed that our care leaver service is now good" in text(SLIDES)
    assert "care leavers do not yet receive a consistently good service" in text("2023-07-ilacs-report.pdf")


def test_the_letter_repeats_its_caveat() -> None:
    assert text(LETTER).lower().count("this letter is not published and its contents have not been evaluated") == 2


def test_the_deck_bears_no_date_and_its_window_can_be_inferred() -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    first = pptx.Presentation(str(CORPUS / DECK))
    opening = " ".join(shape.text_frame.text for shape in first.slides[0].shapes if shape.has_text_frame)
    assert not re.search(rf"\b({months}|20\d\d)\b", opening)
    assert first.core_properties.created is None
    assert first.core_properties.modified is None
    assert "at 31 March 2019" in text(DECK)
    assert "expected in autumn 2019" in text(DECK)
    assert "have not yet had an inspection under the new ILACS framework" in text(DECK)


@pytest.mark.parametrize("name", [DECK, SLIDES])
def test_each_deck_has_a_hidden_slide_a_table_notes_and_readable_type(name: str) -> None:
    slides = list(pptx.Presentation(str(CORPUS / name)).slides)
    assert [slide._element.get("show") for slide in slides].count("0") == 1
    assert any(shape.has_table for slide in slides for shape in slide.shapes)
    assert any(slide.has_notes_slide for slide in slides)
    frames = [shape.text_frame for slide in slides for shape in slide.placeholders if shape.has_text_frame]
    sizes = [run.font.size for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
    assert min(size for size in sizes if size is not None) >= Pt(18)


def test_the_paper_has_a_tracked_change_and_a_footnote() -> None:
    document = docx.Document(str(CORPUS / "2022-06-scrutiny-paper.docx"))
    body = document.element.xml
    assert "<w:delText" in body
    assert "<w:ins " in body
    assert "<w:footnoteReference" in body
    assert any(part.partname == "/word/footnotes.xml" for part in document.part.package.iter_parts())


def test_one_person_changes_post() -> None:
    assert "Dervla Ashcombe, Head of SEND and Inclusion" in text("2017-11-joint-send-inspection-letter.pdf")
    assert "the deputy director, Dervla Ashcombe" in text("2020-03-ilacs-report.pdf")
    assert "Dervla Ashcombe Interim Director of Children's Services" in text(FOCUSED_VISIT)
    assert "permanent Director of Children's Services on 21 March 2022" in text("2022-06-scrutiny-paper.docx")
    assert "Dervla Ashcombe Executive Director for Children and Learning" in text(LETTER)


def test_documents_are_referred_to_that_are_not_held() -> None:
    paper = text("2022-06-scrutiny-paper.docx")
    assert "Joint local area SEND revisit in Harnmouth, letter of 20 December 2019" in paper
    assert "Care Leaver Action Plan, February 2022" in paper
    assert not any("revisit" in path.name or "action-plan" in path.name for path in DOCUMENTS)


def test_ofsted_wrote_nothing_in_2022() -> None:
    assert [path.name for path in DOCUMENTS if path.name.startswith("2022")] == [
        "2022-06-scrutiny-paper.docx",
        "2022-11-adviser-monitoring-note.txt",
    ]


def parts(path: Path) -> dict[str, bytes]:
    """What a file holds: the parts of an Office package (their compression is zlib's matter), else its bytes."""
    if path.suffix == ".pdf":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_sources_give_the_same_documents(tmp_path: Path) -> None:
    """In another process, with the pinned makers; PDFs byte for byte, Office packages part by part."""
    build = CORPUS / "_source" / "build.py"
    subprocess.run([sys.executable, str(build), str(tmp_path)], check=True, capture_output=True)
    made = sorted(tmp_path.iterdir())
    assert [path.name for path in made] == [
        path.name for path in DOCUMENTS if path.suffix in {".pdf", ".docx", ".pptx"}
    ]
    assert [path.name for path in made if parts(path) != parts(CORPUS / path.name)] == []


def test_every_question_has_a_kind_and_what_it_needs() -> None:
    kinds = {
        "topic-over-time", "who-role", "when-which-inspection", "figure", "strengths-concerns", "compare",
        "follow-up", "definition-programme", "list",
    }  # fmt: skip
    assert {question["kind"] for question in QUESTIONS} == kinds
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) >= 25
    assert all(bool(question["essential"]) == question["answerable"] for question in QUESTIONS)


def test_every_quote_of_the_questions_is_verbatim() -> None:
    quotes = [
        (quote["document"], quote["quote"]) for each in QUESTIONS for quote in each["essential"] + each["relevant"]
    ]
    missing = [(name, quote) for name, quote in quotes if quote.replace("’", "'") not in text(name)]
    assert missing == []
