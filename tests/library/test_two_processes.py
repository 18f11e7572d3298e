"""A library that is open sees what another process adds and removes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.library import Library
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_reader_sees_what_a_writer_adds_and_removes(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library")
    paper = tmp_path / "paper.txt"
    paper.write_text("Findings\n\nFoster carers told us that they feel well supported by their social workers.\n")
    writer = Library.open(settings, create=True)
    reader = Library.open(settings)
    assert reader.documents() == ()
    before = len(reader.store)
    writer.ingest([paper])
    assert [held.name for held in reader.documents()] == ["paper.txt"]
    assert reader.search("foster carers")[0].citation.document == "paper.txt"
    writer.remove("paper.txt")
    assert reader.documents() == ()
    assert reader.search("foster carers") == ()
    assert len(reader.store) == before
