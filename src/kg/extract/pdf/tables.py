"""Tables: tagged ones and grids without tags into rows; what only looks like a table into running text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.pdf.columns import in_columns
from kg.extract.pdf.drafts import Draft, joined
from kg.extract.pdf.lines import Line, lines_of
from kg.extract.pdf.paragraphs import FINAL, goes_on, paragraphs
from kg.extract.pdf.tags import Tag
from kg.model import BlockRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.pdf.pieces import Piece

SCATTERED = 0.7
"""Confidence in text that the file does not hold in one piece: its order is that of the eye alone."""

_BESIDE = 0.8
"""Ems between the baselines of lines beside each other at most: cells may be centred, and lines below are further."""

LAYOUT_WORDS = 60
"""A table with a cell of more words is a way to lay out text, not a table."""

_ALIGNED = 3.0
"""Points that left edges of one column may differ."""

_UNTAGGED = Tag()


@dataclass(slots=True)
class Row:
    """Cells of one row, from the left, each a list of lines; of a layout each cell is running text.

    Columns are cells of a layout whose text runs on from each to the next.
    """

    cells: list[list[Line]] = field(default_factory=list)
    is_layout: bool = False
    is_columns: bool = False

    @property
    def top(self) -> float:
        """Of its highest line, from the top of the page."""
        return min(line.top for cell in self.cells for line in cell)

    @property
    def is_long(self) -> bool:
        """Whether a cell holds more than a cell of a table does."""
        return any(sum(len(line.text.split()) for line in cell) > LAYOUT_WORDS for cell in self.cells)

    @property
    def is_header(self) -> bool:
        """Whether all its words are bold."""
        return all(line.bold for cell in self.cells for line in cell)


@dataclass(slots=True)
class Content:
    """What a page prints: lines of running text in no order, and rows of several cells."""

    flow: list[Line]
    rows: list[Row]
    printed: str = ""
    """All text in the order of the file, without spaces: what stands together there is surely read right."""

    def lines(self) -> list[Line]:
        """All lines, those of rows too."""
        return [*self.flow, *(line for row in self.rows for cell in row.cells for line in cell)]

    def drop(self, unwanted: set[Line]) -> None:
        """Takes lines away; a row that loses all is gone."""
        self.flow = [line for line in self.flow if line not in unwanted]
        for row in self.rows:
            row.cells = [kept for cell in row.cells if (kept := [line for line in cell if line not in unwanted])]
        self.rows = [row for row in self.rows if row.cells]


def drafts_of(content: Content) -> list[Draft]:
    """The paragraphs, bullets and rows of a page, in reading order."""
    flow, stretches = in_columns(content.flow)
    flow.sort(key=lambda line: (line.base, line.left))
    columns = [Row(cells, is_columns=True) for cells in stretches]
    grids: list[Line | Row] = [*_gridded(flow), *content.rows, *columns]
    grids.sort(key=lambda item: item.top)
    drafts: list[Draft] = []
    column: list[Line] = []
    for item in grids:
        if isinstance(item, Row):
            drafts += paragraphs(column)
            column = []
            drafts += _row_drafts(item)
        else:
            column.append(item)
    drafts += paragraphs(column)
    for draft in drafts:
        if not all(joined([line.text for line in cell]).replace(" ", "") in content.printed for cell in draft.rows()):
            draft.confidence = min(draft.confidence, SCATTERED)
    return drafts


def _row_drafts(row: Row) -> list[Draft]:
    if row.is_columns:
        return _text_columns(row)
    if len(row.cells) == 1 or row.is_layout or row.is_long:
        return [draft for cell in row.cells for draft in paragraphs(cell)]
    lines = [line for cell in row.cells for line in cell]
    return [Draft(lines, BlockRole.ROW, [len(cell) for cell in row.cells])]


def _text_columns(row: Row) -> list[Draft]:
    """The drafts of columns; a paragraph that goes on at the top of the next column is one."""
    drafts: list[Draft] = []
    for cell in row.cells:
        column = paragraphs(cell)
        if drafts and not column[0].marked and goes_on(drafts[-1].lines[-1], cell[0]):
            drafts[-1].lines += column.pop(0).lines
        drafts += column
    return drafts


def content_of(pieces: Sequence[Piece], tags: dict[int, Tag], page: int) -> Content:
    """What a page prints; a tagged row of one cell is running text."""
    contents: dict[tuple[int, int, int], list[Piece]] = {}
    for piece in pieces:
        tag = tags.get(piece.mark, _UNTAGGED)
        key = (tag.table, tag.row, tag.cell) if tag.cell and tag.row else (0, 0, 0)
        contents.setdefault(key, []).append(piece)
    flow = lines_of(contents.pop((0, 0, 0), []), tags, page)
    rows: dict[tuple[int, int], Row] = {}
    for (table, number, _), cell in contents.items():
        rows.setdefault((table, number), Row()).cells.append(lines_of(cell, tags, page))
    several: dict[int, list[Row]] = {}
    for (table, _), row in rows.items():
        row.cells = sorted((cell for cell in row.cells if cell), key=lambda cell: min(line.left for line in cell))
        if len(row.cells) == 1:
            flow += row.cells[0]
        elif row.cells:
            several.setdefault(table, []).append(row)
    for table_rows in several.values():
        if any(row.is_long for row in table_rows):
            for row in table_rows:
                row.is_layout = not row.is_header
    printed = "".join(piece.text for piece in pieces).replace(" ", "")
    return Content(flow, [row for table_rows in several.values() for row in table_rows], printed)


def _gridded(flow: list[Line]) -> list[Line | Row]:
    """Lines as they are, but lines that stand beside each other put into rows."""
    bands: list[list[Line]] = []
    for line in flow:
        if bands and _beside(bands[-1], line):
            bands[-1].append(line)
        else:
            bands.append([line])
    items: list[Line | Row] = []
    grid: list[list[Line]] = []
    for band in bands:
        if len(band) > 1 or (grid and _belongs(grid, band[0])):
            above = items[-1] if items and not grid else None
            if isinstance(above, Line) and _begins(above, band):
                items.pop()
                grid.append([above])
            grid.append(band)
        else:
            items += _rows(grid)
            grid = []
            items.append(band[0])
    return items + _rows(grid)


def _beside(band: list[Line], line: Line) -> bool:
    """Whether a line stands on the baseline of others without touching them."""
    return all(
        abs(other.base - line.base) <= _BESIDE * max(line.size, other.size)
        and (other.right <= line.left + 1 or line.right <= other.left + 1)
        for other in band
    )


def _begins(line: Line, band: list[Line]) -> bool:
    """Whether a line above the first row is the first of its cell, whose neighbour is centred beside the next line."""
    first = min(band, key=lambda other: other.left)
    near = first.base - line.base <= 1.35 * line.size and abs(first.left - line.left) <= _ALIGNED
    alike = line.bold == first.bold and line.size == first.size and not line.marker
    beside = min(other.left for other in band if other is not first)
    return near and alike and line.right < beside - _ALIGNED and FINAL.search(line.text) is None


def _belongs(grid: list[list[Line]], line: Line) -> bool:
    """Whether a single line goes on a cell of the grid above it."""
    if line.is_glyph or line.base - grid[-1][0].base > 1.5 * line.size:
        return False
    columns = _columns(grid)
    edges = {edge for band in grid for other in band for edge in (other.left, other.text_left)}
    if not any(abs(edge - line.left) <= _ALIGNED for edge in edges):
        return False
    return line.right < min((left for left in columns if left > line.left + _ALIGNED), default=float("inf"))


def _columns(grid: list[list[Line]]) -> list[float]:
    """Left edges of the columns, a few points apart at least; words that hang from a number make no column."""
    lines = [line for band in grid for line in band]
    hanging = [line.text_left for line in lines if line.marker]
    lefts: list[float] = []
    for left in sorted(line.left for line in lines):
        hangs = any(abs(left - other) <= _ALIGNED for other in hanging)
        if not lefts or (left - lefts[-1] > _ALIGNED and not hangs):
            lefts.append(left)
    return lefts


def _rows(grid: list[list[Line]]) -> list[Row]:
    """The bands of a grid as rows, parted where the distance is more than that of lines."""
    rows: list[Row] = []
    columns: dict[int, list[Line]] = {}
    edges = _columns(grid)
    last: list[Line] | None = None
    for band in grid:
        if last is not None and band[0].base - last[0].base > 1.4 * band[0].size:
            rows.append(Row([columns[index] for index in sorted(columns)]))
            columns = {}
        for line in band:
            index = max(index for index, left in enumerate(edges) if left <= line.left + 0.01)
            columns.setdefault(index, []).append(line)
        last = band
    if columns:
        rows.append(Row([columns[index] for index in sorted(columns)]))
    return rows
