"""Whether evidence answers a question, told from the evidence itself: near misses are shown, but never as an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.index.words import stems
from kg.search import counting, premises, seeking
from kg.search.seeking import FITS, TOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Evidence, Question
    from kg.search.candidate import Candidate
    from kg.search.scope import Holdings

_READ = 10
_COVERED = 0.5
"""The share of a question's own words that the best piece of evidence must hold, with its headings and title."""

_SEVERAL = 2
"""Words of a question that nothing held knows: one may be only the asker's own word for it."""

_OF_A_MATTER = frozenset(("list", "figure", "who-role", "topic-over-time", "definition-programme"))
"""Kinds of question that ask of something; "What are the strengths?" asks well without."""

_WHEN = re.compile(r"^\s*(?:when\b|on (?:what|which) (?:date|day)|what (?:date|day))", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|next|upcoming|future|planned|going to)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\bwhose\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August"
                    r"|September|October|November|December))\b")  # fmt: skip


def supported(
    holdings: Holdings, asked: Question, chosen: Sequence[Evidence], candidates: Sequence[Candidate]
) -> str | None:
    """None where the evidence bears the question out; else why not, and what was looked for.

    Args:
        holdings: what is held.
        asked: the question as read.
        chosen: the pieces of evidence, best first.
        candidates: the same pieces as they were ranked.
    """
    if asked.kind in _OF_A_MATTER and not _holds_something(asked):
        return "The question names nothing to look for: no subject, person, place or time."
    looked_for = f"Looked for: {asked.topic or asked.text.rstrip('?.')}"
    reason = premises.unknown_name(holdings, asked)
    if not chosen:
        reason = reason or "Nothing in the documents held bears on this."
    reason = reason or _unsupported(holdings, asked, chosen[:_READ], candidates[:_READ])
    return reason and f"{reason} {looked_for}."


def _unsupported(
    holdings: Holdings, asked: Question, chosen: Sequence[Evidence], candidates: Sequence[Candidate]
) -> str | None:
    return (
        premises.unheard(holdings, asked, chosen)
        or premises.not_inspected(holdings, asked, chosen)
        or _of_somebody(asked, candidates)
        or _of_a_figure(holdings, asked, candidates)
        or _of_an_inspection(holdings, asked, candidates)
        or _of_a_day(asked, chosen)
        or _of_another_matter(holdings, asked)
        or _of_the_matter(holdings, asked, chosen, candidates)
    )


def _holds_something(asked: Question) -> bool:
    places = () if asked.assumed else asked.authorities
    named = (asked.themes, places, asked.people, asked.documents, asked.kinds, asked.pointed)
    return any((stems(asked.topic), *named, asked.since, asked.until, asked.speaker, asked.stance))


def _of_somebody(asked: Question, candidates: Sequence[Candidate]) -> str | None:
    """Who holds a post cannot be told where nobody is named in it; "whose" asks for a post, which has no name."""
    if asked.kind != "who-role" or _WHEN.search(asked.text) or _WHOSE.search(asked.text):
        return None
    return None if _someone(candidates) else "The documents held name nobody in that post."


def _of_a_figure(holdings: Holdings, asked: Question, candidates: Sequence[Candidate]) -> str | None:
    """A number cannot be given where no figure counts that very thing: one of a part, or of others, is none of it."""
    if asked.kind != "figure" or counting.counts(asked, candidates, holdings.vocabulary, holdings.index.share):
        return None
    counted = counting.thing(asked.text)
    sought = f"number of {counted}" if counted else "such figure"
    return f"The documents held state no {sought}."


def _of_an_inspection(holdings: Holdings, asked: Question, candidates: Sequence[Candidate]) -> str | None:
    """Which inspections there were, or when one is to be, cannot be told where none of that family and time is."""
    seeks = seeking.sought(asked, holdings.vocabulary)
    if asked.kind != "when-which-inspection" or not seeks.alone:
        return None
    best = max((each.fit for each in candidates if each.facts), default=0.0)
    if best == 0:
        return "The documents held tell of no such inspection, visit or meeting."
    return "The documents held tell of none that is still to come." if _AHEAD.search(asked.text) else None


def _of_a_day(asked: Question, chosen: Sequence[Evidence]) -> str | None:
    """When something was cannot be told where nothing that speaks of it holds a date."""
    if not _WHEN.search(asked.text) or _some_day(asked, chosen):
        return None
    return "The documents held speak of it but do not say when."


def _of_another_matter(holdings: Holdings, asked: Question) -> str | None:
    """A theme's word ("spend") does not make its own what the rest of the question is about."""
    named = {stem for theme in asked.themes for name in holdings.vocabulary.themes[theme].names for stem in stems(name)}
    rest = [word for word in asked.topic.split() if set(stems(word)) - named]
    if len(rest) < _SEVERAL or any(map(holdings.index.knows, rest)):
        return None
    return f"No document held speaks of “{' '.join(rest)}”."


def _of_the_matter(
    holdings: Holdings, asked: Question, chosen: Sequence[Evidence], candidates: Sequence[Candidate]
) -> str | None:
    """A matter is spoken of where a piece is about a theme that is asked for, or holds most of the question's words."""
    wanted = set(stems(asked.topic))
    if not wanted or (asked.kind == "who-role" and _someone(candidates)):
        return None
    if asked.themes and any(_main(piece, asked, holdings) for piece in chosen):
        return None
    if asked.kind == "when-which-inspection" and _together(chosen, wanted) >= _COVERED:
        return None
    if max(_coverage(piece, wanted) for piece in chosen) >= _COVERED:
        return None
    return "No statement in the documents held speaks of this closely enough to be an answer."


def _someone(pieces: Sequence[Candidate]) -> bool:
    """Whether somebody is named in the post that is asked for, or in the part."""
    return any(piece.fit >= (FITS if piece.facts else TOLD) for piece in pieces)


def _some_day(asked: Question, pieces: Sequence[Evidence]) -> bool:
    """Whether a piece that speaks of the matter holds a date."""
    wanted = set(stems(asked.topic))
    return any(_DATED.search(piece.citation.quote) and _coverage(piece, wanted) >= _COVERED for piece in pieces)


def _main(piece: Evidence, asked: Question, holdings: Holdings) -> bool:
    below = {narrower for theme in asked.themes for narrower in holdings.vocabulary.narrower(theme)}
    return bool({*asked.themes, *below} & set(piece.themes))


def _together(pieces: Sequence[Evidence], wanted: set[str]) -> float:
    """The share of the wanted words that some pieces hold between them, in their own words: for a list of visits."""
    return len(wanted & set(stems(" ".join(piece.citation.quote for piece in pieces)))) / len(wanted)


def _coverage(piece: Evidence, wanted: set[str]) -> float:
    held = set(stems(" ".join((piece.citation.quote, *piece.citation.section, piece.title))))
    return len(wanted & held) / len(wanted) if wanted else 1.0
