"""Dates are read as printed, and no date is made up."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import dates


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("4th July 2024", "2024-07-04", "2024-07-04"),
        ("5 and 6 May 2021", "2021-05-05", "2021-05-06"),
        ("13 May to 24 May 2019", "2019-05-13", "2019-05-24"),
        ("18 November 2019 to 29 November 2019", "2019-11-18", "2019-11-29"),
        ("5–16 June 2023", "2023-06-05", "2023-06-16"),
        ("29 December to 9 January 2020", "2019-12-29", "2020-01-09"),
        ("12/03/2020", "2020-03-12", "2020-03-12"),
        ("2021-02-28", "2021-02-28", "2021-02-28"),
        ("Sept 2018", "2018-09", "2018-09"),
        ("November 2019 to January 2020", "2019-11", "2020-01"),
        ("autumn 2019", "2019-09", "2019-11"),
        ("2014", "2014", "2014"),
    ],
)
def test_a_period_is_read_to_the_precision_printed(words: str, start: str, end: str) -> None:
    found = list(dates.find(f"held {words}."))
    assert [(one.start, one.end) for one in found] == [(start, end)]
    assert f"held {words}."[found[0].span.start : found[0].span.end] == words


@pytest.mark.parametrize(
    "words", ["31 February 2020", "£2014", "2014/15 and 12%", "0300 123 1231", "99/99/2020", "1.2021"]
)
def test_what_is_no_day_is_not_read_as_one(words: str) -> None:
    assert all(len(one.start) < 10 for one in dates.find(words))


def test_days_without_a_year_take_it_only_from_outside() -> None:
    found = next(dates.find("From 6 February to 10 February, inspectors visited"))
    assert not found.dated
    assert not found.exact
    placed = dates.in_year(found, 2017)
    assert (placed.start, placed.end) == ("2017-02-06", "2017-02-10")
    assert dates.in_year(placed, 1999) == placed


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_every_day_is_read_back_as_it_was_written(day: dt.date) -> None:
    words = f"{day.day} {calendar.month_name[day.month]} {day.year}"
    assert [one.start for one in dates.find(words)] == [day.isoformat()]


@given(st.text(alphabet="0123456789 JuneMarch/-–to.and", max_size=60))
def test_periods_never_overlap_and_are_slices_of_real_days(text: str) -> None:
    found = list(dates.find(text))
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)


@given(st.integers(1, 24))
def test_months_later_stays_inside_the_month(months: int) -> None:
    later = dates.months_later("2023-01-31", months)
    assert int(later[8:]) == calendar.monthrange(int(later[:4]), int(later[5:7]))[1] or later.endswith("-31")
