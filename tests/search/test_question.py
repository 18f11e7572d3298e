"""How a question is read by its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search import question
from kg.settings import DEFAULT_BASE
from kg.vocabulary import load


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What was said about foster carers over time?", "topic-over-time"),
        ("How have caseloads developed since 2016?", "topic-over-time"),
        ("Who said what about short breaks?", "topic-over-time"),
        ("Who chairs the improvement board?", "who-role"),
        ("Whose agreement is needed for a new placement?", "who-role"),
        ("When did the last visit take place?", "when-which-inspection"),
        ("Was there a visit about fostering before 2019?", "when-which-inspection"),
        ("How many children wait for a plan?", "figure"),
        ("What proportion of plans was on time?", "figure"),
        ("Which concerns were raised about children who are missing?", "strengths-concerns"),
        ("Do the deck and the letter agree on the number of carers?", "compare"),
        ("Why do the slides say 12 and the letter 15?", "compare"),
        ("What did the council claim about audits, and what did Ofsted find?", "compare"),
        ("What happened after the priority action?", "follow-up"),
        ("Was the priority action ever met?", "follow-up"),
        ("What does IRO stand for?", "definition-programme"),
        ("What is Staying Close?", "definition-programme"),
        ("children's homes", "list"),
    ],
)
def test_the_kind_of_a_question(text: str, kind: str) -> None:
    assert question.kind(text) == kind


def test_a_question_is_read_whole() -> None:
    """Theme, authority, dates, speaker and stance, each from its own words; none of them in the topic."""
    asked = question.read("What concerns did Ofsted raise about care leavers in Kent since 2018?", load(DEFAULT_BASE))
    assert asked.themes[0] == "care-leavers"
    assert asked.authorities == ("E10000016",)
    assert (asked.since, asked.until) == ("2018-01-01", None)
    assert (asked.speaker, asked.stance) == ("inspectorate", "concern")
    assert asked.topic == "care leavers"


def test_two_years_that_are_compared_are_two_times_with_a_speaker_each() -> None:
    """What lies between them is not asked for."""
    text = "What did the council say of audits in 2016, and what did Ofsted find in 2019?"
    asked = question.read(text, load(DEFAULT_BASE))
    assert asked.moments == (("2016-01-01", "2016-12-31"), ("2019-01-01", "2019-12-31"))
    assert asked.sides == (("council", "2016-01-01", "2016-12-31"), ("inspectorate", "2019-01-01", "2019-12-31"))


def test_an_inspectorate_is_whose_word_is_asked_for_and_no_matter() -> None:
    asked = question.read("What did the Care Quality Commission find about speech therapy?", load(DEFAULT_BASE))
    assert (asked.speaker, asked.topic) == ("inspectorate", "speech therapy")


@given(st.text(max_size=300))
def test_any_text_is_read_as_a_question(text: str) -> None:
    asked = question.read(text, load(DEFAULT_BASE))
    assert asked.text == text


def test_a_sif_inspection_points_to_its_report() -> None:
    rest, pointed = question.pointing("What was the outcome of the 2025 SIF inspection?")
    assert pointed == ("sif-report",)
    assert "SIF" not in rest
