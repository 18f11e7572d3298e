"""The one place where the steps meet: a `Library` ingests, removes, validates, rebuilds, and answers.

folder   its files on disk, each whole or not there
opened   what is loaded of them to answer from
naming   which document or file a name means
ingest   from files to documents ready to be held
linked   what follows from several documents of one authority; `chronicle` its inspections and people, each once
linked_graphs  the same as a graph an authority
writing  one run of changes: files taken in, names taken away, documents made again
manifest what a folder's manifest states of its files
archive  a library to carry away; `arrival` takes one in
watch    the same, as folders change
changes  the same, in the background of a server; `changing` is the process that carries them out
listings what is held, what was counted, what is wrong, document by document
reviews  what people said of facts, heard when a document is made; `facts` are what is reviewed, `reviewing` how
corrections  what a fact can be instead; `link_reviews` reviews of links
briefing_graphs  the last version of each briefing, for the store, for export and to be checked
briefings  briefings kept in versions, checked, set, and held against the documents
records  the JSON that commands and the web print
tables   the listings as tables, and `sheets` these as CSV and XLSX
"""

from __future__ import annotations

import gc
import shutil
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__, search
from kg.errors import InputError, NotHeldError, QueryError
from kg.library import listings, naming, records
from kg.library.folder import Folder, digest
from kg.library.ingest import Outcome, find
from kg.library.opened import Opened
from kg.library.writing import Writer
from kg.model import Filters
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Self, Unpack

    from kg.index import Embedder, PassageIndex
    from kg.library.briefings import Briefings
    from kg.library.changes import Changes
    from kg.library.chronicle import Chronicle
    from kg.library.folder import Source
    from kg.library.ingest import Tell
    from kg.library.reviewing import Reviews, Stated
    from kg.library.tables import Tables
    from kg.library.writing import Advance
    from kg.linking import Links
    from kg.model import Annotated, Answer, Evidence, Held, NotHeld, Result
    from kg.search import Said, Suggestion, Tally
    from kg.store import Response, TripleStore
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.names import Names

__all__ = ["Filters", "Library", "Outcome"]


class Library:
    """One library on disk and the engines that answer from it; each engine is loaded when it is first used."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.patience = 0.0
        """Seconds to wait for another process that is writing."""
        self.folder = Folder(settings.library)
        self._opened = Opened(settings, self.folder)
        self._linked = self._opened.linked

    @classmethod
    def open(
        cls, settings: Settings | Path | str | None = None, *, create: bool = False, rebuilding: bool = False
    ) -> Library:
        """Opens the library that the settings name, or begins one.

        Args:
            settings: all of them, or a library's folder; the rest then comes from the environment, as for `kg`.
            create: begin a library where there is none.
            rebuilding: open one of the last format too, to rebuild it.

        Raises:
            LibraryError: there is none, or it was made by another format or base.
        """
        library = cls(Settings.of(settings))
        if create:
            library.folder.begin(library.settings.base)
        library.folder.check(library.settings.base, rebuilding=rebuilding)
        return library

    @classmethod
    def import_(cls, source: Path | str, settings: Settings | Path | str | None = None) -> Library:
        """Makes a library, which must not exist yet, of a zip or folder that `export` wrote.

        Raises:
            InputError: it is damaged, was made with another base, or holds what does not fit together.
            LibraryError: the library exists, or cannot be written.
        """
        from kg.library import arrival

        return arrival.take_in(Path(source), Settings.of(settings))

    @property
    def names(self) -> Names:
        """IRIs below the library's base."""
        return self._opened.names

    @property
    def vocabulary(self) -> Vocabulary:
        """The registers: themes, kinds, authorities …"""
        return self._opened.vocabulary

    @property
    def version(self) -> str:
        """Changes whenever a document is added, replaced or removed, and with the program."""
        return digest(__version__, self.settings.base, self.folder.stamp())

    def start(self) -> None:
        """Makes ready to serve: the processes for free queries are forked now, while this one has a single thread.

        What every page counts is read too. It stays, so the collector of garbage need not walk it again and again.
        """
        self.store.start()
        self._opened.suggestible  # noqa: B018  (reads all that is counted)
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """Ends the processes that were started for this library."""
        if "changes" in vars(self):
            self.changes.close()
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def store(self) -> TripleStore:
        """The graphs of all documents held, with the vocabulary, brought up to date whenever it is asked for."""
        return self._opened.store

    @property
    def index(self) -> PassageIndex:
        """The passages by meaning and by word."""
        return self._opened.index

    @property
    def holdings(self) -> search.Holdings:
        """What `search` works on."""
        return self._opened.holdings

    @property
    def catalogue(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.holdings.documents

    def ingest(
        self,
        paths: Iterable[Path],
        *,
        advance: Advance | None = None,
        tell: Tell | None = None,
    ) -> tuple[Outcome, ...]:
        """Adds files and folders; unchanged bytes cost nothing, and a file that cannot be read does not stop the rest.

        Args:
            paths: files and folders.
            advance: called with the files done, how many there are, and the name of the last.
            tell: called with a file's name and the step (of `kg.library.ingest.STEPS`) that begins for it; the files
                are then taken one after the other.

        Raises:
            InputError: a path does not exist, or OCR is asked for and Tesseract is not here.
            LibraryError: another process is writing.
        """
        if self.settings.ocr and not shutil.which("tesseract"):
            raise InputError("OCR needs Tesseract (Debian: tesseract-ocr); install it, or leave OCR out")
        files = find(paths)
        with self.writing() as writer:
            return writer.ingest(files, advance, tell)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Holds the lock, and finishes first what an interrupted run had begun; LibraryError where another writes."""
        with self.folder.writing(self.patience) as swept:
            kept, base = self._opened.kept, self.settings.base
            writer = Writer(self.folder, kept, lambda: self._embedder, base, ocr=self.settings.ocr)
            writer.resume(swept)
            yield writer
            writer.finish()

    def remove(self, name: str) -> str:
        """Takes a name and all its versions out, as if they had never been ingested; returns the name.

        A document that has another name keeps that; by its id it is taken out under all of them.

        Raises:
            NotHeldError: no document of that name is held, or several are.
        """
        with self.writing() as writer:
            found = naming.meant(name, self.folder.sources())
            writer.remove(found)
        return ", ".join(found)

    def rebuild(self, *, advance: Advance | None = None) -> tuple[Outcome, ...]:
        """Makes every graph and the index again from the kept texts, with the rules and shapes of today."""
        with self.writing() as writer:
            outcomes = writer.rebuild(advance)
            if all(outcome.status == "added" for outcome in outcomes):
                self.folder.rebuilt(self.settings.base)
            return outcomes

    def validate(self) -> dict[str, tuple[str, ...]]:
        """Violations of the shapes and quotes that differ from their text, by document; empty when all is well."""
        return listings.violations(self._opened)

    def export(self, target: Path | str, form: str | None = None) -> None:
        """Writes the whole library, as nquads, trig, zip or folder; None goes by the ending (.nq, .trig, .zip, none).

        Raises:
            InputError: the target cannot be that.
            LibraryError: it cannot be written, or the library changed meanwhile.
        """
        from kg.library import archive

        archive.export(self.folder, self.settings.base, Path(target), form)

    def held(self, name: str) -> Held:
        """A document held, by one of its names, an end of its path, or its id.

        Raises:
            NotHeldError: none has that name, or several have.
        """
        return naming.held(name, self.catalogue, self.folder.sources())

    def documents(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.catalogue

    def not_held(self) -> tuple[NotHeld, ...]:
        """Documents and inspections that those held refer to, and that are not among them."""
        return self._opened.not_held

    def annotated(self, name: str, *, version: int | None = None) -> Annotated:
        """A document with everything said of it, or a former version of it.

        Args:
            name: as for `held`.
            version: counted from 1, the oldest.

        Raises:
            NotHeldError: no such document or version.
        """
        if version is None:
            return self._opened.annotated(self.held(name).id)
        source = self.source(name)
        if not 0 < version <= len(source.versions):
            raise NotHeldError(f"{source.name} has versions 1 to {len(source.versions)}, no version {version}")
        return self._opened.annotated(source.versions[version - 1])

    def source(self, name: str) -> Source:
        """The file that a name means, with its versions; name as for `held`.

        Raises:
            NotHeldError: none is held.
        """
        return naming.source(name, self.held(name), self.folder.sources())

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answers a question with quotes, or says why the documents held do not answer it.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.ask(self.holdings, question, self.by_id(filters))

    def search(self, text: str, filters: Filters | None = None) -> tuple[Result, ...]:
        """Passages ranked by meaning and by word.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.passages(self.holdings, text, self.by_id(filters))

    def search_record(self, text: str, filters: Filters | None = None) -> records.Record:
        """`kg search` as JSON; see `search`."""
        asked = filters or Filters()
        return records.results(self.search(text, asked), text, asked)

    def said(self, filters: Filters) -> tuple[Said, ...]:
        """Every statement that the filters leave, in order of time and without its words; their `limit` is not heeded.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.said(self.holdings, self.by_id(filters))

    def quoted(self, statements: Sequence[Said]) -> tuple[Evidence, ...]:
        """The words of some statements, with all that must travel with them, in the order given."""
        return search.quoted(self.holdings, statements)

    def tally(self) -> tuple[Tally, ...]:
        """How many statements there are by theme, document and stance."""
        return self._opened.tally

    def suggest(self, text: str, most: int = 8) -> tuple[Suggestion, ...]:
        """What the end of a text, as far as it is typed, may mean of what documents held speak of."""
        return search.suggest(self._opened.suggestible, text, most)

    def links(self, authority: str) -> Links:
        """What follows from all documents about an authority together, by its GSS code."""
        return self._opened.links(authority)

    def chronicle(self, document: str) -> Chronicle:
        """The inspections and people of the authority that a document is about, each once; `document` as for `held`.

        Raises:
            NotHeldError: it is not held.
        """
        return self._linked.chronicle(self.held(document), self.holdings, self._opened.versions)

    @cached_property
    def changes(self) -> Changes:
        """Changes that go on in a process of their own while this one answers."""
        from kg.library.changes import Changes

        return Changes(self.settings)

    @cached_property
    def briefings(self) -> Briefings:
        """The briefings that are kept beside the documents."""
        from kg.library.briefings import Briefings

        return Briefings(self)

    @cached_property
    def reviews(self) -> Reviews:
        """What people said of the facts that were found."""
        from kg.library.reviewing import Reviews

        return Reviews(self)

    def review(
        self, id_: str, verdict: str, correction: Mapping[str, Any] | None = None, **stated: Unpack[Stated]
    ) -> records.Record:
        """Accepts, corrects or rejects a fact or link by its id; arguments as for `reviews.give`.

        Raises:
            NotHeldError: no such fact or link.
            InputError: the correction cannot be, or says nothing new.
        """
        return self.reviews.give(id_, verdict, correction, **stated)

    def sparql(
        self,
        query: str,
        accept: str = "*/*",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Response:
        """Runs a free SPARQL 1.1 query within its limits, its `SERVICE kg:search` blocks first.

        Arguments as for `kg.store.TripleStore.execute`.

        Raises:
            QueryError: it is malformed, or asks for what is refused.
            LimitError: it ran into its limit of time, rows or memory.
        """
        rewritten = search.rewrite(query, lambda: self.holdings)
        try:
            return self.store.execute(rewritten.text, accept, default_graphs, named_graphs, base)
        except QueryError as error:
            raise rewritten.located(error) from None

    def show(self, name: str, *, version: int | None = None) -> records.Record:
        """`kg show` as JSON: a document as it is, or a former version of it, which answers no more.

        Args:
            name: as for `held`.
            version: counted from 1, the oldest.

        Raises:
            NotHeldError: no such document or version.
        """
        held, source = self.held(name), self.source(name)
        annotated = self.annotated(name, version=version)
        full = self._linked.full_names(self.holdings, self._opened.versions, held)
        shown = records.show(held.name, annotated, self.vocabulary, self.catalogue, full)
        shown["document"] |= {
            "names": naming.names(annotated.document.id, self.folder.sources()),
            "versions": list(source.versions),
            "stated": dict(source.stated),
        }
        return shown

    def sources(self) -> records.Record:
        """`kg sources` as JSON."""
        return listings.sources(self._opened)

    def statistics(self, filters: Filters | None = None) -> list[records.Record]:
        """`kg statistics` as JSON: every number stated in the documents that the filters leave.

        Raises:
            InputError: a filter names what does not exist.
        """
        return listings.statistics(self._opened, self.by_id(filters))

    def discrepancies(self, filters: Filters | None = None) -> list[records.Record]:
        """`kg discrepancies` as JSON: what documents about one authority say that cannot both stand.

        Raises:
            InputError: a filter names what does not exist.
        """
        return self._linked.discrepancies(self.holdings, self._opened.versions, self.by_id(filters))

    def followup(self, filters: Filters | None = None) -> list[records.Record]:
        """`kg followup` as JSON: what became of each recommendation.

        Raises:
            InputError: a filter names what does not exist.
        """
        return self._linked.follow_up(self.holdings, self._opened.versions, self.by_id(filters))

    @property
    def tables(self) -> Tables:
        """Every listing as a table, for spreadsheets and data frames."""
        from kg.library.tables import Tables

        return Tables(self)

    def record(self, answer: Answer) -> records.Record:
        """An answer as JSON."""
        return records.answer(answer, self.vocabulary)

    def shown(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Outcomes with names as short as all others are shown."""
        every = tuple(outcomes)
        names = naming.short([each.name for each in every], self.folder.sources())
        return [replace(each, name=names[each.name]) for each in every]

    def by_id(self, filters: Filters | None) -> Filters:
        """The filters with documents by id: a document may have more names than the graph knows."""
        asked = filters or Filters()
        return replace(asked, document=tuple(self.held(name).id for name in asked.document))

    @cached_property
    def _embedder(self) -> Embedder:
        from kg.index import bulk_embedder

        return bulk_embedder(self.settings)
