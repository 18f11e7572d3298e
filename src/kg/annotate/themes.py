"""Makes one statement of each sentence and says what it is about, from its words, its headings and what went before.

naming    which themes some words name
conduct   sentences on how an inspection was carried out
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotate import conduct
from kg.annotate.naming import HINTED, NAMED, weights
from kg.model import Annotated, Passage, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.vocabulary import Vocabulary

NAME = "themes/4"

_HEADING, _FARTHER, _FADES = 0.9, 0.6, 0.7
_LEAST = 0.8
_MOST, _FEW = 4, 3
_PASSING = 0.4
_AHEAD = 3
_CLEAR, _PLAIN = 1.5, 6.0
_INSPECTING = "improvement-support"
_BROKEN = re.compile(r"[-•*|\uf0b7\uf06e]|\d")
_BACK = re.compile(
    r"(?:however,? |but |and |therefore,? |consequently,? |as a result,? |similarly,? |for example,? "
    r"|in addition,? )*(?:this|these|they|their|it|its|those|such|both|others)\b|consequently|as a result"
    r"|therefore|for example",
    re.IGNORECASE,
)


def _whom(whom: str, theme: str, pattern: str) -> tuple[str, str, re.Pattern[str]]:
    return whom, theme, re.compile(pattern, re.IGNORECASE)


_HEALTH = r"(?<!mental )(?<!emotional )(?<!education, )\bhealth\b(?! visit)|\bdent(?:al|ist)|\bimmunis"
_OF_WHOM = (
    _whom("children-in-care", "health-children-in-care", _HEALTH),
    _whom("care-leavers", "health-children-in-care", _HEALTH),
    _whom("children-in-care", "virtual-school", r"\beducation(?!,? health)|\bschools?\b|\battainment\b|\bacademic"),
    _whom("children-in-care", "placement-sufficiency", r"\bcommission"),
    _whom("care-leavers", "care-leaver-accommodation", r"\baccommodat|\bhousing\b|\bhomeless|\btenanc"),
    _whom(
        "care-leavers",
        "care-leaver-eet",
        r"\b(?:employment|further education|EET|NEET)\b|\bapprentic|\buniversit",
    ),
    _whom(
        "send",
        "send-identification",
        r"\bidentification\b|\bidentify(?:ing)? (?:children|needs?|special|those|pupils|SEND)\b"
        r"|\bidentified (?:as (?:having|needing|requiring)|early|accurate|quick|prompt|consistent|in a timely"
        r"|and (?:assess|met|support))"
        r"|\b(?:needs|children|disabilities|SEND|pupils) (?:are|is|were|being|are being|are not|have been"
        r"|have not been) (?:\w+ )?identified",
    ),
    _whom("send", "joint-commissioning", r"\bcommission"),
    _whom("send", "send-outcomes", r"\boutcomes\b|\bachiev|\battain|\bresults\b"),
)
"""Words that mean a narrower theme where sentence or heading speaks of some people: their health, their school."""


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """One statement for each sentence of each passage, with its themes, the main one first."""
    statements = [
        statement
        for passage in annotated.passages
        for statement in _passage(annotated.document.text, passage, vocabulary)
    ]
    return replace(annotated, statements=tuple(statements))


def _passage(text: str, passage: Passage, vocabulary: Vocabulary) -> Iterator[Statement]:
    """The statements of a passage: what one names little of goes on about what those before it named most."""
    above = _above(text, passage, vocabulary)
    topic: dict[str, float] = {}
    conducted = False
    end = passage.span.start
    for at, span in enumerate(passage.sentences):
        words = text[span.start : span.end]
        if _BROKEN.search(text, end, span.start):
            topic = {}
        conducted = conduct.tells(words, after=conducted)
        own = {_INSPECTING: NAMED} if conducted else _named(words, above, vocabulary)
        found = dict(own)
        clear = _PLAIN if _BACK.match(words) else _CLEAR
        if topic and words.endswith(".") and max(own.values(), default=0.0) < clear:
            most = max(topic, key=lambda theme: topic[theme])
            found[most] = found.get(most, 0.0) + HINTED
        elif not found and words.endswith("."):
            found = _ahead(text, passage.sentences[at : at + _AHEAD], vocabulary)
        for theme, weight in _beside(found, above, vocabulary).items():
            found[theme] = found.get(theme, 0.0) + weight
        topic = _goes_on(topic, {} if conducted else own)
        end = span.end
        told = _ranked(found, vocabulary) or _likeliest(found, vocabulary)
        yield Statement(span, passage.span, told, annotator=NAME)


def _ahead(text: str, sentences: Sequence[Span], vocabulary: Vocabulary) -> dict[str, float]:
    """What the sentences behind one that names nothing name, as far as its paragraph goes."""
    for before, span in pairwise(sentences):
        if _BROKEN.search(text, before.end, span.start):
            break
        named = weights(text[span.start : span.end], vocabulary.base)
        most = max(named, key=lambda theme: named[theme], default=None)
        if most is not None and named[most] >= NAMED:
            return {most: HINTED}
    return {}


def _goes_on(topic: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    """What a passage has been about so far, the sentence just read counting most."""
    faded = {theme: weight * _FADES for theme, weight in topic.items()}
    return {theme: faded.get(theme, 0.0) + min(own.get(theme, 0.0), NAMED) for theme in dict.fromkeys((*faded, *own))}


def _named(words: str, above: Mapping[str, float], vocabulary: Vocabulary) -> dict[str, float]:
    """What a sentence names, where who it is about decides what some words mean: "health" of children in care."""
    found = dict(weights(words, vocabulary.base))
    if not found and conduct.thanks(words):
        return {_INSPECTING: NAMED}
    for whom, theme, pattern in _OF_WHOM:
        if (whom in found or whom in above) and theme not in found and pattern.search(words):
            found[theme] = NAMED
    return found


def _beside(own: Mapping[str, float], above: Mapping[str, float], vocabulary: Vocabulary) -> dict[str, float]:
    """What headings add: all, where the sentence names nothing; what both name; else the first narrow theme, or area.

    An area (children in care, SEND) says whom a finding on training or partnership is about; one that the sentence
    names more narrowly is not said twice.
    """
    if not own or not above:
        return dict(above)
    if any(theme in own for theme in above):
        return {theme: weight for theme, weight in above.items() if theme in own}
    narrow = next((theme for theme in above if vocabulary.broader(theme)), None)
    within = {area for theme in own for area in (theme, *vocabulary.broader(theme))}
    added = narrow or next((theme for theme in above if theme not in within), None)
    return {added: above[added]} if added else {}


def _above(text: str, passage: Passage, vocabulary: Vocabulary) -> dict[str, float]:
    """What the headings name, the nearest counting most; the title of the document says nothing of one sentence."""
    named: dict[str, float] = {}
    nearest = _HEADING
    for heading in reversed(passage.headings[1:]):
        found = weights(text[heading.span.start : heading.span.end], vocabulary.base)
        for theme, weight in found.items():
            named[theme] = max(named.get(theme, 0.0), nearest * min(weight / NAMED, 1.0))
        nearest *= _FARTHER if found else 1.0
    return named


def of_text(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Themes that some words name, the main one first: for questions and headings."""
    return _ranked(weights(words, vocabulary.base), vocabulary)


def _ranked(found: Mapping[str, float], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Themes by weight, without those that a narrower one says better, or that stand last and are said in passing."""
    held = {theme for theme, weight in found.items() if weight >= _LEAST}
    above = {parent for theme in held for parent in vocabulary.broader(theme)}
    kept = [theme for theme in held if theme not in above]
    order = {theme: at for at, theme in enumerate(vocabulary.themes)}
    kept.sort(key=lambda theme: (-found[theme], order[theme]))
    passing = _PASSING * found[kept[0]] if kept else 0.0
    return tuple(theme for at, theme in enumerate(kept[:_MOST]) if at < _FEW or found[theme] >= passing)


def _likeliest(found: Mapping[str, float], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The one theme that weak signs point to most."""
    order = list(vocabulary.themes)
    return (min(found, key=lambda theme: (-found[theme], order.index(theme))),) if found else ()
