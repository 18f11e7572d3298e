"""Changes in the background: in a process of their own, one after the other, and the library that is open sees them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError, NotHeldError
from kg.library import Library
from kg.library.changes import MOST_FILES
from kg.library.ingest import STEPS
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTER = b"""# Visit to Harnmouth City Council

3 May 2022

Care leavers are well supported. Visits to children are too often late.
"""
LONG = 120.0


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("changes") / "library"
    with Library.open(Settings(library=folder), create=True) as library:
        yield library


def test_files_come_in_each_with_what_became_of_it_and_what_is_refused_stops_nothing(opened: Library) -> None:
    files = [("../odd/letter.md", io.BytesIO(LETTER)), ("minutes.pdf", io.BytesIO(b"<html><body>A page"))]
    begun = opened.changes.add(files)
    assert [each.name for each in begun.files] == ["uploads/letter.md", "uploads/minutes.pdf"]
    ended = opened.changes.wait(begun.id, LONG)
    assert ended.state == "done", ended.fault
    added, refused = ended.files
    assert (added.status, added.wrong) == ("added", ())
    assert opened.held("letter.md").id == added.document
    assert refused.status == "refused"
    assert "web page saved as .pdf" in str(refused.reason)
    assert opened.changes.recent()[0] == ended


def test_a_review_is_kept_by_that_process_too_and_a_wrong_one_says_why(opened: Library) -> None:
    statement = opened.reviews.facts(kinds=["statement"])[0]
    given = opened.changes.review(statement["id"], "accepted", {}, {"by": "A. Reader"})
    ended = opened.changes.wait(given.id, LONG)
    assert ended.state == "done", ended.fault
    assert [each["by"] for each in opened.reviews.list()] == ["A. Reader"]
    wrong = opened.changes.wait(opened.changes.review(statement["id"], "corrected", {"stance": "odd"}, {}).id, LONG)
    assert wrong.state == "failed"
    assert "no stance 'odd'" in str(wrong.fault)
    assert opened.changes.wait(opened.changes.undo(statement["id"]).id, LONG).state == "done"
    assert not opened.reviews.list()


def test_what_is_removed_is_gone_and_an_unknown_name_fails_in_one_line(opened: Library) -> None:
    assert opened.changes.wait(opened.changes.remove("letter.md").id, LONG).state == "done"
    assert not opened.documents()
    failed = opened.changes.wait(opened.changes.remove("letter.md").id, LONG)
    assert failed.fault == "no document called letter.md is held; kg sources lists those that are"
    with pytest.raises(NotHeldError):
        opened.changes.get("unknown")


def test_nothing_and_too_much_are_refused_before_anything_begins(opened: Library) -> None:
    before = opened.changes.recent()
    for files in ([], [("", io.BytesIO())], [("manifest.csv", io.BytesIO(b"file,title\n"))]):
        with pytest.raises(InputError, match="at least one"):
            opened.changes.add(files)
    with pytest.raises(InputError, match="in parts"):
        opened.changes.add((f"{number}.txt", io.BytesIO(b"x")) for number in range(MOST_FILES + 1))
    assert opened.changes.recent() == before


def test_the_steps_are_told_in_order(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_bytes(LETTER)
    told: list[tuple[str, str]] = []
    with Library.open(Settings(library=tmp_path / "library"), create=True) as library:
        library.ingest([tmp_path / "letter.md"], tell=lambda name, step: told.append((name, step)))
    assert [step for _, step in told] == list(STEPS)
    assert {name.rpartition("/")[2] for name, _ in told} == {"letter.md"}
