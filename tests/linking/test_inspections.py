"""One inspection told of by several documents: by framework and days, and by none where two may be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from papers import paper

from kg.linking.claims import misdated
from kg.linking.inspections import same_inspections
from kg.model import Inspection, Span

if TYPE_CHECKING:
    from kg.linking.sources import Source
    from kg.model import SameInspection


def told(source: Source, *inspections: tuple[str, str, str | None]) -> Source:
    """A paper that tells of inspections, each with framework, start and end."""
    made = tuple(
        Inspection(f"{framework} {start}", framework, start, end, None, (), (), Span(0, 5), "test/1")
        for framework, start, end in inspections
    )
    return replace(source, annotated=replace(source.annotated, inspections=made))


def report(start: str, end: str, framework: str = "ilacs-standard") -> Source:
    return told(paper(end, ("Findings", ["All is well."]), framework=framework), (framework, start, end))


def mention(day: str, *said: tuple[str, str, str | None]) -> Source:
    return told(paper(day, ("What we did", ["We were inspected."]), council=True), *said)


def only(*sources: Source) -> SameInspection:
    (found,) = same_inspections(sources)
    return found


def test_a_year_means_the_one_inspection_of_that_framework_then() -> None:
    found = only(report("2019-11-18", "2019-11-29"), mention("2021-02-01", ("ilacs", "2019", None)))
    assert (found.start, found.end, found.framework) == ("2019-11-18", "2019-11-29", "ilacs-standard")
    assert found.reason == "same framework, named by a time that the report’s inspection fits"
    assert len(found.facts) == len(found.mentions) == 2


def test_the_same_first_day_is_the_same_inspection_where_no_report_is_held() -> None:
    found = only(mention("2020-01-01", ("sif", "2014-07-08", None)), mention("2021-01-01", ("sif", "2014-07-08", None)))
    assert found.reason == "same framework and first day"


def test_another_framework_or_time_is_another_inspection() -> None:
    own = report("2019-11-18", "2019-11-29")
    assert same_inspections([own, mention("2021-02-01", ("sif", "2019", None))]) == ()
    assert same_inspections([own, mention("2021-02-01", ("ilacs", "2017", None))]) == ()


def test_a_year_that_fits_two_inspections_means_none_of_them() -> None:
    early, late = report("2019-01-14", "2019-01-25"), report("2019-11-18", "2019-11-29")
    assert same_inspections([early, late, mention("2021-02-01", ("ilacs", "2019", None))]) == ()


def test_of_visits_there_are_several_a_year_so_a_year_tells_nothing() -> None:
    visit = report("2021-05-05", "2021-05-06", framework="ilacs-focused-visit")
    assert same_inspections([visit, mention("2022-02-01", ("ilacs-focused-visit", "2021", None))]) == ()
    assert only(visit, mention("2022-02-01", ("ilacs-focused-visit", "2021-05", None))).start == "2021-05-05"


@pytest.mark.parametrize(("told_of", "disagree"), [("2019-10", True), ("2019-05", False), ("2019-11", False)])
def test_a_date_that_differs_by_weeks_is_mistaken_and_by_half_a_year_is_of_another_inspection(
    told_of: str, *, disagree: bool
) -> None:
    sources = [report("2019-11-18", "2019-11-29"), mention("2021-02-01", ("ilacs-standard", told_of, None))]
    assert [found.kind for found in misdated(sources)] == ["dates-disagree"] * disagree
