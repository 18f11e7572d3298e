"""The child process of `guard`: reads one file a request until its input ends; `guard` runs it as a module.

Request: a line of JSON `[path, name, seconds, ocr]`, or `[path, name, seconds, page, width, marks]` for a picture of a
page. Reply: a status letter (D document, P picture, E error), the length in eight hexadecimal digits, and those bytes.
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
from kg.extract import load, read
from kg.extract.wire import dump

if TYPE_CHECKING:
    from collections.abc import Callable

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
        path, name, seconds, *rest = json.loads(line)
        _limit_processor(seconds)
        if len(rest) == 1:
            _reply(replies, b"D", partial(_document, Path(path), name, *rest), megabytes)
        else:
            _reply(replies, b"P", partial(_drawn, Path(path), name, *rest), megabytes)


def _document(path: Path, name: str, ocr: bool) -> bytes:  # noqa: FBT001
    return dump(read(path, name=name, ocr=ocr))


def _drawn(path: Path, name: str, page: int, width: int, marks: list[tuple[float, float, float, float]]) -> bytes:
    from kg.extract.pdf.picture import drawn

    return drawn(load(path, name), name, page, width, marks)


def _reply(replies: BinaryIO, kind: bytes, work: Callable[[], bytes], megabytes: int) -> None:
    try:
        status, body = kind, work()
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
