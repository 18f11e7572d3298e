"""The competency questions of docs/ontology.md are answered as the page shows, and so are those of the gold."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg import annotate, graph, passages, vocabulary
from kg.extract import read
from kg.settings import DEFAULT_BASE
from kg.store import OxigraphStore
from kg.vocabulary.names import VOCABULARY, Names, document

if TYPE_CHECKING:
    from kg.library import Library

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "competency"
_loaded = importlib.util.spec_from_file_location("render", FOLDER / "render.py")
assert _loaded
assert _loaded.loader
render = importlib.util.module_from_spec(_loaded)
_loaded.loader.exec_module(render)

QUERIES: dict[str, str] = render.queries()
ANSWERED_BY = {
    "cq01": "01-documents",
    "cq04": "06-inspections",
    "cq07": "04-who-held-which-post",
    "cq08": "03-letters",
    "cq12": "12-figures",
    "cq15": "16-to-come",
    "cq16": "18-bodies",
    "cq18": "19-named-again",
    "cq19": "05-homes",
    "cq20": "07-judgements",
}


def test_there_are_twenty_and_more() -> None:
    assert len(QUERIES) >= 20


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_is_answered_over_the_sample_corpus(library: Library, name: str) -> None:
    assert library.store.select(QUERIES[name]).rows


def test_the_page_shows_what_is_answered_now(library: Library) -> None:
    """Where it does not: python docs/competency/render.py."""
    assert render.PAGE.read_text(encoding="utf-8") == render.page(library.store)


def test_the_questions_of_the_gold_are_answered_on_its_documents(shared: Path) -> None:
    """Nine in ten of the rows expected are among the rows of the query for the kind of question."""
    store = _store(shared / "documents" / "southampton")
    questions = json.loads((shared / "gold" / "dev" / "competency.json").read_text(encoding="utf-8"))["questions"]
    found, missing = 0, []
    for question in questions:
        rows = [" ".join(map(str, row.values())) for row in store.select(QUERIES[ANSWERED_BY[question["id"]]]).rows]
        for expected in question["rows"]:
            if any(_fits(expected, row) for row in rows):
                found += 1
            else:
                missing.append((question["id"], expected))
    assert found / (found + len(missing)) >= 0.9, missing


def _store(folder: Path) -> OxigraphStore:
    """The graphs of all files of a folder, with the registers."""
    store, names = OxigraphStore(), Names(DEFAULT_BASE)
    store.replace(names.iri(VOCABULARY), vocabulary.nquads(DEFAULT_BASE))
    for path in sorted(folder.glob("*.txt")):
        made = read(path)
        annotated = annotate.annotate(made, passages.split(made), vocabulary.load(DEFAULT_BASE))
        iri = names.iri(document(made.id))
        store.replace(iri, graph.nquads(graph.write(annotated, names), iri))
    return store


def _fits(expected: list[Any], row: str) -> bool:
    there = set(_words(row))
    return all(_cell_fits(str(cell), there) for cell in expected if cell is not None)


def _cell_fits(cell: str, there: set[str]) -> bool:
    """All numbers of one of the cell's readings, or where it has none half of its words, are in a row."""
    for reading in re.sub(r"\([^)]*\)", "", cell).split(" / " if " / " in cell else "; "):
        options = reading.split(", ") if re.fullmatch(r"\d{3}(, \d{3})+", reading.strip()) else [reading]
        for option in options:
            words = _words(option)
            numbers = [word for word in words if word.isdigit()]
            if numbers and set(numbers) <= there:
                return True
            if not numbers and 2 * len(there.intersection(words)) >= len(words):
                return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+", text.lower())
