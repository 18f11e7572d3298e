"""Reviews of links: bound to the words of all sides, kept over making again, gone with any of their documents."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kg.cli import root
from kg.errors import InputError, NotHeldError
from kg.library import Library, linked_graphs
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTER = """# Visit to Harnmouth City Council

Ada Example, Director of Children's Services

{day}

## Findings

{finding}
"""
GSS = "X99000001"
LETTERS = {
    "may.md": LETTER.format(day="3 May 2022", finding="Care leavers are well supported."),
    "june.md": LETTER.format(day="9 June 2022", finding="Visits to children are too often late."),
}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Library]:
    with Library.open(Settings(library=tmp_path / "library"), create=True) as library:
        for name, text in LETTERS.items():
            ingest(library, tmp_path, name, text)
        yield library


def ingest(library: Library, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)
    library.ingest([folder / name])


def merged(library: Library) -> list[dict[str, Any]]:
    return library.reviews.links(kinds=["same-person"])


def graph(library: Library) -> bytes:
    return linked_graphs.read(library.folder, GSS)


def reviewed(library: Library) -> list[tuple[str, str]]:
    return [(one["verdict"], one["status"]) for one in library.reviews.list()]


def test_a_merge_that_is_rejected_is_undone_and_stays_undone(opened: Library) -> None:
    (one,) = merged(opened)
    assert {each["document"] for each in one["words"]} == set(LETTERS)
    assert one["found"] == {"name": "Ada Example", "reason": "same full name and organisation"}
    assert b"#SamePerson>" in graph(opened)
    given = opened.review(one["id"], "rejected", by="E. Officer", note="Another of that name.")
    assert (given["status"], len(given["words"])) == ("applied", 2)
    assert merged(opened) == []
    assert b"#SamePerson>" not in graph(opened)
    assert opened.validate() == {}
    opened.rebuild()
    assert merged(opened) == []
    assert reviewed(opened) == [("rejected", "applied")]


def test_it_is_taken_back_and_nothing_is_left_of_it(opened: Library) -> None:
    before = graph(opened)
    (one,) = merged(opened)
    opened.review(one["id"], "rejected")
    assert opened.reviews.undo(opened.names.iri(one["id"]))["status"] == "undone"
    assert graph(opened) == before
    assert merged(opened) == [one]
    with pytest.raises(NotHeldError, match="was not reviewed"):
        opened.reviews.undo(one["id"])


def test_who_stands_for_a_link_is_in_the_graph(opened: Library) -> None:
    (one,) = merged(opened)
    opened.review(one["id"], "accepted")
    assert b'"linking/1 review/1"' in graph(opened)
    assert opened.validate() == {}
    assert reviewed(opened) == [("accepted", "applied")]
    opened.review(one["id"], "rejected")
    assert reviewed(opened) == [("rejected", "applied")]


def test_it_goes_along_where_the_words_stand_and_is_stale_where_they_do_not(opened: Library, tmp_path: Path) -> None:
    (one,) = merged(opened)
    opened.review(one["id"], "rejected")
    ingest(opened, tmp_path, "june.md", LETTERS["june.md"].replace("too often late", "late"))
    assert merged(opened) == []
    assert ("rejected", "applied") in reviewed(opened)
    ingest(opened, tmp_path, "june.md", LETTERS["june.md"].replace("Ada Example", "Ada  Example"))
    assert {status for _, status in reviewed(opened)} == {"stale"}


@pytest.mark.parametrize("name", LETTERS)
def test_it_goes_with_any_of_its_documents(opened: Library, tmp_path: Path, name: str) -> None:
    (one,) = merged(opened)
    opened.review(one["id"], "rejected")
    opened.remove(name)
    assert opened.reviews.list() == []
    assert list((opened.folder.root / "reviews").iterdir()) == []
    ingest(opened, tmp_path, name, LETTERS[name])
    assert merged(opened) == [one]


def test_it_is_carried_by_an_archive(opened: Library, tmp_path: Path) -> None:
    opened.review(merged(opened)[0]["id"], "rejected")
    opened.export(tmp_path / "all.zip")
    taken = Library.import_(tmp_path / "all.zip", Settings(library=tmp_path / "taken"))
    assert reviewed(taken) == [("rejected", "applied")]
    assert graph(taken) == graph(opened)


def test_follow_up_and_discrepancies_are_rejected_alike(library_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(library_folder, tmp_path / "library")
    with Library.open(Settings(library=tmp_path / "library")) as library:
        for kind, class_ in (("telling", b"#Telling>"), ("discrepancy", b"#Discrepancy>")):
            first, *_ = library.reviews.links(kinds=[kind])
            count = graph(library).count(class_)
            library.review(first["id"], "rejected")
            assert first["id"] not in {one["id"] for one in library.reviews.links(kinds=[kind])}
            assert first["id"].encode() not in graph(library)
            assert graph(library).count(class_) <= count
        assert reviewed(library) == [("rejected", "applied")] * 2


@pytest.mark.parametrize(
    ("id_", "verdict", "correction", "error"),
    [
        (f"linked/{GSS}/same-person/0123456789abcdef", "rejected", {}, NotHeldError),
        ("linked/E06000045/same-person/0123456789abcdef", "rejected", {}, NotHeldError),
        (f"linked/{GSS}/same-person/0123456789abcdef", "corrected", {"name": "Eve"}, InputError),
        (f"linked/{GSS}/follow-up/0123456789abcdef", "rejected", {}, InputError),
    ],
)
def test_what_is_no_link_or_no_verdict_on_one_is_refused(
    opened: Library, id_: str, verdict: str, correction: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        opened.review(id_, verdict, correction)
    assert opened.reviews.list() == []


def test_the_command_lists_and_rejects_links(opened: Library) -> None:
    library = ["--library", str(opened.folder.root), "review"]
    found = CliRunner().invoke(root, [*library, "links", "--of", "same-person", "--json"])
    (one,) = json.loads(found.stdout)
    assert "Ada Example" in CliRunner().invoke(root, [*library, "links"]).stdout
    assert CliRunner().invoke(root, [*library, "reject", one["id"]]).exit_code == 0
    assert CliRunner().invoke(root, [*library, "links", "--of", "same-person"]).stdout == ""
    for wrong in (["links", "--of", "marriage"], ["correct", one["id"], "--set", "name=Eve"]):
        assert isinstance(CliRunner().invoke(root, [*library, *wrong]).exception, InputError)
