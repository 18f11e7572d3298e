"""Reads files in child processes with limits of memory, processor time and wall clock; `worker` is the child.

A child is a fresh interpreter, not a fork, so threads and locks of this process do not matter to it. It is kept from
file to file, replaced when it dies and retired after `_RETIRE_AFTER` files, before what the readers leak adds up.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from kg.errors import SourceError
from kg.extract.wire import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from kg.extract.pdf.picture import Edges
    from kg.model import Document

MEGABYTES = 512
SECONDS = 30.0
_RETIRE_AFTER = 100
_OCR_TIMES = 20


class Guard:
    """One reading child and its limits; use from one thread at a time, and as a context manager.

    Args:
        megabytes: address space of the child, of which Python and pdfium take about 60.
        seconds: of wall clock, and of processor time, for one file.
    """

    def __init__(self, megabytes: int = MEGABYTES, seconds: float = SECONDS) -> None:
        self._megabytes = megabytes
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._errors: BinaryIO | None = None
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, name: str, *, ocr: bool = False) -> Document:
        """Reads a file in the child; with OCR it may take twenty times as long.

        Raises:
            SourceError: the file cannot be read as a document, or reading it ran into a limit.
        """
        return parse(self._answer(path, name, self._seconds * (_OCR_TIMES if ocr else 1), ocr))

    def draw(self, path: Path, name: str, page: int, width: int, marks: Sequence[Edges]) -> bytes:
        """A page of a PDF as PNG; arguments as for `pdf.picture.drawn`.

        Raises:
            SourceError: it cannot be drawn, or drawing it ran into a limit.
        """
        return self._answer(path, name, self._seconds, page, width, list(marks))

    def _answer(self, path: Path, name: str, seconds: float, *asked: object) -> bytes:
        """What the child replies.

        Raises:
            SourceError: it says that it cannot, or it ran into a limit.
        """
        child = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            reply = self._ask(child, json.dumps([str(path.absolute()), name, seconds, *asked]))
        finally:
            timer.cancel()
        if reply is None:
            raise SourceError(name, self._autopsy(child, seconds, late=late.is_set()))
        status, body = reply
        self._files += 1
        if self._files >= _RETIRE_AFTER:
            self.close()
        if status == b"E":
            raise SourceError(name, body.decode("utf-8"))
        return body

    def close(self) -> None:
        """Ends the child, if there is one; the next read starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout, self._errors):
                if pipe is not None:
                    pipe.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        self._files = 0
        self._errors = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  (closed with the child)
        self._child = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, "-m", "kg.extract.worker", str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
        )
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], request: str) -> tuple[bytes, bytes] | None:
        """The child's reply, or None when it died over the file."""
        requests, replies = cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)
        try:
            requests.write(request.encode("ascii") + b"\n")
            requests.flush()
        except OSError:
            return None
        head = replies.read(9)
        if len(head) < 9:
            return None
        length = int(head[1:], 16)
        body = replies.read(length)
        return (head[:1], body) if len(body) == length else None

    def _autopsy(self, child: subprocess.Popen[bytes], seconds: float, *, late: bool) -> str:
        """Why the child died, in one line."""
        code = child.wait()
        error = self._last_words()
        self.close()
        if late or code == -getattr(signal, "SIGXCPU", 0):
            return f"takes more than {seconds:g} s to read"
        if "MemoryError" in error:
            return f"needs more than {self._megabytes} MB of memory to read"
        if code > 0 and error:
            return f"is damaged, or of a kind its reader does not know ({error[:200]})"
        return f"needs more than {self._megabytes} MB of memory to read, or is damaged beyond reading"

    def _last_words(self) -> str:
        errors = cast("BinaryIO", self._errors)
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - 4096))
        lines = errors.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


class Guards:
    """Children for any number of threads: each `read` takes one that is idle, or a new one."""

    def __init__(self) -> None:
        self._idle: queue.LifoQueue[Guard] = queue.LifoQueue()
        self.process = os.getpid()

    def read(self, path: Path, name: str, *, ocr: bool = False) -> Document:
        """As `Guard.read`, from any thread."""
        with self._guard() as guard:
            return guard.read(path, name, ocr=ocr)

    def draw(self, path: Path, name: str, page: int, width: int, marks: Sequence[Edges]) -> bytes:
        """As `Guard.draw`, from any thread."""
        with self._guard() as guard:
            return guard.draw(path, name, page, width, marks)

    @contextmanager
    def _guard(self) -> Iterator[Guard]:
        try:
            guard = self._idle.get_nowait()
        except queue.Empty:
            guard = Guard()
        try:
            yield guard
        finally:
            self._idle.put(guard)

    def close(self) -> None:
        """Ends all idle children; a forked process leaves its parent's alone."""
        if os.getpid() != self.process:
            return
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return


_lock = threading.Lock()
_shared: Guards | None = None


def shared() -> Guards:
    """This process's children, ended at its exit; a forked process gets its own."""
    global _shared  # noqa: PLW0603  (one set of children a process)
    with _lock:
        if _shared is None or _shared.process != os.getpid():
            _shared = Guards()
            atexit.register(_shared.close)
        return _shared


def _environment() -> dict[str, str]:
    """Ours, with this package first on the path and one malloc arena, which keeps the address space small."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path, "MALLOC_ARENA_MAX": "1"}
