"""The one place where the steps meet: a `Library` ingests, removes, validates, rebuilds, and answers.

folder   its files on disk, each whole or not there
ingest   from files to documents ready to be held
records  the JSON that commands and the web print
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg import search
from kg.errors import KgError, NotHeldError
from kg.library import records
from kg.library.folder import Folder
from kg.library.ingest import Outcome, find, prepare_all, prepared, sha256
from kg.linking import Citations, not_held
from kg.model import Filters
from kg.vocabulary import load, nquads
from kg.vocabulary.names import VOCABULARY, Names, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.index import Embedder, PassageIndex
    from kg.library.ingest import File, Prepared
    from kg.model import Annotated, Answer, Held, NotHeld, Result
    from kg.settings import Settings
    from kg.store import Response, TripleStore
    from kg.vocabulary import Vocabulary

    Advance = Callable[[int, int, str], None]

__all__ = ["Filters", "Library", "Outcome"]


class Library:
    """One library on disk and the engines that answer from it; each engine is loaded when it is first used."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = Folder(settings.library)
        self.names = Names(settings.base)
        self._reading = threading.RLock()
        self._store: TripleStore | None = None
        self._stamp: object = None
        self._loaded: dict[str, int] = {}
        self._holdings: search.Holdings | None = None
        self._not_held: tuple[NotHeld, ...] | None = None

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False) -> Library:
        """Opens the library that the settings name, or begins one.

        Raises:
            LibraryError: there is none, or it was made by another format or base.
        """
        library = cls(settings)
        if create:
            library.folder.begin(settings.base)
        library.folder.check(settings.base)
        return library

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The registers: themes, kinds, authorities …"""
        return load(self.settings.base)

    def start(self) -> None:
        """Makes ready to serve: the processes for free queries are forked now, while this one has a single thread."""
        self.store.start()

    def close(self) -> None:
        """Ends the processes that were started for this library."""
        with self._reading:
            if self._store is not None:
                self._store.close()

    @property
    def store(self) -> TripleStore:
        """The graphs of all documents held, with the vocabulary, brought up to date whenever it is asked for.

        Another process may have added or removed documents meanwhile: a look at one folder tells.
        """
        with self._reading:
            stamp = self.folder.stamp()
            if self._store is None:
                from kg.store import open_store

                self._store = open_store(self.settings)
                self._store.replace(self.names.iri(VOCABULARY), nquads(self.settings.base))
            if stamp != self._stamp:
                self._load(self._store)
                self._stamp = stamp
            return self._store

    @property
    def index(self) -> PassageIndex:
        """The passages by meaning and by word."""
        self.store  # noqa: B018  (brings both up to date)
        return self._index

    @property
    def holdings(self) -> search.Holdings:
        """What `search` works on."""
        store = self.store
        if self._holdings is None:
            held = search.catalogue.read(store)
            self._holdings = search.Holdings(store, self._index, self.vocabulary, self.names, held)
        return self._holdings

    @property
    def catalogue(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.holdings.documents

    def ingest(self, paths: Iterable[Path], *, advance: Advance | None = None) -> tuple[Outcome, ...]:
        """Adds files and folders; unchanged bytes cost nothing, and a file that cannot be read does not stop the rest.

        Args:
            paths: files and folders.
            advance: called with the files done, how many there are, and the name of the last.

        Raises:
            InputError: a path does not exist.
            LibraryError: another process is writing.
        """
        files = find(paths)
        outcomes: dict[str, Outcome] = {}
        with self.folder.writing():
            fresh = self._fresh(files, outcomes)
            for number, (file, result) in enumerate(prepare_all(fresh, self.settings.base), 1):
                if isinstance(result, KgError):
                    outcomes[file.name] = _refused(file.name, result)
                else:
                    self._keep(result, file.path)
                    outcomes[file.name] = Outcome(file.name, "added")
                if advance:
                    advance(number, len(fresh), file.name)
        return tuple(outcomes[file.name] for file in files)

    def remove(self, name: str) -> str:
        """Takes a document out, as if it had never been ingested; returns its name.

        Raises:
            NotHeldError: no document of that name is held.
        """
        held = self.held(name)
        with self.folder.writing():
            self.folder.remove(held.id)
            self._index.remove(held.id)
        return held.name

    def rebuild(self, *, advance: Advance | None = None) -> tuple[Outcome, ...]:
        """Makes every graph and the index again from the kept texts, with the rules and shapes of today."""
        with self.folder.writing():
            ids = self.folder.ids()
            outcomes = []
            for number, document_id in enumerate(ids, 1):
                outcomes.append(self._again(document_id))
                if advance:
                    advance(number, len(ids), outcomes[-1].name)
        return tuple(outcomes)

    def validate(self) -> dict[str, tuple[str, ...]]:
        """Violations of the shapes and quotes that differ from their text, by document; empty when all is well."""
        from kg import graph

        found = {}
        for document_id in self.folder.ids():
            annotated = self._annotated(document_id)
            made = graph.parse(self.folder.graph(document_id))
            if messages := (*graph.mismatches(annotated), *graph.check(made, self.settings.base)):
                found[annotated.document.name] = messages
        return found

    def held(self, name: str) -> Held:
        """A document held, by its name, an end of its path, or its id.

        Raises:
            NotHeldError: none has that name, or several have.
        """
        matching = [h for h in self.catalogue if name in (h.id, h.name) or h.name.endswith("/" + name)]
        if len(matching) > 1:
            several = ", ".join(h.name for h in matching[:5])
            raise NotHeldError(f"several documents are called {name}: {several}; name one of them")
        if not matching:
            raise NotHeldError(f"no document called {name} is held; kg sources lists those that are")
        return matching[0]

    def documents(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.catalogue

    def not_held(self) -> tuple[NotHeld, ...]:
        """Documents and inspections that those held refer to, and that are not among them."""
        held = self.catalogue
        with self._reading:
            if self._not_held is None:
                self._not_held = not_held(self._all(), held)
            return self._not_held

    def annotated(self, name: str) -> Annotated:
        """A document with everything said of it, by name or id.

        Raises:
            NotHeldError: it is not held.
        """
        return self._annotated(self.held(name).id)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answers a question with quotes, or says why the documents held do not answer it.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.ask(self.holdings, question, filters or Filters())

    def search(self, text: str, filters: Filters | None = None) -> tuple[Result, ...]:
        """Passages ranked by meaning and by word.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.passages(self.holdings, text, filters or Filters())

    def sparql(
        self, query: str, accept: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Response:
        """Runs a free SPARQL 1.1 query within its limits.

        Raises:
            QueryError: it is malformed, or asks for what is refused.
            LimitError: it ran into its limit of time, rows or memory.
        """
        return self.store.execute(query, accept, default_graphs, named_graphs)

    def show(self, name: str) -> records.Record:
        """`kg show` as JSON."""
        held = self.held(name)
        return records.show(held.name, self._annotated(held.id), self.vocabulary, self.catalogue)

    def sources(self) -> records.Record:
        """`kg sources` as JSON."""
        documents = list(self._all())
        return {
            "held": [records.document(name, annotated, self.vocabulary) for name, annotated in documents],
            "not_held": records.not_held(self.not_held()),
        }

    def statistics(self, filters: Filters) -> list[records.Record]:
        """`kg statistics` as JSON: every number stated in the documents that the filters leave.

        Raises:
            InputError: a filter names what does not exist.
        """
        asked = search.scope.read(self.holdings, "", filters)
        found: list[dict[str, Any]] = []
        for held in search.scope.documents(self.holdings, asked):
            annotated = self._annotated(held.id)
            cite = Citations(annotated, held.name)
            found += [records.citation(cite(said.span)) | records.statistic(said) for said in annotated.statistics]
        return found[: filters.limit]

    def record(self, answer: Answer) -> records.Record:
        """An answer as JSON."""
        return records.answer(answer, self.vocabulary)

    def _fresh(self, files: Sequence[File], outcomes: dict[str, Outcome]) -> list[File]:
        """The files whose bytes are not held yet, each content once; what became of the others goes into `outcomes`."""
        fresh: dict[str, File] = {}
        for file in files:
            try:
                digest = sha256(file)
            except KgError as error:
                outcomes[file.name] = _refused(file.name, error)
                continue
            if digest in fresh or self.folder.holds(digest[:16]):
                outcomes[file.name] = Outcome(file.name, "unchanged")
            else:
                fresh[digest] = file
        return list(fresh.values())

    def _again(self, document_id: str) -> Outcome:
        kept = self.folder.document(document_id)
        try:
            self._keep(prepared(kept, self.settings.base), self.folder.original(document_id))
        except KgError as error:
            return _refused(kept.name, error)
        return Outcome(kept.name, "added")

    def _keep(self, made: Prepared, original: Path) -> None:
        """Index first, graph last: a document that is held can be found, whatever interrupts this."""
        vectors = self._embedder.embed([entry.embedded for entry in made.entries])
        self._index.put(made.document.id, made.entries, vectors)
        self.folder.add(made.document, original, made.nquads)

    @cached_property
    def _embedder(self) -> Embedder:
        from kg.index import bulk_embedder

        return bulk_embedder(self.settings)

    def _all(self) -> Iterator[tuple[str, Annotated]]:
        return ((held.name, self._annotated(held.id)) for held in self.catalogue)

    def _annotated(self, document_id: str) -> Annotated:
        from kg import graph

        return graph.read(self.folder.graph(document_id), self.folder.document(document_id), self.names)

    @cached_property
    def _index(self) -> PassageIndex:
        from kg.index import PassageIndex

        return PassageIndex.open(self.settings)

    def _load(self, store: TripleStore) -> None:
        """Puts into the store what the folder holds and the store has not got, and takes out what is gone."""
        there = self.folder.versions()
        for document_id in self._loaded.keys() - there.keys():
            store.drop(self.names.iri(document(document_id)))
        for document_id, version in there.items():
            if self._loaded.get(document_id) != version:
                store.replace(self.names.iri(document(document_id)), self.folder.graph(document_id))
        self._loaded = there
        self._holdings = None
        self._not_held = None
        self._index.refresh()


def _refused(name: str, error: KgError) -> Outcome:
    return Outcome(name, "refused", str(error).removeprefix(f"{name}: "))
