"""Ranks statements that may be evidence; fetching them is `evidence`'s matter.

A statement's score is a weighted mean of what each retriever says, all between 0 and 1: how well its passage matches by
meaning and word, how well its own words and the headings above match, and whether it is about a theme asked for. Whose
word it is, its stance and its kind of document then lower it where the question asks for others.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import Question

_OF_PASSAGE, _OF_WORDS, _OF_THEME = 0.35, 0.35, 0.30
_OF_FACT = 0.30
"""What a fact of the class that is asked for is worth beside these: a post to "who", a number to "how many"."""
_LENT = 0.5
"""The share of a theme that a statement lends to the others of its passage."""
_OF_HEADINGS = 0.25
"""Weight of the words above a statement beside its own."""
_OTHER_SPEAKER, _OTHER_STANCE, _OTHER_DOCUMENT = 0.55, 0.6, 0.85
_ONLY_STANCE = 0.35
"""The same where strengths or concerns are what is asked for."""

_SHARE = {"topic-over-time": 0.90, "compare": 0.92, "follow-up": 0.92}
"""By kind of question: each further piece of one document counts this much less, so that every document is heard."""
_SHARE_ELSE = 0.97
_WINDOW = 40

_STANCES = {"strength": {"strength", "progress"}, "concern": {"concern", "priority_action"}}
_TELLING = {"priority_action": 1.1, "plan": 0.92, "neutral_context": 0.85, None: 0.85}
"""How much a stance tells somebody who asks what was said of a matter: a finding more than a heading or a table row."""
_OF_MATTER = {"topic-over-time", "follow-up", "compare", "list"}
_LEANS = re.compile(
    r"(?:However|But|This|These|Those|It|They|He|She|Such|As a result|Consequently|Therefore|Also|In addition|Although"
    r"|Some of these|Despite this|Nevertheless|For example|In particular|Together|Their|Its|Many of them)\b"
)
_LONGEST = 100
"""Words in one piece of evidence."""
_AKIN = 60
"""Words in one piece that two sentences make which stand side by side and say the same of the same."""
_GAP = 2
"""Characters between two sentences of one paragraph."""


STATEMENT = "Statement"
INSIDE = {"Statistic"}
"""Facts that are quoted with the statement around them only."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be evidence, or a fact of another class (a post, an inspection), as the graph has it.

    Attributes:
        class_: what it is: Statement, Role, Party, Inspection, Event, Reference or Statistic.
        passage: the passage it stands in; None for a letterhead or a signature.
        label: words that say what a fact is beyond its own: the post, the organisation, the person's name.
        asked_for: whether it is, or holds, a fact of the class that the question asks for.
    """

    path: str
    class_: str
    passage: str | None
    document: str
    span: Span
    page: int | None
    text: str
    stance: str | None
    speaker: str | None
    themes: tuple[str, ...]
    label: str = ""
    asked_for: bool = False
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What the retrievers say, beside the candidates themselves.

    Attributes:
        passages: score of each passage that the index found, by path.
        headings: the words above each passage, by path.
        themes: weight of each theme that counts.
        kinds: kind of each document, by id.
        weigh: how well each of some texts answers to the topic's words.
    """

    passages: Mapping[str, float]
    headings: Mapping[str, str]
    themes: Mapping[str, float]
    kinds: Mapping[str, str | None]
    weigh: Callable[[Sequence[str]], Sequence[float]]


def ranked(candidates: Sequence[Candidate], asked: Question, signals: Signals) -> list[Candidate]:
    """Candidates as pieces of evidence, best first; what a better one has said word for word is left out."""
    scored = _scored(_with_facts(candidates), asked, signals)
    mixed = asked.kind != "strengths-concerns"
    return list(_ordered(_joined(scored, mixed=mixed), _SHARE.get(asked.kind, _SHARE_ELSE)))


def _with_facts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Statements, each told whether it holds a fact that is asked for, and the facts that stand in no statement."""
    statements = sorted((c for c in candidates if c.class_ == STATEMENT), key=lambda c: (c.document, c.span))
    facts = sorted((c for c in candidates if c.class_ != STATEMENT), key=lambda c: (c.document, c.span))
    held: dict[str, Candidate] = {statement.path: statement for statement in statements}
    loose: dict[tuple[str, Span], Candidate] = {}
    for fact in facts:
        around = [s for s in statements if s.document == fact.document and fact.span in s.span]
        for statement in around:
            label = f"{held[statement.path].label} {fact.label}".strip()
            held[statement.path] = replace(held[statement.path], asked_for=True, label=label)
        if not around and fact.class_ not in INSIDE:
            loose.setdefault((fact.document, fact.span), replace(fact, asked_for=True))
    return [*held.values(), *loose.values()]


def _scored(candidates: Sequence[Candidate], asked: Question, signals: Signals) -> list[Candidate]:
    own = _shares(signals.weigh([f"{candidate.text} {candidate.label}" for candidate in candidates]))
    above = _shares(signals.weigh([signals.headings.get(candidate.passage or "", "") for candidate in candidates]))
    around = _around(candidates, signals)
    return [
        replace(
            candidate,
            score=_score(
                candidate,
                (1 - _OF_HEADINGS) * words + _OF_HEADINGS * heading,
                around.get(candidate.passage or "", 0.0),
                asked,
                signals,
            ),
        )
        for candidate, words, heading in zip(candidates, own, above, strict=True)
    ]


def _score(candidate: Candidate, words: float, around: float, asked: Question, signals: Signals) -> float:
    if not asked.topic and not asked.themes:
        return _OF_THEME * _fitting(candidate, asked, signals)
    about = max(_about(candidate, signals), around)
    found = signals.passages.get(candidate.passage or "", 0.0)
    score = (
        _OF_PASSAGE * found + _OF_WORDS * words + _OF_THEME * about + _OF_FACT * candidate.asked_for * max(words, about)
    )
    return score * _fitting(candidate, asked, signals)


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
    if asked.stance and candidate.stance not in _STANCES.get(asked.stance, {asked.stance}):
        factor *= _ONLY_STANCE if asked.kind == "strengths-concerns" else _OTHER_STANCE
    if asked.kind in _OF_MATTER:
        factor *= _TELLING.get(candidate.stance, 1.0)
    if asked.pointed and signals.kinds.get(candidate.document) not in asked.pointed:
        factor *= _OTHER_DOCUMENT
    return factor


def _joined(candidates: Iterable[Candidate], *, mixed: bool) -> list[Candidate]:
    """Joins sentences of one paragraph that need each other, or say the same of the same.

    "However, this …" cannot stand alone; two sentences of one theme and stance read better whole than cut. Where
    strengths or concerns are asked for (not `mixed`), what praises is not joined to what blames.
    """
    joined: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda each: (each.document, each.span)):
        if joined and _belongs(joined[-1], candidate) and (mixed or joined[-1].stance == candidate.stance):
            joined[-1] = _join(joined[-1], candidate)
        else:
            joined.append(candidate)
    return joined


def _belongs(last: Candidate, candidate: Candidate) -> bool:
    if candidate.passage is None or last.passage != candidate.passage:
        return False
    if not 0 <= candidate.span.start - last.span.end <= _GAP:
        return False
    words = len(last.text.split()) + len(candidate.text.split())
    if _LEANS.match(candidate.text):
        return words <= _LONGEST
    return (
        words <= _AKIN
        and last.stance == candidate.stance
        and last.themes[:1] == candidate.themes[:1]
        and bool(last.themes)
    )


def _join(first: Candidate, second: Candidate) -> Candidate:
    better = first if first.score >= second.score else second
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        text=f"{first.text} {second.text}",
        stance=better.stance,
        speaker=better.speaker,
        themes=tuple(dict.fromkeys((*first.themes, *second.themes))),
        asked_for=first.asked_for or second.asked_for,
        score=better.score,
    )


def _ordered(candidates: Iterable[Candidate], share: float) -> Iterable[Candidate]:
    """Best first; each further piece of one document counts a little less."""
    waiting = sorted(candidates, key=lambda each: (-each.score, each.path))
    heard: dict[str, int] = {}
    said: set[str] = set()
    while waiting:
        window = list(itertools.islice(waiting, _WINDOW))
        best = max(
            range(len(window)), key=lambda at: (window[at].score * share ** heard.get(window[at].document, 0), -at)
        )
        candidate = waiting.pop(best)
        words = " ".join(candidate.text.lower().split())
        if words not in said:
            said.add(words)
            heard[candidate.document] = heard.get(candidate.document, 0) + 1
            yield candidate


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores, default=0.0)
    return [score / top if top else 0.0 for score in scores]
