"""What a reader of the query builder asks for: a class, columns and conditions, as an address holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from kg.errors import InputError
from kg.graph.fields import described

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from werkzeug.datastructures import MultiDict

    from kg.graph.fields import Described, Field

Test = Literal["is", "has", "from", "to"]
"""How a condition tests a value: it is that one, it has those words, it lies not below or not above."""

TESTS: dict[str, tuple[Test, ...]] = {
    "text": ("has",),
    "code": ("has",),
    "date": ("from", "to"),
    "day": ("from", "to"),
    "number": ("from", "to"),
    "truth": ("is",),
    "concept": ("is",),
    "thing": (),
}
MOST_ROWS = 10_000
USUAL_ROWS = 100
SCORE = "score"
_LONGEST = 500
_FARTHEST = 4
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A thing that a query can speak of: the one that is listed, or one that it leads to.

    Attributes:
        key: the property paths that lead to it, with a space between; empty for what is listed.
        via: the last of them; None for what is listed.
        variable: its name in the query.
    """

    key: str
    label: str
    of: Described
    via: Field | None
    variable: str
    below: tuple[Place, ...] = ()

    def every(self) -> Iterator[Place]:
        """It and all places below it."""
        yield self
        for each in self.below:
            yield from each.every()

    def own(self) -> tuple[Field, ...]:
        """Its fields that are no way to a place below it, those that tell most first and bare links last."""
        ways = {each.key for each in self.below}
        own = (one for one in self.of.fields if self.named(one) not in ways)
        return tuple(sorted(own, key=lambda one: (not _tells(one), one.values == "thing", not one.single)))

    def named(self, one: Field) -> str:
        """What a field of it is called in an address."""
        return f"{self.key} {one.path}".strip()


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for.

    Attributes:
        shown: names of fields, and keys of places that are shown themselves.
        tests: by kind of test and name of the field, the value as it was written.
        words: what to search the passages for; empty for no search.
        order: name of a field, `score` or empty.
        faults: what is wrong, by name of the control; no query is made where there is any.
    """

    root: Place
    shown: frozenset[str]
    tests: Mapping[tuple[Test, str], str] = field(default_factory=dict)
    words: str = ""
    order: str = ""
    down: bool = False
    limit: int = USUAL_ROWS
    faults: Mapping[str, str] = field(default_factory=dict)


@cache
def places(name: str) -> Place:
    """What a class's things lead to: all their links, and from there those of which there is always one.

    Raises:
        InputError: no closed shape has the class.
    """
    if name not in described():
        raise InputError(f"nothing that is called {name} can be listed")
    of = described()[name]
    taken = {of.word, *(one.name for one in of.fields if not one.leads)}
    return _grown(Place("", of.label, of, None, of.word), (), taken)


def _grown(place: Place, above: tuple[str, ...], taken: set[str]) -> Place:
    """A place with those below it.

    Args:
        place: without them.
        above: classes that need no other way to them.
        taken: variables that have been given; those of the places below are added.
    """
    links = [one for one in place.of.fields if one.leads and one.leads not in (*above, place.of.name)]
    sure = [str(one.leads) for one in links if one.required and one.single]
    below = []
    for one in links:
        leads = str(one.leads)
        if len(above) <= _FARTHEST and (place.via is None or leads in sure):
            passed = (*above, place.of.name, *(each for each in sure if each != leads))
            below.append(_grown(_below(place, one, taken), passed, taken))
    return replace(place, below=tuple(below))


def _below(place: Place, one: Field, taken: set[str]) -> Place:
    """The place that a link leads to, named by its class where the link's own label says the same."""
    leads = described()[str(one.leads)]
    same = leads.label in one.label
    variable = leads.word if same else one.name
    if variable in taken:
        variable = f"{place.variable}_{variable}"
    taken.add(variable)
    title = leads.label if same else f"{leads.label} ({one.label})"
    label = title if place.via is None else f"{title} of the {place.label}"
    return Place(place.named(one), label, leads, one, variable)


def searched(root: Place) -> Place | None:
    """The place of the passages that a search can find for what is listed."""
    near = (root, *root.below)
    return next((each for each in near if each.of.name == "kg:Passage"), None)


def usual(root: Place) -> frozenset[str]:
    """Columns to begin with."""
    return frozenset(one.path for one in root.of.fields if _tells(one))


def _tells(one: Field) -> bool:
    """Whether a field says what a thing is: words that every one has, what it is sorted by, and when."""
    return bool(one.scheme) or one.values == "date" or (one.required and one.values == "text")


def read(asked: MultiDict[str, str]) -> Selection:
    """The selection that an address holds.

    Raises:
        InputError: it names a class, a field or a test that there is not.
    """
    root = places(asked.get("of", ""))
    known = {place.named(one): one for place in root.every() for one in place.own()}
    shown, order = frozenset(asked.getlist("show")), asked.get("order", "")
    strange = (shown | {order}) - known.keys() - {place.key for place in root.every()} - {SCORE}
    if strange:
        raise InputError(f"no column is called {min(strange)}")
    if asked.get("down", "1") != "1":
        raise InputError("down is 1 or left out")
    tests = dict(_tests(asked, known))
    words = asked.get("words", "").strip()
    limit, wrong = _limit(asked.get("limit", "").strip())
    faults = {f"{test}.{about}": _wrong(known[about], value) for (test, about), value in tests.items()}
    faults |= {"words": _unwritable(words), "limit": wrong}
    return Selection(
        root=root,
        shown=shown if "made" in asked else shown or usual(root),
        tests=tests,
        words=words,
        order=order,
        down=asked.get("down") == "1",
        limit=limit,
        faults={name: said for name, said in faults.items() if said},
    )


def _tests(asked: MultiDict[str, str], known: Mapping[str, Field]) -> Iterator[tuple[tuple[Test, str], str]]:
    for name, value in asked.items():
        test, dot, about = name.partition(".")
        if not dot or not value.strip():
            continue
        named = next((each for each in TESTS[known[about].values] if each == test), None) if about in known else None
        if named is None:
            raise InputError(f"no condition is called {name}")
        yield (named, about), value.strip()


def _wrong(one: Field, value: str) -> str:
    """Why a value cannot stand in a condition on a field; empty where it can."""
    if one.values == "number":
        return "" if _NUMBER.fullmatch(value) else f"{one.label}: give a number, such as 12 or 3.5"
    if one.values in ("date", "day"):
        return "" if _is_day(value) else f"{one.label}: give a year, month or day, such as 2021, 2021-06 or 2021-06-30"
    if one.values == "truth":
        return "" if value in ("true", "false") else f"{one.label}: choose yes or no"
    wrong = _unwritable(value)
    return f"{one.label}: {wrong}" if wrong else ""


def _unwritable(value: str) -> str:
    if len(value) > _LONGEST:
        return f"give at most {_LONGEST} characters"
    return "leave out control characters" if _CONTROL.search(value) else ""


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _limit(value: str) -> tuple[int, str]:
    if not value:
        return USUAL_ROWS, ""
    if value.isascii() and value.isdigit() and len(value) <= 6 and 1 <= int(value) <= MOST_ROWS:
        return int(value), ""
    return USUAL_ROWS, f"rows: give a whole number from 1 to {MOST_ROWS:,}"
