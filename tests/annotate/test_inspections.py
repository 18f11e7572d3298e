"""An inspection has framework, days, inspectors and grades in its framework's words; others are told of, not merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import DECK, LETTER, RECORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated

    Annotate = Callable[..., Annotated]

ILACS = """Inspection of Dorset local authority children's services

Inspection dates: 5 to {last} June 2023

Lead inspector: Rhodri Penhale, His Majesty's Inspector

| Judgement | Grade |
|---|---|
| The impact of leaders on social work practice with children and families | Good |
| The experiences and progress of children who need help and protection | Requires improvement to be good |
| The experiences and progress of children in care | Good |
| The experiences and progress of care leavers | Outstanding |
| Overall effectiveness | Good |

Services have improved since the last inspection in 2019, when they were judged inadequate, and children are safe.
"""


def test_a_report_gives_every_grade_and_its_lead_inspector(annotated: Annotate) -> None:
    found = annotated(ILACS.format(last=16), "report.md").inspections[0]
    assert (found.framework, found.start, found.end) == ("ilacs-standard", "2023-06-05", "2023-06-16")
    assert found.inspectors == ("Rhodri Penhale",)
    assert [judgement.grade for judgement in found.judgements] == [
        "good",
        "requires-improvement-to-be-good",
        "good",
        "outstanding",
        "good",
    ]
    assert found.judgements[3].aspect == "The experiences and progress of care leavers"


def test_one_week_is_a_short_inspection(annotated: Annotate) -> None:
    assert annotated(ILACS.format(last=9), "report.md").inspections[0].framework == "ilacs-short"


def test_an_earlier_inspection_is_told_of_with_what_is_known(annotated: Annotate) -> None:
    found = annotated(ILACS.format(last=16), "report.md")
    assert [(one.start, one.judgements) for one in found.inspections[1:]] == [("2019", ())]
    assert [(one.title, one.kind, one.date) for one in found.references] == [
        ("last inspection in 2019", "ilacs-report", "2019")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Two children's homes are open, and both were judged good at their most recent Ofsted inspection.",
        "The inspection was carried out under section 9 of the Testing of Things Act 1999.",
        "The board should send the written statement of action by May.",
        "A family waits three weeks for a first visit.",
    ],
)
def test_what_is_no_document_or_inspection_of_the_council_is_no_reference(annotated: Annotate, words: str) -> None:
    found = annotated(ILACS.format(last=16) + f"\n## Findings\n\n{words}\n", "report.md")
    assert [one.date for one in found.references] == ["2019"]


def test_the_last_inspection_is_the_one_that_is_dated(annotated: Annotate) -> None:
    words = "Much has changed since the previous inspection. The previous inspection of Dorset's arrangements for the "
    words += "protection of children was in May 2012, and the last inspection praised them."
    found = annotated(ILACS.format(last=16) + f"\n## Findings\n\n{words}\n", "report.md")
    assert [one.date for one in found.references] == ["2019", "2012-05"]


def test_the_days_of_a_previous_inspection_may_stand_behind_a_tab(annotated: Annotate) -> None:
    lines = "Area SEND inspection of Dorset Local Area Partnership\n\nInspection dates:\t2 to 6 October 2023\n\n"
    lines += "Date of previous inspection:\t28 May 2021 to 4 June 2021\n\nInspection outcome\n\nIt rained.\n"
    told = annotated(lines, "report.txt").inspections[1]
    assert (told.framework, told.start, told.end) == ("joint-send", "2021-05-28", "2021-06-04")


def test_a_visit_has_inspectors_and_no_grade(annotated: Annotate) -> None:
    found = annotated(LETTER).inspections[0]
    assert found.framework == "ilacs-focused-visit"
    assert found.inspectors == ("Rhodri Penhale", "Ama Quartey-Lund")
    assert found.judgements == ()


def test_a_record_of_a_meeting_and_a_deck_are_no_inspections(annotated: Annotate) -> None:
    assert annotated(RECORD).inspections == ()
    assert annotated(DECK).inspections == ()


def test_asks_are_the_bullets_under_their_headings(annotated: Annotate) -> None:
    found = annotated(LETTER)
    said = [(one.kind, found.document.text[one.span.start : one.span.end]) for one in found.recommendations]
    assert said == [
        ("priority_action", "Oversight by managers of children who live in unregistered homes."),
        ("improvement", "The timeliness of visits to children."),
        ("improvement", "The quality of pathway plans."),
    ]


def test_a_councils_next_steps_are_no_recommendations(annotated: Annotate) -> None:
    deck = "Scrutiny Panel\n\nDorset Children's Services\n\nAreas for improvement\n\n- We will recruit more carers\n"
    assert annotated(deck).recommendations == ()


def test_outcomes_of_area_send_inspections_are_grades(annotated: Annotate) -> None:
    found = annotated(
        "Area SEND inspection of Dorset Local Area Partnership\n\nInspection dates: 4 to 8 March 2024\n\n"
        "Dates of previous inspection: 30 January to 3 February 2017\n\nInspection outcome\n\n"
        "The local area partnership's arrangements lead to inconsistent experiences and outcomes for children.\n"
    )
    assert found.inspections[0].judgements[0].grade == "inconsistent-experiences"
    assert [(one.kind, one.date) for one in found.references] == [("joint-send-inspection-letter", "2017-01-30")]
    assert (found.inspections[1].start, found.inspections[1].end) == ("2017-01-30", "2017-02-03")


def test_a_grade_may_stand_under_the_heading_of_its_aspect(annotated: Annotate) -> None:
    words = (
        "# Inspection of looked after children services\n\nDorset Council\n\nInspection dates: 8 to 12 July 2013\n\n"
    )
    words += "## Capacity to improve\n\n### Grade 2 (Good)\n\nIt is good.\n\n"
    words += "## Quality of provision\n\n### Grade 3 (Adequate)\n"
    found = annotated(words, "report.md").inspections[0].judgements
    assert [(one.aspect, one.grade) for one in found] == [
        ("Capacity to improve", "good"),
        ("Quality of provision", "adequate"),
    ]


def test_findings_are_no_asks_where_the_asks_are_listed(annotated: Annotate) -> None:
    words = "Area SEND inspection of Dorset Local Area Partnership\n\nInspection dates: 2 to 6 October 2023\n\n"
    words += (
        "What does the area partnership need to do better?\n\nLeaders should have seen that waits are far too long.\n\n"
    )
    words += (
        "Areas for improvement\n\nLeaders should shorten waits for an assessment of needs in every part of the area.\n"
    )
    found = annotated(words, "report.txt")
    assert [found.document.text[one.span.start : one.span.end][:22] for one in found.recommendations] == [
        "Leaders should shorten"
    ]
