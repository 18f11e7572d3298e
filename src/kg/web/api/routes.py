"""One function a command: it reads the request, asks the library, and answers in the form that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask import Response, current_app
from flask_openapi3.models.tag import Tag

from kg.web import frame
from kg.web.api import answers, forms, operations, paging, requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library.tables import Table
    from kg.model import Filters
    from kg.web.api.checking import Checks

routes = operations.blueprint(
    "api",
    Tag(name="Library", description="What is held and what it says."),
    operations.REFUSALS
    | {
        406: "No form that is accepted.",
        410: "The library changed since the page before.",
        503: "A query ran into its limit.",
    },
)
routes.before_request(forms.unchanged)
routes.after_request(forms.cacheable)


@routes.get(
    "/search",
    summary="Rank passages by meaning and by word",
    responses=operations.answers(answers.SearchRecord, table=True),
)
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


@routes.get(
    "/ask", summary="Answer a question with quotes", responses=operations.answers(answers.AnswerRecord, table=True)
)
def ask(query: requests.Ask) -> Response:
    """Answers, or says why the documents held do not answer. As a table, it is the evidence."""
    library = frame.library()
    form = forms.form(query.format)
    answer = library.ask(query.q, query.filters(query.limit))
    if form != "json":
        return forms.as_table(form, lambda: library.tables.evidence(answer), cursor=None)
    return forms.as_json(library.record(answer))


@routes.get(
    "/statistics", summary="Every number that was stated", responses=operations.answers(answers.Statistics, table=True)
)
def statistics(query: requests.Filtered) -> Response:
    """As `kg statistics`."""
    library = frame.library()
    return _listing(query, library.statistics, library.tables.statistics)


@routes.get(
    "/discrepancies",
    summary="Statements that cannot both stand",
    responses=operations.answers(answers.Discrepancies, table=True),
)
def discrepancies(query: requests.Filtered) -> Response:
    """As `kg discrepancies`. Which side is right is not decided."""
    library = frame.library()
    return _listing(query, library.discrepancies, library.tables.discrepancies)


@routes.get(
    "/followup",
    summary="What became of each recommendation",
    responses=operations.answers(answers.FollowUps, table=True),
)
def followup(query: requests.Filtered) -> Response:
    """As `kg followup`. Only an inspectorate's later finding confirms."""
    library = frame.library()
    return _listing(query, library.followup, library.tables.followup)


@routes.get(
    "/sources", summary="Documents held, and not held", responses=operations.answers(answers.SourcesRecord, table=True)
)
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


@routes.get("/documents/<path:name>", summary="One document", responses=operations.answers(answers.ShowRecord))
def show(path: requests.DocumentPath, query: requests.Show) -> Response:
    """As `kg show NAME`: everything the graph says of a document."""
    return forms.as_json(frame.library().show(path.name, version=query.version))


@routes.get("/validate", summary="Check every graph and quote", responses=operations.answers(answers.Violations))
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
