"""The process that carries changes out for `changes`: one a request, telling of each step, until its input ends.

Request: a line of JSON with `do` (add, remove, review, undo) and its arguments. Reply: lines of JSON, each a `step` of
a file, the last one `done` or the `fault` in one line. A process of its own, as pySHACL changes rdflib while it runs.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kg.errors import KgError
from kg.library import Library, listings, naming
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Say = Callable[..., None]

DONE = "done"
"""The step of a file that is through, before what became of it is said."""
PATIENCE = 600.0
"""Seconds to wait for another writer, such as `kg ingest`."""


def main(settings: Mapping[str, Any]) -> None:
    """Serves requests from standard input; nothing but replies reaches standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process when it is interrupted itself
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    library = Library.open(Settings(**{**settings, "library": Path(settings["library"])}))
    library.patience = PATIENCE
    for line in sys.stdin:
        request = json.loads(line)
        try:
            _say(replies, done=_DO[request.pop("do")](library, _sayer(replies), **request))
        except KgError as error:
            _say(replies, fault=str(error))


def _say(replies: TextIO, **said: object) -> None:
    replies.write(json.dumps(said) + "\n")
    replies.flush()


def _sayer(replies: TextIO) -> Say:
    return lambda **said: _say(replies, **said)


def _add(library: Library, say: Say, paths: list[str]) -> list[dict[str, Any]]:
    """Takes files in; of each what became of it, and what is wrong with it once it is held."""

    def told(name: str, step: str) -> None:
        say(name=name, step=step)

    outcomes = library.ingest(map(Path, paths), tell=told, advance=lambda _, __, name: told(name, DONE))
    held = {source.name: source.held for source in library.folder.sources()}
    return [
        {"name": each.name, "status": each.status, "reason": each.reason}
        | {"id": held.get(each.name), "wrong": _wrong(library, held, each.name) if each.status == "added" else ()}
        for each in outcomes
    ]


def _wrong(library: Library, held: Mapping[str, str], name: str) -> tuple[str, ...]:
    return listings.checked(held[name], library.folder, library.names)[1]


def _remove(library: Library, _: Say, name: str) -> list[dict[str, Any]]:
    found = naming.meant(name, library.folder.sources())
    library.remove(name)
    return [{"name": each, "status": "removed", "reason": None} for each in found]


def _review(
    library: Library, _: Say, fact: str, verdict: str, correction: Mapping[str, Any], stated: Mapping[str, Any]
) -> dict[str, Any]:
    return library.review(fact, verdict, correction, **stated)


def _undo(library: Library, _: Say, fact: str) -> dict[str, Any]:
    return library.reviews.undo(fact)


_DO: Mapping[str, Callable[..., Any]] = {"add": _add, "remove": _remove, "review": _review, "undo": _undo}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
