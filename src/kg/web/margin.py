"""What was found in a document besides statements, for the margin of the reader: people, numbers, recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocabulary import english
from kg.web import dates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.model import Annotated, Person, Span, Statistic
    from kg.vocabulary import Vocabulary

KINDS = {"people": "People", "numbers": "Numbers", "recommendations": "Recommendations"}
_LABELS = {"people": "Person", "numbers": "Number", "recommendations": "Recommendation"}
_BEFORE = {"GBP": "£"}


@dataclass(frozen=True, slots=True)
class Note:
    """A thing that was found at a stretch of text; `label` is its kind in words, `text` what is known of it."""

    span: Span
    kind: str
    label: str
    text: str


def counts(annotated: Annotated) -> dict[str, int]:
    """How many notes of each kind there are."""
    return {
        "people": len(annotated.people),
        "numbers": len(annotated.statistics),
        "recommendations": len(annotated.recommendations),
    }


def notes(annotated: Annotated, kinds: Collection[str], vocabulary: Vocabulary) -> tuple[Note, ...]:
    """The notes of some kinds, in the order of the text; a person is noted where first named, and at each post."""
    found = []
    if "people" in kinds:
        found += [note for person in annotated.people for note in _person(person)]
    if "numbers" in kinds:
        found += [_note("numbers", each.span, _number(each, annotated.document.text)) for each in annotated.statistics]
    if "recommendations" in kinds:
        labels = vocabulary.schemes["recommendation"]
        found += [_note("recommendations", r.span, labels[r.kind].label) for r in annotated.recommendations]
    return tuple(sorted(found, key=lambda note: (note.span, note.kind, note.text)))


def _note(kind: str, span: Span, text: str) -> Note:
    return Note(span, kind, _LABELS[kind], text)


def _person(person: Person) -> Iterator[Note]:
    roles: dict[Span, list[str]] = {}
    for role in person.roles:
        when = [f"as of {dates.spoken_range(role.as_of, None)}"] if role.as_of else []
        roles.setdefault(role.span, []).append(", ".join(filter(None, (role.role, role.organisation, *when))))
    first = min((*person.mentions, *roles))
    named = set() if any(first in span for span in roles) else {first}
    for span in sorted({*named, *roles}):
        yield _note("people", span, ", ".join((person.name, *roles.get(span, ()))))


def _number(said: Statistic, text: str) -> str:
    """A number as it was understood: what, how much, of whom, when, and how it compares."""
    before = _BEFORE.get(said.unit or "", "")
    after = "" if before or not said.unit else said.unit if said.unit == "%" else f" {said.unit}"
    quote = text[said.span.start : said.span.end]
    values = english.amounts([f"{before}{value:,}{after}" for value in said.values], quote)
    compared = " ".join(filter(None, (said.relation, said.comparator)))
    return ", ".join(filter(None, (english.inside(said.indicator), values, said.population, said.period, compared)))
