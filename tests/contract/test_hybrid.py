"""Queries with a search inside have the same answers on every store, and on rdflib, which shares no code with them."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
import rdflib

from kg.search import rewrite
from kg.vocabulary import nquads
from kg.vocabulary.names import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library import Library
    from kg.store import TripleStore

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of its own calls

CONTACT = 'SERVICE kg:search { ?p kg:matches "contact with personal advisers" ; kg:score ?s ; kg:rank ?r }'
AUTISM = 'SERVICE kg:search { ?p kg:matches "waiting for an autism assessment" ; kg:limit 6 }'
QUERIES = {
    "passages with their words": f"SELECT ?p ?s ?t {{ {CONTACT} ?p kg:text ?t }}",
    "document and date": f"SELECT ?title ?date ?p {{ {CONTACT} ?p dcterms:isPartOf ?d . ?d dcterms:title ?title "
    "OPTIONAL { ?d dcterms:date ?date } }",
    "statements by stance": f"SELECT ?said ?stance {{ {CONTACT} ?said kg:inPassage ?p ; kg:stance ?stance }}",
    "counted by theme": f"SELECT ?theme (COUNT(DISTINCT ?said) AS ?n) {{ {CONTACT} ?said kg:inPassage ?p ; "
    "kg:mainTheme|kg:otherTheme ?theme } GROUP BY ?theme HAVING(COUNT(DISTINCT ?said) > 1)",
    "the best of each document": f"SELECT ?d (MIN(?r) AS ?best) {{ {CONTACT} ?p dcterms:isPartOf ?d . "
    "?d a kg:Document } GROUP BY ?d",
    "filtered by score": f"SELECT ?p {{ {CONTACT} FILTER(?s > 0.75) }}",
    "in order, cut": f"SELECT ?p ?r {{ {CONTACT} }} ORDER BY ?r LIMIT 4",
    "in a sub-select": f"SELECT ?p ?t {{ {{ SELECT ?p {{ {CONTACT} }} ORDER BY DESC(?s) LIMIT 3 }} ?p kg:text ?t }}",
    "in OPTIONAL": f"SELECT ?d ?p {{ ?d a kg:Document OPTIONAL {{ {AUTISM} ?p dcterms:isPartOf ?d }} }}",
    "in UNION": f"SELECT ?p {{ {{ {CONTACT} }} UNION {{ {AUTISM} }} }}",
    "in MINUS": f"SELECT ?p {{ {CONTACT} MINUS {{ {AUTISM} }} }}",
    "in EXISTS": f"SELECT ?d {{ ?d a kg:Document FILTER EXISTS {{ {AUTISM} ?p dcterms:isPartOf ?d }} }}",
    "in NOT EXISTS": f"SELECT ?d {{ ?d a kg:Document FILTER NOT EXISTS {{ {AUTISM} ?p dcterms:isPartOf ?d }} }}",
    "in GRAPH": f"SELECT ?g ?p {{ GRAPH ?g {{ {AUTISM} ?p a kg:Passage }} }}",
    "two that must meet": f'SELECT ?p {{ {CONTACT} SERVICE kg:search {{ ?p kg:matches "visits" ; kg:limit 60 }} }}',
    "two side by side": f'SELECT ?d ?p ?q {{ {CONTACT} SERVICE kg:search {{ ?q kg:matches "autism" ; kg:limit 9 }} '
    "?p dcterms:isPartOf ?d . ?q dcterms:isPartOf ?d . ?d a kg:Document }",
    "words from VALUES": "SELECT ?w ?p ?s { VALUES ?w { 'foster carers' 'school places' 'SERVICE {'@en } "
    "SERVICE kg:search { ?p kg:matches ?w ; kg:score ?s ; kg:limit 7 } }",
    "words from BIND": "SELECT * { BIND('foster \"carers\"' AS ?w) SERVICE kg:search { ?p kg:matches ?w } }",
    "filters in the block": 'SELECT ?p ?t { SERVICE kg:search { ?p kg:matches "not good enough" ; '
    'kg:stance "concern" ; kg:since 2020 ; kg:about "Harnmouth City Council" } ?p kg:text ?t }',
    "a path, and a register's label": 'SELECT ?p ?a { SERVICE kg:search { ?p kg:matches "young people leaving care" } '
    '?p dcterms:isPartOf/kg:authority ?a . ?a rdfs:label "Harnmouth City Council" }',
    "nothing found": 'SELECT ?p { SERVICE kg:search { ?p kg:matches "x" ; kg:about "Southampton" } ?p kg:text ?t }',
}


@pytest.fixture(scope="module")
def graphs(library: Library) -> dict[str, bytes]:
    """The quads of the sample corpus and the registers, by graph."""
    iri = library.names.iri
    found = {iri(f"document/{each}"): library.folder.graph(each) for each in library.folder.ids()}
    return found | {iri(VOCABULARY): nquads(library.settings.base)}


@pytest.fixture(scope="module")
def oracle(graphs: dict[str, bytes]) -> rdflib.Dataset:
    held = rdflib.Dataset(default_union=True)
    for quads in graphs.values():
        held.parse(data=quads, format="nquads")
    return held


@pytest.fixture(scope="module")
def store(running: TripleStore, graphs: dict[str, bytes]) -> Iterator[TripleStore]:
    for graph in running.graphs():
        running.drop(graph)
    for graph, quads in graphs.items():
        running.replace(graph, quads)
    yield running
    for graph in graphs:
        running.drop(graph)


@cache
def _expected(query: str, oracle: rdflib.Dataset) -> Counter[frozenset[tuple[str, ...]]]:
    return _solutions(oracle.query(query).serialize(format="json") or b"")


def _solutions(body: bytes) -> Counter[frozenset[tuple[str, ...]]]:
    """How often each solution occurs, each a set of variable and term."""
    rows = json.loads(body)["results"]["bindings"]
    return Counter(frozenset((name, *_term(cell)) for name, cell in row.items()) for row in rows)


def _term(cell: dict[str, str]) -> tuple[str, ...]:
    """A term by its value: a decimal has several forms, and that a literal is a string may be unsaid."""
    datatype = cell.get("datatype", "").removesuffix("#string")
    value = str(Decimal(cell["value"]).normalize()) if datatype.endswith("#decimal") else cell["value"]
    return value, datatype, cell.get("xml:lang", "")


@pytest.mark.parametrize("name", QUERIES)
def test_a_hybrid_query_has_the_answers_that_rdflib_gives(
    library: Library, store: TripleStore, oracle: rdflib.Dataset, name: str
) -> None:
    query = rewrite(QUERIES[name], lambda: library.holdings).text
    found = _solutions(store.execute(query, "application/sparql-results+json").body)
    assert found == _expected(query, oracle)
    assert bool(found) == (name != "nothing found")
