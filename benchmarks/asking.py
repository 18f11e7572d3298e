"""What an answer costs beside BM25 alone and raw FAISS, and how passages rank on questions judged by hand.

    python benchmarks/asking.py [LIBRARY]

Without a library the sample corpus is ingested into one. `judged.json` holds questions about published inspection
reports with grades from 0 to 2 by file and place; it is counted where the library holds those files.
"""

from __future__ import annotations

import json
import math
import time
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.library import Library
    from kg.search import Holdings

ROOT = Path(__file__).resolve().parent.parent
JUDGED = json.loads((Path(__file__).parent / "judged.json").read_text())
DEPTH = 10


def main() -> None:
    with opened.library() as library:
        speed(library)
        ranking(library)


def speed(library: Library) -> None:
    """Prints processor time a warm question, the question's embedding apart, and its ratio to each index alone."""
    holdings, embedder = library.holdings, library.holdings.index.embedder
    vectors = {one["question"]: embedder.embed([one["question"]]) for one in JUDGED["questions"]}
    embedder.embed = lambda texts: vectors[texts[0]] if texts[0] in vectors else type(embedder).embed(embedder, texts)
    search = holdings.index.search
    ways: dict[str, Callable[[str], object]] = {
        "answer": library.ask,
        "BM25 alone": partial(search, dense=0.0),
        "FAISS alone": partial(search, dense=1.0),
    }
    for way in ways.values():
        for question in vectors:
            way(question)
    print("| | median ms | p95 ms | of BM25 alone |\n|---|---|---|---|")
    took = {name: sorted(_took(way, question) for question in vectors) for name, way in ways.items()}
    for name, times in took.items():
        ratio = median(times) / median(took["BM25 alone"])
        print(f"| {name} | {median(times):.1f} | {times[int(0.95 * len(times))]:.1f} | {ratio:.1f} |")
    del embedder.embed


def ranking(library: Library) -> None:
    """Prints nDCG@10 of passages for each system, over the questions of which judged files are held."""
    holdings = library.holdings
    held = {each.name: each.id for each in holdings.documents}
    grades: dict[str, dict[str, int]] = {}
    for said in JUDGED["judgements"]:
        if said["document"] in held:
            path = f"document/{held[said['document']]}#char={said['start']},{said['end']}"
            grades.setdefault(said["question"], {})[path] = said["grade"]
    asked = [one for one in JUDGED["questions"] if any(grades.get(one["id"], {}).values())]
    if not asked:
        return
    systems: dict[str, Callable[[str], Iterable[str]]] = {
        name: partial(_found, holdings, dense=dense)
        for name, dense in (("BM25 alone", 0.0), ("MiniLM alone", 1.0), ("both", 0.7))
    }
    systems["ours"] = partial(_ours, library, held)
    print(f"\n| {len(asked)} questions | nDCG@{DEPTH} |\n|---|---|")
    for name, find in systems.items():
        print(f"| {name} | {mean(_ndcg(find(one['question']), grades[one['id']]) for one in asked):.3f} |")


def _took(way: Callable[[str], object], question: str) -> float:
    began = time.process_time()
    way(question)
    return 1000 * (time.process_time() - began)


def _found(holdings: Holdings, question: str, dense: float) -> list[str]:
    return [hit.path for hit in holdings.index.search(question, limit=DEPTH, dense=dense)]


def _ours(library: Library, held: dict[str, str], question: str) -> Iterable[str]:
    """The passages in which the pieces of evidence stand, each once."""
    passages = {}
    for piece in library.ask(question).evidence:
        cited = piece.citation
        contexts = library.holdings.view(held[cited.document]).contexts
        around = (path for path, one in contexts.items() if one.span.start <= cited.start < one.span.end)
        passages |= dict.fromkeys(around)
    return passages


def _ndcg(paths: Iterable[str], grades: dict[str, int]) -> float:
    gained = [grades.get(path, 0) for path in paths]
    return _gain(gained) / _gain(sorted(grades.values(), reverse=True))


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(list(grades)[:DEPTH]))


if __name__ == "__main__":
    main()
