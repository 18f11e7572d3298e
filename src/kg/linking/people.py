"""One person in several documents: told by name, organisation and post together, never by a surname alone.

Each merge says why. Where a short form could stand for two people, nobody is merged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.graph import parts
from kg.linking import times
from kg.linking.grouping import joined
from kg.linking.heard import NOTHING, PERSON
from kg.model import SamePerson, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.linking.heard import Heard
    from kg.linking.sources import Source
    from kg.model import Person

_YEARS = 3653
"""Days within which posts of one kind may belong to one person who is written in two ways."""

_POSTS = re.compile(
    r"\b(?:director|head|chief|officer|inspector|manager|leader|member|chair|commissioner|adviser|advisor|nurse"
    r"|doctor|councillor)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|cllr|councillor|rev)\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """A person of one document, with what tells them from others.

    Attributes:
        given, family: first and last word of the fullest name, case folded.
        employers: the words of each organisation's name.
        posts: the nouns of their posts ("director").
    """

    source: Source
    person: Person
    given: str
    family: str
    employers: tuple[frozenset[str], ...]
    posts: frozenset[str]

    @property
    def place(self) -> tuple[str, Span]:
        """The first words that name them or give their post."""
        return self.source.id, first_words(self.person)


def same_people(sources: Sequence[Source], heard: Heard = NOTHING) -> tuple[SamePerson, ...]:
    """People whom several of these documents name, by name; each with the reason for calling them one.

    Args:
        sources: the documents about one authority, in order of time.
        heard: those whom a person told apart stay apart.
    """
    named = [one for source in sources for one in _people(source)]
    families: dict[str, list[_Named]] = {}
    for one in named:
        families.setdefault(one.family, []).append(one)
    found = [_person(group, reason) for family in families.values() for group, reason in _groups(family, heard)]
    return tuple(sorted(found, key=lambda one: one.name))


def full_names(people: Sequence[SamePerson], document: str) -> dict[str, str]:
    """The fullest name of everybody whom a document names otherwise, by the name that it uses."""
    return {
        name: person.name
        for person in people
        for where, name in person.members
        if where == document and name != person.name
    }


def _people(source: Source) -> Iterator[_Named]:
    """Those with a given name and a surname: initials and surnames alone tell nobody apart."""
    for person in source.annotated.people:
        words = _TITLE.sub("", person.name).casefold().replace("’", "'").split()
        if len(words) < 2 or len(words[0].rstrip(".")) < 2:
            continue
        employers = tuple(_words(role.organisation) for role in person.roles if role.organisation)
        posts = {found.lower() for role in person.roles for found in _POSTS.findall(role.role)}
        yield _Named(source, person, words[0], words[-1], employers, frozenset(posts))


def _groups(family: list[_Named], heard: Heard) -> Iterator[tuple[list[_Named], str]]:
    """Those of one surname who are one person; a short form joins only where a single full name fits it."""
    links = {(a, b): why for (a, one), (b, other) in combinations(enumerate(family), 2) if (why := _reason(one, other))}
    links = {pair: why for pair, why in links.items() if not _doubtful(pair, links, family)}
    places = [one.place for one in family]
    for group in joined(links, lambda a, b: heard.rejected(PERSON, places[a], places[b])):
        reasons = dict.fromkeys(why for pair, why in links.items() if set(pair) <= group)
        yield [family[at] for at in sorted(group)], "; ".join(reasons)


def _doubtful(pair: tuple[int, int], links: dict[tuple[int, int], str], family: list[_Named]) -> bool:
    """Whether a short form fits two different full names, so that neither can be told to be meant."""
    one, other = (family[at] for at in pair)
    if one.given == other.given:
        return False
    for mine, theirs in ((pair[0], other.given), (pair[1], one.given)):
        fitting = {family[a if b == mine else b].given for a, b in links if mine in (a, b)} - {family[mine].given}
        if fitting - {theirs}:
            return True
    return False


def _reason(one: _Named, other: _Named) -> str | None:
    """Why two people of one surname are one; None where that cannot be told."""
    if one.source.name == other.source.name:
        return None
    shared = _same_employer(one, other)
    if one.given == other.given:
        if shared:
            return "same full name and organisation"
        if not (one.employers and other.employers) and _time_apart(one, other) <= _YEARS:
            return "same full name in documents about one authority, near in time"
        return None
    posts = one.posts & other.posts
    if shared and posts and is_short_form(one.given, other.given) and _time_apart(one, other) <= _YEARS:
        post = ", ".join(sorted(posts))
        given = " and ".join(sorted((one.given.title(), other.given.title())))
        return f"{given} are forms of one name; same surname, organisation and post ({post})"
    return None


def _same_employer(one: _Named, other: _Named) -> bool:
    return any(a and b and (a <= b or b <= a) for a in one.employers for b in other.employers)


def _words(organisation: str) -> frozenset[str]:
    """The words of an organisation's name."""
    return frozenset(re.findall(r"[^\W\d_]{3,}", organisation.casefold()))


def _time_apart(one: _Named, other: _Named) -> int:
    if one.source.window is None or other.source.window is None:
        return 0
    return times.gap(one.source.window, other.source.window)


def is_short_form(one: str, other: str) -> bool:
    """Whether one of two given names, case folded, is a usual short form of the other."""
    known = _nicknames()
    return other in known.nicknames_of(one) or one in known.nicknames_of(other)


@cache
def _nicknames() -> Any:
    from nicknames import NickNamer

    return NickNamer()


def _person(group: list[_Named], reason: str) -> SamePerson:
    name = max((one.person.name for one in group), key=lambda name: (len(name.split()[0]), len(name), name))
    members = tuple((one.source.name, one.person.name) for one in group)
    mentions = tuple(one.source.cite(one.place[1]) for one in group)
    facts = tuple(parts.person(one.source.id, one.person) for one in group)
    return SamePerson(name, members, mentions, reason, facts)


def first_words(person: Person) -> Span:
    """The first words that name a person or give their post."""
    return min((*person.mentions, *(role.span for role in person.roles)), default=Span(0, 0))
