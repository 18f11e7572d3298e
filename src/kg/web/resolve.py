"""Names of things as addresses: `/id/…` leads to the page that shows the thing, whatever base the data has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, redirect

from kg.errors import NotHeldError
from kg.model import Span
from kg.web import cards, frame, layout, wording
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from werkzeug import Response

    from kg.vocabulary import Authority, Concept, Vocabulary

routes = Blueprint("resolve", __name__)


@dataclass(frozen=True, slots=True)
class ThingPage(Page):
    """A concept or an authority of the registers: its names, its neighbours, and the way to what was said of it."""

    template: ClassVar[str] = "thing.html"
    kicker: str
    title: str
    definition: str
    names: tuple[str, ...]
    broader: tuple[Link, ...]
    narrower: tuple[Link, ...]
    related: tuple[Link, ...]
    asks: tuple[Link, ...]
    iri: str


@routes.get("/id/<path:path>")
def resolve(path: str) -> Response | str:
    """Leads to the document or shows the concept that a name stands for."""
    match = re.fullmatch(r"document/([0-9a-f]{16})(?:/[a-z-]+/(\d+)-(\d+)(?:/.*)?)?", path)
    if match:
        held = frame.library().held(match[1])
        if match[2] is None:
            return redirect(cards.reader(held.name), 303)
        span = Span(int(match[2]), int(match[3]))
        return redirect(f"{cards.reader(held.name)}?at={span.start},{span.end}#{layout.fragment(span)}", 303)
    return frame.render(_thing(path))


def _thing(path: str) -> ThingPage:
    library = frame.library()
    scheme, _, notation = path.partition("/")
    if scheme == "authority":
        authority = library.vocabulary.authority(notation)
        if authority is not None:
            return _authority(authority, library.vocabulary, library.names.iri(path))
    concept = library.vocabulary.schemes.get(scheme, {}).get(notation)
    if concept is None:
        raise NotHeldError(f"nothing is called {path} here")
    return _concept(scheme, concept, library.vocabulary, library.names.iri(path))


def _concept(scheme: str, concept: Concept, vocabulary: Vocabulary, iri: str) -> ThingPage:
    members = vocabulary.schemes[scheme]

    def link(notation: str) -> Link:
        return Link(members[notation].label, f"/id/{scheme}/{notation}")

    question = f"What was said about {wording.inside(concept.label)} over time?"
    return ThingPage(
        frame=frame.frame(concept.label),
        kicker=scheme.capitalize(),
        title=concept.label,
        definition=concept.definition,
        names=(*concept.alternatives, *concept.acronyms),
        broader=(link(concept.broader),) if concept.broader else (),
        narrower=tuple(link(each.id) for each in members.values() if each.broader == concept.id),
        related=tuple(link(each) for each in concept.related if each in members),
        asks=(Link(question, "/?" + urlencode({"q": question, "theme": concept.id})),) if scheme == "theme" else (),
        iri=iri,
    )


def _authority(authority: Authority, vocabulary: Vocabulary, iri: str) -> ThingPage:
    question = f"What was said about {authority.label} over time?"
    return ThingPage(
        frame=frame.frame(authority.label),
        kicker="Authority",
        title=authority.label,
        definition=f"{authority.region}. Code {authority.gss}.",
        names=authority.names[1:],
        broader=(),
        narrower=(),
        related=tuple(
            Link(vocabulary.authorities[gss].label, f"/id/authority/{gss}", "statistical neighbour")
            for gss in authority.neighbours
            if gss in vocabulary.authorities
        ),
        asks=(
            Link(question, "/?" + urlencode({"q": question, "authority": authority.gss})),
            Link("Documents held", "/documents?" + urlencode({"authority": authority.gss})),
        ),
        iri=iri,
    )
