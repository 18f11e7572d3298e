"""What every triple store does alike."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from kg.errors import LimitError, NotAcceptableError, QueryError, StoreError
from kg.model import Iri, Literal
from kg.store import fill, formats
from kg.store.guard import Form
from kg.store.terms import ntriples

if TYPE_CHECKING:
    from kg.store import TripleStore

ONE, TWO = "https://example.org/g/one", "https://example.org/g/two"
XSD = "http://www.w3.org/2001/XMLSchema#"
COUNTED = "SELECT (COUNT(*) AS ?n)"
COUNT = COUNTED + " { ?s ?p ?o }"


def quads(graph: str, *triples: str) -> bytes:
    return "".join(f"{triple} <{graph}> .\n" for triple in sorted(triples)).encode()


def said(number: int, words: str = '"plain"') -> str:
    return f"<https://example.org/s/{number}> <https://example.org/p> {words}"


@pytest.fixture
def filled(store: TripleStore) -> TripleStore:
    store.replace(ONE, quads(ONE, said(1), said(2, '"two"@en'), said(3, f'"3"^^<{XSD}integer>')))
    store.replace(TWO, quads(TWO, said(4, "<https://example.org/o>")))
    return store


def count(store: TripleStore, query: str = COUNT, **dataset: list[str]) -> int:
    body = store.execute(query, "text/csv", **dataset).body.decode()
    return int(body.split()[1])


def test_a_new_store_holds_nothing(store: TripleStore) -> None:
    assert (store.graphs(), len(store), store.select(COUNT).rows[0]["n"]) == ((), 0, Literal.integer(0))


def test_the_default_graph_is_the_union_of_the_named_graphs(filled: TripleStore) -> None:
    assert filled.graphs() == (ONE, TWO)
    assert len(filled) == 4
    assert filled.select(COUNT).rows == ({"n": Literal.integer(4)},)
    assert count(filled) == 4


def test_graph_reaches_each_named_graph(filled: TripleStore) -> None:
    rows = filled.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g").rows
    assert [(str(row["g"]), str(row["n"])) for row in rows] == [(ONE, "3"), (TWO, "1")]


def test_a_replaced_graph_holds_the_new_triples_only(filled: TripleStore) -> None:
    assert count(filled) == 4
    filled.replace(ONE, quads(ONE, said(9)))
    assert filled.select(f"SELECT ?s {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}").rows == (
        {"s": Iri("https://example.org/s/9")},
    )
    assert count(filled) == 2


def test_a_dropped_graph_is_gone_and_an_absent_one_is_no_error(filled: TripleStore) -> None:
    assert count(filled) == 4
    filled.drop(ONE)
    filled.drop("https://example.org/g/never")
    assert (filled.graphs(), len(filled), count(filled)) == ((TWO,), 1, 1)


@pytest.mark.parametrize(
    "bad",
    [
        quads(TWO, said(7)),
        b'<https://example.org/s> <https://example.org/p> "in no graph" .\n',
        f"<https://example.org/s> <https://example.org/p> <{ONE}> .\n".encode(),
        f'<https://example.org/s> <https://example.org/p> "unfinished <{ONE}> .\n'.encode(),
        f'<https://example.org/s> <https://example.org/p> "x" }} }} ; DROP ALL ; # <{ONE}> .\n'.encode(),
    ],
    ids=["another graph", "no graph", "a graph as object", "malformed", "an update in disguise"],
)
def test_a_graph_that_cannot_be_replaced_is_as_it_was(filled: TripleStore, bad: bytes) -> None:
    with pytest.raises(StoreError):
        filled.replace(ONE, bad)
    assert len(filled) == 4


def test_terms_come_back_as_they_were(store: TripleStore) -> None:
    values = [
        Literal('quotes " and \\ and\nlines\tand é 😀'),
        Literal("yn Gymraeg", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "cy"),
        Literal.date("2024-07"),
        Literal("79.5", XSD + "decimal"),
        Iri("https://example.org/ü#char=0,7"),
    ]
    store.replace(ONE, quads(ONE, *(said(number, ntriples(value)) for number, value in enumerate(values))))
    rows = store.select("SELECT ?o { ?s ?p ?o } ORDER BY ?s").rows
    assert [row["o"] for row in rows] == values


def test_an_unbound_variable_is_absent_from_its_row(filled: TripleStore) -> None:
    found = filled.select("SELECT ?s ?none { ?s ?p ?o } LIMIT 1")
    assert found.variables == ("s", "none")
    assert set(found.rows[0]) == {"s"}


def test_a_filled_template_runs(filled: TripleStore) -> None:
    template = "SELECT ?s {\n  VALUES ?o {}\n  ?s <https://example.org/p> ?o }"
    query = fill(template, o=[Literal("plain"), Iri("https://example.org/o")])
    assert {str(row["s"])[-1] for row in filled.select(query).rows} == {"1", "4"}
    assert len(filled.select(fill(template)).rows) == 4
    assert not filled.select(fill(template, o=[])).rows


@pytest.mark.parametrize("media_type", formats.offered(Form.SELECT))
def test_solutions_come_in_every_form(filled: TripleStore, media_type: str) -> None:
    response = filled.execute("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s", media_type)
    assert response.media_type == media_type
    assert response.body.count(b"https://example.org/s/") == 4
    if "json" in media_type:
        assert [row["o"].get("xml:lang") for row in json.loads(response.body)["results"]["bindings"]][1] == "en"
    if media_type == "text/csv":
        assert next(csv.reader(response.body.decode().splitlines())) == ["s", "o"]


@pytest.mark.parametrize("media_type", formats.offered(Form.SELECT))
def test_yes_and_no_come_in_every_form(filled: TripleStore, media_type: str) -> None:
    assert b"true" in filled.execute("ASK { ?s ?p ?o }", media_type).body
    assert b"false" in filled.execute("ASK { ?s <https://example.org/q> ?o }", media_type).body


@pytest.mark.parametrize("media_type", formats.offered(Form.CONSTRUCT))
def test_graphs_come_in_every_form(filled: TripleStore, media_type: str) -> None:
    response = filled.execute("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", media_type)
    assert response.media_type == media_type
    assert len(formats.convert(response.body, media_type, formats.NTRIPLES).splitlines()) == 4
    assert b"plain" in filled.execute("DESCRIBE <https://example.org/s/1>", media_type).body


def test_the_preferred_form_is_chosen_and_none_is_an_error(filled: TripleStore) -> None:
    assert filled.execute("ASK {}", "text/html, text/csv;q=0.5, */*;q=0.1").media_type == "text/csv"
    with pytest.raises(NotAcceptableError, match="text/csv"):
        filled.execute("ASK {}", "text/turtle")


def test_a_data_set_clause_replaces_the_union(filled: TripleStore) -> None:
    inside = "{ GRAPH ?g { ?s ?p ?o } }"
    assert count(filled, f"{COUNTED} FROM <{ONE}> {{ ?s ?p ?o }}") == 3
    assert count(filled, f"{COUNTED} FROM <{ONE}> {inside}") == 0
    assert count(filled, f"{COUNTED} FROM NAMED <{ONE}> {inside}") == 3
    assert count(filled, f"{COUNTED} FROM NAMED <{ONE}> {{ ?s ?p ?o }}") == 0
    assert count(filled, "PREFIX g: <https://example.org/g/> SELECT (COUNT(*) AS ?n) FROM g:two { ?s ?p ?o }") == 1
    assert count(filled, "BASE <https://example.org/g/> SELECT (COUNT(*) AS ?n) FROM <two> { ?s ?p ?o }") == 1


def test_the_requests_data_set_goes_before_the_querys(filled: TripleStore) -> None:
    assert count(filled, default_graphs=[TWO]) == 1
    assert count(filled, named_graphs=[TWO]) == 0
    assert count(filled, f"{COUNTED} FROM <{ONE}> {{ ?s ?p ?o }}", default_graphs=[TWO]) == 1
    assert count(filled, default_graphs=[ONE, TWO]) == 4


def test_a_graph_that_is_not_held_is_refused_and_not_fetched(filled: TripleStore) -> None:
    with pytest.raises(QueryError, match="not held"):
        filled.execute("SELECT * FROM <http://127.0.0.1:1/data> { ?s ?p ?o }")
    with pytest.raises(QueryError, match="not held"):
        filled.execute("ASK {}", named_graphs=["http://127.0.0.1:1/data"])


@pytest.mark.parametrize("query", ["SELECT * {\n ?s ?p }", "SELECT", "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }"])
def test_a_malformed_query_is_an_error_of_the_query(filled: TripleStore, query: str) -> None:
    with pytest.raises(QueryError):
        filled.execute(query)
    with pytest.raises(QueryError):
        filled.select(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <x:a> <x:b> 1 }",
        "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR DEFAULT",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(filled: TripleStore, update: str) -> None:
    with pytest.raises(QueryError, match="only reads"):
        filled.execute(update)
    assert len(filled) == 4


def test_a_result_that_is_too_large_is_cut(filled: TripleStore) -> None:
    numbers = " ".join(str(number) for number in range(400))
    with pytest.raises(LimitError, match="larger"):
        filled.execute(f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}")


def test_a_closed_store_answers_again(filled: TripleStore) -> None:
    assert count(filled) == 4
    filled.close()
    assert count(filled) == 4
    filled.close()
