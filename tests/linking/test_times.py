"""Dates of any precision as windows of days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.linking import times

_DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31)).map(date.isoformat)


@given(_DAYS, st.sampled_from([4, 7, 10]))
def test_a_day_lies_in_the_window_of_its_month_and_its_year(day: str, precision: int) -> None:
    first, last = times.between(day[:precision], None)
    assert first <= day <= last
    assert times.gap((first, last), (day, day)) == 0


@given(_DAYS, _DAYS)
def test_a_gap_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert times.gap((one, one), (other, other)) == times.gap((other, other), (one, one))


def test_a_period_is_read_in_the_ways_in_which_reports_write_it() -> None:
    assert times.stated("at 31 March 2019") == ("2019-03-31", "2019-03-31")
    assert times.stated("March 2022") == ("2022-03-01", "2022-03-31")
    assert times.stated("in 2023/24") == ("2023-04-01", "2024-08-31")
    assert times.stated("in 2018") == ("2018-01-01", "2018-12-31")
    assert times.stated("in the last year") is None
    assert times.without("72% in 2023/24 at 31 March 2024").split() == ["72%", "in", "at"]
