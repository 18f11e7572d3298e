"""Whether evidence answers a question, told from the evidence itself: near misses are shown, but never as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.index.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Evidence, Question
    from kg.search.scope import Holdings

_READ = 10
_COVERED = 0.5
"""The share of a question's own words that the best piece of evidence must hold, with its headings and title."""


def supported(holdings: Holdings, asked: Question, chosen: Sequence[Evidence]) -> str | None:
    """None where the evidence bears the question out; else why not, and what was looked for."""
    wanted = set(stems(asked.topic))
    looked_for = f"Looked for: {asked.topic or asked.text}"
    if not chosen:
        return f"Nothing in the documents held bears on this. {looked_for}."
    if asked.themes and any(_main(piece, asked, holdings) for piece in chosen[:_READ]):
        return None
    if wanted and max(_coverage(piece, wanted) for piece in chosen[:_READ]) < _COVERED:
        return f"No statement in the documents held speaks of this closely enough to be an answer. {looked_for}."
    return None


def _main(piece: Evidence, asked: Question, holdings: Holdings) -> bool:
    below = {narrower for theme in asked.themes for narrower in holdings.vocabulary.narrower(theme)}
    return bool({*asked.themes, *below} & set(piece.themes))


def _coverage(piece: Evidence, wanted: set[str]) -> float:
    held = set(stems(" ".join((piece.citation.quote, *piece.citation.section, piece.title))))
    return len(wanted & held) / len(wanted)
