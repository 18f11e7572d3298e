"""Small bars by year, stacked by stance: how much was said of something and when, small enough to stand in a list.

Places along time are percentages, heights are CSS pixels; the same years lie under all sparks of a list.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING

from kg.vocabulary import english
from kg.web import dates, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import DocumentDate, Held
    from kg.web.frame import Link

HEIGHT = 28
LEAST = 4
"""Pixels that a bar is high at least."""


@dataclass(frozen=True, slots=True)
class Part:
    """The statements of one stance in a bar: pixels from the top, and how high."""

    stance: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: where it stands, percent along time, and what was said in it, in words."""

    x: float
    width: float
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Spark:
    """The bars of one thing; `words` says the same for people who do not see them."""

    bars: tuple[Bar, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Years:
    """The years that lie under all sparks of a list, both inclusive."""

    first: int
    last: int

    @property
    def width(self) -> float:
        """Percent that a year takes."""
        return 100 / (self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list with its spark.

    Attributes:
        depth: how far it is set in: a theme below another.
        total: statements, those without a known year among them.
        documents: in which they stand.
        spark: None where none of the documents has a known date.
    """

    label: str
    href: str
    depth: int
    total: int
    documents: int
    spark: Spark | None


class Counted:
    """Statements by year and stance, and the documents that they stand in; for one row."""

    def __init__(self) -> None:
        self.statements: Counter[tuple[int | None, str | None]] = Counter()
        self.documents: set[str] = set()

    def add(self, document: Held, stance: str | None, count: int = 1) -> None:
        """Counts statements of a document."""
        self.statements[year(document.metadata.date), stance] += count
        self.documents.add(document.id)


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows over the same years."""

    rows: tuple[Row, ...]
    years: Years | None


@lru_cache(maxsize=4096)
def year(when: DocumentDate) -> int | None:
    """The year of a document: the middle of its window where it has one; None where it is not known."""
    known = dates.of_document(when)
    return (known.first + (known.last - known.first) / 2).year if known.first and known.last else None


def listed(named: Iterable[tuple[Link, int, Counted]]) -> Listed:
    """Rows for what is named, each with its depth and counts: the years below them are those of all together."""
    found = list(named)
    span = _span(when for _, _, counted in found for when, _ in counted.statements)
    most = max((number for _, _, counted in found for number in _by_year(counted).values()), default=1)
    return Listed(tuple(_row(link, depth, counted, span, most) for link, depth, counted in found), span)


def _row(link: Link, depth: int, counted: Counted, span: Years | None, most: int) -> Row:
    drawn = draw(counted, span, most) if span else None
    return Row(link.text, link.href, depth, counted.statements.total(), len(counted.documents), drawn)


def draw(counted: Counted, span: Years, most: int) -> Spark:
    """The spark of some counts; a year of `most` statements is as high as there is room for.

    Heights grow with the square root of the count: otherwise what is seldom spoken of could not be seen.
    """
    by_year: dict[int, Counter[str]] = {}
    for (when, stance), number in counted.statements.items():
        if when is not None:
            by_year.setdefault(when, Counter())[wording.stance(stance).id] += number
    bars = tuple(_bar(when, by_year[when], span, most) for when in sorted(by_year))
    return Spark(bars, "; ".join(bar.title for bar in bars))


def _by_year(counted: Counted) -> Counter[int]:
    totals: Counter[int] = Counter()
    for (when, _), number in counted.statements.items():
        if when is not None:
            totals[when] += number
    return totals


def _span(found: Iterable[int | None]) -> Years | None:
    known = [each for each in found if each is not None]
    return Years(min(known), max(known)) if known else None


def _bar(when: int, counts: Mapping[str, int], span: Years, most: int) -> Bar:
    return Bar(
        x=round((when - span.first + 0.15) * span.width, 2),
        width=round(span.width * 0.7, 2),
        title=f"{when}: {in_words(counts)}",
        parts=stacked(counts, most, height=HEIGHT, least=LEAST),
    )


def stacked(counts: Mapping[str, int], most: int, *, height: int, least: int) -> tuple[Part, ...]:
    """The parts of a bar, concerns at its foot, so that they can be compared along time.

    Args:
        counts: statements by stance.
        most: the statements of a bar that is as high as there is room for.
        height: that room, in pixels.
        least: pixels that a bar is high at least.
    """
    total = sum(counts.values())
    scale = max(height * sqrt(total / most), least) / total
    y, parts = float(height), []
    for stance in _held(counts):
        share = scale * counts[stance.id]
        y -= share
        parts.append(Part(stance.id, round(y, 1), round(share, 1)))
    return tuple(parts)


def in_words(counts: Mapping[str, int]) -> str:
    """Counts of statements by stance: "2 concerns and 1 plan"."""
    return english.listed([f"{counts[stance.id]} {stance.plural}" for stance in _held(counts)])


def _held(counts: Mapping[str, int]) -> list[wording.Stance]:
    return [stance for stance in (*wording.STANCES.values(), wording.NO_STANCE) if counts.get(stance.id)]
