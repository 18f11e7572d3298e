"""A statistic is a number that somebody stated, with what was counted; a number that is a name is none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.annotate.figures import figures
from kg.annotate.quantities import quantities, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated, Statistic

    Annotate = Callable[..., Annotated]


def _stated(annotated: Annotate, words: str, heading: str = "Care leavers") -> list[Statistic]:
    return list(annotated(f"# Report\n\n## {heading}\n\n{words}\n").statistics)


def _values(found: list[Statistic]) -> list[tuple[list[float], str | None]]:
    return [([float(number) for number in one.values], one.unit) for one in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sixty-one per cent of plans were issued on time.", [([61], "%")]),
        ("An extra £1.9 million was added to the budget.", [([1_900_000], "GBP")]),
        ("The grant was £245,310 in the first year.", [([245_310], "GBP")]),
        ("The council has closed three of its residential homes.", [([3], None)]),
        ("Nobody sleeps rough, and 15 live in shared houses.", [([15], None)]),
        ("The small number of boys who live outside the county (21) are settled.", [([21], None)]),
        ("In spring there were 81 missing from care episodes.", [([81], None)]),
        ("Notices are used well, with 22 issued last year.", [([22], None)]),
        ("Families can wait over 12 months for a first appointment.", [([12], "months")]),
        ("The local authority operates one children’s home.", [([1], "children’s home")]),
        ("Two asylum hotels opened last spring.", [([2], "asylum hotels")]),
        ("In 9 of 22 assessments the child was not seen.", [([9, 22], "assessments")]),
        ("Of the 61 young people who turned 18, 34 were given their history.", [([34, 61], "young people")]),
        ("Residential placements are down from 44 to 36.", [([44, 36], None)]),
        ("Caseloads vary between 15 and 20.", [([15, 20], None)]),
        ("Legal proceedings take 15 to 20 weeks.", [([15, 20], "weeks")]),
        ("The rate was 74 in every 10,000.", [([74], "per 10,000")]),
        ("There are 1,204 families and 37 workers.", [([1204], "families"), ([37], "workers")]),
        ("One child (14) is living in an unregistered home.", [([1], "child")]),
        ("One in five children (21.4%) live in poverty.", [([21.4], "%")]),
        ("There was one serious case review in the year.", [([1], "serious case review")]),
        ("One young person moved away.", [([1], "young person")]),
        ("The council created 40 additional social work posts.", [([40], "social work posts")]),
        ("Families face a wait of over two years for a diagnosis.", [([2], "years")]),
        (
            "There were 612 exclusions from secondary schools and 57 from primary schools.",
            [([612], "exclusions"), ([57], None)],
        ),
        ("Of 38 referrals, only five have gone on.", [([5, 38], "referrals")]),
        ("204 (or 52%) live elsewhere.", [([204], None), ([52], "%")]),
        ("Attendance has improved for the past four years.", [([4], "years")]),
        ("A 3 year trend of fewer exclusions", [([3], "years")]),
        ("The cohort achieved a rank position of 61/149.", [([61, 149], "rank")]),
    ],
)
def test_numbers_in_figures_and_in_words(
    annotated: Annotate, words: str, expected: list[tuple[list[float], str | None]]
) -> None:
    assert _values(_stated(annotated, words)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "The visit took place on 14 and 15 March 2022.",
        "Young people aged 16 and 17 move on at 18.",
        "Support goes on until they are 25.",
        "They meet an adviser at the age of 15 years and nine months.",
        "Many live within 20 miles of home.",
        "It is one of its residential homes.",
        "Referrals from these two services are counted as one.",
        "Progress at key stage 2 and in Years 7 to 9 is good.",
        "See section 47 and paragraph 12 on page 3.",
        "Telephone 0300 123 1231 or write to DT1 1XJ.",
        "The 0 to 19 service and the post-16 team share an office.",
        "Results for 2021/22 and 2022-23 are provisional.",
        "Children with 3 or more moves need a plan.",
        "Plans must be ready within 20 weeks.",
        "One parent said that nobody answers.",
        "The two-part training starts at 10:30.",
        "Referrals increased over the last two years.",
        "Support to young people over 21 is good.",
        "One pupil said: ‘I take two tablets a day.’",
        "Services up to 25 in the area vary.",
    ],
)
def test_numbers_that_are_names_are_left_alone(annotated: Annotate, words: str) -> None:
    assert _stated(annotated, words) == []


def test_a_comparator_belongs_to_the_number_it_qualifies(annotated: Annotate) -> None:
    (one,) = _stated(annotated, "In 2023/24 38% of new plans were issued on time, compared with 59% nationally.")
    assert (one.values, one.comparator, one.relation) == ((Decimal(38),), "59% nationally", "below")
    assert (one.population, one.period) == ("new plans", "In 2023/24")


def test_an_amount_of_change_is_the_relation_of_its_level(annotated: Annotate) -> None:
    (one,) = _stated(annotated, "Care leaver numbers have risen, net by 18 in the past year to 67.")
    assert (one.values, one.relation, one.period) == ((Decimal(67),), "up by 18", "in the past year")


def test_a_change_alone_is_a_statistic_with_its_direction(annotated: Annotate) -> None:
    (one,) = _stated(annotated, "Fixed-term exclusions reduced by 21%.")
    assert (one.values, one.unit, one.relation) == ((Decimal(21),), "%", "down")


def test_what_was_counted_comes_from_the_sentence_and_else_from_the_heading(annotated: Annotate) -> None:
    (one,) = _stated(annotated, "96% of nurseries are good or outstanding.")
    assert (one.indicator, one.population) == ("are good or outstanding", "nurseries")
    (one,) = _stated(annotated, "Suitable accommodation: 94%")
    assert (one.indicator, one.population) == ("Suitable accommodation", "Care leavers")


def test_a_comparison_without_a_number_is_kept_with_its_relation(annotated: Annotate) -> None:
    (one,) = _stated(annotated, "Permanent exclusions are above the national average.")
    assert one.values == ()
    assert (one.indicator, one.comparator, one.relation) == ("Permanent exclusions", "the national average", "above")


def test_a_cell_of_a_table_is_named_by_its_row_and_dated_by_its_column(annotated: Annotate) -> None:
    table = (
        "| Measure | March 2022 | March 2023 |\n|---|---|---|\n| Dental checks | 61% | 74% |\n| Caseload | 17 | 16 |"
    )
    found = annotated(f"# Report\n\n## Figures\n\n{table}\n", "report.md").statistics
    assert [(one.indicator, float(one.values[0]), one.unit, one.period) for one in found] == [
        ("Dental checks", 61, "%", "March 2022"),
        ("Dental checks", 74, "%", "March 2023"),
        ("Caseload", 17, None, "March 2022"),
        ("Caseload", 16, None, "March 2023"),
    ]


def test_the_span_is_the_words_that_state_it(annotated: Annotate) -> None:
    found = annotated("# Report\n\nThere are 21 hostel places, 5 foster placements and 10 lodgings in the city.\n")
    text = found.document.text
    assert [text[one.span.start : one.span.end] for one in found.statistics] == [
        "There are 21 hostel places",
        "5 foster placements",
        "10 lodgings in the city.",
    ]


@pytest.mark.parametrize(("words", "number"), [("Two hundred and sixty", 260), ("1,204", 1204), ("forty-two", 42)])
def test_numbers_read_alike_in_words_and_digits(words: str, number: int) -> None:
    assert value(words) == number


@given(some.text(alphabet=some.sampled_from("0123456789 %£,.()-–/ofinto percent children two\n"), max_size=80))
def test_whatever_the_words_figures_stay_inside_them(words: str) -> None:
    """Every quantity and every stretch lies inside the sentence, and no two quantities overlap."""
    found = quantities(words)
    assert all(0 <= one.start < one.end <= len(words) for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(0 <= one.start < one.end <= len(words) for one in figures(words))


def test_a_change_is_of_what_it_is_in_and_nobody_s_telling_is_part_of_it(annotated: Annotate) -> None:
    (rise,) = _stated(annotated, "The campaign has led to a 40% increase in enquiries from carers.")
    assert (rise.indicator, rise.relation) == ("enquiries from carers", "up")
    (share,) = _stated(annotated, "You told us that 79% of pupils attend good schools.")
    assert (share.indicator, share.population) == ("attend good schools", "pupils")
