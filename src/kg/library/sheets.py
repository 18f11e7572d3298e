"""Tables as files that spreadsheets open: CSV and XLSX, the same bytes every time, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.library.tables import Cell, Table

_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
"""What a cell that a spreadsheet would run begins with, full-width forms among them."""
LONGEST = 32_767
"""Characters that a cell of XLSX may have."""
_WIDTHS = {"quote": 80, "explanation": 60, "title": 40, "source": 40, "matter": 40, "caveats": 40, "document": 30}
_WRAPPED = frozenset({"quote", "explanation", "caveats"})


def csv_bytes(table: Table) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, which Excel needs, and lines that end in CRLF.

    Words that a spreadsheet would run as a formula have an apostrophe in front of them.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: Table) -> bytes:
    """The table as a workbook of one sheet; words are words, whatever they begin with.

    Raises:
        InputError: a cell is longer than XLSX allows.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, {"in_memory": True, **plain}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  (no clock: the same table, the same bytes)
        sheet = book.add_worksheet(table.name)
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        top = book.add_format({"valign": "top"})
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, _WIDTHS.get(column, 14), wrapped if column in _WRAPPED else top)
        sheet.write_row(0, 0, table.columns, bold)
        for number, row in enumerate(table.rows, 1):
            sheet.write_row(number, 0, [_short(cell) for cell in row])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return file.getvalue()


FORMATS: Mapping[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv", csv_bytes),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
}
"""The media type and the writer of each form, by its short name."""


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.lstrip()[:1] in tuple(_FORMULA):
        return "'" + cell
    return cell


def _short(cell: Cell) -> Cell:
    if isinstance(cell, str) and len(cell) > LONGEST:
        raise InputError(f"a cell has {len(cell):,} characters, more than XLSX takes; ask for CSV")
    return cell
