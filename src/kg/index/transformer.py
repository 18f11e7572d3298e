"""The reference embedder: sentence-transformers itself. It is slow to start, so it starts with the first text."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from kg.index.model_files import ModelFiles

BATCH = 8
"""Texts in a batch. Sorted by length, small batches waste little on padding: 1.4–1.8 × faster than wide ones."""


_KEPT = 8
"""Compiled routines that torch's oneDNN keeps, each for one shape of batch. Of its own accord it keeps 1,024, which few
later documents want: 1,029 MB after twelve reports and growing, instead of 805 MB after thirty."""


class SentenceTransformerEmbedder:
    """Embeds with sentence-transformers, offline, on the CPU.

    Each batch is computed by one thread, several batches side by side. Two threads of torch's at one batch wait for
    each other by spinning: on a machine that does something else besides, that costs three times the processor time.
    And so a batch's last bits do not depend on how many cores there are. The threads are kept: new ones for each
    document leave their memory behind: 1,226 MB instead of 1,135 after twenty reports.
    """

    def __init__(
        self, model: ModelFiles, when_loaded: Callable[[SentenceTransformerEmbedder], None] | None = None
    ) -> None:
        """An embedder of `model`; `when_loaded` is called once, before the first text is embedded."""
        self._model = model
        self._when_loaded = when_loaded
        self._loaded: Any = None
        self._loading = threading.RLock()
        self._threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="embed")

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
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        batches = batched_by_length(texts)
        if batches:
            transformer = self.load()

            def encode(rows: list[int]) -> None:
                vectors[rows] = transformer.encode(
                    [texts[row] for row in rows], batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
                )

            list(self._threads.map(encode, batches))
        return vectors

    def load(self) -> Any:
        """The `SentenceTransformer`, loaded once."""
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._model)
                if self._when_loaded is not None:
                    self._when_loaded(self)
        return self._loaded


def batched_by_length(texts: Sequence[str]) -> list[list[int]]:
    """Rows of texts in batches of like length, so that little is padding."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]


def _load(model: ModelFiles) -> Any:
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", str(_KEPT))
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    torch.set_num_threads(1)
    bars: Any = logging
    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()  # the weights take a tenth of a second: a bar of their own would only flicker
    try:
        return SentenceTransformer(str(model.folder), device="cpu", local_files_only=True)
    finally:
        if shown:
            bars.enable_progress_bar()
