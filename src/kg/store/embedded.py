"""The embedded store: Oxigraph in memory. What lasts are the library's N-Quads files; this only serves them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, StoreError
from kg.store import errors, formats, guard, quads, terms
from kg.store.evaluate import guarded
from kg.store.port import DEFAULT, Limits, Response
from kg.store.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model import Rows


class OxigraphStore:
    """Named graphs in memory.

    Reading needs no lock: the engine gives every query its own snapshot. Writing has one, so that "whole or not at all"
    holds between threads too.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._store = ox.Store()
        self._sandbox = Sandbox(self._store, limits)
        self._writing = threading.Lock()

    def select(self, query: str) -> Rows:
        """The solutions of one of our own SELECT queries; see `TripleStore.select`."""
        try:
            solutions = self._store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise errors.from_syntax(str(error)) from None
        if not isinstance(solutions, ox.QuerySolutions):
            raise StoreError("only a SELECT query has rows")
        return terms.rows(solutions)

    def execute(
        self,
        query: str,
        accept: str = "*/*",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Response:
        """The result of anybody's query, in a process of its own; see `TripleStore.execute`."""
        request = guard.inspect(query, base)
        job = guarded(request, accept, default_graphs, named_graphs, self.graphs)
        return Response(job.media_type, self._sandbox.run(job))

    def start(self) -> None:
        """Get ready for free queries; see `TripleStore.start`."""
        self._sandbox.start()

    def replace(self, graph_iri: str, nquads: bytes) -> None:
        """Put the quads in place of what the graph holds; see `TripleStore.replace`."""
        graph = ox.NamedNode(graph_iri)
        triples = quads.triples(graph_iri, nquads)
        with self._writing:
            if self._store.contains_named_graph(graph):
                self._store.update(quads.replacement(graph_iri, triples))
            else:
                try:
                    self._store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
                except (SyntaxError, ValueError) as error:
                    raise quads.malformed(graph_iri, error) from None
                self._store.add_graph(graph)  # which an empty one needs, to be held
        self._sandbox.changed(graph_iri)

    def load(self, path: Path) -> None:
        """Add an RDF file, which has not to be ours: a file of triples becomes the graph of the file's own IRI.

        Graphs of a file of quads keep their names; what stands in its default graph is in the union only. Call it
        before the first free query.

        Raises:
            InputError: the file cannot be read or parsed, or its name does not end as one of RDF does.
        """
        form = formats.FILES.get(path.suffix.lower())
        if form is None:
            raise InputError(f"{path} is no RDF file: its name must end in {', '.join(formats.FILES)}")
        iri = path.resolve().as_uri()
        graph = None if form.supports_datasets else ox.NamedNode(iri)
        try:
            self._store.bulk_load(path=str(path), format=form, base_iri=iri, to_graph=graph)
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{path} cannot be parsed: {' '.join(str(error).split())}") from None
        if graph is not None:
            self._store.add_graph(graph)

    def drop(self, graph_iri: str) -> None:
        """Remove a graph; nothing happens where it is not held."""
        with self._writing:
            self._store.remove_graph(ox.NamedNode(graph_iri))
        self._sandbox.changed(graph_iri)

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs held, sorted."""
        return tuple(sorted(graph.value for graph in self._store.named_graphs()))

    def __len__(self) -> int:
        return len(self._store)

    def close(self) -> None:
        """End every process that the store has started; a later free query starts new ones."""
        self._sandbox.close()
