"""Names of authorities are found whole, the longest first, and look-alikes are kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocabulary
from kg.settings import DEFAULT_BASE
from kg.vocabulary.places import Gazetteer

REGISTERS = vocabulary.load(DEFAULT_BASE)
NAMES = [(name, each.gss) for each in REGISTERS.authorities.values() for name in each.names]


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[place.start : place.end], REGISTERS.authorities[place.gss].name) for place in REGISTERS.places.find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Southampton City Council’s area", [("Southampton City Council", "Southampton")]),
        ("the village of South Hampton", []),
        ("Northamptonshire County Council", []),
        ("North Northamptonshire and Northampton", [("North Northamptonshire", "North Northamptonshire")]),
        ("Nottingham, not Nottinghamshire", [("Nottingham", "Nottingham"), ("Nottinghamshire", "Nottinghamshire")]),
        ("Derby; Derbyshire", [("Derby", "Derby"), ("Derbyshire", "Derbyshire")]),
        ("Leicestershire", [("Leicestershire", "Leicestershire")]),
        ("Kingston upon Hull", [("Kingston upon Hull", "Kingston upon Hull")]),
        ("Kingston-upon-Thames", [("Kingston-upon-Thames", "Kingston upon Thames")]),
        (
            "Central Bedfordshire and Bedford",
            [("Central Bedfordshire", "Central Bedfordshire"), ("Bedford", "Bedford")],
        ),
        ("Newcastle-under-Lyme", []),
        ("Newcastle upon Tyne", [("Newcastle upon Tyne", "Newcastle upon Tyne")]),
        ("South Gloucestershire", [("South Gloucestershire", "South Gloucestershire")]),
        ("Bath & North East Somerset", [("Bath & North East Somerset", "Bath and North East Somerset")]),
        ("Bath and\nNorth East Somerset", [("Bath and\nNorth East Somerset", "Bath and North East Somerset")]),
        ("reading to children", []),
        ("the London Borough of Bromley", [("London Borough of Bromley", "Bromley")]),
        ("East Sussex, West Sussex", [("East Sussex", "East Sussex"), ("West Sussex", "West Sussex")]),
        ("North Yorkshire and York", [("North Yorkshire", "North Yorkshire"), ("York", "York")]),
        ("Durham County Council", [("Durham County Council", "Durham")]),
        ("Sutton Coldfield", []),
        ("1 Market Street, Manchester, M99 9ZZ", []),
        ("Manchester M99", [("Manchester", "Manchester")]),
    ],
)
def test_look_alikes_are_kept_apart(text: str, expected: list[tuple[str, str]]):
    assert found(text) == expected


def test_a_council_is_told_from_a_place():
    places = list(REGISTERS.places.find("Kent County Council works in Kent"))
    assert [place.council for place in places] == [True, False]


@given(st.sampled_from(NAMES))
def test_every_name_leads_to_its_authority(name: tuple[str, str]):
    authority = REGISTERS.authority_named(name[0].upper())
    assert authority is not None
    assert authority.gss == name[1]


@given(st.lists(st.one_of(st.sampled_from([name for name, _ in NAMES]), st.text(max_size=8)), max_size=8))
def test_finds_are_slices_in_order_that_never_overlap(parts: list[str]):
    text = " ".join(parts)
    end = 0
    for place in REGISTERS.places.find(text):
        assert end <= place.start < place.end <= len(text)
        assert REGISTERS.places.named(text[place.start : place.end]) == place.gss
        end = place.end


def test_one_name_for_two_authorities_is_refused():
    with pytest.raises(ValueError, match="stands for A and B"):
        Gazetteer([("Arden", "A"), ("ARDEN", "B")], [])
