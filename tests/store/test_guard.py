"""What the guard reads in a query, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.guard import MAX_DEPTH, MAX_LENGTH, MAX_TOKENS, Form, inspect
from kg.store.tokens import Kind, decode, tokens

WORDS = ("SERVICE", "service", "INSERT", "{", "}", "#", "'", '"', "\\", "\n", "<", ">", "?x", "'''", '"""', "é", " ")
characters = st.characters(blacklist_categories=["Cs"], min_codepoint=1)
hostile_text = st.lists(st.sampled_from(WORDS) | characters).map("".join)


def quoted(text: str, quote: str) -> str:
    """The text as a SPARQL literal with these quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'")
    if len(quote) == 1:
        escaped = escaped.replace("\n", "\\n").replace("\r", "\\r")
    return quote + escaped + quote


@settings(deadline=None)
@given(hostile_text, st.sampled_from(["'", '"', "'''", '"""']))
def test_no_literal_is_misread(text: str, quote: str) -> None:
    literal = quoted(text, quote)
    source = f"SELECT * {{ ?s ?p {literal} }}"
    found = [token.text for token in tokens(source)]
    assert found == ["SELECT", "*", "{", "?s", "?p", literal, "}"]
    if "\\u" not in text.lower():
        assert inspect(source).form is Form.SELECT


@settings(deadline=None)
@given(hostile_text.filter(lambda text: "\n" not in text and "\r" not in text))
def test_no_comment_is_misread(text: str) -> None:
    assert [token.text for token in tokens(f"ASK # {text}\n {{}}")] == ["ASK", "{", "}"]


@settings(deadline=None)
@given(hostile_text)
def test_tokens_are_slices_and_nothing_but_space_lies_between(text: str) -> None:
    end = 0
    try:
        for token in tokens(text):
            between = text[end : token.start]
            assert text[token.start :].startswith(token.text)
            assert not between.strip(" \t\r\n") or between.lstrip(" \t\r\n").startswith("#")
            end = token.start + len(token.text)
    except QueryError as error:
        assert "string" in error.reason  # noqa: PT017 - only an unfinished string may end the reading


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a<?b", [Kind.VARIABLE, Kind.SIGN, Kind.VARIABLE]),
        ("?s <http://x/a#b>/^:p*", [Kind.VARIABLE, Kind.IRI, Kind.SIGN, Kind.SIGN, Kind.NAME, Kind.SIGN]),
        ("a.b:c.d.", [Kind.NAME, Kind.SIGN]),
        ("x:%41\\,y", [Kind.NAME]),
        ("_:b.1.", [Kind.BLANK, Kind.SIGN]),
        ('"x"@en-gb', [Kind.STRING, Kind.LANGUAGE]),
        ('"1"^^xsd:integer', [Kind.STRING, Kind.SIGN, Kind.NAME]),
        ("1.5e3 .5 7", [Kind.NUMBER] * 3),
        ("service:x", [Kind.NAME]),
        ("$service", [Kind.VARIABLE]),
    ],
)
def test_terminals_are_told_apart(text: str, kinds: list[Kind]) -> None:
    assert [token.kind for token in tokens(text)] == kinds


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "select * { service silent ?x {} }",
        "SELECT * {#\nSERVICE<http://x/>{}}",
        "SELECT * { \\u0053ERVICE <http://x/> {} }",
        "SELECT * { {OPTIONAL{SERVICE ?x {}}} }",
        "PREFIX kg: <https://w3id.org/throughline/ns#> SELECT * { SERVICE kg:elsewhere {} }",
        "ASK { BIND(1 AS ?a) FILTER(?a<?a#>'''\n) SERVICE <http://x/> {} #'''\n}",
        "ASK { FILTER(1<1||1<2#>'''\n) FILTER(3<4#>\"\"\"\n) SERVICE <http://x/> {} #\"\"\"#'''\n}",
    ],
)
def test_every_service_is_refused_with_its_place(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE") as caught:
        inspect(query)
    assert caught.value.line
    assert caught.value.column


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service :service 'SERVICE <http://x/> {}' } # SERVICE <y> {}",
        "PREFIX service: <http://x/> ASK { service:a service:SERVICE <http://x/SERVICE> }",
        "ASK { ?s <x:#SERVICE> (?o <x:#y> 'SERVICE') FILTER(?a<?b) VALUES (?x ?y) { (1 <x:#'>) ('SERVICE' 2) } }",
        "PREFIX x: <http://x/y#> PREFIX z: <http://z/y#> ASK { ?s ?p '''\nSERVICE''' }",
        "ASK FROM <http://x/y#> { ?s x:p <http://x/y#> ; ?p '''\nSERVICE <x> {}''' }",
        'ASK { ?s ?p """a "quoted" \\""" SERVICE """ , \'it\\\'s SERVICE\'@service , _:service }',
    ],
)
def test_the_word_alone_is_no_service(query: str) -> None:
    assert inspect(query).text == query


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT *\n{ ?s ?p 'unfinished }", 2, 9),
        ("", 1, 1),
        ("# nothing\n", 2, 1),
        ("PREFIX x: <x:>\n  EXPLAIN", 2, 3),
        ("ASK {\n ?s ?p '\0' }", 2, 9),
        ("ASK { ?s ?p '\ud800' }", 1, 14),
        ("ASK { ?s ?p '\\uD800' }", 1, 14),
    ],
)
def test_a_fault_has_line_and_column(query: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        inspect(query)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 2000 + "}" * 2000,
        "SELECT (" + "(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1) + " AS ?x) {}",
        "SELECT * { ?s ?p " + "[:p" * 500 + "]" * 500 + " }",
        "SELECT (1" + "+1" * 20_000 + " AS ?x) {}",
        "SELECT (" + "!" * 20_000 + "1 AS ?x) {}",
        "ASK {" + "?s ?p ?o ." * MAX_TOKENS + "}",
        "ASK { ?s ?p '" + "x" * 1_000_000 + "' }",
        "#" * (MAX_LENGTH + 1),
        "'" * MAX_LENGTH,
        "a." * (MAX_LENGTH // 2),
        '"\\' * (MAX_LENGTH // 2),
    ],
)
def test_what_could_kill_an_engine_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        inspect(query)


def test_long_lists_of_data_are_no_danger() -> None:
    assert inspect("SELECT * { VALUES ?x { " + "<http://x/y> " * 15_000 + "} }").form is Form.SELECT


def test_code_points_are_decoded_but_never_into_a_delimiter() -> None:
    assert decode("\\u0041\\U0001F600") == "A😀"
    assert decode("'\\u0027 \\u0022 \\u005C \\u000A'") == "'\\u0027 \\u0022 \\u005C \\u000A'"
    assert decode("'\\\\u0041'") == "'\\\\u0041'"


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT (1 AS ?from) { ?s ?p 'FROM <x:a>' }", None, None),
        ("ASK FROM <x:a> FROM NAMED <x:b> { }", ("x:a",), ("x:b",)),
        ("PREFIX e: <http://e/> SELECT * FROM e:a\\,b WHERE {}", ("http://e/a,b",), ()),
        ("BASE <http://e/x/> DESCRIBE ?s FROM NAMED <../y> {}", (), ("http://e/y",)),
    ],
)
def test_the_data_set_clause_is_read(query: str, default: object, named: object) -> None:
    request = inspect(query)
    assert (request.default_graphs, request.named_graphs) == (default, named)
