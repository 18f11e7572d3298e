"""Makes an answer of evidence chosen first: sentences around quotes, notes that protect the reader, or an honest no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Answer
from kg.search import composing, evidence, notes, scope, wording
from kg.search.queries import template
from kg.search.support import supported
from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Evidence, Filters, FollowUp, Question
    from kg.search.candidate import Candidate
    from kg.search.scope import Holdings

_WEAK = {
    "who-role": 0.75,
    "definition-programme": 0.68,
    "figure": 0.65,
    "when-which-inspection": 0.6,
    "strengths-concerns": 0.6,
    "list": 0.55,
    "topic-over-time": 0.5,
    "compare": 0.5,
    "follow-up": 0.45,
}
"""A piece that scores below this share of the best is left out; more so where one fact is asked for."""


_RAISED = 5
"""The best pieces, among which what was raised must stand for its follow-up to be told."""
_OF_ONE_PLACE = {"who-role", "figure", "when-which-inspection"}
"""Kinds of question that other places' documents do not answer: whose post, which number, what day."""


def ask(holdings: Holdings, text: str, filters: Filters) -> Answer:
    """Answers a question with quotes, or says why the documents held do not answer it.

    Raises:
        InputError: a filter names what does not exist.
    """
    read = scope.read(holdings, text, filters)
    asked = scope.at_home(holdings, read)
    found = of(holdings, asked)
    if not found.answered and asked.assumed and asked.kind not in _OF_ONE_PLACE:
        elsewhere = of(holdings, read)
        return elsewhere if elsewhere.answered else found
    return found


def of(holdings: Holdings, asked: Question) -> Answer:
    """The answer to a question as it was read."""
    within = scope.documents(holdings, asked)
    if not within:
        why = f"{_nothing_to_ask(holdings, asked)}{_elsewhere(holdings, asked)}"
        return Answer(asked, template("documents"), answered=False, reason=why, sentences=(), evidence=(), notes=())
    candidates, sparql = evidence.find(holdings, asked, within)
    strongest = _strongest(candidates, asked)
    chosen = evidence.evidence(holdings, strongest)
    reason = supported(holdings, asked, chosen, strongest)
    if reason is not None:
        why = f"{reason}{_elsewhere(holdings, asked)}"
        return Answer(asked, sparql, answered=False, reason=why, sentences=(), evidence=chosen, notes=())
    disagreeing = notes.discrepancies(holdings, chosen)
    return Answer(
        asked,
        sparql,
        answered=True,
        reason=None,
        sentences=tuple(composing.sentences(asked, chosen, strongest, _followed(holdings, asked, chosen))),
        evidence=chosen,
        notes=notes.of(holdings, asked, chosen, strongest, disagreeing),
    )


def _strongest(candidates: Sequence[Candidate], asked: Question) -> Sequence[Candidate]:
    best = candidates[0].score if candidates else 0.0
    least = best * _WEAK[asked.kind]
    return [candidate for candidate in candidates[: asked.limit] if candidate.score >= least]


def _nothing_to_ask(holdings: Holdings, asked: Question) -> str:
    """Why no document can answer: none held at all, none about the authority, or none of the time."""
    if not holdings.documents:
        return "The library holds no documents yet."
    about = [held for held in holdings.documents if scope.about(held, asked)]
    if not about and asked.authorities:
        named = english.listed([holdings.vocabulary.authorities[gss].label for gss in asked.authorities], "or")
        return f"No document held is about {named}."
    if not about:
        return "No document held is of that name or kind."
    return f"No document held is dated {wording.period(asked.since, asked.until)}, or tells of an event of that time."


def _elsewhere(holdings: Holdings, asked: Question) -> str:
    """Where the answer would stand, as far as the documents held name it: " Not held, but referred to: …"."""
    named = [each.title for each in notes.missing(holdings, asked)]
    return f" Not held, but referred to: {english.listed(named)}." if named else ""


def _followed(holdings: Holdings, asked: Question, chosen: Sequence[Evidence]) -> Sequence[FollowUp]:
    """What became of the recommendations that the evidence holds, where that is what is asked."""
    authorities = {piece.authority for piece in chosen if piece.authority}
    if asked.kind != "follow-up" or len(authorities) != 1:
        return ()
    return [
        each
        for each in holdings.links(authorities.pop()).follow_up
        if any(composing.shares(piece.citation, each.recommendation) for piece in chosen[:_RAISED])
    ]
