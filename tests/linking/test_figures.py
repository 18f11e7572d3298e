"""Figures of two documents: what makes them speak of one thing at one time, and what sets them apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.linking.figures import disagreeing
from kg.linking.sources import Source
from kg.model import Annotated, Document, Metadata, Span, Statistic

_SLIDE = "41% of care leavers are in suitable accommodation"


def _source(
    name: str, words: str, value: str, unit: str | None = "%", period: str | None = None, day: str = "2024-05-01"
) -> Source:
    said = Statistic(Span(0, len(words)), words, (Decimal(value),), unit, None, period, None, None, "test/1")
    document = Document(name, "text/plain", name.ljust(64, "0"), words)
    annotated = Annotated(document, (), Metadata("A document"), statistics=(said,))
    return Source(name, annotated, None, "Slides", inspects=False, framework=None, window=(day, day))


def test_two_figures_for_one_thing_at_one_time_disagree() -> None:
    one = _source("a", _SLIDE, "41")
    other = _source("b", "You told us that 47% of care leavers live in suitable accommodation", "47")
    (found,) = disagreeing([one, other])
    assert found.kind == "numbers-disagree"
    assert [side.citation.quote for side in found.sides] == [
        one.words(Span(0, len(_SLIDE))),
        other.annotated.document.text,
    ]


@pytest.mark.parametrize(
    ("words", "value", "unit", "period", "day"),
    [
        (_SLIDE, "41", "%", None, "2024-05-01"),
        ("47% of care leavers are in suitable accommodation", "47", "%", None, "2024-09-01"),
        ("In May 2021 47% of care leavers were in suitable accommodation", "47", "%", "In May 2021", "2024-05-01"),
        ("47% of children in care are in suitable accommodation", "47", "%", None, "2024-05-01"),
        ("47 care leavers are in suitable accommodation", "47", "care leavers", None, "2024-05-01"),
        ("47% of care leavers aged 19 are in suitable accommodation", "47", "%", None, "2024-05-01"),
        ("Around 42% of care leavers are in suitable accommodation", "42", "%", None, "2024-05-01"),
        ("47% of care leavers have an up-to-date pathway plan", "47", "%", None, "2024-05-01"),
    ],
)
def test_other_times_groups_units_and_ages_are_no_discrepancy(
    words: str, value: str, unit: str, period: str | None, day: str
) -> None:
    assert not list(disagreeing([_source("a", _SLIDE, "41"), _source("b", words, value, unit, period, day)]))


def test_another_definition_is_said_to_be_one() -> None:
    one = _source("a", "6% of young people are not in education, employment or training in schools", "6")
    other = _source("b", "8% of young people are not in education, employment or training in schools (combined)", "8")
    assert [found.kind for found in disagreeing([one, other])] == ["definition-differs"]
