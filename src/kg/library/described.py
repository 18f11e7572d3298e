"""What the graphs say of a thing by its name below the base, and of the library as a data set: computed, never kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kg.errors import GoneError, NotHeldError
from kg.library import linked_graphs
from kg.vocabulary import nquads
from kg.vocabulary.names import VOCABULARY, document, linked_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library import Library

_DOCUMENT = re.compile(r"document/([0-9a-f]{16})(/.+)?", re.DOTALL)
_LINKED = re.compile(r"linked/([A-Z]\d{8})(?:/[a-z0-9/-]+)?")
_CLASSES = "SELECT ?of (COUNT(*) AS ?n) WHERE { ?thing a ?of } GROUP BY ?of ORDER BY DESC(?n) ?of"
_PROPERTIES = "SELECT ?of (COUNT(*) AS ?n) WHERE { ?thing ?of ?value } GROUP BY ?of ORDER BY DESC(?n) ?of"
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`]')


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a library holds, in numbers.

    Attributes:
        classes, properties: IRIs with how many things or triples have them, the most frequent first.
        period: the first and the last of the documents' dates, as precise as they are; None where none has one.
        authorities: GSS codes.
        example: a document's id, None where none is held.
    """

    triples: int
    documents: int
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
    period: tuple[str, str] | None
    authorities: tuple[str, ...]
    example: str | None


def dataset(library: Library) -> Dataset:
    """The library as a data set; it loads every graph."""
    held = library.documents()
    days = sorted(one.metadata.date.value for one in held if one.metadata.date.value)

    def counted(query: str) -> tuple[tuple[str, int], ...]:
        return tuple((str(row["of"]), int(str(row["n"]))) for row in library.store.select(query).rows)

    return Dataset(
        triples=len(library.store),
        documents=len(held),
        classes=counted(_CLASSES),
        properties=counted(_PROPERTIES),
        period=(days[0], days[-1]) if days else None,
        authorities=tuple(sorted({one.metadata.authority for one in held if one.metadata.authority})),
        example=held[0].id if held else None,
    )


def thing(library: Library, path: str) -> bytes:
    """The triples about a thing, as lines of N-Quads or N-Triples; of a graph, all that it holds.

    Args:
        library: where to look.
        path: the thing's IRI less the base; percent-encoding may be undone in it.

    Raises:
        NotHeldError: no graph says anything of it.
        GoneError: it is of a version of a document that another has taken the place of.
    """
    if path == VOCABULARY:
        return nquads(library.settings.base)
    if match := _LINKED.fullmatch(path):
        lines = _in_linked(library, path, match[1])
    elif match := _DOCUMENT.fullmatch(path):
        lines = _in_document(library, path, *match.groups())
    else:
        lines = _elsewhere(library, path)
    if found := b"".join(lines):
        return found
    raise NotHeldError(f"nothing is called {path} here")


def _in_document(library: Library, path: str, document_id: str, rest: str | None) -> Iterator[bytes]:
    sources = library.folder.sources()
    if document_id not in {source.held for source in sources}:
        if newer := next((source for source in sources if document_id in source.versions), None):
            raise GoneError(f"this version of {newer.name} has been replaced by {document(newer.held)}")
        return
    graph = library.folder.graph(document_id)
    if rest is None:
        yield graph
        return
    where = "/".join(path.split("/")[:4])
    begin = f"<{library.names.iri(quote(where, safe='/-'))}".encode()
    gss = linked_graphs.authority(library.folder, document_id, library.names)
    linked = linked_graphs.read(library.folder, gss) if gss else b""
    for line in (*graph.splitlines(keepends=True), *linked.splitlines(keepends=True)):
        if line.startswith(begin) and _named(library, line) == unquote(path):
            yield line


def _in_linked(library: Library, path: str, gss: str) -> Iterator[bytes]:
    """An authority's linked graph, or what it says of a thing."""
    lines = linked_graphs.read(library.folder, gss).splitlines(keepends=True)
    begin = f"<{library.names.iri(path)}> ".encode()
    return (line for line in lines if path == linked_graph(gss) or line.startswith(begin))


def _named(library: Library, line: bytes) -> str:
    """The path of a line's subject, percent-encoding undone."""
    return unquote(line[1 : line.index(b"> ")].decode().removeprefix(library.settings.base))


def _elsewhere(library: Library, path: str) -> Iterator[bytes]:
    """What the registers say of a thing, and what any other graph does."""
    iri = library.names.iri(path)
    if _FORBIDDEN.search(iri):
        return
    begin = f"<{iri}> ".encode()
    said = [line for line in nquads(library.settings.base).splitlines(keepends=True) if line.startswith(begin)]
    yield from said
    if not said:
        query = f"CONSTRUCT {{ <{iri}> ?of ?value }} WHERE {{ <{iri}> ?of ?value }}"
        yield library.sparql(query, "application/n-triples").body
