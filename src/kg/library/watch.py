"""Follows folders: what is added, changed or removed below them goes into the library until somebody stops it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kg.errors import InputError, LibraryError
from kg.library.ingest import Outcome, find

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.library import Library
    from kg.library.ingest import File

    State = tuple[int, int]

TICK = 1000
"""Milliseconds between two looks at a file that is being written."""

_log = logging.getLogger(__name__)


def follow(
    library: Library,
    paths: Sequence[Path],
    report: Callable[[tuple[Outcome, ...]], None],
    stop: threading.Event | None = None,
) -> None:
    """Keeps a library up with folders until it is interrupted or `stop` is set.

    Documents whose files went while nobody followed stay held: nothing tells them from those of other folders.

    Args:
        library: open, and not being written to.
        paths: files and folders.
        report: called with what became of the files of each change; "removed" for those that went.
        stop: ends it.
    """
    from watchfiles import watch

    followed = _Followed(library, paths)
    said = ""
    behind = True
    ticks = watch(
        *paths, watch_filter=None, stop_event=stop, rust_timeout=TICK, yield_on_timeout=True, raise_interrupt=False
    )
    for changes in ticks:
        if not (changes or behind):
            continue
        try:
            outcomes, behind = followed.catch_up()
        except (InputError, LibraryError) as error:
            # Another process may be writing, or a folder may be away for a moment: said once, and tried again.
            behind = True
            if said != str(error):
                said = str(error)
                _log.warning("%s; trying again", said)
            continue
        said = ""
        if outcomes:
            report(outcomes)


class _Followed:
    """The files below some paths as they were at the last look, and as they were when they were taken in."""

    def __init__(self, library: Library, paths: Sequence[Path]) -> None:
        self.library = library
        self.paths = paths
        self.seen: dict[File, State] = {}
        self.taken: dict[File, State] = {}

    def catch_up(self) -> tuple[tuple[Outcome, ...], bool]:
        """Takes in what has come to rest; what became of it, and whether something is still being written."""
        now = {file: state for file in find(self.paths) if (state := _state(file))}
        resting = {file: state for file, state in now.items() if self.seen.get(file) == state}
        fresh = [file for file, state in resting.items() if self.taken.get(file) != state]
        names = {file.name for file in now}
        gone = [file.name for file in self.taken if file.name not in names]
        behind = now != self.seen
        outcomes = self._take(fresh, gone) if fresh or gone else ()
        self.seen = now
        self.taken = {file: state for file, state in self.taken.items() if file in now} | resting
        return outcomes, behind

    def _take(self, fresh: Sequence[File], gone: Sequence[str]) -> tuple[Outcome, ...]:
        with self.library.writing() as writer:
            outcomes = [outcome for outcome in writer.ingest(fresh, None) if outcome.status != "unchanged"]
            # after the files that came: one that was only renamed is then not made again
            held = [name for name in gone if name in writer.sources]
            writer.remove(held)
        return (*outcomes, *(Outcome(name, "removed") for name in held))


def _state(file: File) -> State | None:
    """What changes when a file is written to; None for one that went while this looks."""
    try:
        found = file.path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns
