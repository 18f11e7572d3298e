"""Real Chromium on the real server over the sample corpus."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from browsing import served
from playwright.sync_api import sync_playwright

from kg.settings import resource
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from kg.library import Library

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def _missing(reason: str) -> None:
    if os.environ.get("KG_REQUIRE_BROWSER") == "1":
        pytest.fail(f"KG_REQUIRE_BROWSER is set, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    path = resource("web", "node_modules", "axe-core", "axe.min.js")
    if not path.is_file():
        _missing("axe-core is not installed: run make assets")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, gone after each file: Playwright's event loop keeps any other from starting."""
    chromium = shutil.which("chromium")
    if chromium is None:
        _missing("there is no Chromium here")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(library: Library) -> Iterator[str]:
    """Where the interface is served."""
    if not resource("web", "static", "main.css").is_file():
        _missing("the assets are not built: run make assets")
    with served(create_app(library)) as address:
        yield address
