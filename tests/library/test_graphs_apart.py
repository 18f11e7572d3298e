"""Each triple of a library stands in exactly one graph, so that counting over the union counts nothing twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from kg.library import Library

UNION = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
BY_GRAPH = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
TWICE = "SELECT ?s ?p ?o ?g ?h { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(STR(?g) < STR(?h)) } LIMIT 5"


def test_no_triple_stands_in_two_graphs(library: Library) -> None:
    assert [tuple(row.values()) for row in library.store.select(TWICE).rows] == []


def test_the_union_counts_as_many_triples_as_its_graphs_together(library: Library) -> None:
    counted = [int(str(library.store.select(query).rows[0]["n"])) for query in (UNION, BY_GRAPH)]
    assert counted[0] == counted[1] == len(library.store)
    free = [int(library.sparql(query, "text/csv").body.split()[1]) for query in (UNION, BY_GRAPH)]
    assert free == counted


def test_what_the_files_hold_is_what_the_union_holds(library: Library) -> None:
    """A graph a file and the registers' beside them; what other graphs there are is made of these."""
    found: Counter[ox.Triple] = Counter()
    for each in library.folder.ids():
        found.update(quad.triple for quad in ox.parse(library.folder.graph(each), format=ox.RdfFormat.N_QUADS))
    assert max(found.values()) == 1
    assert len(found) < len(library.store)
