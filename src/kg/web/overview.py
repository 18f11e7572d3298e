"""What a reader sees who has not asked yet: questions that the documents can answer, and what is held over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.vocabulary import english
from kg.web import cards, dates, strip, wording
from kg.web.frame import Link
from kg.web.strip import Mark
from kg.web.wording import Speaker, Stance

if TYPE_CHECKING:
    from kg.library import Library
    from kg.model import Held
    from kg.vocabulary import Vocabulary
    from kg.web.strip import Strip

_FOUND = Speaker("evaluated", "Inspectorates’ own findings", "Inspectorate’s finding")
_TOLD = Speaker("not-evaluated", "Councils’ accounts and records of meetings", "Not evaluated")
_DOCUMENT = Stance("document", "Document", "documents")

LANES = ((_FOUND, _TOLD), (_DOCUMENT,))
"""The lanes and the shape by which documents stand on a time strip."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What can be asked, and what is held; `strip` is None where nothing is held."""

    examples: tuple[Link, ...]
    strip: Strip | None
    kinds: tuple[Link, ...]


MOST_KINDS = 6


def show(library: Library) -> Overview:
    """The overview of a library."""
    held = library.documents()
    if not held:
        return Overview((), None, ())
    return Overview(
        examples=tuple(Link(text, "/?" + urlencode({"q": text})) for text in _examples(library)),
        strip=strip.draw([mark(one) for one in held], "The documents held", *LANES),
        kinds=_kinds(held, library.vocabulary)[:MOST_KINDS],
    )


def _examples(library: Library) -> list[str]:
    """Questions about the themes that most documents speak of, where their names read well in a sentence."""
    asked = (
        "What was said about {} over time?",
        "What concerns were raised about {}?",
        "What does the council say about {}?",
    )
    return [question.format(english.inside(label)) for question, label in zip(asked, _spoken(library), strict=False)]


def _spoken(library: Library) -> list[str]:
    """The names of themes that none is below, those of most documents first, then those of most statements."""
    themes = library.vocabulary.themes
    documents = Counter(theme for theme, _ in {(one.theme, one.document) for one in library.tally()})
    statements: Counter[str] = Counter()
    for one in library.tally():
        statements[one.theme] += one.count
    above = {each.broader for each in themes.values()}
    named = [each for each in documents if each not in above and " and " not in themes[each].label]
    named.sort(key=lambda each: (-documents[each], -statements[each], themes[each].label))
    return [themes[each].label for each in named]


def mark(held: Held) -> Mark:
    """A document as a mark on a time strip."""
    when = dates.of_document(held.metadata.date)
    return Mark(
        stance=_DOCUMENT,
        speaker=_FOUND if held.metadata.evaluated else _TOLD,
        date=when,
        href=cards.reader(held.name),
        title=f"{when.text}: {held.metadata.title}",
    )


def _kinds(held: tuple[Held, ...], vocabulary: Vocabulary) -> tuple[Link, ...]:
    counts = Counter(one.metadata.kind for one in held)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))
    return tuple(
        Link(wording.kind(vocabulary, kind), f"/documents?kind={kind or 'other'}", str(number))
        for kind, number in ordered
    )
