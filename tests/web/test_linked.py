"""Follow-up and discrepancies as pages: all that the library finds, each quote a slice of its text, side by side."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kg.model import Filters
from kg.web import cards

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library


def shown(page: str) -> list[tuple[str, int, int, str]]:
    found = re.findall(
        r'app-voice__quote" cite="/documents/([^?]+)\?at=(\d+),(\d+)#[^"]*">“(.*?)”</blockquote>', page, re.DOTALL
    )
    return [(html.unescape(name), int(start), int(end), html.unescape(words)) for name, start, end, words in found]


def test_every_recommendation_stands_beside_what_is_said_of_it(client: FlaskClient, library: Library) -> None:
    chains = library.followup(Filters(limit=1000))
    expected = [
        (one["document"], one["start"]) for chain in chains for one in (chain["recommendation"], *chain["evidence"])
    ]
    found = []
    for number in range(1, -(-len(chains) // 25) + 1):
        found += shown(client.get(f"/follow-up?page={number}").text)
    assert [(name, start) for name, start, _, _ in found] == expected
    for name, start, end, words in found:
        assert library.annotated(name).document.text[start:end] == words


def test_a_status_narrows_the_board_to_its_chains(client: FlaskClient, library: Library) -> None:
    chains = library.followup(Filters(limit=1000))
    status = chains[0]["status"]
    page = client.get(f"/follow-up?status={status}").text
    assert page.count('class="app-chain"') == min(25, sum(chain["status"] == status for chain in chains))


def test_no_date_of_a_discrepancy_is_left_as_a_machine_writes_it(client: FlaskClient) -> None:
    page = client.get("/discrepancies").text
    said = re.findall(r'app-chain__status"[^>]*>(.*?)</h|app-voice__facts">(Read as .*?)</p>', page)
    assert said
    assert [words for pair in said for words in pair if re.search(r"\d{4}-\d{2}", words)] == []


def test_each_discrepancy_has_its_sides_with_their_caveats(client: FlaskClient, library: Library) -> None:
    pairs = library.discrepancies(Filters(limit=1000))
    page = client.get("/discrepancies").text
    assert [(name, start) for name, start, _, _ in shown(page)] == [
        (side["document"], side["start"]) for pair in pairs for side in pair["sides"]
    ]
    owing = {
        caveat
        for pair in pairs
        for side in pair["sides"]
        for caveat in cards.distinct(library.held(side["document"]).caveats)
    }
    assert owing
    assert all(caveat in html.unescape(page) for caveat in owing)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/follow-up?status=x&page=y", 200),
        ("/discrepancies?kind=none&page=-3", 200),
        ("/follow-up?authority=E06000045", 404),
        ("/discrepancies?authority=Nowhere", 404),
    ],
)
def test_another_authority_is_never_shown_for_the_one_asked_for(client: FlaskClient, address: str, code: int) -> None:
    assert client.get(address).status_code == code
