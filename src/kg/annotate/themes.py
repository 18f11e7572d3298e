"""Makes one statement of each sentence and says what it is about: names of themes in its words, and in its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Annotated, Passage, Span, Statement

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary

NAME = "themes/1"

_NAME, _CUE, _HEADING = 3.0, 1.0, 0.9
_LEAST = 0.8
_MOST = 4


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Patterns of all names of themes, with what each folded name stands for: (theme, weight) pairs."""

    names: re.Pattern[str]
    acronyms: re.Pattern[str]
    meanings: dict[str, tuple[tuple[str, float], ...]]
    exact: dict[str, tuple[tuple[str, float], ...]]


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """One statement for each sentence of each passage, with its themes, the main one first."""
    matcher = _matcher(vocabulary.base)
    statements = [
        Statement(span, passage.span, _themes(annotated, passage, span, matcher, vocabulary), annotator=NAME)
        for passage in annotated.passages
        for span in passage.sentences
    ]
    return replace(annotated, statements=tuple(statements))


def of_text(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Themes that some words name, the main one first: for questions and headings."""
    return _ranked(_weights(words, _matcher(vocabulary.base)), vocabulary)


def _themes(
    annotated: Annotated, passage: Passage, span: Span, matcher: _Matcher, vocabulary: Vocabulary
) -> tuple[str, ...]:
    text = annotated.document.text
    weights = _weights(text[span.start : span.end], matcher)
    nearest = 1.0
    for heading in reversed(passage.headings):
        for theme, weight in _weights(text[heading.span.start : heading.span.end], matcher).items():
            weights[theme] = weights.get(theme, 0.0) + _HEADING * nearest * min(weight / _NAME, 1.0)
        nearest *= 0.6
    return _ranked(weights, vocabulary)


def _weights(words: str, matcher: _Matcher) -> dict[str, float]:
    weights: dict[str, float] = {}
    for pattern, meanings in ((matcher.acronyms, matcher.exact), (matcher.names, matcher.meanings)):
        for match in pattern.finditer(words):
            early = 1.0 + 0.3 * (1 - match.start() / max(len(words), 1))
            key = match.group() if meanings is matcher.exact else _folded(match.group())
            for theme, weight in meanings.get(key, ()):
                weights[theme] = weights.get(theme, 0.0) + weight * early
    return weights


def _ranked(weights: dict[str, float], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Themes by weight, without those that a narrower one of them says better."""
    held = {theme for theme, weight in weights.items() if weight >= _LEAST}
    above = {parent for theme in held for parent in vocabulary.broader(theme)}
    kept = [theme for theme in held if theme not in above]
    order = {theme: at for at, theme in enumerate(vocabulary.themes)}
    kept.sort(key=lambda theme: (-weights[theme], order[theme]))
    return tuple(kept[:_MOST])


def _folded(words: str) -> str:
    """Words as compared: case, apostrophes, hyphens, spaces and the plural told alike."""
    plain = re.sub(r"[’']s?\b|[’']", "", words.casefold().replace("*", ""))
    return " ".join(_singular(word) for word in re.split(r"[\s\u00a0‐-―-]+", plain) if word)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _matcher(base: str) -> _Matcher:
    from kg import vocabulary as registers

    themes = registers.load(base).themes.values()
    meanings: dict[str, dict[str, float]] = {}
    exact: dict[str, dict[str, float]] = {}
    for theme in themes:
        for name in theme.names:
            meanings.setdefault(_folded(name), {})[theme.id] = _NAME
        for cue in theme.cues:
            meanings.setdefault(_folded(cue), {}).setdefault(theme.id, _CUE)
        for acronym in theme.acronyms:
            exact.setdefault(acronym, {})[theme.id] = _NAME
    longest = sorted(meanings, key=lambda name: (-len(name), name))
    names = re.compile(r"(?<![\w-])(?:" + "|".join(map(_pattern, longest)) + r")(?![\w-])", re.IGNORECASE)
    short = sorted(exact, key=lambda name: (-len(name), name))
    acronyms = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, short)) + r")(?=s?\b)")
    return _Matcher(
        names,
        acronyms,
        {name: tuple(weights.items()) for name, weights in meanings.items()},
        {name: tuple(weights.items()) for name, weights in exact.items()},
    )


def _pattern(folded: str) -> str:
    words = []
    for word in folded.split():
        stem = re.escape(word[:-1]) + "(?:y|ies)" if word.endswith("y") and len(word) > 3 else re.escape(word) + "s?"
        words.append(stem + "(?:[’']s?)?")
    return r"[\s\u00a0‐-―*-]+".join(words)
