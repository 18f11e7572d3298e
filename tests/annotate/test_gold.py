"""On the five documents beside the project, statements and statistics agree with the reading made by hand."""

from __future__ import annotations

import importlib.util
import json
from typing import TYPE_CHECKING, Any

import pytest

from kg import annotate, extract, passages

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from kg.vocabulary import Vocabulary

pytestmark = pytest.mark.shared

_FILES = ("dev/statements", "dev/statistics", "themes")
_LEAST = {
    "statements covered": 0.98,
    "stance accuracy": 0.85,
    "stance macro-F1": 0.75,
    "speaker accuracy": 0.97,
    "main theme (or its kin)": 0.88,
    "theme F1": 0.62,
    "statistics precision": 0.90,
    "statistics recall": 0.85,
    "statistics unit (of % and GBP)": 0.97,
}


def _scorer(shared: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _shown(file: Path, registers: Vocabulary) -> dict[str, list[dict[str, Any]]]:
    """A document as `kg show` prints it, as far as the scorer reads it."""
    document = extract.read(file)
    said = annotate.annotate(document, passages.split(document), registers)
    place = [{"document": file.name, "start": one.span.start, "end": one.span.end} for one in said.statements]
    counted = [{"document": file.name, "start": one.span.start, "end": one.span.end} for one in said.statistics]
    return {
        "statements": [
            {**at, "stance": one.stance, "speaker": one.speaker, "themes": list(one.themes)}
            for at, one in zip(place, said.statements, strict=True)
        ],
        "statistics": [
            {**at, "unit": one.unit, "value": [float(number) for number in one.values]}
            for at, one in zip(counted, said.statistics, strict=True)
        ],
    }


def test_statements_and_statistics_reach_what_the_house_promises(shared: Path, registers: Vocabulary) -> None:
    score = _scorer(shared)
    gold = shared / "gold"
    read = {name: json.loads((gold / f"{name}.json").read_text(encoding="utf-8")) for name in _FILES}
    shown = {file.name: _shown(file, registers) for file in (shared / "documents" / "southampton").glob("*.txt")}
    reached = score.score_statements(read["dev/statements"], shown, read["themes"])
    reached |= score.score_statistics(read["dev/statistics"], shown)
    assert {name: value for name, value in reached.items() if value < _LEAST.get(name, 0)} == {}
