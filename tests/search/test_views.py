"""Views: rows of our queries kept a document, the same as the graphs give; a question loads only what it reads."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kg.library import Filters, Library
from kg.search import views
from kg.search.queries import template
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def copy(library_folder: Path, tmp_path: Path) -> Path:
    """A library that may be damaged."""
    return shutil.copytree(library_folder, tmp_path / "library")


@pytest.mark.parametrize("query", views.QUERIES)
def test_the_views_together_are_what_the_query_finds_in_all_graphs(library: Library, query: str) -> None:
    """So a query that joined two documents would fail here."""

    kept = [row for held in library.documents() for row in library.holdings.view(held.id).rows(query)]
    found = views.plain(library.store.select(template(query)), library.names)
    assert {tuple(sorted(row.items())) for row in kept} == {tuple(sorted(row.items())) for row in found}
    assert kept


@pytest.mark.parametrize("damage", ["missing", "cut short", "of other queries"])
def test_a_view_that_cannot_be_used_is_read_from_the_graph(copy: Path, damage: str) -> None:
    question = "What was said about care leavers over time?"
    expected = Library.open(Settings(library=copy)).ask(question)
    for path in (copy / "views").iterdir():
        content = path.read_bytes()
        if damage == "missing":
            path.unlink()
        else:
            path.write_bytes(content[: len(content) // 2] if damage == "cut short" else b"x" + content)
    assert Library.open(Settings(library=copy)).ask(question) == expected


def test_the_next_writer_makes_the_views_that_are_missing(copy: Path) -> None:
    whole = {path.name: path.read_bytes() for path in (copy / "views").iterdir()}
    shutil.rmtree(copy / "views")
    with Library.open(Settings(library=copy)).writing():
        pass
    assert {path.name: path.read_bytes() for path in (copy / "views").iterdir()} == whole


def test_a_question_loads_the_graphs_of_the_documents_it_reads_and_no_others(library_folder: Path) -> None:
    library = Library.open(Settings(library=library_folder))
    name = library.documents()[0].name
    library.ask("What was said about care leavers?", Filters(document=(name,)))
    loaded = library.holdings.reach(()).graphs()
    assert loaded == (library.names.iri(f"document/{library.held(name).id}"),)
    authorities = {one.metadata.authority for one in library.documents()} - {None}
    assert len(library.store.graphs()) == len(library.documents()) + 1 + len(authorities)  # the registers, and links


def test_what_is_listed_of_all_documents_loads_no_graph(library_folder: Path) -> None:
    library = Library.open(Settings(library=library_folder))
    assert library.documents()
    assert library.not_held()
    assert library.search("care leavers", Filters(stance="concern"))
    assert library.holdings.reach(()).graphs() == ()
