"""Numbers in series: those that several documents about one authority state of one theme in one unit, in order of time.

Whether two of them count the same thing is for the reader to judge; those that cannot both stand are discrepancies.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.index.words import stems
from kg.web import cards, dates, frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library.chronicle import Chronicle
    from kg.linking.sources import Source
    from kg.model import Statistic
    from kg.web.dates import Dated

_MOST = 4
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a document states it, in its own words."""

    date: Dated
    words: str
    counts: str
    where: str
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    """What documents state of one theme in one unit, oldest first."""

    theme: str
    href: str
    unit: str
    rows: tuple[Number, ...]
    documents: int


def series(chronicle: Chronicle) -> tuple[Series, ...]:
    """The themes of which most documents state numbers in one unit; each number stands under its main theme."""
    grouped: dict[tuple[str, str], list[tuple[Source, Statistic]]] = {}
    for source in chronicle.sources:
        for theme, said in _stated(source):
            grouped.setdefault((theme, _unit(said)), []).append((source, said))
    found = [_series(key, each) for key, each in grouped.items() if len({source.name for source, _ in each}) > 1]
    found.sort(key=lambda one: (-one.documents, len(one.rows), one.theme))
    return tuple(found[:_MOST])


def _stated(source: Source) -> Iterator[tuple[str, Statistic]]:
    """The numbers of a document, each with the main theme of the statement that it stands in."""
    statements = source.annotated.statements
    starts = [one.span.start for one in statements]
    for said in source.annotated.statistics:
        at = bisect_right(starts, said.span.start) - 1
        if said.values and at >= 0 and said.span in statements[at].span and statements[at].themes:
            yield statements[at].themes[0], said


def _unit(said: Statistic) -> str:
    """What a number is in, so that numbers in one unit come together; empty where it is not said."""
    return said.unit if said.unit in ("%", "GBP", None) else (stems(said.unit) or [""])[-1]  # type: ignore[return-value]


def _series(key: tuple[str, str], found: list[tuple[Source, Statistic]]) -> Series:
    theme = frame.library().vocabulary.themes[key[0]]
    rows = [_number(source, said) for source, said in found]
    return Series(
        theme=theme.label,
        href=f"/themes/{theme.id}",
        unit={"%": "per cent", "GBP": "pounds"}.get(key[1], found[0][1].unit or "") or "number",
        rows=tuple(sorted(rows, key=lambda one: one.date.order))[-_MOST_ROWS:],
        documents=len({source.name for source, _ in found}),
    )


def _number(source: Source, said: Statistic) -> Number:
    cited = source.cite(said.span)
    return Number(
        date=dates.of_document(source.annotated.metadata.date),
        words=" ".join(cited.quote.split()),
        counts=", ".join(filter(None, (said.population, said.period))),
        where=cards.where(cited, source.annotated.metadata.title),
        href=cards.cited(cited),
    )
