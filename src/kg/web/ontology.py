"""The ontology at `/ontology`: its terms as a page, and the file itself in the forms of RDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, Response

from kg.settings import resource
from kg.vocabulary.names import KG
from kg.vocabulary.terms import terms
from kg.web import frame, rdf
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from kg.vocabulary.terms import Term

routes = Blueprint("ontology", __name__)


@dataclass(frozen=True, slots=True)
class OntologyPage(Page):
    """Every class and property of our own, each at the anchor of its name."""

    template: ClassVar[str] = "ontology.html"
    iri: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    data: tuple[Link, ...]


@routes.get("/ontology")
def ontology() -> Response:
    """The terms as a page, or the file in the form that the request prefers."""
    ending = rdf.preferred()
    return rdf.seen(Response(frame.render(_page()), mimetype=rdf.HTML) if ending is None else _file(ending))


@routes.get("/ontology.<ending>")
def file(ending: str) -> Response:
    """The file in one form."""
    return _file(ending)


def _file(ending: str) -> Response:
    return rdf.answer(resource("ontology", "kg.ttl").read_bytes(), ending)


def _page() -> OntologyPage:
    every = terms()
    return OntologyPage(
        frame=frame.frame("Ontology"),
        iri=KG,
        classes=tuple(term for term in every if term.kind == "class"),
        properties=tuple(term for term in every if term.kind != "class"),
        data=tuple(Link(label, f"/ontology.{ending}") for ending, label in rdf.LABELS.items()),
    )
