"""A library carried away and taken in again is equal; what is not such a library is refused and leaves nothing."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError, LibraryError
from kg.library import Library
from kg.library.archive import MANIFEST
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION = "What was said about care leavers over time?"
PAPERS = (
    "Findings\n\nFoster carers told us that they feel well supported by their social workers.\n",
    "Findings\n\nThe timeliness of health assessments remains a concern in the borough.\n",
    "12 May 2021\n\nWhat we heard\n\nCare leavers said that 14 of 20 live in suitable homes.\n",
)


def files(root: Path) -> dict[str, bytes]:
    """The durable files of a library."""
    paths = (path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return {
        name: data for name, data in found.items() if name not in {"library.lock", MANIFEST} and "views/" not in name
    }


@pytest.fixture(scope="module")
def archive(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("archive") / "all.zip"
    Library.open(library_folder).export(target)
    return target


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_what_was_exported_is_read_back_to_an_equal_library(library: Library, tmp_path: Path, form: str) -> None:
    """The same files, quads, vectors, words and counts, and the same answers."""
    target = tmp_path / ("all.zip" if form == "zip" else "all")
    library.export(target)
    with Library.import_(target, tmp_path / "again") as again:
        assert files(again.settings.library) == files(library.settings.library)
        assert again.documents() == library.documents()
        assert (len(again.store), len(again.index)) == (len(library.store), len(library.index))
        assert again.ask(QUESTION) == library.ask(QUESTION)
        assert again.search("help for young people leaving care") == library.search(
            "help for young people leaving care"
        )


def test_briefings_go_along(library_folder: Path, tmp_path: Path) -> None:
    """In all their versions; one that was damaged on the way is refused."""
    shutil.copytree(library_folder, tmp_path / "library")
    library = Library.open(tmp_path / "library")
    briefing = library.briefings.new("Care leavers")
    library.briefings.save(library.briefings.started(briefing, QUESTION))
    library.export(tmp_path / "all.zip")
    again = Library.import_(tmp_path / "all.zip", tmp_path / "again")
    assert again.briefings.versions(briefing.id) == (1, 2)
    assert again.briefings.get(briefing.id) == library.briefings.get(briefing.id)
    (tmp_path / "bad").mkdir()
    refused(rewritten(tmp_path / "all.zip", edited("briefings", b'"Care leavers"', b'"Care leavers')), tmp_path / "bad")


def test_an_exported_folder_is_a_library_that_opens(library: Library, tmp_path: Path) -> None:
    library.export(tmp_path / "elsewhere")
    with Library.open(tmp_path / "elsewhere") as there:
        assert there.documents() == library.documents()
        assert there.ask(QUESTION) == library.ask(QUESTION)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(PAPERS)), max_size=4))
def test_any_library_survives_the_way(steps: list[tuple[str, str]]) -> None:
    """Empty ones, names that share a document, and files that had former versions."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        library = Library.open(folder / "library", create=True)
        for name, text in steps:
            (folder / f"{name}.txt").write_text(text)
            library.ingest([folder / f"{name}.txt"])
        library.export(folder / "all.zip")
        again = Library.import_(folder / "all.zip", folder / "again")
        assert files(again.settings.library) == files(library.settings.library)
        assert [source.versions for source in again.folder.sources()] == [
            source.versions for source in library.folder.sources()
        ]


@pytest.mark.parametrize("ending", ["zip", "nq", "trig"])
def test_the_same_library_gives_the_same_bytes(library_folder: Path, tmp_path: Path, ending: str) -> None:
    """In two processes, whose hashes differ."""
    made = []
    for number in range(2):
        target = tmp_path / f"{number}.{ending}"
        command = [sys.executable, "-m", "kg", "--library", str(library_folder), "export", str(target)]
        subprocess.run(command, check=True, capture_output=True)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_nquads_and_trig_hold_every_triple_of_the_store(library: Library, tmp_path: Path) -> None:
    library.export(tmp_path / "all.nq")
    library.export(tmp_path / "all.trig")
    quads = set(ox.parse(path=tmp_path / "all.nq", format=ox.RdfFormat.N_QUADS))
    assert quads == set(ox.parse(path=tmp_path / "all.trig", format=ox.RdfFormat.TRIG))
    assert len(quads) == len(library.store)
    assert {quad.graph_name.value for quad in quads} == set(library.store.graphs())
    lines = (tmp_path / "all.nq").read_bytes().splitlines()
    assert len(lines) == len(set(lines)) == len(quads)


def test_what_is_there_is_not_written_over(library: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "paper.txt").write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        library.export(tmp_path / "mine")
    with pytest.raises(InputError, match="tells no form"):
        library.export(tmp_path / "all.doc")
    with pytest.raises(InputError, match="is no folder"):
        library.export(tmp_path / "none" / "all.zip")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine", "paper.txt"]


def test_a_library_that_is_there_is_not_imported_over(archive: Path, library_folder: Path) -> None:
    before = files(library_folder)
    with pytest.raises(LibraryError, match="holds a library already"):
        Library.import_(archive, library_folder)
    assert files(library_folder) == before


# ---------------------------------------------------------------- archives that are none, or lie


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with its files changed and its list made to fit again, as somebody who means harm would."""
    with zipfile.ZipFile(archive) as source:
        held = {name: source.read(name) for name in source.namelist()}
    change(held)
    return packed(held)


def packed(held: dict[str, bytes]) -> bytes:
    listed = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in held.items()}
    listed.pop(MANIFEST, None)
    manifest = json.dumps({"throughline": {"archive": 1}, "files": listed}).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in (held | {MANIFEST: manifest}).items():
            target.writestr(name, data)
    return made.getvalue()


def first(held: dict[str, bytes], folder: str) -> str:
    return min(name for name in held if name.startswith(folder + "/"))


def put(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda held: held.update({name: data})


def edited(folder: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(held: dict[str, bytes]) -> None:
        name = next(name for name in sorted(held) if name.startswith(folder) and old in held[name])
        held[name] = held[name].replace(old, new, 1)

    return change


def without(folder: str) -> Callable[[dict[str, bytes]], None]:
    return lambda held: held.pop(first(held, folder)) and None


LIES = {
    "climbs out": put("../../escape.txt", b"x"),
    "is absolute": put("/escape.txt", b"x"),
    "climbs out with back-slashes": put("graphs\\..\\..\\escape", b"x"),
    "another file": put("graphs/notes.txt", b"x"),
    "a folder inside": put("graphs/0123456789abcdef.nq/x", b"x"),
    "a file of no document": put("graphs/0123456789abcdef.nq", b""),
    "a name too many": put("names/0123456789abcdef.json", b'{"name": "x.txt", "versions": ["0123456789abcdef"]}'),
    "a name that is nested without end": put("names/0123456789abcdef.json", b"[" * 100_000),
    "another base": put("library.json", b'{"format": 2, "base": "https://other.example/"}'),
    "another format": put("library.json", b'{"format": 99, "base": "https://w3id.org/throughline/id/"}'),
    "no JSON": put("library.json", b"\xff"),
    "a graph less": without("graphs"),
    "a text less": without("texts"),
    "an original less": without("originals"),
    "an index less": without("index"),
    "a name less": without("names"),
    "a text that the quotes are not in": edited("texts", b'"text":"', b'"text":"x'),
    "a quote that the text does not have": edited("graphs", b'ns#text> "', b'ns#text> "Not '),
    "a quad in another graph": edited("graphs", b"> .\n", b"/x> .\n"),
    "a statement that nobody made": edited("graphs", b"/stance/", b"/stanza/"),
    "an original that is another": edited("originals", b"", b"x"),
    "an index that is damaged": edited("index", b"a", b"b"),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_an_archive_that_lies_is_refused_whole(
    archive: Path, tmp_path: Path, lie: Callable[[dict[str, bytes]], None]
) -> None:
    refused(rewritten(archive, lie), tmp_path)


def refused(data: bytes, tmp_path: Path) -> None:
    """Refused in one line; nothing is left of it, inside the folder or out."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.zip").write_bytes(data)
    with pytest.raises((InputError, LibraryError)) as error:
        Library.import_(tmp_path / "in" / "bad.zip", tmp_path / "in" / "library")
    assert len(str(error.value).splitlines()) == 1
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["in", "in/bad.zip"]


def test_a_cut_archive_is_refused_wherever_it_is_cut(archive: Path, tmp_path: Path) -> None:
    data = archive.read_bytes()
    for tenth in range(10):
        (tmp_path / str(tenth)).mkdir()
        refused(data[: len(data) * tenth // 10], tmp_path / str(tenth))


def test_a_flipped_byte_is_noticed(archive: Path, tmp_path: Path) -> None:
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    refused(bytes(data), tmp_path)


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    refused(packed({"library.json": b"{}", "texts/0123456789abcdef.json": b"0" * 200_000_000}), tmp_path)


def test_a_file_that_is_named_twice_is_refused(archive: Path, tmp_path: Path) -> None:
    made = io.BytesIO(archive.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as target:
        target.writestr("library.json", b"{}")
    refused(made.getvalue(), tmp_path)


def test_a_link_in_a_folder_is_refused(library: Library, tmp_path: Path) -> None:
    """It could bring in any file of the machine."""
    library.export(tmp_path / "all")
    text = next((tmp_path / "all" / "texts").iterdir())
    shutil.move(text, tmp_path / "moved.json")
    text.symlink_to(tmp_path / "moved.json")
    with pytest.raises(InputError, match="is no plain file"):
        Library.import_(tmp_path / "all", tmp_path / "library")
    assert not (tmp_path / "library").exists()


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "none.zip", tmp_path / "empty"):
        with pytest.raises(InputError):
            Library.import_(source, tmp_path / "library")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty"]


def test_an_imported_library_can_be_written_to(archive: Path, tmp_path: Path) -> None:
    library = Library.import_(archive, Settings(library=tmp_path / "library"))
    assert library.remove(library.documents()[0].name)
    assert len(library.folder.ids()) == 11
    assert stat.S_IMODE((tmp_path / "library" / "library.json").stat().st_mode) & stat.S_IWUSR
