"""The SPARQL query that a selection is: patterns a person would write, every value a term and never pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Iri, Literal
from kg.store.terms import ntriples
from kg.vocabulary.names import XSD, concept
from kg.web.selection import SCORE, searched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.fields import Field
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.registers import Authority, Concept
    from kg.web.selection import Place, Selection, Test

_FOUND = 100
_FOUND_TO_SIFT = 1000
"""Passages that a search finds: more where conditions then sift them."""


def register(vocabulary: Vocabulary, scheme: str) -> Mapping[str, Concept | Authority]:
    """The concepts of a scheme by their ids; of authorities, by their codes."""
    return vocabulary.authorities if scheme == "authority" else vocabulary.schemes.get(scheme, {})


def query(asked: Selection, vocabulary: Vocabulary) -> str:
    """The query, in the prefixes that the endpoint knows.

    Raises:
        InputError: a condition names a concept that its scheme has not got.
    """
    return _Query(asked, vocabulary).text()


class _Query:
    """A query while it is made: columns and patterns are collected place by place."""

    def __init__(self, asked: Selection, vocabulary: Vocabulary) -> None:
        self._asked = asked
        self._vocabulary = vocabulary
        self._passages = searched(asked.root) if asked.words else None
        self._columns: list[str] = []

    def text(self) -> str:
        asked, root = self._asked, self._asked.root
        patterns = [*self._search(), f"?{root.variable} a {root.of.name} .", *self._patterns(root)]
        columns = list(dict.fromkeys((f"?{root.variable}", *self._columns)))
        if self._passages:
            columns.append("?score")
        lines = [f"SELECT {' '.join(columns)}", "WHERE {", *("  " + line for line in patterns), "}"]
        if order := self._order():
            lines.append(f"ORDER BY {order}")
        return "\n".join((*lines, f"LIMIT {asked.limit}", ""))

    def _search(self) -> list[str]:
        if self._passages is None:
            return []
        words = ntriples(Literal(self._asked.words))
        limit = _FOUND_TO_SIFT if self._asked.tests else _FOUND
        about = f"?{self._passages.variable} kg:matches {words} ; kg:score ?score ; kg:limit {limit}"
        return [f"SERVICE kg:search {{ {about} }}"]

    def _order(self) -> str:
        asked = self._asked
        variable = "?score" if asked.order in (SCORE, "") and self._passages else None
        for place in asked.root.every():
            for one in place.own():
                if place.named(one) == asked.order:
                    variable = _variable(place, one)
        if variable is None:
            return ""
        return f"DESC({variable})" if asked.down or not asked.order else variable

    def _patterns(self, place: Place) -> list[str]:
        """The patterns of a place and of those below it: what must be there first, then what may be."""
        must: list[str] = []
        may: list[str] = []
        for one in place.own():
            lines = self._of_field(place, one)
            (must if one.required or self._tested(place.named(one)) else may).extend(lines)
        for each in filter(self._used, place.below):
            if each.key in self._asked.shown:
                self._columns.append(f"?{each.variable}")
            lines = [*_way(place, each), *self._patterns(each)]
            if self._needed(each) or (each.via and each.via.required):
                must += lines
            else:
                may += ["OPTIONAL {", *("  " + line for line in lines), "}"]
        return [*must, *may]

    def _of_field(self, place: Place, one: Field) -> list[str]:
        name, subject, variable = place.named(one), f"?{place.variable}", _variable(place, one)
        shown = name in self._asked.shown
        lines = []
        if shown:
            self._columns.append(variable)
        if one.scheme and ("is", name) in self._asked.tests:
            lines.append(self._chosen(subject, one, self._asked.tests["is", name]))
        if shown or name == self._asked.order or (self._tested(name) and not one.scheme):
            path = f"{one.path}/rdfs:label" if one.scheme else one.path
            triple = f"{subject} {path} {variable} ."
            lines.append(triple if one.required or self._tested(name) else f"OPTIONAL {{ {triple} }}")
        if not one.scheme:
            tests = self._asked.tests.items()
            lines += [_filter(test, one, variable, value) for (test, about), value in tests if about == name]
        return lines

    def _chosen(self, subject: str, one: Field, identity: str) -> str:
        """The pattern of a concept that was chosen; those narrower than it count too."""
        scheme = one.scheme or ""
        held = register(self._vocabulary, scheme)
        if identity not in held:
            raise InputError(f"{one.label}: there is no {identity!r}")
        narrower = any(getattr(each, "broader", None) == identity for each in held.values())
        path = f"{one.path}/skos:broader*" if narrower else one.path
        iri = ntriples(Iri(self._vocabulary.base + concept(scheme, identity)))
        return f"{subject} {path} {iri} .  # {' '.join(held[identity].label.split())}"

    def _tested(self, name: str) -> bool:
        return any(about == name for _, about in self._asked.tests)

    def _needed(self, place: Place) -> bool:
        """Whether rows without the place are no answer: a condition or the search speaks of it."""
        if any(each is self._passages for each in place.every()):
            return True
        return any(self._tested(each.named(one)) for each in place.every() for one in each.own())

    def _used(self, place: Place) -> bool:
        wanted = self._asked.shown | {self._asked.order}
        names = {each.named(one) for each in place.every() for one in each.own()}
        return self._needed(place) or not wanted.isdisjoint(names | {each.key for each in place.every()})


def _variable(place: Place, one: Field) -> str:
    return f"?{one.name}" if place.via is None else f"?{place.variable}_{one.name}"


def _way(place: Place, below: Place) -> list[str]:
    """The patterns that lead from a place to one below it; where parts have parts, to the whole alone."""
    path = below.via.path if below.via else ""
    whole = [f"?{below.variable} a {below.of.name} ."] if path.endswith("+") else []
    return [f"?{place.variable} {path} ?{below.variable} .", *whole]


def _filter(test: Test, one: Field, variable: str, value: str) -> str:
    """A condition on a literal."""
    if test == "has":
        return f"FILTER(CONTAINS(LCASE(STR({variable})), LCASE({ntriples(Literal(value))})))"
    if test == "is":
        return f"FILTER({variable} = {value})" if value == "true" else f"FILTER({variable} = false)"
    sign = ">=" if test == "from" else "<="
    if one.values == "number":
        return f"FILTER({variable} {sign} {ntriples(Literal(value, XSD + 'decimal'))})"
    # a year is not before a day in it, nor after: only what both say is compared
    ours, theirs = f"STR({variable})", ntriples(Literal(value))
    return f"FILTER(SUBSTR({ours}, 1, {len(value)}) {sign} SUBSTR({theirs}, 1, STRLEN({ours})))"
