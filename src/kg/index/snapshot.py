"""The searchable index as assembled from the documents' files: one order of rows for meaning and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import NotHeldError
from kg.index.vectors import FaissVectors
from kg.index.words import WordIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from kg.index.entries import Entries
    from kg.index.ports import VectorIndex


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may find: the rows of some documents, some rows, both at once, or (None) everything."""

    documents: NDArray[np.int64] | None
    rows: NDArray[np.int64] | None
    starts: NDArray[np.int64]

    def all_rows(self) -> NDArray[np.int64] | None:
        """The rows as one sorted list; None for everything."""
        if self.documents is None:
            return self.rows
        ranges = [np.arange(self.starts[each], self.starts[each + 1], dtype=np.int64) for each in self.documents]
        rows = np.concatenate(ranges) if ranges else np.zeros(0, dtype=np.int64)
        return rows if self.rows is None else np.intersect1d(rows, self.rows, assume_unique=True)


class Snapshot:
    """Rows of passages, documents in the order given and passages in reading order.

    Attributes:
        paths: the passage of each row.
        vectors, words: the two indexes over these rows.
    """

    def __init__(self, documents: Sequence[Entries], dimensions: int) -> None:
        self.paths = [path for document in documents for path in document.paths]
        self._ordinals = {document.document_id: ordinal for ordinal, document in enumerate(documents)}
        counts = [len(document.paths) for document in documents]
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.vectors: VectorIndex = FaissVectors(dimensions)
        if self.paths:
            matrix = np.concatenate([document.vectors for document in documents])
            self.vectors.add(np.arange(len(matrix), dtype=np.int64), matrix)
        self.words = WordIndex(
            (ordinal, context, text)
            for ordinal, document in enumerate(documents)
            for context, text in zip(document.contexts, document.texts, strict=True)
        )

    def row(self, path: str) -> int:
        """The row of a passage.

        Raises:
            NotHeldError: it is not held.
        """
        if path not in self._rows:
            raise NotHeldError(f"no passage {path} is held")
        return self._rows[path]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {path: row for row, path in enumerate(self.paths)}

    def scope(self, documents: Collection[str] | None, passages: Collection[str] | None) -> Scope:
        """What is left when only some documents and passages may be found; ids that are not held are passed over."""
        kept = None if documents is None else _sorted(self._ordinals, documents)
        return Scope(kept, None if passages is None else _sorted(self._rows, passages), self._starts)


def _sorted(numbers: dict[str, int], names: Collection[str]) -> NDArray[np.int64]:
    return np.array(sorted({numbers[name] for name in names if name in numbers}), dtype=np.int64)
