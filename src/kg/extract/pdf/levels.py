"""Levels of headings: rank of (size, bold), after what is printed unlike its siblings has been put beside them.

Reports are edited by many hands, so that sections of one rank are printed in two sizes. What tells siblings is the
table of contents, a grade, a name that returns in every section, and the section names that a framework lays down.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.pdf.drafts import Draft

Style = tuple[float, bool, bool]
"""Type size, bold, not italic: the larger, the higher a heading stands."""

_OFTEN = 3
"""A heading that is printed so often returns in every section."""

_ENTRIES = 4
"""Headings that end with a page number, so many on one page, are a table of contents."""

_INDENT = 6.0
_LIGHTER = 1.0
"""Points by which plain italics may be larger than the bold heading that they stand below."""

_ENTRY = re.compile(r"\D\s\d{1,3}$")
_NUMBERS = re.compile(r"[\s\d.]+$")
_GRADED = re.compile(
    r"(?:\t|:\s*)(?:outstanding|good|requires improvement(?: to be good)?|adequate|inadequate)\W*\d?$", re.IGNORECASE
)
_SECTIONS = (
    re.compile(r"what needs to improve"),
    re.compile(
        r"inspection outcome|information about (?:the local area partnership|this inspection)|what is it like to be a"
        r" child|what (?:is the area partnership doing|does the area partnership need)"
        r"|areas for (?:priority action|improvement)|local area partnership details"
    ),
)
"""Section names that frameworks lay down for reports of one kind: those beside graded sections, and area SEND."""


def rank(headings: Sequence[Draft]) -> None:
    """Sets the level of every heading of a document, from 1."""
    styles = [_style(draft) for draft in headings]
    listed = _contents(headings)
    words = [_words(draft) for draft in headings]
    body = [index for index in range(len(headings)) if index not in listed]
    often = {word for word, count in Counter(words[index] for index in body).items() if count >= _OFTEN}
    for word in often:
        same = [index for index in body if words[index] == word]
        counts = Counter(styles[index] for index in same)
        _put(styles, same, max(counts, key=lambda style: (counts[style], style)))
    single = [index for index in body if words[index] not in often]
    for group in (*_entered(headings, words, listed, single), *_sections(headings, words, body)):
        _put(styles, group, max(styles[index] for index in group))
    _lift(styles, [index for index in body if _GRADED.search(headings[index].words())], words, often)
    order = sorted(set(styles), reverse=True)
    for draft, style in zip(headings, styles, strict=True):
        draft.level = order.index(style) + 1


def _lift(styles: list[Style], graded: Sequence[int], words: list[str], often: set[str]) -> None:
    """Puts graded sections above a heading that returns below each of them and is printed like them."""
    below = [styles[index + 1] for index in graded if index + 1 < len(words) and words[index + 1] in often]
    if len(below) > 1 and len(below) * 2 > len(graded) and all(styles[index] <= max(below) for index in graded):
        above = [style for style in styles if style > max(below) and style[1]]
        _put(styles, graded, min(above, default=(max(below)[0] + 0.25, True, True)))


def _put(styles: list[Style], group: Sequence[int], style: Style) -> None:
    for index in group:
        styles[index] = style


def _style(draft: Draft) -> Style:
    if draft.cells and not draft.lines[0].bold:  # a graded row in plain type stands above the bold headings below it
        return draft.size + 0.25, True, True
    bold = draft.lines[0].bold
    size = draft.size - _LIGHTER if draft.italic and not bold else draft.size
    return size, bold, not draft.italic


def _words(draft: Draft) -> str:
    """Its words without a grade, page number or note."""
    return _NUMBERS.sub("", _GRADED.sub("", draft.words())).casefold().replace("\t", " ").strip(" ?:")


def _contents(headings: Sequence[Draft]) -> set[int]:
    """The entries of the table of contents."""
    ends = [index for index, draft in enumerate(headings) if _ENTRY.search(draft.words())]
    pages = Counter(headings[index].page for index in ends)
    return {index for index in ends if pages[headings[index].page] >= _ENTRIES}


def _entered(headings: Sequence[Draft], words: list[str], listed: set[int], body: list[int]) -> Iterator[list[int]]:
    """Headings that the contents list alike, unless their tags say that they are of several levels."""
    entries = defaultdict(set)
    for index in listed:
        draft = headings[index]
        entries[words[index]].add((_style(draft), round(draft.left / _INDENT)))
    groups = defaultdict(list)
    for index in body:
        if len(entries.get(words[index], ())) == 1 and not _is_mistagged(headings, index):
            groups[next(iter(entries[words[index]]))].append(index)
    for group in groups.values():
        kinds = {headings[index].lines[0].tag.kind for index in group}
        if sum(kind.startswith("H") for kind in kinds) <= 1:
            yield group


def _is_mistagged(headings: Sequence[Draft], index: int) -> bool:
    """Whether it alone of those printed like it bears its heading tag: contents made of tags repeat the slip."""
    own, style = headings[index].lines[0].tag.kind, _style(headings[index])
    kinds = Counter(draft.lines[0].tag.kind for draft in headings if _style(draft) == style)
    others = sum(count for kind, count in kinds.items() if kind.startswith("H") and kind != own)
    return own.startswith("H") and kinds[own] == 1 and others >= _OFTEN


def _sections(headings: Sequence[Draft], words: list[str], body: list[int]) -> Iterator[list[int]]:
    """Headings with a grade, and those that a framework lays down beside each other."""
    graded, partnership = _SECTIONS
    found = [index for index in body if _GRADED.search(headings[index].words())]
    if len(found) > 1:
        yield found + [index for index in body if graded.fullmatch(words[index])]
    found = [index for index in body if partnership.match(words[index])]
    if len({words[index] for index in found}) > _OFTEN:
        first = {words[index]: index for index in reversed(found)}
        yield list(first.values())
