"""The query builder offers what the shapes say; what it makes runs, finds what is held and takes values as terms."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import MultiDict

from kg.graph.fields import described
from kg.web import composing, selection

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library

HOSTILE = (
    '" } DROP ALL #',
    "a\\",
    "'''",
    "?x",
    "<script>alert(1)</script>",
    "{{ 7 }}",
    "é 😀 %s \\u0022",
    '"@en . ?a ?b ?c',
)
STRANGE = (
    {"is.kg:stance": "no such"},
    {"is.kg:mainTheme": "> } #"},
    {"of": "kg:Nothing"},
    {"show": "kg:nothing"},
    {"order": "?x"},
    {"down": "up"},
    {"has.kg:stance": "x"},
    {"from.kg:nothing": "1"},
)


def made(library: Library, *pairs: tuple[str, str]) -> str:
    return composing.query(selection.read(MultiDict(pairs)), library.vocabulary)


def count(library: Library, query: str) -> int:
    return library.sparql(query, "text/csv").body.decode().count("\r\n") - 1


@pytest.mark.parametrize("name", list(described()))
def test_every_class_offered_is_listed_where_the_library_has_it(library: Library, name: str) -> None:
    held = count(library, f"SELECT ?x {{ ?x a {name} }} LIMIT 5")
    assert (count(library, made(library, ("of", name), ("limit", "5"))) > 0) == (held > 0)


@pytest.mark.parametrize("name", list(described()))
def test_every_field_of_every_thing_it_leads_to_can_be_a_column(library: Library, name: str) -> None:
    root = selection.places(name)
    for place in root.every():
        shown = [("show", place.named(one)) for one in place.own()] + ([("show", place.key)] if place.via else [])
        query = made(library, ("of", name), ("limit", "3"), *shown)
        held = count(library, f"SELECT ?x {{ ?x a {name} }} LIMIT 3")
        assert (count(library, query) > 0) == (held > 0), query
        columns = query.splitlines()[0].count("?")
        assert columns == len(shown) + 1, query


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["has.kg:text", "words"])
def test_hostile_words_are_a_term_and_come_back_unchanged(client: FlaskClient, name: str, value: str) -> None:
    page = client.get("/sparql/build?" + urlencode({"of": "kg:Statement", name: value}))
    assert page.status_code == 200
    assert f'value="{html.escape(value)}"'.replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page.text
    hidden = re.search(r'name="query" value="([^"]*)"', page.text)
    assert hidden
    run = client.get("/sparql?" + urlencode({"query": html.unescape(hidden[1])}), headers={"Accept": "text/csv"})
    assert run.status_code == 200, run.text


@pytest.mark.parametrize("tests", STRANGE)
def test_what_no_form_offers_is_refused(client: FlaskClient, tests: dict[str, str]) -> None:
    assert client.get("/sparql/build?" + urlencode({"of": "kg:Statement", **tests})).status_code == 400


@pytest.mark.parametrize(
    ("of", "name", "value"),
    [
        ("kg:Document", "from.dcterms:date", "yesterday"),
        ("kg:Document", "to.dcterms:date", "2021-02-31"),
        ("kg:Document", "from.kg:pageCount", "1e9; DROP"),
        ("kg:Document", "is.kg:evaluated", "perhaps"),
        ("kg:Document", "has.dcterms:title", "a\0b"),
        ("kg:Document", "limit", "0"),
        ("kg:Statement", "words", "x" * 501),
    ],
)
def test_a_value_that_cannot_be_is_said_at_its_control_and_makes_no_query(
    client: FlaskClient, of: str, name: str, value: str
) -> None:
    page = client.get("/sparql/build?" + urlencode({"of": of, name: value}))
    assert page.status_code == 400
    target = re.search(r'error-summary__list"><li><a href="#([^"]+)"', page.text)
    assert target
    assert re.search(rf'id="{target[1]}" name="{re.escape(name)}"', page.text)
    assert "Run or edit" not in page.text


def test_a_concept_counts_those_narrower_and_a_date_is_as_precise_as_it_is(library: Library) -> None:
    theme = made(library, ("of", "kg:Statement"), ("is.kg:mainTheme", "care-leavers"))
    assert "kg:mainTheme/skos:broader* <" in theme
    narrow = "SELECT ?s { ?s kg:mainTheme/skos:broader* ?t . ?t rdfs:label 'Care leavers' } LIMIT 100"
    assert count(library, theme) == count(library, narrow) > 0
    asked = (
        ("of", "kg:Document"),
        ("show", "dcterms:date"),
        ("from.dcterms:date", "2019-05"),
        ("to.dcterms:date", "2020"),
    )
    found = library.sparql(made(library, *asked), "text/csv").body.decode().splitlines()[1:]
    days = [line.split(",")[1] for line in found]
    assert days
    assert all("2019" <= day[:4] <= "2020" for day in days)


def test_a_condition_on_what_something_leads_to_must_hold(library: Library) -> None:
    place = next(each for each in selection.places("kg:Statement").every() if each.of.name == "kg:Document")
    title = place.named(next(one for one in place.own() if one.name == "title"))
    asked = (("of", "kg:Statement"), ("show", title), (f"has.{title}", "focused visit"), ("limit", "10"))
    found = library.sparql(made(library, *asked), "text/csv").body.decode().splitlines()[1:]
    assert len(found) == 10
    assert all("focused visit" in line.lower() for line in found)


def test_a_search_orders_by_nearness(library: Library) -> None:
    asked = (("of", "kg:Recommendation"), ("words", "help for young people leaving care"))
    query = made(library, *asked)
    assert "ORDER BY DESC(?score)" in query
    assert count(library, query) > 0


def test_empty_fields_leave_the_address(client: FlaskClient) -> None:
    answer = client.get("/sparql/build?of=kg%3AStatement&made=1&has.kg%3Atext=&order=&limit=20")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sparql/build?of=kg%3AStatement&made=1&limit=20"


def test_the_sparql_page_leads_to_what_can_be_listed_with_counts(client: FlaskClient) -> None:
    assert 'href="/sparql/build"' in client.get("/sparql", headers={"Accept": "text/html"}).text
    page = client.get("/sparql/build").text
    assert re.search(r'href="/sparql/build\?of=kg%3AStatement">Statement</a> <span[^>]*>[\d,]+ held', page)
