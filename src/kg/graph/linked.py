"""What follows from several documents as the named graph of an authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Graph, URIRef

from kg.graph.quads import nquads
from kg.graph.terms import TYPE, date, integer, kg, text
from kg.vocabulary.names import PREFIXES, PROV, linked_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from kg.model import Link
    from kg.vocabulary.names import Names

_DERIVED = URIRef(PROV + "wasDerivedFrom")
_TEXTS = {
    "dcterms:title",
    "foaf:name",
    "kg:annotator",
    "kg:explanation",
    "kg:reading",
    "kg:reason",
    "kg:text",
    "rdfs:label",
}
_DATES = {"dcterms:date", "kg:endDate", "kg:startDate"}
_NUMBERS = {"kg:position"}


def write_linked(links: Iterable[Link], names: Names) -> Graph:
    """The things of a linked graph; properties that are no text, date or number lead to things below the base."""
    graph = Graph(store="SimpleMemory", bind_namespaces="none")
    for link in links:
        node = URIRef(names.iri(link.path))
        if link.kind:
            graph.add((node, TYPE, kg(link.kind)))
        for name, value in link.says:
            graph.add((node, _property(name), _value(name, value, names)))
        for passage in link.passages:
            graph.add((node, _DERIVED, URIRef(names.iri(passage))))
    return graph


def linked_nquads(links: Iterable[Link], gss: str, names: Names) -> bytes:
    """The same as canonical N-Quads in the authority's linked graph."""
    return nquads(write_linked(links, names), names.iri(linked_graph(gss)))


def _property(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def _value(name: str, value: str, names: Names) -> Node:
    if name in _TEXTS:
        return text(value)
    if name in _DATES:
        return date(value)
    return integer(int(value)) if name in _NUMBERS else URIRef(names.iri(value))
