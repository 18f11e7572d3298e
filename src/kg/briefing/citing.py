"""Takes words of a document into a briefing, with all that must travel with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.linking import Citations
from kg.model import Span
from kg.model.briefing import Cited, Figure, Other
from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.linking import Links
    from kg.model import Annotated, Citation, Held, Statement, Statistic

_AROUND = 40
"""Code points kept before and after a quote, by which it is found again in a text that was read anew."""

LONGEST = 2000
"""Code points that a quote may have."""
_UNPUBLISHED = frozenset({"unpublished", "confidential", "embargoed", "draft"})
"""Kinds of caveat under which a document's words may not be released generally."""
_OF_DATA = frozenset({"provisional"})
"""Kinds of caveat that speak of numbers alone."""


class Source:
    """A document held, and what follows from all documents about its authority, to be cited from.

    Args:
        annotated: the document with everything said of it.
        name: as the library calls it.
        links: of its authority; None where it is about none.
        held: the documents held, by name, for the titles of others.
    """

    def __init__(self, annotated: Annotated, name: str, links: Links | None, held: Mapping[str, Held]) -> None:
        self.annotated = annotated
        self.name = name
        self.links = links
        self.held = held
        self._cite = Citations(annotated, name)

    def cite(self, span: Span) -> Cited:
        """The words of a span as evidence.

        Raises:
            InputError: the span is none of the text, is too long, or cuts a word.
        """
        text = self.annotated.document.text
        _whole(text, span, self.name)
        place = self._cite(span)
        said = self.annotated.metadata
        statement = self._statement(span)
        return Cited(
            document=self.annotated.document.id,
            name=self.name,
            start=span.start,
            end=span.end,
            quote=place.quote,
            prefix=text[max(0, span.start - _AROUND) : span.start],
            suffix=text[span.end : span.end + _AROUND],
            title=said.title,
            date=said.date.value or (said.date.window[0] if said.date.window else None),
            date_basis=said.date.basis.value,
            date_reason=said.date.reason,
            kind=said.kind,
            author=said.author,
            authority=said.authority,
            evaluated=said.evaluated,
            page=place.page,
            paragraph=self._paragraph(span),
            section=place.section,
            speaker=statement.speaker if statement else self._judge(span),
            stance=statement.stance if statement else None,
            themes=statement.themes if statement else (),
            caveats=tuple(sorted(set(self._caveats(span)))),
            unpublished=any(caveat.kind in _UNPUBLISHED for caveat in said.caveats),
            figures=tuple(
                _figure(each, self.annotated.document.text)
                for each in self.annotated.statistics
                if each.span in span and each.values
            ),
            disputed=tuple(self._disputed(span)),
            status=self._status(span),
            regime=self._regime(span),
        )

    def _caveats(self, span: Span) -> Iterator[str]:
        """The words that limit a quote: of the whole document always, of its data where the quote has numbers."""
        counts = any(each.span in span for each in self.annotated.statistics)
        for caveat in self.annotated.metadata.caveats:
            if caveat.kind not in _OF_DATA or counts or _overlap(caveat.span, span):
                yield self.annotated.document.text[caveat.span.start : caveat.span.end]

    def _statement(self, span: Span) -> Statement | None:
        """The statement that shares most of the span."""

        def shared(statement: Statement) -> int:
            return min(span.end, statement.span.end) - max(span.start, statement.span.start)

        best = max(self.annotated.statements, key=shared, default=None)
        return best if best is not None and shared(best) > 0 else None

    def _judge(self, span: Span) -> str | None:
        """Who speaks in a grade that stands in no statement: a row of an inspectorate's own table."""
        given = (judgement.span for each in self.annotated.inspections for judgement in each.judgements)
        return "inspectorate" if self.annotated.metadata.evaluated and span in given else None

    def _paragraph(self, span: Span) -> str | None:
        """The printed number of the paragraph that the words begin in."""
        found = (block for block in self.annotated.document.blocks if _overlap(block.span, span))
        return next((block.number for block in found if block.number), None)

    def _disputed(self, span: Span) -> Iterator[Other]:
        for discrepancy in self.links.discrepancies if self.links else ():
            ours = [side for side in discrepancy.sides if self._is_here(side.citation, span)]
            for side in discrepancy.sides if ours else ():
                if not self._is_here(side.citation, span):
                    yield self._other(side.citation, discrepancy.explanation)

    def _other(self, cited: Citation, explanation: str) -> Other:
        said = self.held[cited.document].metadata
        return Other(cited.document, said.title, said.date.value, cited.quote, cited.page, explanation)

    def _status(self, span: Span) -> str | None:
        chains = self.links.follow_up if self.links else ()
        return next((chain.status for chain in chains if self._is_here(chain.recommendation, span)), None)

    def _is_here(self, cited: Citation, span: Span) -> bool:
        return cited.document == self.name and _overlap(Span(cited.start, cited.end), span)

    def _regime(self, span: Span) -> str | None:
        for inspection in self.annotated.inspections:
            for judgement in inspection.judgements:
                if _overlap(judgement.span, span) and (found := regime(judgement.aspect)):
                    return found
        return None


def regime(aspect: str) -> str | None:
    """How a grade judges care leavers: apart, or together with children in care; None where it does not.

    The framework's own words tell: one grade for both stands in inspections of 2018 to 2022 alone.
    """
    words = aspect.lower()
    if "leaver" not in words and "leaving care" not in words:
        return None
    return "combined" if "in care and" in words or "looked after" in words else "separate"


def _figure(said: Statistic, text: str) -> Figure:
    unit = said.unit or ""
    values = english.amounts([f"{value:,f}" for value in said.values], text[said.span.start : said.span.end])
    shown = f"£{values}" if unit == "GBP" else f"{values}%" if unit == "%" else values
    return Figure(shown, said.indicator, said.population, said.period)


def _whole(text: str, span: Span, name: str) -> None:
    if not 0 <= span.start < span.end <= len(text):
        raise InputError(f"{name} has no characters {span.start} to {span.end}")
    if span.end - span.start > LONGEST:
        raise InputError(f"a quote has at most {LONGEST:,} characters; cite its sentences one by one")
    for edge in (span.start, span.end):
        if 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum():
            raise InputError(f"characters {span.start} to {span.end} of {name} cut a word; a quote has whole words")


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
