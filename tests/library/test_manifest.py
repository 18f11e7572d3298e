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
        manifest.read(tmp_path)
    assert "\n" not in str(error.value)
