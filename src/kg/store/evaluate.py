"""One guarded query on Oxigraph, serialised by Oxigraph; what process it runs in is the sandbox's matter."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.store import formats, guard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO


@dataclass(frozen=True, slots=True)
class Job:
    """What a process needs to know to answer.

    Attributes:
        query: guarded text.
        media_type: one that `formats.offered` lists for the query's form.
        default_graphs, named_graphs: the data set; both None for the union of all graphs with each in reach of GRAPH.
        base: resolves the relative IRIs of a query without BASE; empty for none.
    """

    query: str
    media_type: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base: str = ""

    def message(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)


def guarded(
    request: guard.Request,
    accept: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    held: Callable[[], tuple[str, ...]],
) -> Job:
    """The job that a free query makes, if it may be run.

    It takes what `TripleStore.execute` takes, the query as inspected, and `held`, which gives the graphs held and is
    asked only where a data set is named.

    Raises:
        QueryError: the data set holds a graph that is not held.
        NotAcceptableError: the result has no form that is accepted.
    """
    media_type = formats.choose(accept, formats.offered(request.form))
    dataset = (request.default_graphs, request.named_graphs)
    if default_graphs or named_graphs:  # the protocol's data set stands in for the query's own
        dataset = (tuple(default_graphs), tuple(named_graphs))
    if dataset[0] is not None:
        guard.refuse_unknown((*dataset[0], *(dataset[1] or ())), frozenset(held()))
    return Job(request.text, media_type, *dataset, request.base)


def evaluate(store: ox.Store, job: Job, output: IO[bytes]) -> None:
    """Write the answer to `output`.

    Raises:
        SyntaxError: the query is malformed.
        ValueError: the media type is for another form of query.
        OSError: the engine or the output failed.
    """
    if job.default_graphs is None:
        result = store.query(job.query, base_iri=job.base or None, use_default_graph_as_union=True)
    else:
        # with the union switch on, the engine would ignore the data set
        result = store.query(
            job.query,
            base_iri=job.base or None,
            default_graph=[ox.NamedNode(graph) for graph in job.default_graphs],
            named_graphs=[ox.NamedNode(graph) for graph in job.named_graphs or ()],
        )
    serialiser = formats.engine_format(job.media_type)
    if isinstance(result, ox.QueryTriples) and isinstance(serialiser, ox.RdfFormat):
        result.serialize(output, serialiser)
        return
    if isinstance(result, ox.QueryTriples) or isinstance(serialiser, ox.RdfFormat):
        raise ValueError(f"a query of this form has no answer in {job.media_type}")  # noqa: TRY004
    result.serialize(output, serialiser)
