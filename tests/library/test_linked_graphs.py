"""What follows from several documents stands in a graph an authority, made of what is held and of nothing else."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.library import Filters, Library, linked_graphs
from kg.settings import Settings
from kg.vocabulary.names import KG, PROV

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = f"PREFIX kg: <{KG}> PREFIX prov: <{PROV}> "
GSS = "X99000001"
ALL = Filters(limit=1000)


def rows(library: Library, query: str) -> list[dict[str, str]]:
    return [{name: str(value) for name, value in row.items()} for row in library.store.select(PREFIX + query).rows]


@pytest.fixture
def held(library_folder: Path, tmp_path: Path) -> Library:
    """A library of the sample corpus to write to."""
    shutil.copytree(library_folder, tmp_path / "library")
    return Library.open(Settings(library=tmp_path / "library"))


def test_the_graph_and_the_commands_say_the_same(library: Library) -> None:
    """Each recommendation's status, its quotes, and both sides of each discrepancy."""
    told = rows(
        library,
        "SELECT ?asked ?status ?quote { ?it a kg:FollowUp ; kg:recommendation/kg:text ?asked ; kg:status ?status ."
        " OPTIONAL { ?it kg:telling/kg:statement/kg:text ?quote } }",
    )
    shown = {(one["recommendation"]["quote"], one["status"]) for one in library.followup(ALL)}
    assert {(row["asked"], row["status"].rpartition("/")[2]) for row in told} == shown
    quotes = {row["quote"] for row in told if "quote" in row}
    assert quotes
    for one in library.followup(ALL):
        assert all(any(quote in piece["quote"] for quote in quotes) for piece in one["evidence"])
    sides = rows(
        library, "SELECT ?reading ?text { ?it kg:side ?side . ?side kg:reading ?reading ; kg:fact/kg:text ?text }"
    )
    expected = {(side["reading"], side["quote"]) for one in library.discrepancies(ALL) for side in one["sides"]}
    assert {(row["reading"], row["text"]) for row in sides} == expected


def test_a_person_of_several_documents_has_a_reason_and_the_people_it_is_merged_from(library: Library) -> None:
    query = (
        "SELECT ?one ?reason ?graph { ?one a kg:SamePerson ; kg:reason ?reason ; kg:mergedFrom ?named ."
        " GRAPH ?graph { ?named a kg:Person } }"
    )
    found = rows(library, query)
    assert found
    merged: dict[str, set[str]] = {}
    for row in found:
        assert row["reason"]
        merged.setdefault(row["one"], set()).add(row["graph"])
    assert all(len(graphs) > 1 for graphs in merged.values())


def test_all_that_is_said_is_derived_from_passages_and_named_in_documents(library: Library) -> None:
    """Nothing in the graph leads to what no document or register holds."""
    graph = library.names.iri(f"linked/{GSS}")
    loose = rows(
        library,
        f"SELECT ?of ?it {{ GRAPH <{graph}> {{ ?thing ?of ?it }} FILTER(ISIRI(?it) && NOT EXISTS {{ ?it ?any ?value }}"
        f" && STRSTARTS(STR(?it), '{library.names.base}')) }}",
    )
    assert loose == []
    links = rows(library, f"SELECT ?link {{ GRAPH <{graph}> {{ ?link a ?class }} }}")
    derived = rows(
        library,
        f"SELECT DISTINCT ?link {{ GRAPH <{graph}> {{ ?link a ?class ; prov:wasDerivedFrom ?passage }}"
        " GRAPH ?document { ?passage kg:text|kg:fileName ?words } }",
    )
    assert len(derived) == len(links) > 100


def test_it_is_made_again_only_for_the_authority_that_a_change_touches(held: Library, tmp_path: Path) -> None:
    before = linked_graphs.there(held.folder)
    assert list(before) == [GSS]
    paper = tmp_path / "minutes.txt"
    paper.write_text("Minutes\n\nThe board met on 3 March 2021 and agreed the minutes of the last meeting.\n")
    held.ingest([paper])
    assert linked_graphs.there(held.folder) == before
    letter = tmp_path / "letter.txt"
    letter.write_text("Harnmouth City Council\n\nLetter of 4 May 2021\n\nThe council is proud of its foster carers.\n")
    held.ingest([letter])
    assert held.documents()
    assert held.held("letter.txt").metadata.authority == GSS
    assert linked_graphs.there(held.folder) != before


def test_removing_what_was_added_leaves_the_graph_as_it_was(held: Library) -> None:
    kept = linked_graphs.read(held.folder, GSS)
    name = next(one.name for one in held.documents() if one.metadata.kind == "ilacs-report")
    original = held.folder.original(held.held(name).id)
    file = original.with_name(name)
    shutil.copyfile(original, held.folder.root.parent / file.name)
    source = next(each for each in held.folder.sources() if each.held == held.held(name).id)
    held.remove(name)
    without = linked_graphs.read(held.folder, GSS)
    assert original.stem.encode() not in without
    assert without != kept
    assert held.validate() == {}
    again = held.folder.root.parent / source.name
    again.parent.mkdir(exist_ok=True)
    shutil.move(held.folder.root.parent / file.name, again)
    held.ingest([again.parent])
    assert linked_graphs.read(held.folder, GSS) == kept


def test_the_last_document_of_an_authority_takes_its_graph_along(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Harnmouth City Council\n\nLetter of 4 May 2021\n\nThe council is proud of its foster carers.\n")
    library = Library.open(Settings(library=tmp_path / "library"), create=True)
    library.ingest([letter])
    assert list(linked_graphs.there(library.folder)) == [GSS]
    iri = library.names.iri(f"linked/{GSS}")
    assert iri in library.store.graphs()
    library.remove("letter.txt")
    assert list(linked_graphs.there(library.folder)) == []
    assert iri not in library.store.graphs()


def test_a_graph_that_is_missing_is_made_by_the_next_run_and_one_that_is_altered_is_found(held: Library) -> None:
    path = linked_graphs.path(held.folder, GSS)
    kept = path.read_bytes()
    path.unlink()
    assert held.validate() == {}
    with held.writing():
        pass
    assert path.read_bytes() == kept
    path.write_bytes(kept.replace(b"follow-up/repeated", b"follow-up/confirmed_by_inspectorate", 1))
    (messages,) = held.validate().values()
    assert "not what the documents held make" in messages[0]
    path.write_bytes(kept.replace(b"/follow-up/", b"/followed/", 1))
    assert list(held.validate()) == [f"linked/{GSS}"]


def test_export_has_it_and_import_makes_it_again(held: Library, tmp_path: Path) -> None:
    held.export(tmp_path / "all.nq")
    graphs = {quad.graph_name.value for quad in ox.parse(path=tmp_path / "all.nq", format=ox.RdfFormat.N_QUADS)}
    assert held.names.iri(f"linked/{GSS}") in graphs
    held.export(tmp_path / "all.zip")
    taken = Library.import_(tmp_path / "all.zip", Settings(library=tmp_path / "taken"))
    assert linked_graphs.read(taken.folder, GSS) == linked_graphs.read(held.folder, GSS)
