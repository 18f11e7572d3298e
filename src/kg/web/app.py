"""The Flask application over one library: its pages, its static files, its errors; and the server that runs it."""

from __future__ import annotations

import dataclasses
import hashlib
from functools import cache
from typing import TYPE_CHECKING

import jinja2
from flask import url_for
from flask_compress import Compress
from werkzeug.exceptions import HTTPException

from kg.errors import KgError
from kg.settings import resource
from kg.web import (
    about,
    api,
    ask,
    authorities,
    authority,
    briefings,
    build,
    builder,
    changing,
    compare,
    completions,
    dataset,
    documents,
    frame,
    graph,
    history,
    holding,
    inspection,
    linked,
    ontology,
    originals,
    people,
    problems,
    protocol,
    query,
    reader,
    resolve,
    review,
    security,
    suggest,
    theme,
    themes,
)
from kg.web.listen import LARGEST, listen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask, Response

    from kg.library import Library

_ROOMS = (
    ask,
    suggest,
    themes,
    theme,
    authorities,
    authority,
    inspection,
    people,
    graph,
    linked,
    documents,
    reader,
    originals,
    compare,
    completions,
    build,
    holding,
    changing,
    history,
    review,
    briefings,
    builder,
    dataset,
    ontology,
    about,
)
_NOT_FOUND = (
    "Page not found",
    "Nothing stands at this address.",
    "If you typed it, check that it is right. If you followed a link, the document may since have been removed.",
)
_FAULTS = {
    400: ("This cannot be read", "The request was not understood.", "Go back, change what you asked, and try again."),
    403: (
        "This server only reads",
        "Nothing can be changed through it, as others can reach it.",
        "Whoever runs it can allow changes with: kg serve --changes. Until then, use the command line.",
    ),
    404: _NOT_FOUND,
    405: _NOT_FOUND,
    406: ("No such form", "This comes in other forms than those that were asked for.", "Ask for one of those."),
    410: ("This is gone", "Something else took its place.", "Look among the documents for its newer version."),
    413: (
        "Too much at once",
        f"This service takes {security.LARGEST_UPLOAD // 1_000_000} MB of files at once, or some pages of text.",
        "Send less and try again; add files in parts.",
    ),
    500: (
        "Sorry, something went wrong",
        "This is a fault in Throughline, and nothing you did.",
        "Try again; if it happens again, tell whoever runs this service what you asked.",
    ),
    502: ("The store of facts does not answer", "The service behind this page is not there.", "Try again later."),
    503: ("This takes too long", "The request ran into its limit.", "Ask for less, or try again later."),
}


class _Strict(jinja2.ChainableUndefined):
    """Absent values are empty, as GOV.UK's macros need; but a view model asked for a field it lacks is an error."""

    def __init__(
        self, hint: str | None = None, obj: object = jinja2.utils.missing, name: str | None = None, *rest: type
    ) -> None:
        if dataclasses.is_dataclass(obj):
            raise jinja2.UndefinedError(f"{type(obj).__name__} has no field {name}")
        super().__init__(hint, obj, name, *rest)


def create_app(library: Library, *, changes: bool | None = None) -> Flask:
    """The web interface of a library.

    Args:
        library: open.
        changes: whether it may be changed through the pages; None for requests to a loopback address only.
    """
    app = api.application("kg.web", static_folder=resource("web", "static"), template_folder=None)
    app.extensions["kg.library"] = library
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    _templates(app)
    security.protect(app, changes=changes)
    for room in _ROOMS:
        app.register_blueprint(room.routes)
    app.register_blueprint(resolve.blueprint(library.settings.base))
    app.register_blueprint(protocol.blueprint(library.sparql, query.page))
    api.register(app, requests_a_minute=library.settings.requests_a_minute)
    app.register_error_handler(KgError, _refused)
    app.register_error_handler(HTTPException, _failed)
    Compress(app)
    return app


def serve(library: Library, *, host: str = "127.0.0.1", port: int = 8000, changes: bool = False) -> None:
    """Serves a library until it is interrupted; prints the address.

    Args:
        library: open.
        host: the address to listen on; where others can reach it, the pages change nothing.
        port: 0 takes a free one.
        changes: let the pages change the library even so.

    Raises:
        InputError: nothing can listen at that address.
    """
    allowed = True if changes else None if security.is_loopback(host) else False
    listen(create_app(library, changes=allowed), host=host, port=port, largest=LARGEST)


def _templates(app: Flask) -> None:
    app.jinja_loader = jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(resource("web", "templates")),
            jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_options = {"undefined": _Strict, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["asset"] = _asset(resource("web", "static"))


def _asset(folder: Path) -> Callable[[str], str]:
    """Addresses of static files that change when the file does, so that browsers may keep them for ever."""

    @cache
    def digest(name: str) -> str:
        path = folder / name
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=digest(name) or None)

    return asset


def _refused(error: KgError) -> tuple[str, int] | Response:
    if api.asked():
        return api.refused(error)
    return _fault(problems.status(error), str(error))


def _failed(error: HTTPException) -> tuple[str, int] | Response | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    if api.asked():
        return problems.problem(code, error.description or "")
    return _fault(code, "")


def _fault(code: int, message: str) -> tuple[str, int]:
    heading, usual, advice = _FAULTS.get(code, _FAULTS[500 if code >= 500 else 400])
    shown = message[:1].upper() + message[1:] + "." if message else usual
    return frame.render(about.FaultPage(frame.frame(heading), heading, shown, advice)), code
