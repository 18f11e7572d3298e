"""What the tests share: the sample corpus ingested once, and the folder beside the project that some tests read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.library import Library
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.register_assert_rewrite("browsing")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the sample corpus."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A library into which the sample corpus was ingested; not to be written to."""
    folder = tmp_path_factory.mktemp("library") / "library"
    report = Library.open(Settings(library=folder), create=True).ingest([corpus])
    assert not [outcome for outcome in report if outcome.status != "added"]
    return folder


@pytest.fixture(scope="session")
def library(library_folder: Path) -> Iterator[Library]:
    """The same, opened afresh as a command opens it."""
    library = Library.open(Settings(library=library_folder))
    yield library
    library.close()


@pytest.fixture
def shared() -> Path:
    """The folder of real documents beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real documents are not part of the repository")
    return SHARED


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("KG_") and name != "KG_REQUIRE_BROWSER"]:
        monkeypatch.delenv(name)
