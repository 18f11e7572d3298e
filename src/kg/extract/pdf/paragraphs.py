"""Lines of one column into paragraphs and bullets: where tags and geometry agree, and which wins where they do not."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.pdf.drafts import Draft
from kg.model import BlockRole

if TYPE_CHECKING:
    from kg.extract.pdf.lines import Line

_LEADING = 1.2
FINAL = re.compile(r"[.?!:;…]['\"’”)\]]*\s?\d{0,2}$")
"""What a finished paragraph ends with; a footnote's number may follow."""

_LOWER = re.compile(r"['\"‘“(\[]?[a-z0-9]")
_OPEN = re.compile(
    r"(?:,|\w[-‑]|\b(?:a|an|and|are|as|at|by|for|from|in|is|its|of|on|or|that|the|their|to|which|with))$", re.IGNORECASE
)
"""What no paragraph ends with."""

_DOUBTFUL = 0.8


def paragraphs(lines: list[Line]) -> list[Draft]:
    """Paragraphs and bullets of a column, whose lines stand in reading order."""
    if not lines:
        return []
    right = max(line.right for line in lines)
    leading = _leading(lines)
    drafts = [_started(lines[0], None)]
    for last, line in pairwise(lines):
        breaks, sure = _breaks(drafts[-1], line, leading, right)
        if not sure:
            drafts[-1].confidence = _DOUBTFUL
        if breaks:
            drafts.append(_started(line, last))
        else:
            drafts[-1].lines.append(line)
    return drafts


def _started(line: Line, last: Line | None) -> Draft:
    marked = line.is_glyph or (bool(line.marker) and _hangs(line, last))
    draft = Draft([line], marked=marked)
    if marked and not is_number(line.marker):
        draft.role = BlockRole.BULLET
    return draft


def is_number(marker: str) -> bool:
    """Whether a marker is a paragraph number and not a bullet or a letter."""
    return marker[:1].isdigit()


def _hangs(line: Line, last: Line | None) -> bool:
    """Whether what looks like a number or dash at the start of a line is a marker: tagged so, or set apart."""
    printed = line.text[: line.begins].rstrip()
    if is_number(line.marker) and printed.endswith("."):
        return True
    if line.tag.depth and not is_number(line.marker):
        return True
    apart = line.text_left - line.left > (0.6 * len(printed) + 0.5) * line.size
    return apart and (last is None or last.text_left >= line.text_left - 3 or line.base - last.base > 1.3 * line.size)


def _leading(lines: list[Line]) -> float:
    """Baseline distance inside paragraphs as a multiple of the type size: the most common one among neighbours."""
    tight: Counter[float] = Counter()
    loose: Counter[float] = Counter()
    for last, line in pairwise(lines):
        if last.size == line.size and last.base < line.base:
            ratio = round((line.base - last.base) / line.size, 1)
            if 0.9 <= ratio <= 2.4:
                loose[ratio] += 1
                if last.tag.group and last.tag.group == line.tag.group:
                    tight[ratio] += 1
    ratios = tight if sum(tight.values()) >= 3 else loose
    if sum(ratios.values()) < 3:
        return _LEADING
    return max(_LEADING, max(ratios, key=lambda ratio: (ratios[ratio], -ratio)))


def _breaks(draft: Draft, line: Line, leading: float, right: float) -> tuple[bool, bool]:
    """Whether a line begins a new paragraph, and whether tags and geometry agree on it."""
    last = draft.lines[-1]
    near = 0 < line.base - last.base <= (leading + 0.25) * max(line.size, last.size)
    if line.is_glyph:
        return True, True
    if last.tag.group and last.tag.group == line.tag.group:
        return _breaks_inside(last, line, near=near, leading=leading, right=right)
    if last.tag.group and line.tag.group:
        if near and not _marks(line, last) and reads_on(draft, line, right):
            return False, False
        return True, True
    return _breaks_untagged(draft, line, near=near, right=right), True


def _marks(line: Line, last: Line) -> bool:
    return bool(line.marker) and _hangs(line, last)


def _breaks_inside(last: Line, line: Line, *, near: bool, leading: float, right: float) -> tuple[bool, bool]:
    """Inside one tagged paragraph: only a wide gap, or a bold line of its own before plain text, parts it."""
    if last.bold and line.light and ends_early(last, line, right) and not FINAL.search(last.text):
        return True, False
    if near:
        return False, True
    wide = line.base - last.base > (leading + 0.7) * max(line.size, last.size)
    return wide, not wide


def _breaks_untagged(draft: Draft, line: Line, *, near: bool, right: float) -> bool:
    last = draft.lines[-1]
    if not near or _marks(line, last) or abs(last.size - line.size) > 0.8:
        return True
    if last.bold != line.bold and (last.bold or line.bold) and not (last.light is False and line.light is False):
        return True
    if ends_early(last, line, right):
        return bool(FINAL.search(last.text)) or not _LOWER.match(line.text)
    return line.left > draft.left + 0.8 * line.size and bool(FINAL.search(last.text)) and not draft.marked


def ends_early(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` would have stood on `last`, which so was ended on purpose."""
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * (len(word) + 1) / max(1, len(line.text))
    return last.right + width < right - 0.5 * last.size


def goes_on(last: Line, line: Line) -> bool:
    """Whether a line elsewhere, on top of a column or page, goes on the sentence of another."""
    if FINAL.search(last.text) or abs(last.size - line.size) > 0.8 or last.bold != line.bold:
        return False
    return _LOWER.match(line.text) is not None or _OPEN.search(last.text) is not None


def reads_on(draft: Draft, line: Line, right: float) -> bool:
    """Whether a line plainly goes on a sentence that tags cut in two: it reads on, or the one above it is full."""
    last = draft.lines[-1]
    if goes_on(last, line):
        right = last.left + 0.75 * (right - last.left)
    elif FINAL.search(last.text) or last.size != line.size or last.bold or line.bold:
        return False
    if ends_early(last, line, right):
        return False
    return line.left >= draft.left - 0.5 * line.size
