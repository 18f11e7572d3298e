"""Names of things as addresses: `/id/…` leads to the page or the data of the thing, whatever base the data has.

A thing is no document, so its name answers 303 with where to read of it: a page, or data in the form that is accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode, urlsplit

from flask import Blueprint, redirect

from kg.errors import NotHeldError
from kg.library import described
from kg.model import Span
from kg.vocabulary.names import VOCABULARY
from kg.web import cards, frame, layout, rdf, wording
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from werkzeug import Response

    from kg.library import Library
    from kg.vocabulary import Authority, Concept, Vocabulary


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
    data: tuple[Link, ...]
    iri: str


def blueprint(base: str) -> Blueprint:
    """The routes of names below a base: at `/id/`, and at the base's own path, should this be where it leads."""
    routes = Blueprint("resolve", __name__)
    own = urlsplit(base).path
    for prefix in dict.fromkeys(("/id/", own if base.endswith("/") and own != "/" else "/id/")):
        routes.add_url_rule(
            f"{prefix}<path:path>", endpoint="resolve" + prefix.strip("/").replace(".", "-"), view_func=resolve
        )
    routes.add_url_rule("/page/<path:path>", view_func=page)
    routes.add_url_rule("/data/<path:path>.<ending>", view_func=data)
    return routes


def resolve(path: str) -> Response:
    """Leads from a thing to what tells of it: a page for people, data for programs, by what the request accepts."""
    described.thing(frame.library(), path)  # raises where nothing is said of it
    ending = rdf.preferred()
    if ending is None:
        return rdf.seen(redirect(_page_of(path), 303))
    return rdf.seen(redirect(f"/data/{quote(path, safe='/,=')}.{ending}", 303))


def data(path: str, ending: str) -> Response:
    """What is said of a thing, in one form of RDF."""
    return rdf.answer(described.thing(frame.library(), path), ending)


def page(path: str) -> str:
    """The page of a concept, an authority or a scheme."""
    return frame.render(_thing(path))


def _page_of(path: str) -> str:
    """The address of the page that tells of a thing: of what stands in a document, the document at those words."""
    match = re.match(r"document/([0-9a-f]{16})(?:/[a-z-]+/(\d+)-(\d+))?", path)
    if match is None:
        return "/ontology" if path == VOCABULARY else f"/page/{quote(path)}"
    held = frame.library().held(match[1])
    if match[2] is None:
        return cards.reader(held.name)
    span = Span(int(match[2]), int(match[3]))
    return f"{cards.reader(held.name)}?at={span.start},{span.end}#{layout.fragment(span)}"


def _thing(path: str) -> ThingPage:
    library = frame.library()
    scheme, _, notation = path.partition("/")
    if scheme == "authority":
        authority = library.vocabulary.authority(notation)
        if authority is not None:
            return _authority(authority, library.vocabulary, library.names.iri(path))
    if path in library.vocabulary.schemes or path == "authority":
        return _scheme(path, library)
    concept = library.vocabulary.schemes.get(scheme, {}).get(notation)
    if concept is None:
        raise NotHeldError(f"nothing is called {path} here")
    return _concept(scheme, concept, library.vocabulary, library.names.iri(path))


def _scheme(name: str, library: Library) -> ThingPage:
    """A register with all that stands in it and below nothing else."""
    vocabulary = library.vocabulary
    members = (
        [(gss, one.label, None) for gss, one in vocabulary.authorities.items()]
        if name == "authority"
        else [(one.id, one.label, one.broader) for one in vocabulary.schemes[name].values()]
    )
    title = name.replace("-", " ").capitalize()
    return ThingPage(
        frame=frame.frame(title),
        kicker="Register",
        title=title,
        definition="",
        names=(),
        broader=(),
        narrower=tuple(Link(label, f"/id/{name}/{key}") for key, label, broader in members if broader is None),
        related=(),
        asks=(),
        data=_forms(name),
        iri=library.names.iri(name),
    )


def _forms(path: str) -> tuple[Link, ...]:
    return tuple(Link(label, f"/data/{quote(path)}.{ending}") for ending, label in rdf.LABELS.items())


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
        data=_forms(f"{scheme}/{concept.id}"),
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
        data=_forms(f"authority/{authority.gss}"),
        iri=iri,
    )
