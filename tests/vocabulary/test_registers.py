"""The registers hold what the sector names, contradict nothing, and answer the look-ups of the annotators."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import vocabulary
from kg.settings import DEFAULT_BASE

if TYPE_CHECKING:
    from kg.vocabulary import Concept

REGISTERS = vocabulary.load(DEFAULT_BASE)
SHARED = Path(__file__).parents[3] / "shared"


def concepts() -> list[tuple[str, Concept]]:
    return [(scheme, each) for scheme, held in REGISTERS.schemes.items() for each in held.values()]


def test_registers_are_read_once_a_base():
    assert vocabulary.load(DEFAULT_BASE) is REGISTERS
    other = vocabulary.load("https://data.example/things#")
    assert other.base == "https://data.example/things#"
    assert other.authorities == REGISTERS.authorities
    assert other.schemes == REGISTERS.schemes


@pytest.mark.parametrize(("scheme", "concept"), concepts(), ids=lambda value: getattr(value, "id", value))
def test_every_concept_has_a_label_and_a_notation_safe_in_an_iri(scheme: str, concept: Concept):
    assert concept.label
    assert re.fullmatch(r"[a-z0-9_-]+", concept.id), scheme
    folded = [name.casefold() for name in concept.names]
    assert len(folded) == len(set(folded)), "a name is given twice"


def test_labels_of_a_scheme_are_unique():
    for held in REGISTERS.schemes.values():
        labels = [concept.label.casefold() for concept in held.values()]
        assert len(labels) == len(set(labels))


def test_related_themes_are_mutual_and_never_above_one_another():
    for theme in REGISTERS.themes.values():
        for other in theme.related:
            assert theme.id in REGISTERS.themes[other].related
            assert other not in REGISTERS.broader(theme.id)


def test_broader_and_narrower_close_over_levels():
    assert REGISTERS.broader("fostering") == ("placement-sufficiency", "children-in-care")
    assert {"fostering", "uasc"} <= set(REGISTERS.narrower("children-in-care"))
    assert REGISTERS.narrower("fostering") == ()
    for theme in REGISTERS.themes:
        assert theme not in REGISTERS.broader(theme)


def test_every_theme_has_a_definition():
    assert all(theme.definition.endswith(".") for theme in REGISTERS.themes.values())


def test_kinds_name_speakers_and_frameworks_that_exist():
    for kind in REGISTERS.kinds.values():
        assert kind.speaker in REGISTERS.speakers
        assert kind.framework is None or kind.framework in REGISTERS.frameworks
        assert not kind.evaluated or kind.speaker == "inspectorate", "only an inspectorate states findings"


def test_frameworks_name_grades_and_inspectorates_that_exist():
    for framework in REGISTERS.frameworks.values():
        assert set(framework.grades) <= REGISTERS.grades.keys()
        assert set(framework.inspectorates) <= REGISTERS.inspectorates.keys()
        ranks = [REGISTERS.grades[grade].rank for grade in framework.grades]
        assert len(ranks) == len(set(ranks)) or framework.id == "joint-send"


@pytest.mark.parametrize(
    ("framework", "words", "grade"),
    [
        ("ilacs", "requires improvement", "requires-improvement-to-be-good"),
        ("ilacs-short", "Requires improvement\nto be good", "requires-improvement-to-be-good"),
        ("sif", "Requires improvement", "requires-improvement"),
        ("safeguarding-looked-after", "Adequate", "adequate"),
        ("ilacs", "Adequate", None),
        ("ilacs-focused-visit", "Good", None),
        ("area-send", "widespread and/or systemic failings", "systemic-failings"),
    ],
)
def test_a_grade_is_read_in_the_words_of_its_framework(framework: str, words: str, grade: str | None):
    read = REGISTERS.grade(framework, words)
    assert (read and read.id) == grade


def test_the_153_authorities_have_distinct_codes_and_names():
    held = [each for each in REGISTERS.authorities.values() if not each.gss.startswith("X")]
    assert len(held) == 153
    for code in ("gss", "la_code", "urn", "label", "name"):
        assert len({getattr(each, code) for each in held}) == 153
    for each in held:
        assert re.fullmatch(r"E(06|08|09|10)\d{6}", each.gss)
        assert set(each.neighbours) <= REGISTERS.authorities.keys() - {each.gss}
        assert len(each.neighbours) == 10
    assert len({each.region for each in held}) == 9


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_the_register_carries_over_the_reference_table():
    with (SHARED / "reference" / "authorities.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    by_code = {each.la_code: each for each in REGISTERS.authorities.values() if each.neighbours}
    assert {row["la_code"] for row in rows} == by_code.keys()
    for row in rows:
        authority = by_code[row["la_code"]]
        assert authority.urn == row["urn"]
        assert row["ltla23cd"] in (authority.gss, authority.former)
        assert [by_code[code.strip()].gss for code in row["stat_neighbours"].split(",")] == list(authority.neighbours)


def test_labels_are_found_by_path():
    assert REGISTERS.label("theme/care-leavers") == "Care leavers"
    assert REGISTERS.label("authority/E06000045") == "Southampton City Council"
    assert REGISTERS.label("inspectorate/cqc") == "Care Quality Commission"
    with pytest.raises(KeyError):
        REGISTERS.label("theme/nothing")


def test_a_former_code_leads_to_the_authority_of_today():
    today = REGISTERS.authority("E06000066")
    assert today is not None
    assert REGISTERS.authority("E10000027") is today
    assert REGISTERS.authority("E99999999") is None


def test_patterns_of_local_bodies_match_whole_names():
    def matches(kind: str, name: str) -> bool:
        return re.fullmatch(REGISTERS.body_kinds[kind].pattern, name) is not None

    assert matches("nhs-trust", "Vale of Arden University Hospitals NHS Foundation Trust")
    assert matches("integrated-care-board", "NHS Arden and Westmarch Integrated Care Board")
    assert matches("clinical-commissioning-group", "NHS Arden City Clinical Commissioning Group")
    assert matches("safeguarding-partnership", "Arden Safeguarding Children Partnership")
    assert not matches("nhs-trust", "the NHS Trust")
