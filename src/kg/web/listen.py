"""Serves an application until it is interrupted; and RDF files without a library, as a bare SPARQL endpoint."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import TYPE_CHECKING

import click
import waitress
from flask import Flask

from kg.errors import InputError
from kg.store import OxigraphStore, limits_of
from kg.store.formats import FILES
from kg.web import protocol, security

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.settings import Settings

_THREADS = 64
"""Requests at once; most wait for a query in a process of its own, and a thread that waits costs next to nothing."""
LARGEST = 300_000_000
"""Bytes of a request that go to disk where files can be added: more than is taken, so that a page of ours says no."""
_ARENA_MAX, _ARENAS = -8, 2  # M_ARENA_MAX of glibc's malloc.h
_SERVER = {
    "ident": "Throughline",
    "threads": _THREADS,
    "connection_limit": 500,
    "asyncore_use_poll": True,
    "max_request_header_size": 4 * 2**20,  # a long query by GET is refused by the protocol, not cut off by the server
    "max_request_body_size": 16 * 2**20,
}


def listen(app: Flask, *, host: str, port: int, largest: int | None = None) -> None:
    """Serves an application until it is interrupted; prints the address.

    Args:
        app: the application.
        host: the address to listen on.
        port: 0 takes a free one.
        largest: bytes of a request's body above which the server breaks off, 16 MB unless told otherwise.

    Raises:
        InputError: nothing can listen at that address.
    """
    _share_memory()
    bounds = _SERVER | ({"max_request_body_size": largest} if largest else {})
    try:
        server = waitress.create_server(app, host=host, port=port, **bounds)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot listen at {host}, port {port}: {error}; try another --port") from None
    several = isinstance(server, waitress.server.MultiSocketServer)
    for name, number in server.effective_listen if several else [(server.effective_host, server.effective_port)]:
        shown = f"[{name}]" if ":" in name else name
        click.echo(f"Throughline is at http://{shown}:{number}/  (stop it with Ctrl+C)")
    try:
        server.run()
    finally:
        server.close()


def _share_memory() -> None:
    """Let all threads take memory from few places: glibc gives each its own, and what is freed there stays there."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def serve_data(paths: Iterable[Path], settings: Settings, *, host: str, port: int) -> None:
    """Serves RDF files at `/sparql` until it is interrupted, with no library; folders are searched for such files.

    Raises:
        InputError: a file cannot be read or parsed, or nothing can listen at that address.
    """
    store = OxigraphStore(limits_of(settings))
    for file in _files(paths):
        store.load(file)
    store.start()
    app = Flask("kg.web.endpoint", static_folder=None)
    security.protect(app)
    app.register_blueprint(protocol.blueprint(store.execute))
    try:
        listen(app, host=host, port=port)
    finally:
        store.close()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.suffix.lower() in FILES)
        else:
            yield path
