"""Makes one statement of each sentence and says what it is about: names of themes in it and in its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Annotated, Passage, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.vocabulary import Vocabulary

NAME = "themes/2"

_NAME, _CUE, _HEADING = 3.0, 1.0, 0.9
_LOCAL = 4
_FARTHER = 0.6
_LEAST = 0.8
_MOST = 4
_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*[’']?|[&,/]")
_ONE = re.compile(r"[’']?s$")
_BROKEN = re.compile(r"[-•*|\uf0b7\uf06e]|\d")
_JOINT = re.compile(r"[\s*\u00a0‐-―-]*")

Meanings = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Names of themes as folded words, with what each stands for: (theme, weight) pairs.

    Attributes:
        names: by the first word, names of several words with their meanings, the longest first.
        acronyms: matched with regard to case.
    """

    names: dict[str, tuple[tuple[tuple[str, ...], Meanings], ...]]
    acronyms: dict[str, Meanings]


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """One statement for each sentence of each passage, with its themes, the main one first."""
    statements = [
        statement
        for passage in annotated.passages
        for statement in _passage(annotated.document.text, passage, vocabulary)
    ]
    return replace(annotated, statements=tuple(statements))


def of_text(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Themes that some words name, the main one first: for questions and headings."""
    return _ranked(_weights(words, vocabulary.base), vocabulary)


def _passage(text: str, passage: Passage, vocabulary: Vocabulary) -> Iterator[Statement]:
    """The statements of a passage; a sentence of prose that names nothing goes on about what the last one named."""
    above = _above(text, passage, vocabulary.base)
    told: tuple[str, ...] = ()
    end = passage.span.start
    for span in passage.sentences:
        words = text[span.start : span.end]
        weights = dict(_weights(words, vocabulary.base))
        if told and not weights and words.endswith(".") and not _BROKEN.search(text, end, span.start):
            weights[told[0]] = _CUE
        for theme, weight in above.items():
            weights[theme] = weights.get(theme, 0.0) + weight
        told, end = _ranked(weights, vocabulary) or _likeliest(weights, vocabulary), span.end
        yield Statement(span, passage.span, told, annotator=NAME)


def _above(text: str, passage: Passage, base: str) -> dict[str, float]:
    """What the headings name, the nearest counting most; the title of the document says nothing of one sentence."""
    named: dict[str, float] = {}
    nearest = _HEADING
    for heading in reversed(passage.headings[1:]):
        found = _weights(text[heading.span.start : heading.span.end], base)
        for theme, weight in found.items():
            named[theme] = max(named.get(theme, 0.0), nearest * min(weight / _NAME, 1.0))
        nearest *= _FARTHER if found else 1.0
    return named


@lru_cache(maxsize=4096)
def _weights(words: str, base: str) -> Mapping[str, float]:
    """How much each theme is named in some words; what is named early counts a little more."""
    matcher = _matcher(base)
    tokens = list(_TOKEN.finditer(words))
    folded = [_folded_word(token.group()) for token in tokens]
    weights: dict[str, float] = {}
    past = 0
    for at, token in enumerate(tokens):
        early = 1.0 + 0.3 * (1 - token.start() / max(len(words), 1))
        known = _acronym(token.group(), matcher)
        length, named = _longest(words, tokens, folded, at, matcher) if at >= past else (0, ())
        past = max(past, at + length)
        for theme, weight in (*known, *named):
            weights[theme] = weights.get(theme, 0.0) + weight * early
    return weights


def _acronym(word: str, matcher: _Matcher) -> Meanings:
    """What an acronym stands for: itself, its plural, or a local body's with the initial of its place ("HSCP")."""
    found = matcher.acronyms.get(word) or matcher.acronyms.get(_ONE.sub("", word))
    if found is None and len(word) == _LOCAL and word.isupper():
        found = matcher.acronyms.get(word[1:])
    return found or ()


def _longest(
    words: str, tokens: list[re.Match[str]], folded: list[str], at: int, matcher: _Matcher
) -> tuple[int, Meanings]:
    """The longest name that begins at a word: how many words it has, and what it stands for."""
    for name, meanings in matcher.names.get(folded[at], ()):
        end = at + len(name)
        if tuple(folded[at:end]) == name and all(
            _JOINT.fullmatch(words, left.end(), right.start()) for left, right in pairwise(tokens[at:end])
        ):
            return len(name), meanings
    return 0, ()


def _ranked(weights: Mapping[str, float], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Themes by weight, without those that a narrower one of them says better."""
    held = {theme for theme, weight in weights.items() if weight >= _LEAST}
    above = {parent for theme in held for parent in vocabulary.broader(theme)}
    kept = [theme for theme in held if theme not in above]
    order = {theme: at for at, theme in enumerate(vocabulary.themes)}
    kept.sort(key=lambda theme: (-weights[theme], order[theme]))
    return tuple(kept[:_MOST])


def _likeliest(weights: Mapping[str, float], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The one theme that weak signs point to most."""
    order = list(vocabulary.themes)
    return (min(weights, key=lambda theme: (-weights[theme], order.index(theme))),) if weights else ()


def _folded(name: str) -> tuple[str, ...]:
    """The words of a name as compared: case, apostrophes, hyphens and the plural told alike."""
    return tuple(_folded_word(token.group()) for token in _TOKEN.finditer(name))


@lru_cache(maxsize=65536)
def _folded_word(word: str) -> str:
    plain = re.sub(r"[’']s?$|[’']", "", word.casefold())
    if plain == "&":
        return "and"
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


@cache
def _matcher(base: str) -> _Matcher:
    from kg import vocabulary as registers

    meanings: dict[tuple[str, ...], dict[str, float]] = {}
    exact: dict[str, dict[str, float]] = {}
    for theme in registers.load(base).themes.values():
        for name in theme.names:
            meanings.setdefault(_folded(name), {})[theme.id] = _NAME
        for cue in theme.cues:
            meanings.setdefault(_folded(cue), {}).setdefault(theme.id, _CUE)
        for acronym in theme.acronyms:
            if len(_folded(acronym)) == 1:
                exact.setdefault(acronym, {})[theme.id] = _NAME
            else:
                meanings.setdefault(_folded(acronym), {})[theme.id] = _NAME
    names: dict[str, list[tuple[tuple[str, ...], Meanings]]] = {}
    for words in sorted(meanings, key=lambda name: (-len(name), name)):
        names.setdefault(words[0], []).append((words, tuple(meanings[words].items())))
    return _Matcher(
        {first: tuple(found) for first, found in names.items()},
        {name: tuple(weights.items()) for name, weights in exact.items()},
    )
