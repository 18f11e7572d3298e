"""Names of things as addresses: `/id/…` leads to the page or the data of the thing, whatever base the data has.

A thing is no document, so its name answers 303 with where to read of it: a page, or data in the form that is accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlsplit

from flask import Blueprint, redirect

from kg.errors import NotHeldError
from kg.library import described
from kg.vocabulary.names import VOCABULARY
from kg.web import cards, foot, frame, judged, rdf
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from werkzeug import Response

    from kg.library import Library
    from kg.vocabulary import Concept, Vocabulary
    from kg.web.foot import Foot

_IN_DOCUMENT = re.compile(r"document/([0-9a-f]{16})(?:/([a-z-]+)/(\d+)-(\d+))?")


@dataclass(frozen=True, slots=True)
class ThingPage(Page):
    """A concept or a scheme of the registers: its names and its neighbours."""

    template: ClassVar[str] = "thing.html"
    kicker: str
    title: str
    definition: str
    names: tuple[str, ...]
    broader: tuple[Link, ...]
    narrower: tuple[Link, ...]
    related: tuple[Link, ...]
    foot: Foot


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
        linked = re.match(r"linked/(\w+)(?:/([a-z-]+))?", path)
        return rdf.seen(redirect(_page_of_link(path, *linked.groups("")) if linked else _page_of(path), 303))
    return rdf.seen(redirect(f"/data/{quote(path, safe='/,=')}.{ending}", 303))


def data(path: str, ending: str) -> Response:
    """What is said of a thing, in one form of RDF."""
    return rdf.answer(described.thing(frame.library(), path), ending)


def page(path: str) -> str:
    """The page of a concept or a scheme that has no page of its own elsewhere."""
    return frame.render(_thing(path))


def _page_of(path: str) -> str:
    """The address of the page that tells of a thing: of what stands in a document, the document at those words."""
    kind, _, name = path.partition("/")
    if kind == "authority" and name:
        found = frame.library().vocabulary.authority(name)
        return f"/authorities/{found.gss if found else quote(name)}"
    if kind == "theme" and name:
        return f"/themes/{quote(name)}"
    match = _IN_DOCUMENT.match(path)
    if match is None:
        return "/ontology" if path == VOCABULARY else f"/page/{quote(path)}"
    held = frame.library().held(match[1])
    if match[2] is None:
        return cards.reader(held.name)
    if match[2] in ("inspection", "person"):
        return judged.address(path)
    return cards.reader(held.name, int(match[3]), int(match[4]))


def _page_of_link(path: str, gss: str, kind: str) -> str:
    """The address of the page that tells of something that follows from several documents about an authority."""
    library = frame.library()
    merged = re.search(rb"ns#mergedFrom> <([^>]+)>", described.thing(library, path))
    if merged and kind:
        return judged.address(library.names.path(merged[1].decode()))
    return _LINKED.get(kind, "/authorities/%s") % quote(gss)


_LINKED = {
    "follow-up": "/follow-up?authority=%s",
    "telling": "/follow-up?authority=%s",
    "discrepancy": "/discrepancies?authority=%s",
}
"""The pages that tell of what is in linked graphs; of the rest, that of the authority leads on."""


def _thing(path: str) -> ThingPage:
    library = frame.library()
    scheme, _, notation = path.partition("/")
    if path in library.vocabulary.schemes or path == "authority":
        return _scheme(path, library)
    concept = library.vocabulary.schemes.get(scheme, {}).get(notation)
    if concept is None:
        raise NotHeldError(f"nothing is called {path} here")
    return _concept(scheme, concept, library.vocabulary)


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
        foot=foot.foot(name),
    )


def _concept(scheme: str, concept: Concept, vocabulary: Vocabulary) -> ThingPage:
    members = vocabulary.schemes[scheme]

    def link(notation: str) -> Link:
        return Link(members[notation].label, f"/id/{scheme}/{notation}")

    return ThingPage(
        frame=frame.frame(concept.label),
        kicker=scheme.capitalize(),
        title=concept.label,
        definition=concept.definition,
        names=(*concept.alternatives, *concept.acronyms),
        broader=(link(concept.broader),) if concept.broader else (),
        narrower=tuple(link(each.id) for each in members.values() if each.broader == concept.id),
        related=tuple(link(each) for each in concept.related if each in members),
        foot=foot.foot(f"{scheme}/{concept.id}"),
    )
