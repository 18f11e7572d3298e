"""Processor time of each page of the interface, warm, beside the page that only renders its template.

    python benchmarks/pages.py [LIBRARY]

Without a library, one is made of the sample corpus. Times are of this process, without a socket.
"""

from __future__ import annotations

import time
from collections import Counter
from statistics import quantiles
from typing import TYPE_CHECKING
from urllib.parse import quote

import opened
from kg.web import create_app
from kg.web.judged import address

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from kg.library import Library

REPEAT = 40


def pages(library: Library) -> list[str]:
    """One address of each page; of authorities, documents and themes that of which most is held."""
    gss, _ = Counter(one.metadata.authority for one in library.documents() if one.metadata.authority).most_common(1)[0]
    longest = max(library.documents(), key=lambda one: one.passages)
    chronicle = library.chronicle(next(one.id for one in library.documents() if one.metadata.authority == gss))
    spoken: Counter[str] = Counter()
    for one in library.tally():
        spoken[one.theme] += one.count
    return [
        "/about",
        "/",
        "/themes",
        f"/themes/{spoken.most_common(1)[0][0]}",
        f"/themes/{spoken.most_common(1)[0][0]}?authority={gss}",
        "/authorities",
        f"/authorities/{gss}",
        address(max(chronicle.inspections, key=lambda each: len(each.best.judgements)).path),
        address(max(chronicle.people, key=lambda each: len(each.namings)).path),
        f"/graph?of=authority/{gss}",
        "/suggest?q=care",
        "/documents",
        f"/documents/{quote(longest.name)}",
        f"/follow-up?authority={gss}",
        f"/discrepancies?authority={gss}",
    ]


def taken(client: FlaskClient, page: str) -> tuple[float, float]:
    """Median and 95th percentile of a page's milliseconds, after one request to warm up."""
    client.get(page)
    times = []
    for _ in range(REPEAT):
        start = time.process_time()
        client.get(page)
        times.append(1000 * (time.process_time() - start))
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]


def measure(library: Library) -> None:
    client = create_app(library).test_client()
    library.start()
    print(f"\n### pages over {len(library.documents())} documents")
    print("\n| | median | p95 | ratio of medians |\n|---|---|---|---|")
    first = 0.0
    for page in pages(library):
        median, p95 = taken(client, page)
        first = first or median
        print(f"| `{page}` | {median:.0f} ms | {p95:.0f} ms | {median / first:.1f} |", flush=True)


def main() -> None:
    with opened.library() as library:
        measure(library)


if __name__ == "__main__":
    main()
