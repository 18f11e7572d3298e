"""In which order statements that may be evidence come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Question, Span
from kg.search.candidate import Candidate, Signals
from kg.search.ranking import ranked
from kg.search.seeking import Seeking

if TYPE_CHECKING:
    from collections.abc import Sequence


def said(text: str, at: int, document: str = "d", stance: str | None = "strength") -> Candidate:
    return Candidate(
        path=f"{document}/{at}", class_="Statement", passage=f"{document}/p{at}", document=document,
        span=Span(at, at + len(text)), page=None, text=text, stance=stance, speaker="inspectorate",
        themes=("fostering",),
    )  # fmt: skip


def signals(passages: dict[str, float], headings: dict[str, str] | None = None) -> Signals:
    return Signals(
        passages=passages, headings=headings or {}, themes={"fostering": 1.0}, kinds={}, speakers={},
        seeking=Seeking(classes=()), weigh=lambda texts: [0.0] * len(texts),
    )  # fmt: skip


def order(found: Sequence[Candidate]) -> list[str]:
    return [each.path for each in found]


def over_time(limit: int = 20) -> Question:
    return Question(text="fostering", kind="topic-over-time", topic="fostering", themes=("fostering",), limit=limit)


def test_a_document_is_heard_although_a_hundred_pieces_of_others_score_more() -> None:
    long = [said(f"Carers number {at} are well trained.", 1000 * at) for at in range(90)]
    other = said("The fostering team has grown.", 0, "other")
    scores = {each.passage or "": 0.9 for each in long} | {"other/p0": 0.5}
    assert "other/0" in order(ranked([*long, other], over_time(), signals(scores)))[:10]


def test_no_more_pieces_come_than_are_asked_for() -> None:
    many = [said(f"Carers number {at} are well trained.", 1000 * at) for at in range(30)]
    assert len(ranked(many, over_time(7), signals({}))) == 7


def test_what_a_report_says_of_itself_comes_after_what_it_found() -> None:
    of_itself = said("The council and the board are jointly responsible for fostering.", 0)
    finding = said("Carers are well trained.", 500)
    heads = {
        of_itself.passage or "": "Information about the local area partnership",
        finding.passage or "": "Fostering",
    }
    found = ranked([of_itself, finding], over_time(), signals({"d/p0": 0.4}, heads))
    assert order(found) == [finding.path, of_itself.path]
