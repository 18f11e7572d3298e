"""Text set in columns: found by the gutter that no line crosses, so that each column is read to its end."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.pdf.lines import Line

_GUTTER = 8.0
"""Points that columns stand apart at least."""

_ALIGNED = 3.0
_LINES = 4
_WORDS = 25
"""A column has at least so many lines and words; less is a table, or a label with its value."""

_MOST = 4


def in_columns(lines: list[Line]) -> tuple[list[Line], list[list[list[Line]]]]:
    """Takes text in columns out of a page's lines.

    Returns:
        The lines that are left, and each stretch of columns, from the left, with lines from the top.
    """
    found: list[list[list[Line]]] = []
    for edge in _edges(lines):
        for left, right in _zones(lines, edge):
            inside = set(left) | set(right)
            lines = [line for line in lines if line not in inside]
            columns = [*_split(left), *_split(right)]
            found.append([sorted(column, key=lambda line: line.base) for column in columns])
    return lines, found


def _split(lines: list[Line], depth: int = 1) -> list[list[Line]]:
    """A column, or the columns that it is made of."""
    for edge in _edges(lines) if depth < _MOST else ():
        zones = list(_zones(lines, edge))
        if len(zones) == 1 and len(zones[0][0]) + len(zones[0][1]) == len(lines):
            left, right = zones[0]
            return [*_split(left, depth + 1), *_split(right, depth + 1)]
    return [lines]


def _edges(lines: list[Line]) -> list[float]:
    """Where columns may begin: left edges that several lines share, from the left."""
    counts = Counter(round(line.left) for line in lines)
    often = sorted(left for left, count in counts.items() if count >= _LINES)
    leftmost = min((line.left for line in lines), default=0.0)
    return [float(left) for left in often if left > leftmost + 10 * _GUTTER]


def _zones(lines: list[Line], edge: float) -> Iterator[tuple[list[Line], list[Line]]]:
    """Stretches between lines that cross a gutter, left and right of it, where both sides are columns of text."""
    crossing = sorted(line.base for line in lines if line.left < edge - _ALIGNED and line.right > edge - _GUTTER)
    for top, bottom in pairwise([float("-inf"), *crossing, float("inf")]):
        inside = [line for line in lines if top < line.base < bottom]
        right = [line for line in inside if line.left >= edge - _ALIGNED]
        left = [line for line in inside if line.right <= edge - _GUTTER]
        if _is_column(left) and _is_column(right) and _are_level(left, right):
            yield left, right


def _is_column(lines: list[Line]) -> bool:
    return len(lines) >= _LINES and sum(len(line.text.split()) for line in lines) >= _WORDS


def _are_level(left: list[Line], right: list[Line]) -> bool:
    """Whether two columns stand beside each other over half of the shorter one's height."""
    tops = min(line.top for line in left), min(line.top for line in right)
    bottoms = max(line.bottom for line in left), max(line.bottom for line in right)
    shared = min(bottoms) - max(tops)
    return shared > 0.5 * min(bottoms[0] - tops[0], bottoms[1] - tops[1])
