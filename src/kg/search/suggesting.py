"""What may be meant as somebody types: themes, authorities, people and inspections that documents held speak of.

Only what is held is offered, so that a suggestion never leads to an empty page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocabulary.names import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Held
    from kg.search.scope import Holdings
    from kg.search.timeline import Tally

KINDS = ("theme", "authority", "person", "inspection")
_MOST_WORDS = 6
_LEAST = 2
_WORD = re.compile(r"[^\W_][\w’'&-]*")


@dataclass(frozen=True, slots=True)
class Suggestible:
    """Something that may be meant.

    Attributes:
        kind: one of `KINDS`.
        key: a theme's notation, an authority's code, a person's name, or the path of an inspection.
        names: what it is found by, in small letters, its label first.
    """

    kind: str
    key: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be meant by the end of a text, and the words before that end."""

    meant: Suggestible
    before: str


def suggestible(holdings: Holdings, tally: Iterable[Tally]) -> tuple[Suggestible, ...]:
    """All that may be suggested from what is held."""
    return (*_themes(holdings, tally), *_authorities(holdings), *_people(holdings), *_inspections(holdings))


def suggest(known: Sequence[Suggestible], text: str, most: int) -> tuple[Suggestion, ...]:
    """What the last words of a text may be the beginning of; the most words that mean something decide.

    Args:
        known: as `suggestible` gives it.
        text: as far as it is typed.
        most: suggestions that are given.
    """
    words = list(_WORD.finditer(text))[-_MOST_WORDS:]
    for word in words:
        typed = " ".join(text[word.start() :].casefold().split())
        found = [each for each in known if _begins(each, typed)] if len(typed) >= _LEAST else []
        if found:
            found.sort(key=lambda each: (_farness(each.names[0], typed), KINDS.index(each.kind), each.label))
            return tuple(Suggestion(each, text[: word.start()]) for each in found[:most])
    return ()


def _begins(one: Suggestible, typed: str) -> bool:
    """Whether a name of it, or a word within one, begins so."""
    return any(name.startswith(typed) or f" {typed}" in name for name in one.names)


def _farness(label: str, typed: str) -> int:
    """How far the typed words are from the label: its beginning, the beginning of a word of it, or another name."""
    return 0 if label.startswith(typed) else 1 if f" {typed}" in label else 2


def _themes(holdings: Holdings, tally: Iterable[Tally]) -> Iterator[Suggestible]:
    spoken = {one.theme for one in tally}
    for theme in holdings.vocabulary.themes.values():
        if theme.id in spoken:
            yield Suggestible("theme", theme.id, theme.label, _folded(theme.names))


def _authorities(holdings: Holdings) -> Iterator[Suggestible]:
    for gss in sorted({held.metadata.authority for held in holdings.documents if held.metadata.authority}):
        authority = holdings.vocabulary.authorities[gss]
        yield Suggestible("authority", gss, authority.label, _folded((authority.label, *authority.names)))


def _people(holdings: Holdings) -> Iterator[Suggestible]:
    for person in holdings.people():
        yield Suggestible("person", person.name, person.name, _folded((person.name, *person.telling)))


def _inspections(holdings: Holdings) -> Iterator[Suggestible]:
    """The inspections that reports held are of."""
    for held in holdings.documents:
        if held.metadata.evaluated and (own := _own(holdings, held)):
            yield Suggestible("inspection", own[0], own[1], _folded((own[1],)))


def _own(holdings: Holdings, held: Held) -> tuple[str, str] | None:
    """The path and name of the inspection that a report is of: the one that begins as its kind of report does."""
    frameworks = tuple(f"{each.label}:" for each in holdings.vocabulary.frameworks.values())
    for (class_, path), found in holdings.view(held.id).facts.items():
        if class_ == KG + "Inspection" and found[0].facts[0].post.startswith(frameworks):
            return path, found[0].facts[0].post
    return None


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.casefold().split()) for name in names))
