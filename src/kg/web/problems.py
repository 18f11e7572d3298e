"""Errors for programs: problem details after RFC 9457, in one line that says what is wrong and what to do."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response

from kg.errors import (
    GoneError,
    InputError,
    InvalidBriefingError,
    LimitError,
    NotAcceptableError,
    NotHeldError,
    QueryError,
)

if TYPE_CHECKING:
    from kg.errors import KgError

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "5"


def problem(status: int, detail: str, **more: object) -> Response:
    """A problem with its status as the title; None among `more` is left out."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    said |= {name: value for name, value in more.items() if value is not None}
    response = Response(json.dumps(said, ensure_ascii=False) + "\n", status, mimetype=MEDIA_TYPE)
    if status in {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def of(error: KgError) -> Response:
    """The problem that an error of ours is."""
    where = {"line": error.line, "column": error.column} if isinstance(error, QueryError) else {}
    faults = list(error.messages) if isinstance(error, InvalidBriefingError) else None
    return problem(status(error), str(error), faults=faults, **where)


def status(error: KgError) -> int:
    """The HTTP status of an error of ours."""
    if isinstance(error, NotAcceptableError):
        return HTTPStatus.NOT_ACCEPTABLE
    if isinstance(error, InvalidBriefingError):
        return HTTPStatus.CONFLICT
    if isinstance(error, GoneError):
        return HTTPStatus.GONE
    if isinstance(error, NotHeldError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, InputError):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, LimitError) else HTTPStatus.BAD_GATEWAY
