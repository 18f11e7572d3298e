"""Each page answers at its address with what the library holds, and says plainly what is wrong with a bad request."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library

QUESTION = "What was said about care leavers over time?"


def ask(client: FlaskClient, question: str, **filters: str) -> str:
    answer = client.get("/?" + urlencode({"q": question, **filters}))
    assert answer.status_code == 200
    return answer.text


def quotes(page: str) -> list[str]:
    found = re.findall(r'<blockquote class="app-card__quote" cite="([^"]+)">(.*?)</blockquote>', page, re.DOTALL)
    return [html.unescape(re.sub(r"</?mark>", "", words)) for _, words in found]


def test_every_quote_shown_is_a_slice_of_its_text(client: FlaskClient, library: Library) -> None:
    page = ask(client, QUESTION)
    cited = re.findall(r'<blockquote class="app-card__quote" cite="/documents/([^?]+)\?at=(\d+),(\d+)#', page)
    assert cited
    for (name, start, end), words in zip(cited, quotes(page), strict=True):
        assert library.annotated(html.unescape(name)).document.text[int(start) : int(end)] == words


def test_documents_stand_in_order_of_time(client: FlaskClient) -> None:
    years = [int(day[-4:]) for day in re.findall(r'app-group__day">([^<]*\d{4})<', ask(client, QUESTION))]
    assert len(years) > 1
    assert years == sorted(years)


def test_every_mark_of_the_strip_leads_to_a_card(client: FlaskClient) -> None:
    page = ask(client, QUESTION)
    targets = set(re.findall(r'<a class="app-mark [^"]*" href="#([^"]+)"', page))
    assert targets
    assert targets <= set(re.findall(r' id="([^"]+)"', page))


def test_a_question_outside_of_the_documents_is_declined(client: FlaskClient) -> None:
    page = ask(client, "How many bananas were sold in Antarctica in 1850?")
    assert "app-declined" in page


def test_a_filter_shows_as_a_chip_that_can_be_taken_away(client: FlaskClient) -> None:
    page = ask(client, QUESTION, stance="concern", since="2020")
    assert "Remove stance" in page
    assert "2020 onwards" in page


@pytest.mark.parametrize("since", ["last year", "2021-13", "20211", "2021-06-31x"])
def test_a_date_that_is_none_is_refused_in_words(client: FlaskClient, since: str) -> None:
    answer = client.get("/?" + urlencode({"q": QUESTION, "since": since}))
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert "2021-06" in answer.text


def test_an_unknown_filter_value_is_refused_in_words(client: FlaskClient) -> None:
    answer = client.get("/?" + urlencode({"q": QUESTION, "theme": "no-such-theme"}))
    assert answer.status_code == 400
    assert "no-such-theme" in answer.text


def test_a_question_is_shown_as_text_whatever_it_holds(client: FlaskClient) -> None:
    page = ask(client, "<script>alert(1)</script> care leavers?")
    assert "<script>alert" not in page


def test_every_document_is_listed_and_can_be_read(client: FlaskClient, library: Library) -> None:
    page = client.get("/documents").text
    for held in library.documents():
        address = f"/documents/{quote(held.name)}"
        assert f'href="{address}"' in page
        shown = client.get(address)
        assert shown.status_code == 200
        assert all(html.escape(words, quote=False)[:20] in html.unescape(shown.text) for words in held.caveats)


def test_the_list_narrows_by_words_kind_and_year(client: FlaskClient, library: Library) -> None:
    held = library.documents()[0]
    assert held.name in client.get("/documents?" + urlencode({"words": held.metadata.title})).text
    assert "No document held fits" in client.get("/documents?words=zzzz").text


def test_a_theme_lights_its_statements(client: FlaskClient, library: Library) -> None:
    held = max(library.documents(), key=lambda each: each.passages)
    statement = next(each for each in library.annotated(held.name).statements if each.themes)
    page = client.get(f"/documents/{quote(held.name)}?theme={statement.themes[0]}").text
    assert "app-lit" in page
    assert f'href="#char={statement.span.start},{statement.span.end}"' in page


def test_names_resolve_to_pages(client: FlaskClient, library: Library) -> None:
    held = library.documents()[0]
    document = client.get(f"/id/document/{held.id}")
    assert document.status_code == 303
    assert document.location == f"/documents/{quote(held.name)}"
    span = library.annotated(held.id).statements[0].span
    statement = client.get(f"/id/document/{held.id}/statement/{span.start}-{span.end}")
    assert statement.location.endswith(f"?at={span.start},{span.end}#char={span.start},{span.end}")
    assert "Care leavers" in client.get("/id/theme/care-leavers", follow_redirects=True).text
    assert client.get("/id/authority/E06000045", follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    "address", ["/nothing", "/documents/none.pdf", "/id/theme/none", "/id/document/0123456789abcdef"]
)
def test_what_is_not_there_is_said_to_be_not_there(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Ask a question" in answer.text


@pytest.mark.parametrize("address", ["/about", "/accessibility", "/sparql", "/"])
def test_plain_pages_answer(client: FlaskClient, address: str) -> None:
    assert client.get(address, headers={"Accept": "text/html"}).status_code == 200


def test_what_is_not_held_is_named_once(client: FlaskClient) -> None:
    """On the whole list; where the list is narrowed, only how many there are."""
    assert 'id="not-held"' in client.get("/documents").text
    narrowed = client.get("/documents?words=letter").text
    assert 'id="not-held"' not in narrowed
    assert "named in them but not held" in narrowed
