"""What one document says, made of the rows of its view: passages as context, statements and facts as candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Citation
from kg.search.candidate import STATEMENT, Candidate, Fact
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Span

    Row = Mapping[str, str]

_IMPLIED = {"Judgement": "judgement judged grade rating outcome"}
"""Words that a fact of a class answers to and need not hold: a row of a table is a judgement without saying so."""


@dataclass(frozen=True, slots=True)
class Context:
    """A passage: its words, where they stand, the headings above, and the themes of what is said in it."""

    text: str
    span: Span
    page: int | None
    headings: tuple[str, ...]
    themes: tuple[str, ...]

    def citation(self, document: str, span: Span, page: int | None) -> Citation:
        """A citation of a part of the passage, its quote sliced from the passage's own words."""
        quote = self.text[span.start - self.span.start : span.end - self.span.start]
        return Citation(document, span.start, span.end, page, quote, self.headings)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement without its words: its passage, where it begins, how it judges, who says it, and all its themes."""

    path: str
    passage: str
    start: int
    stance: str | None
    speaker: str | None
    themes: frozenset[str]


def spoken(statements: Iterable[Row]) -> tuple[Spoken, ...]:
    """The statements of a document, in its order."""
    found = (
        Spoken(
            path=row["said"],
            passage=row["passage"],
            start=names.span(row["said"]).start,
            stance=_notation(row, "stance"),
            speaker=_notation(row, "speaker"),
            themes=frozenset(_themes(row)),
        )
        for row in statements
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.path)))


def headings(sections: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """The headings above each passage, outermost first, by path."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for row in sections:
        above = found.setdefault(row["passage"], [])
        if "section" in row:
            above.append((names.span(row["section"]), row["heading"]))
    return {path: tuple(words for _, words in sorted(above)) for path, above in found.items()}


def contexts(
    passages: Iterable[Row], statements: Iterable[Row], above: Mapping[str, tuple[str, ...]]
) -> dict[str, Context]:
    """Each passage, by path, with the headings above it."""
    spoken: dict[str, set[str]] = {}
    for row in statements:
        spoken.setdefault(row["passage"], set()).update(_themes(row))
    return {
        row["passage"]: Context(
            text=row["text"],
            span=names.span(row["passage"]),
            page=int(row["page"]) if "page" in row else None,
            headings=above.get(row["passage"], ()),
            themes=tuple(sorted(spoken.get(row["passage"], ()))),
        )
        for row in passages
    }


def candidate(row: Row) -> Candidate:
    """A row of a query as a statement, or as a fact of the class that the row names."""
    fact = _fact(row) if "class" in row else None
    main = _notation(row, "mainTheme")
    return Candidate(
        path=row["said"],
        class_=fact.class_ if fact else STATEMENT,
        passage=row.get("passage"),
        document=document_id(row["document"]),
        span=names.span(row["said"]),
        page=int(row["page"]) if "page" in row else None,
        text=row["text"],
        stance=_notation(row, "stance"),
        speaker=_notation(row, "speaker"),
        themes=tuple(sorted(_themes(row), key=lambda theme: (theme != main, theme))),
        facts=(fact,) if fact else (),
    )


def document_id(path: str) -> str:
    """The id of the document that a path is of, or is part of."""
    return path.removeprefix("document/").partition("#")[0].partition("/")[0]


def _fact(row: Row) -> Fact:
    class_ = row["class"].removeprefix(names.KG)
    return Fact(
        class_=class_,
        person=row.get("person", ""),
        post=f"{row.get('post', '')} {_IMPLIED.get(class_, '')}".strip(),
        organisation=row.get("organisation", ""),
        sort=_notation(row, "sort"),
        date=row.get("date"),
        relation=row["relation"].removeprefix(names.KG) if "relation" in row else None,
        unit=row.get("unit"),
    )


def _themes(row: Row) -> list[str]:
    return [path.rpartition("/")[2] for path in row.get("themes", "").split()]


def _notation(row: Row, name: str) -> str | None:
    return row[name].rpartition("/")[2] if name in row else None
