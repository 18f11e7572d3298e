"""What words are about, as stems that can be compared: the sector's short forms written out, furniture left aside."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.index.words import stems
from kg.linking.matters import ACTORS, COMMON, GROUPS, MATTERS, QUALITIES, SIDES, SOME, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Stems = frozenset[str]

_FURNITURE = """
    a able about above across action actions after all also always an and any approach appropriate are area areas
    arrangement arrangements as at authority availability average be because been before being below benefit better
    between both but by can child children city clear clearly cohort complete completed completion consider
    considered consistency consistent consistently continue continued could council county current currently deliver
    delivery develop development did do does doing done drive due during each effective effectively effectiveness
    embed embedded enable enables ensure ensures ensuring every experience experiences few first focus focused for
    from full fully function functions further good great greater had has have having he help helps her high his how
    however i if impact improve improved improvement improving in include included includes increase individual
    individuals inform informs inspection inspector inspectors into is issue issues it its key known last latest
    leaders level life live lives living local low made make making manage managed management many month months more
    most much necessary need needed needs new no not now number numbers of ofsted on one only opportunities
    opportunity or other our out outcome outcomes over own part particularly partnership past people percentage
    period place possible practice practices practitioner practitioners process processes proportion provide
    provided provision put quality raise raising range rate rates receive received receives recent recently reduce
    regular regularly related relevant remain remained remains report reported require required requires respond
    response responses rigorous rigorously robust robustly role routinely said same second service services should
    since so social some staff standard still strengthen strengthened strong stronger such sufficient suitable sure
    system systems take taken team teams than that the their them then there these they this those through time to
    told total toward under until up us use uses using variety very was way ways we weak week weeks well were what
    when where whether which while who whom why wide will with within work worker workers working would year years
    yet you young your
"""


_QUARTER, _THIRD, _HALF, _MOSTLY = 0.25, 0.33, 0.5, 0.65
_SEVERAL, _WORDS = 2, 3
_NAMED, _TELLING, _REST, _BOTH = 0.3, 0.25, 0.3, 0.15
_RARE, _FAMILIAR = 4.5, 3.6
_LEADS = 0.08
_ENOUGH = 0.66
_UNSAID, _NARROWER, _ELSEWHERE = 0.9, 0.62, 0.92
_MATTER = 1.6
"""What a matter weighs more than a word of the same rarity: it stands for two words or more."""


@cache
def _left_aside() -> Stems:
    return frozenset(stems(_FURNITURE)) | {"child"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What some words are about.

    Attributes:
        groups: the group of children that is spoken of: in need, in care, care leavers.
        matters: what says alone what is meant ("initial health assessments").
        rest: sides of it ("timeliness") and all other words that tell.
        aims: what it is for, where that is said ("to inform planning").
        lead: the matter that is named first, which as a rule is spoken of.
    """

    groups: Stems
    matters: Stems
    rest: Stems
    aims: Stems = frozenset()
    lead: str | None = None

    @classmethod
    def of(cls, stems_: Iterable[str]) -> Subject:
        """The subject that some stems make, furniture among them or not."""
        order = [stem for stem in stems_ if not stem.isdigit() and len(stem) > 1]
        told = frozenset(order) - _left_aside()
        lead = next((stem for stem in order if stem in MATTERS or stem in COMMON), None)
        return cls(told & GROUPS, told & MATTERS, told - GROUPS - MATTERS, lead=lead)

    @property
    def all(self) -> Stems:
        """Everything that tells."""
        return self.groups | self.matters | self.rest


NOTHING = Subject(frozenset(), frozenset(), frozenset())
"""What says nothing in particular."""


@lru_cache(maxsize=50_000)
def read_subject(text: str) -> Subject:
    """What a text is about."""
    return Subject.of(read(text))


@lru_cache(maxsize=50_000)
def about(text: str) -> Stems:
    """The stems of a text that say what it is about; a matter of the field stands for all words that name it."""
    return frozenset(stem for stem in read(text) if not stem.isdigit() and len(stem) > 1) - _left_aside()


_OTHERS, _SEEN = 500, 4.5
"""Statements counted as if held, and how often any stem is taken to stand in them: few documents tell little."""


class Rarity:
    """How much each stem tells: the rarer among the statements of an authority, the more."""

    def __init__(self, texts: Iterable[Stems]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for words in texts:
            total += 1
            counts.update(words)
        self._weights: Mapping[str, float] = {
            word: math.log(1 + (total + _OTHERS) / (count + _SEEN)) for word, count in counts.items()
        }
        self._unseen = math.log(1 + (total + _OTHERS) / _SEEN)

    def rarity(self, word: str) -> float:
        """How rare one stem is."""
        return self._weights.get(word, self._unseen)

    def weight(self, words: Iterable[str]) -> float:
        """The weight of some stems together."""
        return sum(self.rarity(word) * (_MATTER if word in MATTERS else 1) for word in words)

    def alike(self, one: Stems, other: Stems) -> float:
        """How far two sets of stems say the same, 0 to 1: the weight they share, against that of both (Dice)."""
        both = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / both if both else 0.0

    def held(self, smaller: Stems, larger: Stems) -> float:
        """The share of the weight of one set of stems that another holds, 0 to 1."""
        weight = self.weight(smaller)
        return self.weight(smaller & larger) / weight if weight else 0.0

    def likeness(self, asked: Subject, said: Subject) -> float:
        """How closely what is said bears on what is asked, 0 to 1; 0 where it is of another group or matter.

        What is asked has to be named: its matters, or some of them and its other words; where it names no matter of
        its own, nearly all that it says.
        """
        if asked.groups and said.groups and not asked.groups & said.groups:
            return 0.0
        told = said.matters | said.rest
        named, rest = self._named(asked, said, told)
        if not named:
            return 0.0
        rare = min(1.0, max(self.rarity(word) for word in asked.matters & told) / _RARE) if asked.matters else 1.0
        score = named * (_NAMED + _TELLING * rare) + _REST * rest + _BOTH * self.alike(asked.all, said.all)
        leads = said.lead is not None and said.lead in (asked.matters or asked.rest & COMMON)
        return (score + _LEADS * leads) * self._doubt(asked, said, told, rest)

    def _doubt(self, asked: Subject, said: Subject, told: Stems, rest: float) -> float:
        """By how much it counts less that what is said is of some children, or of another side of the matter."""
        doubt = _UNSAID if asked.groups and not said.groups else 1.0
        if said.matters & SOME and not said.matters & SOME & asked.all:
            doubt *= _NARROWER
        doubt *= _ELSEWHERE if (asked.all ^ said.all) & ACTORS else 1.0
        common = asked.rest & COMMON if asked.matters else frozenset()
        elsewhere = bool(common) and not common & told
        broad = rest < _THIRD and bool(asked.rest) and asked.matters <= SOME
        if not rest and len(asked.rest - SIDES) >= _SEVERAL:
            broad = broad or all(self.rarity(word) < _FAMILIAR for word in asked.matters)
        return doubt * (_ELSEWHERE if asked.matters and (elsewhere or broad) else 1.0)

    def _named(self, asked: Subject, said: Subject, told: Stems) -> tuple[float, float]:
        """The shares of what is asked that are told: of its matter, and of the rest; 0 and 0 where it is not told."""
        matters = asked.matters or asked.rest & COMMON
        if not matters:
            named = self.held(asked.rest, told)
            return (named, named) if named >= _MOSTLY and len(asked.rest & told) >= _WORDS else (0.0, 0.0)
        if matters.isdisjoint(told):
            return 0.0, 0.0
        named, rest = self.held(matters, told), self.held(asked.rest - matters, told)
        if asked.matters:
            return (named, rest) if named >= _HALF or (named >= _THIRD and rest >= _THIRD) else (0.0, 0.0)
        alone = not asked.rest - matters or rest >= _THIRD or said.lead in matters
        return (named, rest) if named >= _HALF and alone and not said.matters - QUALITIES else (0.0, 0.0)

    def covers(self, asked: Subject, said: Subject) -> bool:
        """Whether what is said names enough of what is asked to settle it: its matters, its sides, its aims."""
        told = said.matters | said.rest
        if "CASEFILE" in asked.rest and "CASEFILE" not in told:
            return False
        if not asked.matters:
            return bool(asked.rest & COMMON & told) and self.alike(asked.all, said.all) >= _ENOUGH
        sides = asked.rest & SIDES
        words = asked.rest - SIDES
        return (
            not (asked.groups and not said.groups)
            and self.held(asked.matters, told) >= _ENOUGH
            and (not sides or self.held(sides, told) >= _HALF)
            and (len(words) < _SEVERAL or self.held(words, told) >= _THIRD)
            and self.alike(asked.all, said.all) >= _QUARTER
            and (not (aims := asked.aims - asked.matters - asked.rest) or bool(aims & told))
            and (said.lead in asked.matters or self.held(said.matters, asked.matters) > _THIRD)
        )
