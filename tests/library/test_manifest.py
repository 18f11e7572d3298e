"""What a manifest states wins over what is inferred, is said so, and follows the manifest when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.library import Library, manifest
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Visit to the borough\n\n12 May 2021\n\nFoster carers told us that they feel well supported.\n"


def test_what_is_stated_wins_and_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "visit.txt").write_text(TEXT)
    (folder / manifest.NAME).write_text("file,title,date,licence\nvisit.txt,A stated title,2022-03,OGL 3.0\n")
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    library.ingest([folder])
    shown = library.show("visit.txt")["document"]
    assert (shown["title"], shown["date"], shown["date_basis"]) == ("A stated title", "2022-03", "stated")
    assert shown["stated"] == {"title": "A stated title", "date": "2022-03", "licence": "OGL 3.0"}
    assert library.documents()[0].metadata.date.reason == "stated in the manifest"
    assert library.validate() == {}
    assert [outcome.status for outcome in library.ingest([folder / "visit.txt"])] == ["unchanged"]
    library.rebuild()
    assert library.show("visit.txt")["document"] == shown
    (folder / manifest.NAME).unlink()
    library.ingest([folder])
    assert library.show("visit.txt")["document"]["title"] != "A stated title"
    assert len(library.documents()) == 1


@pytest.mark.parametrize("text", ["name,title\na,b\n", "file,colour\na,b\n", "file,date\na,last May\n"])
def test_a_manifest_that_states_what_cannot_be_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / manifest.NAME).write_text(text)
    with pytest.raises(InputError) as error:
        manifest.read([tmp_path / "a"], tmp_path)
    assert "\n" not in str(error.value)


def test_a_row_about_a_file_that_is_not_there_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / manifest.NAME).write_text("file,date\nvisit.txt,2022\nvisti.txt,2022\n")
    assert stated(paper(tmp_path), tmp_path) == {"date": "2022"}
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path / manifest.NAME}: line 3 is about 'visti.txt', which is not there"
    ]


def paper(folder: Path, name: str = "visit.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(TEXT)
    return folder / name


def stated(path: Path, root: Path) -> dict[str, str]:
    return dict(manifest.read([path], root)[path])


@pytest.mark.parametrize("name", ["visit.txt.yaml", "visit.yaml", "visit.txt.yml"])
def test_yaml_beside_a_file_states_the_same_fields(tmp_path: Path, name: str) -> None:
    path = paper(tmp_path)
    (tmp_path / name).write_text("# kept by Ama\ntitle: 'A stated title: draft'\ndate: 2022-03-04\nlicence: OGL 3.0\n")
    assert stated(path, tmp_path) == {"title": "A stated title: draft", "date": "2022-03-04", "licence": "OGL 3.0"}


def test_a_stated_date_follows_the_yaml_when_it_changes(tmp_path: Path) -> None:
    path = paper(tmp_path / "in")
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    for date in ("2022", "2023-05"):
        (tmp_path / "in" / "visit.yaml").write_text(f"date: {date}\n")
        assert [outcome.status for outcome in library.ingest([path])] == ["added"]
        assert library.show("visit.txt")["document"]["date"] == date


def test_manifests_of_a_folder_of_the_one_above_and_beside_a_file_go_together(tmp_path: Path) -> None:
    path = paper(tmp_path / "sub")
    (tmp_path / manifest.NAME).write_text("file,title\nsub/visit.txt,A title\n")
    (tmp_path / "sub" / manifest.NAME).write_text("file,date,title\nvisit.txt,2022,A title\n")
    (tmp_path / "sub" / "visit.yaml").write_text("publisher: Harnmouth\n")
    assert stated(path, tmp_path) == {"title": "A title", "date": "2022", "publisher": "Harnmouth"}


def test_manifests_that_differ_are_refused_with_both_values(tmp_path: Path) -> None:
    path = paper(tmp_path)
    (tmp_path / manifest.NAME).write_text("file,date\nvisit.txt,2022\n")
    (tmp_path / "visit.txt.yaml").write_text("date: 2023\n")
    with pytest.raises(InputError, match=r"date '2023' of visit.txt differs from '2022' in .*manifest.csv"):
        manifest.read([path], tmp_path)


def test_yaml_that_may_mean_two_files_is_refused(tmp_path: Path) -> None:
    paths = [paper(tmp_path, "visit.md"), paper(tmp_path, "visit.txt")]
    (tmp_path / "visit.yaml").write_text("date: 2023\n")
    with pytest.raises(InputError, match=r"it may mean visit.md or visit.txt"):
        manifest.read(paths, tmp_path)


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list\n",
        "just words\n",
        "title: [a, b]\n",
        "title: a\ntitle: b\n",
        "colour: red\n",
        "date: last May\n",
        "title: &a x\nlicence: *a\n",
        "title: a\n---\ntitle: b\n",
        "title: 'open\n",
        "title: \x07\n",
        BOMB,
        "title: " + "[" * 40_000,
        "title: " + "x" * 60_000,
        "!!python/object/apply:os.system ['true']\n",
    ],
    ids=range(15),
)
def test_yaml_that_is_no_list_of_fields_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = paper(tmp_path)
    (tmp_path / "visit.yaml").write_text(text)
    with pytest.raises(InputError) as error:
        manifest.read([path], tmp_path)
    assert str(tmp_path / "visit.yaml") in str(error.value)
    assert "\n" not in str(error.value)
