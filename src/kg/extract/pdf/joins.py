"""Paragraphs that a page break, or a tag in the wrong place, cut in two: put together again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.pdf.furniture import is_imprint
from kg.extract.pdf.paragraphs import FINAL, ends_early
from kg.model import BlockRole

if TYPE_CHECKING:
    from kg.extract.pdf.drafts import Draft

_SMALL = 0.9
_STEP = 6.0
"""Points that a bullet must stand further in to be one level deeper."""

_BODY = (BlockRole.PARAGRAPH, BlockRole.BULLET)


def joined_over_pages(pages: list[list[Draft]], body: float) -> list[Draft]:
    """All drafts of a document in order; a paragraph that goes on over a page break is one draft.

    Notes at the foot of a page go before the paragraph that runs on below them, so that text keeps the order of pages.
    """
    drafts: list[Draft] = []
    running = -1
    for page in pages:
        text = [draft for draft in page if not is_note(draft, body)]
        notes = [draft for draft in page if is_note(draft, body)]
        for note in notes:
            note.marked = False
        right = max((line.right for draft in page for line in draft.lines), default=0.0)
        if running >= 0 and text and _goes_on(drafts[running], text[0], right):
            whole = drafts.pop(running)
            whole.lines += text[0].lines
            whole.confidence = min(whole.confidence, text[0].confidence)
            text[0] = whole
        if text:
            running = len(drafts) + len(text) - 1
        drafts += [*text, *notes]
    return drafts


def nest_bullets(drafts: list[Draft]) -> None:
    """Sets the depth of bullets by how far they stand in, within one list; a list item without a glyph is one too."""
    edges: list[float] = []
    for draft in drafts:
        if draft.role is BlockRole.PARAGRAPH and not draft.marked and draft.lines[0].tag.kind == "LI":
            draft.role = BlockRole.BULLET
        if draft.role is not BlockRole.BULLET:
            if draft.role is BlockRole.HEADING or draft.marked:
                edges = []
            continue
        left = draft.lines[0].left
        while edges and left < edges[-1] - _STEP:
            edges.pop()
        if not edges or left > edges[-1] + _STEP:
            edges.append(left)
        draft.level = len(edges)


def is_note(draft: Draft, body: float) -> bool:
    """Whether a draft is a footnote: small type that begins with its number."""
    return draft.size <= _SMALL * body and draft.lines[0].text[:1].isdigit() and not draft.cells


def _goes_on(last: Draft, first: Draft, right: float) -> bool:
    if last.role not in _BODY or first.role is not BlockRole.PARAGRAPH or first.marked or is_imprint(first):
        return False
    end, start = last.lines[-1], first.lines[0]
    if abs(end.size - start.size) > 0.8 or end.bold != start.bold:
        return False
    lower = start.text.lstrip("‘“'\"([")[:1].islower()
    if lower:
        return not ends_early(end, start, end.left + 0.85 * (right - end.left))
    if last.marked and abs(start.left - last.left) <= 4 and start.left > last.lines[0].left + 6:
        return True
    return FINAL.search(end.text) is None and not ends_early(end, start, right)
