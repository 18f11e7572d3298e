"""Every clause of the SPARQL 1.1 Protocol, of its result formats and of Service Description that applies, over HTTP.

Each request goes to a served endpoint as bytes on a socket, because a framework's test client mends what is malformed.
Updates do not apply: the endpoint only reads.
"""

from __future__ import annotations

import csv
import http.client
import io
import json
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import pytest

from kg.store import formats
from kg.store.guard import MAX_DEPTH, MAX_LENGTH, MAX_TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE, TWO, EMPTY = "http://example.org/one", "http://example.org/two", "http://example.org/empty"
DATA = f"""
@prefix : <http://example.org/> .
GRAPH <{ONE}> {{ :s :p "one", "é 😀 \\"<&>\\" , \\t \\n"@en-GB ; :q 5 , 1.5 , true . }}
GRAPH <{TWO}> {{ :s :p "two" . _:b :q _:b . }}
"""
XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES = "text/turtle", "application/n-triples"
RDFXML, JSONLD = "application/rdf+xml", "application/ld+json"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
SELECT = "SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY STR(?o)"
ASK, NO = "ASK { ?s ?p 'one' }", "ASK { ?s ?p 'nothing' }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(!isBlank(?s)) }"
DESCRIBE = "DESCRIBE <http://example.org/s>"


class Answer(NamedTuple):
    status: int
    media_type: str
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def problem(self) -> dict[str, object]:
        assert self.media_type == "application/problem+json"
        found = json.loads(self.body)
        assert found["status"] == self.status
        return found


class Server(NamedTuple):
    host: str
    port: int

    def ask(self, method: str, fields: object = (), body: bytes | str | None = None, **headers: str) -> Answer:
        target = "/sparql" + ("?" + (fields if isinstance(fields, str) else urlencode(fields)) if fields else "")
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, body.encode() if isinstance(body, str) else body, sent)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers.get_content_type(), response.headers, response.read())
        connection.close()
        return answer

    def query(self, text: str, accept: str = "*/*", *fields: tuple[str, str]) -> Answer:
        return self.ask("GET", [("query", text), *fields], Accept=accept)

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection((self.host, self.port), timeout=30) as wire:
            wire.sendall(request)
            parts = []
            while part := wire.recv(65_536):
                parts.append(part)
        return b"".join(parts)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    file = tmp_path_factory.mktemp("protocol") / "data.trig"
    file.write_text(DATA, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "serve", "--data", str(file), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().split()[3])
        yield Server(address.hostname or "", address.port or 0)
        process.terminate()


# 2.1 Query operation: the three ways, each with the parameters it takes


WAYS = {
    "2.1.1 query via GET": lambda s, q, *f: s.ask("GET", [("query", q), *f]),
    "2.1.2 query via POST with URL-encoded parameters": lambda s, q, *f: s.ask(
        "POST", (), urlencode([("query", q), *f]), Content_Type=FORM
    ),
    "2.1.3 query via POST directly": lambda s, q, *f: s.ask("POST", f, q, Content_Type=QUERY),
    "the same with a charset": lambda s, q, *f: s.ask("POST", f, q, Content_Type=QUERY + ';charset="UTF-8"'),
    "a form with a charset": lambda s, q, *f: s.ask(
        "POST", (), urlencode([("query", q), *f]), Content_Type=FORM + "; charset=UTF-8"
    ),
    "media types are named without regard to case": lambda s, q, *f: s.ask("POST", f, q, Content_Type=QUERY.upper()),
}
DATASETS = {
    "no data set is the union of all": ((), ["one", "two", 'é 😀 "<&>" , \t \n']),
    "one default graph": ([("default-graph-uri", TWO)], ["two"]),
    "several default graphs are merged": (
        [("default-graph-uri", ONE), ("default-graph-uri", TWO)],
        ["one", "two", 'é 😀 "<&>" , \t \n'],
    ),
    "named graphs alone leave the default graph empty": ([("named-graph-uri", TWO)], []),
    "default and named": ([("default-graph-uri", TWO), ("named-graph-uri", ONE)], ["two"]),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("dataset", DATASETS)
def test_each_way_takes_a_query_and_its_data_set(server: Server, way: str, dataset: str) -> None:
    fields, expected = DATASETS[dataset]
    answer = WAYS[way](server, SELECT, *fields)
    assert (answer.status, answer.media_type) == (200, JSON)
    assert [row["o"]["value"] for row in json.loads(answer.body)["results"]["bindings"]] == expected


@pytest.mark.parametrize("way", WAYS)
def test_named_graphs_are_what_graph_reaches(server: Server, way: str) -> None:
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    for fields, expected in (
        ((), [ONE, TWO]),
        ([("named-graph-uri", ONE)], [ONE]),
        ([("default-graph-uri", ONE)], []),
        ([("default-graph-uri", ONE), ("named-graph-uri", TWO), ("named-graph-uri", ONE)], [ONE, TWO]),
    ):
        answer = WAYS[way](server, text, *fields)
        assert [row["g"]["value"] for row in json.loads(answer.body)["results"]["bindings"]] == expected


@pytest.mark.parametrize("way", WAYS)
def test_the_data_set_of_the_request_stands_in_for_that_of_the_query(server: Server, way: str) -> None:
    text = f"SELECT ?o FROM <{ONE}> FROM NAMED <{ONE}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    answer = WAYS[way](server, text, ("default-graph-uri", EMPTY.replace("empty", "two")))
    values = [row["o"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]
    assert len(values) == 2
    assert "two" in values


def test_the_data_set_of_the_query_is_heeded_where_the_request_names_none(server: Server) -> None:
    def count(clauses: str, pattern: str) -> str:
        return server.query(f"SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}", CSV).body.split()[1].decode()

    assert count(f"FROM <{ONE}>", "?s ?p ?o") == "5"
    assert count(f"FROM <{ONE}> FROM <{TWO}>", "?s ?p ?o") == "7"
    assert count(f"FROM <{ONE}> FROM NAMED <{TWO}>", "GRAPH ?g { ?s ?p ?o }") == "2"
    assert count(f"FROM NAMED <{TWO}>", "?s ?p ?o") == "0"
    assert count(f"FROM <{ONE}>", "GRAPH ?g { ?s ?p ?o }") == "0"


@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_not_held_is_refused_and_named(server: Server, field: str) -> None:
    answer = server.query(SELECT, "*/*", (field, "http://example.org/elsewhere"))
    assert answer.status == 400
    assert "http://example.org/elsewhere" in str(answer.problem["detail"])
    assert server.query(f"SELECT ?o FROM <{EMPTY}> {{ ?s ?p ?o }}").status == 400


def test_relative_iris_are_resolved_against_the_address_or_the_base(server: Server) -> None:
    root = f"http://{server.host}:{server.port}/"
    assert server.query("SELECT (<x> AS ?a) {}", CSV).body.split()[1].decode() == root + "x"
    assert server.query("BASE <http://b/c/> SELECT (<x> AS ?a) {}", CSV).body.split()[1] == b"http://b/c/x"
    odd = server.ask("GET", [("query", "ASK {}")], Host='a"<b>')
    assert odd.status in {200, 400}


# 2.1.5 Accepted response formats, 2.1.6 success responses


@pytest.mark.parametrize("accept", formats.offered(formats.Form.SELECT))
@pytest.mark.parametrize("query", [SELECT, ASK])
def test_solutions_and_yes_or_no_come_in_every_form(server: Server, query: str, accept: str) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.media_type) == (200, accept)
    assert answer.headers["Vary"]
    assert "Accept" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    if accept.startswith("text/") and accept != "text/xml":
        assert answer.headers.get_content_charset() == "utf-8"


@pytest.mark.parametrize("accept", formats.offered(formats.Form.CONSTRUCT))
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_come_in_every_form(server: Server, query: str, accept: str) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.media_type) == (200, accept)
    lines = formats.convert(answer.body, accept, NTRIPLES).splitlines()
    assert len(lines) == len(set(lines)) == 6


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "*/*", JSON),
        (SELECT, "", JSON),
        (ASK, "*/*", JSON),
        (CONSTRUCT, "*/*", TURTLE),
        (DESCRIBE, "", TURTLE),
        (SELECT, f"{XML};q=0.5, {CSV};q=0.9", CSV),
        (SELECT, f"{XML}, {JSON};q=0.999", XML),
        (SELECT, f"{XML};q=0, */*;q=0.1", JSON),
        (SELECT, f"text/*, {JSON};q=0.9", CSV),
        (SELECT, f"text/*;q=0.2, {TSV};q=0.3, {JSON};q=0.1", TSV),
        (SELECT, "application/*;q=0.3, text/csv;q=0.2", JSON),
        (SELECT, f"{TURTLE}, {XML};q=0.1", XML),
        (SELECT, f"{XML} ; Q=1.000 , {JSON};q=0.5", XML),
        (SELECT, f"{XML};charset=utf-8;q=0.8,{JSON};q=0.7", XML),
        (SELECT, "application/json", "application/json"),
        (CONSTRUCT, f"{RDFXML};q=0.8, {NTRIPLES};q=0.9", NTRIPLES),
        (CONSTRUCT, f"{JSON}, {JSONLD};q=0.5, {RDFXML};q=0.4", JSONLD),
        (CONSTRUCT, "application/*", NTRIPLES),
        (CONSTRUCT, "text/*", TURTLE),
        (ASK, f"{XML}, {JSON};q=0.9", XML),
    ],
)
def test_the_form_is_negotiated_with_quality_values(server: Server, query: str, accept: str, expected: str) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.media_type) == (200, expected)


def test_several_accept_headers_are_one_list(server: Server) -> None:
    request = f"GET /sparql?query={quote(SELECT)} HTTP/1.0\r\nAccept: {XML};q=0.4\r\nAccept: {CSV};q=0.6\r\n\r\n"
    assert b"\r\nContent-Type: text/csv" in server.raw(request.encode())


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, TURTLE), (SELECT, "image/png"), (ASK, NTRIPLES), (CONSTRUCT, CSV), (DESCRIBE, JSON), (SELECT, "*/*;q=0")],
)
def test_where_no_form_fits_it_is_406_and_those_that_there_are_are_listed(
    server: Server, query: str, accept: str
) -> None:
    answer = server.query(query, accept)
    assert answer.status == 406
    assert ("text/csv" in str(answer.problem["detail"])) == (query in {SELECT, ASK})


def test_results_in_json_after_the_recommendation(server: Server) -> None:
    found = json.loads(server.query("SELECT ?o ?none { ?s ?p ?o }", JSON).body)
    assert found["head"]["vars"] == ["o", "none"]
    cells = [row["o"] for row in found["results"]["bindings"]]
    assert {"type": "literal", "value": "one"} in cells
    assert {"type": "literal", "value": 'é 😀 "<&>" , \t \n', "xml:lang": "en-gb"} in cells
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert {"type": "literal", "value": "5", "datatype": integer} in cells
    assert any(cell["type"] == "bnode" for cell in cells)
    assert all("none" not in row for row in found["results"]["bindings"])
    assert json.loads(server.query(ASK, JSON).body) == {"head": {}, "boolean": True}
    assert json.loads(server.query(NO, JSON).body)["boolean"] is False


def test_results_in_xml_after_the_recommendation(server: Server) -> None:
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ET.fromstring(server.query(SELECT, XML).body)  # noqa: S314 - our own server's words
    assert root.tag == space + "sparql"
    assert [each.get("name") for each in root.findall(f"{space}head/{space}variable")] == ["o"]
    literals = root.findall(f".//{space}result/{space}binding[@name='o']/{space}literal")
    assert 'é 😀 "<&>" , \t \n' in [each.text for each in literals]
    assert "en-gb" in [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in literals]
    assert ET.fromstring(server.query(ASK, XML).body).findtext(space + "boolean") == "true"  # noqa: S314
    assert ET.fromstring(server.query(NO, XML).body).findtext(space + "boolean") == "false"  # noqa: S314


def test_results_in_csv_after_the_recommendation(server: Server) -> None:
    body = server.query("SELECT ?s ?o ?none { ?s <http://example.org/p> ?o } ORDER BY STR(?o)", CSV).body
    assert body.startswith(b"s,o,none\r\n")
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
    assert rows[1] == ["http://example.org/s", "one", ""]
    assert rows[3][1] == 'é 😀 "<&>" , \t \n'


def test_results_in_tsv_after_the_recommendation(server: Server) -> None:
    body = server.query("SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY STR(?o)", TSV).body.decode()
    lines = body.rstrip("\n").split("\n")
    assert lines[0] == "?s\t?o\t?none"
    assert '<http://example.org/s>\t"one"\t' in lines
    assert "<http://example.org/s>\t5\t" in lines
    assert any(line.endswith('"@en-gb\t') and "\\t" in line and "\\n" in line for line in lines)


def test_head_says_what_get_would(server: Server) -> None:
    for accept in (XML, CSV):
        head, get = server.ask("HEAD", [("query", SELECT)], Accept=accept), server.query(SELECT, accept)
        assert (head.status, head.media_type, head.body) == (200, accept, b"")
        assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert server.ask("HEAD", [("query", "SELECT")]).status == 400


def test_options_says_what_there_is(server: Server) -> None:
    answer = server.ask("OPTIONS")
    assert answer.status == 204
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


# 2.1.7 Failure responses, 4 policy considerations: what is no query, and what could harm


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT", 1, 7),
        ("SELECT * { ?s ?p }", 1, None),
        ("SELECT *\n{ ?s ?p ?o .\n  FILTER( }", 3, None),
        ("SELECT * { ?s nowhere:p ?o }", 1, None),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", None, None),
        ("ASK { ?s ?p 'unfinished }", 1, 13),
        ("ASK { ?s ?p '\0' }", 1, 14),
        ("\ufeffASK {}", 1, 1),
        ("EXPLAIN SELECT * {}", 1, 1),
        ("ASK {} ASK {}", 1, None),
        ("INSERT DATA { <x:a> <x:b> 1 }", 1, 1),
        ("DROP ALL", 1, 1),
        ("PREFIX x: <x:>\nLOAD <http://127.0.0.1:1/>", 2, 1),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 1, 12),
        ("SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }", 1, 12),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> {} }", 1, 12),
        ("ASK { ?s ?p '\\uD83D\\uDE00' }", 1, 14),
        ("ASK " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1), 1, MAX_DEPTH + 5),
        ("SELECT (" + "(" * 5_000 + "1" + ")" * 5_000 + " AS ?x) {}", 1, None),
        ("SELECT (1" + "+1" * MAX_TOKENS + " AS ?x) {}", 1, None),
        ("ASK { ?s " + "^" * MAX_TOKENS + "<x:p> ?o }", 1, None),
        ("ASK { " + "OPTIONAL { " * 500 + "}" * 500 + " }", 1, None),
        ("ASK { FILTER(" + "!" * MAX_TOKENS + "true) }", 1, None),
        ("ASK { ?s ?p " + "[ :q " * 300 + "1" + "]" * 300 + " }", 1, None),
    ],
)
@pytest.mark.parametrize("way", ["2.1.1 query via GET", "2.1.3 query via POST directly"])
def test_a_query_that_cannot_be_run_is_400_with_its_place(
    server: Server, way: str, query: str, line: int | None, column: int | None
) -> None:
    answer = WAYS[way](server, query)
    assert answer.status == 400
    problem = answer.problem
    assert problem["detail"]
    assert "Traceback" not in answer.body.decode()
    if line is not None:
        assert problem["line"] == line
        assert isinstance(problem["column"], int)
    if column is not None:
        assert problem["column"] == column


@pytest.mark.parametrize(
    ("what", "request_", "status"),
    [
        ("no query in a form", ("POST", (), "", {"Content_Type": FORM}), 400),
        ("an empty query", ("GET", [("query", "")], None, {}), 400),
        ("a query of spaces", ("GET", [("query", "  \n")], None, {}), 400),
        ("a parameter of another name", ("GET", [("Query", "ASK {}")], None, {}), 400),
        ("two queries by GET", ("GET", [("query", ASK), ("query", ASK)], None, {}), 400),
        ("two queries in a form", ("POST", (), urlencode([("query", ASK)] * 2), {"Content_Type": FORM}), 400),
        ("one in the address and one posted", ("POST", [("query", ASK)], ASK, {"Content_Type": QUERY}), 400),
        ("an update by GET", ("GET", [("update", "DROP ALL")], None, {}), 400),
        ("an update in a form", ("POST", (), urlencode([("update", "DROP ALL")]), {"Content_Type": FORM}), 400),
        (
            "an update and a query",
            ("POST", (), urlencode([("query", ASK), ("update", "")]), {"Content_Type": FORM}),
            400,
        ),
        ("an update's data set", ("GET", [("query", ASK), ("using-graph-uri", ONE)], None, {}), 400),
        ("an update posted", ("POST", (), "DROP ALL", {"Content_Type": "application/sparql-update"}), 415),
        ("a query as text", ("POST", (), ASK, {"Content_Type": "text/plain"}), 415),
        ("a form as text", ("POST", (), urlencode([("query", ASK)]), {"Content_Type": "text/plain"}), 415),
        ("a form with parts", ("POST", (), "--x--", {"Content_Type": "multipart/form-data; boundary=x"}), 415),
        ("JSON", ("POST", (), '{"query": "ASK {}"}', {"Content_Type": "application/json"}), 415),
        ("a query of no type", ("POST", (), ASK, {}), 415),
        ("UTF-16", ("POST", (), ASK.encode("utf-16"), {"Content_Type": QUERY + "; charset=UTF-16"}), 415),
        ("UTF-16 unsaid", ("POST", (), ASK.encode("utf-16"), {"Content_Type": QUERY}), 400),
        ("Latin-1", ("POST", (), "ASK { ?s ?p 'é' }".encode("latin-1"), {"Content_Type": QUERY}), 400),
        ("a broken escape", ("GET", "query=ASK%20%7B%7D%FF", None, {}), 400),
        ("a field as Latin-1", ("POST", (), b"query=ASK+%7B+%3Fs+%3Fp+%27%E9%27+%7D", {"Content_Type": FORM}), 400),
        ("PUT", ("PUT", (), ASK, {"Content_Type": QUERY}), 405),
        ("PATCH", ("PATCH", [("query", ASK)], None, {}), 405),
        ("DELETE", ("DELETE", [("query", ASK)], None, {}), 405),
        ("a query that is too long", ("POST", (), "#" * (MAX_LENGTH + 1), {"Content_Type": QUERY}), 413),
        ("a megabyte", ("POST", (), "ASK {} #" + "x" * 2**20, {"Content_Type": QUERY}), 413),
        ("a megabyte in a form", ("POST", (), "query=" + "x" * 2**20, {"Content_Type": FORM}), 413),
        ("no media type", ("GET", [("query", ASK)], None, {"Accept": "csv"}), 400),
        ("many parameters", ("POST", (), "a=1&" * 20_000, {"Content_Type": FORM}), 400),
    ],
)
def test_what_is_no_query_operation_is_refused(server: Server, what: str, request_: tuple, status: int) -> None:  # noqa: ARG001
    method, fields, body, headers = request_
    answer = server.ask(method, fields, body, **headers)
    assert answer.status == status
    assert answer.problem["detail"]
    assert ("Allow" in answer.headers) == (status == 405)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW"])
def test_a_method_that_is_none_of_ours_is_no_success(server: Server, method: str) -> None:
    line = server.raw(f"{method} /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n".encode()).split(b"\r\n")[0]
    assert line.split()[1] in {b"400", b"405", b"501"}


def test_a_body_in_pieces_is_a_body(server: Server) -> None:
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {QUERY}\r\nTransfer-Encoding: chunked"
    )
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (b"ASK { ?s ", b"?p 'one' }")) + b"0\r\n\r\n"
    answer = server.raw(head.encode() + b"\r\n\r\n" + pieces)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"true" in answer


def test_an_address_that_is_too_long_is_refused_and_the_next_request_answered(server: Server) -> None:
    for length in (400_000, 3_000_000):
        line = server.raw(b"GET /sparql?query=" + b"x" * length + b" HTTP/1.0\r\n\r\n").split(b"\r\n")[0]
        assert line.split()[1] == b"413"
    assert server.query(ASK).status == 200


def test_spaces_may_be_plus_or_percent(server: Server) -> None:
    for text in ("ASK+%7B%7D", "ASK%20%7B%7D", "ASK%09%7B%0A%7D", "ASK{}"):
        assert server.ask("GET", "query=" + text).status == 200


def test_what_stands_in_a_literal_is_no_danger(server: Server) -> None:
    hostile = ("SERVICE <x>", "DROP ALL", "}}}}", "# '", "\\", "\u2028", "😀", "{" * 200, "é" * 1000)
    for text in hostile:
        escaped = text.replace("\\", "\\\\").replace("'", "\\'")
        answer = server.query(f"SELECT ('{escaped}' AS ?x) {{}}", JSON)
        assert json.loads(answer.body)["results"]["bindings"][0]["x"]["value"] == text


# Service Description


@pytest.mark.parametrize("accept", ["*/*", TURTLE, NTRIPLES, RDFXML, JSONLD])
def test_the_bare_address_describes_the_service(server: Server, accept: str) -> None:
    answer = server.ask("GET", Accept=accept)
    assert (answer.status, answer.media_type) == (200, TURTLE if accept == "*/*" else accept)
    lines = formats.convert(answer.body, answer.media_type, NTRIPLES).decode()
    sd = "http://www.w3.org/ns/sparql-service-description#"
    address = f"http://{server.host}:{server.port}/sparql"
    for fact in (
        f"<{sd}Service>",
        f"<{sd}endpoint> <{address}>",
        f"<{sd}supportedLanguage> <{sd}SPARQL11Query>",
        f"<{sd}feature> <{sd}UnionDefaultGraph>",
        f"<{sd}resultFormat> <http://www.w3.org/ns/formats/SPARQL_Results_XML>",
        f"<{sd}resultFormat> <http://www.w3.org/ns/formats/Turtle>",
        f"<{sd}defaultDataset>",
    ):
        assert fact in lines
    assert "SPARQL11Update" not in lines


def test_a_description_in_no_form_of_a_graph_is_not_acceptable(server: Server) -> None:
    assert server.ask("GET", Accept=CSV).status == 406


def test_every_answer_forbids_to_guess_its_type(server: Server) -> None:
    for answer in (server.query(SELECT), server.query("SELECT"), server.ask("GET")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
