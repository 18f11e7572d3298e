"""Names and versions: one document for the same bytes, a new version for changed ones, and no trace of what went."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from kg.errors import NotHeldError
from kg.library import Filters, Library
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "Findings\n\nFoster carers told us that they feel well supported by their social workers.\n"
SECOND = "Findings\n\nFoster carers told us that support has become weaker since the last visit.\n"
OTHER = "Findings\n\nThe timeliness of health assessments remains a concern in the borough.\n"


@pytest.fixture
def opened(tmp_path: Path) -> Library:
    return Library.open(Settings(library=tmp_path / "library"), create=True)


def files(library: Library) -> dict[str, bytes]:
    """The durable files of a library."""
    root = library.settings.library
    return {
        p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and p.suffix != ".lock"
    }


def built(folder: Path, texts: list[tuple[str, str]]) -> Library:
    """A library into which files of these names and texts were ingested one after the other."""
    library = Library.open(Settings(library=folder / "library"), create=True)
    (folder / "in").mkdir()
    for name, text in texts:
        (folder / "in" / name).write_text(text)
        library.ingest([folder / "in" / name])
    return library


def test_the_same_bytes_under_two_names_are_one_document_with_two_names(opened: Library, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.txt"):
        (tmp_path / "in" / name).write_text(FIRST)
        report = opened.ingest([tmp_path / "in" / name])
    assert [(o.status, o.reason) for o in report] == [("unchanged", "the same bytes as in/b.txt")]
    assert [held.name for held in opened.documents()] == ["a.txt"]
    assert opened.sources()["held"][0]["names"] == ["a.txt", "b.txt"]
    assert opened.held("b.txt") == opened.held("a.txt")
    assert opened.search("foster carers", Filters(document=("b.txt",)))
    assert len(opened.search("foster carers")) == 1


def test_a_document_keeps_the_name_that_is_left(opened: Library, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(FIRST)
    opened.ingest([tmp_path / "in"])
    opened.remove("a.txt")
    (tmp_path / "alone").mkdir()
    assert files(opened) == files(built(tmp_path / "alone", [("b.txt", FIRST)]))
    assert [held.name for held in opened.documents()] == ["b.txt"]


def test_a_changed_file_is_a_new_version_and_the_old_one_is_read_but_answers_no_more(tmp_path: Path) -> None:
    library = built(tmp_path, [("a.txt", FIRST), ("a.txt", SECOND)])
    assert [held.passages for held in library.documents()] == [1]
    assert ["weaker" in result.citation.quote for result in library.search("foster carers")] == [True]
    assert not library.store.select('SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "feel well supported")) }').rows
    old, new = library.show("a.txt", version=1), library.show("a.txt")
    assert "well supported" in old["passages"][0]["quote"]
    assert "weaker" in new["passages"][0]["quote"]
    assert (
        old["document"]["versions"]
        == new["document"]["versions"]
        == [old["document"]["sha256"][:16], library.held("a.txt").id]
    )
    with pytest.raises(NotHeldError, match="versions 1 to 2"):
        library.show("a.txt", version=3)


def test_removing_a_name_removes_its_versions_without_a_trace(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    library = built(tmp_path / "one", [("b.txt", OTHER), ("a.txt", FIRST), ("a.txt", SECOND)])
    library.remove("a.txt")
    assert files(library) == files(built(tmp_path / "other", [("b.txt", OTHER)]))


def test_a_file_that_is_as_it_was_before_is_its_own_latest_version(tmp_path: Path) -> None:
    library = built(tmp_path, [("a.txt", FIRST), ("a.txt", SECOND), ("a.txt", FIRST)])
    assert "well supported" in library.search("foster carers")[0].citation.quote
    assert len(library.show("a.txt")["document"]["versions"]) == 2


def test_files_of_one_name_in_two_folders_are_two_documents(opened: Library, tmp_path: Path) -> None:
    for folder, text in (("north", FIRST), ("south", OTHER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.txt").write_text(text)
    opened.ingest([tmp_path / "north", tmp_path / "south"])
    assert [held.name for held in opened.documents()] == ["north/letter.txt", "south/letter.txt"]
    with pytest.raises(NotHeldError, match="several"):
        opened.remove("letter.txt")


def test_files_of_one_name_from_two_folders_stay_two_documents_whenever_they_come(
    opened: Library, tmp_path: Path
) -> None:
    for folder, text in (("north", FIRST), ("south", OTHER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.txt").write_text(text)
        report = opened.ingest([tmp_path / folder])
    assert [(o.name, o.status) for o in opened.shown(report)] == [("south/letter.txt", "added")]
    assert "north/letter.txt, which is held too" in str(report[0].reason)
    assert [held.name for held in opened.documents()] == ["north/letter.txt", "south/letter.txt"]
    assert [len(opened.show(held.name)["document"]["versions"]) for held in opened.documents()] == [1, 1]


def test_a_folder_that_moved_is_known_again(opened: Library, tmp_path: Path) -> None:
    (tmp_path / "here" / "letters").mkdir(parents=True)
    paper = tmp_path / "here" / "letters" / "visit.txt"
    paper.write_text(FIRST)
    opened.ingest([tmp_path / "here" / "letters"])
    (tmp_path / "here").rename(tmp_path / "there")
    moved = tmp_path / "there" / "letters" / "visit.txt"
    assert [o.status for o in opened.ingest([tmp_path / "there" / "letters"])] == ["unchanged"]
    moved.write_text(SECOND)
    assert [o.status for o in opened.ingest([moved])] == ["added"]
    assert [held.name for held in opened.documents()] == ["visit.txt"]
    assert len(opened.show("visit.txt")["document"]["versions"]) == 2


def test_a_new_version_says_where_the_one_before_is_still_held(opened: Library, tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.txt").write_text(FIRST)
    opened.ingest([tmp_path / "north", tmp_path / "south"])
    (tmp_path / "south" / "letter.txt").write_text(SECOND)
    (outcome,) = opened.ingest([tmp_path / "south"])
    assert outcome.reason == "a new version; the one before is still held as north/letter.txt"


def test_what_an_interrupted_run_left_is_taken_away_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A document whose files stand but that no name calls was not finished: the next run says so and goes on."""
    library = built(tmp_path, [("a.txt", FIRST)])
    before = files(library)
    root = library.settings.library
    for name in ("graphs/0123456789abcdef.nq", "texts/0123456789abcdef.json", "index/.0123.passages.new"):
        (root / name).write_text("half")
    with caplog.at_level(logging.WARNING):
        library.ingest([tmp_path / "in"])
    assert files(library) == before
    assert [record.getMessage() for record in caplog.records] == [
        "The last run was interrupted: 3 unfinished files are taken away, 0 documents made again."
    ]


def test_a_library_in_which_the_graph_made_a_document_held_is_taken_over(tmp_path: Path) -> None:
    library = built(tmp_path, [("a.txt", FIRST)])
    before, root = files(library), library.settings.library
    for path in (root / "names").iterdir():
        path.unlink()
    (root / "names").rmdir()
    (root / "library.json").write_bytes((root / "library.json").read_bytes().replace(b'"format": 3', b'"format": 1'))
    Library.open(library.settings, rebuilding=True).rebuild()
    assert files(library) == before
