"""The embedder that starts at once: a model's ONNX twin under onnxruntime, without torch; `twin` makes it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.index.transformer import batched_by_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.index.model_files import ModelFiles
    from kg.index.twin import Twin


class OnnxEmbedder:
    """Embeds with onnxruntime and the model's own tokeniser."""

    def __init__(self, model: ModelFiles, twin: Twin, threads: int = 1) -> None:
        """An embedder of `model` by its proven `twin`; one thread answers a question soonest on a busy machine."""
        self._model = model
        self._twin = twin
        self._threads = threads
        self._loaded: tuple[Any, Any] | None = None
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """Which model this is, by its bytes: that of the reference, to which the twin is proven equal."""
        return self._model.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._model.dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        session, tokenizer = self._load()
        for rows in batched_by_length(texts):
            encoded = tokenizer.encode_batch([texts[row] for row in rows])
            ids = np.array([each.ids for each in encoded], dtype=np.int64)
            mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
            vectors[rows] = session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors

    def _load(self) -> tuple[Any, Any]:
        with self._loading:
            if self._loaded is None:
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = self._threads
                # Threads that wait by spinning take the processor from those that work.
                options.add_session_config_entry("session.intra_op.allow_spinning", "0")
                session = onnxruntime.InferenceSession(
                    str(self._twin.network), options, providers=["CPUExecutionProvider"]
                )
                self._loaded = session, Tokenizer.from_file(str(self._twin.tokenizer))
        return self._loaded
