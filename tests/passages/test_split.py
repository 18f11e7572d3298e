"""Passages: exact slices under one heading path, of a length that can be searched, with their sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract import plain
from kg.model import Block, BlockRole, Document, Passage, Span
from kg.passages import FEWEST, MOST, split

SENTENCE = "Leaders visit the teams each month and read what children say about their plans. "


def document(*parts: tuple[BlockRole, str, int | None]) -> Document:
    """A document of the blocks given, each with its role, words and level."""
    text, blocks = "", []
    for role, words, level in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(Span(len(text), len(text) + len(words)), role, level))
        text += words
    return Document("a.txt", "text/plain", "0" * 64, text, blocks=tuple(blocks))


def heading(words: str, level: int = 1) -> tuple[BlockRole, str, int | None]:
    return BlockRole.HEADING, words, level


def paragraph(words: str) -> tuple[BlockRole, str, int | None]:
    return BlockRole.PARAGRAPH, words.strip(), None


def bullet(words: str) -> tuple[BlockRole, str, int | None]:
    return BlockRole.BULLET, words.strip(), 1


def furniture(words: str) -> tuple[BlockRole, str, int | None]:
    return BlockRole.FURNITURE, words, None


def quote(held: Document, span: Span) -> str:
    return held.text[span.start : span.end]


def path(held: Document, passage: Passage) -> list[str]:
    return [quote(held, found.span) for found in passage.headings]


def test_the_heading_path_is_outermost_first_and_ends_where_a_higher_heading_begins() -> None:
    held = document(
        heading("Report"),
        heading("Findings", 2),
        heading("Strengths", 3),
        paragraph("Help is quick."),
        heading("Closing", 2),
        paragraph("We thank all."),
    )
    assert [path(held, passage) for passage in split(held)] == [
        ["Report", "Findings", "Strengths"],
        ["Report", "Closing"],
    ]


def test_short_siblings_are_merged_and_no_heading_is_crossed() -> None:
    held = document(
        heading("Plans"), *[bullet("More homes for children")] * 4, heading("Risks"), bullet("Too few staff")
    )
    first, second = split(held)
    assert quote(held, first.span).count("More homes") == 4
    assert quote(held, second.span) == "Too few staff"


def test_a_line_that_leads_into_a_list_stays_with_it() -> None:
    held = document(paragraph(SENTENCE * 3), paragraph("We have:"), *[bullet(SENTENCE)] * 3)
    assert quote(held, split(held)[-1].span).startswith("We have:")


def test_long_blocks_are_cut_between_sentences_into_like_parts() -> None:
    held = document(paragraph(SENTENCE * 30))
    passages = split(held)
    sizes = [len(quote(held, passage.span).split()) for passage in passages]
    assert len(passages) == 2
    assert all(FEWEST <= size <= MOST for size in sizes)
    assert all(quote(held, passage.span).endswith("plans.") for passage in passages)


def test_furniture_is_in_no_passage_and_parts_its_neighbours() -> None:
    held = document(paragraph("Children are safe."), furniture("Page 3"), paragraph("They are heard."))
    assert [quote(held, passage.span) for passage in split(held)] == ["Children are safe.", "They are heard."]


def test_a_heading_that_is_all_a_slide_says_is_a_passage() -> None:
    held = document(heading("Deck"), heading("Next steps and focused visit", 2), heading("Break", 2))
    (passage,) = split(held)
    assert quote(held, passage.span) == "Next steps and focused visit"
    assert path(held, passage) == ["Deck"]


def test_a_heading_that_is_printed_again_right_below_is_no_passage() -> None:
    made = document(heading("Areas for work ahead"), heading("Areas for work ahead"), paragraph(SENTENCE * 3))
    assert len(split(made)) == 1


def test_what_a_letter_says_in_leaving_stands_under_its_subject_alone() -> None:
    held = document(
        heading("Focused visit"),
        heading("Findings", 2),
        bullet("Children are safe."),
        paragraph("Thank you again for your time."),
        furniture("Yours sincerely"),
        paragraph("Please note: this letter is not published."),
    )
    assert [path(held, passage) for passage in split(held)] == [["Focused visit", "Findings"], *[["Focused visit"]] * 2]


def test_a_numbered_paragraph_is_a_passage_of_its_own() -> None:
    words = SENTENCE * 2
    text = f"{words}\n\n{words}"
    blocks = (
        Block(Span(0, len(words.rstrip())), BlockRole.PARAGRAPH, number="7", page=2),
        Block(Span(len(words) + 2, len(text.rstrip())), BlockRole.PARAGRAPH, number="8", page=3),
    )
    found = split(Document("a.pdf", "application/pdf", "0" * 64, text, blocks=blocks))
    assert [(passage.number, passage.page) for passage in found] == [("7", 2), ("8", 3)]


def test_the_cells_of_a_row_are_sentences_where_each_can_stand_alone() -> None:
    held = document(
        (BlockRole.ROW, "36 children came into care | 67 care leavers live here now", None),
        (BlockRole.ROW, "Help and protection | Good", None),
    )
    (passage,) = split(held)
    assert [quote(held, span) for span in passage.sentences] == [
        "36 children came into care",
        "67 care leavers live here now",
        "Help and protection | Good",
    ]


words = st.sampled_from(
    [
        "Children",
        "are safe.",
        "They",
        "wait",
        "**",
        "-",
        "• More",
        "Dear Ada",
        "Yours sincerely",
        "Findings",
        "Next steps:",
        "|",
        "# Title",
        "\n",
        "\n\n",
        "\n\n\n\n",
        ". ",
        "\t",
        "12.",
        "What we did",
        "e.g. A",
        SENTENCE * 40,
        "word " * 300,
    ]
)
texts = st.one_of(st.text(), st.lists(words, max_size=40).map(" ".join), st.lists(words, max_size=40).map("".join))


@given(texts)
def test_passages_of_any_text_are_slices_that_never_overlap_and_hold_their_sentences(text: str) -> None:
    last = 0
    for passage in split(Document("a.txt", "text/plain", "0" * 64, text, blocks=plain.blocks(text))):
        assert passage.span.start >= last
        assert text[passage.span.start : passage.span.end].strip() == text[passage.span.start : passage.span.end] != ""
        at = passage.span.start
        for span in passage.sentences:
            assert at <= span.start < span.end <= passage.span.end
            assert text[span.start : span.end].strip() == text[span.start : span.end]
            at = span.end
        assert passage.sentences
        assert len(text[passage.span.start : passage.span.end].split()) <= MOST
        last = passage.span.end


@given(texts)
def test_every_word_that_is_said_is_in_one_passage_and_one_sentence(text: str) -> None:
    held = Document("a.txt", "text/plain", "0" * 64, text, blocks=plain.blocks(text))
    passages = split(held)
    in_passage, in_sentence = set(), set()
    for passage in passages:
        in_passage.update(range(passage.span.start, passage.span.end))
        for span in passage.sentences:
            in_sentence.update(range(span.start, span.end))
    for block in held.blocks:
        if block.role in (BlockRole.FURNITURE, BlockRole.HEADING):
            continue
        said = {at for at in range(block.span.start, block.span.end) if text[at].isalnum()}
        assert said <= in_passage
        assert said <= in_sentence


@given(texts)
def test_furniture_is_never_in_a_passage(text: str) -> None:
    held = Document("a.txt", "text/plain", "0" * 64, text, blocks=plain.blocks(text))
    furniture_spans = [block.span for block in held.blocks if block.role is BlockRole.FURNITURE]
    for passage in split(held):
        assert not any(span.start < passage.span.end and passage.span.start < span.end for span in furniture_spans)
