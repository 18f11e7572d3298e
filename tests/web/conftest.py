"""The application over the sample corpus, as the browser meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.web import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from kg.library import Library


@pytest.fixture(scope="session")
def app(library: Library) -> Flask:
    return create_app(library)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
