"""Which embedder does what: sentence-transformers for passages, the model's ONNX twin for questions."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kg.index.model_files import ModelFiles
from kg.index.onnx_embedder import OnnxEmbedder
from kg.index.transformer import SentenceTransformerEmbedder
from kg.index.twin import NoTwinError, cache_folder, find_twin, make_twin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from kg.index.ports import Embedder
    from kg.settings import Settings


def bulk_embedder(settings: Settings) -> Embedder:
    """The embedder of the documents' own text: the reference. It loads torch with the first text, and not before.

    Having loaded the model, it also makes the twin where there is none yet, so that no question has to wait for it.

    Raises:
        InputError: `settings.model` holds no model that can be used.
        LibraryError: the installed model is missing or damaged.
    """
    files = ModelFiles.find(settings.model)

    def leave_a_twin(reference: SentenceTransformerEmbedder) -> None:
        _twin_or(files, cache_folder(), reference)

    return SentenceTransformerEmbedder(files, leave_a_twin)


def question_embedder(settings: Settings) -> Embedder:
    """The embedder of questions: starts at once, and loads nothing before the first question.

    Raises:
        InputError: `settings.model` holds no model that can be used.
        LibraryError: the installed model is missing or damaged.
    """
    return QuestionEmbedder(ModelFiles.find(settings.model), cache_folder())


class QuestionEmbedder:
    """A model's twin, made with the first question where there is none yet; the model itself where it can have none."""

    def __init__(self, model: ModelFiles, cache: Path) -> None:
        """An embedder of `model` that keeps its twin in the folder `cache`."""
        self._model = model
        self._cache = cache
        self._chosen: Embedder | None = None
        self._choosing = threading.Lock()

    @property
    def name(self) -> str:
        """Which model this is, by its bytes."""
        return self._model.name

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._model.dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order."""
        with self._choosing:
            if self._chosen is None:
                self._chosen = _twin_or(self._model, self._cache, SentenceTransformerEmbedder(self._model))
        return self._chosen.embed(texts)


def _twin_or(model: ModelFiles, cache: Path, reference: SentenceTransformerEmbedder) -> Embedder:
    """The model's twin, made now where there is none; the reference where none can be made: slower, the same answer."""
    twin = find_twin(model, cache)
    if twin is None:
        try:
            twin = make_twin(model, reference, cache)
        except (NoTwinError, OSError):
            return reference
    return OnnxEmbedder(model, twin)
