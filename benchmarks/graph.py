"""Graphs of documents: what is fact and what provenance, and what loading and checking them costs.

`python benchmarks/graph.py [LIBRARY]`; without a library, the sample corpus is ingested into one.

Provenance is what says where a fact comes from: its words, page, passage, what found it and how sure that is. All else
is fact; the class of a thing is counted apart, as it says little by itself.
"""

from __future__ import annotations

import logging
import resource
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.graph import check, parse
from kg.library import Library
from kg.settings import Settings
from kg.store import OxigraphStore
from kg.vocabulary.names import DCTERMS, KG, RDF, document
from timing import Row, cpu, show

PROVENANCE = {
    KG + name
    for name in (
        "text page inPassage sentence annotator confidence annotation annotates titleAt dateAt authorityAt mentionedAt"
    ).split()
}
PARTS = {"Passage", "Section", "Person"}
"""What is part of a document for itself; of anything else it says where its words stand."""


def counted(quads: bytes) -> Counter[str]:
    """How many quads of a document's graph are fact, provenance, and classes of things."""
    found: Counter[str] = Counter()
    every = list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    classes = {
        quad.subject: quad.object.value.removeprefix(KG) for quad in every if quad.predicate.value == RDF + "type"
    }
    for quad in every:
        predicate = quad.predicate.value
        where = predicate == DCTERMS + "isPartOf" and classes[quad.subject] not in PARTS
        if predicate == RDF + "type":
            found["class"] += 1
        elif predicate in PROVENANCE or where:
            found["provenance"] += 1
        else:
            found["fact"] += 1
    return found


def sizes(graphs: dict[str, bytes]) -> None:
    """Prints what stands in a graph, and the share of provenance."""
    total = sum(map(counted, graphs.values()), Counter())
    facts, classes, provenance = total["fact"], total["class"], total["provenance"]
    rows = {
        "quads": f"{total.total() / len(graphs):,.0f}",
        "size": f"{sum(map(len, graphs.values())) / len(graphs) / 1024:,.0f} KB",
        "facts, classes of things, provenance": ", ".join(
            f"{number / len(graphs):,.0f}" for number in (facts, classes, provenance)
        ),
        "provenance for each fact": f"{provenance / facts:.2f}",
        "the same, classes counted as facts": f"{provenance / (facts + classes):.2f}",
    }
    print(f"\n### {len(graphs)} documents, {total.total():,} quads\n\n| a document | |\n|---|---|")
    print("\n".join(f"| {what} | {value} |" for what, value in rows.items()))


def loaded(graphs: dict[str, bytes]) -> OxigraphStore:
    store = OxigraphStore()
    for iri, quads in graphs.items():
        store.replace(iri, quads)
    return store


def measure(library: Library) -> None:
    names = library.names
    graphs = {names.iri(document(each.id)): library.folder.graph(each.id) for each in library.documents()}
    sizes(graphs)
    loading = cpu(lambda: loaded(graphs), 3)
    start, clock = spent(), time.perf_counter()
    wrong = library.validate()
    whole, clock = spent() - start, time.perf_counter() - clock
    if wrong:
        sys.exit(f"{len(wrong)} documents do not conform: {sorted(wrong)[:3]}")
    shacl = sorted(cpu(partial(check, parse(quads)), 1) for quads in sample(sorted(graphs.values(), key=len)))
    show(
        "Cost",
        [
            Row("loading all into the store", loading, "CPU s"),
            Row("kg validate, two processes together", whole, "CPU s"),
            Row("the same by the clock", clock, "s"),
            Row("the shapes of one document, median", shacl[len(shacl) // 2], "CPU s"),
            Row("the shapes of the largest document", shacl[-1], "CPU s"),
        ],
    )


def sample(graphs: list[bytes]) -> list[bytes]:
    """Some of the graphs, of all sizes, the largest among them."""
    return graphs[:: -max(1, len(graphs) // 20)]


def spent() -> float:
    """Processor seconds of this process and those it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    logging.disable()
    if len(sys.argv) > 1:
        return measure(Library.open(Settings(library=Path(sys.argv[1]))))
    with tempfile.TemporaryDirectory() as temporary:
        library = Library.open(Settings(library=Path(temporary, "library")), create=True)
        library.ingest([Path(__file__).parent.parent / "corpus"])
        return measure(library)


if __name__ == "__main__":
    main()
