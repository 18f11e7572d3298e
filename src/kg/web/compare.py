"""What changed between two versions of a file: passages that came, went, or have other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from flask import Blueprint, request

from kg.web import cards, frame, layout, wording
from kg.web.frame import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Annotated

routes = Blueprint("compare", __name__)

_ALIKE = 0.5
"""Share of words that two passages have in common if one is the other with changes."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: as they were, taken out, or put in."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A passage that came, went or has other words; `href` leads to it in the version that has it."""

    kind: str
    label: str
    words: tuple[Words, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    """Two versions of a file side by side, as far as they differ."""

    template: ClassVar[str] = "compare.html"
    name: str
    title: str
    history: str
    summary: str
    changes: tuple[Changed, ...]


@routes.get("/library/compare")
def compare() -> str:
    """Shows what changed from one version of a file to another, counted from 1."""
    library = frame.library()
    name = request.args.get("name", "")
    source = library.source(name)
    new = request.args.get("new", len(source.versions), type=int)
    old = request.args.get("old", new - 1, type=int)
    before, after = (library.annotated(source.name, version=each) for each in (old, new))
    address = cards.reader(source.name)
    changes = tuple(differences(before, after, f"{address}?version={old}", f"{address}?version={new}"))
    page = ComparePage(
        frame=frame.frame(f"Version {old} and version {new}", "library"),
        name=source.name.rpartition("/")[2],
        title=after.metadata.title,
        history=f"/library/files/{quote(source.name)}",
        summary=_summary(changes, len(after.passages)),
        changes=changes,
    )
    return frame.render(page)


def differences(before: Annotated, after: Annotated, old: str, new: str) -> Iterator[Changed]:
    """What is otherwise, in the order of the text.

    Args:
        before: the older version.
        after: the newer one.
        old: the address of the older version in the reader.
        new: that of the newer one.
    """
    texts = [
        [_plain(each, passage.span.start, passage.span.end) for passage in each.passages] for each in (before, after)
    ]
    for kind, first, last, begin, end in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for was, now in zip_longest(range(first, last), range(begin, end)):
            yield from _pair(
                (texts[0][was], _place(before, was, old)) if was is not None else None,
                (texts[1][now], _place(after, now, new)) if now is not None else None,
            )


def _pair(was: tuple[str, str] | None, now: tuple[str, str] | None) -> Iterator[Changed]:
    if was and now:
        words = tuple(_words(was[0], now[0]))
        same = sum(len(each.text) for each in words if each.kind == "same")
        if same >= _ALIKE * max(len(was[0]), len(now[0])):
            yield Changed("changed", "Changed", words, now[1])
            return
    if was:
        yield Changed("out", "Taken out", (Words(was[0], "out"),), was[1])
    if now:
        yield Changed("in", "Put in", (Words(now[0], "in"),), now[1])


def _words(was: str, now: str) -> Iterator[Words]:
    before, after = (re.findall(r"\S+|\s+", each) for each in (was, now))
    for kind, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Words("".join(after[begin:end]), "same")
            continue
        if last > first:
            yield Words("".join(before[first:last]), "out")
        if end > begin:
            yield Words("".join(after[begin:end]), "in")


def _place(annotated: Annotated, index: int, address: str) -> str:
    return f"{address}#{layout.fragment(annotated.passages[index].span)}"


def _plain(annotated: Annotated, start: int, end: int) -> str:
    return " ".join(annotated.document.text[start:end].split())


def _summary(changes: Sequence[Changed], passages: int) -> str:
    if not changes:
        return "No passage has other words; what changed is how the file is made."
    return f"{wording.count(len(changes), 'change')}, in a text of {wording.count(passages, 'passage')}."
