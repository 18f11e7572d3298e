"""Programs add, review and remove by the API, and make briefings; pages of other sites and other machines do not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from kg.web import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from kg.library import Library

V1 = "/api/v1"
LETTER = b"# Visit to Harnmouth City Council\n\n3 May 2022\n\nVisits to children are too often late.\n"


@pytest.fixture
def program(own: Flask) -> FlaskClient:
    return own.test_client()


def ended(program: FlaskClient, begun: TestResponse) -> Any:
    """The change that a request began, once it is over."""
    assert begun.status_code == 202, begun.text
    for _ in range(10):
        found = program.get(begun.headers["Location"] + "?wait=20").json
        if found["state"] in {"done", "failed"}:
            return found
    raise AssertionError(found)


def add(program: FlaskClient, name: str, data: bytes, **headers: str) -> TestResponse:
    return program.post(V1 + "/documents", data={"files": (io.BytesIO(data), name)}, headers=headers)


def test_a_file_is_added_a_fact_of_it_reviewed_and_it_is_removed(program: FlaskClient) -> None:
    added = ended(program, add(program, "visit.md", LETTER))
    assert [(each["name"], each["status"]) for each in added["files"]] == [("uploads/visit.md", "added")]
    assert program.get(V1 + "/documents/visit.md").json["document"]["date"] == "2022-05-03"
    fact = program.get(V1 + "/facts?document=visit.md&of=statement").json[0]
    given = {"id": fact["id"], "verdict": "corrected", "correction": {"stance": "plan"}, "by": "An officer"}
    assert ended(program, program.post(V1 + "/reviews", json=given))["record"]["verdict"] == "corrected"
    assert program.get(V1 + "/documents/visit.md").json["statements"][0]["stance"] == "plan"
    assert [each["by"] for each in program.get(V1 + "/reviews").json["reviews"]] == ["An officer"]
    ended(program, program.delete(V1 + "/reviews", query_string={"id": fact["id"]}))
    assert program.get(V1 + "/reviews").json == {"reviews": [], "stale": 0}
    gone = ended(program, program.delete(V1 + "/documents/visit.md"))
    assert [each["status"] for each in gone["files"]] == ["removed"]
    assert program.get(V1 + "/documents/visit.md").status_code == 404
    assert len(program.get(V1 + "/changes").json) == 4


def test_what_cannot_be_is_said_as_a_problem_or_in_the_change(program: FlaskClient) -> None:
    refused = ended(program, add(program, "empty.pdf", b""))["files"][0]
    assert refused["status"] == "refused"
    assert "empty" in refused["reason"]
    assert program.post(V1 + "/documents", data={"other": "x"}).status_code == 400
    assert program.delete(V1 + "/documents/none.pdf").status_code == 404
    assert program.get(V1 + "/changes/none").status_code == 404
    assert program.post(V1 + "/reviews", json={"id": "x", "verdict": "perhaps"}).status_code == 400
    assert ended(program, program.post(V1 + "/reviews", json={"id": "x", "verdict": "accepted"}))["fault"]


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_page_of_another_site_changes_nothing(program: FlaskClient, headers: dict[str, str]) -> None:
    """A form on any page could be sent here by a browser that this machine's user has open."""
    answer = program.post(V1 + "/briefings", json={"title": "Care leavers"}, headers=headers)
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert add(program, "visit.md", LETTER, **headers).status_code == 403


def test_another_machine_changes_nothing_unless_the_server_lets_it(own: Flask) -> None:
    library: Library = own.extensions["kg.library"]
    shut = create_app(library, changes=False).test_client()
    assert shut.post(V1 + "/briefings", json={"title": "Care leavers"}).status_code == 403
    assert shut.delete(V1 + "/documents/none.pdf").status_code == 403
    assert shut.get(V1 + "/briefings").status_code == 200
    elsewhere = {"base_url": "http://papers.example.org"}
    assert own.test_client().post(V1 + "/briefings", json={"title": "A"}, **elsewhere).status_code == 403


def test_a_briefing_is_begun_given_a_claim_checked_and_built(program: FlaskClient) -> None:
    begun = program.post(V1 + "/briefings", json={"title": "Care leavers in Harnmouth"})
    assert begun.status_code == 201
    address = begun.headers["Location"]
    said = program.get(V1 + "/ask?q=What+was+said+about+care+leavers%3F").json["evidence"][0]
    quote = {name: said[name] for name in ("document", "start", "end")}
    claimed = program.post(address + "/claims", json={"words": "What was found first.", "quotes": [quote]}).json
    assert claimed["parts"][0]["claims"][0]["evidence"][0]["quote"] == said["quote"]
    faults = program.get(address + "/check").json
    assert {"has-author", "has-date"} <= {fault["rule"] for fault in faults}
    refused = program.get(address + "/build?to=docx")
    assert (refused.status_code, len(refused.json["faults"])) == (409, len(faults))
    built = program.get(address + "/build?to=md&draft=true")
    assert said["quote"].split()[0] in built.text
    assert program.get(address + "/changes").json == []
    assert program.delete(address).status_code == 204
    assert program.get(address).status_code == 404


def test_a_briefing_begins_with_the_quotes_that_answer_a_question(program: FlaskClient) -> None:
    begun = {"title": "Fostering", "question": "What was said about fostering?"}
    made = program.post(V1 + "/briefings", json=begun).json
    quotes = [cited for part in made["parts"] for claim in part["claims"] for cited in claim["evidence"]]
    assert any("foster" in cited["quote"].lower() for cited in quotes)


def test_questions_are_measured_as_the_command_measures_them(program: FlaskClient) -> None:
    said = program.get(V1 + "/ask?q=What+was+said+about+care+leavers%3F").json["evidence"][0]
    essential = [{"document": said["document"], "quote": said["quote"]}]
    asked = {"kind": "topic-over-time", "question": "What was said about care leavers?", "answerable": True}
    answer = program.post(V1 + "/eval", json={"half": "own", "questions": [asked | {"essential": essential}]})
    assert answer.json["ALL"]["recall@10"] == 1
    assert program.post(V1 + "/eval", json={"questions": []}).status_code == 400
