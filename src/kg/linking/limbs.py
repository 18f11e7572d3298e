"""The limbs of a recommendation: each thing that it asks for, with its words and what they are about."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.linking.matters import COMMON, MATTERS, PLACES, SIDES, SOME, places
from kg.linking.subjects import Subject
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.linking.sources import Source
    from kg.model import Recommendation

_JOINT = re.compile(r"[,;:]|\b(?:and|or|as well as|including|plus|so that)\b|[•\n]", re.IGNORECASE)
_EDGE = re.compile(r"^(?:\W|\b(?:and|or|as well as|including|plus)\b)+|\W+$", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(?:in order to|so as to|(?:and|are|is) used to|to (?:fully |better |effectively )?(?:ensure|improve"
    r"|promote|enable|inform|reduce|drive"
    r"|support|meet|help|provide|prevent|protect|address|monitor|assess|achieve|make|allow|identify|understand"
    r"|evaluate|measure"
    r"|secure|give|avoid|deliver|tackle|strengthen|raise|increase|minimise|develop|engage|encourage|sustain"
    r"|demonstrate|be assured))\b",
    re.IGNORECASE,
)
_NARROWING = re.compile(r"\b(?:particular(?:ly)?|especially|such as|for|between|about)\b|\(", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:so that|ensur\w+|that|improv\w+|increas\w+|strengthen\w*|develop\w*|reduc\w+|provid\w+|review)\b",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"(?:,|;|\band\b)(?: and)? (?:to )?(?:(?:that|are|is|receive|have)\b|(?:ensur|improv|increas|reduc|provid"
    r"|eliminat)(?:e|ing)\b"
    r"|(?:strengthen|develop|review|establish|implement)(?:ing)?\b)",
    re.IGNORECASE,
)
_OVERSEEN = re.compile(
    r"(?:that |they )?(?:are|is) (?:\w+ )?(?:subject to|overseen|monitored|reviewed)\b", re.IGNORECASE
)
_THOSE = re.compile(r"\s*(?:those|children|young people|all|cases|where|when|that)\b", re.IGNORECASE)
_FINDS = re.compile(r"\b(?:is|are|was|were|has|have|do|does|did|can|there)\b[^.]*\.$", re.IGNORECASE)
_SHORT, _FEW = 5, 2
_REFERENCE = re.compile(
    r"[(\[][^)\]]*\b(?:paragraphs?|page)\b[^)\]]*[)\]]|this was (?:also )?a recommendation[^.]*\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limb:
    """One thing asked for: its words, and what they are about."""

    span: Span
    subject: Subject


def limbs(source: Source, asked: Recommendation) -> tuple[Limb, ...]:
    """What a recommendation asks for, in order; a recommendation that asks for one thing is its own limb."""
    found = [
        limb
        for span in _clauses(source, asked.span)
        for limb in _parts(source, span)
        if _asks(limb, source.words(limb.span))
    ]
    if any(limb.subject.matters - SOME for limb in found):
        found = [limb for limb in found if limb.subject.matters - SOME or limb.subject.rest]
    if not found:
        return (Limb(asked.span, source.subject(asked.span)),)
    groups = frozenset().union(*(limb.subject.groups for limb in found)) or source.subject(asked.span).groups
    return tuple(
        limb if limb.subject.groups else replace(limb, subject=replace(limb.subject, groups=groups)) for limb in found
    )


def _asks(limb: Limb, words: str) -> bool:
    """Whether a part says enough to be answered; how what is asked for is overseen is no matter of its own."""
    subject = limb.subject
    return bool(subject.matters or subject.rest) and not (_OVERSEEN.match(words) and not subject.matters)


def _clauses(source: Source, span: Span) -> Iterator[Span]:
    """The sentences of a recommendation, cut where it asks anew, without the paragraphs that it refers to.

    Where what is asked for is given as a finding, its first sentence says it and the others explain.
    """
    inside = [said.span for said in source.annotated.statements if said.span in span] or [span]
    if len(inside) > _FEW and _FINDS.search(source.words(inside[0])):
        inside = inside[:1]
    for sentence in inside:
        text = source.annotated.document.text[sentence.start : sentence.end]
        found = _REFERENCE.search(text)
        end = found.start() if found and found.start() else len(text)
        cuts = [0, *(ask.start() for ask in _ANEW.finditer(text, 0, end)), end]
        for first, last in itertools.pairwise(cuts):
            yield Span(sentence.start + first, sentence.start + last)


def _parts(source: Source, span: Span) -> Iterator[Limb]:
    """A clause cut between two matters where a comma or an "and" joins them."""
    text = source.annotated.document.text[span.start : span.end]
    found = places(text)
    purpose = _purpose(text, found)
    cuts = [0, *_cuts(text, [place for place in found if place[1] < purpose]), len(text)]
    shared = Subject.of(_sides(found, purpose))
    aims = Subject.of(stem for stem, at, _ in found if at >= purpose)
    for start, end in itertools.pairwise(cuts):
        subject = Subject.of(stem for stem, at, _ in found if start <= at < min(end, purpose))
        place = subject.matters & (PLACES | SOME) if subject.matters - PLACES - SOME else frozenset()
        rest = subject.rest | place | (shared.rest if len(cuts) > 2 else frozenset())
        asked = replace(subject, matters=subject.matters - place, rest=rest, aims=aims.matters | aims.rest)
        yield Limb(_trimmed(text, span.start, start, end), asked)


def _sides(found: Sequence[tuple[str, int, int]], end: int) -> Iterator[str]:
    """The words before the first matter ("the timeliness of") and the sides after the last, which go for all."""
    named = [at for stem, at, _ in found if stem in MATTERS and at < end]
    if named:
        yield from (stem for stem, at, _ in found if at < named[0])
        yield from (stem for stem, at, _ in found if named[-1] < at < end and stem in SIDES - {"OVERSIGHT"})


def _purpose(text: str, found: Sequence[tuple[str, int, int]]) -> int:
    """Where a clause turns from what it asks for to what that is for; nowhere, if it names its matter only there."""
    named = [(stem, end) for stem, _, end in found if stem in MATTERS or stem in COMMON]
    turn = _PURPOSE.search(text, named[0][1]) if named else None
    if turn is None:
        return len(text)
    early = any(stem in MATTERS and end <= turn.start() for stem, end in named)
    late = any(stem in MATTERS and end > turn.start() for stem, end in named)
    return turn.start() if early or not late else len(text)


def _cuts(text: str, found: Sequence[tuple[str, int, int]]) -> Iterator[int]:
    """Where one matter ends and another begins; common ones ("assessments and plans") count where no other is named."""
    kinds = MATTERS | {"OVERSIGHT"} if any(stem in MATTERS for stem, _, _ in found) else COMMON
    for one, other in itertools.pairwise(place for place in found if place[0] in kinds):
        joints = list(_JOINT.finditer(text, one[2], other[1]))
        between = text[one[2] : other[1]]
        included = next((j for j in joints if j[0].lower() == "including" and not _THOSE.match(text, j.end())), None)
        parallel = len(between.split()) <= _SHORT and not _NARROWING.search(between)
        if included:
            yield included.start()
        elif joints and one[0] != other[0] and (parallel or _ASKS.search(between)):
            yield joints[-1].start()


def _trimmed(text: str, offset: int, start: int, end: int) -> Span:
    """A part without the joints at its ends."""
    edges = list(_EDGE.finditer(text[start:end]))
    first = start + next((edge.end() for edge in edges if edge.start() == 0), 0)
    last = next((start + edge.start() for edge in edges if edge.start() > 0), end)
    return Span(offset + first, offset + max(last, first + 1))
