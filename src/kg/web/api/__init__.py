"""The JSON API at `/api/v1`: the commands of the command line, with its words, its filters and its JSON.

routes    one function a command that reads
changes   files and reviews, in and out; `briefings` made, checked and built
operations  what they share
requests  what each may be asked
answers   what each answers, for the description
forms     JSON, CSV, XLSX; entity tags
paging    cursors
checking  validation in a process of its own
reference the OpenAPI description, and it as a page for people
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_openapi3.openapi import OpenAPI

from kg.web import problems
from kg.web.api import briefings, changes, reference
from kg.web.api.answers import Problem
from kg.web.api.checking import Checks
from kg.web.api.paging import ExpiredError
from kg.web.api.routes import routes

if TYPE_CHECKING:
    from flask import Response
    from flask_openapi3.blueprint import APIBlueprint
    from pydantic import ValidationError

    from kg.errors import KgError

__all__ = ["application", "asked", "refused", "register"]


def application(name: str, **options: Any) -> OpenAPI:
    """A Flask application that can describe its API; `options` are Flask's."""
    return OpenAPI(
        name,
        info=reference.INFO,
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=Problem,
        validation_error_callback=_misread,
        operation_id_callback=lambda *, name, path, method: name,  # noqa: ARG005
        **options,
    )


def register(app: OpenAPI, *, requests_a_minute: int) -> None:
    """Puts the API and its reference into an application."""
    app.extensions["kg.checks"] = Checks()
    app.config["RATELIMIT_HEADERS_ENABLED"] = True
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    for each in (routes, changes.routes, briefings.routes):
        limiter.limit(f"{requests_a_minute} per minute")(each)
        _add(app, each)
    app.register_blueprint(reference.routes)


def _add(app: OpenAPI, routes: APIBlueprint) -> None:
    """Registers routes; the description would keep only the last that were registered of a path."""
    known = dict(app.paths)
    app.register_api(routes)
    for path, before in known.items():
        now = {method: said for method, said in app.paths[path] if said is not None}
        app.paths[path] = before.model_copy(update=now)


def asked() -> bool:
    """Whether the request is one to the API, found or not."""
    return request.path.startswith("/api/")


def refused(error: KgError) -> Response:
    """An error of ours as the API answers it."""
    return problems.problem(410, str(error)) if isinstance(error, ExpiredError) else problems.of(error)


def _misread(error: ValidationError) -> Response:
    said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:5])
    return problems.problem(400, said)
