"""Whatever is wrong with a request, a command says so in one line and ends with status 2."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def kg(*arguments: str | bytes, library: Path) -> subprocess.CompletedProcess[str]:
    """Runs the command as a shell does, where an argument may be any bytes."""
    environment = os.environ | {"KG_LIBRARY": str(library), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, env=environment, check=False
    )


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("words", "why"),
    [("", "it is empty"), (" \n", "it is empty"), (b"care \xff leavers", "it is not UTF-8 text")],
)
def test_what_holds_no_words_is_no_question(command: str, words: str | bytes, why: str, library_folder: Path) -> None:
    run = kg(command, words, library=library_folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines() == [run.stderr.strip()]
    assert why in run.stderr


def test_a_library_that_cannot_be_made_there_is_refused(tmp_path: Path, corpus: Path) -> None:
    """The folder's parent is a file: the line names it and why, as for a folder that may not be written."""
    (tmp_path / "file").write_text("mine")
    run = kg("ingest", str(corpus), library=tmp_path / "file" / "library")
    assert run.returncode == 2
    assert run.stderr.splitlines() == [run.stderr.strip()]
    assert str(tmp_path / "file") in run.stderr


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    run = kg(library=tmp_path)
    assert run.returncode == 2
    assert "\n  ask " in run.stderr


def test_nothing_found_is_said(library_folder: Path) -> None:
    run = kg("statistics", "--since", "2090", library=library_folder)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "no number was found\n")


def test_a_path_that_does_not_exist_begins_no_library(tmp_path: Path) -> None:
    run = kg("ingest", str(tmp_path / "none"), library=tmp_path / "new")
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()
