"""Finds the passages and statements that bear on a question, by index and graph; `ranking` puts them in order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Citation, Evidence, Iri, Result
from kg.search import scope, seeking
from kg.search.candidate import STATEMENT, Candidate, Signals
from kg.search.queries import template
from kg.search.ranking import ranked
from kg.search.said import document_id
from kg.search.views import plain
from kg.store import fill
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.index import Hit
    from kg.model import Filters, Held, Question, Rows
    from kg.search.said import Context
    from kg.search.scope import Holdings

PASSAGES = 60
"""Passages that the index hands on to be read statement by statement."""
SCORED = 200
"""Passages whose score counts for statements that are found by their theme."""
_FEW, _NEAREST = 25, 20
"""Documents that can all be read whole for a theme; of more, those in which so many of the best passages stand."""
_LATER_THEME, _NARROWER = 0.25, 0.85
"""What each later theme of a question loses against the first, and the share of a narrower one."""


def passages(holdings: Holdings, text: str, filters: Filters) -> tuple[Result, ...]:
    """Ranked passages of `kg search`, each with its rank from each retriever.

    Raises:
        InputError: a filter names what does not exist.
    """
    asked = replace(scope.read(holdings, "", filters), text=text, topic=text)
    within = scope.documents(holdings, asked)
    allowed = scope.statements(holdings, asked)
    hits = holdings.index.search(
        text,
        limit=asked.limit,
        documents=_ids(within, holdings),
        passages=None if allowed is None else set(allowed.values()),
    )
    contexts = _contexts(holdings, {hit.path for hit in hits})
    held = {h.id: h for h in holdings.documents}
    return tuple(_result(hit, held[document_id(hit.path)], contexts[hit.path]) for hit in hits)


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
    allowed = scope.statements(holdings, asked)
    sought, topic = (_widened(words, asked, holdings) for words in (asked.text, asked.topic or asked.text))
    hits = holdings.index.search(
        sought,
        limit=SCORED,
        documents=_ids(within, holdings),
        passages=None if allowed is None else set(allowed.values()),
    )
    wanted, seeks = _themes(holdings, asked), seeking.sought(asked, holdings.vocabulary, holdings.people)
    read = hits[:PASSAGES]
    speaking, iri = _speaking(within, read), holdings.names.iri
    sparql = fill(
        template("evidence"),
        document_passage=[(Iri(iri(names.document(document_id(hit.path)))), Iri(iri(hit.path))) for hit in read],
        about=[Iri(iri(names.concept("theme", theme))) for theme in sorted(wanted)],
        document=[Iri(iri(path)) for path in speaking],
        **{"class": [Iri(names.KG + name) for name in seeks.classes]},
    )
    graphs = holdings.reach({document_id(path) for path in (*speaking, *(hit.path for hit in read))})
    candidates = sorted(_said(holdings, graphs.select(sparql)), key=lambda each: (each.document, each.span, each.path))
    if allowed is not None:
        candidates = [candidate for candidate in candidates if candidate.path in allowed]
    above = headings(holdings, (candidate.passage for candidate in candidates if candidate.passage))
    signals = Signals(
        passages={hit.path: hit.score for hit in hits},
        headings={path: " ".join(words) for path, words in above.items()},
        themes=wanted,
        kinds={held.id: held.metadata.kind for held in within},
        speakers={held.id: scope.speakers(held, asked) for held in within if asked.sides},
        seeking=seeks,
        weigh=lambda texts: holdings.index.weigh(topic, texts),
    )
    found = ranked(candidates, asked, signals)
    onward = seeking.following(seeks, asked, found[0].text) if found else None
    return (_then(found[0], ranked(candidates, asked, replace(signals, seeking=onward))) if onward else found), sparql


def _said(holdings: Holdings, rows: Rows) -> Iterator[Candidate]:
    """What the rows of the evidence query name, with all that is known of it."""
    for row in plain(rows, holdings.names):
        view = holdings.view(document_id(row["document"]))
        if "class" in row:
            yield from view.facts.get((row["class"], row["said"]), ())
        else:
            with suppress(KeyError):  # a document that was made again since
                yield view.statement(row["said"])


def _then(first: Candidate, holders: Sequence[Candidate]) -> list[Candidate]:
    """The evidence that names a post, and after it those who hold it."""
    best = max((each.score for each in holders), default=0.0)
    least = max(first.score, best)
    return [replace(first, score=least), *(each for each in holders if each.path != first.path)]


def _widened(words: str, asked: Question, holdings: Holdings) -> str:
    """Words with the acronyms of the first theme that is asked for: papers say UASC where a question does not."""
    acronyms = holdings.vocabulary.themes[asked.themes[0]].acronyms if asked.themes else ()
    return " ".join((words, *acronyms))


def _speaking(within: Sequence[Held], hits: Sequence[Hit]) -> list[str]:
    """The documents read whole for a theme: all of them where they are few, else those in which a passage was found."""
    found = {document_id(hit.path) for hit in hits[:_NEAREST]}
    return [names.document(held.id) for held in within if len(within) <= _FEW or held.id in found]


def evidence(holdings: Holdings, chosen: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """Candidates as evidence, with their documents, headings and caveats, in the order given."""
    held = {h.id: h for h in holdings.documents}
    lines = _lines(holdings, chosen)
    chosen = [lines.get(candidate.path, candidate) for candidate in chosen]
    contexts = _contexts(holdings, {candidate.passage for candidate in chosen if candidate.passage})
    return tuple(
        _evidence(candidate, held[candidate.document], contexts.get(candidate.passage or ""), holdings)
        for candidate in chosen
    )


def _lines(holdings: Holdings, chosen: Sequence[Candidate]) -> dict[str, Candidate]:
    """Events that a heading tells of, each as the whole heading: a bare date says nothing."""
    iri = holdings.names.iri
    bare = {each.path: each for each in chosen if each.class_ == "Event" and each.passage is None}
    if not bare:
        return {}
    graphs = holdings.reach({each.document for each in bare.values()})
    found = graphs.select(fill(template("lines"), said=[Iri(iri(each)) for each in bare]))
    return {
        said: replace(bare[said], span=span, text=row["text"])
        for row in plain(found, holdings.names)
        for said, span in [(row["said"], names.span(row["section"]))]
        if bare[said].span in span
    }


def _evidence(candidate: Candidate, held: Held, context: Context | None, holdings: Holdings) -> Evidence:
    said = held.metadata
    cited = Citation(held.name, candidate.span.start, candidate.span.end, candidate.page, candidate.text, ())
    usual = holdings.vocabulary.kinds[said.kind].speaker if said.kind and said.author else None
    return Evidence(
        citation=context.citation(held.name, candidate.span, candidate.page) if context else cited,
        id=candidate.path,
        title=said.title,
        date=said.date.value,
        date_basis=said.date.basis.value,
        date_window=said.date.window,
        date_reason=said.date.reason,
        kind=said.kind,
        authority=said.authority,
        author=said.author,
        speaker=candidate.speaker if candidate.class_ == STATEMENT else usual,
        evaluated=said.evaluated,
        stance=candidate.stance,
        themes=candidate.themes,
        caveats=held.caveats,
        score=round(candidate.score, 6),
    )


def _themes(holdings: Holdings, asked: Question) -> dict[str, float]:
    """The themes that count, with their weight: those asked for, the first most, and a little less those below them."""
    wanted: dict[str, float] = {}
    for place, theme in enumerate(asked.themes):
        weight = max(1.0 - _LATER_THEME * place, _LATER_THEME)
        wanted[theme] = max(weight, wanted.get(theme, 0.0))
        for narrower in holdings.vocabulary.narrower(theme):
            wanted[narrower] = max(_NARROWER * weight, wanted.get(narrower, 0.0))
    return wanted


def _ids(within: Sequence[Held], holdings: Holdings) -> set[str] | None:
    return None if len(within) == len(holdings.documents) else {held.id for held in within}


def headings(holdings: Holdings, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The headings above some passages, outermost first."""
    return {path: holdings.view(document_id(path)).headings.get(path, ()) for path in paths}


def _contexts(holdings: Holdings, paths: Iterable[str]) -> dict[str, Context]:
    return {path: holdings.view(document_id(path)).contexts[path] for path in paths}
