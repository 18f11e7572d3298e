"""The processes that free queries run in, seen from inside: a single-threaded zygote that holds the store, and workers.

The zygote forks a worker when told to, keeps its copy of the store up to date and collects the dead. A worker answers
one query after another under limits that the system enforces; whoever started it kills it when time is up. `sandbox`
is the other end of both.

A worker's answer is a run of frames: `d` and bytes of the result, then `e` and JSON that says how it ended.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from multiprocessing import Pipe, reduction
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.store.evaluate import Job, evaluate

if sys.platform != "win32":  # which has no such limits: there a query is cut by time and size only
    import resource

if TYPE_CHECKING:
    from typing import NoReturn

READY = json.dumps(None).encode()
DATA, END = b"d", b"e"
_KEPT_MEGABYTES = 16  # a worker that has grown by more is not used again


def zygote(control: Connection, store: ox.Store) -> NoReturn:
    """Serve `control` until it closes, then end every worker and this process."""
    _settle(control)
    workers: set[int] = set()
    try:
        while True:
            command = json.loads(control.recv_bytes())
            if command["do"] == "fork":
                _fork(control, store, workers)
            elif command["do"] == "end":
                workers.discard(command["pid"])
                _reply(control, _end(command["pid"]))
            else:
                change(store, command["graph"], control.recv_bytes())
                _reply(control, None)
    except (EOFError, OSError):
        for pid in workers:
            _end(pid)
    finally:
        os._exit(0)  # nothing of the process that was forked may run its exit handlers here


def change(store: ox.Store, graph_iri: str, ntriples: bytes) -> None:
    """Make a graph hold these triples and nothing else."""
    graph = ox.NamedNode(graph_iri)
    store.remove_graph(graph)
    if ntriples:
        store.load(ntriples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)


def loaded(path: Path) -> ox.Store:
    """A store with the N-Quads of a file."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return store


def start_zygote(descriptor: int, dump: str) -> NoReturn:
    """Entry of a zygote in a fresh interpreter."""
    control = Connection(descriptor)
    store = loaded(Path(dump))
    control.send_bytes(READY)
    zygote(control, store)


def start_worker(wire: Connection, dump: str) -> None:
    """Entry of a worker in a fresh interpreter, where there is no fork."""
    store = loaded(Path(dump))
    wire.send_bytes(READY)
    work(wire, store)


def work(wire: Connection, store: ox.Store) -> None:
    """Answer queries until the wire closes or the process has grown too much."""
    memory = _Memory()
    before = memory.resident()
    last = False
    while not last:
        try:
            message = json.loads(wire.recv_bytes())
        except (EOFError, OSError):
            return
        memory.limit(message["megabytes"], message["seconds"])
        output = _Output(wire, message["result_megabytes"] * 2**20)
        fault, text = _attempt(store, Job(**message["job"]), output)
        output.flush()
        last = memory.resident() - before > _KEPT_MEGABYTES * 2**20
        wire.send_bytes(END + json.dumps({"fault": fault, "text": text, "last": last}).encode())


def _attempt(store: ox.Store, job: Job, output: _Output) -> tuple[str | None, str]:
    """Answer one query; returns what went wrong, as a kind and the engine's words, or None and nothing."""
    try:
        evaluate(store, job, cast("IO[bytes]", output))
    except SyntaxError as error:
        return "syntax", str(error)
    except _TooLargeError:
        return "size", ""
    except MemoryError:
        return "memory", ""
    except (OSError, ValueError, RuntimeError) as error:
        return "engine", " ".join(str(error).split())
    return None, ""


class _TooLargeError(Exception):
    """The result has more bytes than it may have."""


class _Output:
    """Where the engine writes: frames of about 64 KB on the connection, up to a limit."""

    def __init__(self, wire: Connection, limit: int) -> None:
        self._wire = wire
        self._room = limit
        self._pending = bytearray(DATA)

    def write(self, data: bytes) -> int:
        self._room -= len(data)
        if self._room < 0:
            raise _TooLargeError
        self._pending += data
        if len(self._pending) > 65_000:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if len(self._pending) > len(DATA):
            self._wire.send_bytes(self._pending)
            self._pending = bytearray(DATA)


class _Memory:
    """This process's memory and its limits.

    The descriptor is opened once, because a worker may open nothing: that is also what keeps SERVICE from ever reaching
    the network, whatever the guard made of the query's text.
    """

    def __init__(self) -> None:
        self._statm: int | None = None
        if Path("/proc/self/statm").exists():
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        if sys.platform != "win32":
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def resident(self) -> int:
        """Bytes of memory in use; 0 where the system does not say."""
        return self._pages(1)

    def limit(self, megabytes: int, seconds: float) -> None:
        """Allow so much more address space and, should nobody be left to kill this process, so much more CPU time."""
        if sys.platform == "win32":
            return
        if self._statm is not None:
            space = self._pages(0) + megabytes * 2**20
            _lower(resource.RLIMIT_AS, space)
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + 2)

    def _pages(self, field: int) -> int:
        if self._statm is None:
            return 0
        return int(os.pread(self._statm, 200, 0).split()[field]) * os.sysconf("SC_PAGE_SIZE")


def _lower(kind: int, value: int) -> None:
    """Set the limit that can be moved again, below the one that cannot."""
    if sys.platform == "win32":
        return
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _fork(control: Connection, store: ox.Store, workers: set[int]) -> None:
    """A new worker; its process id and its connection go to the other end of `control`."""
    near, far = Pipe()
    pid = os.fork()
    if pid == 0:
        try:
            near.close()
            control.close()
            work(far, store)
            os._exit(0)
        finally:
            os._exit(1)
    far.close()
    workers.add(pid)
    _reply(control, pid)
    reduction.send_handle(control, near.fileno(), os.getppid())
    near.close()


def _end(pid: int) -> int:
    """Kill a worker; returns its exit status, or the signal that had ended it before, negative."""
    os.kill(pid, signal.SIGKILL)  # it is our child and not yet waited for: the number is still its own
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _reply(control: Connection, answer: int | None) -> None:
    control.send_bytes(json.dumps(answer).encode())


def _settle(control: Connection) -> None:
    """Let go of what was inherited: descriptors, signal handlers, the objects of a process that goes on elsewhere."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    # pointed elsewhere and not closed: an inherited object that closes its number must not hit a later one of ours
    listing = Path("/proc/self/fd")
    for name in [path.name for path in listing.iterdir()] if listing.is_dir() else ("0", "1", "2"):
        if int(name) not in {null, control.fileno()}:
            os.dup2(null, int(name), inheritable=False)
    gc.disable()
    gc.freeze()
