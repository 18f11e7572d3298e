"""Says how each statement stands to its subject: cues weighed by clause, negation, direction and heading.

cues      words that show a stance
framing   how a sentence begins, and its headings
polarity  what turns a cue, and which way numbers go
conduct   sentences on how an inspection was carried out
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.annotate import conduct
from kg.annotate.cues import CONCERN, NEUTRAL, PLAN, PRIORITY, PROGRESS, STRENGTH, WORDS
from kg.annotate.framing import HEADINGS, OPENINGS
from kg.annotate.polarity import ABOVE, BELOW, BURDENS, DOWN, NEGATORS, RELIEVERS, UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Annotated, Passage, Statement
    from kg.vocabulary import Vocabulary

NAME = "stance/4"

_STANCES = (CONCERN, STRENGTH, PROGRESS, PLAN, PRIORITY, NEUTRAL)
_FAVOURABLE = frozenset((STRENGTH, PROGRESS))
_MARK = re.compile(r"^[\s\-–•*■◼▪●\uf0b7\uf06e>|(“‘\"']+")
_CONCESSION = re.compile(
    r"^(?:although|while|whilst|despite|even though|though|notwithstanding|when|where|if|once|until)\b"
    r"[^,]*(?:,[^,]{1,40})??,\s"
)
_TURN = re.compile(r"(?:[,;]|\s[–-])\s+(?:but|however|yet|although|though|despite|while|whilst|except)\b(?! not only)")
_TRAILING = re.compile(r"\W*(?:despite|while|whilst)\b")
_TELLS = re.compile(r"\b(?:you|you have|you also) (?:told|informed|said|reported|highlighted)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|will|can|could|should|would|must|\w+s not)\b")
_YET = re.compile(r"\b(?:will(?: also)?|to|due to|yet to) be (?:\w+ly )?$")
_STANDING = re.compile(
    r"\b(?:is|are) (?:regularly |routinely |well |further |fully |always |firmly |quickly |swiftly |promptly )?$"
)
_DESCRIPTIVE = 0.9
_ASKED = re.compile(
    r"\b(?:should|must|needs? to|could|would benefit from)\b(?! have)|\bmore to (?:do|be done)\b"
    r"|\b(?:more|further) work (?:is|to|needs)\b|\bway to go\b"
)
_SHOULD = re.compile(r"\b(?:should|must)\b(?! (?:have|any|the|they|a|an|it|this|these|he|she)\b)")
_ASKS = 2.6
_LEFT = 0.2
_DECIDES = 1.5
_BEHIND = 0.45
_FORESEEN = 0.6
_SENTENCE = 5
_ROW = re.compile(r"\t|\s\|\s")
_ORDER = 2.5
_BRIEF = 4
_TABLE = 6.0
_LEAST = 0.8
_CONDUCT = 4.0


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:  # noqa: ARG001
    """Each statement with its stance and how sure that is."""
    text, evaluated = annotated.document.text, annotated.metadata.evaluated
    above = {passage.span: headings(text, passage) for passage in annotated.passages}
    judged: list[Statement] = []
    conducted = False
    for statement in annotated.statements:
        words = text[statement.span.start : statement.span.end]
        same = bool(judged) and judged[-1].passage == statement.passage
        conducted = conduct.tells(words, after=conducted and same)
        weights = weigh(words, above[statement.passage], evaluated=evaluated)
        if conducted:
            weights[NEUTRAL] += _CONDUCT
        judged.append(_judged(statement, weights))
    return replace(annotated, statements=tuple(judged))


def headings(text: str, passage: Passage) -> tuple[str, ...]:
    """The words of the headings above a passage, outermost first."""
    return tuple(text[heading.span.start : heading.span.end] for heading in passage.headings)


def weigh(words: str, above: Sequence[str], *, evaluated: bool) -> dict[str, float]:
    """The weight of each stance for one sentence: its own words, how it begins, which way its numbers go, its headings.

    Args:
        words: the sentence.
        above: its headings, outermost first.
        evaluated: whether the document states an inspectorate's own findings.
    """
    weights = dict.fromkeys(_STANCES, 0.0)
    plain = _MARK.sub("", " ".join(words.replace("*", "").split())).lower()
    for clause, share in _clauses(plain):
        found = tuple(_clause(clause))
        asked = _ASKED.search(clause) if evaluated else None
        wanted = asked.start() if asked else len(clause)
        fault = min(
            (at for stance, weight, at in found if stance == CONCERN and weight >= _DECIDES), default=len(clause)
        )
        for stance, weight, at in found:
            left = (_LEFT if at > wanted else _BEHIND if at > fault else 1.0) if stance in _FAVOURABLE else 1.0
            weights[stance] += weight * share * left
    if evaluated and _SHOULD.search(plain):
        weights[CONCERN] += _ASKS
    for stance, weight in _opening(plain, evaluated):
        weights[stance] += weight
    for stance, weight in _heading(plain, above, evaluated):
        weights[stance] += weight
    if _ROW.search(words) and _tabular(words):
        weights[NEUTRAL] += _TABLE
    if evaluated and plain.endswith(".") and plain.count(" ") >= _SENTENCE:
        weights[STRENGTH] += _DESCRIPTIVE
        weights[PLAN] *= _FORESEEN
    return weights


def _tabular(words: str) -> bool:
    """Whether a row of a table holds names and numbers and no sentences."""
    cells = [cell for cell in _ROW.split(words) if cell.strip()]
    return sum(len(cell.split()) <= _BRIEF for cell in cells) * 2 >= len(cells)


def _judged(statement: Statement, weights: dict[str, float]) -> Statement:
    best = max(weights, key=lambda stance: weights[stance])
    total = sum(weights.values())
    stance = best if weights[best] >= _LEAST else NEUTRAL
    confidence = round(weights[best] / total, 2) if stance == best and total else 0.5
    return replace(statement, stance=stance, confidence=confidence, annotator=f"{statement.annotator} {NAME}".strip())


def _clauses(words: str) -> Iterator[tuple[str, float]]:
    """The parts of a sentence with their shares: what is conceded counts less than what is claimed."""
    conceded = _CONCESSION.match(words)
    if conceded:
        yield conceded.group(), 0.35
        yield words[conceded.end() :], 1.0
        return
    turn = _TURN.search(words)
    if turn is None:
        yield words, 1.0
        return
    first, second = words[: turn.start()], words[turn.start() :]
    shares = (1.0, 0.4) if _TRAILING.match(second) else (0.7, 1.1)
    yield first, shares[0]
    yield second, shares[1]


def _clause(clause: str) -> Iterator[tuple[str, float, int]]:
    """Each cue of a clause: its stance, turned where a word before it turns it, its weight and where it stands."""
    for stance, weight, pattern in WORDS:
        for at, match in enumerate(pattern.finditer(clause)):
            if at > 2:
                break
            before = clause[max(0, match.start() - 60) : match.start()]
            if stance in _FAVOURABLE and (clause.startswith(" enough", match.end()) or NEGATORS.search(before)):
                yield CONCERN, weight, match.start()
            elif stance == PROGRESS and match.group().endswith("ed") and _STANDING.search(before):
                yield STRENGTH, weight, match.start()
            elif stance == PROGRESS and _YET.search(before):
                yield PLAN, weight, match.start()
            elif stance == CONCERN and " not" not in match.group() and RELIEVERS.search(before[-30:]):
                yield STRENGTH, weight * 0.3, match.start()
            else:
                yield stance, weight / (1 + at), match.start()
    yield from ((stance, weight, 0) for stance, weight in _direction(clause))


def _direction(clause: str) -> Iterator[tuple[str, float]]:
    """Which way something goes, and whether more of it is better."""
    burden = BURDENS.search(clause) is not None
    up, down = UP.search(clause), DOWN.search(clause)
    if up and not NEGATORS.search(clause[: up.start()]):
        yield (CONCERN, 2.2) if burden and not down else (PROGRESS, 2.0)
    if down and not NEGATORS.search(clause[: down.start()]):
        yield (PROGRESS, 2.6) if burden else (CONCERN, 1.2)
    if ABOVE.search(clause):
        yield (CONCERN if burden else STRENGTH), 2.2
    if BELOW.search(clause):
        yield (STRENGTH if burden else CONCERN), 2.2


def _opening(words: str, evaluated: bool) -> Iterator[tuple[str, float]]:  # noqa: FBT001
    for stance, weight, pattern in OPENINGS:
        if pattern.match(words):
            yield (CONCERN if evaluated and stance == PLAN and weight > _ORDER else stance), weight


def _heading(words: str, above: Sequence[str], evaluated: bool) -> Iterator[tuple[str, float]]:  # noqa: FBT001
    """What the headings say; a full sentence speaks more for itself than the bare item of a list does."""
    nearest = 1.0 if not _FINITE.search(words) else 0.7
    for heading in reversed(above):
        for stance, weight in _leaning(heading):
            if evaluated or stance != PRIORITY:
                yield stance, weight * (1.0 if stance == PRIORITY else nearest)
        nearest *= 0.4


@lru_cache(maxsize=1024)
def _leaning(heading: str) -> tuple[tuple[str, float], ...]:
    return tuple((stance, weight) for stance, weight, pattern in HEADINGS if pattern.search(heading.lower()))
