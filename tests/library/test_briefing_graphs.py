"""A briefing is a graph of its own in the store: counted, checked and exported with the rest, no part of answers."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.library import Library, briefing_graphs
from kg.settings import Settings
from kg.vocabulary.names import KG

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.briefing import Briefing

QUESTION = "What was said about care leavers over time?"


@pytest.fixture
def held(library_folder: Path, tmp_path: Path) -> Library:
    """A library of the sample corpus to write to."""
    shutil.copytree(library_folder, tmp_path / "library")
    return Library.open(Settings(library=tmp_path / "library"))


def made(library: Library) -> Briefing:
    begun = library.briefings.started(library.briefings.new("Care leavers"), QUESTION)
    library.briefings.save(begun)
    return begun


def counts(library: Library) -> tuple[int, int, int]:
    """Triples of the union, the sum over all graphs, and triples that stand in two."""
    store = library.store

    def number(query: str) -> int:
        return int(str(store.select(query).rows[0]["n"]))

    return (
        number("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
        number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(STR(?g) < STR(?h)) }"),
    )


def briefings(library: Library) -> list[str]:
    found = library.store.select(f"SELECT ?b {{ GRAPH ?b {{ ?b a <{KG}Briefing> }} }} ORDER BY ?b").rows
    return [str(row["b"]).rpartition("/")[2] for row in found]


def test_the_last_version_stands_in_the_store_and_no_triple_in_two_graphs(held: Library) -> None:
    before = counts(held)
    briefing = made(held)
    assert briefings(held) == ["care-leavers"]
    union, total, twice = counts(held)
    assert union == total > before[0]
    assert twice == 0
    held.briefings.save(replace(briefing, title="Leaving care"))
    titles = held.store.select(f"SELECT ?t {{ ?b a <{KG}Briefing> ; <http://purl.org/dc/terms/title> ?t }}").rows
    assert [str(row["t"]) for row in titles] == ["Leaving care"]
    held.briefings.remove("care-leavers")
    assert briefings(held) == []
    assert counts(held) == before


def test_an_answer_is_the_same_with_and_without_briefings(held: Library) -> None:
    before = held.ask(QUESTION)
    made(held)
    _ = held.store
    assert held.ask(QUESTION) == before


def test_validation_reads_briefings_and_names_one_that_was_altered(held: Library) -> None:
    made(held)
    assert held.validate() == {}
    kept = held.folder.root / "briefings" / "care-leavers" / "00002.nq"
    data = kept.read_bytes()
    for altered in (data.replace(b"ns#words>", b"ns#said>"), data[:500], data.replace(b"00002", b"00003") + b"x"):
        kept.write_bytes(altered)
        path, messages = briefing_graphs.violations("care-leavers", held.folder, held.names)
        assert (path, len(messages)) == ("briefing/care-leavers", 1)


def test_briefings_are_exported_with_the_graphs_and_taken_in_with_the_archive(held: Library, tmp_path: Path) -> None:
    briefing = made(held)
    held.export(tmp_path / "all.nq")
    graph = held.names.iri("briefing/care-leavers").encode()
    assert (tmp_path / "all.nq").read_bytes().count(b"<" + graph + b"> .\n") > 100
    held.export(tmp_path / "all.zip")
    other = Library.import_(tmp_path / "all.zip", tmp_path / "other")
    assert other.briefings.get("care-leavers") == briefing
    assert briefings(other) == ["care-leavers"]
