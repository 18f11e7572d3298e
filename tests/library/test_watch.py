"""A folder that is followed: what comes, changes and goes in it comes, changes and goes in the library."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from kg.library import Library
from kg.library.watch import follow
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from kg.library import Outcome


def test_a_followed_folder_and_the_library_stay_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "first.txt").write_text("Findings\n\nFoster carers told us that they feel well supported.\n")
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    said: queue.Queue[tuple[Outcome, ...]] = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(target=follow, args=(library, [folder], said.put, stop))
    thread.start()

    def heard() -> list[tuple[str, str]]:
        return [(outcome.name, outcome.status) for outcome in said.get(timeout=120)]

    try:
        assert heard() == [("in/first.txt", "added")]
        (folder / "second.txt").write_text("Findings\n\nHealth assessments remain late for many children.\n")
        assert heard() == [("in/second.txt", "added")]
        (folder / "second.txt").write_text("Findings\n\nHealth assessments are now on time for most children.\n")
        assert heard() == [("in/second.txt", "added")]
        assert "on time" in library.search("health assessments")[0].citation.quote
        (folder / "first.txt").unlink()
        assert heard() == [("in/first.txt", "removed")]
    finally:
        stop.set()
        thread.join(60)
    assert [held.name for held in library.documents()] == ["second.txt"]
    assert len(library.show("second.txt")["document"]["versions"]) == 2
