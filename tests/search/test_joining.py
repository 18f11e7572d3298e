"""Which sentences are made one piece of evidence."""

from __future__ import annotations

from kg.model import Span
from kg.search.candidate import Candidate
from kg.search.joining import LONGEST, joined


def said(text: str, start: int, score: float = 1.0, stance: str | None = None, theme: str = "fostering") -> Candidate:
    return Candidate(
        path=f"statement/{start}", class_="Statement", passage="p", document="d",
        span=Span(start, start + len(text)), page=None, text=text, stance=stance, speaker=None, themes=(theme,),
        score=score,
    )  # fmt: skip


def after(first: Candidate, text: str, gap: int = 1, **more: object) -> Candidate:
    return said(text, first.span.end + gap, **more)  # type: ignore[arg-type]


def test_a_sentence_that_leans_on_the_one_before_is_joined_to_it() -> None:
    first = said("Carers are well trained.", 0, 0.9, "strength")
    (piece,) = joined([after(first, "However, too few come.", score=0.1, stance="concern"), first], mixed=True)
    assert piece.text == "Carers are well trained. However, too few come."
    assert (piece.span, piece.score, piece.stance) == (Span(0, 47), 0.9, "strength")


def test_two_that_bear_on_the_question_are_joined_unless_they_judge_against_each_other() -> None:
    first = said("Carers are well trained.", 0, 1.0, "strength")
    assert len(joined([first, after(first, "Visits are on time.", score=0.8, theme="visits")], mixed=True)) == 1
    assert len(joined([first, after(first, "Visits are late.", score=0.8, stance="concern")], mixed=True)) == 2
    assert len(joined([first, after(first, "Weather was fine.", score=0.2, theme="other")], mixed=True)) == 2


def test_bullets_and_other_paragraphs_stay_apart() -> None:
    first = said("Carers are well trained.", 0)
    assert len(joined([first, after(first, "Carers are many.", gap=3)], mixed=True)) == 2


def test_praise_and_blame_stay_apart_where_one_is_asked_for() -> None:
    first = said("Carers are well trained.", 0, 1.0, "strength")
    assert len(joined([first, after(first, "However, few come.", stance="concern")], mixed=False)) == 2


def test_no_piece_is_longer_than_a_quote_may_be() -> None:
    first = said("word " * 60 + "end.", 0)
    assert all(
        len(piece.text.split()) <= LONGEST
        for piece in joined([first, after(first, "This " + "word " * 60)], mixed=True)
    )
