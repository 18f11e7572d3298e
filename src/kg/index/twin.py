"""The embedding model's ONNX twin: exported once a model, proven equal to sentence-transformers, and kept per user.

Running the twin is `onnx_embedder`'s matter. It is kept in a cache of the user's and not in the library: it follows
from the model alone, every library shares it, and it can be thrown away at any time.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from kg.errors import LibraryError
from kg.index.model_files import file_hash
from kg.index.onnx_embedder import OnnxEmbedder

if TYPE_CHECKING:
    from kg.index.model_files import ModelFiles
    from kg.index.transformer import SentenceTransformerEmbedder

TOLERANCE = 1e-5
"""The largest difference in any component between twin and reference; measured: 2e-7."""

FORMAT = 1
"""Raised when the way of exporting changes, so that no older twin is taken for a new one."""

_NETWORK = "model.onnx"
_TOKENIZER = "tokenizer.json"
_MANIFEST = "manifest.json"

PROBES = (
    "Care leavers.",
    "What was said about care leavers over time?",
    "The local authority’s self-evaluation – shared in March 2021 – is honest; 79% of plans were reviewed, at £1,250.",
    "Élan, naïve façade, Łódź, 東京 and \uf0b7 a bullet’s glyph",
    "a",
    "",
    "Children wait too long for an assessment, and managers do not know why. " * 4,
    "When thresholds are applied with consistency, families are helped early and fewer children need protection. " * 40,
)
"""Short, long, longer than the model reads, empty, and with signs that a tokeniser may treat in its own way."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A proven twin on disk: the network, and the tokeniser set to the model's own length."""

    network: Path
    tokenizer: Path


class NoTwinError(LibraryError):
    """This model has no twin: its kind is not one that we export, or what was exported is not equal to it."""


def cache_folder() -> Path:
    """Where twins are kept: `throughline/models` below the user's cache folder (XDG_CACHE_HOME, else ~/.cache)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "throughline" / "models"


def find_twin(model: ModelFiles, cache: Path) -> Twin | None:
    """The twin of `model` in `cache`; None where there is none, or its bytes are not those that were proven."""
    folder = _folder(model, cache)
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        whole = all(file_hash(folder / name) == manifest[name] for name in (_NETWORK, _TOKENIZER))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Twin(folder / _NETWORK, folder / _TOKENIZER) if whole else None


def make_twin(model: ModelFiles, reference: SentenceTransformerEmbedder, cache: Path) -> Twin:
    """Exports the twin of `model`, proves it equal to `reference` and puts it into `cache`, whole or not at all.

    Raises:
        NoTwinError: the model is of another kind than BERT with mean pooling, or the twin is not equal to it.
        OSError: the cache cannot be written.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".export-") as temporary:
        new = Path(temporary, "twin")
        new.mkdir()
        _export(reference.load(), new)
        prove(model, reference, Twin(new / _NETWORK, new / _TOKENIZER))
        manifest = {name: file_hash(new / name) for name in (_NETWORK, _TOKENIZER)}
        (new / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        if find_twin(model, cache) is None:  # else another process was sooner
            _install(new, _folder(model, cache))
    return Twin(_folder(model, cache) / _NETWORK, _folder(model, cache) / _TOKENIZER)


def _folder(model: ModelFiles, cache: Path) -> Path:
    return cache / f"{model.sha256[:16]}-{FORMAT}"


def _install(new: Path, folder: Path) -> None:
    """Moves a finished twin into place, and away with a damaged one that stands there."""
    for file in new.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
    try:
        new.rename(folder)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)


def prove(model: ModelFiles, reference: SentenceTransformerEmbedder, twin: Twin) -> None:
    """Passes where a twin gives what `reference` gives, for every probe, alone and in company.

    Raises:
        NoTwinError: it does not.
    """
    expected = reference.embed(PROBES)
    embedder = OnnxEmbedder(model, twin)
    together = embedder.embed(PROBES)
    apart = np.concatenate([embedder.embed([probe]) for probe in PROBES])
    worst = max(float(np.abs(found - expected).max()) for found in (together, apart))
    if not worst <= TOLERANCE:
        raise NoTwinError(
            f"{model.folder}: its ONNX twin differs from it by {worst:.1e}; questions take the model itself"
        )


def _export(transformer: Any, folder: Path) -> None:
    """Writes network and tokeniser of a loaded `SentenceTransformer`.

    The obvious way, exporting transformers 5's BertModel whole, gives a network that is silently wrong. So embeddings
    and encoder are exported, and between them stands a mask of plain float arithmetic; `prove` stands guard.
    """
    import torch

    bert = _exportable(transformer)
    example = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    axes = {"ids": {0: "texts", 1: "tokens"}, "mask": {0: "texts", 1: "tokens"}, "vectors": {0: "texts"}}
    attention = bert.config._attn_implementation  # noqa: SLF001  (no public name to read it by)
    bert.set_attn_implementation("eager")
    try:
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the tracer, which is old but needs no further package
            torch.onnx.export(
                _network(bert), (example, (example != 0).long()), str(folder / _NETWORK),
                input_names=["ids", "mask"], output_names=["vectors"], dynamic_axes=axes,
                opset_version=18, dynamo=False,
            )  # fmt: skip
    except RuntimeError as error:  # all that the exporter raises
        raise NoTwinError(f"the model cannot be exported ({error}); questions take it as it is") from error
    finally:
        bert.set_attn_implementation(attention)
    _export_tokenizer(transformer, folder / _TOKENIZER)


def _exportable(transformer: Any) -> Any:
    """The BERT inside a model that is BERT, the mean over its tokens, and at most a normalisation."""
    from transformers import BertModel

    modules = [type(module).__name__ for module in transformer]
    bert = getattr(transformer[0], "auto_model", None)
    mean = modules[1:2] == ["Pooling"] and transformer[1].pooling_mode == "mean"
    if not isinstance(bert, BertModel) or not mean or modules[2:] not in ([], ["Normalize"]):
        raise NoTwinError(
            f"a model of {' + '.join(modules)} is not one that can be exported; questions take it as it is"
        )
    return bert


def _network(bert: Any) -> Any:
    import torch

    class Network(torch.nn.Module):
        """Token ids and mask to unit vectors: embeddings, encoder, mean over the tokens that are no padding."""

        def __init__(self) -> None:
            super().__init__()
            self.embeddings = bert.embeddings
            self.encoder = bert.encoder

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            hidden = self.embeddings(input_ids=ids, token_type_ids=torch.zeros_like(ids))
            weights = mask.to(hidden.dtype)
            blind = (1.0 - weights[:, None, None, :]) * torch.finfo(hidden.dtype).min
            hidden = self.encoder(hidden, attention_mask=blind).last_hidden_state
            total = (hidden * weights[:, :, None]).sum(1)
            mean = total / weights.sum(1, keepdim=True).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2.0, dim=1)

    return Network().eval()


def _export_tokenizer(transformer: Any, path: Path) -> None:
    source = transformer.tokenizer
    tokenizer = Tokenizer.from_str(source.backend_tokenizer.to_str())
    tokenizer.enable_truncation(max_length=transformer.max_seq_length)
    tokenizer.enable_padding(pad_id=source.pad_token_id, pad_token=source.pad_token)
    tokenizer.save(str(path))
