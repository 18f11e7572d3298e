"""What a thing is connected with in the graphs: its neighbours by relation, each way, a few of each and how many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Iri
from kg.search.queries import template
from kg.store import fill
from kg.vocabulary.names import DCTERMS, FOAF, KG, PREFIXES, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.search.scope import Holdings

_ABOUT_WORDS = re.compile(r"#(?:\w+At|annotation|hasTopConcept|topConceptOf|sentence)$")
"""Relations that say where words stand, what found them, or what another relation says already."""

_SYMMETRIC = SKOS + "related"
_CALLED = (SKOS + "prefLabel", DCTERMS + "title", FOAF + "name", RDFS + "label", KG + "post", KG + "text")
"""What a thing is called by, the best first."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name below the base: its path, its class in the ontology, and what to call it."""

    path: str
    class_: str
    label: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Those that one relation connects with a thing; `inward` where it leads from them to it.

    Attributes:
        relation: the property's own name: "mainTheme".
        total: how many there are, of which `things` are the first.
    """

    relation: str
    inward: bool
    total: int
    things: tuple[Thing, ...]


def neighbourhood(holdings: Holdings, path: str, most: int) -> tuple[Thing, tuple[Neighbours, ...]]:
    """A thing and its neighbours, at most so many of each relation; every graph is read.

    Args:
        holdings: what is held.
        path: the thing's name below the base.
        most: neighbours of one relation and direction that are given.
    """
    iri = holdings.names.iri(path)
    found = [(*edge, _neighbours(holdings, iri, edge, most)) for edge in _edges(holdings, iri)]
    called = _called(holdings, [iri, *(thing for *_, things in found for thing in things)])
    return called[iri], tuple(
        Neighbours(_local(relation), inward, total, tuple(called[each] for each in things))
        for relation, inward, total, things in found
        if things
    )


def _edges(holdings: Holdings, iri: str) -> Iterator[tuple[str, bool, int]]:
    """The relations of a thing, from it and then to it, each with the number of its neighbours."""
    for query, inward in (("edges_from", False), ("edges_to", True)):
        for row in holdings.store.select(fill(template(query), of=[Iri(iri)])).rows:
            relation = str(row["relation"])
            if not _ABOUT_WORDS.search(relation) and not (inward and relation == _SYMMETRIC):
                yield relation, inward, int(str(row["count"]))


def _neighbours(holdings: Holdings, iri: str, edge: tuple[str, bool, int], most: int) -> list[str]:
    """The first neighbours by one relation that have a name below the base."""
    relation, inward, _ = edge
    query = template("neighbours_to" if inward else "neighbours_from") + f"LIMIT {most + 1}"
    rows = holdings.store.select(fill(query, of=[Iri(iri)], relation=[Iri(relation)])).rows
    things = (str(row["thing"]) for row in rows)
    return [thing for thing in things if thing.startswith(holdings.names.base) and thing != iri][:most]


def _called(holdings: Holdings, iris: Iterable[str]) -> dict[str, Thing]:
    """What each of some IRIs is called and is; its own name where no graph says."""
    wanted = list(dict.fromkeys(iris))
    said: dict[str, dict[str, set[str]]] = {each: {} for each in wanted}
    for row in holdings.store.select(fill(template("labels"), thing=[Iri(each) for each in wanted])).rows:
        said[str(row["thing"])].setdefault(str(row["property"]), set()).add(" ".join(str(row["value"]).split()))
    return {
        iri: Thing(
            path=holdings.names.path(iri),
            class_=_class(said[iri].get(RDF + "type", ())),
            label=next((min(said[iri][each]) for each in _CALLED if each in said[iri]), holdings.names.path(iri)),
        )
        for iri in wanted
    }


def _class(found: Iterable[str]) -> str:
    """The name of the class that tells most: one of ours before a general one."""
    ours = sorted(each for each in found if each.startswith(KG))
    return _local((ours or sorted(found) or [""])[0])


def _local(iri: str) -> str:
    for space in PREFIXES.values():
        if iri.startswith(space):
            return iri.removeprefix(space)
    return iri.replace("#", "/").rpartition("/")[2]
