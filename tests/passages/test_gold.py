"""The five real documents beside the project: what people marked in them is inside sentences, under its heading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.extract.text import read
from kg.model import BlockRole, Document, Passage, Span
from kg.passages import split

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDER, GOLD = SHARED / "documents" / "southampton", SHARED / "gold" / "dev"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir() or not FOLDER.is_dir(), reason="../shared is not beside the project"),
]

Held = dict[str, tuple[Document, tuple[Passage, ...]]]


@pytest.fixture(scope="module")
def held() -> Held:
    documents = [read(path.read_bytes(), path.name, "0" * 64) for path in sorted(FOLDER.glob("*.txt"))]
    return {document.name: (document, split(document)) for document in documents}


def load(name: str) -> Any:
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def matches(gold: dict[str, Any], spans: list[Span]) -> bool:
    """Whether a span overlaps the gold one by half of the shorter."""
    start, end = gold["char_start"], gold["char_end"]
    overlaps = (
        (min(end, span.end) - max(start, span.start), min(end - start, span.end - span.start)) for span in spans
    )
    return any(overlap * 2 >= shorter and overlap > 0 for overlap, shorter in overlaps)


def test_the_text_is_that_which_people_marked(held: Held) -> None:
    for gold in load("documents.json")["documents"]:
        assert len(held[gold["document"]][0].text) == gold["characters"]


def test_every_statement_overlaps_a_sentence(held: Held) -> None:
    for gold in load("statements.json")["statements"]:
        sentences = [span for passage in held[gold["document"]][1] for span in passage.sentences]
        assert matches(gold, sentences), gold["quote"]


def test_every_essential_quote_is_in_a_sentence_or_in_a_block_of_its_own(held: Held) -> None:
    for question in load("questions.json")["questions"]:
        for gold in [*question["essential"], *question["relevant"]]:
            document, passages = held[gold["document"]]
            spans = [span for passage in passages for span in passage.sentences]
            spans += [b.span for b in document.blocks if b.role in (BlockRole.FURNITURE, BlockRole.HEADING)]
            assert matches(gold, spans), gold["quote"]


def test_statements_stand_under_their_heading(held: Held) -> None:
    right = []
    for gold in load("statements.json")["statements"]:
        document, passages = held[gold["document"]]
        passage = next(p for p in passages if matches(gold, [p.span]))
        path = [document.text[heading.span.start : heading.span.end] for heading in passage.headings]
        right.append(gold["section"] in path[-1:] or gold["section"] == "(closing)")
    assert sum(right) / len(right) >= 0.99
