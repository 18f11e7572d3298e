"""Reading PDF: what a reader sees on the page is what the document holds, whether the file is tagged or not."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest

from kg.errors import SourceError
from kg.extract import read_bytes
from kg.model import BlockRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Block, Document


class At(NamedTuple):
    """A printed line; the same fields as `Print` of conftest."""

    x: float
    y: float
    text: str
    size: float = 12
    font: str = "F1"


REPORT = """
#set page(paper: "a4", margin: 2.5cm, header: [Inspection of Anyshire],
  footer: context align(right)[#counter(page).display()])
#set text(size: 12pt)
#set par(leading: 0.6em, spacing: 1.4em)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 14pt)
= Inspection of Anyshire children’s services

#table(columns: 2, [*Judgement*], [*Grade*],
  [The experiences and progress of children who need help and protection, and of those who do not], [Good],
  [Overall effectiveness], [Requires improvement to be good])

== What needs to improve?
- The timeliness of visits.
- The quality of plans, which do not say what is to happen, by when, or who is to do it, and so help no family.

== The experiences of children: good
#for i in range(1, 41) [
+ Social workers in team #i know their children well – and see them alone. A well-planned visit follows every call,
  and the record is made on the day by those who were there. Managers read each record, and say what they think of it
  in writing, so that the next visit is better than the one before. Plans are short, and families have a copy of them
  in the language that they speak at home. Children’s views are recorded in their own words.
]
"""


def words(document: Document, role: BlockRole) -> list[str]:
    return [text_of(document, block) for block in document.blocks if block.role is role]


def text_of(document: Document, block: Block) -> str:
    return document.text[block.span.start : block.span.end]


@pytest.fixture(scope="module")
def report(typeset: Callable[[str], bytes]) -> Document:
    return read_bytes(typeset(REPORT), "report.pdf")


def test_a_document_knows_its_name_type_and_hash(typeset: Callable[[str], bytes]) -> None:
    data = typeset("Words.")
    document = read_bytes(data, "anything at all")
    assert (document.name, document.media_type) == ("anything at all", "application/pdf")
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_headings_have_the_rank_of_their_type_size(report: Document) -> None:
    headings = [(block.level, text_of(report, block)) for block in report.blocks if block.role is BlockRole.HEADING]
    assert headings == [
        (1, "Inspection of Anyshire children’s services"),
        (2, "What needs to improve?"),
        (2, "The experiences of children: good"),
    ]


def test_rows_of_a_judgement_table_hold_the_grade_beside_its_area(report: Document) -> None:
    assert words(report, BlockRole.ROW) == [
        "Judgement\tGrade",
        "The experiences and progress of children who need help and protection, and of those who do not\tGood",
        "Overall effectiveness\tRequires improvement to be good",
    ]


def test_bullets_are_whole_and_without_their_glyph(report: Document) -> None:
    bullets = words(report, BlockRole.BULLET)
    assert bullets[0] == "The timeliness of visits."
    assert bullets[1].startswith("The quality of plans, which")
    assert bullets[1].endswith("help no family.")
    assert len(bullets) == 2


def test_numbered_paragraphs_keep_their_number_and_are_whole_over_page_breaks(report: Document) -> None:
    numbered = [block for block in report.blocks if block.number is not None]
    assert [block.number for block in numbered] == [str(number) for number in range(1, 41)]
    for block in numbered:
        text = text_of(report, block)
        assert text.startswith(f"Social workers in team {block.number} know")
        assert text.endswith("in their own words.")
    assert any(len({box.page for box in block.boxes}) == 2 for block in numbered), "no paragraph crosses a page here"


def test_a_line_end_hyphen_stays_and_takes_no_space(report: Document) -> None:
    assert report.text.count("well-planned") == 40


def test_running_heads_and_page_numbers_are_left_out(report: Document) -> None:
    assert "Inspection of Anyshire\n" not in report.text
    assert not any(text_of(report, block).isdigit() for block in report.blocks)


def test_pages_cover_the_text_and_hold_their_blocks(report: Document) -> None:
    assert report.pages[0].start == 0
    assert report.pages[-1].end == len(report.text)
    for page, following in zip(report.pages, report.pages[1:], strict=False):
        assert page.end == following.start
    for block in report.blocks:
        page = report.pages[(block.page or 0) - 1]
        assert page.start <= block.span.start < page.end


def test_blocks_are_in_order_and_no_edge_is_white_space(report: Document) -> None:
    end = 0
    for block in report.blocks:
        assert end <= block.span.start < block.span.end
        assert text_of(report, block) == text_of(report, block).strip()
        end = block.span.end


def test_boxes_stand_on_the_page_from_the_top_left(report: Document) -> None:
    heading = report.blocks[0].boxes[0]
    assert heading.page == 1
    assert 60 < heading.left < heading.right < 540
    assert 60 < heading.top < heading.bottom < 130
    for block in report.blocks:
        assert block.boxes
        assert all(box.left < box.right and 0 <= box.top < box.bottom <= 842 for box in block.boxes)


def test_reading_twice_gives_the_same_document(typeset: Callable[[str], bytes]) -> None:
    data = typeset(REPORT)
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


# Without tags -------------------------------------------------------------------------------------------------------


def paragraph(y: float, *lines: str, x: float = 72) -> list[At]:
    return [At(x, y + 14.4 * index, line) for index, line in enumerate(lines)]


def test_untagged_lines_are_parted_by_distance_and_joined_by_nearness(printed: Callable[..., bytes]) -> None:
    page = [
        At(72, 90, "What is going well", 14, "F2"),
        *paragraph(120, "Leaders know their service and its children well, and they act on what they", "hear."),
        *paragraph(163, "Visits are regular. They are recorded in a manner that serves the child who", "reads them."),
    ]
    document = read_bytes(printed([page]), "a.pdf")
    assert words(document, BlockRole.HEADING) == ["What is going well"]
    assert words(document, BlockRole.PARAGRAPH) == [
        "Leaders know their service and its children well, and they act on what they hear.",
        "Visits are regular. They are recorded in a manner that serves the child who reads them.",
    ]


def test_an_untagged_paragraph_runs_on_over_the_page_break_past_a_footnote(printed: Callable[..., bytes]) -> None:
    first = [
        *paragraph(700, "17.", x=72),
        *paragraph(700, "Children wait too long for a decision, and the service does not always", "know which", x=100),
        At(72, 760, "1 Figures given by the council.", 8),
    ]
    first[2] = At(100, 714.4, "know which of them has been waiting longest, nor for what the council and its")
    second = [*paragraph(90, "partners are waiting. This is a concern.", x=100)]
    document = read_bytes(printed([first, second]), "a.pdf")
    (block,) = [block for block in document.blocks if block.number == "17"]
    text = text_of(document, block)
    assert text.startswith("Children wait")
    assert text.endswith("partners are waiting. This is a concern.")
    assert "1 Figures given by the council." in words(document, BlockRole.PARAGRAPH)
    assert document.text[document.pages[1].start :].startswith("partners are waiting")


def test_a_new_paragraph_after_the_page_break_is_not_joined(printed: Callable[..., bytes]) -> None:
    document = read_bytes(printed([paragraph(700, "The first ends."), paragraph(90, "The second begins.")]), "a.pdf")
    assert words(document, BlockRole.PARAGRAPH) == ["The first ends.", "The second begins."]


def test_an_untagged_grid_gives_rows_even_where_a_grade_is_centred(printed: Callable[..., bytes]) -> None:
    page = [
        *paragraph(100, "Children who need help", x=72),
        *paragraph(100, "Good", x=400),
        *paragraph(130, "Children looked after and", "achieving permanence", x=72),
        *paragraph(137.2, "Inadequate", x=400),
    ]
    document = read_bytes(printed([page]), "a.pdf")
    assert words(document, BlockRole.ROW) == [
        "Children who need help\tGood",
        "Children looked after and achieving permanence\tInadequate",
    ]


def test_a_row_whose_second_cell_is_a_grade_heads_the_section_below_it(printed: Callable[..., bytes]) -> None:
    second = [
        At(72, 90, "Judgements about the area", 14, "F2"),
        *[At(x, 130, text, 12, "F2") for x, text in ((72, "Key judgement"), (400, "Judgement grade"))],
        *paragraph(150, "Children who need help", "and protection"),
        *paragraph(157.2, "Inadequate", x=400),
        At(72, 200, "Summary", 12, "F2"),
        *paragraph(230, "Help comes late, and it does not come from those who know the child best of all.", "No."),
    ]
    document = read_bytes(printed([paragraph(90, "A first page of the report."), second]), "a.pdf")
    headings = [(block.level, text_of(document, block)) for block in document.blocks if block.role is BlockRole.HEADING]
    assert headings == [
        (1, "Judgements about the area"),
        (2, "Children who need help and protection\tInadequate"),
        (3, "Summary"),
    ]


def test_graded_sections_are_siblings_in_whatever_size_they_are_printed(printed: Callable[..., bytes]) -> None:
    def page(*headings: tuple[str, float]) -> list[At]:
        lines = []
        for index, (words, size) in enumerate(headings):
            lines.append(At(72, 100 + 100 * index, words, size, "F2"))
            lines.append(At(72, 130 + 100 * index, "Children are seen often, and what they say is written down."))
        return lines

    pages = [
        page(("Inspection of Fenbridge", 26), ("What needs to improve?", 14), ("Help and protection: good", 12)),
        page(("Children in care: outstanding", 14), ("The impact of leaders: good", 14)),
    ]
    document = read_bytes(printed(pages), "a.pdf")
    assert [block.level for block in document.blocks if block.role is BlockRole.HEADING] == [1, 2, 2, 2, 2]


def test_a_graded_section_stands_above_what_returns_below_each_of_them(printed: Callable[..., bytes]) -> None:
    """Even where all are printed alike: then it is a sibling of what is printed next larger."""

    def page(words: str) -> list[At]:
        says = "Children are seen often, and what they say is written down."
        headings = [At(72, 100, words, 12, "F2"), At(72, 150, "Summary", 12, "F2")]
        return [*headings, At(72, 180, says), At(72, 220, "Who was met", 12, "F2"), At(72, 250, says)]

    first = [At(72, 100, "The council", 16, "F2"), At(72, 140, "About the area", 14, "F2"), At(72, 180, "It is small.")]
    pages = [first, *(page(f"{area}: good") for area in ("Help and protection", "Children in care", "Leadership"))]
    document = read_bytes(printed(pages), "a.pdf")
    levels = [block.level for block in document.blocks if block.role is BlockRole.HEADING]
    assert levels == [1, 2, *[2, 3, 3] * 3]


def test_headings_that_the_contents_list_alike_are_siblings(printed: Callable[..., bytes]) -> None:
    names = ["Where children live", "What leaders do", "How money is spent", "Who was met"]
    entries = [At(72, 100 + 40 * index, f"{name} {index + 2}", 14, "F2") for index, name in enumerate(names)]
    pages = [entries]
    for index, name in enumerate(names):
        words = "They are seen often, and what they say is written down."
        pages.append([At(72, 100, name, 18 if index else 13, "F2"), At(72, 130, words)])
    document = read_bytes(printed(pages), "a.pdf")
    levels = {block.level for block in document.blocks if block.role is BlockRole.HEADING and block.page != 1}
    assert len(levels) == 1


def test_a_recurring_line_at_the_edge_is_dropped_and_one_in_the_middle_kept(printed: Callable[..., bytes]) -> None:
    pages = [
        [
            At(72, 30, f"Anyshire report, page {number} of 4"),
            *paragraph(400, f"Recommendation {number}", "The same words stand on each page."),
            At(300, 820, str(number)),
        ]
        for number in range(1, 5)
    ]
    document = read_bytes(printed(pages), "a.pdf")
    assert "Anyshire report" not in document.text
    assert document.text.count("The same words stand on each page.") == 4


def test_letterhead_and_signature_are_furniture_and_the_letter_is_not(printed: Callable[..., bytes]) -> None:
    page = [
        *paragraph(90, "14 May 2031"),
        *paragraph(120, "Jo Example", x=72),
        *paragraph(134.4, "Director of Children’s Services", x=72),
        *paragraph(148.8, "1 High Street, Anytown AN1 1AA", x=72),
        *paragraph(164.8, "This letter will not be published."),
        *paragraph(180, "Dear Jo"),
        At(72, 210, "Focused visit to Anyshire", 12, "F2"),
        *paragraph(
            240, "This letter summarises the findings of a visit in May. It was made by two inspectors,", "both new."
        ),
        *paragraph(290, "Yours sincerely"),
        *paragraph(330, "Sam Sample"),
        *paragraph(344.4, "His Majesty’s Inspector"),
    ]
    document = read_bytes(printed([page]), "a.pdf")
    assert words(document, BlockRole.HEADING) == ["Focused visit to Anyshire"]
    assert len(words(document, BlockRole.PARAGRAPH)) == 2
    assert words(document, BlockRole.PARAGRAPH)[0] == "This letter will not be published."
    furniture = " ".join(words(document, BlockRole.FURNITURE))
    assert all(part in furniture for part in ("Jo Example", "AN1 1AA", "Dear Jo", "Sam Sample"))


def test_a_bullet_without_words_leaves_nothing(printed: Callable[..., bytes]) -> None:
    page = [*paragraph(90, "• The first of two."), *paragraph(120, "•"), *paragraph(150, "• The second of two.")]
    document = read_bytes(printed([page]), "a.pdf")
    assert document.text == "• The first of two.\n\n• The second of two."
    assert words(document, BlockRole.BULLET) == ["The first of two.", "The second of two."]


def test_a_hyphen_that_stands_for_a_word_to_come_keeps_its_space(printed: Callable[..., bytes]) -> None:
    page = paragraph(
        90, "The service finds homes for those who are homeless, and who may be aged 16-", "and 17-year-olds."
    )
    assert "aged 16- and 17-year-olds." in read_bytes(printed([page]), "a.pdf").text


def test_a_page_without_text_is_named_and_the_rest_is_read(printed: Callable[..., bytes]) -> None:
    document = read_bytes(printed([paragraph(90, "Words."), []]), "a.pdf")
    assert len(document.pages) == 2
    assert document.pages[1].start == document.pages[1].end == len(document.text)


def test_a_document_without_any_text_is_refused(printed: Callable[..., bytes]) -> None:
    with pytest.raises(SourceError, match="has no text"):
        read_bytes(printed([[], []]), "scan.pdf")


COLUMNS = """
#set page(paper: "a4", flipped: true, columns: 2, margin: 2cm)
#set text(size: 12pt)
= Strengths
#for i in range(1, 9) [
  Leaders in service #i know their children very well, and act upon what they hear from them on every day of the week.
  They do it with care, and write down what they did, so that nobody who comes after them has to ask again.

]
= Weaknesses
Decisions take too long to be made, and when they are made no one is told of them until much later on in the process.
This was so at the last visit, and it is so today; the plan that was to change it has been neither funded nor agreed.
"""


@pytest.mark.parametrize("tagged", [True, False])
def test_columns_are_read_one_after_another(typeset: Callable[[str], bytes], *, tagged: bool) -> None:
    data = typeset(COLUMNS)
    document = read_bytes(data if tagged else untagged(data), "columns.pdf")
    paragraphs = words(document, BlockRole.PARAGRAPH)
    assert [text[: text.index(" know")] for text in paragraphs[:8]] == [f"Leaders in service {i}" for i in range(1, 9)]
    assert all(text.endswith("ask again.") for text in paragraphs[:8])
    assert words(document, BlockRole.HEADING) == ["Strengths", "Weaknesses"]


def untagged(data: bytes) -> bytes:
    """The same file without its tag tree."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("rotation", "matrix"), [(0, "1 0 0 1 72 742"), (90, "0 1 -1 0 100 72"), (180, "-1 0 0 -1 523 100")]
)
def test_boxes_stand_where_a_reader_of_a_rotated_page_sees_them(rotation: int, matrix: str) -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Rotate = rotation
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf {matrix} Tm (Words that are read.) Tj ET".encode())
        pdf.save(buffer)
    document = read_bytes(buffer.getvalue(), "rotated.pdf")
    (box,) = document.blocks[0].boxes
    assert document.text == "Words that are read."
    assert (round(box.left), round(box.bottom)) == pytest.approx((72, 100), abs=4)
    assert box.right - box.left == pytest.approx(110, abs=8)


def test_text_in_a_form_stands_where_the_form_is_drawn() -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        form = pdf.make_stream(
            b"BT /F1 12 Tf 10 10 Td (Words in a form.) Tj ET",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 595, 842],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Form=form))
        page.Contents = pdf.make_stream(b"q 1 0 0 1 62 632 cm /Form Do Q")
        pdf.save(buffer)
    (box,) = read_bytes(buffer.getvalue(), "form.pdf").blocks[0].boxes
    assert (box.left, box.bottom) == pytest.approx((72, 200), abs=4)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Leaders have a long history of work between all agencies in the Multi-", "Agency Panel, which meets.", True),
        ("Leaders have a long history of work between all agencies and of the", "Agency Panel, which meets.", True),
        ("Leaders have a long history of work between the agencies in the area.", "Agency Panel, which meets.", False),
    ],
)
def test_tags_that_cut_a_sentence_at_a_full_line_are_not_believed(first: str, second: str, *, whole: bool) -> None:
    page = [At(72, 86, "A line above it that is of the very same width as those that are below."), At(72, 100, first)]
    data = marked([*page, At(72, 114, second)], groups=[0, 0, 1])
    assert len(words(read_bytes(data, "a.pdf"), BlockRole.PARAGRAPH)) == (1 if whole else 2)


def marked(lines: list[At], groups: list[int]) -> bytes:
    """A tagged page whose lines belong to the paragraphs given."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(
            "".join(
                f"/P <</MCID {index}>> BDC BT /F1 12 Tf {x} {842 - y} Td ({text}) Tj ET EMC\n"
                for index, (x, y, text, *_) in enumerate(lines)
            ).encode()
        )
        page.StructParents = 0
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        found = []
        for group in sorted(set(groups)):
            kids = pikepdf.Array([index for index, own in enumerate(groups) if own == group])
            found.append(
                pdf.make_indirect(
                    pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=root, Pg=page.obj, K=kids)
                )
            )
        root.K = pikepdf.Array(found)
        parents = pikepdf.Array([found[group] for group in groups])
        root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array([0, parents])))
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, pikepdf.Dictionary(Marked=True)
        pdf.save(buffer, static_id=True)
    return buffer.getvalue()
