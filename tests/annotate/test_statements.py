"""Every sentence is a statement, with its speaker; and the same document always says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import DECK, LETTER, RECORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated
    from kg.vocabulary import Vocabulary

    Annotate = Callable[..., Annotated]


def _said(found: Annotated) -> dict[str, str | None]:
    return {found.document.text[s.span.start : s.span.end]: s.speaker for s in found.statements}


def test_each_sentence_of_each_passage_is_one_statement(annotated: Annotate) -> None:
    for text in (LETTER, RECORD, DECK):
        found = annotated(text)
        assert [one.span for one in found.statements] == [s for passage in found.passages for s in passage.sentences]
        assert all(one.span in one.passage for one in found.statements)


def test_in_a_record_the_council_speaks_even_where_you_told_us_is_dropped(annotated: Annotate) -> None:
    said = _said(annotated(RECORD))
    assert said["Caseloads are now manageable."] == "council_as_reported_by_inspectorate"
    assert said["We reminded you of the portal for providers."] == "inspectorate"
    assert next(speaker for words, speaker in said.items() if words.startswith("Thank you")) == "inspectorate"


def test_inspectors_and_councils_speak_for_themselves(annotated: Annotate) -> None:
    assert set(_said(annotated(LETTER)).values()) == {"inspectorate"}
    assert set(_said(annotated(DECK)).values()) == {"council"}


def test_a_theme_is_found_by_its_names(annotated: Annotate, registers: Vocabulary) -> None:
    found = annotated(LETTER)
    themes = {found.document.text[s.span.start : s.span.end]: s.themes for s in found.statements}
    main = themes["Too many care leavers wait for a personal adviser."][0]
    assert "care-leavers" in (main, *registers.broader(main))


def test_the_heading_over_an_ask_decides_its_stance(annotated: Annotate) -> None:
    found = annotated(LETTER)
    stances = {found.document.text[s.span.start : s.span.end]: s.stance for s in found.statements}
    assert stances["Oversight by managers of children who live in unregistered homes."] == "priority_action"
    assert stances["The quality of pathway plans."] == "concern"


@pytest.mark.parametrize("text", [LETTER, RECORD, DECK])
def test_the_same_document_says_the_same_twice(annotated: Annotate, text: str) -> None:
    assert annotated(text) == annotated(text)


@pytest.mark.parametrize("text", ["x\n", "Dear\n", "# x\n", "Dear Sir\n\nYours sincerely\n"])
def test_hardly_any_text_is_no_error(annotated: Annotate, text: str) -> None:
    found = annotated(text)
    assert found.metadata.date.value is None
