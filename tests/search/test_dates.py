"""Dates in the words of a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search import dates


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since 2019", "2019-01-01", None),
        ("What changed between 2017 and 2024?", "2017-01-01", "2024-12-31"),
        ("from January 2019 to 5 March 2021", "2019-01-01", "2021-03-05"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("before the one in 2021", None, "2020-12-31"),
        ("before March 2021", None, "2021-02-28"),
        ("What did Ofsted say in 2022?", "2022-01-01", "2022-12-31"),
        ("the 2019 panel and the 2021 letter", "2019-01-01", "2021-12-31"),
        ("after the 2021 visit", "2021-01-01", None),
        ("a grant of £2019, 2024% and 24/2025", None, None),
        ("care leavers", None, None),
    ],
)
def test_a_period_is_read_from_its_own_words(text: str, since: str | None, until: str | None) -> None:
    period = dates.read(text)
    assert (period.since, period.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("the 2019 panel and the 2021 letter", (("2019-01-01", "2019-12-31"), ("2021-01-01", "2021-12-31"))),
        ("from 2019 to 2021", ()),
        ("in 2019", ()),
        ("in 2019, and again in 2019", ()),
    ],
)
def test_times_that_are_named_singly_are_kept_apart(text: str, moments: tuple[tuple[str, str], ...]) -> None:
    assert dates.read(text).moments == moments


@pytest.mark.parametrize(
    ("text", "newest", "since"),
    [
        ("in the last three years", "2024-07-26", "2021-07-26"),
        ("over the past 6 months", "2024-03-31", "2023-09-30"),
        ("during the last year", "2024", "2023-12-31"),
        ("in the last three years", None, None),
        ("in the last chapter", "2024-07-26", None),
        ("in the last umpteen years", "2024-07-26", None),
    ],
)
def test_lately_is_counted_from_the_newest_document(text: str, newest: str | None, since: str | None) -> None:
    period = dates.lately(text, newest)
    assert (period.since if period else None) == since


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    period = dates.read(text)
    assert all(dates.DATE.fullmatch(day) for day in (period.since, period.until) if day)


@given(st.dates().filter(lambda day: 1980 <= day.year < 2049))
def test_the_first_day_of_a_month_is_not_after_its_last(day: object) -> None:
    month = str(day)[:7]
    assert dates.first_day(month) <= str(day) <= dates.last_day(month)
