"""The document reader: the text with its passages and statements, and what is known of the document beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

from flask import Blueprint, request

from kg.vocabulary import english
from kg.web import cards, dates, facts, foot, frame, layout, margin, originals, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.library.folder import Source
    from kg.model import Annotated, Held, Span, Statement
    from kg.vocabulary import Vocabulary
    from kg.web.facts import Fact
    from kg.web.foot import Foot
    from kg.web.layout import Run

routes = Blueprint("reader", __name__)

ALL = "all"
"""The choice that lights every statement whose stance is known."""


@dataclass(frozen=True, slots=True)
class StanceCount:
    """How many statements of a stance the document has, and where they can be seen."""

    stance: wording.Stance
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Original:
    """A page of the file as it came, beside its text; `before` and `after` lead to those next to it."""

    page: int
    pages: int
    picture: str
    words: str
    before: str
    after: str
    without: str


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
    compare: Link | None
    original: Original | None
    show_original: str
    show_page: str
    file: str
    notes: tuple[Option, ...]
    kept: tuple[tuple[str, str], ...]
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
    foot: Foot


@routes.get("/documents/<path:name>")
def reader(name: str) -> str:
    """Shows a document by name or id; `theme` and `stance` light statements, `at` marks a stretch of its text.

    `version` shows a former version, counted from 1; `show` notes things of some kinds; `original` is the page of the
    file that is shown beside the text.
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
    at = originals.stretch(request.args.get("at", ""), len(text))
    shown = request.args.getlist("show")
    asked = layout.Asked(lit, margin.notes(annotated, shown, vocabulary), at)
    source = library.source(held.id)
    when = dates.of_document(said.date)
    return ReaderPage(
        frame=frame.frame(said.title, "documents"),
        title=said.title,
        former=_former(annotated, source),
        current=cards.reader(held.name),
        history=_history(source),
        compare=_compare(annotated, source),
        original=_original(annotated, at),
        show_original=_show_original(annotated, at),
        show_page=_show_page(annotated),
        file=f"/originals/{annotated.document.id}",
        notes=_notes(annotated, shown),
        kept=tuple((name, value) for name, value in request.args.items() if name in {"version", "original", "at"}),
        kicker=f"{wording.kind(vocabulary, said.kind)}, {english.inside(when.text)}",
        caveats=cards.distinct(text[each.span.start : each.span.end] for each in said.caveats),
        unevaluated=not said.evaluated,
        warnings=annotated.document.warnings,
        themes=_themes(annotated, theme, vocabulary),
        stance=stance,
        chosen=_chosen(theme, stance, vocabulary),
        lit=tuple(_entry(statement, text) for statement in lit),
        runs=layout.runs(annotated, asked, vocabulary),
        facts=facts.facts(held, annotated, vocabulary),
        stances=_stances(annotated, theme, stance, vocabulary),
        foot=foot.foot(f"document/{held.id}"),
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


def _compare(annotated: Annotated, source: Source) -> Link | None:
    """The way to what changed since the version before; None for the first."""
    number = source.versions.index(annotated.document.id) + 1
    query = urlencode({"name": source.name, "old": number - 1, "new": number})
    return Link(f"version {number - 1}", f"/library/compare?{query}") if number > 1 else None


def _original(annotated: Annotated, at: Span | None) -> Original | None:
    """The page of the file that the address asks for; None where it asks for none, or there are none to be drawn."""
    document = annotated.document
    number, pages = request.args.get("original", type=int), len(document.pages)
    if number is None or document.media_type != originals.PDF or not pages:
        return None
    number = min(max(number, 1), pages)
    marked = at is not None and bool(originals.marked(document, number, at))
    query = f"?at={at.start},{at.end}" if at is not None and marked else ""
    return Original(
        page=number,
        pages=pages,
        picture=f"/originals/{document.id}/{number}.png{query}",
        words=f"Page {number} as it was printed{', with the passage marked' if marked else ''}",
        before=_address(original=number - 1) + "#original" if number > 1 else "",
        after=_address(original=number + 1) + "#original" if number < pages else "",
        without=_address(original=""),
    )


def _show_original(annotated: Annotated, at: Span | None) -> str:
    """The address at which the file is shown beside the text; empty where it cannot be."""
    document = annotated.document
    if document.media_type != originals.PDF:
        return ""
    return _address(original=originals.page_of(document, at)) + "#original"


def _show_page(annotated: Annotated) -> str:
    """What a page's number makes the address at which it is shown; empty where it cannot be."""
    if annotated.document.media_type != originals.PDF:
        return ""
    others = _address(original="")
    return f"{others}{'&' if len(others) > 1 else ''}original="


def _notes(annotated: Annotated, shown: Sequence[str]) -> tuple[Option, ...]:
    counts = margin.counts(annotated)
    return tuple(
        Option(kind, f"{label} ({counts[kind]})", selected=kind in shown)
        for kind, label in margin.KINDS.items()
        if counts[kind]
    )


def _address(**changed: object) -> str:
    """This address with some of its query otherwise; what is empty is left out."""
    given = [(name, value) for name, value in request.args.items(multi=True) if name not in changed and value]
    return "?" + urlencode([*given, *((name, value) for name, value in changed.items() if value)])


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
            href=_address(theme=theme or ALL, stance=each.id if each.id != chosen else ""),
            current=each.id == chosen,
        )
        for each in (*wording.STANCES.values(), wording.NO_STANCE)
        if counts[each]
    )
