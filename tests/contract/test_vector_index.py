"""What every vector index keeps to: it answers as a plain matrix would, whatever was added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.index.vectors import FaissVectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.index import VectorIndex

DIMENSIONS = 8
IMPLEMENTATIONS = [FaissVectors]


def units(count: int, seed: int) -> np.ndarray:
    """Unit rows that half precision holds exactly, so that a plain matrix can be the judge."""
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSIONS))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def ids(values: set[int] | list[int]) -> np.ndarray:
    return np.array(sorted(values), dtype=np.int64)


@pytest.mark.parametrize("new", IMPLEMENTATIONS)
@given(held=st.sets(st.integers(0, 60)), limit=st.integers(0, 70), seed=st.integers(0, 9), data=st.data())
@settings(deadline=None, max_examples=80)
def test_a_search_equals_brute_force_inside_the_filter(
    new: Callable[[int], VectorIndex], held: set[int], limit: int, seed: int, data: st.DataObject
) -> None:
    rows = units(61, seed)
    question = units(1, seed + 100)[0]
    index = new(DIMENSIONS)
    index.add(ids(held), rows[ids(held)])
    within = data.draw(st.none() | st.sets(st.integers(0, 80)))
    allowed = ids(held if within is None else held & within)
    found = index.search(question, limit, None if within is None else ids(within))
    scores = rows[allowed] @ question
    expected = allowed[np.lexsort((allowed, -scores))][:limit]
    assert found.ids.tolist() == expected.tolist()
    np.testing.assert_allclose(found.scores, rows[expected] @ question, atol=1e-6)


@pytest.mark.parametrize("new", IMPLEMENTATIONS)
@given(steps=st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 30), min_size=1))), seed=st.integers(0, 9))
@settings(deadline=None, max_examples=60)
def test_whatever_was_added_and_removed_it_is_the_index_of_what_is_left(
    new: Callable[[int], VectorIndex], steps: list[tuple[bool, set[int]]], seed: int
) -> None:
    rows = units(31, seed)
    lived, held = new(DIMENSIONS), set[int]()
    for adding, some in steps:
        if adding:
            lived.add(ids(some - held), rows[ids(some - held)])
            held |= some
        else:
            lived.remove(ids(some))
            held -= some
    fresh = new(DIMENSIONS)
    fresh.add(ids(held), rows[ids(held)])
    question = units(1, seed + 100)[0]
    assert len(lived) == len(fresh) == len(held)
    assert lived.search(question, 31).ids.tolist() == fresh.search(question, 31).ids.tolist()
    assert lived.search(question, 31).scores.tolist() == fresh.search(question, 31).scores.tolist()


@pytest.mark.parametrize("new", IMPLEMENTATIONS)
def test_a_vector_is_given_back_and_a_missing_one_is_said_to_be_missing(new: Callable[[int], VectorIndex]) -> None:
    index = new(DIMENSIONS)
    index.add(ids({3, 5}), units(2, 0))
    assert np.array_equal(index.vector(5), units(2, 0)[1])
    with pytest.raises(KeyError):
        index.vector(4)


@pytest.mark.parametrize("new", IMPLEMENTATIONS)
def test_equal_vectors_stand_in_the_order_of_their_ids(new: Callable[[int], VectorIndex]) -> None:
    index = new(DIMENSIONS)
    index.add(np.array([9, 2, 5], dtype=np.int64), np.repeat(units(1, 0), 3, axis=0))
    assert index.search(units(1, 0)[0], 3).ids.tolist() == [2, 5, 9]
