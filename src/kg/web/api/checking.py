"""Validation for the web, once a version: by `kg validate` in a process of its own, as pySHACL changes rdflib."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotDoneError
from typing import TYPE_CHECKING, Any

from kg.errors import LibraryError, LimitError

if TYPE_CHECKING:
    from kg.library import Library
    from kg.settings import Settings

    Found = list[dict[str, Any]]

PATIENCE = 20.0
"""Seconds that a request waits; the check goes on, and a later request has what it found."""
_LONGEST = 3600


class Checks:
    """The last check of one library that was asked for."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="validate")
        self._of: str | None = None
        self._made: Future[Found] | None = None

    def violations(self, library: Library) -> Found:
        """`kg validate --json`.

        Raises:
            LimitError: it takes longer than a request waits.
            LibraryError: it could not be made.
        """
        try:
            return self.begin(library).result(PATIENCE)
        except NotDoneError:
            raise LimitError("the documents are still being checked; ask again in a minute") from None

    def begin(self, library: Library) -> Future[Found]:
        """The check of the library as it is now, begun unless it was."""
        with self._asking:
            failed = self._made is not None and self._made.done() and self._made.exception() is not None
            if self._made is None or failed or self._of != library.version:
                self._of, self._made = library.version, self._pool.submit(_validate, library.settings)
            return self._made

    def last(self, library: Library) -> Future[Found] | None:
        """The check of the library as it is now, as far as it was begun."""
        with self._asking:
            return self._made if self._of == library.version else None


def _validate(settings: Settings) -> Found:
    command = [sys.executable, "-m", "kg", "--library", os.fspath(settings.library), "validate", "--json"]
    environment = os.environ | {"KG_BASE": settings.base}
    run = subprocess.run(  # noqa: S603  (our own command, and a folder that is no option)
        command, capture_output=True, env=environment, timeout=_LONGEST, check=False
    )
    if run.returncode not in {0, 1}:
        raise LibraryError(f"the documents could not be checked: {run.stderr.decode(errors='replace').strip()[-300:]}")
    found: Found = json.loads(run.stdout)
    return found
