"""A person needs a letterhead, a signature, a list, a chart, a title or a post; everything else stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.annotate import inspectors, names

from .conftest import DECK, LETTER, RECORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated, Person

    Annotate = Callable[..., Annotated]


def _by_name(found: Annotated) -> dict[str, Person]:
    return {person.name: person for person in found.people}


def test_a_letter_names_its_addressee_inspectors_and_signatory(annotated: Annotate) -> None:
    people = _by_name(annotated(LETTER))
    assert set(people) == {"Philippa Oakenshaw", "Rhodri Penhale", "Ama Quartey-Lund"}
    assert people["Philippa Oakenshaw"].surface_forms == ("Philippa Oakenshaw", "Ms Oakenshaw")
    role = people["Ama Quartey-Lund"].roles[0]
    assert (role.role, role.organisation, role.as_of) == ("Her Majesty's Inspector", "Ofsted", "2022-03-14")


def test_a_greeting_by_given_name_belongs_to_the_addressee(annotated: Annotate) -> None:
    people = _by_name(annotated(RECORD))
    assert set(people) == {"Benedict Lyle", "Ottoline Frayne", "Idris Coldwell", "Sunniva Threlfall"}
    assert "Ben" in people["Benedict Lyle"].surface_forms
    assert people["Sunniva Threlfall"].roles[0].role == "Assistant Regional Director, South West"
    assert people["Ottoline Frayne"].roles == ()


def test_a_chart_flattened_to_lines_pairs_posts_with_names(annotated: Annotate) -> None:
    people = _by_name(annotated(DECK))
    roles = {name: [role.role for role in person.roles] for name, person in people.items()}
    assert roles == {
        "Benedict Lyle": ["Executive Director"],
        "Ottoline Frayne": ["Head of Corporate Parenting"],
        "Idris Coldwell": ["Head of SEND"],
        "Wren Astbury": ["Head of SEND (secondment)"],
    }


def test_every_mention_is_a_slice_that_names_the_person(annotated: Annotate) -> None:
    for text in (LETTER, RECORD, DECK):
        found = annotated(text)
        for person in found.people:
            said = {" ".join(found.document.text[m.start : m.end].split()) for m in person.mentions}
            assert all(any(form.split()[-1] in words for form in person.surface_forms) for words in said)


@pytest.mark.parametrize(
    "words",
    [
        "Oakenshaw House is a home for four children.",
        "The Head of Service wrote to Signs of Safety trainers.",
        "Care Director holds the records; Family Safeguarding is the model.",
        "We thank Milton Keynes, North Yorkshire and West Berkshire for their help.",
        "The Director of Children's Services has been in post since May 2019.",
        "Mockingbird hubs and Staying Close work well in Castle Park.",
    ],
)
def test_look_alikes_are_nobody(annotated: Annotate, words: str) -> None:
    assert annotated(f"Scrutiny Panel\n\nDorset Children's Services\n\n- {words}\n").people == ()


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ("Mrs Hannah O’Dowd, Head of SEND", "Hannah O’Dowd", ", Head of SEND"),
        ("Ruth van der Berg Director", "Ruth van der Berg", " Director"),
        ("Jo McAllister-Smith", "Jo McAllister-Smith", ""),
        ("Dr Patel", "Patel", ""),
    ],
)
def test_a_name_ends_where_the_post_begins(words: str, name: str, rest: str) -> None:
    found = names.starting(words, 0, len(words))
    assert found is not None
    assert (found.text, words[found.span.end :]) == (name, rest)


def test_a_list_of_inspectors_goes_on_behind_their_posts(annotated: Annotate) -> None:
    words = "Team inspectors: Ada Pike HMI, Tom Quill Contracted Inspector, Paul d’Arbel, Sue Oake Seconded Inspector."
    found = inspectors.find(annotated(f"# Inspection of services\n\n## The inspection team\n\n{words}\n").document)
    assert {one.name.text for one in found} == {"Ada Pike", "Tom Quill", "Paul d’Arbel", "Sue Oake"}
