"""Free queries in processes that can be killed: how long each may run, and what is said of one that was cut.

`nursery` makes the processes and `zygote` is their inside. One that answered well is kept for the next query; one that
was cut, was slow, has grown or holds an older state of the store is not. So that long queries never keep short ones
waiting, they give way to them and have a few `lanes` only: one that finds none is stopped and begins again when one is
free, all within its time.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import weakref
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import KgError, LimitError, QueryError, StoreError
from kg.store import errors
from kg.store.lanes import Lanes
from kg.store.nursery import Nursery, Worker, nursery
from kg.store.zygote import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.evaluate import Job
    from kg.store.port import Limits

_SLOW = 0.25  # processor time with which a query is a long one and gives way
_NICE = 15
_LOOK = 0.05  # seconds between looks at how much it has used
_IDLE = 4  # processes kept for the next queries
_ADVICE = "narrow it, or add a LIMIT"


class _GiveWayError(Exception):
    """A query has become a long one, and all lanes for such are taken."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came from a worker: the result, or the kind of fault and its text; `last` if the worker then ends."""

    body: bytes
    fault: str | None
    text: str
    last: bool


class Sandbox:
    """Answers jobs on a store, each within limits; safe to use from several threads."""

    def __init__(self, store: ox.Store, limits: Limits, *, fork: bool | None = None) -> None:
        self._store = store
        self._limits = limits
        self._fork = hasattr(os, "fork") if fork is None else fork
        self._lanes = Lanes(limits.megabytes)
        self._lock = threading.Lock()  # over all that follows
        self._nursery: Nursery | None = None
        self._closed: Callable[[], object]
        self._idle: list[Worker] = []
        self._current: set[Worker] = set()  # the workers that hold the store as it is now
        self._changed: set[str] = set()

    def start(self) -> None:
        """Get ready. While the process has one thread this costs a fork and no memory."""
        with self._lock:
            self._ready()

    def changed(self, graph_iri: str) -> None:
        """A graph is not what it was: queries that start from now on see it as it is."""
        with self._lock:
            if self._nursery is not None:
                self._changed.add(graph_iri)

    def run(self, job: Job) -> bytes:
        """The serialised result.

        Raises:
            QueryError: the engine refuses the query.
            LimitError: it ran into a limit.
            StoreError: its process failed.
        """
        end = time.monotonic() + self._limits.seconds
        try:
            answer = self._answer(job, end, long=False)
        except _GiveWayError:
            answer = self._answer(job, end, long=True)
        if answer.fault is not None:
            raise self._fault(answer)
        return answer.body

    def close(self) -> None:
        """End every process."""
        with self._lock:
            self._forget()

    def _answer(self, job: Job, end: float, *, long: bool) -> _Answer:
        """One attempt; `long` where it is known that the query needs a lane."""
        with ExitStack() as places:
            if long:
                self._lanes.wait(places, end)
            self._lanes.place(places, end)
            worker = self._take()
            try:
                answer = self._ask(worker, job, end, places, long=long)
            except TimeoutError:
                self._end_aside(worker, places.pop_all())
                raise LimitError(f"the query was stopped after {self._limits.seconds:g} s: {_ADVICE}") from None
            except (EOFError, OSError):
                raise self._death(self._end(worker)) from None
            except BaseException:  # its lane is wanted, or somebody interrupted the wait: it must not go on alone
                self._end_aside(worker, places.pop_all())
                raise
            self._give_back(worker, keep=not answer.last and not worker.slow)
            return answer

    def _ask(self, worker: Worker, job: Job, end: float, places: ExitStack, *, long: bool) -> _Answer:
        """Send a job and gather its answer; one that takes long enters a lane, if it has none.

        Raises:
            TimeoutError: the answer is not whole when the time is up.
            EOFError, OSError: the worker died.
            _GiveWayError: there is no lane.
        """
        begun = worker.seconds()
        if long:
            worker.give_way(_NICE)
        worker.wire.send_bytes(json.dumps({"job": job.message(), **self._limits.message()}).encode())
        body = bytearray()
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not worker.wire.poll(left if worker.slow else min(_LOOK, left)):
                if not worker.slow and worker.seconds() - begun >= _SLOW:
                    if not self._lanes.enter(places):
                        raise _GiveWayError
                    worker.give_way(_NICE)
                continue
            frame = worker.wire.recv_bytes()
            if not frame.startswith(DATA):
                return _Answer(bytes(body), **json.loads(frame[1:]))
            body += memoryview(frame)[1:]

    def _take(self) -> Worker:
        with self._lock:
            try:
                source = self._ready()
                if self._idle:
                    return self._idle.pop()
                worker = source.worker()
            except (EOFError, OSError) as error:
                self._forget()
                raise StoreError("the processes that answer queries have ended; try again") from error
            self._current.add(worker)
            return worker

    def _give_back(self, worker: Worker, *, keep: bool) -> None:
        with self._lock:
            if keep and worker in self._current and not self._changed and len(self._idle) < _IDLE:
                self._idle.append(worker)
                return
        self._end(worker)

    def _end(self, worker: Worker) -> int:
        """Kill a worker; returns its exit status, or the signal that had ended it before, negative."""
        worker.kill()
        with self._lock:
            self._current.discard(worker)
            try:
                return worker.nursery.bury(worker)
            except (EOFError, OSError):  # the nursery is no more: the next query has a new one
                if worker.nursery is self._nursery:
                    self._forget()
                return 1

    def _end_aside(self, worker: Worker, places: ExitStack) -> None:
        """Kill a worker while its client is answered: giving much memory back takes its time; then free its places."""

        def end() -> None:
            with places:
                self._end(worker)

        threading.Thread(target=end, name="kg-store-end").start()

    def _ready(self) -> Nursery:
        """The nursery, holding the store as it is now."""
        if self._nursery is None:
            self._changed.clear()
            self._nursery = nursery(self._store, fork=self._fork)
            self._closed = weakref.finalize(self, self._nursery.close)  # should nobody close this
        elif self._changed:
            self._retire()
            for graph in sorted(self._changed):
                self._nursery.change(graph, _triples(self._store, graph))
            self._changed.clear()
        return self._nursery

    def _retire(self) -> None:
        """Let no worker that exists now be used again."""
        self._current.clear()
        while self._idle:
            worker = self._idle.pop()
            worker.kill()
            worker.nursery.bury(worker)

    def _forget(self) -> None:
        """End the nursery with all its workers."""
        self._current.clear()
        while self._idle:
            self._idle.pop().kill()
        if self._nursery is not None:
            self._closed()
            self._nursery = None

    def _fault(self, answer: _Answer) -> KgError:
        """What a worker says went wrong."""
        if answer.fault == "syntax":
            return errors.from_syntax(answer.text)
        if answer.fault == "size":
            return LimitError(f"the result is larger than {self._limits.result_megabytes} MB: {_ADVICE}")
        if answer.fault == "memory":
            return self._no_memory()
        return StoreError(f"the engine failed: {answer.text}")

    def _death(self, status: int) -> KgError:
        """What the end of a worker without an answer means."""
        if status == -signal.SIGSEGV:
            return QueryError("the query is too deep for the engine; split it")
        if status in {-signal.SIGABRT, -signal.SIGKILL}:
            return self._no_memory()
        if status == -getattr(signal, "SIGXCPU", 0):
            return LimitError(f"the query was stopped after {self._limits.seconds:g} s: {_ADVICE}")
        return StoreError("the query's process ended without an answer")

    def _no_memory(self) -> LimitError:
        return LimitError(f"the query was stopped when it wanted more than {self._limits.megabytes} MB: {_ADVICE}")


def _triples(store: ox.Store, graph_iri: str) -> bytes:
    """What a graph holds, as N-Triples."""
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph_iri)) or b""
