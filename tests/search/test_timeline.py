"""Every statement that filters leave, in order of time: none lost, none added, and the counts agree with the graphs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.model import Filters

if TYPE_CHECKING:
    from kg.library import Library


def test_without_filters_every_statement_is_there_once(library: Library) -> None:
    said = library.said(Filters())
    expected = {(held.id, each.span.start) for held in library.documents() for each in _statements(library, held.name)}
    assert len(said) == len(expected)
    assert {(one.document.id, one.start) for one in said} == expected


def test_a_theme_takes_in_those_below_it_and_counts_a_statement_once(library: Library) -> None:
    wanted = {"children-in-care", *library.vocabulary.narrower("children-in-care")}
    said = library.said(Filters(theme=("children-in-care",)))
    expected = [
        (held.id, each.span.start)
        for held in library.documents()
        for each in _statements(library, held.name)
        if wanted & set(each.themes)
    ]
    assert sorted((one.document.id, one.start) for one in said) == sorted(expected)


def test_they_stand_in_order_of_time_and_what_is_not_dated_comes_last(library: Library) -> None:
    dates = [one.document.metadata.date for one in library.said(Filters(theme=("care-leavers",)))]
    times = [date.value or (date.window[0] if date.window else "9999") for date in dates]
    assert times == sorted(times)


def test_speaker_and_stance_narrow_it(library: Library) -> None:
    every = library.said(Filters(theme=("care-leavers",)))
    concerns = library.said(Filters(theme=("care-leavers",), stance="concern", speaker="inspectorate"))
    assert concerns
    assert concerns == tuple(one for one in every if (one.stance, one.speaker) == ("concern", "inspectorate"))


def test_quoted_gives_the_words_in_the_order_asked(library: Library) -> None:
    said = library.said(Filters(theme=("care-leavers",)))[:9][::-1]
    quoted = library.quoted(said)
    assert [piece.id for piece in quoted] == [one.path for one in said]
    for piece in quoted:
        text = library.annotated(piece.citation.document).document.text
        assert text[piece.citation.start : piece.citation.end] == piece.citation.quote


def test_the_tally_counts_what_the_list_holds(library: Library) -> None:
    counted: Counter[tuple[str, str | None]] = Counter()
    for one in library.tally():
        if one.theme == "children-in-care":
            counted[one.document, one.stance] += one.count
    said = library.said(Filters(theme=("children-in-care",)))
    assert counted == Counter((one.document.id, one.stance) for one in said)


def test_a_theme_that_is_none_is_refused(library: Library) -> None:
    with pytest.raises(InputError, match="no theme 'nonsense'"):
        library.said(Filters(theme=("nonsense",)))


def _statements(library: Library, name: str) -> tuple:  # type: ignore[type-arg]
    return library.annotated(name).statements
