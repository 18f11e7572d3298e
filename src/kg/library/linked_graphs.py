"""The linked graphs of a library: a file an authority, made of the documents held about it and of nothing else.

A file is taken away before any document about its authority changes, and made again when the run of changes ends: so
one that is there is true of what is held, whatever interrupts a run, and the next run makes what is missing.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from kg.library import reviews
from kg.library.folder import LINKED, write_whole
from kg.library.spread import spread
from kg.search import views
from kg.vocabulary import load
from kg.vocabulary.names import Names, linked_graph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.library.folder import Folder

Group = tuple[str, tuple[str, ...]]
"""An authority's GSS code and the ids of the documents held about it, sorted."""


def path(folder: Folder, gss: str) -> Path:
    """Where the linked graph of an authority is kept; it need not be there."""
    return folder.root / LINKED / f"{gss}.nq"


def there(folder: Folder) -> dict[str, int]:
    """When each linked graph was written, by GSS code, sorted."""
    found = {}
    for kept in sorted((folder.root / LINKED).glob("*.nq")):
        # a graph that goes while this looks is about to be made again
        with suppress(FileNotFoundError):
            found[kept.stem] = kept.stat().st_mtime_ns
    return found


def version(folder: Folder, gss: str) -> int | None:
    """When the linked graph of an authority was written; None where it is not there."""
    try:
        return path(folder, gss).stat().st_mtime_ns
    except FileNotFoundError:
        return None


def read(folder: Folder, gss: str) -> bytes:
    """The linked graph of an authority as it is kept; empty where it is not there."""
    try:
        return path(folder, gss).read_bytes()
    except FileNotFoundError:
        return b""


def drop(folder: Folder, gss: str | None) -> None:
    """Takes an authority's linked graph away, as something that it rests on is about to change."""
    if gss is not None:
        path(folder, gss).unlink(missing_ok=True)


def authority(folder: Folder, document_id: str, names: Names) -> str | None:
    """The authority that a document in the folder is about, by its GSS code."""
    view = views.View(document_id, folder.view_path(document_id), lambda: folder.graph(document_id), names)
    rows = view.rows("documents")
    return rows[0]["authority"].rpartition("/")[2] if rows and "authority" in rows[0] else None


def groups(folder: Folder, names: Names) -> tuple[Group, ...]:
    """The documents held about each authority, by GSS code."""
    found: dict[str, list[str]] = {}
    for document_id in folder.ids():
        gss = authority(folder, document_id, names)
        if gss is not None:
            found.setdefault(gss, []).append(document_id)
    return tuple((gss, tuple(ids)) for gss, ids in sorted(found.items()))


def settle(folder: Folder, names: Names) -> None:
    """Makes the linked graphs that are missing, and takes away those of authorities that no document is about."""
    held = groups(folder, names)
    kept = there(folder)
    for gss in kept.keys() - {gss for gss, _ in held}:
        drop(folder, gss)
    missing = [group for group in held if group[0] not in kept]
    for (gss, _), quads in zip(missing, spread(partial(make, folder=folder, names=names), missing), strict=True):
        write_whole(path(folder, gss), quads)


def make(group: Group, folder: Folder, names: Names) -> bytes:
    """The linked graph of an authority as canonical N-Quads."""
    from kg import graph
    from kg.linking import Links

    gss, ids = group
    documents = [(id_, graph.read(folder.graph(id_), folder.document(id_), names)) for id_ in ids]
    links = Links(documents, load(names.base), reviews.of_links(folder.root))
    return graph.linked_nquads(links.stated(gss), gss, names)


def violations(group: Group, folder: Folder, names: Names) -> tuple[str, tuple[str, ...]]:
    """The path of an authority's linked graph, and all that is wrong with it; of one yet to be made, nothing."""
    from kg import graph

    gss, _ = group
    called = linked_graph(gss)
    try:
        kept = path(folder, gss).read_bytes()
        found = graph.parse(kept)
    except FileNotFoundError:
        return called, ()
    except (OSError, SyntaxError, ValueError) as error:
        return called, (str(error),)
    other = _difference(kept.splitlines(), make(group, folder, names).splitlines())
    return called, (*other, *graph.check(found, names.base))


def _difference(kept: Iterable[bytes], made: Iterable[bytes]) -> tuple[str, ...]:
    odd = min(set(kept) ^ set(made), default=None)
    if odd is None:
        return ()
    said = odd.decode(errors="replace")[:200]
    return (f"it is not what the documents held make, which kg rebuild mends: {said}",)
