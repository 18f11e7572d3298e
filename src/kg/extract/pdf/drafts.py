"""A block in the making: its lines or cells, and its role so far; `compose` ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import BlockRole

if TYPE_CHECKING:
    from kg.extract.pdf.lines import Line

CELLS = "\t"
"""Between the cells of a row in the kept text: white space, since the page prints nothing there."""

_PAIR = re.compile(r"(?:and|or|to)\s")
"""What follows a hyphen that stands for a word to come: "16- and 17-year-olds"."""

_GLUE = re.compile(r"(?:\w[-‑]|\w[–—/])$")


@dataclass(slots=True)
class Draft:
    """A paragraph, bullet, heading, row or piece of furniture, on one page or joined over several.

    Attributes:
        lines: in reading order; of a row, cell after cell.
        cells: how many of the lines each cell of a row takes; empty for all else.
        marked: whether the first line's marker is one, and not the beginning of a sentence.
        level: rank of a heading or depth of a bullet.
        confidence: 1.0 where tags and geometry agree.
    """

    lines: list[Line]
    role: BlockRole = BlockRole.PARAGRAPH
    cells: list[int] = field(default_factory=list)
    marked: bool = False
    level: int | None = None
    confidence: float = 1.0

    @property
    def page(self) -> int:
        """The page of its first line."""
        return self.lines[0].page

    @property
    def marker(self) -> str:
        """The bullet or number it begins with; "" for none."""
        return self.lines[0].marker if self.marked else ""

    @property
    def left(self) -> float:
        """Where its words begin, after the marker."""
        return self.lines[0].text_left if self.marked else self.lines[0].left

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(line.italic for line in self.lines)

    @property
    def size(self) -> float:
        """The type size of its first line."""
        return self.lines[0].size

    def words(self) -> str:
        """Its text without the marker."""
        if not self.cells:
            begins = self.lines[0].begins if self.marked else 0
            return joined([self.lines[0].text[begins:], *(line.text for line in self.lines[1:])])
        return CELLS.join(joined([line.text for line in cell]) for cell in self.rows())

    def rows(self) -> list[list[Line]]:
        """The lines of each cell of a row; all lines of anything else."""
        if not self.cells:
            return [self.lines]
        cells, start = [], 0
        for count in self.cells:
            cells.append(self.lines[start : start + count])
            start += count
        return cells


def joined(texts: list[str]) -> str:
    """Printed lines as running text: a space between them, none after a line-end hyphen, dash or slash in a word."""
    parts: list[str] = []
    for text in texts:
        if text:
            if parts and (_GLUE.match(parts[-1][-2:]) is None or _PAIR.match(text)):
                parts.append(" ")
            parts.append(text)
    return "".join(parts)
