"""One inspection: its days, inspectors and judgements in the framework's own words; what was said and asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, redirect

from kg.errors import NotHeldError
from kg.model import Filters
from kg.web import authorities, cards, dates, foot, frame, judged, linked, spark
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug import Response

    from kg.library.chronicle import Inspected, Telling
    from kg.model import Held
    from kg.web.dates import Dated
    from kg.web.foot import Foot
    from kg.web.judged import Graded
    from kg.web.linked import Chain

routes = Blueprint("inspection", __name__)


@dataclass(frozen=True, slots=True)
class Told:
    """A document that tells of the inspection, with its words."""

    title: str
    href: str
    date: Dated
    own: bool
    name: str
    quote: str
    where: str
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InspectionPage(Page):
    """An inspection; `report` is the address of its own report, None where that is not held.

    Attributes:
        earlier: the inspection before it that gives grades, with why they are not one series.
        reason: why what several documents tell is one inspection.
    """

    template: ClassVar[str] = "inspection.html"
    title: str
    authority: Link | None
    when: str
    framework: str
    definition: str
    inspectors: tuple[Link, ...]
    report: Link | None
    judgements: tuple[Graded, ...]
    breaks: str
    told: tuple[Told, ...]
    reason: str
    chains: tuple[Chain, ...]
    themes: spark.Listed
    foot: Foot


@routes.get("/inspections/<document>/<place>/<key>")
def inspection(document: str, place: str, key: str) -> str | Response:
    """Shows an inspection by the path of its name in the graph of a document; told of by several, it has one address.

    Raises:
        NotHeldError: no document held tells of such an inspection.
    """
    path = f"document/{document}/inspection/{place}/{key}"
    chronicle = frame.library().chronicle(document)
    found = chronicle.inspection(path)
    if found is None:
        raise NotHeldError(f"no document held tells of an inspection called {path}")
    if found.path != path:
        return redirect(judged.address(found.path), 301)
    return frame.render(_page(found, chronicle.inspections))


def _page(found: Inspected, every: Sequence[Inspected]) -> InspectionPage:
    library = frame.library()
    vocabulary, best = library.vocabulary, found.best
    framework = vocabulary.frameworks.get(best.inspection.framework or "")
    gss = best.held.metadata.authority
    entry = next(one for one in judged.entries(every, vocabulary) if one.href == judged.address(found.path))
    title = judged.title(found, vocabulary)
    return InspectionPage(
        frame=frame.frame(title, "authorities"),
        title=title,
        authority=authorities.link(vocabulary.authorities[gss]) if gss else None,
        when=entry.when,
        framework=framework.label if framework else "",
        definition=framework.definition if framework else "",
        inspectors=_inspectors(found),
        report=Link(best.held.metadata.title, cards.reader(best.held.name)) if best.own else None,
        judgements=entry.judgements,
        breaks=entry.breaks,
        told=tuple(map(_told, found.tellings)),
        reason=found.reason,
        chains=_chains(best) if best.own else (),
        themes=_themes(best.held) if best.own else spark.listed(()),
        foot=foot.foot(found.path),
    )


def _inspectors(found: Inspected) -> tuple[Link, ...]:
    """Those who inspected, the first named first; those whom a document names as people lead to their pages."""
    named: dict[str, str] = {}
    for telling in found.tellings:
        for name, path in telling.inspectors:
            named[name] = named.get(name) or (judged.address(path) if path else "")
    return tuple(Link(name, href) for name, href in named.items())


def _told(telling: Telling) -> Told:
    said = telling.held.metadata
    return Told(
        title=said.title,
        href=cards.cited(telling.words),
        date=dates.of_document(said.date),
        own=telling.own,
        name=telling.inspection.name,
        quote=" ".join(telling.words.quote.split()),
        where=cards.where(telling.words, said.title),
        caveats=cards.distinct(telling.held.caveats),
    )


def _chains(best: Telling) -> tuple[Chain, ...]:
    """What the report asks for, and what became of it."""
    library = frame.library()
    held = {one.name: one for one in library.documents()}
    found = library.followup(Filters(document=(best.held.name,), limit=1000))
    return tuple(linked.chain(one, held) for one in found)


def _themes(held: Held) -> spark.Listed:
    """What its report says of each theme; each leads to the statements in the report."""
    library = frame.library()
    counted: dict[str, spark.Counted] = {}
    for one in library.tally():
        if one.document == held.id:
            counted.setdefault(one.theme, spark.Counted()).add(held, one.stance, one.count)
    return spark.listed(
        (Link(one.label, f"{cards.reader(held.name)}?{urlencode({'theme': one.id})}"), depth, counted[one.id])
        for one in library.vocabulary.themes.values()
        if one.id in counted and (depth := len(library.vocabulary.broader(one.id))) < 1
    )
