"""The printed lines of a document and their paragraphs, as spans; letterheads and charts are read from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = re.compile(r"^(?:#{1,6}\s+|[-*•■◼▪●\uf0b7\uf06e]\s+|\|\s*|>\s+)+|^[*_]+")
_BULLET = re.compile(r"\s*[-*•■◼▪●\uf0b7\uf06e]\s+")
_END = re.compile(r"[*_|\s]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its marks of Markdown or list; `paragraph` counts runs of lines between blank ones.

    Attributes:
        bullet: whether it stood behind the mark of a list.
    """

    text: str
    span: Span
    paragraph: int
    page: int | None = None
    bullet: bool = False


def lines(document: Document, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The lines of a stretch of a document that hold anything, in order."""
    found: list[Line] = []
    at, paragraph, blank = start, 0, True
    pages = iter(document.pages)
    page = next(pages, None)
    for raw in document.text[start:end].splitlines(keepends=True):
        span = _stripped(raw, at)
        at += len(raw)
        if span is None:
            blank = True
            continue
        paragraph, blank = paragraph + blank, False
        while page is not None and page.end <= span.start:
            page = next(pages, None)
        text = document.text[span.start : span.end]
        found.append(Line(text, span, paragraph, page.number if page else None, bullet=bool(_BULLET.match(raw))))
    return tuple(found)


def paragraphs(found: Iterable[Line]) -> tuple[tuple[Line, ...], ...]:
    """Lines by paragraph."""
    groups: dict[int, list[Line]] = {}
    for line in found:
        groups.setdefault(line.paragraph, []).append(line)
    return tuple(tuple(group) for group in groups.values())


def joined(group: Iterable[Line]) -> str:
    """The words of some lines, in one line."""
    return " ".join(" ".join(line.text.split()) for line in group)


def around(group: Iterable[Line]) -> Span:
    """The span from the first line to the last."""
    spans = [line.span for line in group]
    return Span(spans[0].start, spans[-1].end)


def _stripped(raw: str, at: int) -> Span | None:
    body = raw.strip()
    lead = raw.find(body) if body else 0
    mark = _MARK.match(body)
    lead += mark.end() if mark else 0
    tail = _END.search(raw)
    end = tail.start() if tail else len(raw)
    return Span(at + lead, at + end) if end > lead else None
