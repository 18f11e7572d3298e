"""Search inside SPARQL: what a block may say, where it may stand, and what is refused, over the sample corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.library import Filters
from kg.search.service import MAX_HITS, Rewritten, rewrite
from kg.store.guard import inspect

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library import Library

    Ask = Callable[[str], list[dict[str, str]]]

WORDS = '"contact with personal advisers"'
SEARCH = f"SERVICE kg:search {{ ?p kg:matches {WORDS} ; kg:limit 5 }}"
FREE = "SERVICE kg:search { ?p kg:matches ?w }"
KG = "https://w3id.org/throughline/ns#"
ID = "https://w3id.org/throughline/id/"


@pytest.fixture(scope="module")
def ask(library: Library) -> Ask:
    def rows(query: str) -> list[dict[str, str]]:
        found = json.loads(library.sparql(query, "application/sparql-results+json").body)
        return [{name: cell["value"] for name, cell in row.items()} for row in found["results"]["bindings"]]

    return rows


def refused(library: Library, query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        library.sparql(query, "*/*")
    return caught.value


def test_a_block_finds_what_the_search_command_finds(library: Library, ask: Ask) -> None:
    rows = ask(f"SELECT * {{ SERVICE kg:search {{ ?p kg:matches {WORDS} ; kg:score ?score ; kg:rank ?rank }} }}")
    found = library.search("contact with personal advisers", Filters())
    by_rank = sorted(rows, key=lambda row: int(row["rank"]))
    assert [(row["p"], float(row["score"])) for row in by_rank] == [(ID + each.id, each.score) for each in found]
    assert [row["rank"] for row in by_rank] == [str(rank) for rank in range(1, 21)]


@pytest.mark.parametrize(
    ("option", "filters"),
    [
        ('kg:theme "care-leavers"', Filters(theme=("care-leavers",))),
        (f"kg:theme <{ID}theme/care-leavers>", Filters(theme=("care-leavers",))),
        ('kg:theme "care-leavers", "send"', Filters(theme=("care-leavers", "send"))),
        ('kg:since "2022"', Filters(since="2022")),
        ("kg:since 2022", Filters(since="2022")),
        ('kg:since "2022-06-01"^^xsd:date ; kg:until "2023"^^xsd:gYear', Filters(since="2022-06-01", until="2023")),
        ('kg:until "2018"', Filters(until="2018")),
        ('kg:type "ilacs-report"', Filters(kind=("ilacs-report",))),
        (f'kg:kind <{ID}kind/ilacs-report>, "sif-report"', Filters(kind=("ilacs-report", "sif-report"))),
        ('kg:speaker "council"', Filters(speaker="council")),
        (f"kg:stance <{ID}stance/concern>", Filters(stance="concern")),
        ('kg:about "Harnmouth City Council"', Filters(authority=("Harnmouth City Council",))),
        ('kg:authority "Southampton"', Filters(authority=("Southampton",))),
        ('kg:document "2022-06-scrutiny-paper.docx"', Filters(document=("2022-06-scrutiny-paper.docx",))),
        ("kg:limit 3", Filters(limit=3)),
    ],
)
def test_an_option_filters_before_ranking_as_the_command_does(
    library: Library, ask: Ask, option: str, filters: Filters
) -> None:
    rows = ask(f"SELECT * {{ SERVICE kg:search {{ ?p kg:matches {WORDS} ; {option} ; kg:rank ?rank }} }}")
    found = library.search("contact with personal advisers", filters)
    assert [row["p"] for row in sorted(rows, key=lambda row: int(row["rank"]))] == [ID + each.id for each in found]


def test_a_document_can_be_named_by_its_iri(library: Library, ask: Ask) -> None:
    held = library.catalogue[3]
    rows = ask(f"SELECT * {{ SERVICE kg:search {{ ?p kg:matches {WORDS} ; kg:document <{ID}document/{held.id}> }} }}")
    assert rows
    assert all(row["p"].startswith(f"{ID}document/{held.id}#") for row in rows)


def test_a_least_score_leaves_out_the_rest(ask: Ask) -> None:
    block = f"SERVICE kg:search {{ ?p kg:matches {WORDS} ; kg:score ?score "
    every, some = ask(f"SELECT * {{ {block} }} }}"), ask(f"SELECT * {{ {block} ; kg:minScore 0.8 }} }}")
    assert 0 < len(some) < len(every)
    assert some == [row for row in every if float(row["score"]) >= 0.8]


def test_like_finds_neighbours_of_a_passage(library: Library, ask: Ask) -> None:
    passage = library.search("contact with personal advisers", Filters(limit=1))[0].id
    rows = ask(f"SELECT * {{ SERVICE kg:search {{ ?p kg:like <{ID}{passage}> ; kg:limit 4 ; kg:rank ?rank }} }}")
    assert [row["p"] for row in rows] == [ID + hit.path for hit in library.index.similar(passage, limit=4)]
    since = f"SELECT * {{ SERVICE kg:search {{ ?p kg:like <{ID}{passage}> ; kg:stance 'concern' ; kg:since 2020 }} }}"
    assert 0 < len(ask(since)) <= 20


# Where a block may stand. Each query asks the corpus in an odd shape; with it, how many rows come of it at least.
SHAPES = {
    "no space": f"SELECT*{{SERVICE kg:search{{?p kg:matches{WORDS};kg:limit 5}}}}",
    "lower case": f"select * where {{ service kg:search {{ ?p kg:matches {WORDS} }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT kg:search {{ ?p kg:matches {WORDS} }} }}",
    "the whole IRI": f"SELECT * {{ SERVICE <{KG}search> {{ ?p <{KG}matches> {WORDS} }} }}",
    "another prefix": f"PREFIX t: <{KG}> SELECT * {{ SERVICE t:search {{ ?p t:matches {WORDS} }} }}",
    "an empty prefix": f"PREFIX : <{KG}> SELECT * {{ SERVICE :search {{ ?p :matches {WORDS} }} }}",
    "relative to the base": f"BASE <{KG}> SELECT * {{ SERVICE <#search> {{ ?p <#matches> {WORDS} }} }}",
    "escaped letters": f"SELECT * {{ S\\u0045RVICE kg:s\\u0065arch {{ ?p kg:matches {WORDS} }} }}",
    "dollar variable": f"SELECT * {{ SERVICE kg:search {{ $p kg:matches {WORDS} ; kg:score $s }} }}",
    "comments": f"SELECT * {{ SERVICE # {{\n kg:search # }}\n {{ ?p #;\n kg:matches {WORDS} }} # SERVICE\n }}",
    "full stops": f"SELECT * {{ SERVICE kg:search {{ ?p kg:matches {WORDS} . ?p kg:limit 5 . ?p kg:score ?s . }} . }}",
    "empty semicolons": f"SELECT * {{ SERVICE kg:search {{ ?p kg:matches {WORDS} ; ; kg:limit 5 ; ; }} }}",
    "long quotes": 'SELECT * { SERVICE kg:search { ?p kg:matches """care\n"leavers" \'now\'""" } }',
    "single quotes": "SELECT * { SERVICE kg:search { ?p kg:matches 'care \"leavers\" it\\'s' } }",
    "a language": "SELECT * { SERVICE kg:search { ?p kg:matches 'care leavers'@en-GB } }",
    "a datatype": "SELECT * { SERVICE kg:search { ?p kg:matches 'care leavers'^^xsd:string } }",
    "SERVICE in the words": "SELECT * { SERVICE kg:search { ?p kg:matches 'SERVICE kg:search { ?p ?p }' } }",
    "a brace in the words": "SELECT * { SERVICE kg:search { ?p kg:matches '} } #' } }",
    "an odd character": "SELECT * { SERVICE kg:search { ?p kg:matches 'care 😀 \\U0001F600 \\t leavers' } }",
    "optional": f"SELECT * {{ ?d a kg:Document OPTIONAL {{ {SEARCH} ?p dcterms:isPartOf ?d }} }}",
    "union": f"SELECT * {{ {{ {SEARCH} }} UNION {{ SERVICE kg:search {{ ?p kg:matches 'autism' }} }} }}",
    "minus": f"SELECT * {{ ?p a kg:Passage MINUS {{ {SEARCH} }} }}",
    "exists": f"SELECT * {{ ?p a kg:Passage FILTER EXISTS {{ {SEARCH} }} }}",
    "not exists in an expression": f"SELECT * {{ ?p a kg:Passage FILTER(1 = 1 && NOT EXISTS {{ {SEARCH} }}) }}",
    "graph": f"SELECT * {{ GRAPH ?g {{ {SEARCH} ?p a kg:Passage }} }}",
    "sub-select": f"SELECT * {{ {{ SELECT ?p {{ {SEARCH} }} LIMIT 3 }} ?p kg:text ?t }}",
    "after patterns": f"SELECT * {{ ?p kg:text ?t FILTER(STRLEN(?t) > 10) {SEARCH} }}",
    "two that meet": f"SELECT * {{ {SEARCH} SERVICE kg:search {{ ?p kg:matches 'advisers' ; kg:limit 20 }} }}",
    "two apart": f"SELECT * {{ {SEARCH} SERVICE kg:search {{ ?q kg:matches 'autism' ; kg:limit 2 }} }}",
    "four": "SELECT * { " + " UNION ".join(["{ " + SEARCH + " }"] * 4) + " }",
    "aggregate": f"SELECT ?d (COUNT(?p) AS ?n) {{ {SEARCH} ?p dcterms:isPartOf ?d }} GROUP BY ?d",
    "words in VALUES": "SELECT * { VALUES ?w { 'care leavers' 'autism' } SERVICE kg:search { ?p kg:matches ?w } }",
    "words in later VALUES": "SELECT * { SERVICE kg:search { ?p kg:matches ?w } VALUES ?w { 'care leavers' } }",
    "words in last VALUES": "SELECT * { SERVICE kg:search { ?p kg:matches ?w } } VALUES ?w { 'care leavers' }",
    "words in BIND": "SELECT * { BIND('care leavers' AS ?w) SERVICE kg:search { ?p kg:matches ?w } }",
    "words from outside": "SELECT * { VALUES ?w { 'autism' } OPTIONAL { SERVICE kg:search { ?p kg:matches ?w } } }",
    "words through a sub-select": f"SELECT * {{ BIND('autism' AS ?w) {{ SELECT ?w ?p {{ {FREE} }} }} }}",
    "words through SELECT *": f"SELECT * {{ BIND('autism' AS ?w) {{ SELECT * {{ {FREE} }} }} }}",
    "filter in VALUES": f"SELECT * {{ VALUES ?t {{ 'send' 'care-leavers' }} {SEARCH[:-2]} ; kg:theme ?t }} }}",
    "rows of VALUES": "SELECT * { VALUES (?w ?t) { ('autism' 'send') ('advisers' 'care-leavers') } "
    "SERVICE kg:search { ?p kg:matches ?w ; kg:theme ?t } }",
    "a register's label": 'SELECT * { SERVICE kg:search { ?p kg:matches "young people leaving care" ; kg:score ?s } '
    '?p kg:text ?t ; dcterms:isPartOf/kg:authority ?a . ?a rdfs:label "Harnmouth City Council" }',
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_block_may_stand_wherever_a_group_may(ask: Ask, name: str) -> None:
    assert ask(SHAPES[name])


def test_ask_construct_and_describe_search_too(library: Library) -> None:
    assert b"true" in library.sparql(f"ASK {{ {SEARCH} }}", "application/json").body
    graph = library.sparql(f"CONSTRUCT {{ ?p a kg:Found }} WHERE {{ {SEARCH} }}", "application/n-triples").body
    assert graph.count(b"\n") == 5
    described = library.sparql(f"DESCRIBE ?p WHERE {{ {SEARCH} }}", "application/n-triples").body
    assert described.count(b"ns#Passage>") == 5


def test_minus_and_exists_count_as_sets_do(ask: Ask) -> None:
    def count(pattern: str) -> int:
        return int(ask(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0]["n"])

    assert count("?p a kg:Passage") == count(SHAPES["minus"][10:-1]) + 5
    assert count(SHAPES["exists"][10:-1]) == 5


def test_each_row_of_values_is_searched_by_its_own_words(ask: Ask) -> None:
    block = "SERVICE kg:search {{ ?p kg:matches {} ; kg:score ?s ; kg:limit 4 }}"
    both = ask(f"SELECT * {{ VALUES ?w {{ 'autism' 'advisers' }} {block.format('?w')} }}")
    for words in ("autism", "advisers"):
        alone = ask(f"SELECT * {{ {block.format(repr(words))} }}")
        assert {row["p"]: row["s"] for row in both if row["w"] == words} == {row["p"]: row["s"] for row in alone}


def test_nothing_found_is_no_error(ask: Ask) -> None:
    assert ask(f'SELECT * {{ SERVICE kg:search {{ ?p kg:matches {WORDS} ; kg:about "Southampton" }} }}') == []


BLOCK = "SELECT * {{ SERVICE kg:search {{ {} }} }}"
REFUSED = {
    "no words": ("?p kg:score ?s", "kg:matches with words"),
    "nothing": ("", "names its passages"),
    "both words and a passage": (f'?p kg:matches "a" ; kg:like <{ID}document/a#char=0,1>', "kg:matches with words"),
    "a variable unknown": ("?p kg:matches ?w", "must be known before"),
    "a variable that is found": ('?p kg:matches "a" ; kg:theme ?t', "kg:theme must be known"),
    "a computed word": ('?p kg:matches ?w } BIND(CONCAT("a", "b") AS ?w) {', "must be known"),
    "an IRI as words": ("?p kg:matches kg:a", "takes a literal"),
    "two words": ('?p kg:matches "a", "b"', "one value"),
    "two searches": ('?p kg:matches "a" . ?q kg:score ?s', "one search"),
    "no variable": ('<x:p> kg:matches "a"', "begins with a variable"),
    "a blank subject": ('[] kg:matches "a"', "begins with a variable"),
    "a blank object": ("?p kg:matches [ kg:x 1 ]", "expected an IRI"),
    "a property of data": ('?p kg:matches "a" ; kg:text ?t', "no property of a search"),
    "a foreign property": ('?p kg:matches "a" ; dcterms:date ?t', "no property of a search"),
    "a class": ('?p a kg:Passage ; kg:matches "a"', "no property of a search"),
    "a path": ('?p kg:matches|kg:like "a"', "expected an IRI"),
    "a filter": ('?p kg:matches "a" FILTER(1)', "expected ; or ."),
    "a group": ('{ ?p kg:matches "a" }', "begins with a variable"),
    "an inner search": (f'?p kg:matches "a" . SERVICE kg:search {{ ?p kg:matches {WORDS} }}', "begins with a variable"),
    "an end too early": ("?p kg:matches", "not finished"),
    "no limit": ('?p kg:matches "a" ; kg:limit 0', "from 1 to 1,000"),
    "a negative limit": ('?p kg:matches "a" ; kg:limit -5', "from 1 to 1,000"),
    "a broken limit": ('?p kg:matches "a" ; kg:limit 2.5', "from 1 to 1,000"),
    "a limit in words": ('?p kg:matches "a" ; kg:limit "ten"', "takes a number"),
    "a limit too high": (f'?p kg:matches "a" ; kg:limit {MAX_HITS + 1}', "from 1 to 1,000"),
    "too many in all": (
        '?p kg:matches "a" ; kg:limit 600 } SERVICE kg:search { ?q kg:matches "b" ; kg:limit 600',
        "1,000",
    ),
    "too many texts": (
        "?p kg:matches ?w } VALUES ?w { " + " ".join(f'"w{n}"' for n in range(51)) + "",
        "in 50 searches",
    ),
    "a score that is given": ('?p kg:matches "a" ; kg:score 0.5', "kg:minScore"),
    "one variable for two": ('?p kg:matches "a" ; kg:score ?p', "two things"),
    "score and rank in one": ('?p kg:matches "a" ; kg:score ?s ; kg:rank ?s', "two things"),
    "a theme unknown": ('?p kg:matches "a" ; kg:theme "weather"', "no theme 'weather'"),
    "a speaker as theme": (f'?p kg:matches "a" ; kg:theme <{ID}speaker/council>', "is no theme"),
    "a theme from elsewhere": ('?p kg:matches "a" ; kg:theme <http://x/y>', "below"),
    "an authority unknown": ('?p kg:matches "a" ; kg:about "Atlantis"', "Atlantis"),
    "a document unknown": ('?p kg:matches "a" ; kg:document "none.pdf"', "none.pdf"),
    "a passage unknown": (f"?p kg:like <{ID}document/a#char=0,1>", "no passage"),
    "no date": ('?p kg:matches "a" ; kg:since "last year"', "no date"),
    "time backwards": ('?p kg:matches "a" ; kg:since 2022 ; kg:until 2020', "after it ends"),
    "a bad escape": ('?p kg:matches "a\\q"', "escape"),
    "a string that does not end": ('?p kg:matches "a', "does not end"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_block_that_is_wrong_is_refused_with_its_place(library: Library, name: str) -> None:
    body, message = REFUSED[name]
    error = refused(library, BLOCK.format(body))
    assert message in error.reason
    assert error.line == 1
    assert error.column
    assert error.column > 10


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE kg:elsewhere { ?p kg:matches 'a' } }",
        "SELECT * { SERVICE ?p { ?p kg:matches 'a' } }",
        f"SELECT * {{ {SEARCH} SERVICE SILENT <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}",
        "PREFIX kg: <http://elsewhere.example/> SELECT * { SERVICE kg:search { ?p kg:matches 'a' } }",
        f"SELECT * {{ FILTER(?a<?b#>'''\n) {SEARCH} SERVICE <http://x/> {{}} #'''\n}}",
    ],
)
def test_every_other_service_is_refused(library: Library, query: str) -> None:
    assert "SERVICE" in refused(library, query).reason


def test_more_than_four_blocks_are_refused_at_the_fifth(library: Library) -> None:
    error = refused(library, "SELECT * {\n" + f"{{ {SEARCH} }} UNION\n" * 4 + f"{{ {SEARCH} }} }}")
    assert "at most 4 searches" in error.reason
    assert error.line == 6


def test_a_variable_of_a_sub_select_that_is_kept_inside_is_not_known(library: Library) -> None:
    inner = "{ SELECT ?p { SERVICE kg:search { ?p kg:matches ?w } } }"
    assert "must be known" in refused(library, f"SELECT * {{ BIND('autism' AS ?w) {inner} }}").reason
    assert "must be known" in refused(library, f"SELECT * {{ VALUES ?w {{ 'a' UNDEF }} {inner[11:-2]} }}").reason


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ ?a ?b }}\n{{ {SEARCH} }}",
        f"SELECT *\n{{ SERVICE kg:search {{\n ?p kg:matches {WORDS} ;\n kg:score ?s }} ?p kg:text ?t . FILTER( }}",
        f"SELECT * {{\n{SEARCH.replace(WORDS, WORDS + chr(10))}\n{SEARCH}\n ?s ?p ?o FILTER( }}",
        "SELECT * { ?d kg:a ?b .\n ?c }",
        "SELECT * { ?d kg:a ?b . ?c }",
    ],
)
def test_the_engine_complains_of_the_place_that_was_written(library: Library, query: str) -> None:
    """As it does where an OPTIONAL stands in place of each search, and the prefix is declared in a line of its own."""
    plain = f"PREFIX kg: <{KG}>\n" + query.replace("SERVICE kg:search", "OPTIONAL")
    expected, error = refused(library, plain), refused(library, query)
    assert (error.line, error.column) == ((expected.line or 0) - 1, expected.column)


# Literals and comments with all that could be taken for something else.
PIECES = ("SERVICE", "kg:search", "{", "}", "#", "'", '"', "\\", "\n", "<", ">", "?w", "'''", '"""', "VALUES", "é", " ")
odd_text = st.lists(st.sampled_from(PIECES) | st.characters(blacklist_categories=["Cs"], min_codepoint=1)).map("".join)


def quoted(text: str, quote: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'")
    if len(quote) == 1:
        escaped = escaped.replace("\n", "\\n").replace("\r", "\\r")
    return quote + escaped + quote


@settings(deadline=None)
@given(odd_text, st.sampled_from(["'", '"', "'''", '"""']))
def test_no_literal_around_a_block_is_touched(library: Library, text: str, quote: str) -> None:
    literal = quoted(text, quote)
    query = f"SELECT * {{ ?p ?o {literal} . {SEARCH} ?s ?o {literal} }}"
    if "\\u" in query.lower():
        return
    made = rewrite(query, lambda: library.holdings).text
    before, after = made.split("{ VALUES (?p) {")
    assert before.endswith(f"?p ?o {literal} . ")
    assert after.endswith(f" ?s ?o {literal} }}")
    assert "kg:matches" not in made.replace(literal, "")
    inspect(made)


@settings(deadline=None, max_examples=60)
@given(odd_text.filter(lambda text: not set("\r\n") & set(text)), st.data())
def test_comments_between_the_tokens_of_a_block_change_nothing(
    library: Library, text: str, data: st.DataObject
) -> None:
    if "\\u" in text.lower():
        return
    parts = ["SERVICE", "kg:search", "{", "?p", "kg:matches", WORDS, ";", "kg:limit", "5", "}"]
    gaps = [data.draw(st.sampled_from([" ", f" # {text}\n "])) for _ in parts]
    query = "SELECT * { " + "".join(part + gap for part, gap in zip(parts, gaps, strict=True)) + "}"
    plain = rewrite(f"SELECT * {{ {SEARCH} }}", lambda: library.holdings).text
    made = rewrite(query, lambda: library.holdings).text
    assert made.split("{ VALUES")[1].split("} }")[0] == plain.split("{ VALUES")[1].split("} }")[0]


@settings(deadline=None)
@given(odd_text, st.sampled_from(["'", '"', "'''", '"""']))
def test_the_words_arrive_as_they_were_meant(library: Library, text: str, quote: str) -> None:
    literal = quoted(text, quote)
    if "\\u" in literal.lower():
        return
    query = f"SELECT * {{ SERVICE kg:search {{ ?p kg:matches {literal} ; kg:rank ?r ; kg:limit 3 }} }}"
    made = rewrite(query, lambda: library.holdings).text
    expected = [ID + hit.path for hit in library.index.search(text, limit=3)]
    assert [part.split(">")[0] for part in made.split("<")[1:] if part.startswith(ID)] == expected


@settings(deadline=None, max_examples=300)
@given(odd_text)
def test_any_text_is_rewritten_or_refused(library: Library, text: str) -> None:
    for query in (text, f"SELECT * {{ {SEARCH} {text} }}", f"SELECT * {{ SERVICE kg:search {{ {text} }} }}"):
        try:
            rewrite(query, lambda: library.holdings)
        except QueryError as error:
            assert error.line  # noqa: PT017 - the only error there may be


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p 'SERVICE' }", "ASK { ?s ?p ?o }", "nonsense service {", ""])
def test_a_query_without_a_block_is_left_as_it_is(query: str) -> None:
    assert rewrite(query, lambda: pytest.fail("nothing is to be searched")) == Rewritten(query)


def test_the_house_prefixes_are_known_where_a_query_does_not_declare_them(library: Library, ask: Ask) -> None:
    assert ask("SELECT ?d { ?d a kg:Document ; dcterms:title ?t }")
    assert ask("PREFIX kg: <https://w3id.org/throughline/ns#> SELECT ?d { ?d a kg:Document ; dcterms:title ?t }")
    assert ask("PREFIX kg: <x:> SELECT ?d { ?d a kg:Document }") == []
    error = refused(library, "SELECT *\n{ ?d a kg:Document ; nobody:knows ?t }")
    assert error.line == 2
    assert "kg:Document ; nobody" in "{ ?d a kg:Document ; nobody:knows ?t }"[: (error.column or 0) + 8]
