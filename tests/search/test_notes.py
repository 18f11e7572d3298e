"""Notes that protect the reader, on the sample corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.library import Library
    from kg.model import Answer, Note


def noted(answer: Answer, kind: str) -> list[Note]:
    return [note for note in answer.notes if note.kind == kind]


def test_grades_of_care_leavers_are_no_series_where_they_were_judged_in_two_ways(library: Library) -> None:
    """By themselves in 2014 and 2023, together with children in care in 2020, by the days of the inspections."""
    (note,) = noted(library.ask("How have services for care leavers been judged since 2014?"), "comparability-break")
    apart, together = note.text.split(";")
    assert "2014" in apart
    assert "2023" in apart
    assert "2020" in together
    assert not noted(library.ask("How many care leavers have no contact?"), "comparability-break")


def test_a_claim_stands_beside_the_judgement_that_it_differs_from(library: Library) -> None:
    answer = library.ask("How was the care leavers' service judged in 2023 and 2024?")
    assert noted(answer, "discrepancy")
    (kinder,) = noted(answer, "self-report-more-favourable")
    assert "Requires improvement" in kinder.text
    assert len(kinder.citations) == 2


def test_every_note_cites_evidence_of_the_answer(library: Library) -> None:
    for question in ("What was said about care leavers over time?", "Which inspections and visits were there?"):
        answer = library.ask(question)
        held = {piece.id for piece in answer.evidence}
        assert answer.notes
        assert all(note.citations and set(note.citations) <= held for note in answer.notes)


def test_what_is_named_and_not_held_is_said_so(library: Library) -> None:
    answer = library.ask("What did the joint revisit of 2019 find about SEND?")
    assert any("not held" in note.text for note in noted(answer, "not-held")) or "Not held" in (answer.reason or "")


def test_a_declined_question_names_the_document_that_would_hold_the_answer(library: Library) -> None:
    answer = library.ask("What did the safeguarding inspection of 2011 find?")
    assert not answer.answered
    assert "Not held, but referred to: safeguarding inspection of 2011" in (answer.reason or "")
