"""What later documents say of one limb of a recommendation: the statements that bear on it, each with its verdict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linking.heard import NOTHING as NOBODY
from kg.linking.heard import TELLING
from kg.linking.limbs import Limb, limbs
from kg.linking.matters import SIDES, SOME, read
from kg.linking.subjects import NOTHING, Rarity, Subject
from kg.linking.verdicts import Verdict, verdict
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.linking.heard import Heard
    from kg.linking.sources import Source
    from kg.model import Recommendation, Statement

ALIKE = 0.58
"""How closely a later statement must bear on what is asked."""

_MOST = 2
_FEW = 4
_TITLE = 3
_CLAIMS = ("strength", "progress", "plan")
_FORMAL = re.compile(r"\bpriority actions\b|\bareas for priority action\b", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:complete|completed|closed|met|addressed|resolved|ended|done)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\b(?:whether|must|should|said that|will)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:This|These|It|They)\b")
_POINTS = re.compile(r"(?:This|These|Those|They|It|Their|Its|Such|Together)\b")
_HOWEVER = re.compile(
    r"(?:However|But|Nevertheless|Nonetheless|That said|Despite this|Conversely)\b,?\s*"
    r"(?P<some>(?:a small number|a few|some|others|not all|many|most|this|these|they|it|there)"
    r" (?:is|are|was|were|do|does|have|has|remain)\b)?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:police|force|constabulary|custody|NPS|CRC|probation|GPs?|hospitals?|midwi\w+|maternity|clinicians?|CCGs?"
    r"|NHS|YOT|YOS|health (?:services?|visitors?|practitioners?|professionals?|staff|systems?|records?|partners?"
    r"|providers?)|school nurs\w+|adult (?:mental health|services)|emergency departments?)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\b(?:LSCB|safeguarding (?:children )?(?:board|partnership)|the board)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one statement of a later document says of a limb.

    Attributes:
        asked: whether it asks for the same again.
        inspected: whether it is an inspectorate's own finding.
        whole: whether it speaks of enough of the limb, and of all the children meant, to settle it.
        some: whether it goes for one group of children only, and the limb for all.
        score: how closely it bears on the limb, 0 to 1.
    """

    source: Source
    span: Span
    verdict: Verdict
    asked: bool
    inspected: bool
    whole: bool
    some: bool
    score: float

    @property
    def worse(self) -> bool:
        """Whether the matter is still wanting."""
        return self.verdict.worse or self.asked

    @property
    def better(self) -> bool:
        """Whether the matter is well, or better than before."""
        return self.verdict.better and not self.asked

    @property
    def confirms(self) -> bool:
        """Whether this alone shows that what was asked for is there."""
        settled = self.verdict.over or (self.whole and not self.verdict.partial)
        return self.better and not self.worse and settled


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement, its words on one line, what it is about, and what its parts are: the limbs of an ask, or itself."""

    statement: Statement
    words: str
    subject: Subject
    parts: tuple[Subject, ...]


class Tellings:
    """The statements of an authority's documents with what they are about, made once for all recommendations."""

    def __init__(self, sources: Sequence[Source], heard: Heard = NOBODY) -> None:
        """`sources` in order of time; what `heard` rejects tells nothing."""
        self._sources = sources
        self._heard = heard
        self._limbs = {
            source.name: [limb for asked in source.annotated.recommendations for limb in limbs(source, asked)]
            for source in sources
        }
        self._said = {source.name: list(self._read(source)) for source in sources}
        self._rarity = Rarity(one.subject.all for told in self._said.values() for one in told)

    def later(self, source: Source) -> tuple[Source, ...]:
        """The documents that could tell what became of what a report asks for."""
        return tuple(other for other in self._sources if _later(other, source) and _covers(other, source))

    def of(self, source: Source, asked: Recommendation, limb: Limb, later: Source) -> list[Telling]:
        """What a later document says of a limb: the likest statements, in the document's order."""
        formal = asked.kind == "priority_action" and self._last_formal(source, later)
        actors, whole, first = _actors(source, asked.span), source.words(asked.span), _first_side(source, limb)
        found = []
        for one in self._said[later.name]:
            statement, words = one.statement, one.words
            if formal and _is_verdict(words):
                found.append(self._tell(later, statement, limb.subject, 1.0, limb.subject))
                continue
            said, score = self._likest(limb, one)
            if score < ALIKE or not (_meant(limb.subject, said, later, words) and (first is None or first in said.all)):
                continue
            if all(who.search(words) for who in actors) and not _of_others(later, words, asked=whole):
                found.append(self._tell(later, statement, limb.subject, score, said))
        place = (source.id, asked.span)
        left = [one for one in found if _tells(one) and not self._heard.rejected(TELLING, place, (later.id, one.span))]
        best = sorted(left, key=lambda one: (-one.score, not one.worse, one.span))[:_MOST]
        return sorted(best, key=lambda one: one.span)

    def _tell(self, source: Source, statement: Statement, asked: Subject, score: float, said: Subject) -> Telling:
        span = _with_verdict(source, statement)
        found = verdict(source.words(span), asked, statement.stance)
        if found.better and _taken_back(source, statement):
            found = Verdict(found.better, worse=True)
        inspected = source.inspects and statement.speaker == "inspectorate"
        again = inspected and any(overlap(limb.span, statement.span) for limb in self._limbs[source.name])
        whole = said is asked or (self._rarity.covers(asked, said) and not _narrower(asked, said))
        some = _narrower(asked, said) or bool(said.groups and not asked.groups | asked.matters)
        return Telling(source, span, found, again, inspected, whole, some, score)

    def _likest(self, limb: Limb, one: _Said) -> tuple[Subject, float]:
        """What a statement is about and how closely that bears on a limb; of an ask, its likest limb."""
        return max(((part, self._rarity.likeness(limb.subject, part)) for part in one.parts), key=lambda each: each[1])

    def _read(self, source: Source) -> Iterator[_Said]:
        """The statements of a document that say something, read once for all limbs."""
        for statement in source.annotated.statements:
            words = source.words(statement.span)
            if _says_something(words):
                subject = source.subject(statement.span)
                asks = [part.subject for part in self._limbs[source.name] if overlap(part.span, statement.span)]
                yield _Said(statement, words, subject, tuple(asks) or (subject,))

    def _last_formal(self, source: Source, later: Source) -> bool:
        """Whether this is the last document before a later one that has priority actions: then "both" means its own."""
        before = [
            other
            for other in self._sources
            if other.at < later.at and any(one.kind == "priority_action" for one in other.annotated.recommendations)
        ]
        return bool(before) and before[-1].name == source.name


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def _tells(one: Telling) -> bool:
    """Whether a statement says something of the limb: by its words, or as a council's claim."""
    claims = one.source.statement(one.span)
    return one.asked or one.verdict.told or (not one.inspected and claims is not None and claims.stance in _CLAIMS)


def _narrower(asked: Subject, said: Subject) -> bool:
    """Whether what is said goes for some children only."""
    return bool(said.matters & SOME) and not said.matters & SOME & asked.all


def _meant(asked: Subject, said: Subject, later: Source, words: str) -> bool:
    """Whether words that are like enough can be meant; a council's papers speak of much else under the same words."""
    if not asked.matters and _POINTS.match(words):
        return False
    return later.inspects or (bool(asked.matters) and bool(said.groups or not asked.groups))


def _first_side(source: Source, limb: Limb) -> str | None:
    """What a limb names first, where it names no matter of its own, so that an answer has to name it too.

    "A recording system that supports oversight" asks for a recording system, whatever is said of oversight.
    """
    if limb.subject.matters:
        return None
    return next((stem for stem in read(source.words(limb.span)) if stem in SIDES), None)


def _of_others(later: Source, words: str, *, asked: str) -> bool:
    """Whether a joint letter says something of another body, which is no answer to what was asked of the authority."""
    joint = "jtai" in (later.framework or "")
    return joint and bool(_OTHERS.search(words)) and not _OTHERS.search(asked)


def _taken_back(source: Source, statement: Statement) -> bool:
    """Whether the next sentence says "however" of the same."""
    following = source.next(statement)
    if following is None:
        return False
    turn = _HOWEVER.match(source.words(following.span))
    return turn is not None and (turn["some"] is not None or not source.subject(following.span).matters)


def _says_something(words: str) -> bool:
    """Whether these are words that say something, and no title."""
    short = len(words.split()) <= (_TITLE if any(map(str.isdigit, words)) else _FEW)
    return not short and not words.istitle() and not words.isupper()


def _with_verdict(source: Source, statement: Statement) -> Span:
    """A sentence with the next, where that says what became of it ("This has been addressed.")."""
    following = source.next(statement)
    if following is None or not _GOES_ON.match(source.words(following.span)):
        return statement.span
    over = verdict(source.words(following.span), NOTHING, None).over
    return Span(statement.span.start, following.span.end) if over else statement.span


def _is_verdict(words: str) -> bool:
    """Whether a sentence says of the priority actions as such that they are met, or not."""
    return bool(_FORMAL.search(words) and _SETTLED.search(words) and not _WHETHER.search(words))


def _actors(source: Source, span: Span) -> list[re.Pattern[str]]:
    """Whom else than the authority a recommendation is for: only what is said of them can answer it."""
    words = source.words(span)
    board = any(_BOARD.search(heading) for heading in source.cite(span).section) or _BOARD.search(words)
    others = "jtai" in (source.framework or "") and _OTHERS.search(words.split(". ")[0])
    return [actor for actor, meant in ((_BOARD, board), (_OTHERS, others)) if meant]


def _later(later: Source, source: Source) -> bool:
    """Whether a document is later for certain: a council's paper, later than the day the report can have come out."""
    if not (later.window and source.window and later.at > source.at):
        return False
    return later.inspects or later.window[0] > source.published


def _covers(later: Source, source: Source) -> bool:
    """Whether a later document could tell of it: SEND and social care are inspected apart, a council speaks of both."""
    if not later.inspects:
        return True
    return ("send" in (later.framework or "")) == ("send" in (source.framework or ""))
