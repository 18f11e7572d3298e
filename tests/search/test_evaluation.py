"""The measures of `kg eval`, on the sample corpus and its preregistered questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.search import baselines, evaluation

if TYPE_CHECKING:
    from pathlib import Path

    from kg.library import Library


def test_the_preregistered_questions_are_measured_by_kind(library: Library, corpus: Path) -> None:
    """Every kind of question is there, every measure is a share, and most essential quotes are found."""
    found = evaluation.evaluate(evaluation.questions(corpus / "_source"), library.ask)
    assert len(found) == 10
    assert all(0 <= value <= 1 for means in found.values() for value in means.values())
    assert found["ALL"]["recall@10"] >= 0.7
    assert found["ALL"]["answered"] >= 0.95
    assert found["ALL"]["declined"] >= 0.8


def test_a_question_whose_own_quote_is_asked_for_is_found_whole(library: Library) -> None:
    """A gold made of what the first answer gave is found again: recall and precision at their best."""
    text = "How many unaccompanied asylum-seeking children were in care in June 2024?"
    first = library.ask(text).evidence[:1]
    quotes = [{"document": piece.citation.document, "quote": piece.citation.quote} for piece in first]
    gold = [{"kind": "figure", "question": text, "answerable": True, "essential": quotes, "relevant": []}]
    means = evaluation.evaluate(gold, library.ask)["ALL"]
    assert (means["recall@10"], means["documents"], means["nDCG@10"]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"other": 1}', b"\xff\xfe"])
def test_a_folder_that_is_no_gold_is_refused_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "questions.json").write_bytes(content)
    with pytest.raises(InputError) as refused:
        evaluation.questions(tmp_path)
    assert "\n" not in str(refused.value)


def test_every_baseline_is_measured_by_the_same_rules_and_ours_is_above_each(library: Library, corpus: Path) -> None:
    """Indexes alone and windows of text; precision tells them apart most, since none of them knows when to stop."""
    gold = [each for each in evaluation.questions(corpus / "_source") if each["kind"] in ("figure", "who-role")]
    texts = {held.id: library.annotated(held.id).document.text for held in library.documents()}
    ours = evaluation.evaluate(gold, library.ask)["ALL"]
    found = {
        name: evaluation.evaluate(gold, ask)["ALL"] for name, ask in baselines.systems(library.holdings, texts).items()
    }
    assert len(found) == 7
    for name in ("BM25 alone", "vectors alone", "BM25 and vectors", "windows of 1,800 characters"):
        assert found[name]["precision@10"] < ours["precision@10"]
        assert found[name]["declined"] == 0
