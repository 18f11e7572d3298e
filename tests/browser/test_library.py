"""An officer adds a letter in real Chromium, watches it come in, reads what was made of it, and asks about it."""

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

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LETTER = "2021-10-focused-visit-letter.pdf"
PATIENCE = 120_000


@pytest.fixture(scope="module")
def own(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a library that may be written to, and that lacks one letter."""
    folder = tmp_path_factory.mktemp("uploading") / "library"
    shutil.copytree(library_folder, folder)
    with Library.open(Settings(library=folder)) as library:
        library.remove(LETTER)
        with served(create_app(library)) as address:
            yield address


def test_from_a_pdf_to_an_answer(browser: Browser, own: str, corpus: Path, axe: str) -> None:
    with opened(browser) as page:
        page.goto(own + "/library")
        page.set_input_files("#files", [corpus / LETTER])
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_url("**/library/changes/*")
        going = page.url
        page.goto(own + "/documents")  # it can be left
        page.goto(own + "/library")
        page.get_by_role("link", name=re.compile("Add(ing|ed) 1 file")).click()
        assert page.url == going
        expect(page.locator(".app-file__well")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("Focused visit letter, Harnmouth City Council")).to_be_visible()
        doubtful = page.locator(".app-file__list a").first
        words = doubtful.inner_text().strip("“”").removesuffix(" …")
        doubtful.click()
        page.wait_for_url("**/documents/**")
        assert words in " ".join("".join(page.locator(".app-marked").all_inner_texts()).split())
        page.go_back()
        page.get_by_role("link", name="Ask about it").click()
        page.get_by_label("Ask a question of the evidence").fill("What was found about care leavers?")
        page.keyboard.press("Enter")
        expect(page.locator(".app-card__quote").first).to_be_visible()
        assert LETTER in str(page.locator(".app-card__links a").first.get_attribute("href"))
    check(browser, going, axe, "small", "dark")


def test_without_scripts_a_file_comes_in_too(browser: Browser, own: str, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# A note on Harnmouth City Council\n\nVisits to children are on time.\n")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(own + "/library")
    page.set_input_files("#files", [tmp_path / "note.md"])
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/library/changes/*")
    again = page.get_by_role("link", name="See how far it is")
    while again.count():
        with page.expect_navigation():  # until it is whole: a half-loaded page lacks the link, too
            again.click()
    expect(page.get_by_text("every quote stands in its text")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "light"), ("small", "dark")])
def test_the_pages_of_the_library_are_accessible_and_quiet(
    browser: Browser, own: str, axe: str, size: str, scheme: str
) -> None:
    with opened(browser) as page:
        page.goto(own + "/library/review")
        correct = page.get_by_role("link", name=re.compile("^Correct")).first.get_attribute("href")
    for path in (
        "/library/review",
        correct,
        "/library",
        "/library/files/corpus/scrutiny-deck.pptx",
        "/library/remove?name=corpus/scrutiny-deck.pptx",
    ):
        check(browser, own + str(path), axe, size, scheme)
