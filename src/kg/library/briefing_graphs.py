"""The briefings of a library as graphs: the last version of each, for the store, for export and to be checked."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import LibraryError
from kg.vocabulary.names import briefing

if TYPE_CHECKING:
    from pathlib import Path

    from kg.library.folder import Folder
    from kg.vocabulary.names import Names

Version = tuple[str, int]
"""The file of a briefing's version, and when it was written."""
_FILE = re.compile(r"[0-9]{5}\.nq")


def root(folder: Folder) -> Path:
    """Where briefings are kept; it need not be there."""
    return folder.root / "briefings"


def there(folder: Folder) -> dict[str, Version]:
    """The last version of each briefing, by its id, sorted."""
    found: dict[str, Version] = {}
    for kept in sorted(root(folder).glob("*/*.nq")):
        # a briefing that goes while this looks is being removed
        with suppress(FileNotFoundError):
            if _FILE.fullmatch(kept.name):
                found[kept.parent.name] = kept.name, kept.stat().st_mtime_ns
    return found


def read(folder: Folder, briefing_id: str) -> bytes:
    """The last version of a briefing as N-Quads; empty where it is not there any more."""
    version = there(folder).get(briefing_id)
    try:
        return (root(folder) / briefing_id / version[0]).read_bytes() if version else b""
    except FileNotFoundError:
        return b""


def violations(briefing_id: str, folder: Folder, names: Names) -> tuple[str, tuple[str, ...]]:
    """The path of a briefing's graph and all that is wrong with it; whether it may go out is another matter."""
    from kg.briefing import graph
    from kg.graph import check, parse

    path, quads = briefing(briefing_id), read(folder, briefing_id)
    try:
        made = graph.read(quads, names)
    except LibraryError as error:
        return path, (str(error),)
    if made.id != briefing_id or graph.write(made, names) != quads:
        return path, ("the graph is not what the briefing makes; restore a copy of it",)
    return path, check(parse(quads), names.base)
