"""Which figures answer a question for a number."""

from __future__ import annotations

import pytest

from kg.model import Span
from kg.search import counting, question
from kg.search.candidate import Candidate, Fact
from kg.settings import DEFAULT_BASE
from kg.vocabulary import load

VOCABULARY = load(DEFAULT_BASE)


def counts(text: str, said: str, unit: str | None, of: str = "", indicator: str = "", theme: str = "fostering") -> bool:
    asked = question.read(text, VOCABULARY)
    fact = Fact("Statistic", post=indicator, organisation=of, unit=unit)
    candidate = Candidate(
        "p", "Statement", "p", "d", Span(0, len(said)), None, said, None, None, (theme,), facts=(fact,)
    )
    return counting.counts(asked, [candidate], VOCABULARY, share)


def share(words: str, text: str) -> float:
    wanted = words.lower().split()
    return sum(word in text.lower() for word in wanted) / max(len(wanted), 1)


def test_a_count_of_the_thing_answers() -> None:
    assert counts("How many foster carers are there?", "We have 61 foster carers.", "foster carers", "foster carers")


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Nearly 61% of foster carers are local.", "%"),
        ("We spend £61 on foster carers.", "GBP"),
        ("Foster carers wait 6 weeks.", "weeks"),
        ("Foster carers have 12 children.", "children"),
    ],
)
def test_a_share_a_sum_a_time_or_another_thing_is_no_count(said: str, unit: str) -> None:
    assert not counts("How many foster carers are there?", said, unit, unit)


def test_a_part_is_not_the_total() -> None:
    said = "Two new foster carers came."
    assert not counts("How many foster carers are there in total?", said, "new foster carers", "new foster carers")
    assert counts("How many foster carers are there in total?", "61 foster carers.", "foster carers", "foster carers")


def test_a_group_of_its_own_is_not_the_group_asked_for() -> None:
    asked = "How many care leavers were there?"
    said = "CL numbers have risen to 67"
    assert not counts(asked, said, None, "Unaccompanied asylum-seeking children", said, "care-leavers")
    assert counts(asked, said, None, "Care leavers", said, "care-leavers")


def test_a_share_is_asked_of_percentages_and_a_sum_of_money() -> None:
    assert counts("What proportion of carers is local?", "61% of carers are local.", "%", "carers")
    assert not counts("What proportion of carers is local?", "61 carers are local.", "carers", "carers")
    assert counts("How much was the fostering grant?", "A fostering grant of £61.", "GBP")
    assert not counts("How much was the fostering grant?", "61 carers got the fostering grant.", "carers")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("How many foster carers does the council have?", "foster carers"),
        ("What is the number of schools with a plan?", "schools"),
        ("How many children were placed?", "children"),
        ("What was said about carers?", ""),
    ],
)
def test_the_thing_that_is_counted_is_told_from_the_question(text: str, thing: str) -> None:
    assert counting.thing(text) == thing
