"""A document's graph against the shapes of `shapes/`, by pySHACL, with no more of the registers than the graph names.

pySHACL changes `rdflib.NORMALIZE_LITERALS` for the whole process while it loads shapes, and validation takes tenths of
a second: never call `check` in a thread that serves requests, nor beside another thread that makes rdflib terms.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from kg.settings import DEFAULT_BASE, resource
from kg.vocabulary import load
from kg.vocabulary.names import KG, RDFS, SKOS, concept
from kg.vocabulary.turtle import triples

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_RESULT, _FOCUS = URIRef(_SH + "result"), URIRef(_SH + "focusNode")
_MESSAGE, _VALUE = URIRef(_SH + "resultMessage"), URIRef(_SH + "value")
_PATH, _COMPONENT = URIRef(_SH + "resultPath"), URIRef(_SH + "sourceConstraintComponent")
_CLOSED = URIRef(_SH + "ClosedConstraintComponent")
_IN_SCHEME = URIRef(SKOS + "inScheme")
_SUBCLASS = URIRef(RDFS + "subClassOf")
_LONGEST = 80


def check(graph: Graph, base: str = DEFAULT_BASE) -> tuple[str, ...]:
    """The violations of one document's graph, sorted, one line each: the thing, what is wrong with it, the value.

    Args:
        graph: the triples of one document.
        base: the base that the graph was written with.
    """
    from pyshacl import validate  # it takes half a second to load

    data = Graph(bind_namespaces="none")
    for triple in (*graph, *_subclasses()):
        data.add(triple)
    for entity, scheme in _registered(base).items():
        if (None, None, entity) in graph:
            data.add((entity, _IN_SCHEME, scheme))
    conforms, report, text = validate(data, shacl_graph=_shapes(base), inplace=True)
    if conforms:
        return ()
    if not isinstance(report, Graph):
        return (f"the shapes could not be applied: {text}",)
    return tuple(sorted({_line(report, result, base) for result in report.objects(None, _RESULT)}))


def files() -> tuple[Path, ...]:
    """The Turtle files of `shapes/`, one a class, in order of name."""
    return tuple(sorted(resource("shapes").glob("*.ttl")))


@cache
def _shapes(base: str) -> Graph:
    """All shapes as one graph, with concepts below `base`."""
    shapes = Graph(bind_namespaces="none")
    for file in files():
        turtle = ox.parse(path=file, base_iri=DEFAULT_BASE)
        named = ox.serialize((quad.triple for quad in turtle), format=ox.RdfFormat.N_TRIPLES) or b""
        shapes.parse(data=named.replace(f"<{DEFAULT_BASE}".encode(), f"<{base}".encode()), format="nt")
    return shapes


@cache
def _subclasses() -> tuple[tuple[URIRef, URIRef, URIRef], ...]:
    """Which of our classes are quotations, and the like: what a class may hold, those below it may hold."""
    return tuple(
        (URIRef(each.subject.value), _SUBCLASS, URIRef(each.object.value))
        for each in triples(DEFAULT_BASE)
        if each.predicate.value == str(_SUBCLASS)
        and isinstance(each.subject, ox.NamedNode)
        and isinstance(each.object, ox.NamedNode)
        and each.object.value.startswith(KG)
    )


@cache
def _registered(base: str) -> dict[URIRef, URIRef]:
    """The scheme of every entity that the registers hold."""
    vocabulary = load(base)
    schemes = {
        URIRef(base + concept(scheme, notation)): URIRef(base + scheme)
        for scheme, held in vocabulary.schemes.items()
        for notation in held
    }
    authorities = {
        URIRef(base + concept("authority", gss)): URIRef(base + "authority") for gss in vocabulary.authorities
    }
    return schemes | authorities


def _line(report: Graph, result: Node, base: str) -> str:
    focus = str(report.value(result, _FOCUS)).removeprefix(base)
    messages = sorted(str(message) for message in report.objects(result, _MESSAGE))
    if report.value(result, _COMPONENT) == _CLOSED:
        messages = [f"It may not have {report.value(result, _PATH)}; mend the spelling, or allow it in shapes/."]
    value = report.value(result, _VALUE)
    line = f"{focus}: {' '.join(messages)}"
    if value is None or str(value).removeprefix(base) == focus:
        return line
    shown = str(value) if isinstance(value, Literal) else str(value).removeprefix(base)
    return f"{line} (found {shown[:_LONGEST]!r})"
