"""What a folder's `manifest.csv` states of its files; it wins over what the documents themselves let one infer.

The first column is `file`, a name below the folder; the others may be title, date, publisher, published, licence and
handling. Title, date and publisher go into the graph; all are shown as stated.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Basis, DocumentDate

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Annotated

NAME = "manifest.csv"
FIELDS = ("title", "date", "publisher", "published", "licence", "handling")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Stated = tuple[tuple[str, str], ...]
"""Fields and values, in the order of FIELDS; what is left empty is not stated."""


def read(folder: Path) -> dict[str, Stated]:
    """What the manifest of a folder states, by file; empty where there is none.

    Raises:
        InputError: it cannot be read, or has a column or a date that is none.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            unknown = set(rows.fieldnames or ()) - {"file", *FIELDS}
            if unknown or "file" not in (rows.fieldnames or ()):
                raise InputError(f"{path}: its columns must be file and any of {', '.join(FIELDS)}")
            return {row["file"].strip(): _stated(path, row) for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as CSV in UTF-8: {error}") from None


def _stated(path: Path, row: dict[str, str]) -> Stated:
    said = tuple((field, row[field].strip()) for field in FIELDS if (row.get(field) or "").strip())
    for field, value in said:
        if field in ("date", "published") and not _DATE.fullmatch(value):
            raise InputError(f"{path}: {value!r} is no date; write 2024, 2024-07 or 2024-07-04")
    return said


def apply(annotated: Annotated, stated: Stated) -> Annotated:
    """What a document says, with what is stated of it in the place of what was inferred."""
    said, found = dict(stated), annotated.metadata
    if title := said.get("title"):
        found = replace(found, title=title, title_span=None)
    if date := said.get("date"):
        found = replace(found, date=DocumentDate(date, Basis.STATED, reason="stated in the manifest"))
    if publisher := said.get("publisher"):
        found = replace(found, author=publisher)
    return replace(annotated, metadata=found)
