"""One person in several documents: by name, organisation and post together, never by surname alone."""

from __future__ import annotations

import pytest

from kg.linking.people import full_names, same_people
from kg.linking.sources import Source
from kg.model import Annotated, Document, Metadata, Person, Role, Span

_COUNCIL = "Harnmouth City Council"


def _source(number: int, *people: tuple[str, str | None, str | None], year: int = 2022) -> Source:
    """A document that names some people, each with post and organisation."""
    text = "\n".join(name for name, _, _ in people)
    named = []
    for name, post, organisation in people:
        span = Span(text.index(name), text.index(name) + len(name))
        roles = (Role(post, organisation, None, span),) if post else ()
        named.append(Person(name, (name,), roles, (span,), "test/1"))
    document = Document(f"{number}.txt", "text/plain", f"{number:064}", text)
    annotated = Annotated(document, (), Metadata("A document"), people=tuple(named))
    return Source(
        f"{number}.txt",
        annotated,
        None,
        "document",
        inspects=False,
        framework=None,
        window=(f"{year}-01-01", f"{year}-01-01"),
    )


def test_a_short_form_in_the_same_post_is_the_person_of_the_full_name() -> None:
    first = _source(1, ("Katherine Holloway", "Director of Children's Services", _COUNCIL))
    second = _source(2, ("Kate Holloway", "Executive Director", _COUNCIL))
    (person,) = same_people([first, second])
    assert person.name == "Katherine Holloway"
    assert "same surname, organisation and post (director)" in person.reason
    assert [mention.quote for mention in person.mentions] == ["Katherine Holloway", "Kate Holloway"]
    assert full_names([person], "2.txt") == {"Kate Holloway": "Katherine Holloway"}
    assert full_names([person], "1.txt") == {}


@pytest.mark.parametrize(
    "other",
    [
        ("Steph Holloway", "Director of Children's Services", _COUNCIL),
        ("Kate Hallaway", "Director of Children's Services", _COUNCIL),
        ("Kate Holloway", "Director of Nursing", "NHS Harnmouth Trust"),
        ("Kate Holloway", "Personal assistant", _COUNCIL),
        ("Kate Holloway", None, None),
        ("K Holloway", "Director of Children's Services", _COUNCIL),
        ("Ms Holloway", "Director of Children's Services", _COUNCIL),
    ],
)
def test_a_surname_or_a_name_like_it_is_not_enough(other: tuple[str, str | None, str | None]) -> None:
    first = _source(1, ("Katherine Holloway", "Director of Children's Services", _COUNCIL))
    assert same_people([first, _source(2, other)]) == ()


def test_a_short_form_that_fits_two_people_joins_neither() -> None:
    first = _source(1, ("Stephen Farrow", "Head of Service", _COUNCIL), ("Stephanie Farrow", "Head of SEND", _COUNCIL))
    assert same_people([first, _source(2, ("Steph Farrow", "Head of Service", _COUNCIL))]) == ()


def test_the_same_full_name_elsewhere_is_somebody_else() -> None:
    first = _source(1, ("Mary Tanner", "Head of Service", _COUNCIL))
    assert same_people([first, _source(2, ("Mary Tanner", "Inspector", "Ofsted"))]) == ()
    assert len(same_people([first, _source(3, ("Mary Tanner", "Social worker", _COUNCIL))])) == 1
