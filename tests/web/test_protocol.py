"""The SPARQL 1.1 Protocol, clause by clause, over a real store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from flask import Flask, Response

from kg.errors import StoreError
from kg.store import Limits, OxigraphStore, formats
from kg.store.guard import MAX_LENGTH
from kg.web.protocol import FORM, QUERY, blueprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

ONE, TWO = "https://example.org/g/one", "https://example.org/g/two"
SELECT = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
NUMBERS = " ".join(str(number) for number in range(200))
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{each} {{ {NUMBERS} }}" for each in range(6)) + " }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def store() -> Iterator[OxigraphStore]:
    store = OxigraphStore(Limits(seconds=4, megabytes=128, result_megabytes=2))
    for graph, value in ((ONE, "é one"), (TWO, "two")):
        store.replace(graph, f'<https://example.org/s> <https://example.org/p> "{value}" <{graph}> .\n'.encode())
    yield store
    store.close()


@pytest.fixture(scope="module")
def client(store: OxigraphStore) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(blueprint(store.execute))
    app.config["MAX_CONTENT_LENGTH"] = 2_000_000
    return app.test_client()


def get(client: FlaskClient, *fields: tuple[str, str], accept: str = "*/*"):
    return client.get("/sparql?" + urlencode(fields), headers={"Accept": accept})


def values(body: bytes) -> list[str]:
    return [row["o"]["value"] for row in json.loads(body)["results"]["bindings"]]


@pytest.mark.parametrize("how", ["GET", "form", "direct", "direct with charset"])
def test_a_query_comes_by_get_by_form_and_directly(client: FlaskClient, how: str) -> None:
    if how == "GET":
        response = get(client, ("query", SELECT))
    elif how == "form":
        response = client.post("/sparql", data={"query": SELECT})
    else:
        response = client.post("/sparql", data=SELECT, content_type=QUERY + "; charset=utf-8" * ("with" in how))
    assert (response.status_code, response.mimetype) == (200, "application/sparql-results+json")
    assert values(response.data) == ["two", "é one"]
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("*/*", SELECT, "application/sparql-results+json"),
        ("application/sparql-results+xml", SELECT, "application/sparql-results+xml"),
        ("text/csv", SELECT, "text/csv"),
        ("text/tab-separated-values, text/csv;q=0.9", SELECT, "text/tab-separated-values"),
        ("application/json", "ASK {}", "application/json"),
        ("*/*", CONSTRUCT, "text/turtle"),
        ("application/n-triples", CONSTRUCT, "application/n-triples"),
        ("application/ld+json;q=0.9, text/turtle;q=0.1", CONSTRUCT, "application/ld+json"),
        ("application/rdf+xml", "DESCRIBE <https://example.org/s>", "application/rdf+xml"),
    ],
)
def test_the_result_takes_the_form_that_is_preferred(
    client: FlaskClient, accept: str, query: str, media_type: str
) -> None:
    response = get(client, ("query", query), accept=accept)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.data


@pytest.mark.parametrize("how", ["GET", "form", "direct"])
def test_the_request_can_name_the_data_set(client: FlaskClient, how: str) -> None:
    fields = [("default-graph-uri", TWO), ("named-graph-uri", ONE)]
    query = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?n } BIND(?g AS ?o) } }"
    if how == "GET":
        response = get(client, ("query", query), *fields)
    elif how == "form":
        body = urlencode([("query", query), *fields])
        response = client.post("/sparql", data=body, content_type=FORM)
    else:
        response = client.post("/sparql?" + urlencode(fields), data=query, content_type=QUERY)
    assert sorted(values(response.data)) == [ONE, "two"]


def test_several_default_graphs_are_merged(client: FlaskClient) -> None:
    response = get(client, ("query", SELECT), ("default-graph-uri", ONE), ("default-graph-uri", TWO))
    assert values(response.data) == ["two", "é one"]


@pytest.mark.parametrize(
    ("method", "fields", "body", "content_type", "status"),
    [
        ("GET", [("query", "SELECT"), ("query", "ASK {}")], None, None, 400),
        ("GET", [("query", "SELECT ?s { ?s ?p }")], None, None, 400),
        ("GET", [("query", "")], None, None, 400),
        ("GET", [("unknown", "x")], None, None, 400),
        ("GET", [("update", "DROP ALL")], None, None, 400),
        ("GET", [("query", "ASK {}"), ("default-graph-uri", "https://example.org/not-held")], None, None, 400),
        ("GET", [("query", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }")], None, None, 400),
        ("POST", [], "query=ASK+%7B%7D&query=ASK+%7B%7D", FORM, 400),
        ("POST", [("query", "ASK {}")], "query=ASK+%7B%7D", FORM, 400),
        ("POST", [("query", "ASK {}")], "ASK {}", QUERY, 400),
        ("POST", [], "update=DROP+ALL", FORM, 400),
        ("POST", [], "", FORM, 400),
        ("POST", [], "", QUERY, 400),
        ("POST", [], "DROP ALL", QUERY, 400),
        ("POST", [], b"query=%ff", FORM, 400),
        ("POST", [], "ASK { ?s ?p 'é' }".encode("latin-1"), QUERY, 400),
        ("POST", [], "ASK {}".encode("utf-16"), QUERY + "; charset=utf-16", 415),
        ("POST", [], "DROP ALL", "application/sparql-update", 415),
        ("POST", [], "ASK {}", "text/plain", 415),
        ("POST", [], "ASK {}", None, 415),
        ("POST", [], '{"query": "ASK {}"}', "application/json", 415),
        ("PUT", [], "ASK {}", QUERY, 405),
        ("DELETE", [("query", "ASK {}")], None, None, 405),
        ("PATCH", [], "ASK {}", QUERY, 405),
        ("POST", [], "ASK { ?s ?p '" + "x" * MAX_LENGTH + "' }", QUERY, 413),
        ("POST", [], "query=" + "x" * 1_500_000, FORM, 413),
        ("POST", [], "query=" + "x" * 2_500_000, FORM, 413),
    ],
)
def test_what_is_not_a_query_is_refused(
    client: FlaskClient,
    method: str,
    fields: list[tuple[str, str]],
    body: str | bytes | None,
    content_type: str | None,
    status: int,
) -> None:
    response = client.open("/sparql?" + urlencode(fields), method=method, data=body, content_type=content_type)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem = json.loads(response.data)
    assert problem["status"] == status
    assert problem["detail"]
    assert ("Allow" in response.headers) == (status == 405)


def test_a_bad_query_is_answered_with_line_and_column(client: FlaskClient) -> None:
    problem = json.loads(get(client, ("query", "SELECT *\n{ ?s ?p ?o . FILTER( }")).data)
    assert problem["line"] == 2
    assert problem["column"] > 1
    assert problem["detail"].startswith("line 2, column")


def test_a_result_that_no_form_fits_is_not_acceptable(client: FlaskClient) -> None:
    response = get(client, ("query", SELECT), accept="text/turtle")
    assert response.status_code == 406
    assert "text/csv" in json.loads(response.data)["detail"]


def test_a_runaway_is_answered_with_when_to_try_again(client: FlaskClient) -> None:
    response = get(client, ("query", RUNAWAY))
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "stopped after 4 s" in json.loads(response.data)["detail"]


def test_a_store_that_fails_is_a_bad_gateway() -> None:
    def execute(*_: object) -> formats.Form:
        raise StoreError("http://127.0.0.1:1/query cannot be reached")

    app = Flask(__name__)
    app.register_blueprint(blueprint(execute))  # type: ignore[arg-type]
    assert app.test_client().get("/sparql?query=ASK{}").status_code == 502


@pytest.mark.parametrize("media_type", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_bare_address_describes_the_service(client: FlaskClient, media_type: str) -> None:
    response = client.get("/sparql", headers={"Accept": media_type})
    assert (response.status_code, response.mimetype) == (200, media_type)
    description = formats.convert(response.data, media_type, formats.NTRIPLES)
    assert b"SPARQL11Query" in description
    assert b"UnionDefaultGraph" in description


def test_head_and_options_say_what_get_would(client: FlaskClient) -> None:
    head = client.head("/sparql?" + urlencode({"query": SELECT}))
    assert (head.status_code, head.mimetype, head.data) == (200, "application/sparql-results+json", b"")
    options = client.options("/sparql")
    assert options.status_code == 204
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_page_can_answer_first(store: OxigraphStore) -> None:
    app = Flask(__name__)
    app.register_blueprint(blueprint(store.execute, lambda: Response("<p>page</p>")))
    assert app.test_client().get("/sparql?query=ASK{}").data == b"<p>page</p>"
