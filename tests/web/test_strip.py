"""The time strip has every mark once, in its speaker's lane, at its date, and none upon another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.web import dates, strip, wording
from kg.web.strip import Mark

LANES = (*wording.SPEAKERS.values(), wording.NO_SPEAKER)
SHAPES = (*wording.STANCES.values(), wording.NO_STANCE)

days = st.integers(0, 4000).map(lambda number: (date(2014, 1, 1) + timedelta(number)).isoformat())
whens = st.one_of(
    days.map(lambda day: dates.dated(day, "stated", None, None)),
    st.sampled_from(["2016", "2019-03"]).map(lambda value: dates.dated(value, "stated", None, None)),
    st.just(dates.dated(None, "inferred", ("2018-01", "2019-06"), "it names both")),
    st.just(dates.dated(None, "unknown", None, None)),
)
marks = st.builds(
    Mark, st.sampled_from(SHAPES), st.sampled_from(LANES), whens, href=st.just("#evidence-1"), title=st.just("words")
)


@given(st.lists(marks, max_size=60))
def test_every_mark_is_drawn_or_counted_once(drawn: list[Mark]) -> None:
    shown = strip.draw(drawn, "what was said", LANES, SHAPES)
    assert sum(lane.total for lane in shown.lanes) == len(drawn)
    assert sum(each.count for each in shown.legend) == len(drawn)
    for lane in shown.lanes:
        for arrangement in (lane.wide, lane.narrow):
            both = (arrangement, lane.undated)
            assert lane.total == sum(len(one.marks) + sum(rest.count for rest in one.more) for one in both)


@given(st.lists(marks, max_size=60))
def test_no_mark_stands_upon_another_or_beside_the_axis(drawn: list[Mark]) -> None:
    for lane in strip.draw(drawn, "what was said", LANES, SHAPES).lanes:
        for arrangement, width in ((lane.wide, strip.WIDE), (lane.narrow, strip.NARROW)):
            places = sorted((mark.y, mark.x) for mark in arrangement.marks)
            assert all(width / 2 - 0.001 <= x <= 100.001 - width / 2 for _, x in places)
            for (row, left), (next_row, right) in pairwise(places):
                assert row != next_row or right - left >= width - 0.001
            assert all(y + strip.STEP // 2 <= arrangement.height for y, _ in places)


def test_an_inferred_date_has_a_dashed_line_as_long_as_its_window() -> None:
    when = dates.dated(None, "inferred", ("2018-01", "2018-12"), None)
    exact = dates.dated("2021-12-31", "stated", None, None)
    drawn = [Mark(wording.NO_STANCE, wording.NO_SPEAKER, each, "#", "") for each in (when, exact)]
    (lane,) = strip.draw(drawn, "", LANES, SHAPES).lanes
    (period,) = lane.wide.periods
    assert period.inferred
    assert period.left == 0
    assert 24 < period.width < 25.1


def test_years_are_labelled_on_a_phone_only_as_far_as_they_fit() -> None:
    whens = [dates.dated(day, "stated", None, None) for day in ("2014-02-01", "2024-05-01")]
    drawn = [Mark(wording.NO_STANCE, wording.NO_SPEAKER, each, "#", "") for each in whens]
    years = strip.draw(drawn, "", LANES, SHAPES).years
    assert [year.label for year in years] == [str(year) for year in range(2014, 2025)]
    assert sum(not year.minor for year in years) <= 6
    assert not years[-1].minor


def test_marks_without_a_date_have_a_column_of_their_own_and_no_axis() -> None:
    mark = Mark(wording.NO_STANCE, wording.NO_SPEAKER, dates.dated(None, "unknown", None, None), "#", "")
    shown = strip.draw([mark], "", LANES, SHAPES)
    assert shown.undated
    assert shown.years == ()
    assert len(shown.lanes[0].undated.marks) == 1
