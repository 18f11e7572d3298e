"""Every answer carries the static policy, and the policy fits the pages."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from kg.settings import resource
from kg.web import security

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ADDRESSES = (
    "/",
    "/?q=care+leavers",
    "/documents",
    "/about",
    "/accessibility",
    "/sparql",
    "/api/v1/",
    "/api/v1/sources",
    "/nothing",
    "/static/main.css",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        for name, value in security.HEADERS.items():
            assert answer.headers[name] == value


def test_the_one_inline_script_is_the_one_allowed(client: FlaskClient) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", client.get("/").text, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"sha256-{digest}" == security.INLINE_SCRIPT


def test_no_page_styles_or_scripts_itself() -> None:
    for path in resource("web", "templates").rglob("*.*"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', words), path


def test_a_request_that_is_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": "x" * (security.LARGEST_REQUEST + 1)})
    assert answer.status_code in {405, 413}
