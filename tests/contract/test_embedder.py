"""What every embedder keeps to, and that the two we have agree; the network is out of reach all the while."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pytest

from kg.index.embedders import QuestionEmbedder
from kg.index.model_files import ModelFiles
from kg.index.onnx_embedder import OnnxEmbedder
from kg.index.transformer import SentenceTransformerEmbedder
from kg.index.twin import TOLERANCE, find_twin, make_twin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.index import Embedder

TEXTS = (
    "What was said about care leavers over time?",
    "Care leavers.",
    "Young people who have left care were asked what they need.",
    "The budget for road repairs was overspent by £2.4 million.",
    "",
    "“Too many” assessments – 21% – are late…",
    "Managers review each plan with the family every six weeks, and write down what has changed. " * 30,
)


@pytest.fixture(scope="module", autouse=True)
def _no_network() -> Iterator[None]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("something reached for the network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def reference() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(ModelFiles.find())


@pytest.fixture(scope="module")
def twin(reference: SentenceTransformerEmbedder, cache: Path) -> OnnxEmbedder:
    model = ModelFiles.find()
    make_twin(model, reference, cache)
    found = find_twin(model, cache)
    assert found is not None
    return OnnxEmbedder(model, found)


@pytest.fixture(params=["reference", "twin"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    embedder: Embedder = request.getfixturevalue(request.param)
    return embedder


def test_there_is_one_unit_row_for_each_text(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_row_is_that_of_its_own_text(embedder: Embedder) -> None:
    """Whatever the order and the company."""
    together = embedder.embed(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(embedder.embed([text])[0], vector, atol=TOLERANCE)


def test_the_same_texts_give_the_same_bytes(embedder: Embedder) -> None:
    assert embedder.embed(TEXTS).tobytes() == embedder.embed(TEXTS).tobytes()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_likeness_in_meaning_is_nearness(embedder: Embedder) -> None:
    question, _, alike, unlike, *_ = embedder.embed(TEXTS)
    assert question @ alike > question @ unlike + 0.2


def test_a_name_says_which_bytes(embedder: Embedder) -> None:
    assert embedder.name == "sha256:53aa51172d142c89"


def test_the_two_agree(reference: SentenceTransformerEmbedder, twin: OnnxEmbedder) -> None:
    assert np.abs(reference.embed(TEXTS) - twin.embed(TEXTS)).max() <= TOLERANCE


def test_many_threads_change_nothing(reference: SentenceTransformerEmbedder) -> None:
    """More batches than processors: each is computed by one thread, so the bytes stay."""
    texts = [f"{text} {number}" for number in range(6) for text in TEXTS[:4]]
    assert reference.embed(texts).tobytes() == reference.embed(texts).tobytes()


def test_a_question_is_embedded_by_the_twin_that_is_there(twin: OnnxEmbedder, cache: Path) -> None:
    questions = QuestionEmbedder(ModelFiles.find(), cache)
    assert questions.embed(TEXTS[:1]).tobytes() == twin.embed(TEXTS[:1]).tobytes()
    assert (questions.name, questions.dimensions) == (twin.name, twin.dimensions)
