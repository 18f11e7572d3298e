"""Search inside SPARQL: what rewriting costs, and a hybrid query beside its search alone and its plain query alone.

    python benchmarks/hybrid.py [LIBRARY]

Without a library the sample corpus is ingested into one. Processor time, the process that answers included.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import opened
from kg.search import rewrite
from overhead import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library import Library

ROOT = Path(__file__).resolve().parent.parent
WORDS = "help for young people leaving care"
BLOCK = f'SERVICE kg:search {{ ?p kg:matches "{WORDS}" ; kg:score ?s ; kg:limit %d }}'
QUERIES = {
    "20 passages with their words": (20, f"SELECT ?s ?t {{ {BLOCK} ?p kg:text ?t }}"),
    "documents and dates": (
        20,
        f"SELECT ?s ?d ?w {{ {BLOCK} ?p dcterms:isPartOf ?d . ?d a kg:Document ; dcterms:date ?w }}",
    ),
    "statements by theme": (
        100,
        f"SELECT ?theme (COUNT(*) AS ?n) {{ {BLOCK} ?said kg:inPassage ?p ; kg:theme ?theme }} GROUP BY ?theme",
    ),
    "1,000 passages": (1000, f"SELECT ?s ?t {{ {BLOCK} ?p kg:text ?t }}"),
}
ROUNDS = 15


def main() -> None:
    with opened.library() as library:
        measure(library)


def measure(library: Library) -> None:
    """Prints the table."""
    holdings = library.holdings
    library.start()
    worker = Clock(library.store)  # type: ignore[arg-type]
    print("| query | search alone | plain alone | hybrid | ratio | rewriting |\n|---|---|---|---|---|---|")
    for name, (limit, text) in QUERIES.items():
        query = text % limit
        plain = rewrite(query, lambda: holdings).text
        search = partial(holdings.index.search, WORDS, limit=limit)
        works = (search, partial(library.store.execute, plain), partial(library.sparql, query))
        taken: list[list[float]] = [[], [], [], []]
        for each in range(ROUNDS + 1):
            times = [_cpu(work) + worker.taken() for work in works]
            times.append(_cpu(partial(rewrite, query, lambda: holdings)) - _cpu(search))
            if each:
                for kept, new in zip(taken, times, strict=True):
                    kept.append(1000 * new)
        a, b, both, rewriting = map(median, taken)
        print(f"| {name} | {a:.1f} ms | {b:.1f} ms | {both:.1f} ms | {both / (a + b):.2f} | {rewriting:.2f} ms |")


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
