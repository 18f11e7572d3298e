"""Finds and ranks the statements that bear on a question; what is said of them is `answer`'s matter.

A statement's score is a weighted mean of what each retriever says, all between 0 and 1: how well its passage matches by
meaning and word, how well its own words and headings match, and whether it is about a theme that is asked for. Whose
word it is, its stance and the years it names then raise or lower it where the question asks for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Citation, Evidence, Iri, Result, Span
from kg.search import scope
from kg.search.queries import template
from kg.store import fill
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.index import Hit
    from kg.model import Filters, Held, Question, Term
    from kg.search.scope import Holdings

PASSAGES = 60
"""Passages that the index hands on to be read statement by statement."""

_OF_PASSAGE, _OF_WORDS, _OF_THEME = 0.35, 0.35, 0.30
_OTHER_SPEAKER, _OTHER_STANCE, _OTHER_YEAR = 0.55, 0.6, 0.8
_SAME_DOCUMENT = 0.93
"""Each further statement of one document counts this much less, so that every document that speaks is heard."""

_STANCES = {"strength": {"strength", "progress"}, "concern": {"concern", "priority_action"}}
_LEANS = re.compile(
    r"(?:However|But|This|These|Those|It|They|He|She|Such|As a result|Consequently|Therefore|Also|In addition|Although"
    r"|Despite this|Nevertheless|For example|For instance|In particular|Together)\b"
)
_LONGEST = 100
"""Words in one piece of evidence."""
_GAP = 3
"""Characters between two sentences that stand side by side."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be evidence, as the graph has it."""

    path: str
    passage: str
    document: str
    span: Span
    page: int | None
    text: str
    stance: str | None
    speaker: str | None
    themes: tuple[str, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """The passage around a statement: its words, where they stand, and the headings above."""

    text: str
    span: Span
    page: int | None
    headings: tuple[str, ...]
    themes: tuple[str, ...]

    def citation(self, document: str, span: Span, page: int | None) -> Citation:
        """A citation of a part of the passage, its quote sliced from the passage's own words."""
        quote = self.text[span.start - self.span.start : span.end - self.span.start]
        return Citation(document, span.start, span.end, page, quote, self.headings)


def passages(holdings: Holdings, text: str, filters: Filters) -> tuple[Result, ...]:
    """Ranked passages of `kg search`, each with its rank from each retriever.

    Raises:
        InputError: a filter names what does not exist.
    """
    asked = replace(scope.read(holdings, "", filters), text=text, topic=text)
    within = scope.documents(holdings, asked)
    hits = holdings.index.search(text, limit=asked.limit, documents=_ids(within, holdings))
    contexts = _contexts(holdings, {hit.path for hit in hits})
    held = {h.id: h for h in holdings.documents}
    return tuple(_result(hit, held[_document_id(hit.path)], contexts[hit.path]) for hit in hits)


def _result(hit: Hit, held: Held, context: Context) -> Result:
    return Result(
        citation=context.citation(held.name, context.span, context.page),
        id=hit.path,
        title=held.metadata.title,
        date=held.metadata.date.value,
        themes=context.themes,
        score=hit.score,
        vector_rank=hit.vector_rank,
        lexical_rank=hit.lexical_rank,
    )


def find(holdings: Holdings, asked: Question, within: Sequence[Held]) -> tuple[list[Candidate], str]:
    """The statements of some documents that bear on a question, best first, and the SPARQL that fetched them."""
    hits = holdings.index.search(asked.text, limit=PASSAGES, documents=_ids(within, holdings))
    wanted = _themes(holdings, asked)
    iri = holdings.names.iri
    sparql = fill(
        template("evidence"),
        passage=[Iri(iri(hit.path)) for hit in hits],
        about=[Iri(iri(names.concept("theme", theme))) for theme in sorted(wanted)],
        document=[Iri(iri(names.document(held.id))) for held in within],
    )
    rows = holdings.store.select(sparql).rows
    candidates = [_candidate(row, holdings) for row in rows]
    return _ranked(_leaning_joined(_scored(candidates, hits, wanted, asked, holdings))), sparql


def evidence(holdings: Holdings, chosen: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """Candidates as evidence, with their documents, headings and caveats, in the order given."""
    held = {h.id: h for h in holdings.documents}
    contexts = _contexts(holdings, {candidate.passage for candidate in chosen})
    return tuple(_evidence(candidate, held[candidate.document], contexts[candidate.passage]) for candidate in chosen)


def _evidence(candidate: Candidate, held: Held, context: Context) -> Evidence:
    said = held.metadata
    return Evidence(
        citation=context.citation(held.name, candidate.span, candidate.page),
        id=candidate.path,
        title=said.title,
        date=said.date.value,
        date_basis=said.date.basis.value,
        date_window=said.date.window,
        date_reason=said.date.reason,
        kind=said.kind,
        authority=said.authority,
        author=said.author,
        speaker=candidate.speaker,
        evaluated=said.evaluated,
        stance=candidate.stance,
        themes=candidate.themes,
        caveats=held.caveats,
        score=round(candidate.score, 6),
    )


def _candidate(row: Mapping[str, Term], holdings: Holdings) -> Candidate:
    def notation(name: str) -> str | None:
        return str(row[name]).rpartition("/")[2] if name in row else None

    path = holdings.names.path
    themes = [iri.rpartition("/")[2] for iri in str(row.get("themes", "")).split()]
    main = notation("mainTheme")
    return Candidate(
        path=path(str(row["statement"])),
        passage=path(str(row["passage"])),
        document=_document_id(path(str(row["document"]))),
        span=Span(int(str(row["start"])), int(str(row["end"]))),
        page=int(str(row["page"])) if "page" in row else None,
        text=str(row["text"]),
        stance=notation("stance"),
        speaker=notation("speaker"),
        themes=tuple(sorted(themes, key=lambda theme: (theme != main, theme))),
    )


def _scored(
    candidates: Sequence[Candidate],
    hits: Sequence[Hit],
    wanted: Mapping[str, float],
    asked: Question,
    holdings: Holdings,
) -> list[Candidate]:
    of_passage = {hit.path: hit.score for hit in hits}
    of_words = _shares(holdings.index.weigh(asked.topic or asked.text, [candidate.text for candidate in candidates]))
    return [
        replace(
            candidate,
            score=(
                _OF_PASSAGE * of_passage.get(candidate.passage, 0.0)
                + _OF_WORDS * words
                + _OF_THEME * max((wanted.get(theme, 0.0) for theme in candidate.themes), default=0.0)
            )
            * _fitting(candidate, asked),
        )
        for candidate, words in zip(candidates, of_words, strict=True)
    ]


def _fitting(candidate: Candidate, asked: Question) -> float:
    """How well speaker and stance fit what is asked for: 1 where nothing is asked."""
    factor = 1.0
    if asked.speaker == "inspectorate" and candidate.speaker != "inspectorate":
        factor *= _OTHER_SPEAKER
    if asked.speaker == "council" and candidate.speaker == "inspectorate":
        factor *= _OTHER_SPEAKER
    if asked.stance and candidate.stance not in _STANCES.get(asked.stance, {asked.stance}):
        factor *= _OTHER_STANCE
    return factor


def _leaning_joined(candidates: list[Candidate]) -> list[Candidate]:
    """Joins a statement that cannot stand alone ("However, this …") to the one before it, up to 100 words together."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.passage == candidate.passage
            and _LEANS.match(candidate.text)
            and candidate.span.start - last.span.end <= _GAP
            and len(last.text.split()) + len(candidate.text.split()) <= _LONGEST
        ):
            joined[-1] = _join(last, candidate)
        else:
            joined.append(candidate)
    return joined


def _join(first: Candidate, second: Candidate) -> Candidate:
    better = first if first.score >= second.score else second
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        text=f"{first.text} {second.text}",
        stance=better.stance,
        speaker=better.speaker,
        themes=tuple(dict.fromkeys((*first.themes, *second.themes))),
        score=better.score,
    )


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    """Best first; each further statement of one document counts a little less, and words said before are left out."""
    waiting = sorted(candidates, key=lambda c: (-c.score, c.path))
    heard: dict[str, int] = {}
    said: set[str] = set()
    ranked: list[Candidate] = []
    while waiting:
        best = max(
            range(min(len(waiting), 40)),
            key=lambda i: (waiting[i].score * _SAME_DOCUMENT ** heard.get(waiting[i].document, 0), -i),
        )
        candidate = waiting.pop(best)
        words = " ".join(candidate.text.lower().split())
        if words in said:
            continue
        said.add(words)
        heard[candidate.document] = heard.get(candidate.document, 0) + 1
        ranked.append(candidate)
    return ranked


def _themes(holdings: Holdings, asked: Question) -> dict[str, float]:
    """The themes that count, with their weight: those asked for and the ones below them."""
    wanted: dict[str, float] = {}
    for theme in asked.themes:
        wanted[theme] = 1.0
        for narrower in holdings.vocabulary.narrower(theme):
            wanted.setdefault(narrower, 0.8)
    return wanted


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores, default=0.0)
    return [score / top if top else 0.0 for score in scores]


def _ids(within: Sequence[Held], holdings: Holdings) -> set[str] | None:
    return None if len(within) == len(holdings.documents) else {held.id for held in within}


def _document_id(path: str) -> str:
    return path.removeprefix("document/").partition("#")[0]


def _contexts(holdings: Holdings, paths: Iterable[str]) -> dict[str, Context]:
    path = holdings.names.path
    wanted = [Iri(holdings.names.iri(each)) for each in sorted(paths)]
    headings: dict[str, list[str]] = {}
    for row in holdings.store.select(fill(template("sections"), passage=wanted)).rows:
        headings.setdefault(str(row["passage"]), []).append(str(row["heading"]))
    return {
        path(str(row["passage"])): Context(
            text=str(row["text"]),
            span=Span(int(str(row["start"])), int(str(row["end"]))),
            page=int(str(row["page"])) if "page" in row else None,
            headings=tuple(headings.get(str(row["passage"]), ())),
            themes=tuple(sorted(iri.rpartition("/")[2] for iri in str(row.get("themes", "")).split())),
        )
        for row in holdings.store.select(fill(template("passages"), passage=wanted)).rows
    }
