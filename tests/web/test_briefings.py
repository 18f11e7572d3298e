"""A briefing is made on the web: a quote is taken in, words are kept, faults are named, strangers are refused."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

QUESTION = "/?" + urlencode({"q": "What was said about care leavers over time?"})


@pytest.fixture(scope="module")
def writer(own: Flask) -> FlaskClient:
    return own.test_client()


def post(client: FlaskClient, address: str, page: str, **fields: str) -> tuple[int, str]:
    """Sends a form as a browser would, with the token of the page that holds it; the status, and where it leads."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = client.post(address, data={"csrf_token": token[1], **fields})
    return answer.status_code, answer.headers.get("Location", answer.text)


def begin(client: FlaskClient, title: str, question: str = "") -> str:
    """The address of a new briefing."""
    code, address = post(client, "/briefings", client.get("/briefings").text, title=title, question=question)
    assert code == 303
    return address


def test_a_quote_goes_from_an_answer_into_a_briefing_and_back(writer: FlaskClient) -> None:
    begin(writer, "Care leavers")
    link = html.unescape(re.findall(r'href="(/briefings/add\?[^"]+)"', writer.get(QUESTION).text)[0])
    page = writer.get(link).text
    hidden = dict(re.findall(r'<input type="hidden" name="(document|start|end|back)" value="([^"]*)"', page))
    fields = {name: html.unescape(value) for name, value in hidden.items()}
    code, back = post(
        writer, "/briefings/add", page, briefing="care-leavers", section="Findings", words="So it is.", **fields
    )
    assert (code, back) == (303, QUESTION)
    shown = html.unescape(writer.get("/briefings/care-leavers").text)
    quote = html.unescape(re.search(r'app-card__quote">“(.*?)”<', page, re.DOTALL)[1])  # type: ignore[index]
    assert " ".join(quote.split()) in shown
    assert "So it is." in shown


def test_words_are_kept_and_claims_move_whatever_button_is_pressed(writer: FlaskClient) -> None:
    address = begin(writer, "Moving", "What was said about care leavers over time?")
    page = writer.get(address).text
    version = re.search(r'name="version" value="(\d+)"', page)[1]  # type: ignore[index]
    before = re.findall(r'app-card__quote" cite="([^"]+)"', page)
    code, leads = post(writer, address, page, do="down 3.1", version=version, author="A. Officer")
    assert (code, leads) == (303, f"{address}#claim-3.1")
    after = writer.get(address).text
    assert 'value="A. Officer"' in after
    assert re.findall(r'app-card__quote" cite="([^"]+)"', after) != before
    assert sorted(re.findall(r'app-card__quote" cite="([^"]+)"', after)) == sorted(before)


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(writer: FlaskClient) -> None:
    address = begin(writer, "Two people")
    page = writer.get(address).text
    assert post(writer, address, page, version="1", author="One")[0] == 303
    code, said = post(writer, address, page, version="1", author="Other")
    assert code == 409
    assert "changed meanwhile" in said
    assert 'value="One"' in writer.get(address).text
    assert 'name="version" value="1"' in said, "the page of a refusal would overwrite what it was refused for"
    assert post(writer, address, said, version="1", author="Again")[0] == 409
    assert post(writer, address, said, version="1", author="Other", do="over")[0] == 303
    assert 'value="Other"' in writer.get(address).text


def test_sections_are_moved_as_claims_are(writer: FlaskClient) -> None:
    address = begin(writer, "Sections", "What was said about care leavers over time?")
    page = writer.get(address).text
    headings = re.findall(r'name="section-\d+" value="([^"]+)"', page)
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    assert post(writer, address, page, version=version, do="down 3")[0] == 303
    after = re.findall(r'name="section-\d+" value="([^"]+)"', writer.get(address).text)
    assert after == [headings[1], headings[0], *headings[2:]]


def test_a_form_without_its_token_is_refused(writer: FlaskClient) -> None:
    address = begin(writer, "Token")
    for form in ("/briefings", "/briefings/add", address):
        assert writer.post(form, data={"title": "Stranger"}).status_code == 400
    assert "Stranger" not in writer.get("/briefings").text


def test_a_query_by_post_needs_no_token(writer: FlaskClient) -> None:
    assert writer.post("/sparql", data={"query": "ASK {}"}).status_code == 200


def test_a_briefing_that_fails_is_downloaded_as_a_draft_only(writer: FlaskClient) -> None:
    address = begin(writer, "Not ready")
    refused = writer.get(f"{address}/download/md")
    assert refused.status_code == 409
    assert "is not ready" in refused.text
    draft = writer.get(f"{address}/download/md?draft")
    assert b"DRAFT" in draft.data
    assert draft.headers["Content-Disposition"] == 'attachment; filename="not-ready.md"'


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/briefings/none", 404),
        ("/briefings/../x", 404),
        ("/briefings/add", 400),
        ("/briefings/add?document=none&start=0&end=4", 404),
        ("/briefings/add?document=scrutiny-deck.pptx&start=0&end=99999999", 400),
        ("/briefings/add?document=scrutiny-deck.pptx&start=x&end=4", 400),
    ],
)
def test_odd_addresses_are_answered_plainly(writer: FlaskClient, address: str, code: int) -> None:
    assert writer.get(address).status_code == code


def test_the_way_back_leads_nowhere_but_here(writer: FlaskClient) -> None:
    link = html.unescape(re.findall(r'href="(/briefings/add\?[^"]+)"', writer.get(QUESTION).text)[0])
    inside, _, _ = link.partition("&back=")
    assert 'href="/themes">Cancel' in writer.get(f"{inside}&back=%2Fthemes").text
    for elsewhere in ("https://example.org/", "//example.org", "/\\example.org"):
        page = writer.get(f"{inside}&{urlencode({'back': elsewhere})}")
        assert page.status_code == 200
        assert "example.org" not in page.text


def test_a_briefing_and_its_versions_can_be_deleted(writer: FlaskClient) -> None:
    address = begin(writer, "Short lived")
    page = writer.get(address).text
    assert post(writer, address, page, do="delete") == (303, "/briefings")
    assert writer.get(address).status_code == 404


@pytest.mark.parametrize("date", ["2024 November", "2024-13-45", "24/11/2024", "next week"])
def test_a_date_that_is_none_is_kept_and_named_as_a_fault(writer: FlaskClient, date: str) -> None:
    address = begin(writer, "A date")
    page = writer.get(address).text
    assert post(writer, address, page, date=date)[0] == 303
    assert "is no date" in writer.get(address).text
    assert writer.get("/briefings").status_code == 200
