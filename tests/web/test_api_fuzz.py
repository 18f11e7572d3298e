"""Whatever is asked of the API, it never fails: requests made from its own description, good and bad."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from kg.library import Library
from kg.settings import Settings
from kg.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from schemathesis.core.result import Result  # noqa: F401
    from schemathesis.schemas import BaseSchema

CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]
READS = (
    "/search", "/ask", "/statistics", "/discrepancies", "/followup", "/sources", "/documents/{name}", "/sparql",
    "/facts", "/changes/{change_id}", "/briefings/{name}", "/briefings/{name}/check",
    "/briefings/{name}/changes", "/briefings/{name}/build",
)  # fmt: skip
OPERATIONS = (
    *(("GET", path) for path in READS),
    ("POST", "/briefings"),
    ("POST", "/briefings/{name}/claims"),
    ("POST", "/eval"),
)


@pytest.fixture(scope="module")
def described(library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> BaseSchema:
    """Of a library of its own, as briefings are begun in it."""
    folder = tmp_path_factory.mktemp("fuzzed") / "library"
    shutil.copytree(library_folder, folder)
    library = Library.open(Settings(library=folder, requests_a_minute=1_000_000))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(library))


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_makes_the_api_fail(described: BaseSchema, method: str, path: str, mode: GenerationMode) -> None:
    """No 5xx, and each answer is of a status and shape that the description names."""
    operation = described["/api/v1" + path][method]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.validate_response(case.call(headers={"Accept-Encoding": "identity"}), checks=CHECKS)

    ask()
