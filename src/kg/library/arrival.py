"""An archive taken in as a new library: everything is checked before anything is held, since it may come from anyone.

What is checked: the archive's own list of files against what comes, by name, length and hash; that names, texts,
graphs, originals and index belong together; that every quote is a stretch of its text; and the shapes.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError, KgError
from kg.library import reviews
from kg.library.archive import FORMAT, MANIFEST
from kg.library.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library import Library
    from kg.settings import Settings

_NAME = re.compile(
    r"library\.json|(names|graphs|texts|originals|index)/[0-9a-f]{16}\.[A-Za-z0-9]{1,16}"
    r"|reviews/[0-9a-f]{16}\.[0-9a-f]{16}(\.link)?\.json"
    r"|briefings/[a-z0-9][a-z0-9-]{0,79}/[0-9]{5}\.nq"
)
LARGEST_MANIFEST = 200_000_000
LARGEST_RATIO = 200
"""How much larger an archive may become: N-Quads of ours pack to a fifteenth."""


def take_in(source: Path, settings: Settings) -> Library:
    """Makes a library of an archive, whole or not at all.

    Args:
        source: a zip or folder that `kg export` wrote.
        settings: they name the library, which must not exist yet.

    Raises:
        InputError: the archive is damaged, is none, was made by another version or base, or holds what does not fit
            together.
        LibraryError: the target is taken, or cannot be written.
    """
    from kg.library import Library

    target = settings.library
    folder = Folder(target)
    folder.vacant()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            made = Path(beside) / "made"
            with _opened(source) as archive:
                _unpack(archive, made)
            arrived = Library.open(replace(settings, library=made))
            _check(source, arrived)
            with arrived.writing():  # makes the views, which no archive holds
                pass
            made.replace(target)
    except OSError as error:
        raise InputError(f"{source} cannot be taken in: {error.strerror or error}") from None
    return Library.open(settings)


@dataclass(frozen=True, slots=True)
class _Archive:
    """What is read from: its name in messages, the files it holds, and a way to open one."""

    path: Path
    names: tuple[str, ...]
    zipped: zipfile.ZipFile | None

    def open(self, name: str) -> BinaryIO:
        if self.zipped is not None:
            return self.zipped.open(name)  # type: ignore[return-value]
        path = self.path / name
        if path.is_symlink() or not path.is_file():
            raise self.fault(f"{name} is no plain file")
        return path.open("rb")

    def fault(self, what: str) -> InputError:
        return InputError(f"{self.path} cannot be taken in: {what}")


@contextmanager
def _opened(path: Path) -> Iterator[_Archive]:
    """The archive at a path.

    Raises:
        InputError: there is none, or its directory is damaged.
    """
    if path.is_dir():
        found = (each for each in path.rglob("*") if each.is_symlink() or not each.is_dir())
        yield _Archive(path, tuple(sorted(each.relative_to(path).as_posix() for each in found)), None)
        return
    try:
        with zipfile.ZipFile(path) as zipped:
            entries = zipped.infolist()
            archive = _Archive(path, tuple(entry.filename for entry in entries), zipped)
            if any(entry.flag_bits & 1 for entry in entries):
                raise archive.fault("it is encrypted")
            if sum(entry.file_size for entry in entries) > LARGEST_RATIO * max(path.stat().st_size, 1):
                raise archive.fault(f"it would become more than {LARGEST_RATIO} times as large")
            yield archive
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file or folder") from None
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise InputError(f"{path} cannot be taken in: it is damaged or no archive ({error})") from None


def _unpack(archive: _Archive, target: Path) -> None:
    """Writes the files that the archive's list names, each checked on its way."""
    listed = _listed(archive)
    if sum(size for size, _ in listed.values()) > shutil.disk_usage(target.parent).free:
        raise archive.fault("it needs more room than the disk has")
    Folder.shelve(target)
    for name, (size, digest) in listed.items():
        kept = target / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as stream, kept.open("wb") as file:
            found, left = hashlib.sha256(), size
            while part := stream.read(min(1 << 20, left + 1)):
                left -= len(part)
                if left < 0:
                    break
                found.update(part)
                file.write(part)
        if left or found.hexdigest() != digest:
            raise archive.fault(f"{name} is not what {MANIFEST} says")


def _listed(archive: _Archive) -> dict[str, tuple[int, str]]:
    """Length and hash of each file by name, from the archive's list, which has to agree with what is there."""
    if MANIFEST not in archive.names:
        raise archive.fault(f"it has no {MANIFEST}; kg export writes one")
    with archive.open(MANIFEST) as stream:
        data = stream.read(LARGEST_MANIFEST + 1)
    try:
        said = json.loads(data if len(data) <= LARGEST_MANIFEST else b"")
        version = said["throughline"]["archive"]
        listed = {str(name): (int(each["bytes"]), str(each["sha256"])) for name, each in said["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise archive.fault(f"{MANIFEST} is damaged") from None
    if version != FORMAT:
        raise archive.fault(f"it is an archive of format {version}, and this version reads {FORMAT}")
    if odd := next(
        (name for name in (*listed, *archive.names) if name != MANIFEST and not _NAME.fullmatch(name)), None
    ):
        raise archive.fault(f"{odd!r} is no file of a library")
    if sorted([*listed, MANIFEST]) != sorted(archive.names):
        raise archive.fault(f"it does not hold what {MANIFEST} lists")
    if "library.json" not in listed or any(size < 0 for size, _ in listed.values()):
        raise archive.fault(f"{MANIFEST} is damaged")
    return listed


def _check(source: Path, library: Library) -> None:
    """Raises InputError unless the files belong together and what they say is true of their texts."""
    try:
        wrong = next(_faults(library), None)
    except (KgError, ValueError, KeyError, TypeError, SyntaxError, OSError, RecursionError) as error:
        said = str(error).replace(str(library.settings.library), "").splitlines() or [type(error).__name__]
        wrong = f"its files are damaged: {said[0]}"
    finally:
        library.close()
    if wrong:
        raise InputError(f"{source} cannot be taken in: {wrong}")


def _faults(library: Library) -> Iterator[str]:
    folder = library.folder
    there = {path.relative_to(folder.root).as_posix() for path in folder.files()}
    sources = folder.sources()
    expected = {"library.json"} | {folder.name_file(source.name) for source in sources}
    held = set(folder.ids())
    known = {version for source in sources for version in source.versions}
    for document_id in known:
        yield from _document(library, document_id, indexed=document_id in held)
        expected |= {f"graphs/{document_id}.nq", f"texts/{document_id}.json"}
        expected.add(folder.original(document_id).relative_to(folder.root).as_posix())
    expected |= {f"index/{document_id}.passages" for document_id in held}
    for review in reviews.read(folder.root):
        path = reviews.path(folder.root, review)
        owners = {words.document for words in review.words} or {reviews.owner(review)}
        if owners <= known and path.read_bytes() == reviews.dump(review):
            expected.add(path.relative_to(folder.root).as_posix())
    for path in folder.root.glob("briefings/*/*"):
        yield from _briefing(library, path)
        expected.add(path.relative_to(folder.root).as_posix())
    if there != expected:
        yield f"{min(there ^ expected)} is missing, or belongs to no document"
    for name, messages in library.validate().items():
        yield f"{name}: {messages[0]}"


def _document(library: Library, document_id: str, *, indexed: bool) -> Iterator[str]:
    """What is wrong with one document's files, the cheapest to tell first."""
    from kg import graph
    from kg.store import quads
    from kg.vocabulary.names import document

    folder = library.folder
    text = folder.document(document_id)
    with folder.original(document_id).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != text.sha256 or not digest.startswith(document_id):
        yield f"the original of {document_id} is not the file that was read"
    quads.triples(library.names.iri(document(document_id)), folder.graph(document_id))
    annotated = graph.read(folder.graph(document_id), text, library.names)
    if messages := graph.altered(folder.graph(document_id), annotated, library.names):
        yield f"{text.name}: {messages[0]}"
    if indexed:
        from kg.index import entries as index
        from kg.library.ingest import entries

        kept = index.read(folder.root / "index" / f"{document_id}{index.SUFFIX}")
        made = index.entries_of(document_id, entries(annotated), kept.vectors, kept.model)
        if index.to_bytes(made) != index.to_bytes(kept):
            yield f"the index of {document_id} is not that of its text"


def _briefing(library: Library, path: Path) -> Iterator[str]:
    """What is wrong with a version of a briefing: another name than its folder's, or what `save` would not write."""
    from kg.briefing import graph

    kept = path.read_bytes()
    read = graph.read(kept, library.names)
    if read.id != path.parent.name or graph.write(read, library.names) != kept:
        yield f"the briefing {path.parent.name} is not as it was saved"
