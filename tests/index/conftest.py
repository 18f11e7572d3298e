"""What the tests of the index share: an embedder without a model, and a few invented passages put into an index."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.index import Entry, PassageIndex
from kg.index.words import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

TEXTS = {
    "aa": (
        "Care leavers have a say in where they live, and most keep in touch with their adviser.",
        "Too many young people leave care without a home of their own.",
        "Social workers’ caseloads are falling.",
    ),
    "bb": (
        "Foster carers are trained well and stay.",
        "Caseloads of social workers remain too high, and children see many of them.",
    ),
    "cc": ("Caseloads of social workers remain too high, and children see many of them.",),
    "dd": (),
}
"""Invented passages by document; one stands in two documents, and one document has none."""


class BagOfStems:
    """An embedder of the plainest kind: each stem has a direction of its own, a text is the sum of its stems."""

    name = "bag-of-stems"
    dimensions = 32

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for stem in stems(text) or ["nothing"]:
                seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4], "big")
                rows[row] += np.random.default_rng(seed).normal(size=self.dimensions)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def path(document: str, number: int) -> str:
    return f"document/{document}#char={number * 100},{number * 100 + 90}"


def _put(index: PassageIndex, document: str) -> None:
    entries = [Entry(path(document, number), f"Report {document}", text) for number, text in enumerate(TEXTS[document])]
    index.put(document, entries, BagOfStems().embed([entry.embedded for entry in entries]))


@pytest.fixture
def put() -> Callable[[PassageIndex, str], None]:
    """Puts one of the invented documents into an index."""
    return _put


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., PassageIndex]:
    """An index in a new folder with some of the invented documents, in the order given."""
    made: list[PassageIndex] = []

    def build(*documents: str) -> PassageIndex:
        index = PassageIndex(tmp_path / f"index-{len(made)}", BagOfStems())
        made.append(index)
        for document in documents:
            _put(index, document)
        return index

    return build


@pytest.fixture
def index(make: Callable[..., PassageIndex]) -> PassageIndex:
    """An index of all the invented documents."""
    return make(*TEXTS)
