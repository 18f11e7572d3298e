"""The tree of themes and one theme in full: counts agree with the library, quotes are slices of their text."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

import pytest

from kg.model import Filters
from kg.web import cards, spark
from kg.web.frame import Link
from kg.web.paging import paged

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library


def test_each_theme_of_the_tree_counts_its_statements(client: FlaskClient, library: Library) -> None:
    page = client.get("/themes").text
    for theme in ("care-leavers", "children-in-care", "send"):
        row = re.search(rf'href="/themes/{theme}".*?data-label="statements">([\d,]+)<', page, re.DOTALL)
        assert row
        assert int(row[1].replace(",", "")) == len(library.said(Filters(theme=(theme,))))


def whole(client: FlaskClient, library: Library) -> str:
    """All pages of one theme."""
    pages = -(-len(library.said(Filters(theme=("care-leavers",)))) // 50)
    return "".join(client.get(f"/themes/care-leavers?page={number}").text for number in range(1, pages + 1))


def test_a_theme_shows_every_statement_as_a_slice_of_its_text(client: FlaskClient, library: Library) -> None:
    pattern = r'<q class="app-statements__quote" cite="/documents/([^?]+)\?at=(\d+),(\d+)#[^"]*">(.*?)</q>'
    shown = re.findall(pattern, whole(client, library), re.DOTALL)
    assert len(shown) == len(library.said(Filters(theme=("care-leavers",))))
    for name, start, end, words in shown:
        text = library.annotated(html.unescape(name)).document.text
        assert html.unescape(words) == text[int(start) : int(end)]


def test_the_caveats_of_a_document_stand_with_its_statements(client: FlaskClient, library: Library) -> None:
    page = html.unescape(whole(client, library))
    said = library.said(Filters(theme=("care-leavers",)))
    owing = {caveat for one in said for caveat in cards.distinct(one.document.caveats)}
    assert owing
    assert all(caveat in page for caveat in owing)


def test_then_and_now_are_two_documents_that_speak_of_one_thing(client: FlaskClient) -> None:
    page = client.get("/themes/care-leavers").text
    assert page.count('class="app-side"') == 2


@pytest.mark.parametrize(
    ("address", "code"),
    [("/themes/nonsense", 404), ("/themes/care-leavers?authority=Nowhere", 404), ("/themes/care-leavers?page=x", 200),
     ("/themes/care-leavers?page=9999", 200), ("/themes/send?authority=Kent", 200)],
)  # fmt: skip
def test_odd_addresses_are_answered_plainly(client: FlaskClient, address: str, code: int) -> None:
    assert client.get(address).status_code == code


def test_a_theme_nobody_speaks_of_says_so(client: FlaskClient, library: Library) -> None:
    spoken = {one.theme for one in library.tally()}
    silent = next(theme for theme in library.vocabulary.themes if theme not in spoken)
    assert "Nothing in the documents held" in client.get(f"/themes/{silent}").text


def test_bars_are_as_high_as_the_room_at_most_and_rest_on_the_ground(library: Library) -> None:
    counted = spark.Counted()
    for one in library.said(Filters()):
        counted.add(one.document, one.stance)
    [row] = spark.listed([(Link("All", "/"), 0, counted)]).rows
    assert row.spark
    assert row.total == len(library.said(Filters()))
    for bar in row.spark.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= 100
        assert min(part.y for part in bar.parts) >= -0.1
        assert max(part.y + part.height for part in bar.parts) == pytest.approx(spark.HEIGHT, abs=0.2)


def test_every_entry_of_a_list_is_on_one_page_and_a_short_list_has_no_links() -> None:
    pages = [paged(range(101), 50, number, "/list", {"a": "b", "c": ""}) for number in (1, 2, 3)]
    assert [entry for page in pages for entry in page.shown] == list(range(101))
    assert pages[0].links["next"] == {"href": "/list?a=b&page=2"}
    assert "next" not in pages[2].links
    assert paged(range(50), 50, 7, "/list", {}).links == {}


@pytest.mark.parametrize("asked", ["", "?authority=X99000001", "?years=2023", "?authority=X99000001&years=2014-2021"])
def test_the_table_of_a_theme_has_what_its_page_counts(client: FlaskClient, library: Library, asked: str) -> None:
    page = client.get(f"/themes/care-leavers{asked}").text
    assert f"statements.csv{html.escape(asked)}" in page
    answer = client.get(f"/themes/care-leavers/statements.csv{asked}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="care-leavers.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert f"{len(rows)} statement" in page
    for row in rows[:20]:
        text = library.annotated(row["document"]).document.text
        assert row["quote"].removeprefix("'") == text[int(row["start"]) : int(row["end"])].removeprefix("'")
    book = client.get(f"/themes/care-leavers/statements.xlsx{asked}")
    assert book.data[:2] == b"PK"


@pytest.mark.parametrize("address", ["/themes/none/statements.csv", "/themes/send/statements.pdf"])
def test_a_table_of_nothing_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
