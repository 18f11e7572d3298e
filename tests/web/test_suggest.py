"""Suggestions: what the end of a text may mean, of what is held; each leads to its page or completes the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("typed", "kind", "label", "leads"),
    [
        ("care lea", "Theme", "Care leavers", "/themes/care-leavers"),
        ("Harnm", "Authority", "Harnmouth City Council", "/authorities/X99000001"),
        ("bronagh", "Person", "Bronagh Setterfield", "/people/"),
        ("ILACS stand", "Inspection", "ILACS standard inspection: Harnmouth, 8 to 19 May 2023", "/inspections/"),
    ],
)
def test_what_is_typed_leads_to_its_page(client: FlaskClient, typed: str, kind: str, label: str, leads: str) -> None:
    found = client.get("/suggest", query_string={"q": typed}).get_json()
    one = next(each for each in found if each["label"] == label)
    assert one["kind"] == kind
    page = client.get(one["href"], follow_redirects=True)
    assert page.status_code == 200
    assert page.request.path.startswith(leads)


def test_inside_a_question_the_text_is_completed(client: FlaskClient) -> None:
    found = client.get("/suggest", query_string={"q": "What was said about care lea"}).get_json()
    assert {
        "label": "Care leavers",
        "kind": "Theme",
        "href": None,
        "text": "What was said about Care leavers ",
    } in found


def test_every_suggestion_leads_somewhere(client: FlaskClient) -> None:
    for typed in ("ca", "se", "ha", "in", "th", "jo", "pa"):
        found = client.get("/suggest", query_string={"q": typed}).get_json()
        assert 0 < len(found) <= 8
        for one in found:
            assert client.get(one["href"], follow_redirects=True).status_code == 200


@pytest.mark.parametrize("typed", ["", "x", "zzzzqq", "?!", "a" * 9999])
def test_what_means_nothing_suggests_nothing(client: FlaskClient, typed: str) -> None:
    answer = client.get("/suggest", query_string={"q": typed})
    assert (answer.status_code, answer.get_json()) == (200, [])


def test_nothing_is_suggested_that_is_not_held(tmp_path: Path) -> None:
    assert Library.open(tmp_path / "library", create=True).suggest("care leavers") == ()


def test_a_name_leads_to_its_person_and_nobodys_name_to_none(client: FlaskClient) -> None:
    answer = client.get("/people", query_string={"name": "Niamh Tolliver"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/Niamh%20Tolliver")
    assert client.get("/people?name=Nobody+Atall").status_code == 404
    assert client.get("/people").status_code == 404
