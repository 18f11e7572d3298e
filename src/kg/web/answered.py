"""An answer as shown: its reading as chips, its evidence in time, its notes, and what it cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.vocabulary import english
from kg.web import cards, strip, wording
from kg.web.frame import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.library import Library
    from kg.model import Answer, Held, Note
    from kg.vocabulary import Vocabulary
    from kg.web.cards import Group
    from kg.web.dates import Dated
    from kg.web.strip import Strip


NEAR_MISSES = 5
"""Pieces of evidence shown where there is no answer: enough to see why, too few to be taken for one."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that the question was read to mean; `without` asks again without it, where the reader had set it."""

    label: str
    value: str
    without: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence of the answer with the cards it was made from."""

    text: str
    citations: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Notes of one kind that protect the reader."""

    title: str
    notes: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as shown. `declined` says why there is none; near misses may then stand in `groups`."""

    heading: str
    chips: tuple[Chip, ...]
    declined: str | None
    summary: str
    sentences: tuple[Cited, ...]
    strip: Strip | None
    groups: tuple[Group, ...]
    notes: tuple[Warned, ...]
    limits: tuple[str, ...]
    not_held: int
    sparql: str
    edit: str


def show(answer: Answer, library: Library, given: Mapping[str, str]) -> Answered:
    """An answer as shown; `given` is the request's question and filters, by name."""
    question = answer.question
    labels = [name for theme in question.themes for name in library.vocabulary.themes[theme].names]
    wanted = cards.words(question.topic, labels)
    evidence = answer.evidence if answer.answered else answer.evidence[:NEAR_MISSES]
    groups, numbers = cards.grouped(evidence, library.vocabulary, wanted)
    summary = _summary(groups)
    return Answered(
        heading=question.text,
        chips=_chips(answer, library.vocabulary, given),
        declined=None if answer.answered else answer.reason or "The documents held do not answer this",
        summary=summary,
        sentences=tuple(
            Cited(each.text, _numbered(each.citations, numbers)) for each in answer.sentences if each.text != summary
        ),
        strip=_strip(groups, f"{question.text} {summary}") if answer.answered and groups else None,
        groups=groups,
        notes=_warned(answer.notes, numbers),
        limits=_limits(groups, library.documents()) if answer.answered else (),
        not_held=len(library.not_held()),
        sparql=answer.sparql,
        edit="/sparql?" + urlencode({"query": answer.sparql}),
    )


def _strip(groups: Sequence[Group], title: str) -> Strip:
    lanes = (*wording.SPEAKERS.values(), wording.NO_SPEAKER)
    return strip.draw(cards.marks(groups), title, lanes, (*wording.STANCES.values(), wording.NO_STANCE))


def _numbered(citations: Sequence[str], numbers: dict[str, int]) -> tuple[Link, ...]:
    found = sorted({numbers[each] for each in citations if each in numbers})
    return tuple(Link(str(number), f"#evidence-{number}") for number in found)


def _warned(notes: Iterable[Note], numbers: dict[str, int]) -> tuple[Warned, ...]:
    """Notes by kind. Caveats stand with their documents already."""
    kinds: dict[str, list[Cited]] = {}
    for note in notes:
        if note.kind != "caveat":
            kinds.setdefault(note.kind, []).append(Cited(note.text, _numbered(note.citations, numbers)))
    return tuple(Warned(wording.NOTE_TITLES.get(kind, "Note"), tuple(found)) for kind, found in kinds.items())


def _summary(groups: Sequence[Group]) -> str:
    """How much there is: "14 statements in 4 documents, 2019 to 2024"."""
    if not groups:
        return "No statement was found."
    statements = wording.count(sum(len(group.cards) for group in groups), "statement")
    years = [day.year for group in groups for day in (group.date.first, group.date.last) if day]
    span = f", {min(years)} to {max(years)}" if years and min(years) < max(years) else f", {years[0]}" if years else ""
    return f"{statements} in {wording.count(len(groups), 'document')}{span}."


def _chips(answer: Answer, vocabulary: Vocabulary, given: Mapping[str, str]) -> tuple[Chip, ...]:
    question = answer.question

    def chip(label: str, value: str, *names: str) -> Chip:
        kept = {name: text for name, text in given.items() if text and name not in names}
        return Chip(label, value, f"/?{urlencode(kept)}" if any(given[name] for name in names) else None)

    themes = english.listed([vocabulary.themes[theme].label for theme in question.themes[:3]], "or")
    places = english.listed([vocabulary.authorities[gss].label for gss in question.authorities], "or")
    chips = [
        chip("theme", themes, "theme") if themes else chip("words", question.topic or question.text),
        chip("about", places or "all authorities", "authority"),
        chip("dates", _dates(question.since, question.until), "since", "until"),
    ]
    if question.people:
        chips.append(chip("person", english.listed(question.people, "or")))
    if question.documents:
        chips.append(chip("document", english.listed(question.documents, "or"), "document"))
    if question.kinds:
        kinds = [vocabulary.kinds[kind].label for kind in question.kinds]
        chips.append(chip("kind", english.listed(kinds, "or"), "kind"))
    if question.speaker:
        chips.append(chip("speaker", wording.speaker(question.speaker).lane, "speaker"))
    if question.stance:
        chips.append(chip("stance", wording.stance(question.stance).label, "stance"))
    return tuple(chips)


def _dates(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{english.day(since)} to {english.day(until)}"
    if since:
        return f"{english.day(since)} onwards"
    return f"up to {english.day(until)}" if until else "all dates"


def _limits(groups: Sequence[Group], held: Sequence[Held]) -> tuple[str, ...]:
    """What this answer cannot tell: years between the first and the last that have nothing, and why."""
    answered = _years(group.date for group in groups)
    if not answered:
        return ("None of these documents has a known date, so no order in time can be given.",)
    gaps = [year for year in range(min(answered), max(answered)) if year not in answered]
    have = {year for one in held for year in one.metadata.date.years}
    silent = [str(year) for year in gaps if year in have]
    empty = [str(year) for year in gaps if year not in have]
    limits = []
    if empty:
        limits.append(f"No document held is dated {english.listed(empty, 'or')}.")
    if silent:
        limits.append(f"Documents of {english.listed(silent)} are held, but nothing in them was found for this.")
    if any(group.date.first is None for group in groups):
        limits.append("A document without a known date has no place in the order of time.")
    return tuple(limits)


def _years(known: Iterable[Dated]) -> set[int]:
    return {year for when in known if when.first and when.last for year in range(when.first.year, when.last.year + 1)}
