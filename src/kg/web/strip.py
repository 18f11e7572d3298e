"""Where each mark stands on the time strip: lanes by speaker, columns by date; the template draws what stands here.

Positions along time are percentages, so that one drawing fits every width; positions in a lane are CSS pixels. Marks
that would overlap share a column and stack. What overlaps depends on the width, so each lane has two arrangements.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.web.dates import Dated
    from kg.web.wording import Speaker, Stance

STEP = 26
"""Pixels from one mark to the next: above the 24 that WCAG 2.5.8 asks of a target."""
ABREAST, TALLEST = 4, 7
"""Marks in a column before it spreads sideways where there is room; and before the rest are only counted."""
WIDE, NARROW = 4.8, 12.0
"""Percent of the axis that a mark takes on a page 770 pixels wide, and on a phone of 320."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement on the strip: its shape, where it leads and what is said of it."""

    stance: Stance
    speaker: Speaker
    date: Dated
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in its place: percent along the axis, pixels below the lane's top."""

    mark: Mark
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class More:
    """How many marks a column has beyond those drawn."""

    count: int
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a mark's date may stand for, where that is more than a few: dashed where it was inferred."""

    left: float
    width: float
    y: int
    inferred: bool


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A lane's marks for one width of page."""

    marks: tuple[Placed, ...]
    more: tuple[More, ...]
    periods: tuple[Period, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Lane:
    """All that one speaker said."""

    speaker: Speaker
    total: int
    wide: Arrangement
    narrow: Arrangement
    undated: Arrangement


@dataclass(frozen=True, slots=True)
class Year:
    """A year on the axis, from its first day to its last; `minor` has no label on a phone."""

    label: str
    left: float
    middle: float
    minor: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A stance of the legend with the number of its marks."""

    stance: Stance
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The time strip of an answer; `years` is empty where no date is known."""

    lanes: tuple[Lane, ...]
    years: tuple[Year, ...]
    legend: tuple[Count, ...]
    undated: bool
    inferred: bool
    title: str


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def percent(self, day: date) -> float:
        return 100 * (day - self.first).days / ((self.last - self.first).days + 1)


def draw(marks: Sequence[Mark], title: str, lanes: Iterable[Speaker], shapes: Iterable[Stance]) -> Strip:
    """The strip of these marks, with its lanes and its legend in the order given; `title` says what it shows."""
    known = [mark.date for mark in marks if mark.date.first is not None]
    axis = _axis(known)
    spoken = Counter(mark.speaker for mark in marks)
    stances = Counter(mark.stance for mark in marks)
    return Strip(
        lanes=tuple(
            _lane(speaker, [mark for mark in marks if mark.speaker == speaker], axis)
            for speaker in lanes
            if spoken[speaker]
        ),
        years=_years(axis) if axis else (),
        legend=tuple(Count(s, stances[s]) for s in shapes if stances[s]),
        undated=len(known) < len(marks),
        inferred=any(when.basis == "inferred" for when in known),
        title=title,
    )


def _axis(known: Iterable[Dated]) -> _Axis | None:
    days = [day for when in known for day in (when.first, when.last) if day]
    return _Axis(date(min(days).year, 1, 1), date(max(days).year, 12, 31)) if days else None


def _years(axis: _Axis) -> tuple[Year, ...]:
    numbers = range(axis.first.year, axis.last.year + 1)
    every = -(-len(numbers) // 6)
    return tuple(
        Year(
            label=str(year),
            left=axis.percent(date(year, 1, 1)),
            middle=axis.percent(date(year, 7, 2)),
            minor=(numbers[-1] - year) % every != 0,
        )
        for year in numbers
    )


def _lane(speaker: Speaker, marks: list[Mark], axis: _Axis | None) -> Lane:
    dated = sorted((mark for mark in marks if mark.date.first), key=lambda mark: mark.date.order)
    undated = [mark for mark in marks if mark.date.first is None]
    return Lane(
        speaker=speaker,
        total=len(marks),
        wide=_arrange(_columns(dated, axis, WIDE), axis, WIDE),
        narrow=_arrange(_columns(dated, axis, NARROW), axis, NARROW),
        undated=_arrange([_Column(50.0, undated)] if undated else [], None, 100),
    )


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    marks: list[Mark]


def _columns(marks: Iterable[Mark], axis: _Axis | None, width: float) -> list[_Column]:
    """Marks in order of time, grouped so that no two columns stand nearer than `width` percent."""
    columns: list[_Column] = []
    for mark in marks:
        x = min(max(_middle(mark, axis), width / 2), 100 - width / 2)
        if columns and x - columns[-1].x < width:
            columns[-1].marks.append(mark)
        else:
            columns.append(_Column(x, [mark]))
    return columns


def _middle(mark: Mark, axis: _Axis | None) -> float:
    if axis is None or mark.date.first is None or mark.date.last is None:
        return 50.0
    return (axis.percent(mark.date.first) + axis.percent(mark.date.last)) / 2


def _arrange(columns: list[_Column], axis: _Axis | None, width: float) -> Arrangement:
    marks: list[Placed] = []
    more: list[More] = []
    for index, column in enumerate(columns):
        before = columns[index - 1].x if index else -column.x
        after = columns[index + 1].x if index + 1 < len(columns) else 200 - column.x
        room = max(int(min(column.x - before, after - column.x) / width), 1)
        placed, rest = _spread(column, room, width)
        marks += placed
        if rest:
            more.append(More(rest, column.x, STEP // 2 + STEP * TALLEST))
    deepest = max([*(mark.y for mark in marks), *(rest.y for rest in more)], default=0)
    return Arrangement(tuple(marks), tuple(more), _periods(marks, axis), deepest + STEP // 2)


def _spread(column: _Column, room: int, width: float) -> tuple[list[Placed], int]:
    """A column's marks, row by row around its place on the axis, and how many are left over."""
    abreast = min(room, -(-len(column.marks) // ABREAST))
    shown = column.marks[: abreast * TALLEST]
    left = column.x - width * (abreast - 1) / 2
    return [
        Placed(mark, left + width * (place % abreast), STEP // 2 + STEP * (place // abreast))
        for place, mark in enumerate(shown)
    ], len(column.marks) - len(shown)


def _periods(marks: list[Placed], axis: _Axis | None) -> tuple[Period, ...]:
    """One line for each document's date that stands for more than a fortnight, where a mark stands on it."""
    seen: dict[Dated, Period] = {}
    for place in marks:
        when = place.mark.date
        if axis is None or when.first is None or when.last is None or (when.last - when.first).days < 14:
            continue
        left, right = axis.percent(when.first), axis.percent(when.last)
        if left <= place.x <= right:
            seen.setdefault(when, Period(left, right - left, place.y, when.basis == "inferred"))
    return tuple(seen.values())
