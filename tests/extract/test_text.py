"""Text files: what is decoded how, and what the blocks of exported letters and slides turn out to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.extract import plain
from kg.extract.text import decode, read
from kg.model import BlockRole

LETTER = """
Harbour House
Quay Street
Fenbridge FB1 2CD

T 0300 000 0000
enquiries@inspectorate.example.gov.uk



18 June 2021

Mrs Ada Quill
Director of Children's Services
Fenbridge City Council
Town Hall
Fenbridge
FB2 3EF

Dear Mrs Quill

Focused visit to Fenbridge City Council children's services

This letter summarises the findings of a focused visit to Fenbridge on 5 and 6 May 2021. It was led by one inspector.

Areas for priority action

- Oversight of children who live in unregistered homes.
- Visits to care leavers.

Findings

- Leaders know their service well. However, feedback from some schools on the help that they receive is

less favourable. An improvement board now meets each month.

- Plans are too long, and the reviews of alternative provision across the



- area. However, this work has only just begun.

Thank you again for meeting us.

Yours sincerely

Noah Penn

Assistant Regional Director, North

Please note: This letter is not published and the comments in it have not been evaluated.
"""

SLIDES = """

Annual Conversation

3rd May 2023

fenbridge.gov.uk



Local context

- Rising demand
- A stable budget



Our main worries



Budgets under strain



Too few foster homes



We rely on agency staff

Family Services



Fenbridge
Together



Our new structure

Director of Families
Ada Quill

Head of Early Help
Noah Penn

Fostering,
Adoption &
Kinship
Teams

What we are proud of

- A permanent workforce
- **Fewer** children **wait**



Fenbridge
Together



Outcomes for care leavers

Progress

- **More drop-in sessions.**
- Two homes will open:
 - North House
 - South House

Next steps

- A stronger offer

| | |
|---|---|
| 36 children in care, as last year | 67 care leavers, up by 18 |



Fenbridge
Together
"""


def outline(text: str) -> list[tuple[str, str]]:
    return [(block.role.value, text[block.span.start : block.span.end]) for block in plain.blocks(text)]


def quotes(text: str, role: BlockRole) -> list[str]:
    return [quote for kind, quote in outline(text) if kind == role]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfA \xc2\xa35 grant", "A £5 grant"),
        ("A £5 grant – “paid”".encode(), "A £5 grant – “paid”"),
        (b"A \xa35 grant \x96 \x93paid\x94", "A £5 grant – “paid”"),
        ("\ufeffA £5 grant".encode("utf-16-le"), "A £5 grant"),
    ],
)
def test_the_encoding_is_told_by_mark_then_utf8_then_windows(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize("data", [b"", b" \n\n", b"----\n***\n", b"a\0b", b"caf\x81\xe9"])
def test_what_is_no_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "odd.txt", "0" * 64)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("odd.txt: ")


def test_the_text_is_the_file_unchanged() -> None:
    text = "\r\nA line.\r\n\r\n\tAnother\x0cpage.\r"
    assert read(text.encode(), "a.txt", "0" * 64).text == text


def test_a_letters_frame_is_furniture_one_block_an_addressee_or_signatory() -> None:
    furniture = quotes(LETTER, BlockRole.FURNITURE)
    assert "Mrs Ada Quill\nDirector of Children's Services\nFenbridge City Council" in furniture
    assert "Town Hall\nFenbridge\nFB2 3EF" in furniture
    assert "Dear Mrs Quill" in furniture
    assert "Noah Penn\n\nAssistant Regional Director, North" in furniture
    assert "Harbour House\nQuay Street\nFenbridge FB1 2CD" in furniture


def test_a_caveat_below_the_signature_is_content() -> None:
    assert outline(LETTER)[-1] == (
        "paragraph",
        "Please note: This letter is not published and the comments in it have not been evaluated.",
    )


def test_a_letters_headings_are_its_subject_and_sections() -> None:
    found = [
        (block.level, LETTER[block.span.start : block.span.end])
        for block in plain.blocks(LETTER)
        if block.role is BlockRole.HEADING
    ]
    assert found == [
        (1, "Focused visit to Fenbridge City Council children's services"),
        (2, "Areas for priority action"),
        (2, "Findings"),
    ]


def test_a_bullet_cut_by_a_page_break_is_one_block() -> None:
    bullets = quotes(LETTER, BlockRole.BULLET)
    assert bullets[2].startswith("Leaders know")
    assert bullets[2].endswith("each month.")


def test_a_bullet_mark_inside_a_cut_sentence_is_no_bullet() -> None:
    last = quotes(LETTER, BlockRole.BULLET)[-1]
    assert last.startswith("Plans are too long")
    assert last.endswith("only just begun.")


def test_a_list_in_small_letters_stays_a_list() -> None:
    text = "Leaders should:\n\n- improve the plans\n- visit children more often\n\n- share what they learn"
    assert len(quotes(text, BlockRole.BULLET)) == 3


def test_a_logo_that_recurs_on_slides_is_furniture_and_a_sub_heading_that_recurs_is_not() -> None:
    assert quotes(SLIDES, BlockRole.FURNITURE).count("Fenbridge\nTogether") == 3
    text = "\n\n\n".join(f"Topic {word}\n\nNext steps\n\n- Do {word} again" for word in ("one", "two", "three"))
    assert quotes(text, BlockRole.HEADING).count("Next steps") == 3


def test_headings_of_slides_have_ranks() -> None:
    found = {
        SLIDES[block.span.start : block.span.end]: block.level
        for block in plain.blocks(SLIDES)
        if block.role is BlockRole.HEADING
    }
    assert found == {
        "Annual Conversation": 1,
        "Local context": 2,
        "Our main worries": 2,
        "Family Services": 2,
        "Our new structure": 3,
        "What we are proud of": 3,
        "Outcomes for care leavers": 3,
        "Progress": 4,
        "Next steps": 4,
    }


def test_short_statements_of_a_slide_are_no_headings() -> None:
    paragraphs = quotes(SLIDES, BlockRole.PARAGRAPH)
    assert {"Budgets under strain", "Too few foster homes", "We rely on agency staff", "3rd May 2023"} <= set(
        paragraphs
    )


def test_a_box_of_an_organisation_chart_is_one_block() -> None:
    paragraphs = quotes(SLIDES, BlockRole.PARAGRAPH)
    assert "Director of Families\nAda Quill" in paragraphs
    assert "Head of Early Help\nNoah Penn" in paragraphs
    assert "Fostering,\nAdoption &\nKinship\nTeams" in paragraphs


def test_marks_of_emphasis_are_left_out_at_the_edges_only() -> None:
    bullets = quotes(SLIDES, BlockRole.BULLET)
    assert "More drop-in sessions." in bullets
    assert "**Fewer** children **wait**" in bullets


def test_bullets_below_bullets_are_deeper() -> None:
    depth = {SLIDES[b.span.start : b.span.end]: b.level for b in plain.blocks(SLIDES) if b.role is BlockRole.BULLET}
    assert (depth["Two homes will open:"], depth["North House"]) == (1, 2)


def test_rows_of_a_table_without_a_header_are_rows() -> None:
    assert quotes(SLIDES, BlockRole.ROW) == ["36 children in care, as last year | 67 care leavers, up by 18"]


@pytest.mark.parametrize("glyph", ["- ", "• ", "■ ", "\uf0b7 ", "\uf06e\t", "– ", "-  \uf0a7 "])
def test_bullet_glyphs_of_all_kinds_are_left_out(glyph: str) -> None:
    assert quotes(f"Plans\n\n{glyph}More homes\n{glyph}More visits", BlockRole.BULLET) == ["More homes", "More visits"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "Inspectors found that children wait too long for help,\nand that managers do not see it\nearly enough."
    assert outline(text) == [("paragraph", text)]


def test_a_numbered_paragraph_keeps_its_number() -> None:
    words = "Social workers visit children often and know them well, and managers read the records of these visits "
    text = f"17. {words * 2}"
    (block,) = plain.blocks(text)
    assert (block.number, block.role) == ("17", BlockRole.PARAGRAPH)
    assert text[block.span.start :].startswith("Social workers")


def test_numbers_that_are_part_of_the_words_number_nothing() -> None:
    assert plain.blocks("40 children wait for a home.")[0].number is None
    assert plain.blocks("3.5 million pounds were spent.")[0].number is None


def test_the_imprint_is_furniture() -> None:
    text = "Findings\n\nChildren are safe.\n\nInterested in our work? You can subscribe.\n\n© Crown copyright 2020"
    assert [role for role, _ in outline(text)] == ["heading", "paragraph", "furniture", "furniture"]


FROM_PDF = """1
12 May 2022
Ada Quill, Director of Children’s Services, Fenbridge
Noah Penn, Chief Constable, Fenbridge Constabulary and the Harbour
Police
Dear local partnership
Joint inspection of the help for children in the city of
Fenbridge
Between 8 and 12 April 2022, inspectors visited Fenbridge. They met leaders
and read the records of children. They found that help is quick – most
of the time – but that records are poor.
Key strengths
◼ Leaders know their service well, and staff say that they feel supported
by their managers.
− The police act quickly.


2
◼ Visits are frequent. Information about children is shared in good time by
all of the partners.
Yours sincerely
Clara Nib
National Director, Social Care
Ivo Blot
Chief Inspector"""


def test_text_taken_from_a_pdf_is_told_apart_line_by_line() -> None:
    assert [(role, " ".join(words.split())) for role, words in outline(FROM_PDF)] == [
        ("furniture", "1"),
        ("furniture", "12 May 2022"),
        ("furniture", "Ada Quill, Director of Children’s Services, Fenbridge"),
        ("furniture", "Noah Penn, Chief Constable, Fenbridge Constabulary and the Harbour Police"),
        ("furniture", "Dear local partnership"),
        ("heading", "Joint inspection of the help for children in the city of Fenbridge"),
        (
            "paragraph",
            "Between 8 and 12 April 2022, inspectors visited Fenbridge. They met leaders and read the records of"
            " children. They found that help is quick – most of the time – but that records are poor.",
        ),
        ("heading", "Key strengths"),
        ("bullet", "Leaders know their service well, and staff say that they feel supported by their managers."),
        ("bullet", "The police act quickly."),
        ("furniture", "2"),
        ("bullet", "Visits are frequent. Information about children is shared in good time by all of the partners."),
        ("furniture", "Yours sincerely"),
        ("furniture", "Clara Nib National Director, Social Care"),
        ("furniture", "Ivo Blot Chief Inspector"),
    ]


def test_a_running_head_with_the_page_number_is_furniture() -> None:
    text = "\n\n\n".join(
        f"Inspection of Fenbridge {page}\nChildren are safe in their homes, and the staff there know them very well."
        for page in (3, 4, 5)
    )
    assert quotes(text, BlockRole.FURNITURE) == [f"Inspection of Fenbridge {page}" for page in (3, 4, 5)]


def test_a_title_of_three_slides_is_a_heading_even_far_above_its_bullets() -> None:
    text = "\n\n\n\n".join(
        f"Care leavers\n\n\n\n- More {word} for all\n- Fewer waits" for word in ("homes", "jobs", "help")
    )
    assert quotes(text, BlockRole.HEADING) == ["Care leavers"] * 3
    assert not quotes(text, BlockRole.FURNITURE)


def test_figures_and_dates_on_lines_of_their_own_are_no_furniture() -> None:
    lines = ["£531", "36", "March 2021", "£17", "67", "March 2022", "£9", "12", "March 2023"]
    assert not quotes("Our figures\n\n- Rising\n\n" + "\n\n\n\n".join(lines), BlockRole.FURNITURE)


def test_a_foot_on_every_slide_is_furniture_but_the_title_it_repeats_is_not() -> None:
    slides = [
        f"About {word}\n\n- More {word} for all\n- Fewer waits" for word in ("homes", "jobs", "help", "care", "play")
    ]
    text = "\n\n".join(["Annual conversation", *(f"{slide}\n\nAnnual conversation" for slide in slides)])
    assert quotes(text, BlockRole.FURNITURE) == ["Annual conversation"] * 5
    assert outline(text)[0] == ("heading", "Annual conversation")


def test_a_form_feed_is_a_page_break() -> None:
    text = "Leaders know that too many children in the\fcity wait for help."
    assert outline(text) == [("paragraph", text)]


def test_a_sub_heading_that_recurs_stands_below_the_section_and_one_that_does_not_beside_it() -> None:
    once = "Dear Ada\n\nVisit\n\nWe came.\n\nFindings\n\n- All is well.\n\nStrengths\n\n- Staff stay."
    twice = "Dear Ada\n\nVisit\n\nWe came.\n\n" + "\n\n".join(
        f"The effectiveness of help for {who} children\n\nStrengths\n\n- Staff stay." for who in ("young", "older")
    )
    levels = [{text[b.span.start : b.span.end]: b.level for b in plain.blocks(text)} for text in (once, twice)]
    assert levels[0]["Strengths"] == levels[0]["Findings"] == 2
    assert levels[1]["Strengths"] == 3


words = st.sampled_from(
    [
        "Children",
        "are",
        "safe",
        "**",
        "-",
        "•",
        "Dear Ada",
        "Yours sincerely",
        "Findings",
        "Next steps:",
        "and",
        "12.",
        "|",
        "# Title",
        "\n",
        "\n\n",
        "\n\n\n\n",
        ".",
        "\t",
        "\x0c",
        "\r\n",
        "Page 3 of 9",
        "\xa0",
        "\x00",
        "_x_",
        "The plan",
    ]
)
texts = st.one_of(st.text(), st.lists(words, max_size=60).map(" ".join), st.lists(words, max_size=60).map("".join))


@given(texts)
def test_blocks_of_any_text_are_slices_in_order_with_clean_edges(text: str) -> None:
    last = 0
    for block in plain.blocks(text):
        quote = text[block.span.start : block.span.end]
        assert quote.strip() == quote != ""
        assert last <= block.span.start
        assert (block.level is not None) == (block.role in (BlockRole.HEADING, BlockRole.BULLET))
        last = block.span.end


@given(texts)
def test_no_word_of_any_text_is_outside_its_blocks(text: str) -> None:
    held = bytearray(len(text))
    for block in plain.blocks(text):
        held[block.span.start : block.span.end] = b"\1" * (block.span.end - block.span.start)
    left = {text[at] for at, inside in enumerate(held) if not inside and text[at].isalpha()}
    assert left <= set("oabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
