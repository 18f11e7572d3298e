"""Any SPARQL 1.1 endpoint as a store: its protocol for queries and updates, and nothing that only one product has."""

from __future__ import annotations

import http.client
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg.errors import InputError, LimitError, QueryError, StoreError
from kg.store import formats, guard, quads, terms
from kg.store.evaluate import Job, guarded
from kg.store.guard import Form
from kg.store.port import DEFAULT, Limits, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Rows

_ALL = "SELECT DISTINCT ?graph { GRAPH ?graph {} } ORDER BY ?graph"  # empty ones too, where the endpoint keeps them
_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } }"
_APART = "ASK { { SELECT * { GRAPH ?graph { ?s ?p ?o } } LIMIT 1 } FILTER NOT EXISTS { ?s ?p ?o } }"
_PIECE = 65_536


class EndpointStore:
    """Named graphs behind a SPARQL 1.1 endpoint.

    Where the endpoint's own default graph is not the union of its named graphs, each query names them all, which costs
    a little with every graph held: better to let the endpoint do it (`oxigraph serve --union-default-graph`, Fuseki's
    `tdb2:unionDefaultGraph`). Free queries run under the endpoint's own limits and, here, those of time and size.
    """

    def __init__(self, query_url: str, update_url: str | None = None, limits: Limits = DEFAULT) -> None:
        """A store at two addresses.

        Args:
            query_url: takes queries.
            update_url: takes updates; by default the same with "query" as its last step turned into "update".
            limits: of a free query; the endpoint's memory is its own matter.

        Raises:
            InputError: an address is not one of HTTP.
        """
        if update_url is None:
            update_url = query_url.removesuffix("/query") + "/update" if query_url.endswith("/query") else query_url
        for url in (query_url, update_url):
            if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
                raise InputError(f"{url} is no address of a SPARQL endpoint; it must begin with http:// or https://")
        self._query_url = query_url
        self._update_url = update_url
        self._limits = limits
        self._united: bool | None = None

    def select(self, query: str) -> Rows:
        """The solutions of one of our own SELECT queries; see `TripleStore.select`."""
        return self._select(query, self._union())

    def execute(
        self,
        query: str,
        accept: str = "*/*",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Response:
        """The result of anybody's query, guarded; see `TripleStore.execute`."""
        request = guard.inspect(query, base)
        job = guarded(request, accept, default_graphs, named_graphs, self.graphs)
        plain = formats.JSON if job.media_type in formats.offered(Form.SELECT) else formats.NTRIPLES
        based = f"BASE {ox.NamedNode(base)}\n{job.query}" if base else job.query
        body = self._ask(based, plain, _dataset(job) if job.default_graphs is not None else self._union())
        try:
            return Response(job.media_type, formats.convert(body, plain, job.media_type))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._query_url} answered with no {plain}: {error}") from None

    def replace(self, graph_iri: str, nquads: bytes) -> None:
        """Put the quads in place of what the graph holds; see `TripleStore.replace`."""
        self._update(quads.replacement(graph_iri, quads.triples(graph_iri, nquads)))

    def drop(self, graph_iri: str) -> None:
        """Remove a graph; nothing happens where it is not held."""
        self._update(f"DROP SILENT GRAPH {ox.NamedNode(graph_iri)}")

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs held, sorted."""
        return tuple(sorted(str(row["graph"]) for row in self._select(_ALL, ()).rows))

    def __len__(self) -> int:
        return int(str(self._select(_COUNT, ()).rows[0]["n"]))

    def start(self) -> None:
        """Nothing to do: the endpoint is ready or it is not."""

    def close(self) -> None:
        """Nothing to do: no connection outlives its request."""

    def _select(self, query: str, dataset: Sequence[tuple[str, str]]) -> Rows:
        body = self._ask(query, formats.JSON, dataset)
        try:
            solutions = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._query_url} answered with no results in JSON: {error}") from None
        if not isinstance(solutions, ox.QuerySolutions):
            raise StoreError("only a SELECT query has rows")
        return terms.rows(solutions)

    def _union(self) -> Sequence[tuple[str, str]]:
        """What to send so that the default graph is the union: nothing where it is so by itself."""
        if self._united is None:
            apart = ox.parse_query_results(self._ask(_APART, formats.JSON, ()), format=ox.QueryResultsFormat.JSON)
            if not apart and not self.graphs():
                return ()  # an empty store does not tell
            self._united = not apart
        return () if self._united else _dataset(Job("", "", graphs := self.graphs(), graphs))

    def _ask(self, query: str, media_type: str, dataset: Sequence[tuple[str, str]]) -> bytes:
        form = urlencode([("query", query), *dataset]).encode()
        return self._post(self._query_url, form, "application/x-www-form-urlencoded", media_type)

    def _update(self, update: str) -> None:
        self._post(self._update_url, update.encode(), "application/sparql-update", "*/*")

    def _post(self, url: str, body: bytes, media_type: str, accept: str) -> bytes:
        """The body of the answer.

        Raises:
            QueryError: the endpoint refuses the query.
            LimitError: the answer takes too long or is too large.
            StoreError: the endpoint cannot be reached or fails.
        """
        parts = urlsplit(url)
        scheme = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = scheme(parts.hostname or "", parts.port, timeout=self._limits.seconds)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        try:
            connection.request("POST", target, body, {"Content-Type": media_type, "Accept": accept})
            response = connection.getresponse()
            answer = self._read(response, time.monotonic() + self._limits.seconds)
        except TimeoutError:
            raise LimitError(f"{url} did not answer within {self._limits.seconds:g} s") from None
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"{url} cannot be reached: {str(error) or type(error).__name__}") from None
        finally:
            connection.close()
        if response.status >= 300:
            words = " ".join(answer.decode(errors="replace").split())[:300]
            if response.status == 400:
                raise QueryError(words or "the endpoint refuses the query")
            raise StoreError(f"{url} answered {response.status} {response.reason}: {words}")
        return answer

    def _read(self, response: http.client.HTTPResponse, end: float) -> bytes:
        pieces: list[bytes] = []
        room = self._limits.result_megabytes * 2**20
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            room -= len(piece)
            if room < 0:
                raise LimitError(f"the result is larger than {self._limits.result_megabytes} MB: add a LIMIT")
            if time.monotonic() > end:
                raise TimeoutError
        return b"".join(pieces)


def _dataset(job: Job) -> list[tuple[str, str]]:
    default = [("default-graph-uri", graph) for graph in job.default_graphs or ()]
    return default + [("named-graph-uri", graph) for graph in job.named_graphs or ()]
