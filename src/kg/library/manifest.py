"""What manifests state of files; it wins over what the documents themselves let one infer.

`manifest.csv` in a folder has a row a file: the first column is `file`, a name below the folder; the others may be
title, date, publisher, published, licence and handling. `letter.pdf.yaml` (or `letter.yaml`) beside a file states the
same fields of that one. What two manifests say of one file is put together, and refused where they differ. Title, date
and publisher go into the graph; all are shown as stated.
"""

from __future__ import annotations

import csv
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.extract import MEDIA_TYPES
from kg.model import Basis, DocumentDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.model import Annotated

NAME = "manifest.csv"
SUFFIXES = (".yaml", ".yml")
FIELDS = ("title", "date", "publisher", "published", "licence", "handling")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LARGEST = {".csv": 10_000_000, ".yaml": 50_000, ".yml": 50_000}
"""Bytes that a manifest may have: ten thousand rows, and a page for one file."""

_FRAME = ["StreamStart", "DocumentStart", "MappingStart", "MappingEnd", "DocumentEnd", "StreamEnd"]

_log = logging.getLogger(__name__)

Stated = tuple[tuple[str, str], ...]
"""Fields and values, in the order of FIELDS; what is left empty is not stated."""


def read(files: Iterable[Path], root: Path) -> dict[Path, Stated]:
    """What the manifests from `root` down to each file's own folder state of it, and the YAML beside it.

    Args:
        files: below `root`.
        root: the folder that was asked for.

    Raises:
        InputError: a manifest cannot be read, has a field or a date that is none, or contradicts another.
    """
    files = tuple(files)
    said: dict[Path, dict[str, tuple[str, Path]]] = {}
    for manifest, path, stated in (*_tables(files, root), *_beside(files)):
        known = said.setdefault(path, {})
        for field, value in stated:
            other, where = known.setdefault(field, (value, manifest))
            if other != value:
                raise InputError(
                    f"{manifest}: the {field} {value!r} of {path.name} differs from {other!r} in {where}; keep one"
                )
    return {path: tuple((field, known[field][0]) for field in FIELDS if field in known) for path, known in said.items()}


def _tables(files: Iterable[Path], root: Path) -> Iterator[tuple[Path, Path, Stated]]:
    """The rows of all `manifest.csv`: the manifest, the file, what is stated of it."""
    folders = {folder for path in files for folder in path.parents if folder == root or root in folder.parents}
    for path in sorted(folder / NAME for folder in folders | {root}):
        if not path.is_file():
            continue
        try:
            rows = csv.DictReader(_text(path).splitlines(keepends=True))
            if "file" not in (rows.fieldnames or ()) or set(rows.fieldnames or ()) - {"file", *FIELDS}:
                raise InputError(f"{path}: its columns must be file and any of {', '.join(FIELDS)}")
            for row in rows:
                file = path.parent / (row["file"] or "").strip()
                if not file.is_file():
                    _log.warning("%s: line %d is about %r, which is not there", path, rows.line_num, row["file"])
                yield path, file, _stated(path, row)
        except csv.Error as error:
            raise InputError(f"{path}: cannot be read as CSV: {error}") from None


def _beside(files: Iterable[Path]) -> Iterator[tuple[Path, Path, Stated]]:
    """What the YAML beside each file states: the manifest, the file, the fields."""
    for path in files:
        own = [path.with_name(path.name + suffix) for suffix in SUFFIXES]
        shared = [path.with_suffix(suffix) for suffix in SUFFIXES]
        for manifest in (*own, *shared):
            if not manifest.is_file():
                continue
            same = [each for each in sorted(path.parent.iterdir()) if each.stem == path.stem and _is_document(each)]
            if manifest in shared and len(same) > 1:
                raise InputError(
                    f"{manifest}: it may mean {' or '.join(each.name for each in same)}; call it {same[0].name}.yaml"
                )
            yield manifest, path, _stated(manifest, _fields(manifest))


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in MEDIA_TYPES and path.is_file()


def _fields(path: Path) -> dict[str, str]:
    """The fields of a YAML file, each as it is written: one mapping of words to words, and nothing else of YAML.

    Only its events are looked at, so no alias, tag or depth of nesting is ever followed.
    """
    import yaml

    wrong = InputError(f"{path}: it must be lines like 'title: …', each of {', '.join(FIELDS)} once at most")
    words: list[str] = []
    frame: list[str] = []
    try:
        for event in yaml.parse(_text(path), Loader=yaml.SafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                words.append(event.value)
                continue
            frame.append(type(event).__name__.removesuffix("Event"))
            if frame != _FRAME[: len(frame)]:
                raise wrong  # at once: what is nested deeply takes minutes to read on
    except yaml.YAMLError as error:
        raise InputError(f"{path}: cannot be read as YAML: {' '.join(str(error).split())[:200]}") from None
    fields = dict(zip(words[::2], words[1::2], strict=False))
    if frame != _FRAME or len(fields) * 2 != len(words) or set(fields) - set(FIELDS):
        raise wrong
    return fields


def _text(path: Path) -> str:
    most = _LARGEST[path.suffix]
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise InputError(f"{path}: has more than {most // 1000} KB, as no manifest has")
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8: {error}") from None


def _stated(path: Path, row: Mapping[str, str | None]) -> Stated:
    said = tuple((field, (row.get(field) or "").strip()) for field in FIELDS)
    for field, value in said:
        if value and field in ("date", "published") and not _DATE.fullmatch(value):
            raise InputError(f"{path}: {value!r} is no date; write 2024, 2024-07 or 2024-07-04")
    return tuple((field, value) for field, value in said if value)


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
