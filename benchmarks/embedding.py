"""The two embedders side by side: bulk, one question, and a process that starts cold."""

from __future__ import annotations

import numpy as np
import torch

from kg.index.embedders import QuestionEmbedder
from kg.index.model_files import ModelFiles
from kg.index.onnx_embedder import OnnxEmbedder
from kg.index.transformer import SentenceTransformerEmbedder
from kg.index.twin import cache_folder, find_twin
from sample import texts
from timing import Row, cpu, fresh, show

QUESTION = ["What was said about care leavers over time?"]

COLD = """
from kg.settings import Settings
from kg.index import {0}
from pathlib import Path
{0}(Settings(library=Path("library"))).embed(["What was said about care leavers over time?"])
"""


def main() -> None:
    model = ModelFiles.find()
    reference = SentenceTransformerEmbedder(model)
    QuestionEmbedder(model, cache_folder()).embed(QUESTION)  # makes the twin where there is none
    found = find_twin(model, cache_folder())
    if found is None:
        raise SystemExit("the twin cannot be kept: the user's cache folder cannot be written")
    twin = OnnxEmbedder(model, found)
    passages = texts(64, 90)
    apart = float(np.abs(reference.embed(passages) - twin.embed(passages)).max())
    print(f"Largest difference between the two on 64 passages: {apart:.1e}")

    per_passage = 1000 / len(passages)
    rows = [Row("sentence-transformers, a thread a batch (ours)", cpu(lambda: reference.embed(passages), 3), "s")]
    loaded = reference.load()
    torch.set_num_threads(2)
    rows.append(Row("the same, torch's two threads at a batch of 32", cpu(lambda: loaded.encode(passages), 3), "s"))
    torch.set_num_threads(1)
    rows.append(Row("ONNX twin, one thread", cpu(lambda: twin.embed(passages), 3), "s"))
    show("Bulk: CPU a passage of 90 words", [Row(row.what, row.value * per_passage, "ms") for row in rows])

    show(
        "One question, warm: CPU",
        [
            Row("sentence-transformers", 1000 * cpu(lambda: reference.embed(QUESTION), 20), "ms"),
            Row("ONNX twin (ours)", 1000 * cpu(lambda: twin.embed(QUESTION), 20), "ms"),
        ],
    )
    show(
        "One question from a cold start: CPU of the process",
        [
            Row("bare Python", fresh("pass"), "s"),
            Row("sentence-transformers", fresh(COLD.format("bulk_embedder")), "s"),
            Row("ONNX twin, its bytes and the model's checked (ours)", fresh(COLD.format("question_embedder")), "s"),
        ],
    )


if __name__ == "__main__":
    main()
