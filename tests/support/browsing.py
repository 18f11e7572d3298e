"""Pages opened in real Chromium, and what is asked of every one of them."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import waitress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Browser, Page

SIZES = {"desktop": (1280, 900), "phone": (390, 844), "small": (320, 640)}


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the real server over an application; closing its socket is what ends it."""
    server = waitress.create_server(app, host="127.0.0.1", port=0)

    def run() -> None:
        with suppress(OSError):
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)


@contextmanager
def opened(
    browser: Browser, size: str = "desktop", scheme: str = "light", *, script: bool = True, refused: bool = False
) -> Iterator[Page]:
    """A page that must have said nothing and asked nobody else when it is closed.

    Where something is `refused`, the browser's own note of the status 400 is let pass.
    """
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=script,
        locale="en-GB",
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    # that a typeface is preloaded long before it is drawn is a hint about time, which a busy machine gives
    page.on("console", lambda message: "using link preload" in message.text or said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    origin = page.evaluate("location.origin")
    context.close()
    assert not [words for words in said if not (refused and "status of 400" in words)]
    assert not [url for url in asked if not url.startswith((origin, "data:"))]


def check(browser: Browser, url: str, axe: str, size: str, scheme: str) -> None:
    """axe-core finds nothing, by its rules for WCAG 2.0 to 2.2 and for good practice, and nothing scrolls sideways."""
    with opened(browser, size, scheme) as page:
        page.goto(url, wait_until="networkidle")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


def write(page: Page, query: str) -> None:
    """Types a query of one line into the editor, in the place of what stands there."""
    page.get_by_label("Query", exact=True).press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(query)
