"""The triple stores that the contract runs over, each for real: the embedded one, and one over a served endpoint."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store import Limits, OxigraphStore
from kg.store.endpoint import EndpointStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import TripleStore

LIMITS = Limits(seconds=20, megabytes=256, result_megabytes=4)


def _server() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("the oxigraph server is not installed (PyPI: oxigraph)")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _served(*options: str) -> Iterator[TripleStore]:
    port = _free_port()
    command = [_server(), "serve", "--bind", f"127.0.0.1:{port}", *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield EndpointStore(f"http://127.0.0.1:{port}/query", limits=LIMITS)
    finally:
        server.kill()
        server.wait()


def _embedded() -> Iterator[TripleStore]:
    store = OxigraphStore(LIMITS)
    yield store
    store.close()


STORES = {
    "embedded": _embedded,
    "oxigraph serve, union": lambda: _served("--union-default-graph"),
    "oxigraph serve, plain": _served,
}


@pytest.fixture(scope="session", params=STORES)
def running(request: pytest.FixtureRequest) -> Iterator[TripleStore]:
    """A store of each kind."""
    yield from STORES[request.param]()


@pytest.fixture
def store(running: TripleStore) -> TripleStore:
    """The same, empty."""
    for graph in running.graphs():
        running.drop(graph)
    return running
