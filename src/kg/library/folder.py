"""The files of a library on disk: each written whole or not at all, and the graph last, which makes a document held.

library.json          format, base IRI and the rules that made the graphs
graphs/<id>.nq        a document's named graph, canonical N-Quads; the document is held when this file stands
texts/<id>.json       its text with name, pages and blocks, as it was read
originals/<id>.<ext>  the file as it came
index/                what `kg.index` keeps
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from kg.errors import LibraryError
from kg.extract import wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.model import Document

FORMAT = 1


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
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise LibraryError(f"{self.root} is not empty and is no library; name another folder with --library")
        for name in ("graphs", "texts", "originals", "index"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        self._write(self.root / "library.json", json.dumps({"format": FORMAT, "base": base}).encode())

    def check(self, base: str) -> None:
        """Raises LibraryError unless a library of this format and base is here."""
        try:
            made = json.loads((self.root / "library.json").read_bytes())
        except FileNotFoundError:
            raise LibraryError(f"no library at {self.root}; make one with: kg ingest PATH") from None
        except (OSError, ValueError) as error:
            raise LibraryError(f"{self.root}/library.json cannot be read: {error}") from None
        if made.get("format") != FORMAT:
            raise LibraryError(f"{self.root} was made by another version of Throughline; ingest its files again")
        if made.get("base") != base:
            raise LibraryError(f"{self.root} was made with the base {made.get('base')}; set KG_BASE to it")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the one writer's lock; readers need none.

        Raises:
            LibraryError: another process is writing.
        """
        lock = FileLock(self.root / "library.lock", blocking=False)
        try:
            lock.acquire()
        except Timeout:
            raise LibraryError(f"another process is writing to {self.root}; try again when it has ended") from None
        with lock:
            self._sweep()
            yield

    def ids(self) -> tuple[str, ...]:
        """Ids of the documents held, sorted."""
        return tuple(sorted(path.stem for path in (self.root / "graphs").glob("*.nq")))

    def stamp(self) -> int:
        """Changes whenever a graph is added, replaced or removed."""
        return (self.root / "graphs").stat().st_mtime_ns

    def versions(self) -> dict[str, int]:
        """When the graph of each document was written, by id, sorted."""
        return {document_id: self._graph(document_id).stat().st_mtime_ns for document_id in self.ids()}

    def holds(self, document_id: str) -> bool:
        """Whether a document is held."""
        return self._graph(document_id).is_file()

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

    def add(self, document: Document, original: Path, nquads: bytes) -> None:
        """Writes a document's files, the graph last: before that, the document is not held."""
        kept = self.root / "originals" / (document.id + (original.suffix.lower() or ".bin"))
        if original != kept:
            self._write(kept, original.read_bytes())
        self._write(self.root / "texts" / f"{document.id}.json", wire.dump(document))
        self._write(self._graph(document.id), nquads)

    def remove(self, document_id: str) -> None:
        """Takes a document's files away, the graph first."""
        self._graph(document_id).unlink(missing_ok=True)
        self._clear(document_id)

    def _graph(self, document_id: str) -> Path:
        return self.root / "graphs" / f"{document_id}.nq"

    def _clear(self, document_id: str) -> None:
        for name in ("texts", "originals"):
            for path in (self.root / name).glob(f"{document_id}.*"):
                path.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Takes away what an interrupted run left behind: half-written files, and texts without a graph."""
        for name in ("graphs", "texts", "originals"):
            for path in (self.root / name).iterdir():
                if path.suffix == ".part" or not self.holds(path.name.split(".")[0]):
                    path.unlink(missing_ok=True)

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        """Writes a file so that after a crash it is there whole or not at all."""
        part = path.with_name(path.name + ".part")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        with suppress(OSError):
            handle = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
