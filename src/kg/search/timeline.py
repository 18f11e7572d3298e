"""Every statement that filters leave, in order of time, and how many statements each document has on each theme.

`evidence` ranks what bears on a question; here nothing is ranked and nothing is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.search import evidence, scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Evidence, Filters, Held, Question
    from kg.search.said import Spoken
    from kg.search.scope import Holdings


@dataclass(frozen=True, slots=True)
class Said:
    """One statement without its words: enough to count it and to place it in time.

    Attributes:
        path: the statement's IRI below the base; `quoted` gives its words.
        document: the document that says it.
        start: where it begins in the document's text.
    """

    path: str
    document: Held
    start: int
    stance: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements of one stance a document has on a theme or on those below it."""

    theme: str
    document: str
    stance: str | None
    count: int


def said(holdings: Holdings, filters: Filters) -> tuple[Said, ...]:
    """The statements that the filters leave, by the date of their document (those without one last), then in its order.

    `filters.limit` does not count here.

    Raises:
        InputError: a filter names what does not exist.
    """
    asked = scope.read(holdings, "", filters)
    themes = {each for theme in asked.themes for each in (theme, *holdings.vocabulary.narrower(theme))}
    found = (
        Said(one.path, held, one.start, one.stance, one.speaker)
        for held in sorted(scope.documents(holdings, asked), key=lambda each: (_time(each), each.name))
        for one in holdings.view(held.id).spoken
        if (not themes or themes & one.themes) and _fits(one, asked)
    )
    return tuple(found)


def quoted(holdings: Holdings, statements: Sequence[Said]) -> tuple[Evidence, ...]:
    """The words of some statements, with all that must travel with them, in the order given."""
    return evidence.evidence(holdings, [holdings.view(each.document.id).statement(each.path) for each in statements])


def tally(holdings: Holdings) -> tuple[Tally, ...]:
    """How many statements there are by theme (those below it counted in), document and stance."""
    above = {theme: frozenset((theme, *holdings.vocabulary.broader(theme))) for theme in holdings.vocabulary.themes}
    return tuple(each for held in holdings.documents for each in _tallied(held, holdings.view(held.id).spoken, above))


def _tallied(held: Held, spoken: Sequence[Spoken], above: Mapping[str, frozenset[str]]) -> Iterator[Tally]:
    counts = Counter(
        (theme, one.stance) for one in spoken for theme in frozenset().union(*(above[each] for each in one.themes))
    )
    for (theme, stance), count in counts.items():
        yield Tally(theme, held.id, stance, count)


def _fits(one: Spoken, asked: Question) -> bool:
    return asked.speaker in (None, one.speaker) and asked.stance in (None, one.stance)


def _time(held: Held) -> str:
    when = held.metadata.date
    return when.value or (when.window[0] if when.window else "9999")
