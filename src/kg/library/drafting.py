"""The skeleton of a briefing from a question: quotes and factual connecting words only, each section of the library.

Background, findings by theme, what changed, numbers, what became of recommendations, what is not held, lines of
enquiry; a section without quotes is left out. What the officer thinks of it is the officer's to write. Where a section
needs words that are quoted before, the paper refers to their paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.briefing import MOST_SIDES, paper, when
from kg.briefing.citing import LONGEST
from kg.briefing.forms import pdf
from kg.library import history
from kg.model import Filters, Span
from kg.model.briefing import Claim, Part
from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.briefing import Source
    from kg.library import Library
    from kg.model import Answer, Citation, Evidence, FollowUp, Held
    from kg.model.briefing import Briefing, Cited

_QUOTES = 60
"""Pieces of evidence asked for."""
_BUDGETS = ((5, 5), (4, 4), (3, 4), (3, 3), (3, 2), (2, 2), (2, 1), (1, 1))
"""Quotes a paragraph and paragraphs a section, the most first: the first draft that fills four sides or fewer is it."""
_ROOM = Part("Room", tuple(Claim("What the officer adds. " * 12) for _ in range(3)))
"""What is left free on the four sides for what the officer adds."""
_TITLE = 60
"""Characters of a title that is named in a sentence."""
_AUTHORITIES = 3
_OPEN = {"repeated", "not_mentioned_again", "later_document_not_held", "council_says_so_only", "partly"}
_CHANGE = {"progress"}
_SAID = {"strength", "concern"}
_LEANING = re.compile(
    r"(?:This|That|These|Those|They|It|He|She|His|Her|Their|Its|Such|However|Similarly|Also|For example|As a result"
    r"|In addition|Consequently|Therefore)\b"
    r"|.*\b(?:this|these|those|such) (?!letter|report|visit|inspection|year|area|local|city|council|meeting)\w+",
    re.DOTALL,
)
"""Words that lean on the sentence before."""


def started(library: Library, briefing: Briefing, question: str, filters: Filters | None = None) -> Briefing:
    """The briefing with the sections that the answer to a question gives; the question becomes its purpose."""
    answer = library.ask(question, replace(filters or Filters(), limit=_QUOTES))
    material = _Material(library, answer)
    begun = replace(
        briefing,
        purpose=briefing.purpose or f"To set out what the documents held say in answer to the question: {question}",
        recommendations=briefing.recommendations or ("That the reader note this report.",),
    )
    for quotes, claims in _BUDGETS:
        parts = tuple(part for part in _parts(material, quotes, claims) if part.claims) if answer.answered else ()
        made = replace(begun, parts=(*briefing.parts, *parts))
        if pdf.sides(paper(replace(made, parts=(*made.parts, _ROOM)))) <= MOST_SIDES:
            break
    return library.briefings.made(made)


def _parts(material: _Material, quotes: int, claims: int) -> tuple[Part, ...]:
    numbers = tuple(_numbers(material, claims))
    counted = {cited.id for claim in numbers for cited in claim.evidence}
    told = (
        Part("Background", tuple(_background(material))[-claims - 1 :]),
        Part("Findings by theme, over time", tuple(islice(_findings(material, quotes + 1, counted), claims + 1))),
        Part("What changed, and who says so", tuple(islice(_changed(material, quotes, counted), claims))),
        Part("Numbers", numbers),
        Part("What became of recommendations", tuple(islice(_followed(material), claims))),
    )
    missing = Part("What is not held", tuple(islice(_missing(material), claims)))
    asked = Part("Lines of enquiry", tuple(islice(_enquiries(material), claims + 1)))
    quoted = [cited for part in (*told, missing, asked) for claim in part.claims for cited in claim.evidence]
    silent = tuple(islice(_silent(material, quoted), claims))
    return (*told, replace(missing, claims=missing.claims + silent), asked)


class _Material:
    """What the sections are made of: the answer's quotes, and the authorities and themes it is about."""

    def __init__(self, library: Library, answer: Answer) -> None:
        self.library = library
        self.evidence = answer.evidence
        self.source = cache(library.briefings.source)
        weights: defaultdict[str, float] = defaultdict(float)
        for piece in answer.evidence:
            if piece.authority:
                weights[piece.authority] += piece.score
        self.authorities = sorted(weights, key=lambda gss: -weights[gss])[:_AUTHORITIES]
        asked = answer.question.themes
        self.themes = {each for theme in asked for each in (theme, *library.vocabulary.narrower(theme))}
        self.quotes = tuple(self._quotes())

    def cite(self, place: Citation) -> Cited:
        """A place as evidence."""
        return self.source(place.document).cite(Span(place.start, place.end))

    def theme(self, cited: Cited) -> str | None:
        """The theme that a quote is told under: its first one of those asked about."""
        return next((each for each in cited.themes if not self.themes or each in self.themes), None)

    def about(self, cited: Cited) -> bool:
        """Whether a quote speaks of what was asked about."""
        return cited.authority in self.authorities and (not self.themes or bool(self.themes & set(cited.themes)))

    def label(self, cited: Cited) -> str:
        """The theme of a quote in words, with the authority where several are told of."""
        theme = self.theme(cited)
        said = self.library.vocabulary.label(f"theme/{theme}").partition(" (")[0] if theme else "This matter"
        if len(self.authorities) < 2 or not cited.authority:
            return said
        return f"{self.library.vocabulary.label(f'authority/{cited.authority}')}: {said}"

    def chains(self) -> list[FollowUp]:
        """The recommendations about the matter, the newest first."""
        chains = [chain for gss in self.authorities for chain in self.library.links(gss).follow_up]
        short = [chain for chain in chains if _is_short(chain.recommendation)]
        about = [chain for chain in short if self.about(self.cite(chain.recommendation))]
        return sorted(about, key=lambda chain: chain.date or "", reverse=True)

    def held(self) -> list[Held]:
        """The documents held about the authorities."""
        return [one for one in self.library.documents() if one.metadata.authority in self.authorities]

    def years(self, cited: Cited) -> range:
        """The years that a quote's document may be of."""
        return self.source(cited.name).annotated.metadata.date.years

    def inspected(self) -> list[Source]:
        """The inspection reports about the authorities, in order of time."""
        ordered = sorted(self.held(), key=lambda each: (each.metadata.date.value or "9999", each.name))
        return [self.source(one.name) for one in ordered if one.metadata.evaluated]

    def _quotes(self) -> Iterator[Cited]:
        """The answer's quotes, best first, none of them a part of another."""
        taken: defaultdict[str, list[Span]] = defaultdict(list)
        for cited in (cited for piece in self.evidence for cited in self._told(piece)):
            spans = taken[cited.document]
            span = Span(cited.start, cited.end)
            if self.about(cited) and not any(span.start < other.end and other.start < span.end for other in spans):
                spans.append(span)
                yield cited

    def _told(self, piece: Evidence) -> list[Cited]:
        """The statements of a piece that tell of the matter and stand by themselves; all of it where none does."""
        source = self.source(piece.citation.document)
        whole = Span(piece.citation.start, piece.citation.end)
        own = [each.span for each in source.annotated.statements if each.span in whole]
        apart = [cited for cited in map(source.cite, own) if _stands(cited) and self.about(cited)]
        if apart or len(own) < 2:
            return apart
        return [source.cite(whole)]


def _background(material: _Material) -> Iterator[Claim]:
    """The inspections of the authorities that are held, in order of time, with what they judged."""
    speaking = {cited.name for cited in material.quotes}
    for source in material.inspected():
        if source.name not in speaking and source.annotated.metadata.kind not in history.WHOLE:
            continue
        quotes = history.told(source, material.about)
        if quotes:
            yield Claim(f"{source.annotated.metadata.title} ({when(quotes[0])}).", quotes)


def _findings(material: _Material, most: int, counted: set[str]) -> Iterator[Claim]:
    """Strengths and concerns, theme by theme, each theme in order of time."""
    told = [q for q in material.quotes if q.stance in _SAID and q.id not in counted and q.status is None]
    for quotes in _by_theme(material, told):
        chosen = _spread(quotes, most)
        yield Claim(f"{material.label(chosen[0])}: {_span(chosen)}.", chosen)


def _changed(material: _Material, most: int, counted: set[str]) -> Iterator[Claim]:
    """Grades given twice, then what is called progress, and by whom."""
    for was, now, words in history.grades(material.inspected(), material.about):
        yield Claim(words, (was, now))
    told = [each for each in material.quotes if each.stance in _CHANGE and each.id not in counted]
    for quotes in _by_theme(material, told):
        chosen = _spread(quotes, most)
        yield Claim(f"{material.label(chosen[0])}: {_span(chosen)}.", chosen)


def _numbers(material: _Material, most: int) -> Iterator[Claim]:
    """The quotes that hold numbers whose date and speaker are known: the best, in order of time."""
    told = [q for q in material.quotes if q.date and (q.speaker or q.author) and any(map(q.prints, q.figures))]
    whole = [q for q in told if all(figure.population or figure.indicator for figure in q.figures)]
    for cited in sorted(whole[:most], key=lambda each: each.date or ""):
        disputed = " Another account differs." if cited.disputed else ""
        yield Claim(f"{material.label(cited)}, as stated {_on(cited)}.{disputed}", (cited,))


def _followed(material: _Material) -> Iterator[Claim]:
    """Each recommendation about the matter, with what later documents say of it."""
    for chain in material.chains():
        asked, later = material.cite(chain.recommendation), list(map(material.cite, filter(_is_short, chain.evidence)))
        told = " Later documents say this of it." if later else ""
        yield Claim(f"{material.label(asked)}: asked for {_on(asked)}.{told}", _once([asked, *later]))


def _silent(material: _Material, quotes: list[Cited]) -> Iterator[Claim]:
    """The years between two quotes of the paper that no other is of, and whether a document of one is held."""
    dated = {int(cited.date[:4]): cited for cited in reversed(quotes) if cited.date}
    quoted = {year for cited in quotes for year in material.years(cited)}
    held = {year for one in material.held() for year in one.metadata.date.years}
    about = english.listed(
        [material.library.vocabulary.label(f"authority/{gss}") for gss in material.authorities], "or"
    )
    for before, after in pairwise(sorted(dated)):
        years = range(before + 1, after)
        if not years or not quoted.isdisjoint(years):
            continue
        between = f"of a year between {before} and {after}"
        words = f"No document about {about} {between} is known to be held."
        if not held.isdisjoint(years):
            words = f"Nothing quoted here is {between}, though a document about {about} that may be of one is held."
        yield Claim(words, (dated[before], dated[after]))


def _missing(material: _Material) -> Iterator[Claim]:
    """Inspections and reports about the matter that are referred to and not held."""
    for absent in material.library.not_held():
        for place in absent.mentioned_in[:1]:
            cited = history.sentence(material.source(place.document), Span(place.start, place.end))
            wanted = cited and absent.kind and cited.authority in material.authorities
            if cited and wanted and (absent.kind in history.WHOLE or material.about(cited)):
                named = f"{absent.title[0].upper()}{absent.title[1:]}: this" if len(absent.title) <= _TITLE else "This"
                yield Claim(f"{named} is referred to and is not held.", (cited,))


def _enquiries(material: _Material) -> Iterator[Claim]:
    """Questions from what stays open: accounts that differ, recommendations, and the newest concern of each theme."""
    disputed: set[str] = set()
    for cited in material.quotes:
        sides = {cited.quote, *(other.quote for other in cited.disputed)}
        if cited.disputed and disputed.isdisjoint(sides):
            disputed |= sides
            yield Claim(f"{material.label(cited)}: why do the two accounts differ, and which holds?", (cited,))
    for chain in material.chains():
        asked = material.cite(chain.recommendation)
        if chain.status in _OPEN:
            words = (
                f"{material.label(asked)}: what has been done about what was asked for {_on(asked)}, and what shows it?"
            )
            yield Claim(words, (asked,))
    concerns = [each for each in material.quotes if each.stance == "concern" and each.status is None]
    found = [each for each in concerns if each.speaker == "inspectorate" and each.evaluated]
    for cited in _newest(material, found):
        asks = f"does what the inspectorate found {_on(cited)} still hold, and what shows it?"
        yield Claim(f"{material.label(cited)}: {asks}", (cited,))
    for cited in _newest(material, [each for each in concerns if each not in found]):
        asks = f"what has been done about what was said {_on(cited)}, and has anyone checked it?"
        yield Claim(f"{material.label(cited)}: {asks}", (cited,))


def _newest(material: _Material, quotes: list[Cited]) -> list[Cited]:
    """The newest quote of each theme, the newest first."""
    newest = [max(each, key=lambda cited: cited.date or "") for each in _by_theme(material, quotes)]
    return sorted(newest, key=lambda each: each.date or "", reverse=True)


def _by_theme(material: _Material, quotes: Iterable[Cited]) -> list[list[Cited]]:
    """Quotes by authority and theme, the fullest theme first; best first in each."""
    groups: defaultdict[tuple[str | None, str | None], list[Cited]] = defaultdict(list)
    for cited in quotes:
        groups[cited.authority, material.theme(cited)].append(cited)
    return sorted(groups.values(), key=len, reverse=True)


def _spread(quotes: list[Cited], most: int) -> tuple[Cited, ...]:
    """At most so many quotes in order of time: the best of each document first, then the next of each."""
    rounds: defaultdict[str, int] = defaultdict(int)
    ranked = []
    for place, cited in enumerate(quotes):
        ranked.append((rounds[cited.document], place, cited))
        rounds[cited.document] += 1
    chosen = [cited for _, _, cited in sorted(ranked, key=lambda each: each[:2])[:most]]
    return tuple(sorted(chosen, key=lambda each: (each.date or "9999", each.document, each.start)))


def _is_short(place: Citation) -> bool:
    """Whether a place may be quoted whole: a table that was taken for one sentence may not."""
    return place.end - place.start <= LONGEST


def _stands(cited: Cited) -> bool:
    """Whether a quote can be read by itself: it leans on no sentence before, and is no heading."""
    longer = [word for word in cited.quote.split() if len(word) > 3 and word[0].isalpha()]
    return not _LEANING.match(cited.quote) and any(word.islower() for word in longer)


def _on(cited: Cited) -> str:
    said = when(cited)
    return f"on {said}" if cited.date and len(cited.date) == 10 and cited.date_basis == "stated" else f"in {said}"


def _span(quotes: tuple[Cited, ...]) -> str:
    first, last = quotes[0], quotes[-1]
    if first.date == last.date:
        return f"what was said {_on(first)}"
    return f"what was said from {when(first)} to {when(last)}"


def _once(quotes: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple({cited.id: cited for cited in quotes}.values())
