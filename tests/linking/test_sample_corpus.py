"""What several documents of the sample corpus say together: planted discrepancies, and the story of two actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.linking.followup import follow_up
from kg.linking.sources import in_order
from kg.model import Filters

if TYPE_CHECKING:
    from kg.library import Library

_VISIT = "2021-10-focused-visit-letter.pdf"


def _status(library: Library, until: str) -> dict[str, tuple[str, list[str]]]:
    """Status and evidence of what the focused visit asked for, with only the documents held whose names sort first."""
    documents = [(held.name, library.annotated(held.id)) for held in library.catalogue if held.name < until]
    found = follow_up(in_order(documents, library.vocabulary))
    return {
        one.recommendation.quote: (one.status, [piece.document for piece in one.evidence])
        for one in found
        if one.recommendation.document == _VISIT
    }


def _of(found: dict[str, tuple[str, list[str]]], words: str) -> tuple[str, list[str]]:
    return next(value for quote, value in found.items() if words in quote)


def test_planted_discrepancies_are_found_and_nothing_else(library: Library) -> None:
    found = library.discrepancies(Filters(limit=100))
    assert [(one["kind"], [side["reading"].split(" (")[0] for side in one["sides"]]) for one in found] == [
        ("numbers-disagree", ["47", "52"]),
        ("numbers-disagree", ["72%", "68%"]),
        ("claim-and-judgement", ["good", "Requires improvement to be good"]),
    ]


def test_every_side_and_every_piece_of_evidence_is_a_slice_of_its_document(library: Library) -> None:
    limit = Filters(limit=1000)
    cited = [side for one in library.discrepancies(limit) for side in one["sides"]]
    cited += [piece for one in library.followup(limit) for piece in (one["recommendation"], *one["evidence"])]
    assert len(cited) > 50
    for piece in cited:
        text = library.annotated(piece["document"]).document.text
        assert text[piece["start"] : piece["end"]] == piece["quote"]


@pytest.mark.parametrize("action", ["Management oversight", "bed and breakfast"])
def test_an_action_is_open_then_claimed_then_confirmed_by_inspectors_alone(library: Library, action: str) -> None:
    assert _of(_status(library, "2021-11"), action) == ("later_document_not_held", [])
    status, evidence = _of(_status(library, "2022-07"), action)
    assert status == "council_says_so_only"
    assert "2022-06-scrutiny-paper.docx" in evidence
    status, evidence = _of(_status(library, "2023-01"), action)
    assert status == "council_says_so_only"
    assert "2022-11-adviser-monitoring-note.txt" in evidence
    status, evidence = _of(_status(library, "3000"), action)
    assert status == "confirmed_by_inspectorate"
    assert "2023-07-ilacs-report.pdf" in evidence


def test_what_inspectors_ask_for_again_is_repeated(library: Library) -> None:
    found = _status(library, "3000")
    assert _of(found, "education, employment or training")[0] == "repeated"
    health = [one for one in library.followup(Filters(limit=100)) if "initial health" in one["recommendation"]["quote"]]
    assert [one["status"] for one in health] == ["repeated", "repeated", "council_says_so_only"]


def test_nothing_is_confirmed_without_a_later_inspection(library: Library) -> None:
    reports = {held.name for held in library.catalogue if held.metadata.evaluated}
    for one in library.followup(Filters(limit=1000)):
        if one["status"] == "confirmed_by_inspectorate":
            assert reports & {piece["document"] for piece in one["evidence"]}
        if one["status"] in ("not_mentioned_again", "later_document_not_held"):
            assert not one["evidence"]


def test_filters_leave_what_they_name(library: Library) -> None:
    found = library.followup(Filters(document=(_VISIT,), theme=("supported-accommodation",), limit=100))
    assert [one["recommendation"]["quote"].startswith("The use of bed and breakfast") for one in found] == [True]
    assert not library.discrepancies(Filters(document=(_VISIT,)))
    assert len(library.discrepancies(Filters(limit=1))) == 1


def test_everybody_named_in_several_documents_is_one_person_with_a_reason(library: Library) -> None:
    shown = library.show("2022-06-scrutiny-paper.docx")
    assert "Dervla Ashcombe" in {person["name"] for person in shown["people"]}
