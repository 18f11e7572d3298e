"""Which drafts are headings: bold and size decide, since tags sit on body text and miss headings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.pdf.levels import rank
from kg.model import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.pdf.drafts import Draft

_WORDS = 30
_LABEL_WORDS = 12
_LINES = 4
_LARGER = 1.0
_TWO_SENTENCES = re.compile(r"[.?!]\s+\S")
_SENTENCE = re.compile(r"[.;,]\d{0,2}$")
_HEADING = re.compile(r"H\d?$|Title$")
_LABEL = re.compile(r"[^:]*\b(?:dates?|inspectors?|published|publication|reference|remit)\b[^:]*:\s*\S", re.IGNORECASE)
_NO_HEADING = ("and", "or", "of")
"""Printed large between the parts of a title."""

_GRADE = re.compile(
    r"(?:outstanding|good|requires improvement(?: to be good)?|satisfactory|adequate|inadequate|met|not met)\W*\d?$",
    re.IGNORECASE,
)


def mark_headings(drafts: Sequence[Draft]) -> None:
    """Sets role, level and confidence of every heading of a document."""
    body = body_size(drafts)
    for index, draft in enumerate(drafts):
        if draft.cells:
            if _is_graded(draft) and not _in_table(drafts, index):
                draft.role = BlockRole.HEADING
        elif _is_heading(draft, body):
            draft.role = BlockRole.HEADING
            draft.marked = False
            tagged = bool(draft.lines[0].tag.group)
            if tagged and not _HEADING.match(draft.lines[0].tag.kind):
                draft.confidence = min(draft.confidence, 0.9)
    rank([draft for draft in drafts if draft.role is BlockRole.HEADING])


def body_size(drafts: Iterable[Draft]) -> float:
    """The type size of most characters that are not bold."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        for line in draft.lines:
            sizes[line.size] += len(line.text) if not line.bold else 1
    return max(sizes, key=lambda size: sizes[size]) if sizes else 12.0


def _is_heading(draft: Draft, body: float) -> bool:
    words = draft.words()
    larger = all(line.size >= body + _LARGER for line in draft.lines)
    tagged = _HEADING.match(draft.lines[0].tag.kind) is not None
    if not (draft.bold or larger):
        return (draft.italic or tagged) and _is_label(draft)
    if not any(letter.isalpha() for letter in words):
        return False
    if draft.lines[0].is_glyph or draft.lines[0].size < body - _LARGER:
        return False
    if _LABEL.match(words) or words.lower() in _NO_HEADING:
        return False
    if len(draft.lines) > _LINES or len(words.split()) > _WORDS:
        return False
    return tagged or _SENTENCE.search(words) is None or (draft.bold and _TWO_SENTENCES.search(words) is None)


def _is_label(draft: Draft) -> bool:
    """Whether plain or italic text is short and no sentence, and stands on a line of its own."""
    words = draft.words()
    if len(words.split()) < (1 if draft.italic else 2):
        return False
    return len(draft.lines) == 1 and not draft.marked and words[:1].isupper() and _is_title(words)


def _is_title(words: str) -> bool:
    return len(words.split()) <= _LABEL_WORDS and not words.endswith((".", ",", ";", ":", ")", "”", "’"))


def _is_graded(draft: Draft) -> bool:
    cells = draft.words().split("\t")
    return len(cells) == 2 and draft.page > 1 and _GRADE.match(cells[1].strip()) is not None


def _in_table(drafts: Sequence[Draft], index: int) -> bool:
    """Whether the drafts around one are rows of the same page, a header in bold aside: then it is a row among rows."""
    page = drafts[index].page
    above = [draft for draft in drafts[max(0, index - 1) : index] if not draft.bold or drafts[index].bold]
    return any(draft.cells and draft.page == page for draft in (*above, *drafts[index + 1 : index + 2]))
