"""A library as one thing to carry away: a folder or zip that opens elsewhere, or its graphs as N-Quads or TriG.

An archive is a library's own files and `archive.json`, which names each with its length and SHA-256; `arrival` reads
it. The same library gives the same bytes: files in order of name, no clock.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, LibraryError
from kg.library import briefing_graphs, linked_graphs
from kg.vocabulary import nquads
from kg.vocabulary.names import PREFIXES, VOCABULARY, Names, briefing, document, linked_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from kg.library.folder import Folder

MANIFEST = "archive.json"
FORMAT = 1
ENDINGS = {".nq": "nquads", ".trig": "trig", ".zip": "zip", "": "folder"}
"""The form that a file's name asks for."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = 0o100644 << 16


def export(folder: Folder, base: str, target: Path, form: str | None) -> None:
    """Writes a library to a file or folder, whole or not at all.

    Args:
        folder: the library's files.
        base: the base of its IRIs.
        target: a file, which is replaced; for `folder` one that does not exist or is empty.
        form: one of `FORMS`; None takes it from the target's ending.

    Raises:
        InputError: the target cannot be that.
        LibraryError: it cannot be written, or the library changed meanwhile.
    """
    form = form or ENDINGS.get(target.suffix.lower())
    if form is None:
        raise InputError(f"{target} tells no form: end it in .nq, .trig or .zip, or say which form it shall be")
    if not target.parent.is_dir():
        raise InputError(f"{target.parent} is no folder")
    if form == "folder" and target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is there already; name a folder that is not, or an empty one")
    before = folder.stamp()
    with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
        made = Path(beside) / "made"
        try:
            FORMS[form](folder, base, made)
            if folder.stamp() != before:
                raise LibraryError("the library changed while it was being exported; try again")
            made.replace(target)
        except (OSError, zipfile.LargeZipFile) as error:
            raise LibraryError(f"{target} cannot be written: {error}") from None


def quads(folder: Folder, base: str) -> Iterator[bytes]:
    """The graphs of a library as canonical N-Quads, the registers among them, in order of graph."""
    graphs = {VOCABULARY: lambda: nquads(base)} | {
        document(each): lambda each=each: folder.graph(each) for each in folder.ids()
    }
    graphs |= {linked_graph(gss): linked_graphs.path(folder, gss).read_bytes for gss in linked_graphs.there(folder)}
    for each in briefing_graphs.there(folder):
        graphs[briefing(each)] = partial(briefing_graphs.read, folder, each)
    return (graphs[path]() for path in sorted(graphs))


def write_nquads(folder: Folder, base: str, stream: BinaryIO) -> None:
    """The whole library as N-Quads."""
    stream.writelines(quads(folder, base))


def write_trig(folder: Folder, base: str, stream: BinaryIO) -> None:
    """The whole library as TriG, with prefixes."""
    import pyoxigraph as ox

    lines = (quad for graph in quads(folder, base) for quad in ox.parse(graph, format=ox.RdfFormat.N_QUADS))
    ox.serialize(lines, stream, format=ox.RdfFormat.TRIG, prefixes=PREFIXES | {"id": Names(base).base})


STREAMS: Mapping[str, Callable[[Folder, str, BinaryIO], None]] = {"nquads": write_nquads, "trig": write_trig}
"""The forms that are one stream of text."""


def _stream(form: str) -> Callable[[Folder, str, Path], None]:
    def write(folder: Folder, base: str, target: Path) -> None:
        with target.open("wb") as stream:
            STREAMS[form](folder, base, stream)

    return write


def _folder(folder: Folder, _base: str, target: Path) -> None:
    manifest = _manifest(folder)
    for name in manifest["files"]:
        kept = target / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder.root / name, kept)
    folder.shelve(target)
    (target / MANIFEST).write_bytes(_json(manifest))


def _zip(folder: Folder, _base: str, target: Path) -> None:
    manifest = _manifest(folder)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(_entry(MANIFEST), _json(manifest))
        for name in manifest["files"]:
            with (folder.root / name).open("rb") as source, archive.open(_entry(name), "w") as kept:
                shutil.copyfileobj(source, kept, 1 << 20)


def _manifest(folder: Folder) -> dict[str, dict[str, object]]:
    files: dict[str, object] = {}
    for path in folder.files():
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        files[path.relative_to(folder.root).as_posix()] = {"bytes": path.stat().st_size, "sha256": digest}
    return {"throughline": {"archive": FORMAT}, "files": files}


def _json(manifest: object) -> bytes:
    return json.dumps(manifest, indent=1).encode() + b"\n"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3
    entry.external_attr = _REGULAR
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


FORMS: Mapping[str, Callable[[Folder, str, Path], None]] = {
    "folder": _folder,
    "zip": _zip,
    "nquads": _stream("nquads"),
    "trig": _stream("trig"),
}
"""How each form is written."""
