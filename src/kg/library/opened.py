"""What is loaded of a library's folder to answer from: store, index and catalogue, each when it is first asked for."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from kg import search
from kg.library import briefing_graphs, linked_graphs
from kg.library.linked import Linked
from kg.vocabulary import load, nquads
from kg.vocabulary.names import VOCABULARY, Names, briefing, document, linked_graph

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.index import PassageIndex
    from kg.library.folder import Folder
    from kg.linking import Links
    from kg.model import Annotated, NotHeld
    from kg.search.views import View
    from kg.settings import Settings
    from kg.store import TripleStore
    from kg.vocabulary import Vocabulary

_REMEMBERED = 8
"""Documents that stay read: a megabyte or two each."""


class Opened:
    """The engines that answer from one folder, brought up to date whenever they are asked for.

    Another process may have added or removed documents meanwhile: a look at two folders tells. A document's graph is
    put into the store when it is first asked for: a question reads those in which the index found something.
    """

    def __init__(self, settings: Settings, folder: Folder) -> None:
        self.settings = settings
        self.folder = folder
        self.names = Names(settings.base)
        self.linked = Linked(self.annotated, folder)
        self._reading = threading.RLock()
        self._store: TripleStore | None = None
        self._registers = False  # whether the registers are in the store
        self._stamp: object = None
        self._versions: dict[str, int] = {}
        self._loaded: dict[str, int] = {}
        self._links: dict[str, int] = {}  # when each linked graph in the store was written
        self._briefings: dict[str, briefing_graphs.Version] = {}
        self._views: dict[str, View] = {}
        self._read: dict[str, tuple[int, Annotated]] = {}  # the last to be read comes last
        self._holdings: search.Holdings | None = None
        self._not_held: tuple[NotHeld, ...] | None = None
        self._tally: tuple[search.Tally, ...] | None = None
        self._people: tuple[search.Somebody, ...] | None = None
        self._suggestible: tuple[search.Suggestible, ...] | None = None

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
        return self.reach(None)

    def reach(self, documents: Collection[str] | None) -> TripleStore:
        """The store with at least the graphs of some documents in it, by id; for None all, and the vocabulary."""
        with self._reading:
            there = self.versions
            if self._store is None:
                self._store = self._begun(there)
            if documents is None and not self._registers:
                self._store.replace(self.names.iri(VOCABULARY), nquads(self.settings.base))
                self._registers = True
            for document_id in there if documents is None else sorted(there.keys() & set(documents)):
                if self._loaded.get(document_id) != there[document_id]:
                    # a graph that goes while this looks belongs to a document that is being removed
                    with suppress(FileNotFoundError):
                        self._store.replace(self._graph(document_id), self.folder.graph(document_id))
                        self._loaded[document_id] = there[document_id]
            if documents is None:
                self._link()
                self._brief()
            return self._store

    @property
    def index(self) -> PassageIndex:
        """The passages by meaning and by word."""
        self.versions  # noqa: B018  (brings it up to date)
        return self.kept

    @property
    def versions(self) -> dict[str, int]:
        """When the graph of each document held was written, by id, sorted."""
        with self._reading:
            stamp = self.folder.stamp()
            if stamp != self._stamp:
                self._refresh()
                self._stamp = stamp
            return self._versions

    @property
    def holdings(self) -> search.Holdings:
        """What `search` works on."""
        with self._reading:
            versions = self.versions
            if self._holdings is None:
                held = search.catalogue.read(self.view(document_id) for document_id in versions)
                self._holdings = search.Holdings(
                    reach=self.reach,
                    view=self.view,
                    index=self.kept,
                    vocabulary=self.vocabulary,
                    names=self.names,
                    documents=held,
                    people=lambda: self.people,
                    missing=lambda: self.not_held,
                    links=self.links,
                )
            return self._holdings

    def links(self, authority: str) -> Links:
        """What follows from all documents about an authority together, by its GSS code."""
        return self.linked.of(authority, self.holdings, self.versions)

    @property
    def people(self) -> tuple[search.Somebody, ...]:
        """The people whom the documents held name."""
        versions = self.versions
        with self._reading:
            if self._people is None:
                self._people = search.people.read(self.view(document_id) for document_id in versions)
            return self._people

    @property
    def suggestible(self) -> tuple[search.Suggestible, ...]:
        """What may be suggested as somebody types."""
        holdings, tally = self.holdings, self.tally
        with self._reading:
            if self._suggestible is None:
                self._suggestible = search.suggestible(holdings, tally)
            return self._suggestible

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

    def view(self, document_id: str) -> View:
        """What is known of a document without its graph."""
        view = self._views.get(document_id)
        if view is None:
            kept = self.folder.view_path(document_id)
            view = search.views.View(document_id, kept, lambda: self.folder.graph(document_id), self.names)
            self._views[document_id] = view
        return view

    def annotated(self, document_id: str) -> Annotated:
        """A document in the folder with everything its graph says of it."""
        from kg import graph

        return graph.read(self.folder.graph(document_id), self.folder.document(document_id), self.names)

    def read(self, document_id: str) -> Annotated:
        """As `annotated`; the last few documents held are remembered, as a reader turns their pages."""
        written = self.versions.get(document_id)
        if written is None:  # a former version
            return self.annotated(document_id)
        with self._reading:
            kept = self._read.pop(document_id, None)
        if kept is None or kept[0] != written:
            kept = written, self.annotated(document_id)
        with self._reading:
            self._read[document_id] = kept
            while len(self._read) > _REMEMBERED:
                del self._read[next(iter(self._read))]
        return kept[1]

    def close(self) -> None:
        """Ends the processes that were started for the store."""
        with self._reading:
            if self._store is not None:
                self._store.close()

    def _link(self) -> None:
        """Puts the linked graphs into the store, and takes out those that are gone."""
        there = linked_graphs.there(self.folder)
        for gss in self._links.keys() - there.keys():
            self._store.drop(self.names.iri(linked_graph(gss)))  # type: ignore[union-attr]
            del self._links[gss]
        for gss, version in there.items():
            if self._links.get(gss) != version:
                # a graph that goes while this looks is about to be made again
                with suppress(FileNotFoundError):
                    quads = linked_graphs.path(self.folder, gss).read_bytes()
                    self._store.replace(self.names.iri(linked_graph(gss)), quads)  # type: ignore[union-attr]
                    self._links[gss] = version

    def _brief(self) -> None:
        """Puts the last version of each briefing into the store as a graph of its own, and takes out those gone."""
        there = briefing_graphs.there(self.folder)
        for briefing_id in self._briefings.keys() - there.keys():
            self._store.drop(self.names.iri(briefing(briefing_id)))  # type: ignore[union-attr]
            del self._briefings[briefing_id]
        for briefing_id, version in there.items():
            if self._briefings.get(briefing_id) != version:
                quads = briefing_graphs.read(self.folder, briefing_id)
                self._store.replace(self.names.iri(briefing(briefing_id)), quads)  # type: ignore[union-attr]
                self._briefings[briefing_id] = version

    def _begun(self, there: Collection[str]) -> TripleStore:
        """The store with nothing in it of documents that are gone: an endpoint outlives a process."""
        from kg.store import open_store

        store = open_store(self.settings)
        held = set(map(self._graph, there))
        ours = self._graph(""), self.names.iri(linked_graph("")), self.names.iri(briefing(""))
        for graph in store.graphs():
            if graph.startswith(ours) and graph not in held:
                store.drop(graph)
        return store

    def _refresh(self) -> None:
        """Takes out what is gone or of another version; what is new is read when it is asked for."""
        there = self.folder.made()
        for document_id in [each for each, version in self._versions.items() if there.get(each) != version]:
            self._views.pop(document_id, None)
            if self._loaded.pop(document_id, None) is not None and self._store is not None:
                self._store.drop(self._graph(document_id))
        self._versions = there
        self._holdings = None
        self._not_held = None
        self._tally = None
        self._people = None
        self._suggestible = None
        self.kept.refresh(there)

    def _graph(self, document_id: str) -> str:
        return self.names.iri(document(document_id))
