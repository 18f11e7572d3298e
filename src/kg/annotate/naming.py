"""Which themes some words name: names and acronyms of the register, the longest first, plural and hyphen told alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMED, HINTED = 3.0, 1.0
"""The weight of a name of a theme, and of words that point to it without naming it."""

_LOCAL = 4
_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*[’']?|[&,/]")
_ONE = re.compile(r"[’']?s$")
_JOINT = re.compile(r"[\s*\u00a0‐-―“”‘’'\"-]*")

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


@lru_cache(maxsize=4096)
def weights(words: str, base: str) -> Mapping[str, float]:
    """How much each theme is named in some words; what is named early counts a little more."""
    matcher = _matcher(base)
    tokens = list(_TOKEN.finditer(words))
    folded = [_folded_word(token.group()) for token in tokens]
    found: dict[str, float] = {}
    past = 0
    for at, token in enumerate(tokens):
        early = 1.0 + 0.3 * (1 - token.start() / max(len(words), 1))
        known = _acronym(token.group(), matcher)
        length, named = _longest(words, tokens, folded, at, matcher) if at >= past else (0, ())
        past = max(past, at + length)
        for theme, weight in (*known, *named):
            found[theme] = found.get(theme, 0.0) + weight * early
    return found


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
            meanings.setdefault(_folded(name), {})[theme.id] = NAMED
        for cue in theme.cues:
            meanings.setdefault(_folded(cue), {}).setdefault(theme.id, HINTED)
        for acronym in theme.acronyms:
            if len(_folded(acronym)) == 1:
                exact.setdefault(acronym, {})[theme.id] = NAMED
            else:
                meanings.setdefault(_folded(acronym), {})[theme.id] = NAMED
    names: dict[str, list[tuple[tuple[str, ...], Meanings]]] = {}
    for words in sorted(meanings, key=lambda name: (-len(name), name)):
        names.setdefault(words[0], []).append((words, tuple(meanings[words].items())))
    return _Matcher(
        {first: tuple(found) for first, found in names.items()},
        {name: tuple(weights.items()) for name, weights in exact.items()},
    )
