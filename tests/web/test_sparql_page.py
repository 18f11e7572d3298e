"""The SPARQL page shows a result as a table, leads from things to their pages, and says where a query goes wrong."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from kg.settings import resource

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
EXAMPLES = sorted(resource("web", "examples").glob("*.rq"))


def run(client: FlaskClient, query: str, **more: str) -> TestResponse:
    return client.get("/sparql?" + urlencode({"query": query, **more}), headers=BROWSER)


def test_a_select_is_a_table_whose_things_are_links(client: FlaskClient) -> None:
    page = run(client, "SELECT ?s WHERE { ?s a <https://w3id.org/throughline/ns#Document> }").text
    assert re.search(r'<a class="govuk-link" href="/id/document/[0-9a-f]{16}">', page)


def test_a_row_leads_to_what_its_first_thing_is_connected_with(client: FlaskClient) -> None:
    page = run(client, "SELECT * { ?a a kg:Recommendation } LIMIT 2").text
    leads = re.findall(r'href="(/graph\?of=[^"]+)"', page)
    assert len(leads) == 2
    assert client.get(html.unescape(leads[0])).status_code == 200
    assert "Connected with" not in run(client, "SELECT (1 AS ?a) {}").text


def test_an_ask_is_yes_or_no(client: FlaskClient) -> None:
    assert ">No</h2>" in run(client, "ASK { <urn:a> <urn:b> <urn:c> }").text


def test_a_construct_is_turtle(client: FlaskClient) -> None:
    page = run(client, "CONSTRUCT { <urn:a> <urn:b> ?o } WHERE { VALUES ?o { 1 } }").text
    assert "Result as Turtle" in page


def test_a_typing_error_is_shown_with_line_and_column(client: FlaskClient) -> None:
    answer = run(client, "SELECT *\nWHERE { ?s ?p }")
    assert answer.status_code == 400
    assert "line 2" in answer.text
    assert "app-code__place" in answer.text


def test_a_result_can_be_downloaded(client: FlaskClient) -> None:
    answer = run(client, 'SELECT ("a" AS ?x) {}', format="csv")
    assert answer.mimetype == "text/csv"
    assert answer.text.split() == ["x", "a"]
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "accept", ["*/*", "application/sparql-results+json", "application/sparql-results+json, text/html;q=0.5"]
)
def test_a_program_is_answered_by_the_protocol(client: FlaskClient, accept: str) -> None:
    answer = client.get("/sparql?" + urlencode({"query": "ASK {}"}), headers={"Accept": accept})
    assert answer.mimetype != "text/html"


def test_nothing_can_be_written(client: FlaskClient) -> None:
    assert run(client, "DROP ALL").status_code == 400


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_runs_and_finds_something(client: FlaskClient, path: object) -> None:
    page = run(client, path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert "nothing fits" not in page.text


def test_numbers_beside_words_are_drawn_and_nothing_else_is(client: FlaskClient) -> None:
    query = "SELECT ?year ?n WHERE { VALUES (?year ?n) { (%s 5) (%s 10) } }"
    page = run(client, query % ('"2021"', '"2022"')).text
    assert "Chart: n by year" in page
    assert re.findall(r'<rect width="([^"]+)"', page) == ["50.0%", "100.0%"]
    assert "Chart:" not in run(client, query.replace("5", "-5") % ('"2021"', '"2022"')).text
    assert "Chart:" not in run(client, query % ("<urn:a>", "<urn:b>")).text
