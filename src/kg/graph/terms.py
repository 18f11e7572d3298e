"""RDF terms in canonical form, and the IRIs of what stands at a span; the only maker of rdflib terms for `write`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from kg.graph.parts import lexical
from kg.vocabulary.names import DCTERMS, FOAF, KG, RDF, RDFS, XSD

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.model import Span

TYPE = URIRef(RDF + "type")
LABEL = URIRef(RDFS + "label")
TITLE = URIRef(DCTERMS + "title")
DATE = URIRef(DCTERMS + "date")
PART_OF = URIRef(DCTERMS + "isPartOf")
NAME = URIRef(FOAF + "name")

_BOOLEAN = URIRef(XSD + "boolean")
_INTEGER = URIRef(XSD + "integer")
_DECIMAL = URIRef(XSD + "decimal")
_DATES = tuple(URIRef(XSD + name) for name in ("gYear", "gYearMonth", "date"))


@cache
def kg(name: str) -> URIRef:
    """A term of our own ontology."""
    return URIRef(KG + name)


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value, normalize=False)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=_INTEGER, normalize=False)


def boolean(value: bool) -> Literal:  # noqa: FBT001  (the value is the matter)
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=_BOOLEAN, normalize=False)


def number(value: Decimal | float) -> Literal:
    """An xsd:decimal in canonical form: no exponent, no needless zero."""
    return Literal(lexical(value), datatype=_DECIMAL, normalize=False)


def date(value: str) -> Literal:
    """An xsd:gYear, xsd:gYearMonth or xsd:date, by the precision of an ISO 8601 date."""
    return Literal(value, datatype=_DATES[value.count("-")], normalize=False)


def fragment(document: str, span: Span) -> URIRef:
    """A stretch of a document's text after RFC 5147: a name of the words themselves."""
    return URIRef(f"{document}#char={span.start},{span.end}")
