"""Changes to a library that is being read: carried out one after the other in a process of their own (`changing`).

What became of the last ones is kept in memory, so that whoever asked for one may leave and come back.
"""

from __future__ import annotations

import dataclasses
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotDoneError
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import InputError, NotHeldError
from kg.library.manifest import NAME, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.settings import Settings

FOLDER = "uploads"
"""The folder that files added by upload are known by."""
MOST_FILES = 100
_REMEMBERED = 50
_LONGEST_NAME = 150
_IDLE = 60.0
"""Seconds after which a process with nothing to do is ended: the model that embeds takes half a gigabyte."""
_LOST = "the process that changes the library ended before it was done; nothing half-written is held; try again"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a change does with one file.

    Attributes:
        step: the one of `ingest.STEPS` that runs; empty before the first.
        status: added, unchanged, refused or removed; empty while it is not known.
        reason: as of `ingest.Outcome`.
        document: the id of the document held under the name.
        wrong: what the check found after it was held, one line each.
    """

    name: str
    step: str = ""
    status: str = ""
    reason: str | None = None
    document: str | None = None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was asked for.

    Attributes:
        kind: add, remove, review or undo.
        state: waiting, running, done or failed.
        record: what a review is now.
        fault: why it failed, in one line.
    """

    id: str
    kind: str
    files: tuple[FileChange, ...] = ()
    state: str = "waiting"
    record: Mapping[str, Any] | None = None
    fault: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in {"done", "failed"}


class Changes:
    """The changes to one library, in the order in which they were asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Change] = OrderedDict()
        self._ends: dict[str, Future[None]] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="change")
        self._child: subprocess.Popen[str] | None = None
        self._using = threading.Lock()
        self._idle: threading.Timer | None = None
        self._closed = False

    def add(self, files: Iterable[tuple[str, IO[bytes]]]) -> Change:
        """Takes files in, each by its name and its bytes; manifests among them say what is stated of the others.

        Raises:
            InputError: there is none, or there are too many.
        """
        root = Path(tempfile.mkdtemp(prefix="kg-"))
        try:
            paths = _saved(files, root / FOLDER)
        except BaseException:
            shutil.rmtree(root)
            raise
        named = tuple(FileChange(f"{FOLDER}/{path.name}") for path in paths)
        return self._begin("add", named, {"paths": [str(path) for path in paths]}, lambda: shutil.rmtree(root))

    def remove(self, name: str) -> Change:
        """Takes a name out, as `Library.remove`."""
        return self._begin("remove", (FileChange(name),), {"name": name})

    def review(self, id_: str, verdict: str, correction: Mapping[str, Any], stated: Mapping[str, Any]) -> Change:
        """Accepts, corrects or rejects a fact, as `Library.review`."""
        given = {"fact": id_, "verdict": verdict, "correction": dict(correction), "stated": dict(stated)}
        return self._begin("review", (), given)

    def undo(self, id_: str) -> Change:
        """Takes a review back."""
        return self._begin("undo", (), {"fact": id_})

    def get(self, id_: str) -> Change:
        """A change as it is now.

        Raises:
            NotHeldError: none has that id, or it was long ago.
        """
        with self._lock:
            if id_ in self._known:
                return self._known[id_]
        raise NotHeldError("no such change is remembered; what became of it stands among the documents")

    def recent(self) -> tuple[Change, ...]:
        """The last changes, newest first."""
        with self._lock:
            return tuple(reversed(self._known.values()))

    def wait(self, id_: str, seconds: float) -> Change:
        """A change as it is when it is over, or after some seconds."""
        end = self._ends.get(id_)
        if end is not None:
            with suppress(NotDoneError):
                end.result(seconds)
        return self.get(id_)

    def close(self) -> None:
        """Ends the process; a change that is being carried out is as if it had been interrupted."""
        self._closed = True
        self._rest(None)
        self._end()
        self._pool.shutdown(cancel_futures=True)

    def _begin(
        self, kind: str, files: tuple[FileChange, ...], given: dict[str, Any], after: Callable[[], object] = bool
    ) -> Change:
        change = Change(secrets.token_hex(6), kind, files)
        self._note(change)
        self._ends[change.id] = self._pool.submit(self._run, change, given, after)
        return change

    def _note(self, change: Change) -> None:
        with self._lock:
            self._known[change.id] = change
            over = [each.id for each in self._known.values() if each.over]
            for forgotten in over[: max(0, len(self._known) - _REMEMBERED)]:
                del self._known[forgotten]
                self._ends.pop(forgotten, None)

    def _run(self, change: Change, given: dict[str, Any], after: Callable[[], object]) -> None:
        change = replace(change, state="running")
        self._note(change)
        with self._using:
            self._carry_out(change, given, after)
        self._rest(_IDLE)

    def _carry_out(self, change: Change, given: dict[str, Any], after: Callable[[], object]) -> None:
        try:
            for said in self._said({"do": change.kind, **given}):
                change = _after(change, said)
                self._note(change)
        except (OSError, ValueError):
            self._end()
        finally:
            after()
            if not change.over:
                self._note(replace(change, state="failed", fault=_LOST))

    def _rest(self, seconds: float | None) -> None:
        """Ends the process after some seconds without a change; None: never mind."""
        if self._idle is not None:
            self._idle.cancel()
        self._idle = None
        if seconds is not None and not self._closed:
            self._idle = threading.Timer(seconds, self._end_unused)
            self._idle.daemon = True
            self._idle.start()

    def _end_unused(self) -> None:
        if self._using.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._using.release()

    def _said(self, request: dict[str, Any]) -> Iterable[dict[str, Any]]:
        """The replies to a request, up to the last; ends early where the process does."""
        child = self._running()
        assert child.stdin is not None  # noqa: S101  (both are pipes)
        assert child.stdout is not None  # noqa: S101
        child.stdin.write(json.dumps(request) + "\n")
        child.stdin.flush()
        for line in child.stdout:
            said = json.loads(line)
            yield said
            if "step" not in said:
                return

    def _running(self) -> subprocess.Popen[str]:
        if self._closed:
            raise OSError("closed")
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        settings = dataclasses.asdict(self._settings) | {"library": os.fspath(self._settings.library)}
        command = [sys.executable, "-m", "kg.library.changing", json.dumps(settings)]
        self._child = subprocess.Popen(  # noqa: S603  (our own module)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def _after(change: Change, said: Mapping[str, Any]) -> Change:
    """The change after a reply."""
    if "step" in said:
        name, step = said["name"], said["step"]
        files = tuple(replace(each, step=step) if each.name == name else each for each in change.files)
        return replace(change, files=files)
    if "fault" in said:
        return replace(change, state="failed", fault=said["fault"])
    if change.kind in {"review", "undo"}:
        return replace(change, state="done", record=said["done"])
    files = tuple(
        FileChange(each["name"], "", each["status"], each["reason"], each.get("id"), tuple(each.get("wrong", ())))
        for each in said["done"]
    )
    return replace(change, state="done", files=files)


def _saved(files: Iterable[tuple[str, IO[bytes]]], folder: Path) -> list[Path]:
    """The files written below a folder under names that are safe; those that are documents, not manifests."""
    folder.mkdir(parents=True)
    taken: set[str] = set()
    for given, stream in files:
        if not given:
            continue
        if len(taken) == MOST_FILES:
            raise InputError(f"more than {MOST_FILES} files at once; add them in parts, or with kg ingest")
        name = _safe(given, taken)
        taken.add(name)
        with (folder / name).open("wb") as file:
            shutil.copyfileobj(stream, file)
    papers = [folder / name for name in sorted(taken) if name != NAME and not name.endswith(SUFFIXES)]
    if not papers:
        raise InputError("choose at least one file")
    return papers


def _safe(given: str, taken: set[str]) -> str:
    """The last part of a name without what a file system or a page could trip over, and unlike those taken."""
    name = "".join(
        each for each in given.replace("\\", "/").rpartition("/")[2] if each.isprintable() and each not in ':*?"<>|'
    )
    path = Path(name.strip(" .") or "file")
    stem, suffix = path.stem[:_LONGEST_NAME], path.suffix[:20]
    made, number = stem + suffix, 1
    while made in taken:
        number += 1
        made = f"{stem} ({number}){suffix}"
    return made
