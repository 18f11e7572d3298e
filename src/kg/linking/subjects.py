"""What words are about, as stems that can be compared: the sector's short forms written out, furniture left aside."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.index.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Stems = frozenset[str]

_LONG = tuple(
    (re.compile(pattern), f" {words} ")
    for pattern, words in (
        (r"\bUAS(?:C|\s+children|\b)|(?i:\bunaccompanied (?:asylum[- ]seeking )?(?:children|minors|young people))",
         "unaccompanied asylumseeking"),
        (r"\b(?:CIC|CLA|LAC)\b|(?i:\blooked[- ]after children|children looked[- ]after|children in (?:our |your )?care"
         r"|\bin (?:our|your|their|its|the council[’']s|the local authority[’']s) care)\b", "incare"),
        (r"\b(?:CL|CLs)\b|(?i:\bcare[- ]leavers?|care[- ]experienced young (?:people|adults))\b", "careleaver"),
        (r"\bEHCPs?\b|(?i:\b(?:EHC|education,? health,? and care) plans?)\b", "ehcplan"),
        (r"\bPAs?\b|(?i:\bpersonal advis[eo]rs?)\b", "personaladviser"),
        (r"\bNEET\b|(?i:\bnot in education,? employment,? (?:or|and) training)\b", "neet"),
        (r"\bEET\b|(?i:\bin education,? employment,? (?:or|and) training)\b", "eet"),
        (r"\bIHA(?:['’]?s)?\b|(?i:\binitial health assessments?)\b", "initialhealthassessment"),
        (r"\bEHE\b|(?i:\belective(?:ly)? home[- ]educat(?:ed|ion))\b", "homeeducated"),
        (r"\bRTTs?\b|(?i:\breduced timetables?)\b", "reducedtimetable"),
        (r"(?i:\bbed[- ]and[- ]breakfast)\b|\bB&B\b", "bedandbreakfast"),
        (r"(?i:\bchild protection plans?|\bCP plans?)\b", "protectionplan"),
        (r"(?i:\breturn[- ]home interviews?|\breturn interviews?)\b", "returninterview"),
    )
)  # fmt: skip
_FURNITURE = """
    a about above across after all also an and any appropriate are area areas as at authority average be
    because been before being below better between both but by can child children city cohort continue
    continued could council county current currently develop did do does doing done during each effective
    effectively ensure ensures ensuring every few for from further good had has have having he her his how
    however i if improve improved improvement improving in inspection inspector inspectors into is it its last
    latest leaders local made make many month months more most much need needed needs new no not now number
    numbers of ofsted on one only or other our out over own part partnership past people percentage period
    proportion provide provided quality rate rates remain remained remains report reported said same service
    services should since so some still strengthen strengthened such sufficient than that the their them then
    there these they this those through time to told total toward under until up us use very was we week weeks
    well were what when where which while who whom why will with within work working would year years yet you
    young your
"""


TERMS: Stems = frozenset(
    stems("ehcplan personaladviser neet initialhealthassessment homeeducated reducedtimetable bedandbreakfast "
          "protectionplan returninterview")
)  # fmt: skip
"""Terms that say alone what is meant; a group of children does not."""

_TERM = 2.0
"""What a term weighs more than a word of the same rarity: it stands for two words or more."""


@cache
def _left_aside() -> Stems:
    return frozenset(stems(_FURNITURE))


@lru_cache(maxsize=50_000)
def about(text: str) -> Stems:
    """The stems of a text that say what it is about; short forms of the field stand for what they are short for."""
    for pattern, words in _LONG:
        text = pattern.sub(words, text)
    return frozenset(stem for stem in stems(text) if not stem.isdigit() and len(stem) > 1) - _left_aside()


class Rarity:
    """How much each stem tells: the rarer among the statements of an authority, the more."""

    def __init__(self, texts: Iterable[Stems]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for words in texts:
            total += 1
            counts.update(words)
        self._weights: Mapping[str, float] = {
            word: math.log(1 + (total + 1) / (count + 0.5)) for word, count in counts.items()
        }
        self._unseen = math.log(1 + (total + 1) / 0.5)

    def weight(self, words: Iterable[str]) -> float:
        """The weight of some stems together."""
        return sum(self._weights.get(word, self._unseen) * (_TERM if word in TERMS else 1) for word in words)

    def alike(self, one: Stems, other: Stems) -> float:
        """How far two sets of stems say the same, 0 to 1: the weight they share, against that of both (Dice)."""
        both = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / both if both else 0.0

    def held(self, smaller: Stems, larger: Stems) -> float:
        """The share of the weight of one set of stems that another holds, 0 to 1."""
        weight = self.weight(smaller)
        return self.weight(smaller & larger) / weight if weight else 0.0
