"""A council is found by its names, and words that only look like one are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated

    Annotate = Callable[..., Annotated]


def _entities(found: Annotated) -> list[str]:
    return [mention.entity for mention in found.mentions]


def test_the_authority_of_the_title_outweighs_those_named_more_often(annotated: Annotate) -> None:
    found = annotated(
        "Scrutiny Panel\n\nDorset Children's Services\n\n- Leeds City Council helps us\n"
        "- Leeds City Council will stay\n- Leeds City Council sends advisers\n"
    )
    assert found.metadata.authority == "E06000059"
    assert _entities(found).count("authority/E08000035") == 3


@pytest.mark.parametrize(
    "words",
    [
        "Reading and writing have improved at key stage 2",
        "The team meets at 6 Cumberland Place on Mondays",
        "Greater Manchester Police sent two officers",
        "The family lives in Leeds Road near the park",
    ],
)
def test_streets_school_subjects_and_larger_areas_are_no_council(annotated: Annotate, words: str) -> None:
    found = annotated(f"Scrutiny Panel\n\nDorset Council\n\n- {words}\n")
    assert {entity for entity in _entities(found) if entity.startswith("authority/")} == {"authority/E06000059"}


def test_bodies_are_known_by_name_or_by_the_kind_of_their_name(annotated: Annotate) -> None:
    found = annotated(
        "Scrutiny Panel\n\nDorset Council\n\n- Ofsted and the Care Quality Commission visited in May.\n"
        "- Asha Rowe, Chief Nurse, NHS Dorset Clinical Commissioning Group, replied.\n"
    )
    said = {m.entity: found.document.text[m.span.start : m.span.end] for m in found.mentions}
    assert said["inspectorate/ofsted"] == "Ofsted"
    assert said["inspectorate/cqc"].endswith("Care Quality Commission")
    assert said["body-kind/clinical-commissioning-group"] == "NHS Dorset Clinical Commissioning Group"
