"""Evidence is shown whole: marking words changes no character, and documents follow each other in time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Citation, Evidence
from kg.vocabulary import load
from kg.web import cards

BASE = "https://w3id.org/throughline/id/"


def evidence(document: str, start: int, day: str | None, **more: object) -> Evidence:
    fields: dict[str, object] = {
        "citation": Citation(document, start, start + 20, 2, "Care leavers do well", ("Findings",)),
        "id": f"document/{document}/statement/{start}",
        "title": "A letter",
        "date": day,
        "date_basis": "stated" if day else "unknown",
        "date_window": None,
        "date_reason": None,
        "kind": None,
        "authority": None,
        "author": None,
        "speaker": "inspectorate",
        "evaluated": True,
        "stance": "strength",
        "themes": (),
        "caveats": (),
        "score": 1.0,
    }
    return Evidence(**{**fields, **more})  # type: ignore[arg-type]


@given(st.text(max_size=200), st.text("abc é’", max_size=20), st.lists(st.text("abc ", min_size=1), max_size=3))
def test_segments_joined_are_the_quote(text: str, topic: str, labels: list[str]) -> None:
    parts = cards.segments(text, cards.words(topic, [label for label in labels if label.strip()]))
    assert "".join(part.text for part in parts) == text


def test_words_asked_for_are_marked_whole_and_in_the_plural() -> None:
    wanted = cards.words("what was said about care", ["care leaver"])
    marked = [part.text for part in cards.segments("Careful: care leavers\nand Care\nLeaver.", wanted) if part.marked]
    assert marked == ["care leavers", "Care\nLeaver"]


def test_documents_stand_in_time_and_cards_in_the_order_of_the_text() -> None:
    pieces = [evidence("late.pdf", 90, "2024"), evidence("none.txt", 0, None), evidence("early.pdf", 50, "2019-02"),
              evidence("late.pdf", 10, "2024")]  # fmt: skip
    groups, numbers = cards.grouped(pieces, load(BASE), None)
    assert [group.name for group in groups] == ["early.pdf", "late.pdf", "none.txt"]
    assert [card.href.partition("#")[2] for card in groups[1].cards] == ["char=10,30", "char=90,110"]
    assert sorted(numbers.values()) == [1, 2, 3, 4]


def test_what_an_inspectorate_wrote_but_did_not_inspect_says_so() -> None:
    (group,), _ = cards.grouped([evidence("letter.pdf", 0, "2024", evaluated=False)], load(BASE), None)
    assert group.cards[0].warning


def test_an_address_of_a_document_survives_any_name() -> None:
    assert cards.reader("2021/a letter?#1.pdf", 3, 9) == "/documents/2021/a%20letter%3F%231.pdf?at=3,9#char=3,9"


def test_the_place_of_a_quote_leaves_out_the_title_of_the_document() -> None:
    cited = Citation("a.pdf", 0, 1, 3, "x", ("A LETTER", "Findings", "Leadership", "Oversight"))
    assert cards.where(cited, "A letter") == "Page 3, Leadership › Oversight"
    assert cards.where(Citation("a.txt", 0, 1, None, "x", ()), "A letter") == ""


def test_a_caveat_that_stands_inside_another_is_shown_once() -> None:
    said = ("This letter is not published.", "Please note: this letter is\nnot published.", "It is a draft.")
    assert cards.distinct(said) == ("Please note: this letter is not published.", "It is a draft.")
