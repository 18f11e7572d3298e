"""An invented letter that says one thing of each kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import (
    Annotated,
    Basis,
    Caveat,
    Document,
    DocumentDate,
    Event,
    Heading,
    Inspection,
    Judgement,
    Mention,
    Metadata,
    Page,
    Party,
    Passage,
    Person,
    Recommendation,
    Reference,
    Role,
    Span,
    Statement,
    Statistic,
)

TEXT = """Short inspection of Kent County Council
12 March 2024
Ms Ada Example, Director of Children’s Services

Care leavers
Care leavers are well supported. In 2023, 79% were in suitable homes, up from 71%.

Areas for improvement
The quality of pathway plans. See the focused visit letter of May 2022.

This letter is not published. Overall effectiveness: Good
Bo Sample, His Majesty’s Inspector
"""


def at(words: str) -> Span:
    """Where words first stand in the letter."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def passage(words: str, heading: str, *sentences: str) -> Passage:
    headings = (Heading(at("Short inspection of Kent County Council"), 1), Heading(at(heading), 2, 0.75))
    return Passage(at(words), headings, tuple(map(at, sentences)), 1, "4")


CARE = ("Care leavers are well supported.", "In 2023, 79% were in suitable homes, up from 71%.")
PLANS = ("The quality of pathway plans.", "See the focused visit letter of May 2022.")


@pytest.fixture
def letter() -> Annotated:
    return Annotated(
        Document("letter.pdf", "application/pdf", "ab" * 32, TEXT, (Page(1, 0, 300), Page(2, 300, len(TEXT)))),
        (passage(" ".join(CARE), "Care leavers", *CARE), passage(" ".join(PLANS), "Areas for improvement", *PLANS)),
        metadata(),
        mentions=(Mention(at("Kent County Council"), "authority/E10000016", "authorities/1"),),
        statements=(
            Statement(at(CARE[0]), at(" ".join(CARE)), ("care-leavers",), "strength", "inspectorate", "themes/1", 0.9),
            Statement(
                at(CARE[1]),
                at(" ".join(CARE)),
                ("care-leaver-accommodation", "care-leavers"),
                "progress",
                annotator="t/1",
            ),
            Statement(at(PLANS[0]), at(" ".join(PLANS)), ("personal-advisers-pathway-plans",), "concern"),
        ),
        inspections=(
            Inspection(
                "Short inspection of Kent County Council",
                "ilacs-short",
                "2024-02-05",
                "2024-02-09",
                "E10000016",
                ("Bo Sample", "Al Other"),
                (Judgement("Overall effectiveness", "good", at("Overall effectiveness: Good")),),
                at("Short inspection of Kent County Council"),
                "inspections/1",
            ),
        ),
        people=(
            Person(
                "Ada Example",
                ("Ms Ada Example",),
                (
                    Role(
                        "Director of Children’s Services",
                        "Kent County Council",
                        "2024-03",
                        at("Director of Children’s Services"),
                    ),
                ),
                (at("Ms Ada Example"),),
                "people/1",
            ),
        ),
        statistics=(
            Statistic(
                at(CARE[1]),
                "care leavers in suitable homes",
                (Decimal("71.0"), Decimal(79)),
                "%",
                "care leavers",
                "2023",
                None,
                "up",
                "statistics/1",
            ),
        ),
        recommendations=(Recommendation(at(PLANS[0]), "improvement", "recommendations/1"),),
        references=(
            Reference(
                at("focused visit letter of May 2022"),
                "focused visit letter",
                "focused-visit-letter",
                "2022-05",
                "references/1",
            ),
        ),
    )


def metadata() -> Metadata:
    return Metadata(
        title="Short inspection of Kent County Council",
        title_span=at("Short inspection of Kent County Council"),
        kind="ilacs-report",
        date=DocumentDate("2024-03-12", Basis.STATED, span=at("12 March 2024")),
        events=(Event("ilacs-inspection", "2024-02-05", "2024-02-09", at("Short inspection of Kent County Council")),),
        authority="E10000016",
        authority_span=at("Kent County Council"),
        author="Ofsted",
        evaluated=True,
        addressees=(
            Party("Ada Example", "Director of Children’s Services", "Kent County Council", at("Ms Ada Example")),
        ),
        signatories=(Party("Bo Sample", "His Majesty’s Inspector", None, at("Bo Sample")),),
        caveats=(Caveat("unpublished", at("This letter is not published.")),),
    )
