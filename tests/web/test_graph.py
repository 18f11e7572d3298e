"""The neighbours of a thing: what the graphs say, each way, with how many there are."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kg import search

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library


@pytest.mark.parametrize("path", ["authority/X99000001", "theme/care-leavers", "grade/good", "speaker/council"])
def test_every_neighbour_is_one_by_a_triple(library: Library, path: str) -> None:
    thing, found = search.neighbourhood(library.holdings, path, 5)
    assert thing.path == path
    assert found
    iri = library.names.iri
    for each in found:
        assert 0 < len(each.things) <= min(5, each.total)
        for one in each.things:
            ends = (one.path, path) if each.inward else (path, one.path)
            ask = f"ASK {{ GRAPH ?g {{ <{iri(ends[0])}> ?of <{iri(ends[1])}> }} }}"
            assert b"true" in library.sparql(ask, "application/sparql-results+json").body


def test_a_page_of_a_thing_leads_to_its_neighbours_and_these_to_theirs(client: FlaskClient) -> None:
    page = html.unescape(client.get("/authorities/X99000001").text)
    assert 'href="/graph?of=authority%2FX99000001"' in page
    page = html.unescape(client.get("/graph?of=authority/X99000001").text)
    around = re.findall(r'href="(/graph\?of=[^"]+)"', page)
    read = re.findall(r'app-edges__page">.*?href="(/id/[^"#]+)', page)
    assert len(around) == len(read) > 10
    for address in (around[0], around[-1], read[0], read[-1]):
        assert client.get(address, headers={"Accept": "text/html"}, follow_redirects=True).status_code == 200


def test_where_a_fact_comes_from_is_said_in_words_both_ways(client: FlaskClient, library: Library) -> None:
    document = next(each for each in library.documents() if each.metadata.authority)
    page = client.get("/graph", query_string={"of": f"document/{document.id}"}).text
    assert "is a source of" in page
    assert not re.search(r"\b(is the|has as) was\b", page)


@pytest.mark.parametrize("path", ["theme/none", "nothing", "theme/<>", "document/0123456789abcdef"])
def test_of_a_name_of_nothing_there_is_none(client: FlaskClient, path: str) -> None:
    assert client.get("/graph", query_string={"of": path}).status_code == 404


def test_without_a_name_it_leads_to_the_authorities(client: FlaskClient) -> None:
    assert client.get("/graph").headers["Location"] == "/authorities"
