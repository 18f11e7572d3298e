"""No file can crash, hang or swell the process that asks for it: each ends in a document or in one clear line."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest
from hostile_other import long_word

from kg.errors import SourceError
from kg.extract import read, read_guarded
from kg.extract.guard import Guard
from kg.extract.wire import dump, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SOURCE = "= Findings\n\nChildren are safe – and ‘well’.\n\n#table(columns: 2, [Overall], [Good])\n\n+ First.\n+ Second."


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard() as guard:
        yield guard


@pytest.fixture
def good(tmp_path: Path, typeset: Callable[[str], bytes]) -> Path:
    path = tmp_path / "good.pdf"
    path.write_bytes(typeset(SOURCE))
    return path


def test_the_child_reads_what_this_process_reads(guard: Guard, good: Path) -> None:
    assert guard.read(good, "good.pdf") == read(good)
    assert read_guarded(good, name="other name.pdf") == read(good, name="other name.pdf")


def test_a_document_survives_the_wire(good: Path) -> None:
    document = read(good)
    assert parse(dump(document)) == document


def test_threads_each_read_with_a_child_of_their_own(good: Path) -> None:
    documents = []
    threads = [threading.Thread(target=lambda: documents.append(read_guarded(good))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert documents == [read(good)] * 3


def test_a_missing_file_a_folder_and_an_odd_name_are_input_errors(guard: Guard, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        guard.read(tmp_path / "nothing\ud800.pdf", "nothing.pdf")
    with pytest.raises(SourceError, match="is not a file"):
        guard.read(tmp_path, "folder")


def test_time_is_limited_and_the_next_file_is_read(good: Path, tmp_path: Path) -> None:
    with Guard(seconds=2.5) as guard:
        assert guard.read(good, "good.pdf").blocks
        slow = tmp_path / "slow.docx"
        os.mkfifo(slow)
        with pytest.raises(SourceError, match="is not a file"):
            guard.read(slow, "slow.docx")
        slow.unlink()
        slow.write_bytes(long_word(100_000))
        with pytest.raises(SourceError, match=r"takes more than 2\.5 s to read"):
            guard.read(slow, "slow.docx")
        assert guard.read(good, "good.pdf").blocks


def test_a_child_that_dies_is_replaced(good: Path) -> None:
    with Guard() as guard:
        guard.read(good, "good.pdf")
        child = guard._child
        assert child is not None
        child.kill()
        child.wait()
        assert guard.read(good, "good.pdf").blocks
