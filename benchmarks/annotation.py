"""Annotating documents that are read: pages a CPU second on one core, and how the time falls to each annotator.

Real reports are not ours to ship: without `../shared/reports` the sample corpus alone is measured. Reading and
embedding are measured elsewhere.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from kg import annotate, extract, vocabulary
from kg.errors import SourceError
from kg.model import Annotated, Metadata
from kg.passages import split
from kg.settings import DEFAULT_BASE

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "reports"
EVERY = 8


def held() -> list[Annotated]:
    """Documents with their passages and nothing said of them yet."""
    paths = sorted(REPORTS.rglob("*.pdf"))[::EVERY] or sorted((ROOT / "corpus").glob("*.pdf"))
    found = []
    for path in paths:
        try:
            document = extract.read(path)
        except SourceError:
            continue
        found.append(Annotated(document, split(document), Metadata(title=document.name)))
    return found


def taken(documents: list[Annotated]) -> Counter[str]:
    """Processor seconds of each annotator over all documents."""
    registers = vocabulary.load(DEFAULT_BASE)
    seconds: Counter[str] = Counter()
    for annotated in documents:
        known = annotated
        for annotator in annotate.ANNOTATORS:
            start = time.process_time()
            known = annotator(known, registers)
            seconds[annotator.__module__.rpartition(".")[2]] += time.process_time() - start
    return seconds


def main() -> None:
    documents = held()
    pages = sum(len(annotated.document.pages) for annotated in documents)
    taken(documents[:1])
    seconds = taken(documents)
    total = seconds.total()
    print(f"\n### {len(documents)} documents, {pages} pages: {pages / total:.0f} pages a CPU second\n")
    print("| annotator | share | ms a page |\n|---|---|---|")
    for name, spent in seconds.most_common():
        print(f"| {name} | {spent / total:.0%} | {1000 * spent / pages:.2f} |")


if __name__ == "__main__":
    main()
