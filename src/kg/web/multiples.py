"""Small multiples: what was said of several things, each drawn over the same years, every bar a way to its statements.

Places along time are percentages, heights are CSS pixels that grow with the square root of the count, as in `spark`;
here a bar is wide enough to be pressed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.web import spark, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.web.frame import Link
    from kg.web.spark import Counted

HEIGHT = 56
LEAST = 3
MOST_BARS = 11
"""Bars that stand side by side at most: narrower ones are hard to press on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The statements of a year, or of a few years: percent along time, what they are, in words, and the way to them."""

    x: float
    width: float
    title: str
    href: str
    parts: tuple[spark.Part, ...]


@dataclass(frozen=True, slots=True)
class Multiple:
    """One thing with its bars; the undated statements are in `total` alone."""

    label: str
    href: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Multiples:
    """Things over the same years; `periods` are the years of each bar, first and last."""

    drawn: tuple[Multiple, ...]
    periods: tuple[tuple[int, int], ...]

    @property
    def step(self) -> int:
        """How many years a bar stands for."""
        return self.periods[0][1] - self.periods[0][0] + 1 if self.periods else 1


def draw(named: Iterable[tuple[Link, Counted]]) -> Multiples:
    """Multiples of what is named; the highest bar of all is as high as there is room for."""
    found = list(named)
    periods = _periods({when for _, counted in found for when, _ in counted.statements if when is not None})
    counts = [_by_period(counted, periods) for _, counted in found]
    most = max((sum(each.values()) for one in counts for each in one.values()), default=1)
    drawn = (
        Multiple(link.text, link.href, counted.statements.total(), _bars(link, one, periods, most))
        for (link, counted), one in zip(found, counts, strict=True)
    )
    return Multiples(tuple(drawn), periods)


def _periods(years: set[int]) -> tuple[tuple[int, int], ...]:
    """The stretches of equal length that the years fall into, the last one ending with the last year."""
    if not years:
        return ()
    step = -(-(max(years) - min(years) + 1) // MOST_BARS)
    ends = range(max(years), min(years) - 1, -step)
    return tuple((end - step + 1, end) for end in reversed(ends))


def _by_period(counted: Counted, periods: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Counter[str]]:
    found: dict[tuple[int, int], Counter[str]] = {}
    for (when, stance), number in counted.statements.items():
        for period in periods:
            if when is not None and period[0] <= when <= period[1]:
                found.setdefault(period, Counter())[wording.stance(stance).id] += number
    return found


def _bars(
    link: Link, counts: Mapping[tuple[int, int], Counter[str]], periods: tuple[tuple[int, int], ...], most: int
) -> tuple[Bar, ...]:
    width = 100 / len(periods) if periods else 100
    return tuple(
        _bar(link, period, counts[period], (at * width, width), most)
        for at, period in enumerate(periods)
        if period in counts
    )


def _bar(link: Link, period: tuple[int, int], counts: Counter[str], place: tuple[float, float], most: int) -> Bar:
    years = spoken(period)
    asked = urlencode({"years": years.replace(" to ", "-")})
    return Bar(
        x=round(place[0], 2),
        width=round(place[1], 2),
        title=f"{link.text}, {years}: {spark.in_words(counts)}",
        href=f"{link.href}{'&' if '?' in link.href else '?'}{asked}#statements",
        parts=spark.stacked(counts, most, height=HEIGHT, least=LEAST),
    )


def spoken(period: tuple[int, int]) -> str:
    """Years in words: "2019", "2019 to 2020"."""
    return str(period[0]) if period[0] == period[1] else f"{period[0]} to {period[1]}"
