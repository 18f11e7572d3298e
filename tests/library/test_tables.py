"""Every listing as a table: quotes exact, what must travel with them beside them, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import root
from kg.errors import InputError
from kg.library import Filters, Library
from kg.library.sheets import LONGEST, csv_bytes, xlsx_bytes
from kg.library.tables import CITED, Table

if TYPE_CHECKING:
    from pathlib import Path

WIDE = Filters(limit=200)
QUESTION = "What was said about care leavers over time?"
SPEAKERS = {"inspectorate", "council", "council_as_reported_by_inspectorate"}


def listings(library: Library) -> dict[str, Table]:
    tables = library.tables
    return {
        "search": tables.search("care leavers", WIDE),
        "ask": tables.ask(QUESTION),
        "statistics": tables.statistics(WIDE),
        "discrepancies": tables.discrepancies(WIDE),
        "followup": tables.followup(WIDE),
        "sources": tables.sources(),
    }


def test_every_row_is_an_exact_quote_with_what_must_travel_with_it(library: Library) -> None:
    held = {each.name: each for each in library.documents()}
    for name, table in listings(library).items():
        assert table.rows, name
        assert table.columns[-len(CITED) :] == CITED
        for row in table.records():
            of = held[str(row["document"])]
            assert (row["title"], row["date"]) == (of.metadata.title, of.metadata.date.value)
            assert (row["caveats"] or "") == " | ".join(of.caveats)
            if row["quote"] is not None:
                text = library.annotated(of.id).document.text
                assert text[row["start"] : row["end"]] == row["quote"]
                assert set((str(row["speaker"] or "council")).split(" | ")) <= SPEAKERS


def test_a_table_has_the_rows_of_the_record(library: Library) -> None:
    numbers = library.statistics(WIDE)
    rows = library.tables.statistics(WIDE).records()
    assert [(row["quote"], row["indicator"]) for row in rows] == [(one["quote"], one["indicator"]) for one in numbers]
    asked = library.followup(WIDE)
    parts = [row["part"] for row in library.tables.followup(WIDE).records()]
    assert parts.count("recommendation") == len(asked)
    assert parts.count("evidence") == sum(len(one["evidence"]) for one in asked)


def test_the_speaker_of_a_number_is_the_one_of_the_statement_around_it(library: Library) -> None:
    """Where no statement stands around it, in a table of a report, nobody is named."""
    found = library.tables.statistics(WIDE).records()
    shown = {name: library.show(str(name))["statements"] for name in {row["document"] for row in found}}
    for row in found:
        around = [s for s in shown[row["document"]] if s["start"] < row["end"] and row["start"] < s["end"]]
        speakers = {said["speaker"] for said in around if said["speaker"]}
        assert set(str(row["speaker"]).split(" | ")) == speakers if speakers else row["speaker"] is None
    assert any(row["speaker"] for row in found)


cells = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(cells, cells), max_size=4))
def test_csv_keeps_every_word_and_runs_none(rows: list[tuple[str | int | None, str | int | None]]) -> None:
    """Read back it has the same cells, less the apostrophe that keeps a formula from running."""
    data = csv_bytes(Table("any", ("one", "two"), tuple(rows)))
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for made, given_row in zip(read[1:], rows, strict=True):
        for cell, value in zip(made, given_row, strict=True):
            if isinstance(value, str):
                assert cell.lstrip()[:1] not in tuple("=+-@")
                assert cell.removeprefix("'") == value.removeprefix("'")
            else:
                assert cell == ("" if value is None else str(value))


@pytest.mark.parametrize(
    "word", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u20091", " -2", "＝1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_a_workbook_is_a_formula(word: str) -> None:
    book = zipfile.ZipFile(io.BytesIO(xlsx_bytes(Table("any", ("quote",), ((word,),)))))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert b"externalLink" not in b"".join(book.read(name) for name in book.namelist())


def test_the_same_table_gives_the_same_bytes(library: Library) -> None:
    table = library.tables.statistics(WIDE)
    assert csv_bytes(table) == csv_bytes(table)
    assert xlsx_bytes(table) == xlsx_bytes(table)


def test_a_cell_longer_than_a_workbook_takes_is_refused_and_never_cut() -> None:
    with pytest.raises(InputError, match="ask for CSV"):
        xlsx_bytes(Table("any", ("quote",), (("x" * (LONGEST + 1),),)))


def test_a_workbook_reads_back_with_its_numbers_as_numbers(library: Library, tmp_path: Path) -> None:
    from kg.extract import read

    path = tmp_path / "numbers.xlsx"
    path.write_bytes(xlsx_bytes(library.tables.statistics(Filters(limit=5))))
    text = read(path).text
    for one in library.statistics(Filters(limit=5)):
        assert " ".join(one["quote"].split()) in " ".join(text.split())


def kg(library_folder: Path, *arguments: str) -> tuple[int, bytes]:
    run = CliRunner(env={"KG_LIBRARY": str(library_folder)}).invoke(root, arguments, standalone_mode=False)
    return (2 if run.exception else run.return_value or 0), run.stdout_bytes


def test_a_listing_goes_to_a_file_in_the_form_of_its_ending(library_folder: Path, tmp_path: Path) -> None:
    for ending, begin in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("json", b"[")):
        file = tmp_path / f"numbers.{ending}"
        assert kg(library_folder, "statistics", "-o", str(file)) == (0, b"")
        assert file.read_bytes().startswith(begin)
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    assert len(json.loads((tmp_path / "numbers.json").read_bytes())) == 20


@pytest.mark.parametrize(
    "arguments",
    [
        ("statistics", "--format", "xlsx"),
        ("statistics", "-o", "words.txt"),
        ("statistics", "--json", "--format", "csv"),
        ("sources", "-o", "no-such-folder/list.csv"),
    ],
)
def test_a_form_that_cannot_be_had_is_refused(library_folder: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert kg(library_folder, *arguments) == (2, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_table_without_rows_says_no(library_folder: Path) -> None:
    assert kg(library_folder, "statistics", "--since", "2090", "--format", "csv")[0] == 1
