"""Queries that could harm an endpoint, any number of them, the same for the same seed.

Each comes with its kind. Whether one is refused, cut or quickly answered is for the endpoint to say; none may keep
others waiting, end its process, or leave memory behind.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY = "?s{0} ?p{0} ?o{0}"
WIDTHS = (3, 4, 5, 6)


def hostile_queries(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Kind and query, as UTF-8 or what pretends to be; the kinds take turns."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    kinds = list(_KINDS.items())
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        made = make(chance)
        yield kind, made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")


def _product(chance: random.Random) -> str:
    return " . ".join(ANY.format(each) for each in range(chance.choice(WIDTHS)))


def _nesting(chance: random.Random) -> str:
    deep = chance.choice((50, 101, 500, 3000, 20_000))
    shapes = (
        lambda: "SELECT * " + "{" * deep + "}" * deep,
        lambda: "SELECT (" + "(" * deep + "1" + ")" * deep + " AS ?x) {}",
        lambda: "ASK { ?s ?p " + "[ ?p " * deep + "1" + "]" * deep + " }",
        lambda: "ASK { ?s ?p " + "( " * deep + "1" + ")" * deep + " }",
        lambda: "ASK { ?s " + "(" * deep + "<x:p>" + ")" * deep + " ?o }",
        lambda: "ASK { " + "OPTIONAL { " * deep + "}" * deep + " }",
        lambda: "ASK { " + "FILTER NOT EXISTS { " * deep + "}" * deep + " }",
        lambda: "ASK { " + "{ SELECT * { " * deep + "} }" * deep + " }",
        lambda: "SELECT (" + "IF(true, " * deep + "1" + ", 2)" * deep + " AS ?x) {}",
        lambda: "SELECT (" + "STR(" * deep + "1" + ")" * deep + " AS ?x) {}",
        lambda: "ASK { " + "{} UNION " * deep + "{} }",
        lambda: "ASK { GRAPH ?g { " * deep + "} " * deep + "}",
    )
    return chance.choice(shapes)()


def _operators(chance: random.Random) -> str:
    many = chance.choice((500, 4000, 20_000))
    shapes = (
        lambda: "SELECT (1" + chance.choice(("+1", "*1", "-1", "||1", "&&1", "=1")) * many + " AS ?x) {}",
        lambda: "SELECT (" + "!" * many + "1 AS ?x) {}",
        lambda: "SELECT (" + "-" * many + "1 AS ?x) {}",
        lambda: "ASK { ?s " + "/".join(["<x:p>"] * many) + " ?o }",
        lambda: "ASK { ?s " + "|".join(["<x:p>"] * many) + " ?o }",
        lambda: "ASK { ?s " + "^" * many + "<x:p> ?o }",
        lambda: "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * min(many, 4000) + "}",
        lambda: "SELECT * { " + "MINUS { ?s ?p ?o } " * min(many, 4000) + "}",
        lambda: "SELECT * { ?s ?p ?o " + "FILTER(?o != 1) " * min(many, 3000) + "}",
    )
    return chance.choice(shapes)()


def _text(chance: random.Random) -> str:
    size = chance.choice((100_000, 255_000, 1_000_000))
    shapes = (
        lambda: "ASK { ?s ?p '" + "x" * size + "' }",
        lambda: 'ASK { ?s ?p """' + '"' * size + " ",
        lambda: "#" * size + "\nASK {}",
        lambda: "ASK {}" + " " * size,
        lambda: "ASK { ?" + "v" * size + " ?p ?o }",
        lambda: "ASK { <x:" + "i" * size + "> ?p ?o }",
        lambda: "PREFIX " + "p" * size + ": <x:> ASK {}",
        lambda: "".join(f"PREFIX p{each}: <x:{each}>\n" for each in range(size // 20)) + "ASK {}",
        lambda: "SELECT * { VALUES ?x { " + "1 " * (size // 2) + "} }",
        lambda: "ASK { " + "?s ?p ?o . " * (size // 11) + "}",
        lambda: "a." * (size // 2),
        lambda: "SELECT * { ?s ?p '" + "\\n" * (size // 2) + "' }",
        lambda: "ASK { FILTER(" + "?a<?b" * (size // 5) + ") }",
    )
    return chance.choice(shapes)()


def _characters(chance: random.Random) -> str | bytes:
    odd = ("\0", "\ud800", "\udfff", "\x1b[2J", "\ufeff", "\u202e", "\r", "\x85", "\uffff", "\U0010ffff", "\x7f")
    return chance.choice(
        (
            f"ASK {{ ?s ?p '{chance.choice(odd)}' }}",
            f"ASK {{ ?s{chance.choice(odd)} ?p ?o }}",
            f"{chance.choice(odd)}ASK {{}}",
            f"ASK {{ <x:{chance.choice(odd)}> ?p ?o }}",
            b"ASK { ?s ?p '\xff\xfe' }",
            b"ASK { ?s ?p '\xc0\x80' }",
            b"\xff\xfeA\x00S\x00K\x00",
            bytes(chance.randrange(256) for _ in range(chance.randrange(1, 2000))),
        )
    )


def _escapes(chance: random.Random) -> str:
    escape = chance.choice(
        ("\\u0000", "\\uD800", "\\U00110000", "\\uZZZZ", "\\", "\\x41", "\\U7FFFFFFF", "\\u0022", "\\u0027", "\\u005C")
    )
    return chance.choice(
        (
            f"ASK {{ ?s ?p '{escape}' }}",
            f"ASK {{ ?s ?p {escape} }}",
            f"ASK {{ <x:{escape}> ?p ?o }}",
            f"ASK {{ ?s ?p '{escape * 20_000}' }}",
            "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "\\u0049NSERT DATA { <x:a> <x:b> 1 }",
            "ASK { ?s ?p 'it\\u0027s' } # \\u000A SERVICE <http://127.0.0.1:9/> {}",
        )
    )


def _cartesian(chance: random.Random) -> str:
    product = _product(chance)
    return chance.choice(
        (
            f"SELECT (COUNT(*) AS ?n) {{ {product} }}",
            f"SELECT * {{ {product} }}",
            f"CONSTRUCT {{ ?s0 ?p1 ?o2 }} WHERE {{ {product} }}",
            f"SELECT (COUNT(DISTINCT ?o0) AS ?n) {{ {product} }}",
            f"SELECT DISTINCT ?o0 ?o1 {{ {product} }}",
            f"SELECT ?o0 ?o1 (COUNT(*) AS ?n) {{ {product} }} GROUP BY ?o0 ?o1",
            f"ASK {{ {product} FILTER(?o0 = 'never') }}",
            f"SELECT * {{ ?s ?p ?o MINUS {{ {product} FILTER(?o1 = ?o2 + 1) }} }}",
            f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {product} FILTER(?o1 < ?o2 && ?o2 < ?o1) }} }}",
            f"DESCRIBE ?s0 {{ {product} }}",
            "SELECT (COUNT(*) AS ?n) { "
            + " ".join(f"VALUES ?v{each} {{ {' '.join(map(str, range(300)))} }}" for each in range(5))
            + " }",
        )
    )


def _paths(chance: random.Random) -> str:
    step = chance.choice(("(!<x:a>|!<x:b>)", "(!<x:a>|^!<x:a>)", "(^(!<x:a>)|!<x:b>)", "(!<x:a>/^!<x:a>)"))
    closure = chance.choice(("*", "+"))
    return chance.choice(
        (
            f"SELECT (COUNT(*) AS ?n) {{ ?a {step}{closure} ?b . ?c {step}{closure} ?d }}",
            f"SELECT (COUNT(*) AS ?n) {{ ?a ({step}{closure}/{step}*){closure} ?b . ?c {step}* ?d . ?e ?f ?g }}",
            f"SELECT * {{ ?a {step}{closure} ?b }} ORDER BY ?b ?a",
            f"ASK {{ ?a {step}{closure} ?b . ?b {step}{closure} ?c . ?c {step}{closure} ?a FILTER(?a = <x:never>) }}",
        )
    )


def _sorts(chance: random.Random) -> str:
    product = " . ".join(ANY.format(each) for each in range(chance.choice((2, 3))))
    return chance.choice(
        (
            f"SELECT * {{ {product} }} ORDER BY ?o0 ?o1 LIMIT 1",
            f"SELECT * {{ {product} }} ORDER BY DESC(SHA512(STR(?o0))) LIMIT 1",
            f"SELECT * {{ {product} }} ORDER BY RAND() LIMIT 1",
            f"SELECT ?o0 (GROUP_CONCAT(?o1) AS ?x) {{ {product} }} GROUP BY ?o0 ORDER BY STRLEN(?x)",
            f"SELECT * {{ {{ SELECT * {{ {product} }} ORDER BY ?o1 }} }} OFFSET 100000000",
        )
    )


def _expressions(chance: random.Random) -> str:
    product = " . ".join(ANY.format(each) for each in range(2, 5))
    bomb = chance.choice(
        ("(a+a+)+(a*)*b$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "((a{100}){100}){100}", "(.*){200}")
    )
    return chance.choice(
        (
            f"ASK {{ {product} FILTER REGEX(CONCAT(STR(?o2), STR(?o3)), '{bomb}') FILTER(1 = 2) }}",
            f"SELECT (COUNT(*) AS ?n) {{ {product} FILTER(!REGEX(STR(?o2), '{bomb}', 'i')) }}",
            f"SELECT (COUNT(*) AS ?n) {{ {product} FILTER(STRLEN(REPLACE(STR(?o2), '', STR(?o3))) < 0) }}",
            f"ASK {{ FILTER REGEX('{'a' * 50_000}', '{'(a?)' * 2000}{'a' * 2000}') }}",
            f"SELECT (REPLACE('{'a' * 50_000}', 'a', '{'b' * 50_000}') AS ?x) {{}}",
        )
    )


def _growth(chance: random.Random) -> str:
    times = chance.choice((24, 30, 40))
    doubled = " ".join(f"BIND(CONCAT(?x{each}, ?x{each}) AS ?x{each + 1})" for each in range(times))
    product = " . ".join(ANY.format(each) for each in range(3))
    return chance.choice(
        (
            f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND('0123456789' AS ?x0) {doubled} }}",
            f"SELECT ?x{times} {{ BIND('0123456789' AS ?x0) {doubled} }}",
            f"SELECT (GROUP_CONCAT(?t) AS ?x) {{ {product} BIND(CONCAT(STR(?o0), STR(?o1)) AS ?t) }}",
            f"SELECT (COUNT(DISTINCT ?t) AS ?n) {{ {product} BIND(CONCAT(STR(?o0), STR(?o1)) AS ?t) }}",
            f"SELECT (COUNT(DISTINCT ?u) AS ?n) {{ {product} BIND(UUID() AS ?u) }}",
            f"CONSTRUCT {{ [] <x:p> ?o0 , ?o1 , ?o2 }} WHERE {{ {product} }}",
            f"SELECT (SUM(STRLEN(SHA512(STR(?o0)))) AS ?n) {{ {product} }}",
        )
    )


def _elsewhere(chance: random.Random) -> str:
    return chance.choice(
        (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o FILTER(?s<?o#>'''\n) SERVICE <http://127.0.0.1:9/> {} #'''\n}",
            "SELECT * FROM <http://127.0.0.1:9/data> { ?s ?p ?o }",
            "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
            "LOAD <http://127.0.0.1:9/data>",
            "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "DELETE WHERE { ?s ?p ?o }",
            "DROP ALL ; CLEAR ALL",
            "ASK {} ; DROP ALL",
            "PREFIX kg: <https://w3id.org/throughline/ns#> SELECT * { "
            + "SERVICE kg:search { ?p kg:matches ?w } " * chance.choice((1, 5))
            + "}",
        )
    )


def _fragments(chance: random.Random) -> str:
    words = (
        "SELECT * WHERE { } { } ( ) [ ] . ; , ?s ?p ?o <x:a> 'x' \"\"\" ''' # \n FILTER OPTIONAL UNION MINUS EXISTS "
        "NOT GRAPH VALUES BIND AS SERVICE GROUP BY HAVING ORDER LIMIT -1 1e999 OFFSET 999999999 COUNT ( * ) DISTINCT "
        "^ / | * + ? ! = < > && || << >> @en ^^ _:b UNDEF true BASE PREFIX : CONSTRUCT DESCRIBE ASK FROM NAMED"
    ).split(" ")
    start = chance.choice(("SELECT * {", "ASK {", "CONSTRUCT {", "DESCRIBE ", ""))
    return start + " ".join(chance.choice(words) for _ in range(chance.randrange(1, 300)))


_KINDS = {
    "nesting": _nesting,
    "operators": _operators,
    "a megabyte of text": _text,
    "odd characters": _characters,
    "escapes": _escapes,
    "cartesian products": _cartesian,
    "paths": _paths,
    "sorts": _sorts,
    "regular expressions": _expressions,
    "growing results": _growth,
    "elsewhere and updates": _elsewhere,
    "fragments": _fragments,
}
