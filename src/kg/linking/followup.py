"""What became of each recommendation, from what later documents about the same authority say of it.

Silence is never called done, and a council's word is never called confirmed: only an inspectorate's own later finding
confirms, and the latest inspection that speaks of the matter decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linking.subjects import TERMS, Rarity, Stems, about
from kg.model import FollowUp, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.linking.sources import Source
    from kg.model import Recommendation, Statement

CONFIRMED, COUNCIL_ONLY, PARTLY = "confirmed_by_inspectorate", "council_says_so_only", "partly"
REPEATED, NOT_MENTIONED, NOT_HELD = "repeated", "not_mentioned_again", "later_document_not_held"

ALIKE = 0.34
"""How alike a later statement must be to be about the recommendation, where they share a theme."""

CONFIRMING = 0.42
"""How alike an inspectorate's praise must be: a wrong "confirmed" is the worst error here."""

ALIKE_ALONE = 0.6
"""How alike where they share none."""

_MOST = 2
_HALF = 0.5
_TITLE = 3
_LIMB = 5
_FORMAL = re.compile(r"\bpriority actions\b|\bareas for priority action\b", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:complete|completed|closed|met|addressed|resolved|ended|done)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\b(?:whether|must|should|said that|will)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:This|These|It|They)\b")
_NOT_YET = re.compile(
    r"\b(?:not yet|not (?:consistent|consistently|always|all|sufficiently|been|enough)|remains? (?:a|an|too|weak|poor)"
    r"|too (?:many|few|often|long|late|high|slow|variable)|insufficient\w*|inconsisten\w*"
    r"|still (?:not|too|wait\w*|need\w*)|more (?:work )?(?:needs|is needed|to do)|do not|until)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:not|never|dipped|declin\w+|variable|weak\w*|poor\w*|delay\w*|too|lack\w*|inconsisten\w+"
    r"|was recommended|were asked)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:but|however|although|though|yet|while)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\bno longer\b|\bhas (?:now )?(?:ended|ceased|stopped)"
    r"|\bno (?:child|children|young person|care leaver)s? (?:has|have|is|are)\b"
    r"|\b(?:has|have) been (?:fully )?(?:addressed|resolved|eliminated|discontinued)\b",
    re.IGNORECASE,
)  # fmt: skip
_Limb = tuple[Stems, set[str]]


_WELL = re.compile(r"\b(?:maintains?|have|has|keeps?) (?:a )?(?:tight|rigorous|effective|strong|close|robust|clear)\b")
_STANCES_AGAINST = ("concern", "priority_action")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one statement of a later document says of a recommendation: better, worse, both or neither."""

    source: Source
    span: Span
    stems: Stems
    over: bool
    better: bool
    worse: bool
    asked: bool
    inspected: bool
    score: float


def follow_up(sources: Sequence[Source]) -> tuple[FollowUp, ...]:
    """Every recommendation of an inspectorate about one authority with its status and the quotes that show it.

    Args:
        sources: the documents about one authority, in order of time.
    """
    said = _Said(sources)
    return tuple(
        said.of(source, recommendation)
        for source in sources
        for recommendation in source.annotated.recommendations
        if source.inspects
    )


class _Said:
    """The statements of an authority's documents with their stems, made once for all recommendations."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._stems = {
            source.name: [
                (statement, _about(source, statement.span))
                for statement in source.annotated.statements
                if _says_something(source.words(statement.span))
            ]
            for source in sources
        }
        self._rarity = Rarity(words for told in self._stems.values() for _, words in told)

    def of(self, source: Source, asked: Recommendation) -> FollowUp:
        """What became of one recommendation."""
        later = [other for other in self._sources if other.at > source.at and other.window and source.window]
        told = [one for other in later for one in self._told(source, asked, other)]
        covering = [other for other in later if _covers(other, source)]
        status = _status(told) if told else (NOT_MENTIONED if covering else NOT_HELD)
        if status == CONFIRMED and not self._all_of_it(source, asked, told):
            status = PARTLY
        cited = tuple(one.source.cite(one.span) for one in told)
        return FollowUp(source.cite(asked.span), source.date, status, cited)

    def _told(self, source: Source, asked: Recommendation, later: Source) -> list[_Told]:
        """What a later document says of it: the likest statements, in the document's order."""
        if not _covers(later, source):
            return []
        limbs = self._limbs(source, asked)
        formal = asked.kind == "priority_action" and self._last_formal(source, later)
        found = []
        for statement, stems in self._stems[later.name]:
            verdict = formal and _is_verdict(later.words(statement.span))
            score = 1.0 if verdict else max(self._score(limb, statement, stems) for limb in limbs)
            if score < ALIKE:
                continue
            told = _tell(later, statement, stems, score)
            if score >= CONFIRMING or told.over or not (told.inspected and told.better):
                found.append(told)
        best = sorted(found, key=lambda one: (-one.score, not one.worse, one.span))[:_MOST]
        return sorted(best, key=lambda one: one.span)

    def _all_of_it(self, source: Source, asked: Recommendation, told: Sequence[_Told]) -> bool:
        """Whether an inspectorate says outright that it is done, or praises at least half of what was asked for."""
        better = [one for one in told if one.inspected and one.better]
        praised: Stems = frozenset().union(*(one.stems for one in better))
        return any(one.over for one in better) or self._rarity.held(_about(source, asked.span), praised) >= _HALF

    def _limbs(self, source: Source, asked: Recommendation) -> list[_Limb]:
        """The sentences of a recommendation, each a thing asked for; what became of one is told of the whole."""
        spans = [said.span for said in _within(source, asked.span) if said.span in asked.span]
        parts = [(_about(source, span), source.statement(span)) for span in spans]
        limbs = [(words, set(said.themes)) for words, said in parts if said and len(words) >= _LIMB]
        return [(_about(source, asked.span), {theme for _, said in parts if said for theme in said.themes}), *limbs]

    def _score(self, limb: _Limb, statement: Statement, stems: Stems) -> float:
        words, themes = limb
        shared = words & stems
        if not shared & TERMS and len(shared) < min(2, len(words)):
            return 0.0
        score = self._rarity.alike(words, stems)
        return score if themes & set(statement.themes) or score >= ALIKE_ALONE else 0.0

    def _last_formal(self, source: Source, later: Source) -> bool:
        """Whether this is the last document before a later one that has priority actions: then "both" means its own."""
        before = [
            other
            for other in self._sources
            if other.at < later.at and any(one.kind == "priority_action" for one in other.annotated.recommendations)
        ]
        return bool(before) and before[-1].name == source.name


def _status(told: Sequence[_Told]) -> str:
    """The latest inspection that speaks of it decides; without one, all is the council's own word."""
    inspected = [one for one in told if one.inspected]
    if not inspected:
        return _by_the_council(told)
    latest = [one for one in inspected if one.source.name == inspected[-1].source.name]
    better, worse = any(one.better for one in latest), any(one.worse for one in latest)
    if any(one.asked for one in latest):
        return REPEATED
    if better and worse:
        return PARTLY
    if better:
        return CONFIRMED
    return REPEATED if worse else NOT_MENTIONED


def _by_the_council(told: Sequence[_Told]) -> str:
    """What a council says itself: that it is done, or at least that it is dealt with; or that the matter persists."""
    return REPEATED if all(one.worse and not one.better for one in told) else COUNCIL_ONLY


def _tell(source: Source, statement: Statement, stems: Stems, score: float) -> _Told:
    span = _with_verdict(source, statement)
    words = source.words(span)
    over, not_yet = bool(_OVER.search(words)), bool(_NOT_YET.search(words))
    well = over or (bool(_WELL.search(words)) and not not_yet)
    better = well or (statement.stance in ("strength", "progress") and not _AGAINST.search(words))
    worse = not well and (statement.stance in _STANCES_AGAINST or (not_yet and bool(_TURN.search(words))))
    inspected = source.inspects and statement.speaker == "inspectorate"
    asked = inspected and any(_overlap(one.span, statement.span) for one in source.annotated.recommendations)
    return _Told(source, span, stems, over, better and not asked, worse or asked, asked, inspected, score)


def _says_something(words: str) -> bool:
    """Whether these are words that say something, and no title set in capitals."""
    return not words.isupper() and len(words.split()) > (_TITLE if any(map(str.isdigit, words)) else _LIMB)


def _with_verdict(source: Source, statement: Statement) -> Span:
    """A sentence with the next, where that says what became of it ("This has been addressed.")."""
    following = source.next(statement)
    if following is None or not _GOES_ON.match(source.words(following.span)):
        return statement.span
    words = source.words(following.span)
    ends = _OVER.search(words) or _NOT_YET.search(words)
    return Span(statement.span.start, following.span.end) if ends else statement.span


def _is_verdict(words: str) -> bool:
    """Whether a sentence says of the priority actions as such that they are met, or not."""
    return bool(_FORMAL.search(words) and _SETTLED.search(words) and not _WHETHER.search(words))


def _covers(later: Source, source: Source) -> bool:
    """Whether a later document could tell of it: SEND and social care are inspected apart, a council speaks of both."""
    if not later.inspects:
        return True
    return ("send" in (later.framework or "")) == ("send" in (source.framework or ""))


def _about(source: Source, span: Span) -> Stems:
    return about(source.words(span)) | _narrow(source, span)


def _narrow(source: Source, span: Span) -> Stems:
    """The group of children that the heading names, where the words under it leave it out."""
    return about(source.heading(span)) & _GROUPS


_GROUPS = frozenset({"careleav", "incar", "unaccompani", "asylumseek"})


def _within(source: Source, span: Span) -> Iterator[Statement]:
    return (said for said in source.annotated.statements if _overlap(said.span, span))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
