"""From files to documents ready to be held: found, read in a guarded child, annotated, made a graph and checked."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from kg.errors import InputError, InvalidGraphError, KgError, SourceError
from kg.library import manifest, reviews
from kg.library.spread import spread
from kg.search import views
from kg.search.catalogue import shortest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.index import Entry
    from kg.library.folder import Folder
    from kg.library.manifest import Stated
    from kg.model import Annotated, Document, Review

    Tell = Callable[[str, str], None]
    """Called with a file's name and the step that begins for it."""

STEPS = ("read", "annotate", "check", "index")
"""What is done with each file, in this order; the first three by `prepare`, the last by the writer."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be ingested: where it is, its name from the folder that was asked for on, and what is stated of it."""

    path: Path
    name: str
    stated: Stated = ()
    ocr: bool = False

    def read(self) -> Document:
        """The document that the file is.

        Raises:
            SourceError: it cannot be read as one.
        """
        from kg.extract import read_guarded

        return read_guarded(self.path, name=self.name, ocr=self.ocr)

    def reviews(self) -> tuple[Review, ...]:
        """None: a file that comes in was never reviewed."""
        return ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A document whose text is kept, to be made again under a name; None for the name that it has."""

    folder: Folder
    document_id: str
    name: str | None
    stated: Stated = ()
    given: tuple[Review, ...] | None = None
    """Reviews in the place of those that are kept."""

    def reviews(self) -> tuple[Review, ...]:
        """What people said of its facts.

        Raises:
            LibraryError: a review is damaged.
        """
        return reviews.read(self.folder.root, self.document_id) if self.given is None else self.given

    def read(self) -> Document:
        """The document under that name.

        Raises:
            LibraryError: its text is missing or damaged.
        """
        document = self.folder.document(self.document_id)
        return replace(document, name=self.name or document.name)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: added, unchanged or refused; removed where its folder is followed and it went.

    Attributes:
        reason: why it was refused, which version it takes the place of, or whose bytes it has.
    """

    name: str
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be held: its graph conforms and its quotes are exact; `authority` is what it is about."""

    document: Document
    nquads: bytes
    view: bytes
    entries: tuple[Entry, ...]
    authority: str | None


_T = TypeVar("_T", File, Kept)


def find(paths: Iterable[Path]) -> tuple[File, ...]:
    """The files below some paths, in order of name.

    A folder's README and whatever begins with "." or "_" describe a folder and are no documents; files of other kinds
    in a folder are passed over, while a file that is named itself is always tried. A file is named by the folder that
    was asked for and its place below that ("letters/2021/visit.pdf"), so that it is known again when the folder has
    moved, and not taken for one of the same name in another folder. Files that share even that are told apart by the
    folders above.

    Raises:
        InputError: a path does not exist, or is a device or pipe; a manifest states what cannot be.
    """
    files: dict[str, File] = {}
    for root, found in _roots(paths).items():
        stated = manifest.read(found, root)
        folder = PurePath(os.path.abspath(root)).name  # noqa: PTH100  (as it was named: no link is followed)
        for path in found:
            name = PurePath(folder, path.relative_to(root)).as_posix()
            files.setdefault(os.fspath(path.resolve()), File(path, name, stated.get(path, ())))
    return _told_apart(list(files.values()))


def _roots(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """The files to be read, by the folder that they were asked for with."""
    roots: dict[Path, list[Path]] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
        if path.is_file():
            roots.setdefault(path.parent, []).append(path)
        elif path.is_dir():
            roots.setdefault(path, []).extend(found for found in sorted(path.rglob("*")) if _is_paper(found, path))
        else:
            raise InputError(f"{path} is neither a file nor a folder")
    return roots


def _is_paper(path: Path, root: Path) -> bool:
    """Whether something in a folder is one of its documents."""
    from kg.extract import MEDIA_TYPES

    return path.suffix.lower() in MEDIA_TYPES and path.is_file() and not any(map(_aside, path.relative_to(root).parts))


def _told_apart(files: list[File]) -> tuple[File, ...]:
    """The files with names that differ: those of one name get the end of their path that no other shares."""
    counts = Counter(file.name for file in files)
    same = [file for file in files if counts[file.name] > 1]
    named = dict(zip(same, shortest([file.path.resolve().as_posix() for file in same]), strict=True))
    return tuple(replace(file, name=_text(named.get(file, file.name))) for file in files)


def _text(name: str) -> str:
    """A name as text; of one that is not UTF-8, the other bytes as escapes, as no graph or JSON could hold them."""
    return name.encode("utf-8", "backslashreplace").decode()


def sha256(file: File) -> str:
    """The hash of a file's bytes.

    Raises:
        SourceError: the file cannot be read.
    """
    try:
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(file.name, f"cannot be opened: {error.strerror}") from None


def prepare(source: File | Kept, base: str, tell: Tell | None = None) -> Prepared:
    """Reads, annotates, writes and checks one document; what a manifest states of it wins, and reviews over all.

    Raises:
        SourceError: it cannot be read as a document.
        LibraryError: its kept text is missing or damaged.
        InvalidGraphError: what was made of it does not conform.
    """
    from kg import annotate, graph, passages, vocabulary
    from kg.vocabulary import names

    def step(name: str) -> None:
        if tell:
            tell(source.name or "", name)

    step("read")
    document = source.read()
    step("annotate")
    minted = names.Names(base)
    annotated = annotate.annotate(document, passages.split(document), vocabulary.load(base))
    annotated = reviews.hear(manifest.apply(annotated, source.stated), source.reviews(), minted)
    step("check")
    made = graph.write(annotated, minted)
    messages = (*graph.mismatches(annotated), *graph.check(made, base))
    if messages:
        raise InvalidGraphError(document.name, messages)
    nquads = graph.nquads(made, minted.iri(names.document(document.id)))
    view = views.make(document.id, nquads, minted)
    return Prepared(document, nquads, view, entries(annotated), annotated.metadata.authority)


def entries(annotated: Annotated) -> tuple[Entry, ...]:
    """The passages of a document as the index wants them: title and headings in front, the words themselves after."""
    from kg.index import Entry
    from kg.vocabulary import names

    text = annotated.document.text
    return tuple(
        Entry(
            names.passage(annotated.document.id, passage.span),
            " › ".join((annotated.metadata.title, *(text[h.span.start : h.span.end] for h in passage.headings))),
            text[passage.span.start : passage.span.end],
        )
        for passage in annotated.passages
    )


def prepare_all(sources: Sequence[_T], base: str, tell: Tell | None = None) -> Iterator[tuple[_T, Prepared | KgError]]:
    """Prepares many documents in order; errors come as values.

    On several processes, a few ahead of what is taken; where somebody is told of each step, one after the other here.
    """
    if tell:
        return ((source, _attempt(source, base, tell)) for source in sources)
    return zip(sources, spread(partial(_attempt, base=base), sources), strict=True)


def _attempt(source: File | Kept, base: str, tell: Tell | None = None) -> Prepared | KgError:
    try:
        return prepare(source, base, tell)
    except KgError as error:
        return error


def _aside(part: str) -> bool:
    return part.startswith((".", "_")) or part.upper().startswith("README")
