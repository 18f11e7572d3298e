"""The SPARQL editor in real Chromium: names completed, an error mended where it is marked, the rows taken along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from browsing import check, opened, write
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

WRONG = "SELECT ?title WHRE { ?document dcterms:title ?title }"


def test_from_a_typing_error_to_a_spreadsheet(browser: Browser, address: str) -> None:
    with opened(browser, refused=True) as page:
        page.goto(address + "/sparql")
        box = page.get_by_label("Query", exact=True)
        write(page, WRONG)
        with page.expect_response(re.compile("query=")) as refused:
            box.press("Control+Enter")
        assert refused.value.status == 400
        expect(page.get_by_role("heading", name=re.compile("line 1, column 20"))).to_be_visible()
        expect(page.locator(".cm-lint-marker-error")).to_be_visible()
        expect(box).to_be_focused()
        for _ in "WHRE ":  # the cursor stands where the query stops making sense
            page.keyboard.press("Backspace")
        page.keyboard.type("WHERE ")
        expect(page.locator(".cm-lint-marker-error")).to_have_count(0)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#outcome tbody tr").first).to_be_visible()
        with page.expect_download() as fetched:
            page.get_by_role("link", name="CSV").click()
        rows = Path(fetched.value.path()).read_text(encoding="utf-8").splitlines()
        assert rows[0] == "title"
        assert len(rows) > 5


def test_names_are_completed_with_how_often_they_are_used(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + "/sparql")
        box = page.get_by_label("Query", exact=True)
        write(page, "ASK { ?s a kg:Judg")
        option = page.locator(".cm-tooltip-autocomplete li").first
        expect(option).to_contain_text(re.compile(r"kg:Judgement.*\d instances?"))
        option.click()
        assert page.locator("#query").input_value().startswith("ASK { ?s a kg:Judgement")
        box.press("Tab")
        expect(page.get_by_role("button", name="Run query")).to_be_focused()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light"), ("small", "dark")])
def test_the_editor_and_a_chart_are_accessible(
    browser: Browser, address: str, axe: str, size: str, scheme: str
) -> None:
    check(
        browser,
        address
        + "/sparql?query=SELECT+%3Fx+%3Fn+%7B+VALUES+%28%3Fx+%3Fn%29+%7B+%28%22a%22+1%29+%28%22b%22+2%29+%7D+%7D",
        axe,
        size,
        scheme,
    )


def test_a_wide_table_of_things_scrolls_in_itself(browser: Browser, address: str, axe: str) -> None:
    query = (
        "PREFIX kg: <https://w3id.org/throughline/ns#> "
        "SELECT ?s ?text ?stance ?theme { ?s kg:text ?text ; kg:stance ?stance ; kg:mainTheme ?theme } LIMIT 3"
    )
    path = "/sparql?" + urlencode({"query": query})
    check(browser, address + path, axe, "phone", "light")
    with opened(browser, "phone") as page:
        page.goto(address + path)
        expect(page.get_by_role("columnheader", name="Connected with")).to_have_count(1)


def test_a_query_is_built_by_keyboard_without_scripts_and_run(browser: Browser, address: str) -> None:
    with opened(browser, script=False) as page:
        page.goto(address + "/sparql")
        page.get_by_role("link", name="Build a query").press("Enter")
        page.get_by_role("link", name="Statement", exact=True).press("Enter")
        page.get_by_label("Main theme is", exact=True).press("C")  # a letter chooses the first that begins so
        page.get_by_role("checkbox", name="Speaker").press("Space")
        page.locator("summary", has_text="Document of the passage").press("Enter")
        page.get_by_role("checkbox", name="Date", exact=True).press("Space")
        page.get_by_label("Date from", exact=True).fill("2020")
        page.get_by_label("Date from", exact=True).press("Enter")
        query = page.get_by_role("region", name="The query in SPARQL").inner_text()
        assert query.splitlines()[0] == "SELECT ?statement ?text ?mainTheme ?stance ?otherTheme ?document_date"
        assert "made=1" in page.url
        assert "to.kg" not in page.url
        page.get_by_role("button", name="Run or edit").press("Enter")
        assert page.get_by_label("Query", exact=True).input_value().strip() == query.strip()
        expect(page.get_by_role("contentinfo")).to_be_visible()  # the page is whole
        years = {each[:4] for each in page.locator("#outcome tbody td:last-child").all_inner_texts()}
        assert years
        assert min(years) >= "2020"


def test_what_cannot_be_asked_is_said_at_its_place_accessibly(browser: Browser, address: str, axe: str) -> None:
    with opened(browser, "small", refused=True) as page:
        page.goto(address + "/sparql/build?of=kg:Document&from.dcterms:date=soon")
        page.get_by_role("link", name=re.compile("Date: give a year")).click()
        expect(page.get_by_label("Date from", exact=True)).to_be_focused()
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
