"""How well questions are answered, against a gold folder: recall, precision, facts and declines, by kind of question.

A gold folder holds `questions.json`: questions with their kind, whether they can be answered, the quotes that must be
found (`essential`) and those that may be (`relevant`), and the words that must stand in the answer
(`must_include_any_of`). A quote matches a piece of evidence of the same document when one holds at least half of the
other, by offsets where the gold has them, else by its words without regard to white space.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.model import Answer, Evidence

    Gold = Mapping[str, Any]

MEASURES = ("answered", "recall@10", "recall@20", "precision@10", "nDCG@10", "documents", "facts", "declined")
ALL = "ALL"
"""The kind under which the means over all questions stand."""


def questions(folder: Path) -> list[dict[str, Any]]:
    """The questions of a gold folder.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    try:
        found: list[dict[str, Any]] = json.loads((folder / "questions.json").read_bytes())["questions"]
    except FileNotFoundError:
        raise InputError(f"{folder} holds no questions.json") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder}/questions.json cannot be read: {error}") from None
    return found


def evaluate(gold: Sequence[Gold], ask: Callable[[str], Answer]) -> dict[str, dict[str, float]]:
    """The mean of each measure by kind of question, then over all; a measure that no question has is absent."""
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    for question in gold:
        row = _row(question, ask(question["question"]))
        rows[question["kind"]].append(row)
        rows[ALL].append(row)
    return {kind: _means(rows[kind]) for kind in (*sorted(rows.keys() - {ALL}), ALL) if rows[kind]}


def _row(question: Gold, answer: Answer) -> dict[str, float]:
    if not question["answerable"]:
        return {"declined": float(not answer.answered)}
    essential = question["essential"]
    pool = [*essential, *question.get("relevant", [])]
    pieces = answer.evidence
    hits = [any(_matches(gold, piece) for gold in pool) for piece in pieces[:10]]
    cited = {piece.citation.document for piece in pieces[:20]}
    needed = {gold["document"] for gold in essential}
    return {
        "answered": float(answer.answered),
        "recall@10": _share(any(_matches(gold, piece) for piece in pieces[:10]) for gold in essential),
        "recall@20": _share(any(_matches(gold, piece) for piece in pieces[:20]) for gold in essential),
        "precision@10": _share(hits),
        "nDCG@10": _gain(hits, len(pool)),
        "documents": _share(document in cited for document in needed),
        "facts": _share(any(words.lower() in _said(answer) for words in group) for group in _facts(question)),
    }


def _matches(gold: Gold, piece: Evidence) -> bool:
    cited = piece.citation
    if gold["document"] != cited.document:
        return False
    if "char_start" in gold:
        shared: int = min(gold["char_end"], cited.end) - max(gold["char_start"], cited.start)
        shorter: int = min(gold["char_end"] - gold["char_start"], cited.end - cited.start)
        return 0 < shorter <= shared * 2
    one, other = " ".join(gold["quote"].split()), " ".join(cited.quote.split())
    return one in other or (other in one and len(other) * 2 >= len(one))


def _facts(question: Gold) -> list[list[str]]:
    return question.get("must_include_any_of") or [[""]]


def _said(answer: Answer) -> str:
    said = [sentence.text for sentence in answer.sentences] + [note.text for note in answer.notes]
    said += [f"{piece.citation.quote} {piece.date} {piece.title}" for piece in answer.evidence]
    return " ".join(said).lower()


def _gain(hits: Sequence[bool], held: int) -> float:
    """Normalised discounted cumulative gain of binary relevance."""
    from math import log2

    best = sum(1 / log2(place + 2) for place in range(min(held, 10)))
    return sum(hit / log2(place + 2) for place, hit in enumerate(hits)) / best if best else 0.0


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0


def _means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    found = {}
    for measure in MEASURES:
        if values := [row[measure] for row in rows if measure in row]:
            found[measure] = round(sum(values) / len(values), 4)
    return found
