"""The one place where the steps meet: a `Library` ingests, removes, validates, rebuilds, and answers.

folder   its files on disk, each whole or not there
opened   what is loaded of them to answer from
naming   which document or file a name means
ingest   from files to documents ready to be held
linked   what follows from several documents of one authority; `chronicle` its inspections and people, each once
linked_graphs  the same as a graph an authority
reading  what it answers; the class here adds what changes it
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
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.library import naming
from kg.library.ingest import Outcome, find
from kg.library.reading import Reading
from kg.library.writing import Writer
from kg.model import Filters
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Self, Unpack

    from kg.index import Embedder
    from kg.library import records
    from kg.library.briefings import Briefings
    from kg.library.changes import Changes
    from kg.library.ingest import Tell
    from kg.library.reviewing import Reviews, Stated
    from kg.library.tables import Tables
    from kg.library.writing import Advance

__all__ = ["Filters", "Library", "Outcome"]


class Library(Reading):
    """One library on disk and the engines that answer from it; each engine is loaded when it is first used."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.patience = 0.0
        """Seconds to wait for another process that is writing."""

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

    def export(self, target: Path | str, form: str | None = None) -> None:
        """Writes the whole library, as nquads, trig, zip or folder; None goes by the ending (.nq, .trig, .zip, none).

        Raises:
            InputError: the target cannot be that.
            LibraryError: it cannot be written, or the library changed meanwhile.
        """
        from kg.library import archive

        archive.export(self.folder, self.settings.base, Path(target), form)

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

    @property
    def tables(self) -> Tables:
        """Every listing as a table, for spreadsheets and data frames."""
        from kg.library.tables import Tables

        return Tables(self)

    @cached_property
    def _embedder(self) -> Embedder:
        from kg.index import bulk_embedder

        return bulk_embedder(self.settings)
