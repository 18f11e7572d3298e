"""Whom documents name, and whom a question means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.search import people
from kg.search.people import Somebody

if TYPE_CHECKING:
    from kg.library import Library

HELD = (
    Somebody("Margaret Young", ("Maggie Young", "Margaret Young", "Mrs Young")),
    Somebody("Ada Marsh", ("Ada Marsh", "Ms Marsh")),
    Somebody("Bo Lind", ("Bo Lind",)),
    Somebody("Cy Lind", ("Cy Lind",)),
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Maggie Young say about fostering?", "Margaret Young"),
        ("What did Mrs Young say about fostering?", "Margaret Young"),
        ("Was it Marsh who chaired the board?", "Ada Marsh"),
        ("Which posts has Ms Marsh held?", "Ada Marsh"),
        ("What is Marsh's post?", "Ada Marsh"),
        ("What did Bo Lind find?", "Bo Lind"),
    ],
)
def test_any_form_of_a_name_means_the_person(question: str, name: str) -> None:
    assert people.meant(question, HELD) == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "What did Lind find?",
        "What was said about Young Carers?",
        "How do young people fare?",
        "Marsh land",
        "What of Marshes?",
    ],
)
def test_a_surname_that_two_have_or_that_is_an_ordinary_word_means_nobody(question: str) -> None:
    assert people.meant(question, HELD) == ()


def test_the_sample_names_one_person_in_many_documents_once(library: Library) -> None:
    """Dervla Ashcombe is named in nine papers, in several posts."""
    names = [each.name for each in library.holdings.people()]
    assert names.count("Dervla Ashcombe") == 1
    assert len(names) == len(set(names))


def test_a_question_for_a_person_is_answered_with_the_posts_that_documents_give(library: Library) -> None:
    answer = library.ask("Which posts has Dervla Ashcombe held?")
    assert answer.answered
    assert answer.question.people == ("Dervla Ashcombe",)
    assert all("Ashcombe" in piece.citation.quote for piece in answer.evidence)
    assert len({piece.citation.document for piece in answer.evidence}) >= 5
