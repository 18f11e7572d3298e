"""The reference embedder: sentence-transformers itself. It is slow to start, so it starts with the first text."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from kg.index.model_files import ModelFiles

BATCH = 8
"""Texts in a batch. Sorted by length, small batches waste little on padding: 1.4–1.8 × faster than wide ones."""


class SentenceTransformerEmbedder:
    """Embeds with sentence-transformers, offline, on the CPU."""

    def __init__(
        self, model: ModelFiles, when_loaded: Callable[[SentenceTransformerEmbedder], None] | None = None
    ) -> None:
        """An embedder of `model`; `when_loaded` is called once, before the first text is embedded."""
        self._model = model
        self._when_loaded = when_loaded
        self._loaded: Any = None
        self._loading = threading.RLock()

    @property
    def name(self) -> str:
        """Which model this is, by its bytes."""
        return self._model.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._model.dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text; the first call takes some seconds, in which torch is loaded."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors: NDArray[np.float32] = self.load().encode(
            list(texts),
            batch_size=BATCH,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def load(self) -> Any:
        """The `SentenceTransformer`, loaded once."""
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._model)
                if self._when_loaded is not None:
                    self._when_loaded(self)
        return self._loaded


def _load(model: ModelFiles) -> Any:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  (it imports torch: ten seconds)
    from transformers.utils import logging  # noqa: PLC0415

    bars: Any = logging
    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()  # the weights take a tenth of a second: a bar of their own would only flicker
    try:
        return SentenceTransformer(str(model.folder), device="cpu", local_files_only=True)
    finally:
        if shown:
            bars.enable_progress_bar()
