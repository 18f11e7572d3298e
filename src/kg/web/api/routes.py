"""One function a command: it reads the request, asks the library, and answers in the form that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from kg.web import frame
from kg.web.api import answers, forms, paging, requests

if TYPE_CHECKING:
    from collections.abc import Callable
    from http import HTTPStatus

    from pydantic import BaseModel

    from kg.library.tables import Table
    from kg.model import Filters
    from kg.web.api.checking import Checks

    Responses = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]

_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_TABLES = {
    media_type: {"schema": {"type": "string", "format": "binary"}}
    for media_type in forms.OFFERS
    if media_type != forms.JSON
}
_STATUSES = {
    400: "The request is wrong; `detail` says how.",
    404: "A document, theme or authority that is named is not held.",
    406: "No form that is accepted.",
    410: "The library changed since the page before.",
    429: "Too many requests; Retry-After says when to go on.",
    503: "A query ran into its limit.",
}

routes = APIBlueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="Library", description="What is held and what it says.")],
    abp_responses={str(status): _PROBLEM | {"description": text} for status, text in _STATUSES.items()},
)
routes.before_request(forms.unchanged)
routes.after_request(forms.cacheable)


def _answers(model: type[BaseModel], *, table: bool = True) -> Responses:
    """The description of a good answer: JSON by a model, and the two kinds of table."""
    content = {forms.JSON: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}} | (_TABLES if table else {})
    return {"200": {"description": (model.__doc__ or "").strip(), "content": content}}


@routes.get("/search", summary="Rank passages by meaning and by word", responses=_answers(answers.SearchRecord))
def search(query: requests.Search) -> Response:
    """At most 200 passages can be paged through; filters narrow them down."""
    library = frame.library()
    form = forms.form(query.format)
    if form != "json":
        return forms.as_table(
            form, lambda: library.tables.search(query.q, query.filters(query.limit)), cursor=query.cursor
        )
    offset = paging.begin(query.cursor, library.version)
    record = library.search_record(query.q, query.filters(200))
    record["results"], more = paging.cut(record["results"], offset, query.limit)
    record["filters"]["limit"] = query.limit
    return _paged(record, offset + query.limit if more else None)


@routes.get("/ask", summary="Answer a question with quotes", responses=_answers(answers.AnswerRecord))
def ask(query: requests.Ask) -> Response:
    """Answers, or says why the documents held do not answer. As a table, it is the evidence."""
    library = frame.library()
    form = forms.form(query.format)
    answer = library.ask(query.q, query.filters(query.limit))
    if form != "json":
        return forms.as_table(form, lambda: library.tables.evidence(answer), cursor=None)
    return forms.as_json(library.record(answer))


@routes.get("/statistics", summary="Every number that was stated", responses=_answers(answers.Statistics))
def statistics(query: requests.Filtered) -> Response:
    """As `kg statistics`."""
    library = frame.library()
    return _listing(query, library.statistics, library.tables.statistics)


@routes.get("/discrepancies", summary="Statements that cannot both stand", responses=_answers(answers.Discrepancies))
def discrepancies(query: requests.Filtered) -> Response:
    """As `kg discrepancies`. Which side is right is not decided."""
    library = frame.library()
    return _listing(query, library.discrepancies, library.tables.discrepancies)


@routes.get("/followup", summary="What became of each recommendation", responses=_answers(answers.FollowUps))
def followup(query: requests.Filtered) -> Response:
    """As `kg followup`. Only an inspectorate's later finding confirms."""
    library = frame.library()
    return _listing(query, library.followup, library.tables.followup)


@routes.get("/sources", summary="Documents held, and not held", responses=_answers(answers.SourcesRecord))
def sources(query: requests.Sources) -> Response:
    """As `kg sources`; documents that are referred to and not held stand on the last page."""
    library = frame.library()
    form = forms.form(query.format)
    if form != "json":
        return forms.as_table(form, library.tables.sources, cursor=query.cursor)
    offset = paging.begin(query.cursor, library.version)
    record = library.sources()
    record["held"], more = paging.cut(record["held"], offset, query.limit)
    if more:
        record["not_held"] = []
    return _paged(record, offset + query.limit if more else None)


@routes.get("/documents/<path:name>", summary="One document", responses=_answers(answers.ShowRecord, table=False))
def show(path: requests.DocumentPath, query: requests.Show) -> Response:
    """As `kg show NAME`: everything the graph says of a document."""
    return forms.as_json(frame.library().show(path.name, version=query.version))


@routes.get("/validate", summary="Check every graph and quote", responses=_answers(answers.Violations, table=False))
def validate(query: requests.Nothing) -> Response:  # noqa: ARG001
    """As `kg validate`: empty when all is well. It takes half a second a document, and is made once a version."""
    checks = cast("Checks", current_app.extensions["kg.checks"])
    return forms.as_json(checks.violations(frame.library()))


@routes.get(
    "/sparql",
    summary="A SPARQL 1.1 query",
    responses={
        "200": {
            "description": "The result in the form that Accept prefers.",
            "content": {each: {"schema": {"type": "string"}} for each in forms.RESULTS},
        }
    },
)
def sparql(query: requests.Sparql) -> Response:
    """As `kg sparql`. The endpoint `/sparql` speaks the whole SPARQL 1.1 Protocol."""
    result = frame.library().sparql(query.query, forms.accept())
    return Response(result.body, mimetype=result.media_type)


def _listing(
    query: requests.Filtered, records: Callable[[Filters], list[Any]], table: Callable[[Filters], Table]
) -> Response:
    """A page of a listing, or its table."""
    form = forms.form(query.format)
    if form != "json":
        return forms.as_table(form, lambda: table(query.filters(query.limit)), cursor=query.cursor)
    offset = paging.begin(query.cursor, frame.library().version)
    page, more = paging.cut(records(query.filters(offset + query.limit + 1)), offset, query.limit)
    return _paged(page, offset + query.limit if more else None)


def _paged(record: object, after: int | None) -> Response:
    response = forms.as_json(record)
    return response if after is None else paging.link_next(response, after, frame.library().version)
