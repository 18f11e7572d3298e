"""On the real documents beside the project: what is said of each agrees with the readings made by hand."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from kg import annotate, extract, passages
from kg.annotate.annotators import ANNOTATORS
from kg.model import Annotated, Metadata

if TYPE_CHECKING:
    from pathlib import Path

    from kg.vocabulary import Vocabulary

pytestmark = pytest.mark.shared

_GRADES = {"requires improvement": "requires-improvement-to-be-good"}
_ASPECTS = {
    "overall_effectiveness_grade": "overall effectiveness",
    "impact_of_leaders_grade": "impact of leaders",
    "help_and_protection_grade": "help and protection",
    "in_care_grade": "children in care",
}
_ROWS = 10


def _held(shared: Path, name: str, registers: Vocabulary) -> Annotated:
    document = extract.read(shared / "documents" / "southampton" / name)
    return annotate.annotate(document, passages.split(document), registers)


def test_five_documents_are_what_their_reader_says(shared: Path, registers: Vocabulary) -> None:
    gold = json.loads((shared / "gold" / "dev" / "documents.json").read_text(encoding="utf-8"))
    for expected in gold["documents"]:
        metadata = _held(shared, expected["document"], registers).metadata
        assert metadata.kind == expected["kind"]
        assert registers.authorities[metadata.authority or ""].label == expected["authority"]
        assert metadata.evaluated == (expected["evaluative_status"] == "evaluated")
        assert [one.name for one in metadata.addressees] == [
            one["name"].removeprefix("Mr ") for one in expected["addressees"]
        ]
        assert {one.name for one in metadata.signatories} == {one["name"] for one in expected["signatories"]}
        if len(expected["date"]) == 10:
            assert (metadata.date.value, metadata.date.basis) == (expected["date"], "stated")
        else:
            assert metadata.date.window == tuple(expected["date_window"])


def test_nobody_is_missed_and_no_look_alike_is_taken(shared: Path, registers: Vocabulary) -> None:
    gold = json.loads((shared / "gold" / "dev" / "people.json").read_text(encoding="utf-8"))
    for name in gold["documents"]:
        found = _held(shared, name, registers).people
        forms = {" ".join(form.split()) for person in found for form in person.surface_forms}
        expected = [one for one in gold["people"] if name in one["documents"]]
        surfaces = {form["surface"] for one in expected for form in one["surface_forms"] if form["document"] == name}
        assert surfaces <= forms
        assert len(found) == len(expected)
        assert forms.isdisjoint(one["surface"] for one in gold["not_persons"])


def _reports(shared: Path) -> list[tuple[dict[str, str], Path]]:
    """Rows of the table of latest inspections whose report is held, each with its file."""
    table = shared / "reports" / "ilacs_latest.csv"
    held = []
    with table.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            start = row["inspection_start_date"]
            files = list((shared / "reports" / "ilacs").glob(f"{row['local_authority'].replace(' ', '-')}/*.pdf"))
            held += [(row, file) for file in files if start and file.stem[-4:] == start[-4:]]
    return held[:_ROWS]


def test_inspections_agree_with_the_table_of_latest_reports(shared: Path, registers: Vocabulary) -> None:
    rows = _reports(shared)
    assert rows
    for row, file in rows:
        document = extract.read(file)
        annotated = Annotated(document, (), Metadata(title=document.name))
        for step in ANNOTATORS[:4]:
            annotated = step(annotated, registers)
        found = annotated.inspections[0]
        day, month, year = row["inspection_start_date"].split("/")
        assert found.authority == row["ltla23cd"]
        assert found.start == f"{year}-{month}-{day}"
        assert found.framework == f"ilacs-{row['inspection_framework']}"
        assert found.inspectors[0].casefold() == row["inspector_name"]
        for column, aspect in _ASPECTS.items():
            grades = [one.grade for one in found.judgements if aspect in one.aspect.casefold()]
            assert grades[0] == _GRADES.get(row[column], row[column])
