"""Names of themes decide what a statement is about; then its headings, then what the sentence before it named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.annotate import themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated
    from kg.vocabulary import Vocabulary

    Annotate = Callable[..., Annotated]


def _themes(found: Annotated) -> dict[str, tuple[str, ...]]:
    return {found.document.text[one.span.start : one.span.end]: one.themes for one in found.statements}


def test_the_most_specific_theme_that_fits_is_kept(registers: Vocabulary) -> None:
    found = themes.of_text("Care leavers know their personal adviser", registers)
    assert found[0] == "personal-advisers-pathway-plans"
    assert "care-leavers" not in found


def test_names_are_found_in_the_plural_with_any_apostrophe_and_case(registers: Vocabulary) -> None:
    for words in ("Children’s homes", "CHILDREN'S HOMES", "the children's home"):
        assert themes.of_text(words, registers) == ("childrens-homes",)


def test_an_acronym_is_matched_by_case_and_without_the_initial_of_its_place(registers: Vocabulary) -> None:
    assert themes.of_text("The PEX figures", registers) == ("exclusions",)
    assert themes.of_text("a pex", registers) == ()
    assert themes.of_text("The DSCP learning group", registers) == themes.of_text("The SCP learning group", registers)


def test_carers_alone_are_not_foster_carers(registers: Vocabulary) -> None:
    assert "fostering" not in themes.of_text("Parents and carers were asked", registers)
    assert themes.of_text("Foster carers were asked", registers)[0] == "fostering"


def test_a_bare_bullet_is_about_its_heading_through_a_generic_one(annotated: Annotate) -> None:
    found = _themes(annotated("# Deck\n\n## Alternative provision\n\n### Next steps\n\n- A parity of offer\n", "d.md"))
    assert found["A parity of offer"] == ("alternative-provision",)


def test_the_title_says_nothing_of_one_sentence(annotated: Annotate) -> None:
    found = _themes(annotated("# Youth justice plan\n\n## Aims\n\nThe weather was fine all day long.\n", "plan.md"))
    assert found["The weather was fine all day long."] == ()


def test_prose_goes_on_about_what_it_named(annotated: Annotate) -> None:
    words = "Pathway plans are often late. Their quality varies a good deal. So it goes on."
    found = _themes(annotated(f"# Note\n\n## Visit\n\n{words}\n", "n.md"))
    assert found["Their quality varies a good deal."] == ("personal-advisers-pathway-plans",)
    assert found["So it goes on."] == ("personal-advisers-pathway-plans",)


def test_a_new_bullet_does_not_go_on(annotated: Annotate) -> None:
    found = _themes(annotated("# Note\n\n## Visit\n\n- Pathway plans are late.\n- Rain is likely.\n", "n.md"))
    assert found["Rain is likely."] == ()


def test_at_most_four_themes(annotated: Annotate) -> None:
    words = "Fostering, exclusions, attendance, early help, caseloads, neglect and autism were discussed."
    (found,) = _themes(annotated(f"# Note\n\n## Talk\n\n{words}\n", "n.md")).values()
    assert len(found) == 4


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Children in care attend school regularly.", "virtual-school"),
        ("The health of looked after children is checked.", "health-children-in-care"),
        ("Care leavers wait for housing.", "care-leaver-accommodation"),
        ("Pupils with SEND attain well.", "send-outcomes"),
        ("Pupils with SEND are not identified early.", "send-identification"),
    ],
)
def test_who_it_is_about_decides_what_health_and_school_mean(annotated: Annotate, words: str, theme: str) -> None:
    assert theme in _themes(annotated(f"# Note\n\n## Visit\n\n{words}\n", "n.md"))[words]


def test_the_area_of_a_heading_stands_beside_what_a_sentence_names_outside_it(annotated: Annotate) -> None:
    heading = "The experiences and progress of children who need help and protection: good"
    inside, outside = "Core groups meet monthly.", "Newly qualified social workers have an induction."
    found = _themes(annotated(f"# Report\n\n## {heading}\n\n{inside} {outside}\n", "r.md"))
    assert found[inside] == ("child-protection",)
    assert found[outside] == ("workforce", "help-protection")


def test_a_sentence_that_names_nothing_opens_what_its_paragraph_goes_on_to_name(annotated: Annotate) -> None:
    words = "There is a good deal to praise. Pathway plans are clear."
    found = _themes(annotated(f"# Note\n\n## Visit\n\n{words}\n", "n.md"))
    assert found["There is a good deal to praise."] == ("personal-advisers-pathway-plans",)


def test_a_last_theme_said_in_passing_is_left_out(registers: Vocabulary) -> None:
    words = "Fostering, foster carers, exclusions and attendance were discussed, with some respite."
    assert "disabled-children-short-breaks" in themes.of_text("some respite", registers)
    assert "disabled-children-short-breaks" not in themes.of_text(words, registers)


def test_the_narrow_theme_of_a_heading_stands_beside_what_a_sentence_names(annotated: Annotate) -> None:
    found = _themes(annotated("# Deck\n\n## Private fostering\n\n- More audits\n", "d.md"))
    assert set(found["More audits"]) == {"private-fostering", "quality-assurance-performance"}


def test_how_an_inspection_was_made_is_about_inspection_alone(annotated: Annotate) -> None:
    words = "Inspectors met foster carers and school leaders. They also read pathway plans. Pathway plans are clear."
    found = _themes(annotated(f"# Report\n\n## Visit\n\n{words}\n", "r.md"))
    assert [*found.values()][:2] == [("improvement-support",), ("improvement-support",)]
    assert found["Pathway plans are clear."] == ("personal-advisers-pathway-plans",)
