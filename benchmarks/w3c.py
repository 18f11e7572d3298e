"""The W3C's SPARQL 1.0 and 1.1 query evaluation tests: our HTTP endpoint beside raw pyoxigraph, compared strictly.

    python benchmarks/w3c.py [FOLDER] [--failures]

FOLDER holds `dawg-data-r2/` and `sparql11/`; without it they are taken from rdflib's source distribution (by pip).
Every data file is served by `kg serve --data` as a graph of its own, and each test names its data set in the request.
SELECT is asked for in XML, JSON and TSV by GET, form and direct POST, graphs in four forms: all have to be right.
"""

from __future__ import annotations

import contextlib
import csv
import http.client
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode, urlsplit

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SDIST = "rdflib==7.6.0"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
LEFT_OUT = {"entailment", "service"}  # other specifications
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
TESTS = f"""
PREFIX mf: <{MF}>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX dawgt: <http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?query ?result ?lax
  (GROUP_CONCAT(DISTINCT ?from; SEPARATOR=" ") AS ?data) (GROUP_CONCAT(DISTINCT ?named; SEPARATOR=" ") AS ?graphs)
WHERE {{
  ?manifest mf:entries/rdf:rest*/rdf:first ?test .
  VALUES ?type {{ mf:QueryEvaluationTest mf:CSVResultFormatTest }}
  ?test a ?type ; mf:action ?action ; mf:result ?result . ?action qt:query ?query .
  OPTIONAL {{ ?action qt:data ?d }} OPTIONAL {{ ?action qt:graphData ?g }}
  BIND(COALESCE(STR(?d), "") AS ?from) BIND(COALESCE(STR(?g), "") AS ?named)
  BIND(EXISTS {{ ?test mf:resultCardinality mf:LaxCardinality }} AS ?lax)
  FILTER NOT EXISTS {{ ?test dawgt:approval dawgt:Withdrawn }}
}} GROUP BY ?test ?query ?result ?lax ORDER BY ?test
"""
ROWS = f"""
PREFIX rs: <{RS}>
SELECT ?solution ?index ?name ?value {{
  ?set rs:solution ?solution OPTIONAL {{ ?solution rs:index ?index }}
  OPTIONAL {{ ?solution rs:binding ?b . ?b rs:variable ?name ; rs:value ?value }}
}} ORDER BY ?index
"""

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One evaluation test; files as IRIs."""

    name: str
    query: Path
    result: Path
    data: tuple[str, ...]
    graphs: tuple[str, ...]
    lax: bool


@dataclass(slots=True)
class Answer:
    """A result: yes or no, or solutions (a graph's are its triples); `ordered` where their order counts."""

    boolean: bool | None = None
    names: frozenset[str] = frozenset()
    rows: list[Row] = field(default_factory=list)
    ordered: bool = False

    def fits(self, expected: Answer, *, lax: bool = False) -> bool:
        """Whether this is the result expected, up to the names of blank nodes."""
        if self.boolean is not None or expected.boolean is not None:
            return self.boolean == expected.boolean
        if self.names != expected.names:
            return False
        if lax:  # REDUCED
            return set(self.rows) == set(expected.rows)
        if expected.ordered:
            return all(map(_alike, self.rows, expected.rows)) and len(self.rows) == len(expected.rows)
        return _matched(self.rows, expected.rows)

    def by_value(self) -> Answer:
        """The same with every literal in the form in which the engine keeps its value: 1 for 01, 1.5 for 1.50."""
        rows = [tuple((name, _kept(term)) for name, term in row) for row in self.rows]
        return Answer(self.boolean, self.names, rows, self.ordered)


@cache
def _kept(term: str) -> str:
    if not term.startswith('"'):
        return term
    store = ox.Store()
    with contextlib.suppress(SyntaxError):
        store.load(f"<x:s> <x:p> {term} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    return next((str(quad.object) for quad in store), term)


def _blank(row: Row) -> bool:
    return any(term.startswith("_:") for _, term in row)


def _pattern(row: Row) -> Row:
    return tuple((name, "_:" if term.startswith("_:") else term) for name, term in row)


def _alike(one: Row, other: Row) -> bool:
    return _pattern(one) == _pattern(other)


def _matched(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether two multisets of rows are the same under some one-to-one renaming of blank nodes."""
    if Counter(row for row in rows if not _blank(row)) != Counter(row for row in others if not _blank(row)):
        return False
    ours, theirs = [row for row in rows if _blank(row)], [row for row in others if _blank(row)]
    return len(ours) == len(theirs) and _renamed(ours, theirs, {})


def _renamed(ours: list[Row], theirs: list[Row], names: dict[str, str]) -> bool:
    if not ours:
        return True
    first, rest = ours[0], ours[1:]
    for at, other in enumerate(theirs):
        if not _alike(first, other):
            continue
        pairs = {a: b for (_, a), (_, b) in zip(first, other, strict=True) if a.startswith("_:")}
        taken = {b: a for a, b in names.items()}
        if all(names.get(a, b) == b and taken.get(b, a) == a for a, b in pairs.items()) and _renamed(
            rest, theirs[:at] + theirs[at + 1 :], names | pairs
        ):
            return True
    return False


def suite(folder: Path) -> list[Test]:
    """The tests of all manifests, less withdrawn ones and those of other specifications."""
    found = []
    manifests = [*folder.glob("dawg-data-r2/*/manifest.ttl"), *folder.glob("sparql11/*/manifest.ttl")]
    for manifest in sorted(manifests):
        if manifest.parent.name in LEFT_OUT:
            continue
        store = ox.Store()
        store.load(path=str(manifest), format=ox.RdfFormat.TURTLE, base_iri=manifest.as_uri())
        for row in store.query(TESTS):
            name = f"{manifest.parent.parent.name}/{manifest.parent.name}/{row['test'].value.rpartition('#')[2]}"
            lax = row["lax"].value == "true"
            data, graphs = (tuple(row[each].value.split()) for each in ("data", "graphs"))
            found.append(Test(name, _path(row["query"].value), _path(row["result"].value), data, graphs, lax))
    return found


def _path(iri: str) -> Path:
    return Path(unquote(urlsplit(iri).path))


def expected(test: Test) -> Answer:
    """The result that the suite gives."""
    ending = test.result.suffix
    if ending == ".csv":
        return _csv(test.result.read_bytes())
    if ending in RESULTS:
        return _solutions(ox.parse_query_results(test.result.read_bytes(), format=RESULTS[ending]))
    store = ox.Store()
    store.load(path=str(test.result), format=FORMATS[ending], base_iri=test.result.as_uri())
    if boolean := list(store.quads_for_pattern(None, ox.NamedNode(RS + "boolean"), None)):
        return Answer(boolean=boolean[0].object.value == "true")
    names = frozenset(
        each.object.value for each in store.quads_for_pattern(None, ox.NamedNode(RS + "resultVariable"), None)
    )
    if not names:
        return _graph(quad.triple for quad in store)
    rows: dict[object, dict[str, str]] = {}
    ordered = False
    for each in store.query(ROWS):
        row = rows.setdefault(each["solution"], {})
        ordered = ordered or each["index"] is not None
        if each["name"] is not None:
            row[each["name"].value] = str(each["value"])
    return Answer(names=names, rows=[tuple(sorted(row.items())) for row in rows.values()], ordered=ordered)


def _solutions(result: ox.QueryBoolean | ox.QuerySolutions) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(boolean=bool(result))
    names = [variable.value for variable in result.variables]
    rows = [
        tuple(sorted((name, str(term)) for name, term in zip(names, row, strict=True) if term is not None))
        for row in result
    ]
    return Answer(names=frozenset(names), rows=rows)


def _graph(triples: Iterator[ox.Triple]) -> Answer:
    found = {(("s", str(each.subject)), ("p", str(each.predicate)), ("o", str(each.object))) for each in triples}
    return Answer(rows=list(found))


def _csv(body: bytes) -> Answer:
    names, *rows = csv.reader(body.decode().splitlines())
    return Answer(
        names=frozenset(names),
        rows=[tuple(sorted((n, v) for n, v in zip(names, row, strict=True) if v)) for row in rows],
    )


def raw(test: Test) -> Answer:
    """What the engine answers by itself."""
    store = ox.Store()
    for iri in test.data:
        store.load(path=str(_path(iri)), format=FORMATS[_path(iri).suffix], base_iri=iri)
    near = [each.as_uri() for each in test.query.parent.iterdir() if each.suffix in FORMATS]
    text = test.query.read_text(encoding="utf-8")
    for iri in test.graphs or (near if "FROM" in text.upper() and not test.data else ()):
        with contextlib.suppress(SyntaxError):
            store.load(
                path=str(_path(iri)), format=FORMATS[_path(iri).suffix], base_iri=iri, to_graph=ox.NamedNode(iri)
            )
    result = store.query(text, base_iri=test.query.as_uri())
    if isinstance(result, ox.QueryTriples):
        return _graph(result)
    if test.result.suffix == ".csv":
        return _csv(result.serialize(format=ox.QueryResultsFormat.CSV))
    return _solutions(result)


class Endpoint:
    """A `kg serve --data` with the files of all tests."""

    def __init__(self, files: list[Path], empty: Path) -> None:
        self._empty = empty.as_uri()
        command = [sys.executable, "-m", "kg", "serve", "--port", "0"]
        for file in [*files, empty]:
            command += ["--data", str(file)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self._process.stdout.readline() if self._process.stdout else ""
        self.address = urlsplit(line.split()[3])

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def answers(self, test: Test) -> Iterator[tuple[str, Answer]]:
        """The result in every form it has."""
        text = f"BASE <{test.query.as_uri()}>\n" + test.query.read_text(encoding="utf-8")
        default = test.data or (() if test.graphs or "FROM" in text.upper() else (self._empty,))
        dataset = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in test.graphs]
        if test.result.suffix == ".csv":
            yield "text/csv", _csv(self._ask(text, dataset, "text/csv", "GET")[1])
            return
        accepts = ", ".join([*GRAPHS, "application/sparql-results+xml"])
        media_type, body = self._ask(text, dataset, accepts, "GET")
        if media_type in GRAPHS:
            for form, syntax in GRAPHS.items():
                body = self._ask(text, dataset, form, "form")[1]
                yield form, _graph(quad.triple for quad in ox.parse(body, format=syntax))
            return
        yield media_type, _solutions(ox.parse_query_results(body, format=RESULTS[media_type]))
        for form, how in (("application/sparql-results+json", "form"), ("text/tab-separated-values", "direct")):
            body = self._ask(text, dataset, form, how)[1]
            if form.startswith("text") and body.strip() in {b"true", b"false"}:
                yield form, Answer(boolean=body.strip() == b"true")
                continue
            yield form, _solutions(ox.parse_query_results(body, format=RESULTS[form]))

    def _ask(self, text: str, dataset: list[tuple[str, str]], accept: str, how: str) -> tuple[str, bytes]:
        connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=60)
        headers = {"Accept": accept}
        if how == "GET":
            connection.request("GET", "/sparql?" + urlencode([("query", text), *dataset]), headers=headers)
        elif how == "form":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", "/sparql", urlencode([("query", text), *dataset]), headers)
        else:
            headers["Content-Type"] = "application/sparql-query"
            connection.request("POST", "/sparql?" + urlencode(dataset), text.encode(), headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{response.status}: {json.loads(body)['detail']}")
        return response.headers.get_content_type(), body


def _fails(test: Test, answers: Iterator[tuple[str, Answer]], wanted: Answer) -> tuple[str | None, str | None]:
    """Why a test fails to the letter, and why by value; None where it passes."""
    why: list[str | None] = [None, None]
    try:
        for form, answer in answers:
            if not answer.fits(wanted, lax=test.lax):
                why[0] = f"another form of a literal in {form}"
            if not answer.by_value().fits(wanted.by_value(), lax=test.lax):
                why = [f"another result in {form}"] * 2
                break
    except (RuntimeError, SyntaxError, ValueError, OSError) as error:
        why = [" ".join(str(error).split())[:160]] * 2
    return why[0], why[1]


def _fetched(folder: Path) -> Path:
    """The suite out of rdflib's source distribution."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--no-binary",
        ":all:",
        "-d",
        str(folder),
        SDIST,
    ]
    subprocess.run(command, check=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("*/test/data/suites/w3c"))


def main() -> None:
    arguments = [each for each in sys.argv[1:] if not each.startswith("-")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0]).resolve() if arguments else _fetched(Path(temporary))
        tests = suite(folder)
        files = {_path(iri) for test in tests for iri in (*test.data, *test.graphs)}
        files |= {each for each in (folder / "dawg-data-r2" / "dataset").iterdir() if each.suffix in FORMATS}
        empty = Path(temporary) / "empty.ttl"
        empty.touch()
        endpoint = Endpoint(sorted(files), empty)
        try:
            compare(tests, endpoint)
        finally:
            endpoint.close()


def _alone(test: Test) -> Iterator[tuple[str, Answer]]:
    yield "the engine", raw(test)


def compare(tests: list[Test], endpoint: Endpoint) -> None:
    engine, ours = {}, {}
    for test in tests:
        wanted = expected(test)
        engine[test.name] = _fails(test, _alone(test), wanted)
        ours[test.name] = _fails(test, endpoint.answers(test), wanted)
    print("\n### W3C query evaluation tests\n\n| | pass to the letter | pass by value | of |\n|---|---|---|---|")
    for what, found in (("raw pyoxigraph", engine), ("**our HTTP endpoint, in every form**", ours)):
        exact, by_value = (sum(why[at] is None for why in found.values()) for at in (0, 1))
        print(f"| {what} | {exact} | {by_value} | {len(tests)} |")
    for name, why in engine.items():
        differ = [bool(each) for each in why] != [bool(each) for each in ours[name]]
        if differ or ("--failures" in sys.argv and why[1]):
            ways = [each[1] or each[0] or "passes" for each in (why, ours[name])]
            print(f"- {name}: engine {ways[0]}; endpoint {ways[1]}")


if __name__ == "__main__":
    main()
