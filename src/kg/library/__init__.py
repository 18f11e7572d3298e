"""The one place where the steps meet: a `Library` ingests, removes, validates, rebuilds, and answers.

folder   its files on disk, each whole or not there
ingest   from files to documents ready to be held
linked   what follows from several documents of one authority
writing  one run of changes: files taken in, names taken away, documents made again
manifest what a folder's manifest states of its files
watch    the same, as folders change
records  the JSON that commands and the web print
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg import search
from kg.errors import NotHeldError
from kg.library import records
from kg.library.folder import Folder
from kg.library.ingest import Outcome, find
from kg.library.linked import Linked
from kg.library.writing import Writer
from kg.linking import Citations
from kg.model import Filters
from kg.vocabulary import load, nquads
from kg.vocabulary.names import VOCABULARY, Names, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.index import Embedder, PassageIndex
    from kg.library.folder import Source
    from kg.library.writing import Advance
    from kg.model import Annotated, Answer, Held, NotHeld, Result
    from kg.settings import Settings
    from kg.store import Response, TripleStore
    from kg.vocabulary import Vocabulary

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
        self._linked = Linked(self._annotated)

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
        with self.writing() as writer:
            return writer.ingest(files, advance)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Holds the lock, and finishes first what an interrupted run had begun; LibraryError where another writes."""
        with self.folder.writing() as swept:
            writer = Writer(self.folder, self._index, lambda: self._embedder, self.settings.base)
            writer.resume(swept)
            yield writer

    def remove(self, name: str) -> str:
        """Takes a name and all its versions out, as if they had never been ingested; returns the name.

        A document that has another name keeps that; by its id it is taken out under all of them.

        Raises:
            NotHeldError: no document of that name is held, or several are.
        """
        with self.writing() as writer:
            found = self._named(name)
            writer.remove(found)
        return ", ".join(found)

    def rebuild(self, *, advance: Advance | None = None) -> tuple[Outcome, ...]:
        """Makes every graph and the index again from the kept texts, with the rules and shapes of today."""
        with self.writing() as writer:
            return writer.rebuild(advance)

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
        """A document held, by one of its names, an end of its path, or its id.

        Raises:
            NotHeldError: none has that name, or several have.
        """
        by_id = {held.id: held for held in self.catalogue}
        if name in by_id:
            return by_id[name]
        named = [held for held in self.catalogue if held.name == name]
        if len(named) == 1:
            return named[0]
        wanted = set(self._named(name))
        return next(by_id[source.held] for source in self.folder.sources() if source.name in wanted)

    def _named(self, name: str) -> tuple[str, ...]:
        """The names in the folder that a name means: itself, the one that ends in it, or all of the document's id.

        Raises:
            NotHeldError: none is meant, or several are that call different documents.
        """
        sources = self.folder.sources()
        if by_id := tuple(source.name for source in sources if source.held == name):
            return by_id
        exact = [source for source in sources if source.name == name]
        matching = exact or [source for source in sources if source.name.endswith("/" + name)]
        if len(matching) > 1:
            several = ", ".join(source.name for source in matching[:5])
            raise NotHeldError(f"several documents are called {name}: {several}; name one of them")
        if not matching:
            raise NotHeldError(f"no document called {name} is held; kg sources lists those that are")
        return (matching[0].name,)

    def documents(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.catalogue

    def not_held(self) -> tuple[NotHeld, ...]:
        """Documents and inspections that those held refer to, and that are not among them."""
        holdings = self.holdings
        with self._reading:
            if self._not_held is None:
                self._not_held = search.not_held(holdings)
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
        return search.ask(self.holdings, question, self._by_id(filters))

    def search(self, text: str, filters: Filters | None = None) -> tuple[Result, ...]:
        """Passages ranked by meaning and by word.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.passages(self.holdings, text, self._by_id(filters))

    def sparql(
        self, query: str, accept: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Response:
        """Runs a free SPARQL 1.1 query within its limits.

        Raises:
            QueryError: it is malformed, or asks for what is refused.
            LimitError: it ran into its limit of time, rows or memory.
        """
        return self.store.execute(query, accept, default_graphs, named_graphs)

    def show(self, name: str, *, version: int | None = None) -> records.Record:
        """`kg show` as JSON: a document as it is, or a former version of it, which answers no more.

        Args:
            name: as for `held`.
            version: counted from 1, the oldest.

        Raises:
            NotHeldError: no such document or version.
        """
        held = self.held(name)
        source = self._source(name, held)
        if version is not None and not 0 < version <= len(source.versions):
            raise NotHeldError(f"{source.name} has versions 1 to {len(source.versions)}, no version {version}")
        document_id = source.versions[(version or 0) - 1]
        full = self._linked.full_names(self.holdings, self._loaded, held)
        shown = records.show(held.name, self._annotated(document_id), self.vocabulary, self.catalogue, full)
        shown["document"] |= {
            "names": self._names(document_id),
            "versions": list(source.versions),
            "stated": dict(source.stated),
        }
        return shown

    def sources(self) -> records.Record:
        """`kg sources` as JSON."""
        held = [
            records.document(each.name, self._annotated(each.id), self.vocabulary) | {"names": self._names(each.id)}
            for each in self.catalogue
        ]
        return {"held": held, "not_held": records.not_held(self.not_held())}

    def statistics(self, filters: Filters) -> list[records.Record]:
        """`kg statistics` as JSON: every number stated in the documents that the filters leave.

        Raises:
            InputError: a filter names what does not exist.
        """
        asked = search.scope.read(self.holdings, "", self._by_id(filters))
        found: list[dict[str, Any]] = []
        for held in search.scope.documents(self.holdings, asked):
            annotated = self._annotated(held.id)
            cite = Citations(annotated, held.name)
            found += [records.citation(cite(said.span)) | records.statistic(said) for said in annotated.statistics]
        return found[: filters.limit]

    def discrepancies(self, filters: Filters) -> list[records.Record]:
        """`kg discrepancies` as JSON: what documents about one authority say that cannot both stand.

        Raises:
            InputError: a filter names what does not exist.
        """
        return self._linked.discrepancies(self.holdings, self._loaded, self._by_id(filters))

    def follow_up(self, filters: Filters) -> list[records.Record]:
        """`kg followup` as JSON: what became of each recommendation.

        Raises:
            InputError: a filter names what does not exist.
        """
        return self._linked.follow_up(self.holdings, self._loaded, self._by_id(filters))

    def record(self, answer: Answer) -> records.Record:
        """An answer as JSON."""
        return records.answer(answer, self.vocabulary)

    def _source(self, name: str, held: Held) -> Source:
        """The file that a name means, or the first that is the document."""
        sources = [source for source in self.folder.sources() if source.held == held.id]
        return next(
            (source for source in sources if source.name == name or source.name.endswith("/" + name)), sources[0]
        )

    def _names(self, document_id: str) -> list[str]:
        return [source.name for source in self.folder.sources() if document_id in source.versions]

    def _by_id(self, filters: Filters | None) -> Filters:
        """The filters with documents by id: a document may have more names than the graph knows."""
        asked = filters or Filters()
        return replace(asked, document=tuple(self.held(name).id for name in asked.document))

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
        there = self.folder.made()
        for document_id in self._loaded.keys() - there.keys():
            store.drop(self.names.iri(document(document_id)))
        for document_id, version in there.items():
            if self._loaded.get(document_id) != version:
                # a graph that goes while this looks belongs to a document that is being removed
                with suppress(FileNotFoundError):
                    store.replace(self.names.iri(document(document_id)), self.folder.graph(document_id))
        self._loaded = there
        self._holdings = None
        self._not_held = None
        self._index.refresh(there)
