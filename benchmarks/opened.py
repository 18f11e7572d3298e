"""The library that a benchmark runs over: the folder that is named, else the sample corpus, ingested for the while."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.library import Library
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@contextmanager
def library() -> Iterator[Library]:
    """The library of the first argument, or of the sample corpus."""
    if sys.argv[1:]:
        with Library.open(Settings(library=Path(sys.argv[1]))) as held:
            yield held
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Settings(library=Path(folder) / "library"), create=True) as made,
    ):
        made.ingest([CORPUS])
        yield made
