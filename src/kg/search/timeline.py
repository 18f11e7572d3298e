"""Every statement that filters leave, in order of time, and how many statements each document has on each theme.

`evidence` ranks what bears on a question; here nothing is ranked and nothing is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Iri
from kg.search import evidence, scope
from kg.search.queries import template
from kg.store import fill
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Evidence, Filters, Held, Question
    from kg.search.scope import Holdings

_AT = re.compile(r"document/([0-9a-f]+)/statement/(\d+)-(\d+)")


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
    within = {held.id: held for held in scope.documents(holdings, asked)}
    found = [
        Said(path, within[match[1]], int(match[2]), _notation(row.get("stance")), _notation(row.get("speaker")))
        for row in holdings.store.select(_query(holdings, asked, within)).rows
        for path in [holdings.names.path(str(row["said"]))]
        if (match := _AT.fullmatch(path)) and match[1] in within
    ]
    kept = (one for one in found if _fits(one, asked))
    return tuple(sorted(kept, key=lambda one: (_time(one.document), one.document.name, one.start)))


def quoted(holdings: Holdings, statements: Sequence[Said]) -> tuple[Evidence, ...]:
    """The words of some statements, with all that must travel with them, in the order given."""
    return evidence.evidence(holdings, [holdings.view(each.document.id).statement(each.path) for each in statements])


def tally(holdings: Holdings) -> tuple[Tally, ...]:
    """How many statements there are by theme (those below it counted in), document and stance."""
    return tuple(
        Tally(
            theme=str(row["theme"]).rpartition("/")[2],
            document=str(row["document"]).rpartition("/")[2],
            stance=_notation(row.get("stance")),
            count=int(str(row["count"])),
        )
        for row in holdings.store.select(template("tally")).rows
    )


def _query(holdings: Holdings, asked: Question, within: dict[str, Held]) -> str:
    iri = holdings.names.iri
    if not asked.themes:
        return fill(template("said"), document=[Iri(iri(names.document(each))) for each in within])
    themes = {each for theme in asked.themes for each in (theme, *holdings.vocabulary.narrower(theme))}
    return fill(template("said_about"), theme=[Iri(iri(names.concept("theme", each))) for each in sorted(themes)])


def _fits(one: Said, asked: Question) -> bool:
    return asked.speaker in (None, one.speaker) and asked.stance in (None, one.stance)


def _time(held: Held) -> str:
    when = held.metadata.date
    return when.value or (when.window[0] if when.window else "9999")


def _notation(term: object) -> str | None:
    return None if term is None else str(term).rpartition("/")[2]
