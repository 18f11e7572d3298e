"""The sentences of an answer, by the kind of question; on the sample corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search import composing

if TYPE_CHECKING:
    from kg.library import Library


@pytest.mark.parametrize(
    ("short", "text", "whole"),
    [
        ("LCT", "The leaving care team (LCT) is small.", "leaving care team"),
        ("PiP", "They take part in Partners in Practice (PiP).", "Partners in Practice"),
        ("QAF", "Our quality assurance framework (QAF) is new.", "quality assurance framework"),
        ("LCT", "The LCT is small.", None),
        ("LCT", "The fostering team (LCT) is small.", None),
    ],
)
def test_a_short_form_stands_for_the_words_whose_initials_make_it(short: str, text: str, whole: str | None) -> None:
    assert composing.expansion(short, text) == whole


@given(st.text(max_size=20), st.text(max_size=80))
def test_any_words_are_read_for_what_they_stand_for(short: str, text: str) -> None:
    found = composing.expansion(short, f"{text} ({short})")
    assert found is None or found.split()[-1] in text


def test_each_kind_of_question_has_sentences_that_cite_the_evidence(library: Library) -> None:
    """A post with its holder and day, an inspection with its days, and what became of a recommendation."""
    telling = {
        "Who is the head of care and leaving care in 2024?": "Bronagh Setterfield, Head of Care and Leaving Care",
        "When was the ILACS inspection of 2023?": "2023",
        "What became of the 2021 priority action on bed and breakfast accommodation?": "Of “",
    }
    for question, words in telling.items():
        answer = library.ask(question)
        held = {piece.id for piece in answer.evidence}
        assert answer.answered, question
        assert any(words in sentence.text for sentence in answer.sentences), question
        assert all(sentence.citations and set(sentence.citations) <= held for sentence in answer.sentences)
