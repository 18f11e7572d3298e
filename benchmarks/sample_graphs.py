"""Invented documents' graphs in any number, the same on every machine: the shape and proportions of real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.settings import DEFAULT_BASE
from kg.vocabulary.names import DCTERMS, KG, OA, RDF, XSD
from sample import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

THEMES, STANCES, SPEAKERS, AUTHORITIES = 60, 6, 3, 150
PASSAGES, STATEMENTS = 22, 3  # of a document; of a passage


def documents(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """The IRI and the canonical N-Quads of each document's graph, about 850 quads in each."""
    generator = np.random.default_rng(seed)
    words = np.array(vocabulary(8000))
    for number in range(count):
        iri = f"{DEFAULT_BASE}document/{number:016x}"
        lines = sorted({f"{line} <{iri}> .\n" for line in _lines(iri, number, generator, words)})
        yield iri, "".join(lines).encode()


def _lines(iri: str, number: int, generator: np.random.Generator, words: np.ndarray) -> Iterator[str]:
    def drawn(size: int) -> str:
        return " ".join(words[np.minimum(generator.zipf(1.15, size) - 1, len(words) - 1)])

    yield f"<{iri}> <{RDF}type> <{KG}Document>"
    yield f'<{iri}> <{DCTERMS}title> "{drawn(8)}"'
    yield f'<{iri}> <{DCTERMS}date> "{2012 + number % 14}-{1 + number % 12:02d}-{1 + number % 28:02d}"^^<{XSD}date>'
    yield f'<{iri}> <{KG}fileName> "{number:06d}.pdf"'
    yield f"<{iri}> <{KG}authority> <{DEFAULT_BASE}authority/E{number % AUTHORITIES:08d}>"
    yield f"<{iri}> <{KG}kind> <{DEFAULT_BASE}kind/k{number % 20}>"
    for place in range(PASSAGES):
        start = place * 1000
        passage = f"<{iri}#char={start},{start + 900}>"
        yield from _quotation(passage, "Passage", start, start + 900, drawn(90))
        yield f"{passage} <{DCTERMS}isPartOf> <{iri}>"
        yield f"{passage} <{KG}inSection> <{iri}/section/{place // 6}>"
        for part in range(STATEMENTS):
            first = start + 300 * part
            said = f"<{iri}/statement/{first}-{first + 250}>"
            yield from _quotation(said, "Statement", first, first + 250, drawn(25))
            yield f"{said} <{KG}inPassage> {passage}"
            for theme in generator.integers(0, THEMES, 2):
                yield f"{said} <{KG}theme> <{DEFAULT_BASE}theme/t{theme}>"
            yield f"{said} <{KG}stance> <{DEFAULT_BASE}stance/s{generator.integers(STANCES)}>"
            yield f"{said} <{KG}speaker> <{DEFAULT_BASE}speaker/p{generator.integers(SPEAKERS)}>"
            yield f'{said} <{KG}page> "{1 + place // 3}"^^<{XSD}integer>'
            yield f'{said} <{KG}confidence> "0.{generator.integers(10, 99)}"^^<{XSD}decimal>'


def _quotation(subject: str, class_: str, start: int, end: int, text: str) -> Iterator[str]:
    yield f"{subject} <{RDF}type> <{KG}{class_}>"
    yield f'{subject} <{KG}text> "{text}"'
    yield f'{subject} <{OA}start> "{start}"^^<{XSD}integer>'
    yield f'{subject} <{OA}end> "{end}"^^<{XSD}integer>'
