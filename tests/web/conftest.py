"""The application over the sample corpus, as the browser meets it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kg.library import Library
from kg.settings import Settings
from kg.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def app(library: Library) -> Flask:
    return create_app(library)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def own(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a copy of the sample library that a file's tests may change."""
    folder = tmp_path_factory.mktemp("own") / "library"
    shutil.copytree(library_folder, folder)
    with Library.open(Settings(library=folder)) as library:
        yield create_app(library)
