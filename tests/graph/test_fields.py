"""What the shapes allow is what a reader of fields is told, with what stands there and where it leads."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg.graph.fields import Field, described
from kg.graph.shapes import files
from kg.settings import DEFAULT_BASE
from kg.vocabulary.names import PREFIXES
from kg.vocabulary.turtle import load

ALLOWED = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?property { ?s sh:closed true ; sh:targetClass <%s> ; sh:ignoredProperties/rdf:rest*/rdf:first ?property }
"""


def field(name: str, path: str) -> Field:
    return next(each for each in described()[name].fields if each.path == path)


@pytest.fixture(scope="module")
def shapes() -> ox.Store:
    store = ox.Store()
    for file in files():
        store.load(path=file, base_iri=DEFAULT_BASE)
    return store


@pytest.mark.parametrize("name", list(described()))
def test_every_property_that_a_closed_shape_allows_is_on_some_path_and_no_other_is(shapes: ox.Store, name: str) -> None:
    expanded = ALLOWED % (PREFIXES["kg"] + name.removeprefix("kg:"))
    allowed = {row["property"].value for row in shapes.query(expanded)}  # type: ignore[union-attr, index]
    paths = [each.path for each in described()[name].fields if not each.path.startswith("^")]
    named = {PREFIXES[prefix] + local for path in paths for prefix, local in re.findall(r"(\w+):(\w+)", path)}
    assert named == allowed - {PREFIXES["rdf"] + "type"}


def test_a_field_knows_what_stands_there() -> None:
    assert field("kg:Statement", "kg:stance").scheme == "stance"
    assert field("kg:FollowUp", "kg:status").scheme == "follow-up"
    assert field("kg:Document", "kg:authority").scheme == "authority"
    assert field("kg:Document", "dcterms:date").values == "date"
    assert field("kg:Document", "kg:earliest").values == "day"
    assert field("kg:Statistic", "kg:value").values == "number"
    assert field("kg:Document", "kg:sha256").values == "code"
    assert not field("kg:Statement", "kg:otherTheme").single


def test_a_link_knows_where_it_leads_forwards_backwards_and_up_to_the_whole() -> None:
    assert field("kg:FollowUp", "kg:recommendation").leads == "kg:Recommendation"
    assert field("kg:Judgement", "^kg:judgement").leads == "kg:Inspection"
    whole = field("kg:Statistic", "(kg:inPassage|dcterms:isPartOf)+")
    assert (whole.leads, whole.required, whole.single) == ("kg:Document", True, True)


def test_every_scheme_named_has_concepts() -> None:
    vocabulary = load(DEFAULT_BASE)
    schemes = {each.scheme for one in described().values() for each in one.fields if each.scheme}
    assert {each for each in schemes if not vocabulary.schemes.get(each)} == {"authority"}
    assert vocabulary.authorities
