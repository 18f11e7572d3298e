"""A graph as canonical N-Quads (sorted lines, no blank node), and back; it knows nothing of documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from kg.vocabulary.names import XSD

if TYPE_CHECKING:
    from rdflib.term import Node

_STRING = XSD + "string"
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def nquads(graph: Graph, graph_iri: str) -> bytes:
    """The graph's triples as lines of N-Quads in the named graph, sorted by code point.

    Raises:
        ValueError: the graph holds a blank node.
    """
    known: dict[Node, str] = {}

    def term(node: Node) -> str:
        shown = known.get(node)
        if shown is None:
            shown = known[node] = _term(node)
        return shown

    tail = f" <{graph_iri}> .\n"
    lines = [f"{term(s)} {term(p)} {term(o)}{tail}" for s, p, o in graph]
    return "".join(sorted(lines)).encode()


def parse(quads: bytes) -> Graph:
    """The triples of N-Quads as one rdflib graph.

    Raises:
        SyntaxError: they are no N-Quads.
    """
    graph = Graph(store="SimpleMemory", bind_namespaces="none")
    nodes: dict[str, URIRef] = {}

    def iri(value: str) -> URIRef:
        return nodes.setdefault(value, URIRef(value))

    for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or isinstance(value, ox.BlankNode | ox.Triple):
            raise SyntaxError(f"a graph of ours names everything, but one line begins with {subject}")  # noqa: TRY004
        graph.add((iri(subject.value), iri(quad.predicate.value), _node(value, nodes)))
    return graph


def _node(value: ox.NamedNode | ox.Literal, nodes: dict[str, URIRef]) -> Node:
    if isinstance(value, ox.NamedNode):
        return nodes.setdefault(value.value, URIRef(value.value))
    if value.language:
        return Literal(value.value, lang=value.language)
    if value.datatype.value == _STRING:
        return Literal(value.value, normalize=False)
    return Literal(value.value, datatype=URIRef(value.datatype.value), normalize=False)


def _term(node: Node) -> str:
    if isinstance(node, BNode):
        raise ValueError(f"the graph holds a blank node, {node.n3()}; everything in it must have a name")  # noqa: TRY004
    if not isinstance(node, Literal):
        return f"<{node}>"
    quoted = '"' + _ESCAPED.sub(_escape, str(node)) + '"'
    if node.language:
        return f"{quoted}@{node.language.lower()}"
    datatype = str(node.datatype or _STRING)
    return quoted if datatype == _STRING else f"{quoted}^^<{datatype}>"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
