"""Ranks statements that may be evidence; fetching them is `evidence`'s matter.

A statement's score is a weighted mean of what each retriever says, all between 0 and 1: how well its passage matches by
meaning and word, how well its own words and the headings above match, and whether it is about a theme asked for. Whose
word it is, its stance and its kind of document then lower it where the question asks for others.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.search import cues
from kg.search.candidate import INSIDE, STATEMENT
from kg.search.joining import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Question, Span
    from kg.search.candidate import Candidate, Signals

_OF_PASSAGE, _OF_WORDS, _OF_THEME = 0.35, 0.25, 0.30
_OF_FACT, _OF_FIGURE = 0.6, 0.30
"""What a fact that is asked for is worth beside these: a post to "who", a number to "how many"."""
_BESIDE_FACT = 0.4
"""What all other signs are worth where facts alone are asked for: a letterhead stands in no passage, under no theme."""
_LENT = 0.4
"""The share of a theme that a statement lends to the others of its passage."""
_OF_HEADINGS = 0.25
"""Weight of the words above a statement beside its own."""
_OTHER_SPEAKER, _OTHER_STANCE, _OTHER_DOCUMENT = 0.55, 0.6, 0.85
_NOT_JUDGED = 0.7
"""What a statement is worth that tells of no judgement, where judgements are asked for."""
_ONLY_STANCE = 0.35
"""The same where strengths or concerns are what is asked for."""

_SHARE = {"topic-over-time": 0.90, "compare": 0.92, "follow-up": 0.92}
"""By kind of question: each further piece of one document counts this much less, so that every document is heard."""
_SHARE_ELSE = 0.97
_WINDOW = 100

_OF_THE_REPORT = 0.6
"""The same for what a report says of itself and of who is responsible, which reads alike for every council."""

_STANCES = {"strength": {"strength", "progress"}, "concern": {"concern", "priority_action"}}
_TELLING = {"priority_action": 1.1, "plan": 0.92, "neutral_context": 0.85, None: 0.85}
"""How much a stance tells somebody who asks what was said of a matter: a finding more than a heading or a table row."""
_OF_MATTER = {"topic-over-time", "follow-up", "compare", "list"}


def ranked(candidates: Sequence[Candidate], asked: Question, signals: Signals) -> list[Candidate]:
    """The best candidates as pieces of evidence, as many as are asked for; what a better one has said is left out."""
    whole = _with_facts(candidates)
    scored = _scored(whole, _fits(whole, signals), asked, signals)
    pieces = joined(scored, mixed=asked.kind != "strengths-concerns")
    return list(itertools.islice(_ordered(pieces, _SHARE.get(asked.kind, _SHARE_ELSE)), asked.limit))


def _with_facts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Statements, each told whether it holds a fact that is asked for, and the facts that stand in no statement."""
    statements = sorted((c for c in candidates if c.class_ == STATEMENT), key=lambda c: (c.document, c.span))
    facts = sorted((c for c in candidates if c.class_ != STATEMENT), key=lambda c: (c.document, c.span))
    held: dict[str, Candidate] = {statement.path: statement for statement in statements}
    loose: dict[tuple[str, Span], Candidate] = {}
    for fact in facts:
        around = [s for s in statements if s.document == fact.document and fact.span in s.span]
        for statement in around:
            so_far = held[statement.path]
            held[statement.path] = replace(so_far, facts=so_far.facts + fact.facts)
        if not around and fact.class_ not in INSIDE:
            so_far = loose.setdefault((fact.document, fact.span), replace(fact, facts=()))
            loose[fact.document, fact.span] = replace(so_far, facts=so_far.facts + fact.facts)
    return [*held.values(), *loose.values()]


def _fits(candidates: Sequence[Candidate], signals: Signals) -> list[float]:
    """How well each candidate answers to the facts that are sought: by those it holds, or in its words.

    Where several posts are asked for, whoever fits one best counts as fitting it: each is to be answered.
    """
    seeks = signals.seeking
    held = [(fact, signals.kinds.get(candidate.document)) for candidate in candidates for fact in candidate.facts]
    exact = seeks.primary(fact for fact, _ in held)
    best = tuple(max(fits) for fits in zip(*(seeks.of_posts(fact, kind) for fact, kind in held), strict=True))
    return [
        max(
            (seeks.fit(fact, signals.kinds.get(candidate.document), best, exact) for fact in candidate.facts),
            default=seeks.told(candidate.text),
        )
        for candidate in candidates
    ]


def _scored(
    candidates: Sequence[Candidate], fits: Sequence[float], asked: Question, signals: Signals
) -> list[Candidate]:
    own = _shares(signals.weigh([f"{candidate.text} {candidate.label}" for candidate in candidates]))
    above = _shares(signals.weigh([signals.headings.get(candidate.passage or "", "") for candidate in candidates]))
    around = _around(candidates, signals)
    found = []
    for candidate, fit, words, heading in zip(candidates, fits, own, above, strict=True):
        fitted = candidate if candidate.fit == fit else replace(candidate, fit=fit)
        mixed = (1 - _OF_HEADINGS) * words + _OF_HEADINGS * heading
        score = _score(fitted, mixed, around.get(candidate.passage or "", 0.0), asked, signals)
        found.append(replace(fitted, score=score))
    return found


def _score(candidate: Candidate, words: float, around: float, asked: Question, signals: Signals) -> float:
    if not asked.topic and not asked.themes and not signals.seeking.alone:
        return _OF_THEME * _fitting(candidate, asked, signals)
    about = max(_about(candidate, signals), around)
    found = signals.passages.get(candidate.passage or "", 0.0)
    score = _OF_PASSAGE * found + _OF_WORDS * words + _OF_THEME * about
    if signals.seeking.alone:
        score = _BESIDE_FACT * score + candidate.fit
    else:
        score += _of_fact(candidate, max(words, about))
    return score * _fitting(candidate, asked, signals)


def _of_fact(candidate: Candidate, bears: float) -> float:
    """What a candidate's facts add, as far as its words bear on the question."""
    counted = any(fact.class_ in ("Statistic", "Judgement") for fact in candidate.facts)
    return (_OF_FIGURE if counted else _OF_FACT * candidate.fit) * bears


def _about(candidate: Candidate, signals: Signals) -> float:
    """How much a statement is about the themes that are asked for."""
    return max((signals.themes.get(theme, 0.0) for theme in candidate.themes), default=0.0)


def _around(candidates: Sequence[Candidate], signals: Signals) -> dict[str, float]:
    """What the statements of a passage lend to those beside them: "this group of children" goes on about a theme."""
    lent: dict[str, float] = {}
    for candidate in candidates:
        if candidate.passage:
            lent[candidate.passage] = max(lent.get(candidate.passage, 0.0), _LENT * _about(candidate, signals))
    return lent


def _fitting(candidate: Candidate, asked: Question, signals: Signals) -> float:
    """How well speaker, stance and kind of document fit what is asked for: 1 where nothing is asked."""
    factor = 1.0
    if asked.speaker and (asked.speaker == "inspectorate") != (candidate.speaker == "inspectorate"):
        factor *= _OTHER_SPEAKER
    if asked.sides and not _on_a_side(candidate, signals):
        factor *= _OTHER_SPEAKER
    if signals.seeking.graded and not (candidate.fit or cues.JUDGED.search(candidate.text)):
        factor *= _NOT_JUDGED
    if asked.stance and candidate.stance not in _STANCES.get(asked.stance, {asked.stance}):
        factor *= _ONLY_STANCE if asked.kind == "strengths-concerns" else _OTHER_STANCE
    if not signals.seeking.classes and cues.OF_THE_REPORT.search(signals.headings.get(candidate.passage or "", "")):
        factor *= _OF_THE_REPORT
    if asked.kind in _OF_MATTER:
        factor *= _TELLING.get(candidate.stance, 1.0)
    if asked.pointed and signals.kinds.get(candidate.document) not in asked.pointed:
        factor *= _OTHER_DOCUMENT
    return factor


def _on_a_side(candidate: Candidate, signals: Signals) -> bool:
    """Whether a comparison asks for the word of whoever speaks, of this document."""
    speaks = candidate.speaker == "inspectorate"
    return any(who is None or (who == "inspectorate") == speaks for who in signals.speakers.get(candidate.document, ()))


def _ordered(candidates: Iterable[Candidate], share: float) -> Iterator[Candidate]:
    """Best first; each further piece of one document counts a little less."""
    waiting = sorted(candidates, key=lambda each: (-each.score, each.path))
    heard: dict[str, int] = {}
    said: set[str] = set()
    while waiting:
        worth = [each.score * share ** heard.get(each.document, 0) for each in waiting[:_WINDOW]]
        candidate = waiting.pop(worth.index(max(worth)))
        words = " ".join(candidate.text.lower().split())
        if words not in said:
            said.add(words)
            heard[candidate.document] = heard.get(candidate.document, 0) + 1
            yield candidate


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores, default=0.0)
    return [score / top if top else 0.0 for score in scores]
