"""A sentence's own words decide its stance, turned by negation and weighed by clause; its headings lean on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.annotate import conduct
from kg.annotate.stance import weigh

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated

    Annotate = Callable[..., Annotated]


def _best(words: str, *above: str, evaluated: bool = True) -> str:
    weights = weigh(words, above, evaluated=evaluated)
    return max(weights, key=lambda stance: weights[stance])


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Meetings are well attended and plans are clear.", "strength"),
        ("Plans are not well coordinated.", "concern"),
        ("Too many young people wait for an adviser.", "concern"),
        ("Although visits are regular, recording is weak.", "concern"),
        ("Despite some delays, children receive excellent support.", "strength"),
        ("When delays happen, managers respond swiftly and well.", "strength"),
        ("There is more work to do to hear children’s voices.", "concern"),
        ("Good progress has been made in reaching families.", "progress"),
        ("Lessons from audits and complaints are shared promptly with staff.", "strength"),
        ("The quality of some plans is good, but others are poor and out of date.", "concern"),
        ("Leaders should ensure that the systems to share information are effective.", "concern"),
        ("Supervision has improved since the last inspection.", "progress"),
        ("The number of exclusions has fallen.", "progress"),
        ("Exclusions are rising.", "concern"),
        ("Absence is above the national average.", "concern"),
        ("Attainment is above the national average.", "strength"),
        ("Reports are written without delay.", "strength"),
        ("Only half of young people felt well supported.", "concern"),
        ("Not all plans are clear.", "concern"),
        ("Leaders have responded to this with a new strategy.", "progress"),
        ("There has been a decline in the quality of practice.", "concern"),
        ("Help does not come quickly enough.", "concern"),
        ("Practice standards are well embedded across the service.", "strength"),
        ("Advisers help young people to plot their progress.", "strength"),
        ("There is more to do to ensure good and timely help for all.", "concern"),
        ("The chair has been in post since May.", "neutral_context"),
        ("Most assessments conclude with the right plan for children.", "strength"),
        ("In 2014, a fifth of children who ceased to be looked after were adopted.", "neutral_context"),
        ("Targets could be more specific.", "concern"),
        ("Fewer children are the subject of repeat referrals.", "progress"),
        ("Further improvements are still required.", "concern"),
    ],
)
def test_findings_are_read_by_their_own_words(words: str, stance: str) -> None:
    assert _best(words) == stance


def test_children_who_seek_asylum_are_no_plan() -> None:
    assert weigh("The city cares for 30 unaccompanied asylum-seeking children.", (), evaluated=True)["plan"] == 0
    assert weigh("The council is seeking to open two homes.", (), evaluated=True)["plan"] > 0


@pytest.mark.parametrize(
    ("words", "heading", "stance"),
    [
        ("Develop strong localities", "Our priorities", "plan"),
        ("Launched a larger family help service", "What we have done", "progress"),
        ("A new strategy for exclusions", "Next steps", "plan"),
        ("We have not yet found enough carers", "Next steps", "concern"),
        ("Demand and capacity", "Key challenges", "concern"),
        ("A committed team", "What we are most proud of", "strength"),
        ("All cases are reviewed by a manager", "Caseholding", "neutral_context"),
        ("We are in the process of opening two homes", "Homes", "plan"),
        ("No permanent exclusions", "Exclusions", "strength"),
        ("Focused visit 2019", "Where we are now", "neutral_context"),
        ("A death of a young person", "Cases", "concern"),
        ("Writing at key stage 2 is better than the national average", "Progress", "strength"),
    ],
)
def test_bullets_of_a_council_lean_on_their_heading(words: str, heading: str, stance: str) -> None:
    assert _best(words, "Annual meeting", heading, evaluated=False) == stance


def test_only_an_inspectorate_calls_for_priority_action() -> None:
    words = "Oversight by managers of unregistered homes"
    assert _best(words, "Areas for priority action") == "priority_action"
    assert _best(words, "Areas for priority action", evaluated=False) != "priority_action"


def test_the_aspects_of_a_framework_are_no_progress() -> None:
    heading = "The experiences and progress of children in care: good"
    assert _best("Carers consider the needs of each child.", "Report", heading) == "strength"


def test_rows_of_numbers_are_context(annotated: Annotate) -> None:
    table = "| Measure | 2022 | 2023 |\n|---|---|---|\n| Successful placements | 61 | 74 |"
    found = annotated(f"# Paper\n\n## Placements\n\n{table}\n", "paper.md")
    assert {one.stance for one in found.statements} == {"neutral_context"}


def test_confidence_is_a_share(annotated: Annotate) -> None:
    found = annotated("# Paper\n\nVisits are good. Delays are too long, but improving. It rained.\n")
    assert all(0 < one.confidence <= 1 for one in found.statements)
    assert all("stance/" in one.annotator for one in found.statements)


@given(some.text(max_size=120), some.lists(some.text(max_size=30), max_size=3), some.booleans())
def test_weights_are_never_negative(words: str, above: list[str], evaluated: bool) -> None:  # noqa: FBT001
    assert min(weigh(words, above, evaluated=evaluated).values()) >= 0


@pytest.mark.parametrize(
    "words",
    [
        "This letter summarises what was found in the two days.",
        "Inspectors spoke to carers, read records and met the lead member.",
        "We understand that the department will write to you separately.",
    ],
)
def test_how_a_visit_was_made_is_no_praise(words: str) -> None:
    weights = weigh(words, ("Findings",), evaluated=True)
    assert max(weights, key=lambda each: weights[each]) == "neutral_context"


def test_they_are_the_inspectors_after_a_sentence_on_what_inspectors_did(annotated: Annotate) -> None:
    words = "Inspectors met staff and leaders of the service. They also visited two good homes."
    found = annotated(f"# Report\n\n## Visit\n\n{words}\n", "r.md")
    assert [one.stance for one in found.statements] == ["neutral_context", "neutral_context"]


def test_how_a_joint_inspection_was_made_is_told_from_what_it_found() -> None:
    assert conduct.tells("Between 3 and 7 June, Ofsted and two other inspectorates undertook a joint visit.")
    assert conduct.tells("Wherever possible, they talked to families.", after=True)
    assert not conduct.tells("Between 3 and 7 in every ten plans are late.")
