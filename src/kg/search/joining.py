"""Joins neighbouring sentences of a paragraph that need each other, into one piece of at most 100 words.

"However, this …" cannot stand alone; two sentences that say the same of the same, or that both bear on the question,
read better whole than cut.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.search.candidate import Candidate

LONGEST = 100
"""Words in one piece of evidence."""
_AKIN = 60
"""Words in a piece whose sentences are alike, whether or not both bear on the question."""
_BOTH = 0.5
"""Two sentences both bear on the question where the weaker scores this share of the stronger."""
_GAP = 1
"""Characters between two sentences of one paragraph."""
_LEANS = re.compile(
    r"(?:However|But|This|These|Those|It|They|He|She|Such|As a result|Consequently|Therefore|Also|In addition|Although"
    r"|Some of these|Despite this|Nevertheless|For example|In particular|Together|Their|Its|Many of them)\b"
)
_FAVOURS = {"strength": 1, "progress": 1, "concern": -1, "priority_action": -1}


def joined(candidates: Iterable[Candidate], *, mixed: bool) -> list[Candidate]:
    """Candidates in order of place, those that belong together made one.

    Args:
        candidates: scored statements and facts, in any order.
        mixed: whether pieces may hold sentences of several stances; not where strengths or concerns are asked for.
    """
    pieces: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda each: (each.document, each.span)):
        if pieces and _belongs(pieces[-1], candidate) and (mixed or pieces[-1].stance == candidate.stance):
            pieces[-1] = _join(pieces[-1], candidate)
        else:
            pieces.append(candidate)
    return pieces


def _belongs(last: Candidate, candidate: Candidate) -> bool:
    if candidate.passage is None or last.passage != candidate.passage:
        return False
    words = len(last.text.split()) + len(candidate.text.split())
    if words > LONGEST or not 0 <= candidate.span.start - last.span.end <= _GAP:
        return False
    return bool(_LEANS.match(candidate.text)) or _both(last, candidate) or (words <= _AKIN and _akin(last, candidate))


def _akin(last: Candidate, candidate: Candidate) -> bool:
    """Whether two sentences judge the same matter alike."""
    return bool(last.themes) and last.stance == candidate.stance and last.themes[:1] == candidate.themes[:1]


def _both(last: Candidate, candidate: Candidate) -> bool:
    """Whether two sentences both bear on the question, and do not judge against each other."""
    against = _FAVOURS.get(last.stance or "", 0) * _FAVOURS.get(candidate.stance or "", 0) < 0
    return not against and min(last.score, candidate.score) >= _BOTH * max(last.score, candidate.score)


def _join(first: Candidate, second: Candidate) -> Candidate:
    better = first if first.score >= second.score else second
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        text=f"{first.text} {second.text}",
        stance=better.stance,
        speaker=better.speaker,
        themes=tuple(dict.fromkeys((*first.themes, *second.themes))),
        facts=first.facts + second.facts,
        fit=max(first.fit, second.fit),
        score=better.score,
    )
