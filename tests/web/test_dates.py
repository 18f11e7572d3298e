"""Dates are put in words of their own precision, and stand for all the days that they may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Basis, DocumentDate
from kg.vocabulary import english
from kg.web import dates


@pytest.mark.parametrize(
    ("value", "words"), [("2024-07-04", "4 July 2024"), ("2024-07", "July 2024"), ("2024", "2024")]
)
def test_a_date_is_spoken_with_the_precision_it_has(value: str, words: str) -> None:
    assert english.day(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021-05-05", "2021-05-06", "5 to 6 May 2021"),
        ("2021-04-30", "2021-05-02", "30 April to 2 May 2021"),
        ("2020-12-30", "2021-01-02", "30 December 2020 to 2 January 2021"),
        ("2019-01", "2019-06", "January to June 2019"),
        ("2021-05-05", "2021-05-05", "5 May 2021"),
        ("2021-05", None, "May 2021"),
        ("2019", "2020", "2019 to 2020"),
        ("2019", "2020-03", "2019 to March 2020"),
    ],
)
def test_a_range_does_not_say_the_month_or_the_year_twice(start: str, end: str | None, words: str) -> None:
    assert dates.spoken_range(start, end) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A visit in March: 2017-01 or 2017-02-06", "A visit in March: January 2017 or 6 February 2017"),
        ("2017-02-06 to 2017-02-10 (a letter)", "6 to 10 February 2017 (a letter)"),
        ("36 or 40 (slides, 2024-07-04)", "36 or 40 (slides, 4 July 2024)"),
        (
            "It ended on 2025-01-31, as “the visit of 2025-01” says",
            "It ended on 31 January 2025, as “the visit of 2025-01” says",
        ),
        ("In 2017-18, by form 2019-44, of 12-2017-01", "In 2017-18, by form 2019-44, of 12-2017-01"),
    ],
)
def test_dates_in_words_of_ours_are_spoken_and_what_is_no_date_stays(text: str, words: str) -> None:
    assert dates.in_words(text) == words


def test_an_inferred_date_says_so_with_its_window_and_reason() -> None:
    shown = dates.of_document(
        DocumentDate(None, Basis.INFERRED, ("2019-01", "2019-06"), "it names work done in January")
    )
    assert shown.text == "January to June 2019"
    assert shown.note == "Date inferred: it names work done in January"
    assert (shown.first, shown.last) == (date(2019, 1, 1), date(2019, 6, 30))


def test_what_is_not_known_is_said_to_be_not_known_and_sorts_last() -> None:
    unknown = dates.of_document(DocumentDate())
    assert unknown.text == dates.UNKNOWN
    assert unknown.first is None
    assert max(unknown, dates.dated("2024", "stated", None, None), key=lambda each: each.order) is unknown


@given(st.dates(date(1, 1, 1)))
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    iso = day.isoformat()
    assert dates.days(iso) == (day, day)
    for shorter in (iso[:7], iso[:4]):
        first, last = dates.days(shorter)
        assert first <= day <= last
