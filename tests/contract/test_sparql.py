"""SPARQL 1.1 gives the same answers on every store: one case for each part of the language that the house relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kg.store import TripleStore

PROLOGUE = "PREFIX : <https://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
GRAPHS = {
    "https://example.org/g/letter": """
        <https://example.org/letter> <https://example.org/date> "2016-05-04"^^<http://www.w3.org/2001/XMLSchema#date>
        <https://example.org/letter> <https://example.org/part> <https://example.org/letter/1>
        <https://example.org/letter/1> <https://example.org/part> <https://example.org/letter/2>
        <https://example.org/letter/1> <https://example.org/text> "Visits are on time."@en
        <https://example.org/letter/2> <https://example.org/text> "Plans are late."@en
        <https://example.org/letter/2> <https://example.org/stance> <https://example.org/concern>
    """,
    "https://example.org/g/deck": """
        <https://example.org/deck> <https://example.org/date> "2019"^^<http://www.w3.org/2001/XMLSchema#gYear>
        <https://example.org/deck> <https://example.org/score> "79.5"^^<http://www.w3.org/2001/XMLSchema#decimal>
        <https://example.org/deck> <https://example.org/score> "3"^^<http://www.w3.org/2001/XMLSchema#integer>
        <https://example.org/deck> <https://example.org/text> "Amserol"@cy
    """,
}
CASES = {
    "SELECT ?d { ?d :date ?when } ORDER BY STR(?when)": "letter|deck",
    "SELECT ?t { :letter :part+ ?part . ?part :text ?t } ORDER BY ?t": "Plans are late.|Visits are on time.",
    "SELECT (COUNT(?part) AS ?n) { :letter :part* ?part }": "3",
    "SELECT ?p { ?p :text ?t OPTIONAL { ?p :stance ?s } FILTER(!BOUND(?s)) } ORDER BY ?p": "deck|letter/1",
    "SELECT ?p { ?p :text ?t MINUS { ?p :stance :concern } } ORDER BY ?p": "deck|letter/1",
    "SELECT ?p { ?p :text ?t FILTER NOT EXISTS { ?p :stance ?s } } ORDER BY ?p": "deck|letter/1",
    "SELECT ?p { { ?p :stance ?s } UNION { ?p :score ?n } } ORDER BY ?p": "deck|deck|letter/2",
    "SELECT DISTINCT ?p { ?p :text|:score ?o } ORDER BY ?p": "deck|letter/1|letter/2",
    'SELECT ?t { ?p :text ?t FILTER LANGMATCHES(LANG(?t), "cy") }': "Amserol",
    'SELECT ?t { ?p :text ?t FILTER REGEX(?t, "late", "i") }': "Plans are late.",
    "SELECT (SUM(?n) AS ?sum) { ?d :score ?n }": "82.5",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING(COUNT(*) > 4) ORDER BY ?g": "g/letter|6",
    "SELECT ?d { ?d :date ?w FILTER(DATATYPE(?w) = xsd:gYear) }": "deck",
    "SELECT ?d { ?d :date ?w FILTER(?w < '2017-01-01'^^xsd:date) }": "letter",
    "SELECT ?p { { SELECT ?p { ?p :text ?t } ORDER BY ?t LIMIT 1 } }": "deck",
    "SELECT ?x { VALUES (?d ?x) { (:deck 'seen') (:other 'unseen') } ?d :date ?w }": "seen",
    "SELECT (COALESCE(1/0, 'none') AS ?x) {}": "none",
    "SELECT (STRLEN('\\u00e9\\U0001F600') AS ?n) {}": "2",
    "SELECT (UCASE(SUBSTR('care leavers', 1, 4)) AS ?x) {}": "CARE",
}


@pytest.fixture
def filled(store: TripleStore) -> TripleStore:
    for graph, triples in GRAPHS.items():
        lines = sorted(line.strip() for line in triples.strip().splitlines())
        store.replace(graph, "".join(f"{line} <{graph}> .\n" for line in lines).encode())
    return store


@pytest.mark.parametrize("query", CASES)
def test_a_query_has_its_answer(filled: TripleStore, query: str) -> None:
    found = filled.select(PROLOGUE + query)
    cells = [str(row[name]).removeprefix("https://example.org/") for row in found.rows for name in found.variables]
    assert cells == CASES[query].split("|")
    free = filled.execute(PROLOGUE + query, "text/csv").body.decode()
    assert all(cell in free for cell in cells)


def test_the_union_counts_what_its_graphs_hold(filled: TripleStore) -> None:
    """Each triple stands in one graph: the union neither loses nor doubles any."""
    union = filled.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"]
    assert int(str(union)) == len(filled) == 10
