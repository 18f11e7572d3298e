"""How many free queries run at once: many short ones, few long ones, so that no number of long ones stops the rest."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from kg.errors import LimitError

if TYPE_CHECKING:
    from contextlib import ExitStack

SHORT = 32 if hasattr(os, "fork") else 8
"""Queries at once, the long ones among them."""
LONG = 12
"""Long ones at once, where there is memory for so many."""
_WAITING = 24  # long ones that may wait for a lane; with those that run they leave threads to everybody else
_BUSY = "too many long queries are running; try again in a moment"


class Lanes:
    """The places of one store's queries; safe to use from several threads."""

    def __init__(self, megabytes: int) -> None:
        """Places for queries that may take so much memory each: the long ones get a third of the machine's together."""
        self._short = threading.BoundedSemaphore(SHORT)
        self._long = threading.BoundedSemaphore(max(2, min(LONG, _machine() // (3 * megabytes))))
        self._waiting = threading.BoundedSemaphore(_WAITING)

    def place(self, until: ExitStack, end: float) -> None:
        """Take a place for as long as the stack lasts; it may be waited for until a moment of the monotonic clock.

        Raises:
            LimitError: there was none.
        """
        _acquire(self._short, until, end, "too many queries are running; try again in a moment")

    def wait(self, until: ExitStack, end: float) -> None:
        """Take a lane for as long as the stack lasts; it may be waited for as a place may.

        Raises:
            LimitError: there was none, or too many wait already.
        """
        if not self._waiting.acquire(blocking=False):
            raise LimitError(_BUSY)
        try:
            _acquire(self._long, until, end, _BUSY)
        finally:
            self._waiting.release()

    def enter(self, until: ExitStack) -> bool:
        """Take a lane that is free at this moment, for as long as the stack lasts; False where there is none."""
        if not self._long.acquire(blocking=False):
            return False
        until.callback(self._long.release)
        return True


def _acquire(free: threading.Semaphore, until: ExitStack, end: float, complaint: str) -> None:
    if not free.acquire(timeout=max(end - time.monotonic(), 0)):
        raise LimitError(complaint)
    until.callback(free.release)


def _machine() -> int:
    """The machine's memory in megabytes; a small one where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (AttributeError, ValueError, OSError):
        return 8192
