"""A span of a document as a citation: its words, its page, and the headings of the passage around it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.model import Citation

if TYPE_CHECKING:
    from kg.model import Annotated, Passage, Span


class Citations:
    """Cites one document under the name that the library calls it."""

    def __init__(self, annotated: Annotated, name: str) -> None:
        self._document = annotated.document
        self._passages = sorted(annotated.passages, key=lambda passage: passage.span)
        self._starts = [passage.span.start for passage in self._passages]
        self._name = name

    def __call__(self, span: Span) -> Citation:
        """The citation of a span; outside passages (a signature) it has no headings."""
        text = self._document.text
        around = self.around(span)
        headings = tuple(text[h.span.start : h.span.end] for h in around.headings) if around else ()
        return Citation(self._name, span.start, span.end, self._page(span), text[span.start : span.end], headings)

    def around(self, span: Span) -> Passage | None:
        """The passage that a span stands in; None outside all, as for a signature."""
        position = bisect_right(self._starts, span.start) - 1
        if position >= 0 and span in self._passages[position].span:
            return self._passages[position]
        return None

    def _page(self, span: Span) -> int | None:
        return next((page.number for page in self._document.pages if page.start <= span.start < page.end), None)
