"""The two ports of the index: what turns text into vectors, and what finds the nearest; they hold no code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns text into unit vectors whose inner product says how near two texts are in meaning."""

    @property
    def name(self) -> str:
        """Which model this is, by its bytes: embedders of one name give the same vectors, to 1e-5."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order: shape (len(texts), dimensions).

        The last bits of a row depend on what stands in the same call, so whoever wants the same bytes again
        embeds the same texts together: one document a call.
        """


class Nearest(NamedTuple):
    """What a search found, best first: ids, and their scores, the higher the better."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float32]


NOTHING = Nearest(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
"""What a search found that found nothing."""


class VectorIndex(Protocol):
    """Vectors under integer ids, searched by inner product."""

    def __len__(self) -> int:
        """How many vectors it holds."""

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.floating[Any]]) -> None:
        """Adds row i of `vectors` under `ids[i]`; no id may be held already."""

    def remove(self, ids: NDArray[np.int64]) -> None:
        """Removes what is held under these ids; ids that are not held are passed over."""

    def search(self, vector: NDArray[np.floating[Any]], limit: int, within: NDArray[np.int64] | None = None) -> Nearest:
        """The `limit` nearest to `vector`, counting only the ids in `within` where that is given.

        The filter works inside the search: what it keeps out never takes a place among the `limit`.
        """

    def vector(self, id_: int) -> NDArray[np.float32]:
        """The vector held under an id.

        Raises:
            KeyError: nothing is held under it.
        """
