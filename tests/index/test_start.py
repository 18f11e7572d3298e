"""How the index starts: at once, from a proven twin, with the model's bytes checked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.errors import InputError, LibraryError
from kg.index import bulk_embedder, model_files, question_embedder, twin
from kg.index.embedders import QuestionEmbedder
from kg.index.model_files import ModelFiles
from kg.index.onnx_embedder import OnnxEmbedder
from kg.index.transformer import SentenceTransformerEmbedder
from kg.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "What was said about care leavers?"

ASK = """
import sys
from pathlib import Path
from kg.index import PassageIndex
from kg.settings import Settings
index = PassageIndex.open(Settings(library=Path(sys.argv[1])))
assert index.search("care leavers")[0].path == "document/aa#char=0,9"
assert not {"torch", "transformers", "sentence_transformers"} & set(sys.modules), "torch was imported"
"""


@pytest.fixture(scope="module")
def model() -> ModelFiles:
    return ModelFiles.find()


@pytest.fixture(scope="module")
def reference(model: ModelFiles) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(model)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, model: ModelFiles, reference: SentenceTransformerEmbedder) -> Path:
    """A cache with the twin in it."""
    folder = tmp_path_factory.mktemp("cache") / "throughline" / "models"
    twin.make_twin(model, reference, folder)
    return folder


def copy_of(cache: Path, folder: Path) -> Path:
    shutil.copytree(cache, folder)
    return folder


def test_embedding_documents_leaves_a_twin_and_a_question_then_needs_no_torch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own, as `kg ask` is."""
    from kg.index import Entry, PassageIndex

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = Settings(library=tmp_path / "library")
    entries = [Entry("document/aa#char=0,9", "Report", "Care leavers are well supported.")]
    vectors = bulk_embedder(settings).embed([entry.embedded for entry in entries])
    PassageIndex.open(settings).put("aa", entries, vectors)
    subprocess.run([sys.executable, "-W", "error", "-c", ASK, str(settings.library)], check=True)


def test_nothing_is_loaded_before_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    settings = Settings(library=tmp_path / "library")
    assert bulk_embedder(settings).name == question_embedder(settings).name
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_twin_is_not_used_and_made_anew(model: ModelFiles, cache: Path, tmp_path: Path) -> None:
    mine = copy_of(cache, tmp_path / "cache")
    network = next(mine.glob("*/model.onnx"))
    whole = network.read_bytes()
    network.write_bytes(whole[:-1])
    assert twin.find_twin(model, mine) is None
    vectors = QuestionEmbedder(model, mine).embed([QUESTION])
    assert twin.find_twin(model, mine) is not None
    found = twin.find_twin(model, cache)
    assert found is not None
    np.testing.assert_allclose(vectors, OnnxEmbedder(model, found).embed([QUESTION]), atol=twin.TOLERANCE)
    assert [entry.name[0] for entry in mine.iterdir()] != ["."]


def test_a_twin_that_differs_from_the_model_is_refused(
    model: ModelFiles, reference: SentenceTransformerEmbedder, cache: Path, tmp_path: Path
) -> None:
    """Here, one whose tokeniser reads fewer words of a long text than the model does."""
    found = twin.find_twin(model, cache)
    assert found is not None
    tokenizer = json.loads(found.tokenizer.read_text(encoding="utf-8"))
    tokenizer["truncation"]["max_length"] = 128
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(twin.NoTwinError, match="differs from it by"):
        twin.prove(model, reference, twin.Twin(found.network, tmp_path / "tokenizer.json"))


def test_where_the_cache_cannot_be_written_the_model_itself_answers(model: ModelFiles, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    vectors = QuestionEmbedder(model, tmp_path / "file" / "models").embed([QUESTION])
    assert vectors.shape == (1, model.dimensions)


def test_twins_are_kept_below_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert twin.cache_folder() == tmp_path / ".cache" / "throughline" / "models"


def test_the_installed_models_bytes_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "SHA256", "0" * 64)
    with pytest.raises(LibraryError, match="is not the model we know"):
        ModelFiles.find()


def test_a_missing_model_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "PACKAGE", "no_such_model")
    with pytest.raises(LibraryError, match="pip install no-such-model"):
        ModelFiles.find()


def test_another_model_is_taken_from_its_folder(model: ModelFiles, tmp_path: Path) -> None:
    shutil.copytree(model.folder, tmp_path / "copy")
    assert ModelFiles.find(str(tmp_path / "copy")).name == model.name
    (tmp_path / "copy" / "model.safetensors").write_bytes(b"other weights")
    assert ModelFiles.find(str(tmp_path / "copy")).name != model.name
    with pytest.raises(InputError, match="KG_MODEL must name a folder"):
        ModelFiles.find(str(tmp_path))


def test_the_models_own_code_is_not_run() -> None:
    ModelFiles.find()
    assert model_files.PACKAGE not in sys.modules
