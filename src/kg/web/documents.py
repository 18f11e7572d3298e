"""The list of documents: those held, found by words, kind, authority and year, and those named in them but not held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, request

from kg.vocabulary import english
from kg.web import cards, dates, frame, paging, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from kg.model import Held
    from kg.vocabulary import Vocabulary
    from kg.web.dates import Dated

routes = Blueprint("documents", __name__)

PER_PAGE = 50
_FILTERS = ("words", "kind", "authority", "year")


@dataclass(frozen=True, slots=True)
class Row:
    """A document held, as a row of the list."""

    title: str
    href: str
    name: str
    kind: str
    authority: str | None
    author: str | None
    date: Dated
    extent: str
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that the ones held refer to but that is not held."""

    title: str
    kind: str | None
    date: str | None
    mentions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the list as choices with their counts."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class DocumentsPage(Page):
    """The documents held; `pages` is a GOV.UK pagination, empty where one page holds all.

    `absent` counts the documents not held; `missing` names them on the whole list's first page only.
    """

    template: ClassVar[str] = "documents.html"
    words: str
    facets: tuple[Facet, ...]
    total: int
    found: int
    rows: tuple[Row, ...]
    pages: Mapping[str, object]
    absent: int
    missing: tuple[Missing, ...]


@routes.get("/documents")
def documents() -> str:
    """Lists the documents held that pass the filters, newest first."""
    library = frame.library()
    held = library.documents()
    given = {name: request.args.get(name, "").strip() for name in _FILTERS}
    found = sorted(
        (one for one in held if _passes(one, given)),
        key=lambda one: (dates.of_document(one.metadata.date).first or dates.days("0001")[0], one.name),
        reverse=True,
    )
    paged = paging.paged(found, PER_PAGE, request.args.get("page", 1, type=int), "/documents", given)
    page = DocumentsPage(
        frame=frame.frame("Documents", "documents"),
        words=given["words"],
        facets=_facets(held, given, library.vocabulary),
        total=len(held),
        found=len(found),
        rows=tuple(row(one, library.vocabulary) for one in paged.shown),
        pages=paged.links,
        absent=len(library.not_held()),
        missing=() if paged.number > 1 or any(given.values()) else missing(),
    )
    return frame.render(page)


def _year(held: Held) -> str:
    years = held.metadata.date.years
    return str(years.start) if years else "unknown"


_KEYS: Mapping[str, Callable[[Held], str]] = {
    "kind": lambda held: held.metadata.kind or "other",
    "authority": lambda held: held.metadata.authority or "none",
    "year": _year,
}


def _passes(held: Held, given: Mapping[str, str]) -> bool:
    text = f"{held.metadata.title} {held.name}".casefold()
    return all(word in text for word in given["words"].casefold().split()) and all(
        not given[name] or key(held) == given[name] for name, key in _KEYS.items()
    )


def _facets(held: Iterable[Held], given: Mapping[str, str], vocabulary: Vocabulary) -> tuple[Facet, ...]:
    held = tuple(held)
    words: Mapping[str, Callable[[str], str]] = {
        "kind": lambda key: wording.kind(vocabulary, key),
        "authority": lambda key: vocabulary.authorities[key].label if key in vocabulary.authorities else "Not known",
        "year": lambda key: key if key.isdigit() else dates.UNKNOWN,
    }
    labels = {"kind": "Kind", "authority": "Authority", "year": "Year"}
    facets = []
    for name, key in _KEYS.items():
        counts = Counter(map(key, held))
        options = [
            Option(value, f"{words[name](value)} ({number})", selected=value == given[name])
            for value, number in counts.items()
        ]
        options.sort(key=lambda option: option.text, reverse=name == "year")
        facets.append(Facet(name, labels[name], (Option("", "All", selected=not given[name]), *options)))
    return tuple(facets)


def row(held: Held, vocabulary: Vocabulary) -> Row:
    """A document held, as a row of a list."""
    said = held.metadata
    extent = [wording.count(held.pages, "page")] if held.pages else []
    return Row(
        title=said.title,
        href=cards.reader(held.name),
        name=held.name,
        kind=wording.kind(vocabulary, said.kind),
        authority=vocabulary.authorities[said.authority].label if said.authority else None,
        author=said.author,
        date=dates.of_document(said.date),
        extent=", ".join([*extent, wording.count(held.passages, "passage")]),
        caveats=cards.distinct(held.caveats),
    )


def missing(mentioning: Container[str] | None = None) -> tuple[Missing, ...]:
    """What the documents held refer to and is not held; with `mentioning`, what documents of these names refer to."""
    library = frame.library()
    titles = {one.name: one.metadata.title for one in library.documents()}
    return tuple(
        Missing(
            title=one.title,
            kind=wording.kind(library.vocabulary, one.kind) if one.kind else None,
            date=english.day(one.date) if one.date else None,
            mentions=tuple(Link(titles[cited.document], cards.cited(cited), cited.quote) for cited in mentions),
        )
        for one in library.not_held()
        if (mentions := [each for each in one.mentioned_in if mentioning is None or each.document in mentioning])
    )
