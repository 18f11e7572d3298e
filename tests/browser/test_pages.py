"""Every page in real Chromium: no accessibility violation, nothing on the console, no request to anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from browsing import SIZES, check, opened, write
from playwright.sync_api import expect

from kg.web import judged

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from kg.library import Library

pytestmark = pytest.mark.browser

QUESTION = "/?q=" + quote("What was said about care leavers over time?")


def document(library: Library) -> str:
    """The address of a document of middling length, so that axe is done in seconds."""
    held = sorted(library.documents(), key=lambda each: each.passages)
    return f"/documents/{quote(held[len(held) // 2].name)}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_ask_and_reader_are_accessible_and_quiet(
    browser: Browser, address: str, library: Library, axe: str, size: str, scheme: str
) -> None:
    for path in (QUESTION, document(library) + "?theme=all"):
        check(browser, address + path, axe, size, scheme)


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("small", "dark")])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=bananas",
        "/themes",
        "/follow-up",
        "/discrepancies",
        "/briefings",
        "/themes/care-leavers",
        "/themes/covid-19",
        "/documents",
        "/sparql",
        "/sparql/build",
        "/sparql/build?of=kg:FollowUp&words=x&is.kg:status=partly&show=kg:recommendation+kg:text",
        "/api/v1/",
        "/dataset",
        "/ontology",
        "/about",
        "/help",
        "/accessibility",
        "/id/stance/concern",
        "/authorities",
        "/authorities/X99000001",
        "/authorities/E06000001",
        "/graph?of=theme/care-leavers",
    ],
)
def test_other_pages_are_accessible_and_quiet(
    browser: Browser, address: str, axe: str, path: str, size: str, scheme: str
) -> None:
    check(browser, address + path, axe, size, scheme)


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light"), ("small", "dark")])
def test_inspections_and_people_are_accessible_and_quiet(
    browser: Browser, address: str, library: Library, axe: str, size: str, scheme: str
) -> None:
    chronicle = library.chronicle(next(one.id for one in library.documents() if one.metadata.authority))
    graded = next(one for one in chronicle.inspections if one.best.judgements and len(one.tellings) > 1)
    merged = max(chronicle.people, key=lambda one: len(one.namings))
    for path in (graded.path, merged.path):
        check(browser, address + judged.address(path), axe, size, scheme)


def test_neighbours_are_drawn_beside_their_table(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + "/graph?of=authority/X99000001")
        rows = page.locator(".app-edges [data-kind]").count()
        relations = page.locator(".app-edges [data-relation]").count()
        expect(page.locator(".app-graph__thing")).to_have_count(rows + relations + 1)
        page.locator(".app-graph__thing[href]").first.click()
        page.wait_for_url(lambda url: "X99000001" not in url)


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "dark"), ("phone", "light"), ("small", "dark")])
def test_the_original_beside_the_text_is_accessible_and_quiet(
    browser: Browser, address: str, axe: str, size: str, scheme: str
) -> None:
    check(
        browser,
        f"{address}/documents/2021-10-focused-visit-letter.pdf?original=2&show=people&show=numbers",
        axe,
        size,
        scheme,
    )


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("small", "dark")])
def test_suggestions_are_accessible_and_taken_by_keyboard(
    browser: Browser, address: str, axe: str, size: str, scheme: str
) -> None:
    with opened(browser, size, scheme) as page:
        page.goto(address)
        box = page.get_by_role("combobox", name="Ask a question of the evidence")
        offered = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
        chosen = page.locator("[role=option][aria-selected=true]")
        box.press_sequentially("care lea")
        expect(offered.first).to_be_visible()
        box.press("ArrowDown")
        expect(chosen).to_have_text("Care leavers Theme")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        box.press("Escape")
        expect(offered).to_have_count(0)
        assert box.input_value() == "care lea"
        box.press_sequentially("vers")
        expect(offered.first).to_be_visible()
        box.press("ArrowDown")
        expect(chosen).to_have_count(1)
        box.press("Enter")
        page.wait_for_url("**/themes/care-leavers")


def test_from_a_theme_over_time_to_a_narrower_one_and_its_table(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + "/themes")
        page.get_by_role("link", name="Care leavers", exact=True).click()
        expect(page.locator(".app-mark:visible, .app-spark").first).to_be_visible()
        narrower = page.locator(".app-rows th[scope=row] a").first
        label = narrower.inner_text()
        narrower.click()
        expect(page.get_by_role("heading", level=1, name=label)).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.suggested_filename.endswith(".csv")
        assert "quote" in download.value.path().read_text(encoding="utf-8-sig").splitlines()[0]


@pytest.mark.parametrize(
    "path", ["/", QUESTION, "/themes/care-leavers", "/authorities/X99000001", "/help", "/documents"]
)
def test_on_paper_there_is_nothing_to_press(browser: Browser, address: str, path: str) -> None:
    with opened(browser) as page:
        page.goto(address + path)
        page.emulate_media(media="print")
        for gone in ("button", "input", "select", "nav", ".govuk-skip-link"):
            expect(page.locator(f"{gone}:visible")).to_have_count(0)
        expect(page.locator("h1, h2").first).to_be_visible()
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_nothing_moves_on_a_phone_while_a_page_loads(browser: Browser, address: str) -> None:
    with opened(browser, "phone") as page:
        page.add_init_script(
            "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
            " window.moved += entry.value; }).observe({type: 'layout-shift', buffered: true});"
        )
        page.goto(address + QUESTION, wait_until="networkidle")
        assert page.evaluate("window.moved") < 0.01


def test_a_card_leads_to_its_words_in_the_document(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + QUESTION)
        words = page.locator(".app-card__quote").first.inner_text()
        page.get_by_role("link", name="Read in the document").first.click()
        page.wait_for_url("**/documents/**")
        marked = page.locator(".app-marked")
        assert " ".join("".join(marked.all_inner_texts()).split()) == " ".join(words.split())
        expect(marked.first).to_be_in_viewport()


def test_the_answer_is_whole_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Ask a question of the evidence").fill("What was said about care leavers over time?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("contentinfo")).to_be_visible()  # the page is whole
    assert page.locator(".app-card").count() > 2
    assert page.locator(".app-mark:visible").count() > 2
    context.close()


def test_the_keyboard_alone_asks_and_reads(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("What was said about care leavers over time?")
        page.keyboard.press("Enter")
        page.wait_for_selector(".app-card")
        page.locator(".app-mark:visible").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#evidence-*")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/**#char=*")


def test_a_query_runs_in_place_and_its_error_is_marked(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + "/sparql")
        box = page.get_by_label("Query", exact=True)
        write(page, "SELECT ?x WHERE { VALUES ?x { 1 2 3 } }")
        box.press("Control+Enter")
        page.wait_for_selector(".app-table")
        assert page.locator("#outcome tbody tr").count() == 3
        assert page.locator("#query").input_value().startswith("SELECT ?x")
        assert "query=" in page.url


def test_a_theme_lights_up_in_place(browser: Browser, address: str, library: Library) -> None:
    with opened(browser) as page:
        page.goto(address + document(library))
        assert page.locator(".app-lit").count() == 0
        page.get_by_label("Light up a theme").select_option("all")
        page.get_by_role("button", name="Show").click()
        page.wait_for_selector(".app-lit")
        assert "theme=all" in page.url
