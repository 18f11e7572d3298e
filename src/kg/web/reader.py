"""The document reader: the text with its passages and statements, and what is known of the document beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

from flask import Blueprint, request

from kg.model import Span
from kg.vocabulary import english
from kg.web import cards, dates, frame, layout, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.library.folder import Source
    from kg.model import Annotated, Held, Inspection, Party, Statement
    from kg.vocabulary import Vocabulary
    from kg.web.layout import Run

routes = Blueprint("reader", __name__)

ALL = "all"
"""The choice that lights every statement whose stance is known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of "About this document"; `note` says how it is known."""

    label: str
    values: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StanceCount:
    """How many statements of a stance the document has, and where they can be seen."""

    stance: wording.Stance
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class ReaderPage(Page):
    """One document: `lit` are the statements shown for the chosen theme and stance.

    `former` says which version this is where it is not the one held; `history` leads to all of them.
    """

    template: ClassVar[str] = "reader.html"
    title: str
    former: str
    current: str
    history: Link | None
    kicker: str
    caveats: tuple[str, ...]
    unevaluated: bool
    warnings: tuple[str, ...]
    themes: tuple[Option, ...]
    stance: str
    chosen: str
    lit: tuple[Link, ...]
    runs: tuple[Run, ...]
    facts: tuple[Fact, ...]
    stances: tuple[StanceCount, ...]


@routes.get("/documents/<path:name>")
def reader(name: str) -> str:
    """Shows a document by name or id; `theme` and `stance` light statements, `at` marks a stretch of its text.

    `version` shows a former version, counted from 1.
    """
    library = frame.library()
    held = library.held(name)
    version = request.args.get("version", type=int)
    annotated = library.annotated(name, version=version)
    theme, stance = request.args.get("theme", ""), request.args.get("stance", "")
    if stance and not theme:
        theme = ALL
    lit = _lit(annotated, theme, stance, library.vocabulary)
    return frame.render(_page(held, annotated, (theme, stance), lit))


def _page(held: Held, annotated: Annotated, chosen: tuple[str, str], lit: Sequence[Statement]) -> ReaderPage:
    library = frame.library()
    vocabulary = library.vocabulary
    said, text = annotated.metadata, annotated.document.text
    theme, stance = chosen
    when = dates.of_document(said.date)
    return ReaderPage(
        frame=frame.frame(said.title, "documents"),
        title=said.title,
        former=_former(annotated, library.source(held.id)),
        current=cards.reader(held.name),
        history=_history(library.source(held.id)),
        kicker=f"{wording.kind(vocabulary, said.kind)}, {wording.inside(when.text)}",
        caveats=cards.distinct(text[each.span.start : each.span.end] for each in said.caveats),
        unevaluated=not said.evaluated,
        warnings=annotated.document.warnings,
        themes=_themes(annotated, theme, vocabulary),
        stance=stance,
        chosen=_chosen(theme, stance, vocabulary),
        lit=tuple(_entry(statement, text) for statement in lit),
        runs=layout.runs(annotated, lit, _at(len(text)), vocabulary),
        facts=_facts(held, annotated, vocabulary),
        stances=_stances(annotated, theme, stance, vocabulary),
    )


def _former(annotated: Annotated, source: Source) -> str:
    """Which version is shown, in words; empty for the one that is held."""
    if annotated.document.id == source.held:
        return ""
    number = source.versions.index(annotated.document.id) + 1
    return f"This is version {number} of {len(source.versions)}. It is kept to be read, and answers no questions."


def _history(source: Source) -> Link | None:
    """The way to the versions of a file; None where it has had one only."""
    number = len(source.versions)
    return Link(wording.count(number, "version"), f"/library/files/{quote(source.name)}") if number > 1 else None


def _at(length: int) -> Span | None:
    """The stretch that the address asks to mark; None where it asks for none, or for one outside of the text."""
    match = re.fullmatch(r"(\d{1,9}),(\d{1,9})", request.args.get("at", ""))
    if not match:
        return None
    start, end = int(match[1]), int(match[2])
    return Span(start, end) if start < end <= length else None


def _lit(annotated: Annotated, theme: str, stance: str, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    if not theme:
        return ()
    wanted = {theme, *(vocabulary.narrower(theme) if theme in vocabulary.themes else ())}
    return tuple(
        statement
        for statement in annotated.statements
        if (statement.stance is not None if theme == ALL else wanted & set(statement.themes))
        and (not stance or wording.stance(statement.stance).id == stance)
    )


def _chosen(theme: str, stance: str, vocabulary: Vocabulary) -> str:
    """What is lit, in words; empty where nothing was asked for."""
    parts = []
    if theme in vocabulary.themes:
        parts.append(vocabulary.themes[theme].label)
    elif theme:
        parts.append("All themes")
    if stance:
        parts.append(wording.stance(stance).label.lower())
    return ", ".join(parts)


def _themes(annotated: Annotated, theme: str, vocabulary: Vocabulary) -> tuple[Option, ...]:
    counts: Counter[str] = Counter()
    for statement in annotated.statements:
        counts.update({above for own in statement.themes for above in (own, *vocabulary.broader(own))})
    known = sum(statement.stance is not None for statement in annotated.statements)
    ordered = sorted(counts, key=lambda each: vocabulary.themes[each].label.lower())
    return (
        Option("", "Nothing: the plain text", selected=not theme),
        Option(ALL, f"Every statement with a stance ({known})", selected=theme == ALL),
        *(
            Option(each, f"{vocabulary.themes[each].label} ({counts[each]})", selected=each == theme)
            for each in ordered
        ),
    )


def _entry(statement: Statement, text: str) -> Link:
    words = " ".join(text[statement.span.start : statement.span.end].split())
    short = words if len(words) <= 70 else words[:70].rsplit(" ", 1)[0] + " …"
    return Link(short, "#" + layout.fragment(statement.span), wording.stance(statement.stance).id)


def _stances(annotated: Annotated, theme: str, chosen: str, vocabulary: Vocabulary) -> tuple[StanceCount, ...]:
    counts = Counter(wording.stance(each.stance) for each in _lit(annotated, theme or ALL, "", vocabulary))
    return tuple(
        StanceCount(
            stance=each,
            count=counts[each],
            href="?" + urlencode({"theme": theme or ALL, **({"stance": each.id} if each.id != chosen else {})}),
            current=each.id == chosen,
        )
        for each in (*wording.STANCES.values(), wording.NO_STANCE)
        if counts[each]
    )


def _facts(held: Held, annotated: Annotated, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    said = annotated.metadata
    when = dates.of_document(said.date)
    authority = vocabulary.authorities[said.authority].label if said.authority else None
    extent = wording.count(held.pages, "page") + ", " if held.pages else ""
    facts = [
        Fact("Date", (when.text,), when.note or ("Stated in the document" if when.first else None)),
        *(_event(each.type, each.start, each.end, vocabulary) for each in said.events),
        Fact("About", (authority,) if authority else ()),
        Fact("Written by", (said.author,) if said.author else ()),
        Fact("Addressed to", tuple(map(_party, said.addressees))),
        Fact("Signed by", tuple(map(_party, said.signatories))),
        *(_inspection(each) for each in annotated.inspections if each.judgements or each.inspectors),
        Fact("Extent", (f"{extent}{wording.count(held.passages, 'passage')}",)),
        Fact("File", (held.name,), f"{wording.file_format(held.media_type)}, SHA-256 begins {held.id}"),
    ]
    return tuple(fact for fact in facts if fact.values)


def _event(kind: str, start: str | None, end: str | None, vocabulary: Vocabulary) -> Fact:
    label = vocabulary.events[kind].label if kind in vocabulary.events else "Event"
    return Fact(label[:1].upper() + label[1:], (dates.spoken_range(start, end),) if start else ())


def _party(party: Party) -> str:
    return ", ".join(filter(None, (party.name, party.post, party.organisation)))


def _inspection(inspection: Inspection) -> Fact:
    grades = tuple(f"{each.aspect}: {each.grade}" for each in inspection.judgements)
    return Fact(inspection.name, grades or (english.listed(inspection.inspectors),))
