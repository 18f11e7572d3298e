"""Whether a figure answers a question for a number: it must be of the sort asked for, and count that very thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate import themes
from kg.index.words import question_stems, stems
from kg.search import question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Question
    from kg.search.candidate import Candidate, Fact
    from kg.vocabulary import Vocabulary

    Weigh = Callable[[str, str], float]

_MONEY = re.compile(
    r"\bhow much\b(?!.{0,40}\b(?:fall|fell|rise|rose|risen|increase|decrease|drop|reduc|change|grow|grew|better|worse))"
    r"|\bhow (?:large|big)\b.{0,30}\b(?:grants?|funds?|funding|budgets?|amounts?|investments?)\b"
    r"|\b(?:costs?|spend|spent|spending|budget|savings?|pounds)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:proportions?|percent(?:age)?s?|per cent|shares?|rates?)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\d (?:out )?of (?:the )?\d")
_VERBS = (
    "are|were|was|is|did|does|do|has|have|had|in|on|at|for|with|who|that|which|there|live[sd]?|attend\\w*|took|take|work\\w*"
    "|wait\\w*|receiv\\w*|need\\w*|go|went|get|got|can|will|would|should"
    "|fall|fell|rise|rose|change\\w*|increase\\w*|decrease\\w*|drop\\w*|grow|grew"
)
_COUNT = re.compile(
    rf"\b(?:how many|(?:total )?number of)\s+(?P<thing>.+?)(?=\s+(?:{_VERBS})\b|[?,.]|$)", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:in total|total|altogether|overall|in all|all told)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:child(?:ren)?|people|persons?|leavers?|carers?|pupils|learners|families|parents)\b", re.IGNORECASE
)
_ANYBODY = frozenset(stems("child children people person pupils learners students youngsters girls boys"))
_SUMS = re.compile(r"\b(?:total|budget|spend|spent|spending|costs?)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|hpw|minutes?|times)\b", re.IGNORECASE)
_BORNE_OUT = 0.5
"""The share of a question's words, the rare ones counting most, that a statement must hold."""


def counts(asked: Question, candidates: Iterable[Candidate], vocabulary: Vocabulary, share: Weigh) -> bool:
    """Whether a figure among some candidates answers the question for a number.

    Args:
        asked: a question for a figure.
        candidates: statements with the figures in them.
        vocabulary: the registers, whose themes tell one group from another.
        share: the share of some words that a text holds, the rare ones counting most.
    """
    return any(
        _of_sort(asked.text, fact, candidate.text) and _of_thing(asked, fact, candidate, vocabulary, share)
        for candidate in candidates
        for fact in candidate.facts
        if fact.class_ == "Statistic"
    )


def thing(text: str) -> str:
    """What a question asks the number of, in its words; empty where it asks for no count."""
    found = _COUNT.search(text)
    return found["thing"] if found else ""


def _of_sort(text: str, fact: Fact, said: str) -> bool:
    """Whether a figure is a share, a sum of money or a count, as the question asks."""
    if _SHARE.search(text):
        return fact.unit == "%" or bool(_OF_ALL.search(said))
    if thing(text):
        return fact.unit not in ("%", "GBP") and (not _TIMES.search(fact.unit or "") or bool(_TIMES.search(text)))
    return fact.unit == "GBP" if _MONEY.search(text) else True


def _of_thing(asked: Question, fact: Fact, candidate: Candidate, vocabulary: Vocabulary, share: Weigh) -> bool:
    """Whether a figure counts what is asked for: not another group, and where a total is asked for, no part of it."""
    wanted, counted = thing(asked.text), f"{fact.organisation} {fact.unit or ''}"
    if wanted and (_of_others(asked, counted, vocabulary) or not _alike(wanted, fact, vocabulary)):
        return False
    if wanted and _TOTAL.search(asked.text):
        return _same(_TOTAL.sub(" ", wanted), counted)
    if share(asked.topic, f"{candidate.text} {candidate.label}") > _BORNE_OUT:
        return True
    return bool(set(asked.themes[:1]) & set(candidate.themes)) and not _SUMS.search(asked.text)


def _alike(wanted: str, fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether the thing that a figure counts can be the one that is wanted: by its noun, by its theme, or as people."""
    if fact.unit:
        nouns = {_noun(wanted), _noun(fact.unit)}
        return len(nouns) == 1 or nouns <= _ANYBODY or _noun(wanted) in stems(fact.organisation)
    said = f"{fact.post} {fact.organisation}"
    same = set(themes.of_text(wanted, vocabulary)) & set(themes.of_text(said, vocabulary))
    return bool(same) or _noun(wanted) in stems(said)


def _noun(phrase: str) -> str:
    """The stem of the word that names a thing: "carers" in "foster carers of the city"."""
    return (stems(phrase.partition(" of ")[0]) or [""])[-1]


def _of_others(asked: Question, counted: str, vocabulary: Vocabulary) -> bool:
    """Whether what is counted is a group of children or people that the question does not name."""
    groups = {each for each in themes.of_text(counted, vocabulary) if _PEOPLE.search(vocabulary.themes[each].label)}
    near = {*asked.themes, *(above for theme in asked.themes for above in vocabulary.broader(theme))}
    return bool(groups and asked.themes and not groups & near)


def _same(wanted: str, counted: str) -> bool:
    """Whether two names of a thing are one: "new foster carers" are not all foster carers."""
    return set(question_stems(question.matter(wanted))) == set(stems(question.matter(counted)))
