"""Passages found by their words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.index.words import CONTEXT_BOOST, K1, B, WordIndex, question_stems, stems

WORDS = ("care", "leaver", "home", "foster", "court", "plan")
TEXT = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
ROWS = st.lists(st.tuples(st.integers(0, 3), TEXT, TEXT), max_size=12).map(
    lambda rows: sorted(rows, key=lambda r: r[0])
)


def test_forms_of_a_word_share_a_stem_and_accents_and_case_do_not_count() -> None:
    assert stems("Leavers LEAVING naïve Children’s") == ["leaver", "leav", "naiv", "children", "s"]


def test_function_words_of_a_question_are_left_out_unless_it_has_no_others() -> None:
    assert question_stems("What is in the plan, and in which plans?") == ("what", "plan", "which")
    assert question_stems("is it to be") == ("is", "it", "to", "be")
    assert question_stems("?") == ()


def bm25(rows: list[tuple[int, str, str]], words: tuple[str, ...]) -> np.ndarray:
    """The textbook's formula, over two fields."""
    scores = np.zeros(len(rows))
    for field, weight in ((1, CONTEXT_BOOST), (2, 1.0)):
        texts = [row[field].split() for row in rows]
        mean = sum(map(len, texts)) / len(texts)
        for word in words:
            held = sum(word in text for text in texts)
            rarity = math.log(1 + (len(texts) - held + 0.5) / (held + 0.5))
            for row, text in enumerate(texts):
                count = text.count(word)
                if count:
                    scores[row] += weight * rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * len(text) / mean))
    return scores


@given(rows=ROWS.filter(bool), words=st.sets(st.sampled_from(WORDS), min_size=1).map(sorted).map(tuple), data=st.data())
@settings(deadline=None, max_examples=60)
def test_scores_are_bm25_and_filters_act_inside(
    rows: list[tuple[int, str, str]], words: tuple[str, ...], data: st.DataObject
) -> None:
    documents = data.draw(st.none() | st.sets(st.integers(0, 4)))
    wanted = data.draw(st.none() | st.sets(st.integers(0, len(rows) - 1)))
    expected = bm25(rows, words)
    allowed = {
        row
        for row, (document, _, _) in enumerate(rows)
        if expected[row] > 0 and (documents is None or document in documents) and (wanted is None or row in wanted)
    }
    index = WordIndex(rows)
    found = index.search(words, len(rows), numbers(documents), numbers(wanted))
    assert set(found.ids.tolist()) == allowed
    np.testing.assert_allclose(found.scores, expected[found.ids], rtol=1e-4)
    best = index.search(words, 1, numbers(documents), numbers(wanted))
    assert best.ids.tolist() == found.ids.tolist()[:1]


def numbers(values: set[int] | None) -> np.ndarray | None:
    return None if values is None else np.array(sorted(values), dtype=np.int64)


def test_equal_scores_stand_in_the_order_of_rows() -> None:
    index = WordIndex([(0, "", "care plan")] * 5)
    assert index.search(["plan"], 3).ids.tolist() == [0, 1, 2]


def test_any_text_is_weighed_by_its_words() -> None:
    index = WordIndex([(0, "", "care plan"), (0, "", "care order"), (0, "", "care")])
    rare, common, none, long = index.weigh(
        ["care", "order"], ["An order.", "We care.", "Nothing.", "An order " + "of words " * 40]
    )
    assert rare > common > none == 0
    assert rare > long > 0


@pytest.mark.parametrize("words", [[], ["unknown"]])
def test_no_words_and_unknown_words_find_nothing(words: list[str]) -> None:
    assert len(WordIndex([(0, "", "care")]).search(words, 5).ids) == 0
