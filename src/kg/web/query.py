"""The SPARQL page: a query, its result as a table and as downloads, and examples to begin with.

Machines speak to the same address by content negotiation, which is `protocol`'s matter.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, urlencode

from flask import Response, request

from kg.errors import LimitError, QueryError, StoreError
from kg.settings import resource
from kg.vocabulary.names import PREFIXES
from kg.web import chart, foot, frame, wording
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.vocabulary.names import Names
    from kg.web.chart import Chart

JSON_RESULTS = "application/sparql-results+json"
TURTLE = "text/turtle"
DOWNLOADS = {
    "csv": ("CSV", "text/csv"),
    "tsv": ("TSV", "text/tab-separated-values"),
    "json": ("JSON", JSON_RESULTS),
    "xml": ("XML", "application/sparql-results+xml"),
    "turtle": ("Turtle", TURTLE),
    "ntriples": ("N-Triples", "application/n-triples"),
}
_TABLE = ("csv", "tsv", "json", "xml")
_GRAPH = ("turtle", "ntriples")
MOST_ROWS = 500
"""Rows shown on the page; a download has them all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of a result: its words, and where it leads if it is a thing."""

    text: str
    href: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query; `total` counts those that are not shown too.

    Attributes:
        maps: for each row, what the first thing in it is connected with; all None where no row holds a thing.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    maps: tuple[Link | None, ...]
    total: int

    @property
    def mapped(self) -> bool:
        """Whether a row leads into the graph."""
        return any(self.maps)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query gave: a table, with a chart where it can be drawn, a yes or no, or a graph as Turtle."""

    heading: str
    table: Table | None
    graph: str | None
    downloads: tuple[Link, ...]
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a query gave nothing: the line, counted from 1, is shown with the place marked below it."""

    message: str
    line: int | None
    column: int | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with."""

    title: str
    query: str
    href: str


@dataclass(frozen=True, slots=True)
class SparqlPage(Page):
    """A query and its outcome or its fault; neither before it is run."""

    template: ClassVar[str] = "sparql.html"
    query: str
    rows: int
    outcome: Outcome | None
    fault: Fault | None
    examples: tuple[Example, ...]
    endpoint: str


def page() -> Response | None:
    """The page for the request's `query`; with `format`, its result as a file; None where a program asks."""
    if request.method != "GET" or not ("format" in request.args or _by_browser()):
        return None
    shown = _page()
    shown.vary.add("Accept")
    return shown


def _by_browser() -> bool:
    """Whether the request names HTML and likes it at least as well as anything that the protocol gives."""
    accepts = request.accept_mimetypes
    named = any(media_type == "text/html" for media_type, _ in accepts)
    return named and all(accepts.quality("text/html") >= accepts.quality(each) for each in (JSON_RESULTS, TURTLE))


def _page() -> Response:
    query = request.args.get("query", "")
    wanted = request.args.get("format", "")
    outcome = fault = None
    code = 200
    try:
        if query.strip() and wanted in DOWNLOADS:
            return _download(query, wanted)
        outcome = _outcome(query) if query.strip() else None
    except QueryError as error:
        fault, code = _fault(query, error), 400
    except LimitError as error:
        fault, code = Fault(str(error), None, None, None), 503
    except StoreError as error:
        fault, code = Fault(str(error), None, None, None), 502
    shown = SparqlPage(
        frame=frame.frame("SPARQL", "sparql"),
        query=query or _prologue() + "\nSELECT *\nWHERE {\n  \n}\nLIMIT 20\n",
        rows=min(max(query.count("\n") + 2, 10), 30),
        outcome=outcome,
        fault=fault,
        examples=_examples(),
        endpoint=request.base_url,
    )
    return Response(frame.render(shown), code, mimetype="text/html")


def _prologue() -> str:
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("kg", "dcterms", "skos"))


def _download(query: str, wanted: str) -> Response:
    result = frame.library().sparql(query, DOWNLOADS[wanted][1])
    response = Response(result.body, mimetype=result.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="throughline.{wanted}"'
    return response


def _outcome(query: str) -> Outcome:
    result = frame.library().sparql(query, f"{JSON_RESULTS}, {TURTLE}")
    if result.media_type.startswith(TURTLE):
        text = result.body.decode()
        return Outcome("A graph", None, text, _links(query, _GRAPH))
    found = json.loads(result.body)
    if "boolean" in found:
        return Outcome("Yes" if found["boolean"] else "No", None, None, _links(query, ("json", "xml")))
    rows = found["results"]["bindings"]
    columns = tuple(found["head"]["vars"])
    names = frame.library().names
    cells = tuple(tuple(_cell(row.get(name), names) for name in columns) for row in rows[:MOST_ROWS])
    table = Table(columns, cells, tuple(map(_map, cells)), len(rows))
    return Outcome(wording.count(len(rows), "row"), table, None, _links(query, _TABLE), chart.drawn(columns, rows))


def _map(row: tuple[Cell | None, ...]) -> Link | None:
    """Where a row leads in the graph: to the neighbours of the first thing in it."""
    things = (cell.text for cell in row if cell and cell.href)
    return next((Link("Map", foot.neighbours(path), path) for path in things), None)


def _links(query: str, formats: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(Link(DOWNLOADS[each][0], "/sparql?" + urlencode({"query": query, "format": each})) for each in formats)


def _cell(term: Mapping[str, Any] | None, names: Names) -> Cell | None:
    if term is None:
        return None
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value, None, term.get("xml:lang"))
    if value.startswith(names.base):
        path = names.path(value)
        return Cell(path, "/id/" + quote(path, safe="/#=,"), None)
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace):
            return Cell(f"{prefix}:{value.removeprefix(namespace)}", None, None)
    return Cell(value, None, None)


def _fault(query: str, error: QueryError) -> Fault:
    lines = query.splitlines()
    source = lines[error.line - 1] if error.line and error.line <= len(lines) else None
    return Fault(error.reason, error.line, error.column, source)


def _examples() -> tuple[Example, ...]:
    """The queries of `web/examples`, whose first line, a comment, is their title."""
    examples = []
    for path in sorted(resource("web", "examples").glob("*.rq")):
        title, _, query = path.read_text(encoding="utf-8").partition("\n")
        examples.append(Example(title.lstrip("# "), query, "/sparql?" + urlencode({"query": query})))
    return tuple(examples)
