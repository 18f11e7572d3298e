"""One run of changes to a library, under the writer's lock: files taken in, names taken away, documents made again.

What stands in the folder follows from the names alone: each document that a name calls, held or a former version, is
made under the first of its names, and only those held are in the index. A change first makes what is new, then writes
the name, which is the moment it counts, then settles what the name no longer calls.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import KgError, SourceError
from kg.library import linked_graphs, reviews
from kg.library.folder import Source
from kg.library.ingest import File, Kept, Outcome, prepare, prepare_all, sha256
from kg.linking.heard import KINDS
from kg.model import PageForm, listed
from kg.search import views
from kg.vocabulary.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.index import Embedder, PassageIndex
    from kg.library.folder import Folder, Swept
    from kg.library.ingest import Prepared, Tell
    from kg.library.manifest import Stated
    from kg.model import Document, Review

    Advance = Callable[[int, int, str], None]

_log = logging.getLogger(__name__)


class Writer:
    """The one writer of a library, for as long as it holds the lock."""

    def __init__(
        self, folder: Folder, index: PassageIndex, embedder: Callable[[], Embedder], base: str, *, ocr: bool = False
    ) -> None:
        self.folder = folder
        self.ocr = ocr
        self.index = index
        self.embedder = embedder
        self.base = base
        self.names = Names(base)
        self.sources: dict[str, Source] = {}
        self.callers: dict[str, set[str]] = {}
        """By document the names that call it, as it is now or as a former version."""
        for source in folder.sources():
            self._set(source.name, source)

    def resume(self, swept: Swept) -> None:
        """Finishes what an interrupted run had begun, and says so in one line."""
        missing = {source.held for source in self.sources.values()} - set(self.index.documents())
        again = missing.union(swept.pending)
        if swept.files or again:
            _log.warning(
                "The last run was interrupted: %d unfinished files are taken away, %d documents made again.",
                swept.files,
                len(again),
            )
            self._settle((), again)
        for document_id in sorted({source.held for source in self.sources.values()}):
            if not views.is_current(self.folder.view_path(document_id)):
                self.folder.keep_view(document_id, views.make(document_id, self.folder.graph(document_id), self.names))

    def finish(self) -> None:
        """Makes the linked graphs again of the authorities that this run touched, and those that one before left."""
        reviews.forget(self.folder.root, self.callers)
        linked_graphs.settle(self.folder, self.names)

    def ingest(self, files: Sequence[File], advance: Advance | None, tell: Tell | None = None) -> tuple[Outcome, ...]:
        """Takes files in; of each it says what became of it."""
        outcomes: dict[str, Outcome] = {}
        fresh = self._fresh(files, outcomes)
        first = [replace(same[0], ocr=self.ocr) for same in fresh]
        for number, (same, (file, result)) in enumerate(
            zip(fresh, prepare_all(first, self.base, tell), strict=True), 1
        ):
            if tell and not isinstance(result, KgError):
                tell(file.name, "index")
            outcomes |= {outcome.name: outcome for outcome in self._take(same, result)}
            if advance:
                advance(number, len(first), file.name)
        return self._beside([outcomes[file.name] for file in files])

    def remove(self, names: Iterable[str]) -> None:
        """Takes names away; what they alone called is as if it had never been ingested."""
        for name in names:
            self._change(name, None)

    def rebuild(self, advance: Advance | None) -> tuple[Outcome, ...]:
        """Makes every document again from its kept text."""
        outcomes = []
        for number, (document_id, result) in enumerate(self._made_again(self.callers), 1):
            name = self._first(document_id) or document_id
            try:
                self._keep_again(document_id, result)
                outcomes.append(Outcome(name, "added"))
            except KgError as error:
                outcomes.append(_refused(name, error))
            if advance:
                advance(number, len(self.callers), name)
        return tuple(outcomes)

    def review(self, review: Review) -> None:
        """Keeps a review and makes its document again with it; nothing is kept where that would not conform.

        Raises:
            InvalidGraphError: it would not.
        """
        kept = (each for each in reviews.read(self.folder.root, reviews.owner(review)) if each.path != review.path)
        self._review(reviews.owner(review), (*kept, review), lambda: reviews.write(self.folder.root, review))

    def unreview(self, review: Review) -> None:
        """Takes a review away and makes its document again without it."""
        left = (each for each in reviews.read(self.folder.root, reviews.owner(review)) if each.path != review.path)
        path = reviews.path(self.folder.root, review)
        self._review(reviews.owner(review), tuple(left), lambda: path.unlink(missing_ok=True))

    def review_link(self, review: Review, gss: str) -> None:
        """Keeps the review of a link of an authority; its linked graph is made again when the run ends."""
        linked_graphs.drop(self.folder, gss)
        reviews.write(self.folder.root, review)

    def unreview_link(self, review: Review, gss: str) -> None:
        """Takes the review of a link of an authority away."""
        linked_graphs.drop(self.folder, gss)
        reviews.path(self.folder.root, review).unlink(missing_ok=True)

    def _review(self, document_id: str, given: tuple[Review, ...], change: Callable[[], object]) -> None:
        made = prepare(replace(self._again(document_id), given=given), self.base)
        self.folder.pending([document_id])
        change()
        self._keep_again(document_id, made)
        self.folder.pending(())

    def _carry(self, before: str, document_id: str, file: File) -> None:
        """Takes reviews of the version before along, where their words stand in the new one as often as in that."""
        self._carry_links(before, document_id)
        given = [each for each in reviews.read(self.folder.root, before) if each.kind not in KINDS]
        if not given or reviews.read(self.folder.root, document_id):
            return
        old, new = self.folder.document(before), self.folder.document(document_id)
        found = [made for review in given if (made := reviews.carried(review, old, new))]
        for review in found:
            reviews.write(self.folder.root, review)
        if found:
            again = Kept(self.folder, document_id, *(self._made_as(document_id) or (file.name, file.stated)))
            self._keep(prepare(again, self.base), self.folder.original(document_id), indexed=True)

    def _carry_links(self, before: str, document_id: str) -> None:
        """Takes reviews of links along, where their words in the version before stand in the new one."""
        given = [
            review
            for review in reviews.of_links(self.folder.root)
            if any(words.document == before for words in review.words)
        ]
        if given:
            old, new = self.folder.document(before), self.folder.document(document_id)
            for review in given:
                if found := reviews.carried_link(review, old, new):
                    reviews.write(self.folder.root, found)

    def _beside(self, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
        """The outcomes; a file that came in beside one of another folder with the same name says so."""
        by_place: dict[str, list[str]] = {}
        for name in self.sources:
            by_place.setdefault(_place(name), []).append(name)
        told = []
        for outcome in outcomes:
            others = [name for name in by_place.get(_place(outcome.name), ()) if name != outcome.name]
            if others and outcome.status == "added" and not outcome.reason:
                said = f"another document than {others[0]}, which is held too; remove that if this takes its place"
                told.append(replace(outcome, reason=said))
            else:
                told.append(outcome)
        return tuple(told)

    def _fresh(self, files: Sequence[File], outcomes: dict[str, Outcome]) -> list[list[File]]:
        """The files of each content that is new here, by name; what became of the others goes into `outcomes`."""
        fresh: dict[str, list[File]] = {}
        for file in files:
            try:
                document_id = sha256(file)[:16]
            except KgError as error:
                outcomes[file.name] = _refused(file.name, error)
                continue
            if document_id in self.callers and not (self.ocr and self._unread(document_id)):
                outcomes[file.name] = self._call(file, document_id)
            else:
                fresh.setdefault(document_id, []).append(file)
        return [sorted(same, key=lambda file: file.name) for same in fresh.values()]

    def _take(self, same: Sequence[File], result: Prepared | KgError) -> list[Outcome]:
        """Puts a new document in, under the names of all files that hold its bytes."""
        if isinstance(result, KgError):
            return [_refused(file.name, result) for file in same]
        document_id = result.document.id
        again = {document_id} & self.callers.keys()
        if again:
            self.folder.pending(again)
        try:
            self._keep(result, same[0].path, indexed=not again or self._held(document_id))
        except SourceError as error:
            self._settle([document_id], again)
            return [_refused(file.name, error) for file in same]
        self._settle((), again)
        called = [self._call(file, document_id) for file in same]
        return [_with_images(outcome, result.document, again=bool(again)) for outcome in called]

    def _unread(self, document_id: str) -> bool:
        """Whether a document that stands in the folder has pages that OCR could read."""
        return bool(self.folder.document(document_id).pages_of(PageForm.IMAGE))

    def _call(self, file: File, document_id: str) -> Outcome:
        """Gives a name to a document that stands in the folder."""
        name = file.name
        before, others = self.sources.get(name), self._first(document_id)
        same = before is not None and before.held == document_id
        if before and same and before.stated == file.stated:
            return Outcome(name, "unchanged")
        if before and not same:
            self._carry(before.held, document_id, file)
        former = tuple(version for version in before.versions if version != document_id) if before else ()
        self._change(name, Source(name, (*former, document_id), file.stated))
        if same:
            return Outcome(name, "added", "made again with what the manifest states")
        if before:
            kept = f"still held as {self._first(before.held)}" if self._held(before.held) else f"kept as {before.held}"
            return Outcome(name, "added", f"a new version; the one before is {kept}")
        return Outcome(name, "unchanged", f"the same bytes as {others}") if others else Outcome(name, "added")

    def _change(self, name: str, source: Source | None) -> None:
        """Writes a name or takes it away, and settles the documents that it called and calls."""
        before = self.sources.get(name)
        touched = {version for each in (before, source) if each for version in each.versions}
        was = {document_id: (self._made_as(document_id), self._held(document_id)) for document_id in touched}
        self._set(name, source)
        again = {
            document_id
            for document_id, (made, held) in was.items()
            if made and document_id in self.callers
            if made != self._made_as(document_id) or (self._held(document_id) and not held)
        }
        if again:
            self.folder.pending(again)
        self._unlink(touched)
        if source:
            self.folder.name(source)
        else:
            self.folder.unname(name)
        self._settle(touched, again)

    def _unlink(self, document_ids: Iterable[str]) -> None:
        """Takes away the linked graphs of the authorities that some documents are about, as far as they are known."""
        for document_id in document_ids:
            # a document that was never held is about none, and one that comes is looked at when it is kept
            with suppress(FileNotFoundError):
                linked_graphs.drop(self.folder, linked_graphs.authority(self.folder, document_id, self.names))

    def _set(self, name: str, source: Source | None) -> None:
        before = self.sources.pop(name, None)
        for version in before.versions if before else ():
            self.callers[version].discard(name)
            if not self.callers[version]:
                del self.callers[version]
        if source:
            self.sources[name] = source
            for version in source.versions:
                self.callers.setdefault(version, set()).add(name)

    def _first(self, document_id: str) -> str | None:
        """The name that a document is made under: of those that hold it, or of those that held it, the first."""
        names = self.callers.get(document_id, set())
        return min([name for name in names if self.sources[name].held == document_id] or names, default=None)

    def _made_as(self, document_id: str) -> tuple[str, Stated] | None:
        """The name that a document is made under, and what is stated of it."""
        first = self._first(document_id)
        return (first, self.sources[first].stated) if first is not None else None

    def _held(self, document_id: str) -> bool:
        return any(self.sources[name].held == document_id for name in self.callers.get(document_id, ()))

    def _settle(self, touched: Collection[str], again: Collection[str]) -> None:
        for document_id in sorted(touched):
            if not self._held(document_id):
                self.index.remove(document_id)
                self.folder.drop_view(document_id)
            if document_id not in self.callers:
                self.folder.remove(document_id)
        for document_id, result in self._made_again(again):
            self._keep_again(document_id, result)
        if again:
            self.folder.pending(())

    def _made_again(self, document_ids: Iterable[str]) -> Iterator[tuple[str, Prepared | KgError]]:
        """Documents made again from their kept texts, each under the first of its names."""
        kept = [self._again(document_id) for document_id in sorted(document_ids)]
        return ((source.document_id, result) for source, result in prepare_all(kept, self.base))

    def _again(self, document_id: str) -> Kept:
        return Kept(self.folder, document_id, *(self._made_as(document_id) or (None, ())))

    def _keep_again(self, document_id: str, result: Prepared | KgError) -> None:
        if isinstance(result, KgError):
            raise result
        self._keep(result, self.folder.original(document_id), indexed=self._held(document_id))

    def _keep(self, made: Prepared, original: Path, *, indexed: bool) -> None:
        if indexed:
            vectors = self.index.kept(made.document.id, made.entries)
            if vectors is None:
                vectors = self.embedder().embed([entry.embedded for entry in made.entries])
            self.index.put(made.document.id, made.entries, vectors)
        self._unlink([made.document.id])
        linked_graphs.drop(self.folder, made.authority)
        self.folder.add(made.document, original, made.nquads)
        if indexed:
            self.folder.keep_view(made.document.id, made.view)


def _with_images(outcome: Outcome, document: Document, *, again: bool) -> Outcome:
    """An outcome that says which pages are images, and whether they were read."""
    said = [outcome.reason] if outcome.reason and not again else []
    if pages := document.pages_of(PageForm.OCR):
        said.append(f"read by OCR: {listed(pages)}")
    if pages := document.pages_of(PageForm.IMAGE):
        said.append(f"not read, as images need OCR (--ocr): {listed(pages)}")
    return replace(outcome, status="added" if again else outcome.status, reason="; ".join(said) or None)


def _place(name: str) -> str:
    """A file's place below the folder that was asked for."""
    return name.partition("/")[2] or name


def _refused(name: str, error: KgError) -> Outcome:
    said = error.reason if isinstance(error, SourceError) else str(error)
    return Outcome(name, "refused", said.removeprefix(f"{name}: "))
