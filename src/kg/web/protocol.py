"""The SPARQL 1.1 Protocol at `/sparql`: requests in, results in the form that the caller accepts; it only reads.

It knows nothing of stores: it is given the function that answers a query. Errors are problem details after RFC 9457,
with the line and column where the query is at fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from kg.errors import KgError
from kg.store import formats
from kg.store.guard import MAX_LENGTH, Form
from kg.web import problems, security

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.store import Response as Result

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_REFUSED = ("PUT", "PATCH", "DELETE")
_MAX_BODY = 4 * MAX_LENGTH  # a query's characters as UTF-8, or most of them percent-encoded
_ADDRESS = re.compile(
    r"https?://[\w.:\[\]-]+(?:/[\w.~-]*)*", re.ASCII
)  # what a Host header makes of ours may be no IRI


class Execute(Protocol):
    """Answers a query: `kg.store.TripleStore.execute`, or what stands in front of it."""

    def __call__(
        self, query: str, accept: str, default_graphs: Sequence[str], named_graphs: Sequence[str], base: str, /
    ) -> Result:
        """The serialised result."""
        ...


@dataclass(frozen=True, slots=True)
class _Operation:
    """A query operation of the protocol; `query` is None where the bare address was asked for."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class _RefusedError(Exception):
    """A request that the protocol refuses, with the status that says why."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def blueprint(execute: Execute, page: Callable[[], Response | None] | None = None) -> Blueprint:
    """The routes of the endpoint.

    Args:
        execute: answers a query.
        page: looks at the request first: a page where it comes from a browser, None where the protocol is to answer.
    """
    routes = Blueprint("protocol", __name__)
    security.only_reads(routes)

    def sparql() -> Response:
        shown = page() if page is not None and request.method in {"GET", "HEAD", "POST"} else None
        return shown if shown is not None else _respond(execute)

    routes.add_url_rule("/sparql", view_func=sparql, methods=(*METHODS, *_REFUSED), provide_automatic_options=False)
    return routes


def _respond(execute: Execute) -> Response:
    try:
        if request.method == "OPTIONS":
            return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(METHODS)})
        operation = _operation()
        accept = ", ".join(request.headers.getlist("Accept")) or "*/*"
        if operation.query is None:
            return _description(accept)
        dataset = (operation.default_graphs, operation.named_graphs)
        base = request.base_url
        result = execute(operation.query, accept, *dataset, base if _ADDRESS.fullmatch(base) else "")
        return _sent(result.body, result.media_type)
    except _RefusedError as error:
        return _refused(error)
    except HTTPException as error:  # the application's own bounds on a request
        return problems.problem(error.code or 500, error.description or "")
    except KgError as error:
        return problems.of(error)


def _operation() -> _Operation:
    """The operation that the request asks for.

    Raises:
        _RefusedError: it asks for none.
    """
    fields = _fields(request.query_string)
    if request.method == "POST":
        if (request.content_length or 0) > _MAX_BODY:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the request is larger than any query may be")
        fields += _posted()
    elif request.method in _REFUSED:
        raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "a query comes by GET or POST; nothing is changed here")
    names = [name for name, _ in fields]
    if "update" in names or "using-graph-uri" in names or "using-named-graph-uri" in names:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "updates are refused: this endpoint only reads")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "a request carries one query, and this one has several")
    if not queries:
        if request.method == "POST" or fields:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "the request carries no query")
        return _Operation(None)
    if len(queries[0]) > MAX_LENGTH:
        raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a query has at most {MAX_LENGTH:,} characters")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    return _Operation(queries[0], default, tuple(value for name, value in fields if name == "named-graph-uri"))


def _posted() -> list[tuple[str, str]]:
    """What the body of a POST carries, as the fields of a form."""
    media_type, charset = request.mimetype, request.mimetype_params.get("charset", "utf-8")
    if media_type not in {FORM, QUERY}:
        given = media_type or "nothing"
        raise _RefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a query is posted as {FORM} or {QUERY}, not as {given}"
        )
    if charset.strip('"').lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "a query is posted in UTF-8")
    if media_type == FORM:
        return _fields(request.get_data())
    try:
        return [("query", request.get_data().decode())]
    except UnicodeDecodeError:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "the query is not valid UTF-8") from None


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10_000)
    except ValueError:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "the parameters are not percent-encoded UTF-8") from None


def _sent(body: bytes, media_type: str) -> Response:
    response = Response(body, mimetype=media_type)
    response.vary.add("Accept")
    return response


def _refused(error: _RefusedError) -> Response:
    response = problems.problem(error.status, str(error))
    if error.status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(METHODS)
    return response


def _description(accept: str) -> Response:
    """The service description, which SPARQL 1.1 wants at the bare address."""
    media_type = formats.choose(accept, formats.offered(Form.CONSTRUCT))
    text = _DESCRIPTION % {"endpoint": request.base_url, "formats": " , ".join(f"<{each}>" for each in _FORMATS)}
    return _sent(formats.convert(text.encode(), formats.TURTLE, media_type), media_type)


_FORMATS = tuple(
    "http://www.w3.org/ns/formats/" + name
    for name in (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "JSON-LD",
        "RDF_XML",
    )
)
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<%(endpoint)s#service> a sd:Service ;
    sd:endpoint <%(endpoint)s> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat %(formats)s ;
    sd:defaultDataset <%(endpoint)s#dataset> .
<%(endpoint)s#dataset> a sd:Dataset ;
    sd:defaultGraph <%(endpoint)s#union> .
<%(endpoint)s#union> a sd:Graph .
"""
