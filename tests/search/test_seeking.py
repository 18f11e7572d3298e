"""Which facts a question seeks, and how well one answers."""

from __future__ import annotations

import pytest

from kg.search import cues, question, seeking
from kg.search.candidate import Fact
from kg.settings import DEFAULT_BASE
from kg.vocabulary import load


def sought(text: str) -> seeking.Seeking:
    return seeking.sought(question.read(text, load(DEFAULT_BASE)), load(DEFAULT_BASE))


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Who chairs the board?", ("Role", "Party")),
        ("When was the visit and who led it?", ("Role", "Party", "Inspection", "Event", "Reference")),
        ("How many carers are there?", ("Statistic",)),
        ("How was fostering judged in 2019?", ("Judgement",)),
        ("What was said about fostering?", ()),
    ],
)
def test_classes_of_fact_are_told_by_the_question(text: str, classes: tuple[str, ...]) -> None:
    assert sought(text).classes == classes


@pytest.mark.parametrize(
    ("text", "families", "alone"),
    [
        ("Which focused visits were there since 2015?", {"focused-visit"}, True),
        ("When was the SEND inspection?", {"send"}, True),
        ("List the visits and meetings with dates.", {"focused-visit", "monitoring-visit", "annual-engagement",
                                                       "scrutiny", "meeting"}, True),
        ("Which visit led to a new fostering team?", {"focused-visit", "monitoring-visit"}, False),
        ("When was the team set up?", set(), False),
    ],
)  # fmt: skip
def test_inspections_are_sought_by_family(text: str, families: set[str], alone: bool) -> None:  # noqa: FBT001
    assert (sought(text).families, sought(text).alone) == (families, alone)


def test_an_inspection_fits_by_family_and_time() -> None:
    seeks = sought("Which focused visits were there since 2019?")
    fits = [
        seeks.fit(Fact("Inspection", sort=sort, date=date), None)
        for sort, date in (
            ("ilacs-focused-visit", "2021-05-05"),
            ("ilacs-focused-visit", None),
            ("ilacs-focused-visit", "2016"),
            ("area-send", "2021"),
        )
    ]
    assert fits == sorted(fits, reverse=True)
    assert (fits[0], fits[-1]) == (1.0, 0.0)


def test_frameworks_events_and_kinds_of_document_meet_in_families() -> None:
    assert {cues.family(sort) for sort in ("joint-send", "area-send-report", "joint-send-revisit")} == {"send"}
    assert cues.family(None) is None


def test_each_post_has_an_answer_where_several_are_asked_for() -> None:
    seeks = sought("Who heads Early Help and who leads quality assurance?")
    partly = Fact("Role", person="Bo Lind", post="Head of Quality Assurance and Audit")
    best = (1.0, max(seeks.of_posts(partly, None)))
    assert seeks.fit(partly, None, best) == 1.0
