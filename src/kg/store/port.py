"""What a triple store must do: the port that the embedded Oxigraph and any SPARQL 1.1 endpoint fill; no engine here.

A store holds named graphs only. Every triple stands in exactly one graph, and the default graph of a query is the
union of them all unless the query or the request names a data set of its own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Rows


@dataclass(frozen=True, slots=True)
class Response:
    """The serialised result of a free query, ready to be sent."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one free query may take.

    Attributes:
        seconds: wall-clock time, waiting for a process of its own included.
        megabytes: memory above the store's own.
        result_megabytes: size of the serialised result.
    """

    seconds: float = 10.0
    megabytes: int = 512
    result_megabytes: int = 64

    def message(self) -> dict[str, float]:
        """As plain values for JSON."""
        return asdict(self)


DEFAULT = Limits()
"""What a query may take where nobody says otherwise."""


class TripleStore(Protocol):
    """Named graphs and SPARQL 1.1 over them; safe to use from several threads."""

    def select(self, query: str) -> Rows:
        """The solutions of one of our own SELECT queries, run without limits in the caller's thread.

        Raises:
            QueryError: the query is malformed.
            StoreError: the store cannot be reached.
        """
        ...

    def execute(
        self,
        query: str,
        accept: str = "*/*",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Response:
        """The result of anybody's SELECT, ASK, CONSTRUCT or DESCRIBE query, guarded and within the store's limits.

        Args:
            query: SPARQL 1.1 text.
            accept: an HTTP Accept value, or one media type of `kg.store.formats`.
            default_graphs: IRIs of the graphs to merge into the default graph; with `named_graphs`, they replace the
                data set that the query itself names.
            named_graphs: IRIs of the graphs that GRAPH can reach.
            base: IRI that resolves the relative IRIs of a query without BASE; the address it was sent to, as a rule.

        Raises:
            QueryError: malformed or refused, with line and column where known.
            NotAcceptableError: the result has no form that the caller accepts.
            LimitError: the query ran into its limit of time, memory or size.
            StoreError: the store cannot be reached.
        """
        ...

    def replace(self, graph_iri: str, nquads: bytes) -> None:
        """Put the quads in place of what the graph holds, whole or not at all.

        Args:
            graph_iri: the graph; every quad must stand in it.
            nquads: canonical N-Quads, each line ended by a line feed, without blank nodes.

        Raises:
            StoreError: the quads cannot be parsed or stand in another graph; the graph is as it was.
        """
        ...

    def drop(self, graph_iri: str) -> None:
        """Remove a graph; nothing happens where it is not held."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs held, sorted."""
        ...

    def start(self) -> None:
        """Get ready for free queries.

        A server calls it once the graphs are in and before it has a second thread: then the processes that answer free
        queries share the store's memory, and none has to be made while somebody waits.
        """
        ...

    def close(self) -> None:
        """End every process and connection that the store has started."""
        ...

    def __len__(self) -> int:
        """The number of triples in all graphs."""
        ...
