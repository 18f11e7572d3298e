"""The embedded store: Oxigraph in memory. What lasts are the library's N-Quads files; this only serves them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import errors, quads, terms

if TYPE_CHECKING:
    from kg.model import Rows


class OxigraphStore:
    """Named graphs in memory.

    Reading needs no lock: the engine gives every query its own snapshot. Writing has one, so that "whole or not at all"
    holds between threads too.
    """

    def __init__(self) -> None:
        self._store = ox.Store()
        self._writing = threading.Lock()

    def select(self, query: str) -> Rows:
        """The solutions of one of our own SELECT queries; see `TripleStore.select`."""
        try:
            solutions = self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise errors.from_syntax(error) from None
        if not isinstance(solutions, ox.QuerySolutions):
            raise StoreError("only a SELECT query has rows")
        return terms.rows(solutions)

    def replace(self, graph_iri: str, nquads: bytes) -> None:
        """Put the quads in place of what the graph holds; see `TripleStore.replace`."""
        graph = ox.NamedNode(graph_iri)
        triples = quads.triples(graph_iri, nquads)
        with self._writing:
            if self._store.contains_named_graph(graph):
                self._store.update(quads.replacement(graph_iri, triples))
                return
            try:
                self._store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
            except (SyntaxError, ValueError) as error:
                raise quads.malformed(graph_iri, error) from None

    def drop(self, graph_iri: str) -> None:
        """Remove a graph; nothing happens where it is not held."""
        with self._writing:
            self._store.remove_graph(ox.NamedNode(graph_iri))

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs held, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))

    def __len__(self) -> int:
        return len(self._store)

    def close(self) -> None:
        """End every process that the store has started."""
