"""The forms an answer takes: the JSON of the command line, or its table as CSV or XLSX; and what makes it cacheable."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from flask import Response, request

from kg.errors import InputError
from kg.library.sheets import FORMATS
from kg.store import formats
from kg.store.guard import Form
from kg.web import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library.tables import Table

JSON = "application/json"
OFFERS = (JSON, *(media_type for media_type, _ in FORMATS.values()))


RESULTS = tuple(dict.fromkeys((*formats.offered(Form.SELECT), *formats.offered(Form.CONSTRUCT))))
"""The media types that a SPARQL query can be answered in."""


def form(named: str | None) -> str:
    """The form wanted: the one named, else the one that Accept prefers.

    Raises:
        NotAcceptableError: Accept takes none of them.
    """
    if named is not None:
        return named
    wanted = formats.choose(accept(), OFFERS)
    return next((name for name, (media_type, _) in FORMATS.items() if media_type == wanted), "json")


def accept() -> str:
    """The request's Accept as one value."""
    return ", ".join(request.headers.getlist("Accept")) or "*/*"


def as_json(record: object) -> Response:
    """A record as the command line prints it, on one line."""
    return Response(json.dumps(record, ensure_ascii=False) + "\n", mimetype=JSON)


def as_table(named: str, make: Callable[[], Table], *, cursor: str | None) -> Response:
    """A table as a file.

    Raises:
        InputError: a page is asked for; a table has one.
    """
    if cursor is not None:
        raise InputError("a table comes whole; ask for a larger limit instead of a next page")
    table = make()
    media_type, write = FORMATS[named]
    response = Response(write(table), mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{named}"'
    return response


def unchanged() -> Response | None:
    """304 where the caller has what this request would be answered with."""
    if request.method in {"GET", "HEAD"} and request.if_none_match.contains_weak(etag()):
        return _marked(Response(status=304))
    return None


def cacheable(response: Response) -> Response:
    """Marks a good answer with the version of the library that it was made of."""
    response.vary.add("Accept")
    return _marked(response) if response.status_code == 200 else response


def etag() -> str:
    """Changes with the library and with what is accepted; weak, as compression makes other bytes of the same answer."""
    return hashlib.sha256(f"{frame.library().version}\n{accept()}".encode()).hexdigest()[:20]


def _marked(response: Response) -> Response:
    response.set_etag(etag(), weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
