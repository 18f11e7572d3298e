"""What is loaded of a library's folder to answer from: store, index and catalogue, each when it is first asked for."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from kg import search
from kg.vocabulary import load, nquads
from kg.vocabulary.names import VOCABULARY, Names, document

if TYPE_CHECKING:
    from kg.index import PassageIndex
    from kg.library.folder import Folder
    from kg.model import Annotated, NotHeld
    from kg.settings import Settings
    from kg.store import TripleStore
    from kg.vocabulary import Vocabulary


class Opened:
    """The engines that answer from one folder, brought up to date whenever they are asked for.

    Another process may have added or removed documents meanwhile: a look at two folders tells.
    """

    def __init__(self, settings: Settings, folder: Folder) -> None:
        self.settings = settings
        self.folder = folder
        self.names = Names(settings.base)
        self._reading = threading.RLock()
        self._store: TripleStore | None = None
        self._stamp: object = None
        self._loaded: dict[str, int] = {}
        self._holdings: search.Holdings | None = None
        self._not_held: tuple[NotHeld, ...] | None = None
        self._tally: tuple[search.Tally, ...] | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The registers: themes, kinds, authorities …"""
        return load(self.settings.base)

    @cached_property
    def kept(self) -> PassageIndex:
        """The index as its files are, not brought up to date: what a writer puts passages into."""
        from kg.index import PassageIndex

        return PassageIndex.open(self.settings)

    @property
    def store(self) -> TripleStore:
        """The graphs of all documents held, with the vocabulary."""
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
        return self.kept

    @property
    def versions(self) -> dict[str, int]:
        """When the graph of each document that is loaded was written, by id."""
        return self._loaded

    @property
    def holdings(self) -> search.Holdings:
        """What `search` works on."""
        store = self.store
        if self._holdings is None:
            held = search.catalogue.read(store)
            self._holdings = search.Holdings(store, self.kept, self.vocabulary, self.names, held)
        return self._holdings

    @property
    def not_held(self) -> tuple[NotHeld, ...]:
        """Documents and inspections that those held refer to, and that are not among them."""
        holdings = self.holdings
        with self._reading:
            if self._not_held is None:
                self._not_held = search.not_held(holdings)
            return self._not_held

    @property
    def tally(self) -> tuple[search.Tally, ...]:
        """How many statements there are by theme, document and stance."""
        holdings = self.holdings
        with self._reading:
            if self._tally is None:
                self._tally = search.tally(holdings)
            return self._tally

    def annotated(self, document_id: str) -> Annotated:
        """A document in the folder with everything its graph says of it."""
        from kg import graph

        return graph.read(self.folder.graph(document_id), self.folder.document(document_id), self.names)

    def close(self) -> None:
        """Ends the processes that were started for the store."""
        with self._reading:
            if self._store is not None:
                self._store.close()

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
        self._tally = None
        self.kept.refresh(there)
