"""The child process of `guard`: reads one file a request until its input ends; `guard` runs it as a module.

Request: a line of JSON `[path, name, seconds, ocr]`. Reply: a status letter (D document, E error), the length in eight
hexadecimal digits, and that many bytes.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import SourceError
from kg.extract import read
from kg.extract.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Document

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's wall clock holds there
    resource = None  # type: ignore[assignment]


def main(megabytes: int) -> None:
    """Serves requests from standard input; nothing but replies reaches standard output."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if resource is not None:
        with suppress(ValueError, OSError):  # macOS knows the limit but does not let it be set
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin.buffer:
        path, name, seconds, ocr = json.loads(line)
        _limit_processor(seconds)
        _reply(replies, partial(read, Path(path), name=name, ocr=ocr), megabytes)


def _reply(replies: BinaryIO, reading: Callable[[], Document], megabytes: int) -> None:
    try:
        status, body = b"D", dump(reading())
    except SourceError as error:
        status, body = b"E", error.reason.encode("utf-8", "backslashreplace")
    except MemoryError:
        status, body = b"E", f"needs more than {megabytes} MB of memory to read".encode()
    except RecursionError:
        status, body = b"E", b"is nested too deeply to read"
    replies.write(b"%c%08x" % (status[0], len(body)) + body)
    replies.flush()


def _limit_processor(seconds: float) -> None:
    """Sets the limit of processor time for the next file: the system's signal ends this process at it."""
    if resource is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(usage.ru_utime + usage.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]))
