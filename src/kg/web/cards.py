"""Statements as cards and documents as groups of them: what Ask and, later, other pages show of evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import has_request_context, request

from kg.web import dates, security, wording
from kg.web.strip import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.model import Citation, Evidence
    from kg.vocabulary import Vocabulary
    from kg.web.dates import Dated
    from kg.web.wording import Speaker, Stance

_COMMON = frozenset(
    "a about after all an and any are as at be been by did do does for from had has have how in is it its of on or our"
    " over said say says that the their there they this to was were what when where which who why will with".split()
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a quote; `marked` where it holds words that were asked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as shown.

    Attributes:
        number: its place on the page, from 1; `#evidence-1` leads to it.
        quote: the words of the document, whole, in segments.
        where: page and headings, in words.
        warning: why it may not be read as a finding; None where it may.
        href: the statement in the reader.
        add: the way of the quote into a briefing.
    """

    number: int
    quote: tuple[Segment, ...]
    stance: Stance
    speaker: Speaker
    where: str
    warning: str | None
    href: str
    add: str
    citation: str


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one document, in its order."""

    name: str
    title: str
    href: str
    kind: str
    author: str | None
    date: Dated
    caveats: tuple[str, ...]
    cards: tuple[Card, ...]


def reader(document: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a document in the reader, or of a stretch of its text.

    The stretch stands in the query too, so that the server can mark it for a browser without scripts.
    """
    address = f"/documents/{quote(document)}"
    return address if start is None else f"{address}?at={start},{end}#char={start},{end}"


def cited(citation: Citation) -> str:
    """The address of a citation in the reader."""
    return reader(citation.document, citation.start, citation.end)


def add(document: str, start: int, end: int) -> str:
    """The address that takes a quote into a briefing, and back to the page that shows it; empty where none may."""
    if has_request_context() and not security.may_change():
        return ""
    back = request.full_path.rstrip("?") if has_request_context() else ""
    return f"/briefings/add?{urlencode({'document': document, 'start': start, 'end': end, 'back': back})}"


def inside(address: str) -> str:
    """An address of ours; anything else is none."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else ""


def where(citation: Citation, title: str) -> str:
    """The page and the nearest headings that a quote stands under, in words, without the document's own title."""
    headings = [heading for heading in citation.section if heading.casefold() != title.casefold()][-2:]
    page = [f"Page {citation.page}"] if citation.page is not None else []
    return ", ".join([*page, " › ".join(headings)] if headings else page)


def words(topic: str, labels: Iterable[str]) -> re.Pattern[str] | None:
    """What to mark in a quote: the labels of the themes asked for, and the words of the topic."""
    single = [word for word in re.findall(r"[\w’'-]{3,}", topic) if word.lower() not in _COMMON]
    wanted = sorted({*labels, *single}, key=lambda each: (-len(each), each))
    if not wanted:
        return None
    any_of_them = "|".join(r"\s+".join(map(re.escape, each.split())) for each in wanted)
    return re.compile(rf"\b(?:{any_of_them})s?\b", re.IGNORECASE)


def segments(text: str, wanted: re.Pattern[str] | None) -> tuple[Segment, ...]:
    """A text cut at what is to be marked; its segments, joined, are the text."""
    found, last = [], 0
    for match in wanted.finditer(text) if wanted else ():
        if match.start() > last:
            found.append(Segment(text[last : match.start()], marked=False))
        found.append(Segment(match[0], marked=True))
        last = match.end()
    if last < len(text):
        found.append(Segment(text[last:], marked=False))
    return tuple(found)


def distinct(caveats: Iterable[str]) -> tuple[str, ...]:
    """Caveats without those that another one holds word for word, whatever their case."""
    plain = {" ".join(each.casefold().split()): " ".join(each.split()) for each in caveats}
    return tuple(words for key, words in plain.items() if not any(key in other and key != other for other in plain))


def grouped(
    evidence: Sequence[Evidence], vocabulary: Vocabulary, wanted: re.Pattern[str] | None
) -> tuple[tuple[Group, ...], dict[str, int]]:
    """Evidence by document, oldest first and what is not dated last; and the number of each card by evidence id."""
    documents: dict[str, list[Evidence]] = {}
    for piece in evidence:
        documents.setdefault(piece.citation.document, []).append(piece)
    ordered = sorted(documents.items(), key=lambda item: (dates.of_evidence(item[1][0]).order, item[0]))
    groups: list[Group] = []
    numbers: dict[str, int] = {}
    for name, pieces in ordered:
        pieces.sort(key=lambda piece: (piece.citation.start, piece.citation.end))
        for piece in pieces:
            numbers[piece.id] = len(numbers) + 1
        cards = tuple(_card(piece, numbers[piece.id], wanted) for piece in pieces)
        groups.append(_group(name, pieces[0], cards, vocabulary))
    return tuple(groups), numbers


def marks(groups: Iterable[Group], href: Callable[[Card], str] = lambda card: f"#evidence-{card.number}") -> list[Mark]:
    """The cards as marks for the time strip; `href` says where each leads: to its card unless told otherwise."""
    return [
        Mark(
            stance=card.stance,
            speaker=card.speaker,
            date=group.date,
            href=href(card),
            title=f"{card.stance.label}, {group.date.text}: {_shortened(''.join(part.text for part in card.quote))}",
        )
        for group in groups
        for card in group.cards
    ]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 140 else text[:140].rsplit(" ", 1)[0] + " …"


def _card(piece: Evidence, number: int, wanted: re.Pattern[str] | None) -> Card:
    when, place = dates.of_evidence(piece).text, where(piece.citation, piece.title)
    return Card(
        number=number,
        quote=segments(piece.citation.quote, wanted),
        stance=wording.stance(piece.stance),
        speaker=wording.speaker(piece.speaker),
        where=place,
        warning=_warning(piece),
        href=cited(piece.citation),
        add=add(piece.citation.document, piece.citation.start, piece.citation.end),
        citation=", ".join(filter(None, (f"“{piece.citation.quote}”", piece.title, when, place))),
    )


def _warning(piece: Evidence) -> str | None:
    if piece.speaker == "inspectorate" and not piece.evaluated:
        return "The inspectorate wrote this but did not inspect it"
    return None


def _group(name: str, first: Evidence, cards: tuple[Card, ...], vocabulary: Vocabulary) -> Group:
    return Group(
        name=name,
        title=first.title,
        href=reader(name),
        kind=wording.kind(vocabulary, first.kind),
        author=first.author,
        date=dates.of_evidence(first),
        caveats=distinct(first.caveats),
        cards=cards,
    )
