"""What became of a recommendation: only inspectors confirm, all limbs count, other children and other bodies do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from papers import paper, said

from kg.linking.followup import follow_up

if TYPE_CHECKING:
    from kg.linking.sources import Source
    from kg.model import FollowUp

_NEEDS = "What needs to improve"
_CARE = "The experiences and progress of children in care"
_HELP = "The experiences and progress of children who need help and protection"
_LEAVERS = "The experiences and progress of care leavers"


def _one(*sources: Source) -> FollowUp:
    """What became of the first recommendation."""
    return follow_up(sources)[0]


def _asked(*words: str, day: str = "2018-03-01", heading: str = _NEEDS) -> Source:
    return paper(day, (heading, list(words)))


def _found(words: str | list[str], heading: str = _CARE, day: str = "2021-05-01") -> Source:
    return paper(day, (heading, [words] if isinstance(words, str) else words))


@pytest.mark.parametrize(
    ("asked", "heading", "found", "status"),
    [
        ("The quality of life-story work.", _CARE, "Life-story books are detailed and sensitively written.",
         "confirmed_by_inspectorate"),
        ("The quality of life-story work.", _CARE, "Life-story work is not always completed.", "repeated"),
        ("The quality of life-story work.", _CARE, "Some children receive good life-story work.", "partly"),
        ("The quality of life-story work.", _CARE, "Life-story work is good, but many children wait too long for it.",
         "partly"),
        ("The timeliness of initial health assessments.", _CARE, "Initial health assessments are comprehensive.",
         "partly"),
        ("The timeliness of initial health assessments.", _CARE,
         "Timescales for initial health assessments have improved.", "confirmed_by_inspectorate"),
        ("The recording of strategy discussions.", _HELP, "Strategy meetings are timely and well attended.", "partly"),
        ("The support for care leavers to find a home of their own.", _CARE, "Children in care have stable homes.",
         "not_mentioned_again"),
        ("The effectiveness of audits.", _HELP, "Thresholds are well understood.", "not_mentioned_again"),
        ("The use of pre-proceedings to avoid delay.", _HELP,
         "Letters before proceedings are clear, and the Public Law Outline is used well, without delay.",
         "confirmed_by_inspectorate"),
        ("The quality of life-story work.", _CARE, "Life-story work is mostly detailed and well written.", "partly"),
        ("A recording system that supports management oversight.", _HELP, "Management oversight is weak.",
         "not_mentioned_again"),
        ("The quality of life-story work.", _CARE, "A small number of children lack life-story work.", "partly"),
        ("The number of changes of social worker.", _CARE, "The night team gives a swift handover of information.",
         "not_mentioned_again"),
        ("The quality of life-story work.", _CARE,
         "Leaders recognise areas to strengthen further, such as good life-story work.", "repeated"),
        ("The use of family group conferences.", _HELP,
         "Where children are unable to live with their parents, family group conferences are held promptly.",
         "partly"),
        ("The caseloads of social workers.", _HELP, "While some caseloads are high, staff are supported well.",
         "partly"),
        ("The availability of advocacy services.", _CARE, "The director advocates strongly for children.",
         "not_mentioned_again"),
        ("Continue with the plan to review the recording system.", _HELP,
         "The authority has made good plans to address what inspectors found.", "not_mentioned_again"),
    ],
)  # fmt: skip
def test_a_later_finding_decides_by_matter_side_and_verdict(asked: str, heading: str, found: str, status: str) -> None:
    assert _one(_asked(asked), _found(found, heading)).status == status


def test_what_is_taken_back_in_the_next_sentence_is_no_confirmation() -> None:
    first = "Children’s care plans are specific and timely."
    report = _found(first)
    text = f"{first} However, a small number are too vague."
    together = paper("2021-05-01", (_CARE, [text]))
    assert _one(_asked("The quality and timeliness of care plans."), report).status == "confirmed_by_inspectorate"
    assert _one(_asked("The quality and timeliness of care plans."), together).status == "partly"


def test_a_council_never_confirms_and_only_what_it_claims_counts() -> None:
    asked = _asked("The quality and timeliness of pathway plans.")
    claim = paper("2019-06-01", ("Progress", ["Pathway plans for care leavers are now good and timely"]), council=True)
    admission = paper("2019-06-01", ("Challenges", ["Pathway plans are still too often late"]), council=True)
    assert _one(asked, claim).status == "council_says_so_only"
    assert _one(asked, admission).status == "repeated"
    assert _one(asked, paper("2018-01-01", ("Progress", ["Pathway plans are good"]), council=True)).status == (
        "later_document_not_held"
    )


def test_an_inspection_outweighs_a_later_word_of_the_council() -> None:
    claim = paper("2022-06-01", ("Progress", ["Private fostering is now well known to our partners"]), council=True)
    found = _found("The response to children who are privately fostered is weak.", _HELP)
    result = _one(_asked("The identification of children in private fostering arrangements."), found, claim)
    assert result.status == "repeated"
    assert [piece.document for piece in result.evidence] == ["2021-05-01.txt", "2022-06-01.txt"]


def test_the_latest_inspection_that_speaks_of_it_decides() -> None:
    weak = _found(
        "Supervision of social workers is irregular and too often poor.", "The impact of leaders", "2019-01-01"
    )
    good = _found("Social workers receive regular, effective supervision.", "The impact of leaders", "2022-01-01")
    result = _one(_asked("The quality and regularity of supervision."), weak, good)
    assert result.status == "confirmed_by_inspectorate"
    assert [piece.document for piece in result.recurs] == ["2019-01-01.txt"]


def test_each_limb_has_its_status_and_the_whole_is_confirmed_only_where_all_are() -> None:
    asked = _asked("The timeliness of initial health assessments and dental checks for children in care.")
    half = _one(asked, _found("Children in care receive timely dental checks."))
    assert [(limb.limb.quote, limb.status) for limb in half.limbs] == [
        ("The timeliness of initial health assessments", "not_mentioned_again"),
        ("dental checks for children in care", "confirmed_by_inspectorate"),
    ]
    assert half.status == "partly"
    both = _one(
        asked,
        _found(["Children in care receive timely dental checks.", "Initial health assessments are now timely."]),
    )
    assert both.status == "confirmed_by_inspectorate"


def test_what_is_asked_for_again_is_repeated_even_under_another_framework() -> None:
    again = paper(
        "2022-02-01", ("What needs to improve?", ["The completion of return home interviews."]), framework="sif"
    )
    result = _one(_asked("Return home interviews for children who go missing."), again)
    assert result.status == "repeated"
    assert [place.quote for place in result.recurs] == ["The completion of return home interviews."]


def test_what_is_said_of_some_children_alone_does_not_confirm() -> None:
    found = _found("Care leavers who came as unaccompanied children are helped well to go to university.", _LEAVERS)
    assert _one(_asked("The number of care leavers at university."), found).status != "confirmed_by_inspectorate"


def test_a_board_is_answered_only_by_what_is_said_of_a_board() -> None:
    asked = paper("2015-03-01", ("What needs to improve: the Safeguarding Board", ["The use of audits by the Board."]))
    assert _one(asked, _found("Audits are used well.", "The impact of leaders")).status == "not_mentioned_again"


def test_a_paper_that_may_be_older_than_the_report_is_no_answer_to_it() -> None:
    report = _asked("The quality of pathway plans.", day="2021-06-01")
    undated = report.annotated.metadata.date
    assert undated.value == "2021-06-01"
    same_day = paper("2021-06-01", ("Progress", ["Our pathway plans are now good"]), council=True, name="slides.txt")
    assert _one(report, same_day).status == "later_document_not_held"


def test_stance_settles_only_a_claim_of_the_council() -> None:
    words = "Kinship carers meet in a café on Tuesdays"
    report = said(_found(f"{words}.", _CARE), "strength")
    asked = _asked("Support for kinship carers.")
    assert _one(asked, report).status == "not_mentioned_again"
    slides = said(paper("2021-05-01", ("Progress", [words]), council=True), "progress")
    assert _one(asked, slides).status == "council_says_so_only"


@pytest.mark.parametrize(("framework", "status"), [("jtai", "not_mentioned_again"), ("ilacs", "repeated")])
def test_what_a_joint_letter_says_of_another_body_is_no_answer_of_the_council(framework: str, status: str) -> None:
    found = paper("2021-05-01", (_HELP, ["Supervision in the midwifery service is weak."]), framework=framework)
    assert _one(_asked("The quality of supervision."), found).status == status
