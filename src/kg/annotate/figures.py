"""Which numbers of a sentence are statistics of their own, with comparators, changes and the words that state them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.annotate import comparisons
from kg.annotate.quantities import Quantity, quantities

_LONG = 30
_EDGE = " \t\n-–•*|,;:(.\u00a0"
_LOOSE = re.compile(
    r"(?:[\s,;:–-]+(?:and|or|but|with|while|which|the|a|an|of|to|in|at|by|for|from|only|just|about))+\s*$"
)
_CUTS = re.compile(r"[,;(|]|\s/\s|\b(?:and|but|while)\b")
_CLAUSES = re.compile(r"[;:]\s|,\s(?:and|but|which|while|so|although|with)\s")
_CLAUSE_ENDS = re.compile(r"[;]\s|,\s(?:and|but|which|while|so|although)\s")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that is a statistic of its own; `start` and `end` bound the words around it that state it.

    Attributes:
        against: the number it is compared with, where the sentence gives one.
        change: the amount by which it changed.
        own: False where its words only compare something with it, and that something has no number in the sentence.
    """

    quantity: Quantity
    start: int
    end: int
    against: Quantity | None = None
    change: Quantity | None = None
    own: bool = True


def figures(words: str) -> tuple[Figure, ...]:
    """The statistics of a sentence, in order."""
    found = quantities(words)
    primary = [one for one in found if not comparisons.secondary(words, one, first=one is found[0])]
    own = bool(primary)
    primary = primary or list(found[:1])
    changes = [one for one in primary if comparisons.change(words, one)]
    levels = [one for one in primary if one not in changes]
    if len(levels) == 1 and len(changes) == 1 and _one_thing(words, levels[0], changes[0]):
        primary = levels
    else:
        changes = []
    against = _against(primary, [one for one in found if one not in primary and one not in changes])
    change = changes[0] if changes else None
    return tuple(
        Figure(quantity, start, end, against.get(quantity), change, own)
        for quantity, (start, end) in zip(primary, _stretches(words, primary), strict=True)
    )


def trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of words without marks and joining words at its edges."""
    piece = words[start:end]
    start += len(piece) - len(piece.lstrip(_EDGE))
    piece = _LOOSE.sub("", words[start:end]).rstrip(" \t\n|,;:*(-–\u00a0")
    if piece.endswith(")") and "(" not in piece:
        piece = piece.rstrip(").")
    return start, start + len(piece)


def _against(primary: list[Quantity], others: list[Quantity]) -> dict[Quantity, Quantity]:
    """Each comparator with the number that it stands to: the last one before it of the same sort, else the nearest."""
    held: dict[Quantity, Quantity] = {}
    for other in others:
        alike = [one for one in primary if other.form in {one.form, "bare"} or one.form == "bare"] or primary
        before = [one for one in alike if one.start < other.start]
        held.setdefault(before[-1] if before else alike[0], other)
    return held


def _one_thing(words: str, level: Quantity, change: Quantity) -> bool:
    """Whether an amount of change and a level speak of the same thing: "risen by 18 to 67", "offer 500, up by 20"."""
    between = words[min(level.end, change.end) : max(level.start, change.start)]
    return change.form in {"bare", "count", level.form} and not re.search(r"[;]|\band\b", between)


def _stretches(words: str, primary: list[Quantity]) -> list[tuple[int, int]]:
    """The words around each figure: cut between two figures, and out of a long sentence at its clauses."""
    edges = [0]
    for first, second in pairwise(primary):
        between = words[first.end : second.start]
        cuts = [match.end() for match in _CUTS.finditer(between)]
        edges.append(first.end + (cuts[-1] if cuts else _last_space(between)))
    edges.append(len(words))
    found = []
    for at, quantity in enumerate(primary):
        start, end = edges[at], edges[at + 1]
        if at and words[: quantity.start].endswith("(") and not words[primary[at - 1].end : quantity.start - 1].strip():
            start = edges[at - 1]
        if len(words[start:end].split()) > _LONG:
            start, end = _clause(words, start, end, quantity)
        elif len(primary) > 1 and (dash := re.search(r"\s[–-]\s", words[quantity.end : end])):
            end = quantity.end + dash.start()
        found.append(trimmed(words, start, end))
    return found


def _last_space(between: str) -> int:
    return between.rfind(" ") + 1 if " " in between.strip() else len(between)


def _clause(words: str, start: int, end: int, quantity: Quantity) -> tuple[int, int]:
    before = [match.end() for match in _CLAUSES.finditer(words[start : quantity.start])]
    after = _CLAUSE_ENDS.search(words[quantity.end : end])
    return (start + before[-1] if before else start, quantity.end + after.start() if after else end)
