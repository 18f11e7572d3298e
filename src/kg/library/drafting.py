"""The skeleton of a briefing from a question: quotes and factual connecting words only, each section from the library.

Background, findings over time, numbers, follow-up, what is not held, lines of enquiry; a section without quotes is left
out. What the officer thinks of it is the officer's to write.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.briefing import when
from kg.model import Filters
from kg.model.briefing import Claim, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.library import Library
    from kg.model import Answer, Citation, Evidence, FollowUp
    from kg.model.briefing import Briefing, Cited

    Cite = Callable[[str, int, int], Cited]

_QUOTES, _A_DOCUMENT, _CHAINS, _NUMBERS, _ENQUIRIES, _NOT_HELD = 40, 2, 4, 4, 4, 4
_OPEN = {"repeated", "not_mentioned_again", "later_document_not_held", "council_says_so_only", "partly"}


def started(library: Library, briefing: Briefing, question: str, filters: Filters | None = None) -> Briefing:
    """The briefing with the sections that the answer to a question gives; the question becomes its purpose."""
    answer = library.ask(question, replace(filters or Filters(), limit=_QUOTES))
    draft = _Draft(library, answer)
    parts = tuple(part for part in draft.parts() if part.claims)
    begun = replace(
        briefing,
        purpose=briefing.purpose or f"To set out what the documents held say in answer to the question: {question}",
        recommendations=briefing.recommendations or ("That the reader note this report.",),
        parts=(*briefing.parts, *parts),
    )
    return library.briefings.made(begun)


class _Draft:
    """The sections, each from what the library holds about the authorities that the answer is about."""

    def __init__(self, library: Library, answer: Answer) -> None:
        self._library = library
        self._answer = answer
        self._cite = library.briefings.cite
        self._authorities = list(dict.fromkeys(each.authority for each in answer.evidence if each.authority))
        self._themes = {
            each for theme in answer.question.themes for each in (theme, *library.vocabulary.narrower(theme))
        }

    def parts(self) -> Iterator[Part]:
        if not self._answer.answered:
            return
        yield Part("Background", tuple(self._background()))
        yield Part("Findings over time", tuple(self._findings()))
        yield Part("Numbers", tuple(self._numbers()))
        yield Part("What became of recommendations", tuple(self._followed()))
        yield Part("What is not held", tuple(self._missing()))
        yield Part("Lines of enquiry", tuple(self._enquiries()))

    def _background(self) -> Iterator[Claim]:
        """What inspections of the authorities judged, in order of time."""
        held = [one for one in self._library.documents() if one.metadata.authority in self._authorities]
        for one in sorted(held, key=lambda each: (each.metadata.date.value or "9999", each.name)):
            if not one.metadata.evaluated:
                continue
            judged = [j for inspection in self._library.annotated(one.id).inspections for j in inspection.judgements]
            quotes = [self._cite(one.name, j.span.start, j.span.end) for j in judged]
            if quotes:
                yield Claim(f"{one.metadata.title} ({when(quotes[0])}) gives these judgements.", _once(quotes))

    def _findings(self) -> Iterator[Claim]:
        """The most telling quotes of each document, in order of time."""
        documents: dict[str, list[Evidence]] = {}
        for piece in self._answer.evidence:
            documents.setdefault(piece.citation.document, []).append(piece)
        ordered = sorted(documents.values(), key=lambda pieces: (pieces[0].date or "9999", pieces[0].title))
        for pieces in ordered:
            quotes = [cited for piece in pieces if _is_told(cited := self._cited(piece.citation))][:_A_DOCUMENT]
            if not quotes:
                continue
            yield Claim(f"{pieces[0].title} ({when(quotes[0])}) says the following.", _once(quotes))

    def _numbers(self) -> Iterator[Claim]:
        """The quotes of the answer that hold numbers."""
        cited_all = [self._cited(piece.citation) for piece in self._answer.evidence]
        for cited in [each for each in cited_all if each.figures and _is_told(each)][:_NUMBERS]:
            disputed = " Another account differs." if cited.disputed else ""
            yield Claim(f"{cited.title} ({when(cited)}) gives this number.{disputed}", (cited,))

    def _followed(self) -> Iterator[Claim]:
        for chain in self._chains()[:_CHAINS]:
            asked = self._cited(chain.recommendation)
            later = [self._cited(each) for each in chain.evidence]
            told = "Later documents say what follows it." if later else "No later document held says what became of it."
            yield Claim(f"{asked.title} ({when(asked)}) asks for this. {told}", _once([asked, *later]))

    def _missing(self) -> Iterator[Claim]:
        """Documents that are referred to and not held."""
        mentions = (self._cited(absent.mentioned_in[0]) for absent in self._library.not_held() if absent.mentioned_in)
        about = (cited for cited in mentions if cited.authority in self._authorities)
        for cited in islice(about, _NOT_HELD):
            yield Claim("This is referred to and is not held.", (cited,))

    def _enquiries(self) -> Iterator[Claim]:
        """Questions from what stays open: recommendations without an inspectorate's word, and the newest concerns."""
        chains = [chain for chain in self._chains() if chain.status in _OPEN][:_ENQUIRIES]
        for chain in chains:
            yield Claim("What has been done about this, and what shows it?", (self._cited(chain.recommendation),))
        concerns = [piece for piece in self._answer.evidence if piece.stance in ("concern", "priority_action")]
        for piece in sorted(concerns, key=lambda each: each.date or "", reverse=True)[: _ENQUIRIES - len(chains)]:
            yield Claim("Does this still hold?", (self._cited(piece.citation),))

    def _chains(self) -> list[FollowUp]:
        """The recommendations about the matter, the newest first."""
        chains = [chain for gss in self._authorities for chain in self._library.links(gss).follow_up]
        about = [chain for chain in chains if self._themes & set(self._cited(chain.recommendation).themes)]
        return sorted(about, key=lambda chain: chain.date or "", reverse=True)

    def _cited(self, place: Citation) -> Cited:
        return self._cite(place.document, place.start, place.end)


def _is_told(cited: Cited) -> bool:
    """Whether a quote with numbers says when and by whom they were stated."""
    return not cited.figures or bool(cited.date and (cited.speaker or cited.author))


def _once(quotes: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple({cited.id: cited for cited in quotes}.values())
