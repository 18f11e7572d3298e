"""The review queue on the web: the least sure first, accepted, corrected, rejected and taken back."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kg.library.reviewing import DOUBTFUL

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from kg.library import Library

QUEUE = "/library/review"


@pytest.fixture(scope="module")
def held(own: Flask) -> Library:
    library: Library = own.extensions["kg.library"]
    return library


@pytest.fixture(scope="module")
def writer(own: Flask) -> FlaskClient:
    return own.test_client()


def give(client: FlaskClient, page: str, address: str = QUEUE, **fields: str | list[str]) -> tuple[int, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = client.post(address, data={"csrf_token": token[1], **fields})
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_the_queue_holds_what_the_rules_are_not_sure_of_the_least_sure_first(
    held: Library, writer: FlaskClient
) -> None:
    found = held.reviews.doubtful()
    by_hand = {record["id"] for record in held.reviews.facts(below=DOUBTFUL) if record["confidence"] < DOUBTFUL}
    assert by_hand <= {path for path, _ in found}
    sure = [int(each * 10) for _, each in found]
    assert sure == sorted(sure)
    page = html.unescape(writer.get(QUEUE).text)
    first = held.reviews.records([found[0][0]])[0]
    assert " ".join(first["quote"].split()) in " ".join(page.split())
    one = writer.get(f"{QUEUE}?document={first['document']}").text
    assert f"{len(held.reviews.doubtful(first['document'])):,} fact" in one


def test_a_fact_is_accepted_corrected_rejected_and_each_taken_back(held: Library, writer: FlaskClient) -> None:
    path = held.reviews.doubtful()[0][0]
    before = len(held.reviews.doubtful())
    code, back = give(writer, writer.get(QUEUE).text, id=path, verdict="accepted", back=QUEUE)
    assert (code, back.startswith(f"{QUEUE}?kept=")) == (303, True)
    assert "Accepted: “" in writer.get(back).text
    assert len(held.reviews.doubtful()) == before - 1
    assert give(writer, writer.get(QUEUE).text, f"{QUEUE}/undo", id=path)[0] == 303
    assert len(held.reviews.doubtful()) == before
    form = writer.get(f"{QUEUE}/fact?id={path}").text
    fields = {
        "themes": ["send", ""],
        "stance": "plan",
        "speaker": "council",
        "note": "It is a plan.",
        "by": "A. Reader",
    }
    assert give(writer, form, id=path, verdict="corrected", back=QUEUE, **fields)[0] == 303
    (kept,) = held.reviews.list()
    assert (kept["verdict"], kept["by"], kept["note"]) == ("corrected", "A. Reader", "It is a plan.")
    assert "A. Reader" in writer.get(QUEUE).text
    assert held.reviews.records([path])[0]["found"] == {"themes": ["send"], "stance": "plan", "speaker": "council"}
    assert give(writer, form, f"{QUEUE}/undo", id=path)[0] == 303
    assert give(writer, form, id=path, verdict="rejected", back="https://example.org/")[1].startswith(QUEUE)
    assert held.reviews.records([path]) == ()
    assert writer.get(f"{QUEUE}/fact?id={path}").status_code == 404


def test_a_correction_that_says_nothing_new_is_named_on_the_page(held: Library, writer: FlaskClient) -> None:
    path = held.reviews.doubtful()[0][0]
    code, page = give(writer, writer.get(QUEUE).text, id=path, verdict="corrected")
    assert (code, "says what the fact says already" in page) == (400, True)


@pytest.mark.parametrize("kind", ["document", "inspection", "person", "role", "statistic", "reference", "caveat"])
def test_every_kind_of_fact_has_a_form(held: Library, writer: FlaskClient, kind: str) -> None:
    path = held.reviews.facts(kinds=[kind])[0]["id"]
    assert writer.get(f"{QUEUE}/fact", query_string={"id": path}).status_code == 200


@pytest.mark.parametrize("query", ["", "?id=none", "?id=document/0000000000000000/statement/1-2"])
def test_an_id_of_nothing_is_not_found(writer: FlaskClient, query: str) -> None:
    assert writer.get(f"{QUEUE}/fact{query}").status_code == 404


def test_the_reader_leads_to_the_review_of_a_statement(writer: FlaskClient) -> None:
    page = writer.get("/documents/scrutiny-deck.pptx?theme=all").text
    link = re.search(r'href="(/library/review/fact\?[^"]+)"', page)
    assert link
    assert writer.get(html.unescape(link[1])).status_code == 200
