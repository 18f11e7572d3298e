"""Killed at any moment, or out of room: the library is as before the document or after it, and the next run goes on.

KILLS is how many moments are tried (12); KILLS=200 for the full count.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from kg.index.embedders import question_embedder
from kg.library import Library
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("KILLS", "12"))
# The embedder is loaded before the clock starts, so that the moments fall into the writing and not into the imports; it
# is the model's ONNX twin, which loads in a tenth of the time.
RUN = """
import sys
from pathlib import Path
from kg import extract
from kg.index.embedders import question_embedder
from kg.library import Library
from kg.settings import Settings
library = Library.open(Settings(library=Path(sys.argv[1])), create=True)
library._embedder = question_embedder(library.settings)
library._embedder.embed(["ready"])
extract.read_guarded(next(Path(sys.argv[2]).iterdir()))
import kg.annotate, kg.graph.shapes, kg.graph.writer
print("ready", flush=True)
sys.stdin.readline()
for folder in sys.argv[2:]:
    for path in sorted(Path(folder).iterdir()):
        library.ingest([path])
print("done", flush=True)
"""


def write(folder: Path, number: int) -> Path:
    """Ten small files: five of them share their bytes with another, and all say something else in each folder."""
    folder.mkdir()
    for each in range(10):
        council = "Harnmouth City Council"
        text = f"{council}\n\nIn round {number} home {each % 5} was found warm and well run by its staff.\n"
        (folder / f"home-{each}.txt").write_text(text)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def run(library: Path, folders: list[Path], after: float | None = None) -> float:
    """Ingests folders in a child, which is killed `after` seconds; how long it ran."""
    command = [sys.executable, "-c", RUN, str(library), *map(str, folders)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        child.stdin.write(b"go\n")
        child.stdin.flush()
        began = time.monotonic()
        if after is None:
            assert child.stdout.readline() == b"done\n"
        else:
            time.sleep(after)
            child.kill()
        return time.monotonic() - began


def test_a_library_that_was_killed_at_any_moment_opens_conforms_and_finishes(tmp_path: Path) -> None:
    folders = [write(tmp_path / f"round-{number}", number) for number in range(2)]
    expected = tmp_path / "expected"
    took = run(expected, folders)
    moments = random.Random(1)  # noqa: S311
    for attempt in range(KILLS):
        root = tmp_path / f"library-{attempt}"
        run(root, folders, moments.uniform(0, took))
        killed = Library.open(Settings(library=root), create=True)
        killed._embedder = question_embedder(killed.settings)
        assert killed.validate() == {}
        assert len(killed.index) == sum(held.passages for held in killed.documents())
        for folder in folders:
            for path in sorted(folder.iterdir()):
                killed.ingest([path])
        assert files(root) == files(expected), f"attempt {attempt}"


FULL = """
import resource, signal, sys
from pathlib import Path
from kg.errors import LibraryError
from kg.library import Library
from kg.settings import Settings
library = Library.open(Settings(library=Path(sys.argv[1])))
library._embedder.embed(["ready"])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    library.ingest([Path(sys.argv[2])])
except LibraryError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by POSIX here")
@pytest.mark.parametrize("room", [60, 120, 700])
def test_a_full_disk_leaves_the_library_as_before(tmp_path: Path, room: int) -> None:
    """With files cut at some sizes, as a full disk cuts them: one line, and nothing of the document."""
    folder = write(tmp_path / "in", 0)
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    library.ingest([folder / "home-0.txt"])
    before = files(tmp_path / "library")
    command = [sys.executable, "-c", FULL, str(tmp_path / "library"), str(folder / "home-1.txt"), str(room)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "cannot be written" in said
    assert len(said.splitlines()) == 1
    assert [held.name for held in library.documents()] == ["home-0.txt"]
    library.ingest([folder / "home-0.txt"])
    assert files(tmp_path / "library") == before
