"""Where the processes that answer free queries come from: a zygote that forks them, or a fresh interpreter for each."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe, reduction
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import zygote

if TYPE_CHECKING:
    from collections.abc import Iterator

Wire = Connection  # bytes go both ways

_PATIENCE = 120.0  # seconds that a zygote may take to load the store or to do as told
_START = "import sys; from kg.store import zygote; zygote.start_zygote(int(sys.argv[1]), sys.argv[2])"


@dataclass(eq=False, slots=True)
class Worker:
    """A process that answers queries.

    Attributes:
        nursery: where it comes from.
        wire: to the process.
        slow: whether it has been made to give way to others, which cannot be undone.
    """

    nursery: Nursery
    pid: int
    wire: Wire
    process: Any = field(default=None, repr=False)
    slow: bool = False

    def kill(self) -> None:
        """End it at once and wait until its memory is free; `Nursery.bury` must follow."""
        with suppress(ProcessLookupError):  # the zygote itself was killed, and the system has cleared up after it
            if self.process is not None:
                self.process.kill()
            else:
                os.kill(self.pid, signal.SIGKILL)  # the zygote has not waited for it: the number is still its own
        try:
            while self.wire.poll(_PATIENCE):
                self.wire.recv_bytes()
        except (EOFError, OSError):
            self.wire.close()

    def seconds(self) -> float:
        """Processor time that it has used; the time that has passed, where the system does not say."""
        try:
            return time.clock_gettime(~self.pid << 3 | 2)  # the clock of a process, as Linux numbers them
        except (AttributeError, OSError, ValueError):
            return time.monotonic()

    def give_way(self, niceness: int) -> None:
        """Let processes go first that have run for less time."""
        self.slow = True
        if hasattr(os, "setpriority"):
            with suppress(ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, self.pid, niceness)


class Nursery(Protocol):
    """Makes workers and buries them; used by one thread at a time."""

    def worker(self) -> Worker:
        """A new one, holding the store as it is now."""
        ...

    def bury(self, worker: Worker) -> int:
        """Collect a dead one; returns its exit status, or the signal that ended it, negative."""
        ...

    def change(self, graph_iri: str, ntriples: bytes) -> None:
        """Let workers made from now on hold these triples, or none, in the graph."""
        ...

    def close(self) -> None:
        """End everything."""
        ...


def nursery(store: ox.Store, *, fork: bool) -> Nursery:
    """The best that this system and the state of this process allow."""
    if not fork:
        return _Fresh(store)
    return _Zygote(store, share=_single_threaded())


class _Zygote:
    """The near end of a zygote.

    With `share` it is forked from this process and shares the store's memory; that is safe only while this process has
    one thread. Otherwise a fresh interpreter loads a copy.
    """

    def __init__(self, store: ox.Store, *, share: bool) -> None:
        self._control, far = Pipe()
        self.shares = share
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        if share:
            self.pid = _forked(far, store)
        else:
            self._process = self._spawn(far, store)
            self.pid = self._process.pid

    def worker(self) -> Worker:
        pid = self._tell({"do": "fork"})
        return Worker(self, pid, Connection(reduction.recv_handle(self._control)))

    def bury(self, worker: Worker) -> int:
        return int(self._tell({"do": "end", "pid": worker.pid}))

    def change(self, graph_iri: str, ntriples: bytes) -> None:
        self._control.send_bytes(json.dumps({"do": "change", "graph": graph_iri}).encode())
        self._tell(ntriples)

    def close(self) -> None:
        if os.getpid() != self._owner:  # a copy of the one that made it, at its own exit
            return
        self._control.close()
        if self._process is not None:
            self._process.wait()
        else:
            os.waitpid(self.pid, 0)

    def _spawn(self, far: Wire, store: ox.Store) -> subprocess.Popen[bytes]:
        with _dumped(store) as path:
            command = [sys.executable, "-c", _START, str(far.fileno()), str(path)]
            process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
                command,
                pass_fds=[far.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
            )
            far.close()
            self._answer()
        return process

    def _tell(self, command: dict[str, Any] | bytes) -> Any:
        self._control.send_bytes(command if isinstance(command, bytes) else json.dumps(command).encode())
        return self._answer()

    def _answer(self) -> Any:
        if not self._control.poll(_PATIENCE):
            raise EOFError
        return json.loads(self._control.recv_bytes())


class _Fresh:
    """Workers as fresh interpreters that each load a copy of the store: slow to make, and sure everywhere."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._context = multiprocessing.get_context("spawn")
        self._living: set[Worker] = set()

    def worker(self) -> Worker:
        near, far = Pipe()
        with _dumped(self._store) as path:
            process = self._context.Process(target=zygote.start_worker, args=(far, str(path)), daemon=True)
            process.start()
            far.close()
            if not near.poll(_PATIENCE):
                raise StoreError("a process for queries did not start")
            near.recv_bytes()
        worker = Worker(self, process.pid or 0, near, process)
        self._living.add(worker)
        return worker

    def bury(self, worker: Worker) -> int:
        self._living.discard(worker)
        worker.process.join()
        return int(worker.process.exitcode)

    def change(self, graph_iri: str, ntriples: bytes) -> None:
        """Nothing to do: each worker loads the store anew."""

    def close(self) -> None:
        for worker in tuple(self._living):
            worker.kill()
            self.bury(worker)


def _forked(far: Wire, store: ox.Store) -> int:
    pid = os.fork()
    if pid == 0:
        zygote.zygote(far, store)
    far.close()
    return pid


def _single_threaded() -> bool:
    """Whether this process has one thread, native ones counted; False where the system does not say."""
    threads = Path("/proc/self/task")
    return threads.is_dir() and sum(1 for _ in threads.iterdir()) == 1


def _environment() -> dict[str, str]:
    """The environment in which a fresh interpreter finds this very code."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}


@contextmanager
def _dumped(store: ox.Store) -> Iterator[Path]:
    """The whole store as a file of N-Quads, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="kg-store-") as folder:
        path = Path(folder) / "store.nq"
        store.dump(path, format=ox.RdfFormat.N_QUADS)
        yield path
