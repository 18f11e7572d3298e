"""What a text about services for children speaks of: words that name a matter of the field, whichever they are, as one.

"Pre-proceedings", "Public Law Outline" and "letters before proceedings" are one matter. Names stand in `lexicon`; the
longest that fits is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.index.words import stems
from kg.linking import lexicon

_WORD = re.compile(r"[^\W_]+")
_INTENT = re.compile(
    r"plan(?:s|ned)? to\b|advocat(?:e|es|ed|ing) (?:\w+ly )?for\b|(?:(?<=strong )|(?<=passionate ))advocates?\b",
    re.IGNORECASE,
)
"""A plan to do something is none of the plans that children have, nor is who speaks up for them their advocate."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by the stem that they begin with, the longest first, each with its matter; and those matched as written."""

    by_first: dict[str, list[tuple[tuple[str, ...], str]]]
    exact: dict[str, str]


def read(text: str) -> list[str]:
    """The stems of a text in order, with a matter in the place of the words that name it."""
    return [found for found, _, _ in places(text)]


def places(text: str) -> list[tuple[str, int, int]]:
    """The same, each with where its words begin and end."""
    names = _names()
    words = list(_WORD.finditer(text))
    stemmed = [stem(word[0]) for word in words]
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        if _INTENT.match(text, words[at].start()):
            at += 1
            continue
        length, matter = _longest(names.by_first.get(stemmed[at], []), stemmed, at)
        if length == 1:
            matter = names.exact.get(words[at][0], matter)
        found.append((matter or stemmed[at], words[at].start(), words[at + length - 1].end()))
        at += length
    return found


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word; "children" is the plural of "child"."""
    found = stems(word)
    return {"children": "child"}.get(found[0], found[0]) if found else ""


def _longest(names: list[tuple[tuple[str, ...], str]], stemmed: list[str], at: int) -> tuple[int, str | None]:
    for name, matter in names:
        if tuple(stemmed[at : at + len(name)]) == name:
            return len(name), matter
    return 1, None


@cache
def _names() -> _Names:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    exact: dict[str, str] = {}
    for matter, name in _lines(lexicon.GROUPS + lexicon.MATTERS + lexicon.COMMON + lexicon.ASPECTS):
        if name.rstrip("s").isupper() and name.isalpha():
            exact |= {name: matter, f"{name}s": matter}
        elif name.startswith("="):
            exact |= {name[1:]: matter, name[1:].capitalize(): matter}
        else:
            stemmed = tuple(stem(word) for word in _WORD.findall(name))
            by_first.setdefault(stemmed[0], []).append((stemmed, matter))
    for names in by_first.values():
        names.sort(key=lambda each: (-len(each[0]), each[0]))
    return _Names(by_first, exact)


def _lines(text: str) -> list[tuple[str, str]]:
    entries = (entry.split(":", 1) for entry in re.split(r"\n {4}(?=\S)", text) if ":" in entry)
    return [(matter.strip().upper(), name.strip()) for matter, names in entries for name in names.split("|")]


GROUPS = frozenset(matter for matter, _ in _lines(lexicon.GROUPS))
"""Groups of children and young people."""

MATTERS = frozenset(matter for matter, _ in _lines(lexicon.MATTERS))
"""Matters that say alone what is meant."""

COMMON = frozenset(matter for matter, _ in _lines(lexicon.COMMON))
"""Matters of all work with children."""

SIDES = COMMON | frozenset(matter for matter, _ in _lines(lexicon.ASPECTS))
"""What can be a side of another matter: its timeliness, its recording."""

SOME = frozenset(
    "UASC DISABLED HOMELESS PRIVATEFOSTERING HOMEEDUCATED MISSINGEDUCATION MISSING EXPLOITED UNBORN YOUNGCARER"
    " YOUTHJUSTICE EARLYYEARS".split()
)
"""Matters that are some of the children: what is said of them alone is not said of all."""

ACTORS = frozenset("POLICE PROBATION HEALTH HEALTHVISITOR SCHOOLNURSE SAFEGUARDINGBOARD SCHOOLS".split())
"""Who else works with children beside the authority: what one does, another need not."""

PLACES = frozenset({"FRONTDOOR"})
"""Matters that say where something is done, where another says what."""

QUALITIES = frozenset(
    "CHRONOLOGY FAMILYHISTORY DIVERSITY FATHERS DOMESTICABUSE NEGLECT SUBSTANCES CONTINGENCY DIRECTWORK"
    " PROTECTIONPLAN NEEDPLAN SIBLING SMART".split()
)
"""Matters that are sides of the common ones: a good assessment takes account of a family's history."""
