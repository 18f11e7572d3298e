"""Vectors searched exactly with FAISS at half precision, filters inside the scan; what lasts is `entries`' matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from kg.index.ports import NOTHING, Nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray


class FaissVectors:
    """A `VectorIndex` in memory: exact inner products over fp16 rows, which loses nothing measurable to fp32.

    A filtered scan costs in proportion to what the filter keeps, so one authority's passages among a million are
    found in milliseconds and none is missed.
    """

    def __init__(self, dimensions: int) -> None:
        quantizer = faiss.ScalarQuantizer.QT_fp16
        flat = faiss.IndexScalarQuantizer(dimensions, quantizer, faiss.METRIC_INNER_PRODUCT)
        self._index: Any = faiss.IndexIDMap2(flat)
        self._flat = flat  # FAISS does not keep the inner index alive by itself
        faiss.omp_set_num_threads(1)  # one thread a query: queries run side by side instead

    def __len__(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.floating[Any]]) -> None:
        """Adds row i of `vectors` under `ids[i]`."""
        self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: NDArray[np.int64]) -> None:
        """Removes what is held under these ids."""
        self._index.remove_ids(ids)

    def search(self, vector: NDArray[np.floating[Any]], limit: int, within: NDArray[np.int64] | None = None) -> Nearest:
        """The `limit` nearest, best first; equal scores stand in the order of their ids."""
        limit = min(limit, len(self) if within is None else len(within))
        if limit <= 0:
            return NOTHING
        question = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores, ids = self._index.search(question, limit, params=self._parameters(within))
        found = ids[0] >= 0  # FAISS pads with -1 where fewer are held than were asked for
        ids, scores = ids[0][found], scores[0][found]
        order = np.lexsort((ids, -scores))
        return Nearest(ids[order], scores[order])

    def vector(self, id_: int) -> NDArray[np.float32]:
        """The vector held under an id."""
        try:
            found: NDArray[np.float32] = self._index.reconstruct(int(id_))
        except RuntimeError as error:
            raise KeyError(id_) from error
        return found

    def _parameters(self, within: NDArray[np.int64] | None) -> Any:
        if within is None:
            return None
        kept = np.zeros(int(within.max()) + 1, dtype=bool)
        kept[within] = True
        bits = np.packbits(kept, bitorder="little")
        # FAISS's own Python wrappers keep bits and selector alive, but its type hints do not know them.
        selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]
        return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
