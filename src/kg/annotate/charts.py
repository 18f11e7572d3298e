"""Reads organisation charts and contact lists that were flattened to short lines: a post, then who holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate import names
from kg.annotate.lines import Line, around, joined, paragraphs
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_LINE = 70
_MOST_LINES = 9
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{3,80})\)?\s*$", re.DOTALL)
_LABEL = re.compile(
    r"(?P<post>(?:report )?author|(?:contact|lead|responsible|report) officer|officer|director"
    r"|executive director|head of service"
    r"|strategic director|cabinet member|portfolio holder|lead member|chair(?:man)?"
    r"|vice[- ]chair|contact|name|presented by"
    r"|presenter|prepared by|clerk|minutes? taken by)(?:\s+name)?\s*[:|\t–-]+\s*(?:name\s*[:|\t]+\s*)?",
    re.IGNORECASE,
)
_NO_POST = re.compile(r"name|(?:report )?author|contact|presented by|prepared by|presenter", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a chart: the name, the post as printed (None where none is), and the words of both."""

    name: names.Name
    post: str | None
    span: Span


def find(text: str, every: tuple[Line, ...]) -> tuple[Holder, ...]:
    """People of charts and of labelled lines ("Report author: …"), in order."""
    return tuple(sorted((*_boxes(text, every), *_labelled(text, every)), key=lambda holder: holder.span))


def _boxes(text: str, every: tuple[Line, ...]) -> Iterator[Holder]:
    waiting: tuple[Line, ...] | None = None
    for group in paragraphs(every):
        if len(group) > _MOST_LINES or any(len(line.text) > _LONGEST_LINE or "|" in line.text for line in group):
            waiting = None
            continue
        box = around(group)
        alone = names.exactly(text, box.start, box.end)
        if alone is not None and waiting is not None:
            yield Holder(alone, joined(waiting), Span(around(waiting).start, box.end))
            waiting = None
            continue
        found = list(_in_box(text, group))
        yield from found
        waiting = group if not found and _is_post(joined(group)) else None


def _in_box(text: str, group: tuple[Line, ...]) -> Iterator[Holder]:
    """The holder named at the end of a box, or on its first line; with who stands in for him or her in brackets."""
    box = around(group)
    bracket = _BRACKET.search(text, box.start, box.end)
    end = bracket.start() if bracket is not None else box.end
    name = _last(text, group, end)
    if name is None:
        yield from _first(text, group)
        return
    post = " ".join(text[box.start : name.span.start].replace("*", " ").split()).strip(" ,:–-")
    if not _is_post(post):
        return
    yield Holder(name, post, Span(box.start, name.span.end))
    if bracket is None:
        return
    cover = names.starting(text, bracket.start("inside"), bracket.end("inside"), wrapped=True)
    if cover is not None:
        why = " ".join(text[cover.span.end : bracket.end("inside")].split()).strip(" ,:–-")
        yield Holder(cover, f"{post} ({why})" if why else post, Span(box.start, box.end))


def _last(text: str, group: tuple[Line, ...], end: int) -> names.Name | None:
    """The name on the last line before `end`; else the one that the last lines make together."""
    ahead = [line for line in group if line.span.start < end]
    if not ahead:
        return None
    line = ahead[-1]
    stop = min(line.span.end, end)
    for first in reversed(ahead[1:][-3:]):
        whole = names.exactly(text, first.span.start, stop)
        if whole is not None:
            return whole
    return names.ending(text, line.span.start, stop)


def _first(text: str, group: tuple[Line, ...]) -> Iterator[Holder]:
    if len(group) < 2:
        return
    name = names.exactly(text, group[0].span.start, group[0].span.end)
    post = joined(group[1:])
    if name is not None and _is_post(post):
        yield Holder(name, post, around(group))


def _labelled(text: str, every: tuple[Line, ...]) -> Iterator[Holder]:
    for line in every:
        label = _LABEL.match(text, line.span.start, line.span.end)
        if label is None:
            continue
        for name in names.each(text, label.end(), line.span.end):
            post = None if _NO_POST.match(label["post"]) else " ".join(label["post"].split())
            yield Holder(name, post, Span(line.span.start, name.span.end))


def _is_post(words: str) -> bool:
    """Whether a box names a post: it begins with one, and says no sentence."""
    return names.is_post(" ".join(words.split()[:6])) and len(words) < 120 and not words.endswith((".", ":", "?", ";"))
