"""The passage index beside its own parts alone and a plain matrix: assembling, searching, filtering."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from kg.index import Entry, PassageIndex
from kg.index.model_files import ModelFiles
from kg.index.vectors import FaissVectors
from sample import texts, units
from timing import Row, cpu, fresh, show

PASSAGES_A_DOCUMENT = 58
QUESTION = "What was said about the progress of care leavers and their homes?"

COLD = """
import sys
from pathlib import Path
from kg.index import PassageIndex
from kg.settings import Settings
PassageIndex.open(Settings(library=Path(sys.argv[1]))).search("progress of care leavers")
"""


class Fixed:
    """An embedder that costs nothing, so that only the index is measured."""

    dimensions = 384

    def __init__(self, name: str) -> None:
        self.name = name

    def embed(self, given: list[str]) -> np.ndarray:
        """The same direction for every question."""
        return units(len(given), seed=1)


def fill(folder: Path, documents: int, name: str) -> PassageIndex:
    index = PassageIndex(folder, Fixed(name))
    bodies = texts(PASSAGES_A_DOCUMENT, 90)
    for number in range(documents):
        identity = f"{number:016x}"
        shift = number % PASSAGES_A_DOCUMENT
        entries = [
            Entry(f"document/{identity}#char={place * 600},{place * 600 + 590}", f"Report {number} › Findings", body)
            for place, body in enumerate(bodies[shift:] + bodies[:shift])
        ]
        index.put(identity, entries, units(len(entries), seed=number))
    return index


def at_size(documents: int, folder: Path, name: str) -> None:
    index = fill(folder, documents, name)
    passages = len(index)
    some = {f"{number:016x}" for number in range(0, documents, 100)}
    matrix = np.concatenate([units(PASSAGES_A_DOCUMENT, seed=number) for number in range(documents)])
    flat = FaissVectors(384)
    flat.add(np.arange(passages, dtype=np.int64), matrix)
    question = units(1, seed=1)[0]

    def plain() -> np.ndarray:
        scores = matrix @ question
        best = np.argpartition(-scores, 200)[:200]
        return best[np.argsort(-scores[best])]

    def again() -> int:
        return len(PassageIndex(folder, Fixed(name)))

    show(
        f"{documents} documents, {passages:,} passages: CPU",
        [
            Row("BM25 alone (Tantivy)", 1000 * cpu(lambda: index.search(QUESTION, dense=0), 20), "ms"),
            Row("vectors alone: a plain matrix (NumPy fp32)", 1000 * cpu(plain, 20), "ms"),
            Row("vectors alone: FAISS fp16", 1000 * cpu(lambda: flat.search(question, 200), 20), "ms"),
            Row("both, fused (ours)", 1000 * cpu(lambda: index.search(QUESTION), 20), "ms"),
            Row(
                "both, within 1 % of the documents",
                1000 * cpu(lambda: index.search(QUESTION, documents=some), 20),
                "ms",
            ),
            Row("assembling from the documents' files, checked", cpu(again, 3), "s"),
        ],
    )


def main() -> None:
    name = ModelFiles.find().name
    with tempfile.TemporaryDirectory() as temporary:
        at_size(200, Path(temporary, "small", "index"), name)
        at_size(2000, Path(temporary, "large", "index"), name)
        show(
            "A cold process: CPU",
            [
                Row("bare Python", fresh("pass"), "s"),
                Row("one search in 200 documents, twin and all", fresh(COLD, str(Path(temporary, "small"))), "s"),
                Row("one search in 2,000 documents", fresh(COLD, str(Path(temporary, "large"))), "s"),
            ],
        )


if __name__ == "__main__":
    main()
