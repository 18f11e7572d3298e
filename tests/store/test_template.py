"""Queries are filled with terms and never with text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Iri, Literal
from kg.store import OxigraphStore, fill

ECHO = "SELECT ?x {\n  VALUES ?x {}\n}"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_comes_back_as_the_literal_it_was(texts: list[str]) -> None:
    terms = [Literal(text) for text in texts]
    assert [row["x"] for row in OxigraphStore().select(fill(ECHO, x=terms)).rows] == terms


def test_a_filled_query_can_be_read_by_people() -> None:
    template = "SELECT ?s {\n  VALUES (?theme ?score) {}\n  VALUES ?gone {}\n  ?s ?p ?theme\n}\n"
    rows = [(Iri("https://example.org/t"), Literal.integer(3)), (Literal("young people", language="en"), None)]
    assert fill(template, theme_score=rows) == (
        "SELECT ?s {\n"
        "  VALUES (?theme ?score) {\n"
        '    (<https://example.org/t> "3"^^<http://www.w3.org/2001/XMLSchema#integer>)\n'
        '    ("young people"@en UNDEF)\n'
        "  }\n"
        "  ?s ?p ?theme\n"
        "}\n"
    )


def test_a_place_can_stand_twice() -> None:
    assert fill(ECHO + ECHO, x=iter([Literal("a")])).count('"a"') == 2


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"y": [Literal("a")]}, ValueError),
        ({"x": [(Literal("a"), Literal("b"))]}, ValueError),
        ({"x": [Iri("https://example.org/> } DROP ALL")]}, ValueError),
        ({"x": [Iri("_:b")]}, ValueError),
        ({"x": [Literal("a", "not an IRI")]}, ValueError),
        ({"x": [("only text",)]}, TypeError),
    ],
)
def test_what_is_no_term_for_the_place_is_refused(values: dict[str, list[object]], error: type[Exception]) -> None:
    with pytest.raises(error):
        fill(ECHO, **values)  # type: ignore[arg-type]
