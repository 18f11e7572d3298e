"""The files of a library on disk: each written whole or not at all, and the name last, which makes a document held.

library.json          format and base IRI
names/<hash>.json     a file's name and the ids of its versions, oldest first; the last is held when this file stands
briefings/<id>/       what `library.briefings` keeps
reviews/<id>.*.json   what people said of a document's facts (`library.reviews`)
graphs/<id>.nq        a document's named graph, canonical N-Quads
texts/<id>.json       its text with name, pages and blocks, as it was read
originals/<id>.<ext>  the file as it came
index/                what `kg.index` keeps, of the documents held only
views/<id>.json       rows of our queries over its graph (`kg.search.views`), of the documents held; follows from it
linked/<gss>.nq       what follows from the documents held about an authority (`library.linked_graphs`)
pending.json          while a change of names is being carried out: the documents that have to be made again
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import LibraryError, SourceError
from kg.extract import wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.library.manifest import Stated
    from kg.model import Document

FORMAT = 3
_REBUILT = 2
"""The format whose graphs say the same in other words: a rebuild makes it one of this format."""
_FOLDERS = ("names", "graphs", "texts", "originals", "index", "reviews")
_VIEWS, LINKED = "views", "linked"
_MADE = (_VIEWS, LINKED)
"""Folders of what follows from the others."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was ingested, by its name.

    Attributes:
        versions: ids of the documents that its bytes have been, oldest first; the last is held.
        stated: what a manifest states of it.
    """

    name: str
    versions: tuple[str, ...]
    stated: Stated = ()

    @property
    def held(self) -> str:
        """The id of the document that the file is now."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Swept:
    """What an interrupted run had left: how many files were taken away, and the documents to be made again."""

    files: int
    pending: tuple[str, ...]


class Folder:
    """The durable files of one library; knows nothing of what stands in a graph."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def exists(self) -> bool:
        """Whether a library has been begun here."""
        return (self.root / "library.json").is_file()

    def begin(self, base: str) -> None:
        """Makes the folder, or checks that the one here was made by this format and base.

        Raises:
            LibraryError: the folder holds something else, or a library of another format or base.
        """
        if self.exists():
            self.check(base)
            return
        self.vacant()
        self.shelve(self.root)
        self._declare(base)

    def vacant(self) -> None:
        """Raises LibraryError where the folder holds a library already, or anything else."""
        if self.exists():
            raise LibraryError(f"{self.root} holds a library already; name another folder with --library")
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise LibraryError(f"{self.root} is not empty and is no library; name another folder with --library")

    @staticmethod
    def shelve(root: Path) -> None:
        """Makes the folders that a library has, empty ones too."""
        for name in (*_FOLDERS, *_MADE):
            (root / name).mkdir(parents=True, exist_ok=True)

    def files(self) -> tuple[Path, ...]:
        """Every file that lasts and cannot be made of the others alone, in order of its name."""
        found = itertools.chain(self.root.glob("briefings/*/*"), *((self.root / name).glob("*") for name in _FOLDERS))
        kept = (path for path in found if not path.name.startswith(".") and path.suffix != ".part")
        return (self.root / "library.json", *sorted(kept, key=lambda path: path.relative_to(self.root).as_posix()))

    @staticmethod
    def name_file(name: str) -> str:
        """The file, below the library's folder, that says what a name calls."""
        return f"names/{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:16]}.json"

    def check(self, base: str, *, rebuilding: bool = False) -> None:
        """Raises LibraryError unless a library of this base and format, or for a rebuild the last format, is here."""
        try:
            made = json.loads((self.root / "library.json").read_bytes())
        except FileNotFoundError:
            raise LibraryError(f"no library at {self.root}; make one with: kg ingest PATH") from None
        except (OSError, ValueError) as error:
            raise LibraryError(f"{self.root}/library.json cannot be read: {error}") from None
        if made.get("format") == 1:
            self._take_over(base)
            made["format"] = _REBUILT
        if made.get("format") == _REBUILT and not rebuilding:
            raise LibraryError(
                f"{self.root} was made by an earlier version of Throughline; make it again with: kg rebuild"
            )
        if made.get("format") not in (FORMAT, _REBUILT):
            raise LibraryError(f"{self.root} was made by another version of Throughline; ingest its files again")
        if made.get("base") != base:
            raise LibraryError(f"{self.root} was made with the base {made.get('base')}; set KG_BASE to it")

    def rebuilt(self, base: str) -> None:
        """Notes that every graph is of this format."""
        self._declare(base)

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[Swept]:
        """Holds the one writer's lock, and gives what the last one left behind; readers need no lock.

        Args:
            patience: seconds to wait for another writer to end.

        Raises:
            LibraryError: another process is writing.
        """
        from filelock import FileLock, Timeout  # here, as readers need no lock

        lock = FileLock(self.root / "library.lock", timeout=patience)
        try:
            lock.acquire()
        except Timeout:
            raise LibraryError(f"another process is writing to {self.root}; try again when it has ended") from None
        with lock:
            yield self._sweep()

    def sources(self) -> tuple[Source, ...]:
        """The files that were ingested, by name."""
        found = []
        for path in (self.root / "names").glob("*.json"):
            # a name that goes while this looks is a name that is gone
            with suppress(FileNotFoundError):
                said = json.loads(path.read_bytes())
                found.append(Source(said["name"], tuple(said["versions"]), tuple(said.get("stated", {}).items())))
        return tuple(sorted(found, key=lambda source: source.name))

    def name(self, source: Source) -> None:
        """Writes a file's name; with this its last version is held, and the one before no more."""
        said: dict[str, object] = {"name": source.name, "versions": source.versions}
        if source.stated:
            said["stated"] = dict(source.stated)
        write_whole(self._name(source.name), json.dumps(said).encode())

    def unname(self, name: str) -> None:
        """Takes a file's name away."""
        self._name(name).unlink(missing_ok=True)

    def pending(self, document_ids: Iterable[str]) -> None:
        """Notes the documents that a change of names makes again, so that an interruption does not forget them."""
        if ids := sorted(document_ids):
            write_whole(self.root / "pending.json", json.dumps(ids).encode())
        else:
            (self.root / "pending.json").unlink(missing_ok=True)

    def ids(self) -> tuple[str, ...]:
        """Ids of the documents held, sorted."""
        return tuple(sorted({source.held for source in self.sources()}))

    def stamp(self) -> tuple[int, ...]:
        """Changes whenever a document is added, replaced or removed, or what follows from several is made again."""
        there = [self.root / name for name in ("names", "graphs", LINKED)]
        return tuple(path.stat().st_mtime_ns for path in there if path.is_dir())

    def made(self) -> dict[str, int]:
        """When the graph of each document held was written, by id, sorted."""
        found = {}
        for document_id in self.ids():
            # a graph that goes while this looks belongs to a document that is being removed
            with suppress(FileNotFoundError):
                found[document_id] = self._graph(document_id).stat().st_mtime_ns
        return found

    def graph(self, document_id: str) -> bytes:
        """A document's named graph as N-Quads."""
        return self._graph(document_id).read_bytes()

    def original(self, document_id: str) -> Path:
        """The file as it came.

        Raises:
            LibraryError: it is missing.
        """
        found = next((self.root / "originals").glob(f"{document_id}.*"), None)
        if found is None:
            raise LibraryError(f"the original of document {document_id} is missing; ingest its file again")
        return found

    def document(self, document_id: str) -> Document:
        """A document as it was read, without reading the original again.

        Raises:
            LibraryError: its text is missing or damaged.
        """
        try:
            return wire.parse((self.root / "texts" / f"{document_id}.json").read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LibraryError(
                f"the text of document {document_id} is damaged ({error}); ingest its file again"
            ) from None

    def view_path(self, document_id: str) -> Path:
        """Where the view of a document is kept; it need not be there."""
        return self.root / _VIEWS / f"{document_id}.json"

    def keep_view(self, document_id: str, view: bytes) -> None:
        """Writes the view of a document's graph.

        Raises:
            LibraryError: the disk is full.
        """
        write_whole(self.view_path(document_id), view)

    def drop_view(self, document_id: str) -> None:
        """Takes the view of a document's graph away."""
        self.view_path(document_id).unlink(missing_ok=True)

    def add(self, document: Document, original: Path, nquads: bytes) -> None:
        """Writes a document's files, less its view; it is held when a name says so.

        Raises:
            SourceError: the file is no longer the one that was read.
            LibraryError: the disk is full.
        """
        kept = self.root / "originals" / (document.id + (original.suffix.lower() or ".bin"))
        if original != kept:
            data = original.read_bytes()
            if hashlib.sha256(data).hexdigest() != document.sha256:
                raise SourceError(document.name, "changed while it was being read; ingest it again")
            write_whole(kept, data)
        write_whole(self.root / "texts" / f"{document.id}.json", wire.dump(document))
        self.drop_view(document.id)  # first, so that none is ever there of another graph
        write_whole(self._graph(document.id), nquads)

    def remove(self, document_id: str) -> None:
        """Takes away a document's files; no name may say that it is held."""
        for name in (_VIEWS, "reviews", "graphs", "texts", "originals"):
            for path in (self.root / name).glob(f"{document_id}.*"):
                path.unlink(missing_ok=True)

    def _graph(self, document_id: str) -> Path:
        return self.root / "graphs" / f"{document_id}.nq"

    def _name(self, name: str) -> Path:
        return self.root / self.name_file(name)

    def _declare(self, base: str, format_: int = FORMAT) -> None:
        write_whole(self.root / "library.json", json.dumps({"format": format_, "base": base}).encode())

    def _take_over(self, base: str) -> None:
        """Makes a library of format 1, where the graph alone made a document held, one of this format."""
        (self.root / "names").mkdir(exist_ok=True)
        for path in (self.root / "graphs").glob("*.nq"):
            self.name(Source(self.document(path.stem).name, (path.stem,)))
        self._declare(base, _REBUILT)

    def _sweep(self) -> Swept:
        """Takes away what an interrupted run left behind: half-written files, and those of documents without a name."""
        sources = self.sources()
        known = {version for source in sources for version in source.versions}
        held = {source.held for source in sources}
        left = 0
        self.shelve(self.root)
        for folder in (*_FOLDERS, *_MADE):
            for path in (self.root / folder).iterdir():
                wanted = held if folder in {"index", _VIEWS} else known
                whole = not path.name.startswith(".") and path.suffix != ".part"
                if not whole or (folder not in {"names", LINKED} and path.name.split(".")[0] not in wanted):
                    path.unlink(missing_ok=True)
                    left += 1
        return Swept(left, self._interrupted(known))

    def _interrupted(self, known: set[str]) -> tuple[str, ...]:
        try:
            return tuple(i for i in json.loads((self.root / "pending.json").read_bytes()) if i in known)
        except FileNotFoundError:
            return ()


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that after a crash it is there whole or not at all.

    Raises:
        LibraryError: the disk is full, or the folder may not be written to.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise LibraryError(f"{path} cannot be written: {error.strerror}") from None
    with suppress(OSError):
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest(*state: object) -> str:
    """Sixteen digits that differ where the state does."""
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]
