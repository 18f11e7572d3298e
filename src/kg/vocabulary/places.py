"""Finds names of authorities in a text, the longest first; which one a document is about is for `annotate` to say."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+|&")
_POSTCODE = re.compile(r",?\s+[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b")
_DECOY = ""
_COUNCIL = {"council", "borough", "corporation", "rbwm", "rbkc", "lbhf"}


@dataclass(frozen=True, slots=True)
class Place:
    """A name found in a text: `text[start:end]`, the authority's GSS code, whether the name says it is a council."""

    start: int
    end: int
    gss: str
    council: bool


def _key(word: str) -> str:
    return "and" if word == "&" else word.casefold()


def _keys(name: str) -> tuple[str, ...]:
    return tuple(_key(match.group()) for match in _WORD.finditer(name))


class Gazetteer:
    """Names of places with the code each stands for; a name of a decoy is known but stands for nothing."""

    __slots__ = ("_exact", "_first")

    def __init__(self, names: Iterable[tuple[str, str]], decoys: Iterable[str]) -> None:
        """Build the gazetteer.

        Args:
            names: pairs of a name and its GSS code.
            decoys: names that begin like one of those and mean something else.

        Raises:
            ValueError: one name stands for two codes.
        """
        self._exact: dict[tuple[str, ...], str] = {}
        for name, gss in names:
            if self._exact.setdefault(_keys(name), gss) != gss:
                raise ValueError(f"{name!r} stands for {self._exact[_keys(name)]} and {gss}")
        for decoy in decoys:
            self._exact.setdefault(_keys(decoy), _DECOY)
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for keys in sorted(self._exact, key=lambda keys: (-len(keys), keys)):
            self._first.setdefault(keys[0], []).append(keys)

    def named(self, name: str) -> str | None:
        """The code of a whole name, without regard to case; None where no place has it."""
        return self._exact.get(_keys(name)) or None

    def find(self, text: str) -> Iterator[Place]:
        """Names in a text, in order and never overlapping; each begins with a capital letter, as names do.

        "Northampton" is not found in "Northamptonshire", nor "Gloucestershire" in "South Gloucestershire". A name
        before a postcode is part of an address: it says where a letter goes, not whom it is about.
        """
        words = list(_WORD.finditer(text))
        keys = [_key(word.group()) for word in words]
        at = 0
        while at < len(words):
            length, gss = self._longest(words, keys, at, text)
            end = words[at + max(length, 1) - 1].end()
            if gss and not _POSTCODE.match(text, end):
                yield Place(words[at].start(), end, gss, not _COUNCIL.isdisjoint(keys[at : at + length]))
            at += max(length, 1)

    def _longest(self, words: list[re.Match[str]], keys: list[str], at: int, text: str) -> tuple[int, str]:
        if not text[words[at].start()].isupper():
            return 0, _DECOY
        for name in self._first.get(keys[at], ()):
            end = at + len(name)
            if tuple(keys[at:end]) == name and _joined(words[at:end], text) and _proper(words[at:end]):
                return len(name), self._exact[name]
        return 0, _DECOY


def _proper(words: list[re.Match[str]]) -> bool:
    """Whether the last word is capitalised too: "Reading Borough" is a name, "Reading council papers" is not."""
    return words[-1].group()[0].isupper()


def _joined(words: list[re.Match[str]], text: str) -> bool:
    """Whether only spaces, hyphens, commas and full stops stand between the words, and no paragraph ends there."""
    for left, right in itertools.pairwise(words):
        gap = text[left.end() : right.start()]
        if gap.strip(" \n\t\r\u00a0-‑–.,") or gap.count("\n") > 1:
            return False
    return True
