"""An afternoon in real Chromium: ask, evidence, reader at the quote, briefing, Word file; by keyboard too."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from browsing import check, opened, served
from playwright.sync_api import expect

from kg.library import Library
from kg.settings import Settings
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a library that may be written to."""
    folder = tmp_path_factory.mktemp("journey") / "library"
    shutil.copytree(library_folder, folder)
    library = Library.open(Settings(library=folder))
    with served(create_app(library)) as address:
        yield address
    library.close()


def take(page: Page, words: str) -> str:
    """Takes the first quote of the page into a briefing; its words."""
    quote = page.locator(".app-card__quote").first.inner_text()
    page.get_by_role("link", name=re.compile("Add to briefing")).first.click()
    expect(page.get_by_role("button", name="Add", exact=True)).to_be_visible()
    if page.get_by_label("Title of the new briefing").count():
        page.get_by_label("Title of the new briefing").fill("Care leavers in Harnmouth")
    page.get_by_label("What it shows").fill(words)
    page.get_by_role("button", name="Add", exact=True).click()
    return quote


def test_from_a_question_to_a_word_file(browser: Browser, own: str) -> None:
    with opened(browser) as page:
        page.goto(own)
        page.get_by_label("Ask a question of the evidence").fill("What was said about care leavers over time?")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("link", name=re.compile("Read in the document")).first.click()
        expect(page.locator(".app-marked").first).to_be_in_viewport()
        page.go_back()
        quote = take(page, "This is what was said.")
        page.get_by_role("link", name="Briefings").click()
        page.get_by_role("link", name="Care leavers in Harnmouth").click()
        assert " ".join(quote.split()) in page.locator(".app-claim").inner_text()
        for label, value in (
            ("Author", "An officer"),
            ("For", "The panel"),
            ("Date", "2024-11-24"),
            ("Purpose", "To inform."),
        ):
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_label("Recommendations").fill("That the panel note this report.")
        page.get_by_label("Recommendations").blur()
        expect(page.locator("#state")).to_contain_text(re.compile(r"Version [3-9] is kept"))
        page.reload()
        expect(page.get_by_role("heading", name="It may go out")).to_be_visible()
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Word", exact=True).click()
        assert fetched.value.suggested_filename == "care-leavers-in-harnmouth.docx"


def test_a_question_becomes_a_briefing_that_may_go_out(browser: Browser, own: str) -> None:
    """By the web alone: a draft from a question, a number that another document disputes, and the paper for both."""
    with opened(browser) as page:
        page.goto(own + "/briefings")
        page.get_by_label("Title").fill("Leaving care, 2014 to 2024")
        page.get_by_label("Start from a question").fill("What was said about care leavers over time?")
        page.get_by_role("button", name="Begin").click()
        made = page.url
        for label, value in (("Author", "An officer"), ("For", "The panel"), ("Date", "2024-11-24")):
            page.get_by_label(label, exact=True).fill(value)
        page.get_by_role("button", name="Save").last.click()
        page.get_by_label("Question or words").fill("How many unaccompanied asylum-seeking children are in care?")
        page.get_by_role("button", name="Look").click()
        page.locator("#look ~ *").get_by_role("link", name=re.compile("Add to briefing")).first.click()
        page.get_by_label("What it shows").fill("The documents give this number.")
        page.get_by_role("button", name="Add", exact=True).click()
        page.goto(made)
        expect(page.locator("form.app-builder")).to_contain_text("Disputed: ")
        expect(page.get_by_role("heading", name="It may go out")).to_be_visible()
        with page.expect_download() as fetched:
            page.get_by_role("link", name="Markdown", exact=True).click()
        paper = fetched.value.path().read_text(encoding="utf-8")
        assert "Disputed: " in paper
        assert "The council’s own account; not inspected" in paper
        assert "DRAFT" not in paper


def test_claims_are_moved_by_keyboard_alone(browser: Browser, own: str) -> None:
    with opened(browser) as page:
        page.goto(own + "/themes/care-leavers")
        take(page, "First.")
        page.goto(own + "/themes/send")
        take(page, "Second.")
        page.goto(own + "/briefings")
        page.get_by_role("link", name="Care leavers in Harnmouth").click()
        words = page.locator(".app-claim__words")
        before = [box.input_value() for box in words.all()]
        button = page.get_by_role("button", name=re.compile("Move down")).first
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#claim-*")
        assert [box.input_value() for box in words.all()][:2] == before[:2][::-1]


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("small", "dark")])
def test_the_pages_of_briefings_are_accessible_and_quiet(
    browser: Browser, own: str, axe: str, size: str, scheme: str
) -> None:
    with opened(browser) as page:
        page.goto(own + "/themes/care-leavers")
        adding = page.get_by_role("link", name=re.compile("Add to briefing")).first.get_attribute("href")
        page.goto(own + "/briefings")
        page.get_by_label("Title").fill(f"A question, {size}")
        page.get_by_label("Start from a question").fill("What was said about care leavers over time?")
        page.get_by_role("button", name="Begin").click()
        made = page.url
    for url in (f"{own}/briefings", f"{own}{adding}", f"{made}?q=personal+advisers"):
        check(browser, url, axe, size, scheme)
