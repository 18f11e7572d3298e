"""A question that names no place, where one council's own papers are held among reports about others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.model import Filters
from kg.search import scope

if TYPE_CHECKING:
    from kg.library import Library
    from kg.search import Holdings

ELSEWHERE = "E06000045"


@pytest.fixture
def holdings(library: Library) -> Holdings:
    """The sample corpus, its inspection reports of 2014 and 2020 taken for another council's."""
    held = library.holdings
    documents = tuple(
        replace(each, metadata=replace(each.metadata, authority=ELSEWHERE))
        if each.name.startswith(("2014", "2020"))
        else each
        for each in held.documents
    )
    return replace(held, documents=documents)


def test_it_is_read_as_about_the_council_whose_papers_are_held(holdings: Holdings) -> None:
    asked = scope.at_home(holdings, scope.read(holdings, "What was said about care leavers?", Filters()))
    assert asked.assumed
    assert asked.authorities != (ELSEWHERE,)
    assert all(held.metadata.authority != ELSEWHERE for held in scope.documents(holdings, asked))


@pytest.mark.parametrize(
    "question",
    [
        "What was said about care leavers in Southampton?",
        "How do other councils fare?",
        "Where do inspectors praise life-story work?",
    ],
)
def test_a_place_that_is_named_or_every_place_is_asked_for_as_said(holdings: Holdings, question: str) -> None:
    asked = scope.read(holdings, question, Filters())
    assert scope.at_home(holdings, asked) == asked


def test_where_several_councils_papers_are_held_none_is_assumed(holdings: Holdings) -> None:
    first, *others = holdings.documents
    mixed = replace(
        holdings, documents=(replace(first, metadata=replace(first.metadata, authority=ELSEWHERE, kind=None)), *others)
    )
    asked = scope.read(mixed, "What was said about care leavers?", Filters())
    assert scope.at_home(mixed, asked) == asked
