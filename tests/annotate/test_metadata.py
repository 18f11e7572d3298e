"""What a document is comes from its title block and first page, and what is not printed is said to be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import DECK, LETTER, RECORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated

    Annotate = Callable[..., Annotated]


def test_a_published_letter_has_kind_date_parties_and_event(annotated: Annotate) -> None:
    found = annotated(LETTER)
    metadata = found.metadata
    assert metadata.kind == "focused-visit-letter"
    assert metadata.title == "Focused visit to Dorset Council children's services"
    assert (metadata.date.value, metadata.date.basis) == ("2022-03-14", "stated")
    assert [(event.type, event.start, event.end) for event in metadata.events] == [
        ("focused-visit", "2022-02-01", "2022-02-02")
    ]
    assert metadata.authority == "E06000059"
    assert metadata.author == "Ofsted"
    assert metadata.evaluated
    assert [(one.name, one.post, one.organisation) for one in metadata.addressees] == [
        ("Philippa Oakenshaw", "Director of Children's Services", "Dorset Council")
    ]
    assert [(one.name, one.post) for one in metadata.signatories] == [("Rhodri Penhale", "Her Majesty's Inspector")]


def test_caveats_are_the_sentences_that_say_them(annotated: Annotate) -> None:
    found = annotated(RECORD)
    said = {caveat.kind: found.document.text[caveat.span.start : caveat.span.end] for caveat in found.metadata.caveats}
    assert set(said) == {"unpublished", "not-evaluated"}
    assert said["unpublished"].startswith("Please note: This letter")
    assert not found.metadata.evaluated


def test_what_services_have_not_evaluated_is_no_caveat(annotated: Annotate) -> None:
    words = (
        "The impact of training has not been evaluated. The annual report has not been published. The contents of"
        " plans have not been verified by managers. In the single agency document, progress is not validated."
    )
    found = annotated(LETTER.rstrip() + f"\n\n{words}\n").metadata
    assert found.evaluated
    assert {one.kind for one in found.caveats}.isdisjoint({"unpublished", "not-evaluated"})
    assert annotated(LETTER).metadata.caveats[0].kind == "to-be-published"


def test_every_addressee_of_a_joint_letter_is_one(annotated: Annotate) -> None:
    """Two on one line, one whose post stands before the name, one of whom only the body is given."""
    letter = (
        "12 May 2023\n\nPhilippa Oakenshaw, Director of Children’s Services, Dorset Council Idris Coldwell OBE, Chief"
        " Nurse, Dorset Integrated Care Board\n\nWren Astbury, Dorset Commissioning Partnership\n\nActing Chief"
        " Constable Rhodri Penhale, Dorset Police\n\nAma Quartey, Executive Director of Adult Services Kit Foster,"
        " Police, Fire and Crime Commissioner\n\nDear local partnership\n\nJoint targeted area inspection of Dorset"
        "\n\nThis letter\n"
    )
    found = annotated(letter).metadata.addressees
    assert [(one.name, one.post, one.organisation) for one in found] == [
        ("Philippa Oakenshaw", "Director of Children’s Services", "Dorset Council"),
        ("Idris Coldwell", "Chief Nurse", "Dorset Integrated Care Board"),
        ("Wren Astbury", None, "Dorset Commissioning Partnership"),
        ("Rhodri Penhale", "Acting Chief Constable", "Dorset Police"),
        ("Ama Quartey", "Executive Director of Adult Services", None),
        ("Kit Foster", "Police, Fire and Crime Commissioner", None),
    ]


def test_an_undated_deck_is_dated_by_its_window_and_says_why(annotated: Annotate) -> None:
    date = annotated(DECK).metadata.date
    assert (date.value, date.basis, date.window) == ("2021", "inferred", ("2021-03", "2021-08"))
    assert date.reason is not None
    assert "completed in March 2021" in date.reason


def test_a_year_that_is_merely_printed_is_not_the_date(annotated: Annotate) -> None:
    date = annotated("Scrutiny Panel\n\nDorset Council\n\nOfsted 2014\n\n- A new service\n- Fewer referrals\n")
    assert date.metadata.date.value is None
    assert date.metadata.date.basis == "unknown"
    assert date.metadata.date.reason


def test_an_inspection_report_without_a_date_follows_its_inspection(annotated: Annotate) -> None:
    found = annotated(
        "Inspection of Dorset local authority children's services\n\nInspection dates: 5 to 16 June 2023\n\n"
        "Lead inspector: Rhodri Penhale, His Majesty's Inspector\n\n© Crown copyright 2021\n"
    )
    assert found.metadata.kind == "ilacs-report"
    assert found.metadata.date.basis == "inferred"
    assert found.metadata.date.window == ("2023-06-16", "2023-10-16")
    assert found.metadata.date.value == "2023"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (
            "Report to Cabinet\n\nReport of: Director of Children's Services\n\nDate of meeting: 12 March 2020",
            "council-report",
        ),
        ("Minutes of the meeting of the Improvement Board\n\n12 March 2020", "minutes"),
        ("Dorset Children's Services Self-evaluation 2023\n\nIntroduction", "self-evaluation"),
        ("Dorset Children's Improvement Plan\n\nVersion 3", "improvement-plan"),
        ("Annual Conversation\n\n3 May 2022\n\nDorset Council", "annual-engagement-presentation"),
        (
            "Area SEND inspection of Dorset Local Area Partnership\n\nInspection dates: 4 to 8 March 2024",
            "area-send-report",
        ),
        (
            "Dorset Council\n\nInspection of services for children in need of help and protection, children looked"
            " after and care leavers\n\nInspection date: 2 to 25 June 2015\n\nReport published: 1 August 2015",
            "sif-report",
        ),
        (
            "Dear Ms Oakenshaw\n\nMonitoring visit to Dorset children's services\n\nThis letter",
            "monitoring-visit-letter",
        ),
        ("Dear local partnership\n\nJoint targeted area inspection of Dorset\n\nThis letter", "jtai-letter"),
        ("Dear Ms Oakenshaw\n\nYour parking permit\n\nThank you", "correspondence"),
    ],
)
def test_the_kind_is_told_by_the_title_block(annotated: Annotate, title: str, kind: str) -> None:
    assert annotated(title + "\n").metadata.kind == kind


SLIDES = "".join(
    f"{what}\n\n- More {what.lower()} than last year\n- A team for {what.lower()}\n- Fewer moves in {what.lower()}\n\n"
    for what in ("Early help", "Foster carers", "Care leavers", "Schools", "Adoption", "Health", "Housing")
)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x.txt", "x\n", None),
        ("list.txt", "Shopping\n\n- bread\n- milk\n", None),
        ("deck.txt", SLIDES, "council-presentation"),
    ],
)
def test_a_title_that_says_nothing_makes_a_deck_only_of_many_slides(
    annotated: Annotate, name: str, text: str, kind: str | None
) -> None:
    assert annotated(text, name).metadata.kind == kind


def test_a_label_dates_a_paper_and_an_inspection_date_does_not(annotated: Annotate) -> None:
    found = annotated(
        "Dorset Council\n\nInspection of services for children in need of help and protection, children looked after"
        " and care leavers\n\nInspection date: 2 June 2015 - 25 June 2015\n\nReport published: 1 August 2015\n"
    )
    assert found.metadata.date.value == "2015-08-01"
    assert found.metadata.events[0].start == "2015-06-02"


def test_two_addressees_on_one_line_are_two(annotated: Annotate) -> None:
    lines = "Ms Philippa Oakenshaw, Director of Children's Services, Dorset CCG Ann Pike, Chief Constable of Dorset"
    letter = LETTER.replace("Ms Philippa Oakenshaw\nDirector of Children's Services\nDorset Council\n", f"{lines}\n")
    assert [one.name for one in annotated(letter).metadata.addressees] == ["Philippa Oakenshaw", "Ann Pike"]
