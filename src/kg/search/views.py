"""What our own queries find in one document's graph, kept ready: a materialised view a document, made with its graph.

Each query of `QUERIES` reads what one document says and joins no two documents, so its rows over all graphs are those
of each document together. They are what is known of documents whose graphs are not loaded. A view follows from the
graph and the queries alone; where its file is missing, damaged or made by other queries, the graph is asked instead.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING

from kg.model import Iri
from kg.search import said
from kg.search.queries import template
from kg.store import OxigraphStore, fill
from kg.vocabulary.names import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from kg.model import Rows, Term
    from kg.search.candidate import Candidate
    from kg.search.said import Context, Row, Spoken
    from kg.store import TripleStore
    from kg.vocabulary.names import Names

QUERIES = ("documents", "document_parts", "references", "people", "sections", "passages", "statements", "facts")
"""The queries whose rows a view holds; first those that are read of every document."""
_SEVERAL = {"themes"}
"""Variables that hold several IRIs with spaces between, which a query gives in no order."""


class View:
    """The rows of our queries over one document's graph; IRIs in them are paths below the base."""

    def __init__(self, document_id: str, kept: Path, graph: Callable[[], bytes], names: Names) -> None:
        """A view.

        Args:
            document_id: `Document.id`.
            kept: the file that `make` made, which may be missing.
            graph: gives the document's graph as N-Quads.
            names: with the base that the graph was written with.
        """
        self.document_id = document_id
        self._kept = kept
        self._graph = graph
        self._names = names
        self._made: dict[str, Candidate] = {}

    def rows(self, query: str) -> Sequence[Row]:
        """The rows of one of `QUERIES`, in its order; unbound variables are absent."""
        found = _kept(self._kept, query)
        if found is None:
            found = _run(self._store, query, self._names)
        names = found["variables"]
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in found["rows"]
        ]

    @cached_property
    def headings(self) -> Mapping[str, tuple[str, ...]]:
        """The headings above each passage, outermost first, by path."""
        return said.headings(self.rows("sections"))

    @cached_property
    def contexts(self) -> Mapping[str, Context]:
        """Each passage, by path."""
        return said.contexts(self.rows("passages"), self._statements.values(), self.headings)

    @cached_property
    def spoken(self) -> Sequence[Spoken]:
        """Each statement without its words, in order of the text."""
        return said.spoken(self.rows("statements"))

    @cached_property
    def stances(self) -> Mapping[str | None, int]:
        """How many statements of each stance there are."""
        return Counter(one.stance for one in self.spoken)

    @cached_property
    def facts(self) -> Mapping[tuple[str, str], Sequence[Candidate]]:
        """Facts that a question may ask for, by the IRI of their class and their path; one may have several forms."""
        found: dict[tuple[str, str], list[Candidate]] = {}
        for row in self.rows("facts"):
            found.setdefault((row["class"], row["said"]), []).append(said.candidate(row))
        return found

    def statement(self, path: str) -> Candidate:
        """A statement of the document, by path.

        Raises:
            KeyError: the document has none of that path.
        """
        if path not in self._made:
            self._made[path] = said.candidate(self._statements[path])
        return self._made[path]

    @cached_property
    def _statements(self) -> Mapping[str, Row]:
        return {row["said"]: row for row in self.rows("statements")}

    @cached_property
    def _store(self) -> TripleStore:
        return _only(self._names.iri(document(self.document_id)), self._graph())


def make(document_id: str, nquads: bytes, names: Names) -> bytes:
    """The file of a document's view: what it was made by, then a line a query, each after a hash of the line.

    Args:
        document_id: `Document.id`.
        nquads: the document's graph.
        names: with the base that the graph was written with.
    """
    store = _only(names.iri(document(document_id)), nquads)
    lines = [_made_by(), *(json.dumps(_run(store, query, names), ensure_ascii=False) for query in QUERIES)]
    return b"".join(_hash(line.encode()) + b" " + line.encode() + b"\n" for line in lines)


def is_current(kept: Path) -> bool:
    """Whether a view's file is there and was made by the queries of today."""
    try:
        with kept.open("rb") as file:
            return file.readline() == _first()
    except OSError:
        return False


def _kept(path: Path, query: str) -> dict[str, Any] | None:
    """A query's rows as a file holds them; None where it does not hold them whole, or was made by other queries."""
    try:
        with path.open("rb") as file:
            if file.readline() != _first():
                return None
            for _ in range(QUERIES.index(query)):
                file.readline()
            digest, _, line = file.readline().rstrip(b"\n").partition(b" ")
    except OSError:
        return None
    if digest != _hash(line):
        return None
    found: dict[str, Any] = json.loads(line)
    return found


def plain(rows: Rows, names: Names) -> Iterator[Row]:
    """Rows as views hold them: IRIs as paths below the base, literals by their lexical form, several names sorted."""
    for row in rows.rows:
        yield {name: _plain(name, term, names.base) for name, term in row.items()}


def _plain(name: str, term: Term, base: str) -> str:
    if name in _SEVERAL:
        return " ".join(sorted(iri.removeprefix(base) for iri in str(term).split()))
    return term.removeprefix(base) if isinstance(term, Iri) else str(term)


def _run(store: TripleStore, query: str, names: Names) -> dict[str, Any]:
    """A query's rows over one document, as JSON holds them."""
    found = store.select(fill(template(query)))
    rows = [[row.get(name) for name in found.variables] for row in plain(found, names)]
    return {"variables": found.variables, "rows": rows}


def _only(graph_iri: str, nquads: bytes) -> TripleStore:
    store = OxigraphStore()
    store.replace(graph_iri, nquads)
    return store


@cache
def _made_by() -> str:
    """What views are made by: the queries, in order."""
    texts = "\n".join((*QUERIES, *map(template, QUERIES)))
    return json.dumps({"format": 1, "queries": hashlib.sha256(texts.encode()).hexdigest()})


@cache
def _first() -> bytes:
    return _hash(_made_by().encode()) + b" " + _made_by().encode() + b"\n"


def _hash(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode()
