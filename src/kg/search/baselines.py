"""What answers are measured beside: each index alone, windows of the running text, and ours with a part left out.

Each gives an answer for a question, as `ask` does; a baseline neither declines nor writes sentences.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kg.index.fusion import DENSE_WEIGHT
from kg.index.vectors import FaissVectors
from kg.model import Answer, Citation, Evidence, Filters, Question
from kg.search import answer, scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import Held
    from kg.search.scope import Holdings

    Ask = Callable[[str], Answer]

WINDOW, OVERLAP = 1800, 150
"""Characters of a window and of what it shares with the next, as the sector's own tool cuts texts."""
_LIMIT = 20


def systems(holdings: Holdings, texts: Mapping[str, str]) -> dict[str, Ask]:
    """Every baseline by name.

    Args:
        holdings: what is held.
        texts: the whole text of each document, by id.
    """
    windows = _windows(holdings, texts)
    return {
        "BM25 alone": lambda text: _ranked(holdings, text, 0.0),
        "vectors alone": lambda text: _ranked(holdings, text, 1.0),
        "BM25 and vectors": lambda text: _ranked(holdings, text, DENSE_WEIGHT),
        f"windows of {WINDOW:,} characters": windows,
        "ours without themes": lambda text: _changed(holdings, text, _without_themes),
        "ours without kinds of question": lambda text: _changed(holdings, text, _without_kind),
        "ours without speaker, stance and time": lambda text: _changed(holdings, text, _without_filters),
    }


def _ranked(holdings: Holdings, text: str, dense: float) -> Answer:
    """Passages as the index alone ranks them."""
    hits = holdings.index.search(text, limit=_LIMIT, dense=dense)
    held = {f"document/{each.id}": each for each in holdings.documents}
    found = []
    for hit in hits:
        of = held[hit.path.partition("#")[0]]
        context = holdings.view(of.id).contexts[hit.path]
        found.append(_piece(of, context.citation(of.name, context.span, context.page), hit.score))
    return _answer(text, found)


def _windows(holdings: Holdings, texts: Mapping[str, str]) -> Ask:
    """Windows of the running text by MiniLM's cosine, in a flat FAISS index."""
    held = {each.id: each for each in holdings.documents}
    cut = [
        (held[id_], start, text[start : start + WINDOW])
        for id_, text in sorted(texts.items())
        for start in _starts(text)
    ]
    embedder = holdings.index.embedder
    index = FaissVectors(embedder.dimensions)
    for at, (_, __, words) in enumerate(cut):
        index.add(np.array([at]), embedder.embed([words]))

    def ask(text: str) -> Answer:
        near = index.search(embedder.embed([text])[0], _LIMIT)
        found = []
        for at, score in zip(near.ids.tolist(), near.scores.tolist(), strict=True):
            of, start, words = cut[at]
            found.append(_piece(of, Citation(of.name, start, start + len(words), None, words, ()), score))
        return _answer(text, found)

    return ask


def _starts(text: str) -> Iterable[int]:
    return range(0, max(len(text) - OVERLAP, 1), WINDOW - OVERLAP)


def _changed(holdings: Holdings, text: str, change: Callable[[Question], Question]) -> Answer:
    return answer.of(holdings, change(scope.at_home(holdings, scope.read(holdings, text, Filters()))))


def _without_themes(asked: Question) -> Question:
    return replace(asked, themes=())


def _without_kind(asked: Question) -> Question:
    return replace(asked, kind="list")


def _without_filters(asked: Question) -> Question:
    return replace(asked, speaker=None, stance=None, pointed=(), since=None, until=None, moments=(), sides=())


def _piece(held: Held, cited: Citation, score: float) -> Evidence:
    said = held.metadata
    return Evidence(
        citation=cited,
        id=f"{held.id}#char={cited.start},{cited.end}",
        title=said.title,
        date=said.date.value,
        date_basis=said.date.basis.value,
        date_window=said.date.window,
        date_reason=said.date.reason,
        kind=said.kind,
        authority=said.authority,
        author=said.author,
        speaker=None,
        evaluated=said.evaluated,
        stance=None,
        themes=(),
        caveats=held.caveats,
        score=score,
    )


def _answer(text: str, found: Sequence[Evidence]) -> Answer:
    asked = Question(text=text, kind="list", topic=text)
    return Answer(asked, "", answered=bool(found), reason=None, sentences=(), evidence=tuple(found), notes=())
