"""Suggestions as somebody types, for the script of the Ask box: what may be meant, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Blueprint, jsonify, request

from kg.web import frame, judged

if TYPE_CHECKING:
    from flask import Response

    from kg.search import Suggestion

routes = Blueprint("suggest", __name__)

MOST = 8
_LONGEST = 200
_KINDS = {"theme": "Theme", "authority": "Authority", "person": "Person", "inspection": "Inspection"}


@routes.get("/suggest")
def suggest() -> Response:
    """Suggests what the end of `q` may mean, as JSON.

    Each has a label and a kind; `href` leads to its page where nothing stands before it, else `text` completes `q`.
    """
    found = frame.library().suggest(request.args.get("q", "")[:_LONGEST], MOST)
    return jsonify([_shown(each) for each in found])


def _shown(one: Suggestion) -> dict[str, str | None]:
    leads = not one.before.strip()
    return {
        "label": one.meant.label,
        "kind": _KINDS[one.meant.kind],
        "href": _address(one.meant.kind, one.meant.key) if leads else None,
        "text": None if leads else f"{one.before}{one.meant.label} ",
    }


def _address(kind: str, key: str) -> str:
    if kind == "person":
        return "/people?" + urlencode({"name": key})
    if kind == "inspection":
        return judged.address(key)
    return {"theme": "/themes/", "authority": "/authorities/"}[kind] + key
