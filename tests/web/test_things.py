"""Authorities, inspections and people: one address a thing, words for each grade and post, and no series faked."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.web import judged

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library
    from kg.library.chronicle import Chronicle

SAMPLE = "/authorities/X99000001"


@pytest.fixture
def chronicle(library: Library) -> Chronicle:
    return library.chronicle(next(one.id for one in library.documents() if one.metadata.authority))


def test_every_telling_and_every_naming_is_in_one_inspection_or_person(library: Library, chronicle: Chronicle) -> None:
    annotated = [library.annotated(source.name) for source in chronicle.sources]
    tellings = [telling.path for one in chronicle.inspections for telling in one.tellings]
    namings = [naming.path for one in chronicle.people for naming in one.namings]
    assert len(set(tellings)) == len(tellings) == sum(len(each.inspections) for each in annotated)
    assert len(set(namings)) == len(namings) == sum(len(each.people) for each in annotated)
    assert any(one.reason for one in chronicle.inspections)


def test_a_list_of_authorities_leads_to_each_that_is_held(client: FlaskClient) -> None:
    page = client.get("/authorities").text
    assert f'href="{SAMPLE}"' in page
    assert 'data-label="documents">12<' in page
    assert "No authority of that region" in client.get("/authorities?region=Nowhere").text


def test_an_authority_shows_its_inspections_and_where_grades_are_no_series(client: FlaskClient) -> None:
    page = html.unescape(client.get(SAMPLE).text)
    shown = page.split('id="inspections"')[1].split("</section>")[0]
    broken = re.findall(r'app-history__break">(.*?)</li>', shown)
    assert len(broken) == 2
    assert "by themselves in the later one and together with children in care in the earlier" in broken[0]
    assert "Single inspection framework" in broken[1]


def test_each_grade_leads_to_its_words(client: FlaskClient, library: Library, chronicle: Chronicle) -> None:
    for one in chronicle.inspections:
        page = html.unescape(client.get(judged.address(one.path)).text)
        quotes = re.findall(
            r'app-judged">.*?cite="/documents/([^?]+)\?at=(\d+),(\d+)#[^"]*">“(.*?)”', page, flags=re.DOTALL
        )
        assert len(quotes) >= len(one.best.judgements)
        for name, start, end, words in quotes:
            text = library.annotated(name).document.text[int(start) : int(end)]
            assert words == " ".join(text.split())


def test_every_bar_leads_to_as_many_statements_as_it_says(client: FlaskClient) -> None:
    bars = re.findall(r'class="app-bar" href="([^"]+)" aria-label="([^"]+)"', client.get(SAMPLE).text)
    assert len(bars) > 20
    for href, label in bars[::9]:
        address = html.unescape(href)
        page = client.get(address).text
        said = sum(int(number) for number in re.findall(r"(?<![\d,])(\d+) [a-z]", label.partition(": ")[2]))
        assert f"{said} statement" in page
        assert "Show all years" in page
        assert parse_qs(urlsplit(address).query)["authority"] == ["X99000001"]


def test_what_several_documents_tell_of_has_one_address(client: FlaskClient, chronicle: Chronicle) -> None:
    told = next(one for one in chronicle.inspections if len(one.tellings) > 1)
    for telling in told.tellings:
        answer = client.get("/id/" + telling.path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert (answer.status_code, answer.request.path) == (200, judged.address(told.path))
    merged = next(one for one in chronicle.people if len(one.namings) > 1)
    for naming in merged.namings:
        answer = client.get("/id/" + naming.path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200
        assert "Taken for one person" in answer.text


def test_inspectors_lead_to_their_page_and_back(client: FlaskClient, chronicle: Chronicle) -> None:
    one = next(each for each in chronicle.inspections if any(path for _, path in each.best.inspectors))
    name, path = next(each for each in one.best.inspectors if each[1])
    page = client.get(judged.address(one.path)).text
    assert judged.address(str(path)) in html.unescape(page)
    person = client.get(judged.address(str(path)), follow_redirects=True).text
    assert name in html.unescape(person)
    assert judged.address(one.path) in html.unescape(person)


def test_posts_stand_in_order_of_time_with_their_words(
    client: FlaskClient, library: Library, chronicle: Chronicle
) -> None:
    held = max(chronicle.people, key=lambda one: sum(len(each.posts) for each in one.namings))
    page = html.unescape(client.get(judged.address(held.path)).text)
    for naming in held.namings:
        text = library.annotated(naming.held.id).document.text
        for _, cited in naming.posts:
            assert text[cited.start : cited.end] == cited.quote
            assert " ".join(cited.quote.split()) in page


@pytest.mark.parametrize(
    "address",
    [
        "/authorities/nowhere",
        "/inspections/0123456789abcdef/1-2/abc",
        "/people/0123456789abcdef/1-2/Nobody",
        "/id/authority/none",
    ],
)
def test_what_is_not_held_has_no_page(client: FlaskClient, address: str) -> None:
    assert client.get(address, follow_redirects=True).status_code == 404


def test_an_authority_that_no_document_is_about_says_so(client: FlaskClient) -> None:
    page = client.get("/authorities/E06000001").text
    assert "No document held is about this authority" in page
    assert "no document held" in page.split('id="neighbours"')[1]
