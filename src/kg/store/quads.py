"""One graph's canonical N-Quads as triples, and as the update request that puts them in place."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import StoreError


def triples(graph_iri: str, nquads: bytes) -> bytes:
    """The lines as N-Triples, each without the graph it stands in.

    In canonical N-Quads a line feed only ever ends a line, so one replacement over all bytes is enough. Whether each
    line is a triple is left to the parser.

    Raises:
        StoreError: a line stands in another graph or in none.
    """
    tail = f" <{graph_iri}> .\n".encode()
    if nquads.count(tail) != nquads.count(b"\n") or not nquads.endswith(tail if nquads else b""):
        raise StoreError(f"the quads of {graph_iri} cannot be loaded: a line does not end in <{graph_iri}> .")
    return nquads.replace(tail, b" .\n")


def replacement(graph_iri: str, ntriples: bytes) -> str:
    """One update request, and so one transaction, that replaces the graph.

    The triples are parsed and written anew, so that nothing but triples can stand in the request.

    Raises:
        StoreError: the triples are malformed.
    """
    graph = ox.NamedNode(graph_iri)
    try:
        parsed = (quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
        data = ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise malformed(graph_iri, error) from None
    fresh = f"DROP SILENT GRAPH {graph} ;\nCREATE SILENT GRAPH {graph} ;\n"
    return f"{fresh}INSERT DATA {{ GRAPH {graph} {{\n{(data or b'').decode()}}} }}"


def malformed(graph_iri: str, error: Exception) -> StoreError:
    """The parser's complaint about a graph's quads, in one line."""
    return StoreError(f"the quads of {graph_iri} cannot be loaded: {' '.join(str(error).split())}")
