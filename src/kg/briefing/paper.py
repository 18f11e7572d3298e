"""A briefing as it is read: the one model that every form of it is made of, with the same words in each.

Nothing is added to the officer's words and the quotes but labels: who speaks, whether it was inspected, what limits the
document's use, which other account disagrees, and what became of what was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from unicodedata import category

from kg.briefing.graph import DATE
from kg.briefing.numbering import FIRST_PART, PURPOSE, RECOMMENDATIONS
from kg.vocabulary.english import day, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.briefing import Briefing, Cited, Claim, Figure

_UNSHOWN = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Categories of characters that have no shape."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
MARKINGS = {"general": "For general release", "restricted": "Not for publication"}
FINDING = "Inspectorate’s finding"
ASKED = "Asked for by the inspectorate"
OWN_ACCOUNT = "The council’s own account; not inspected"
_SPEAKERS = {
    "council": OWN_ACCOUNT,
    "council_as_reported_by_inspectorate": "The council’s account, recorded by the inspectorate; not inspected",
}
STATUSES = {
    "confirmed_by_inspectorate": "A later inspection confirms that this was dealt with.",
    "council_says_so_only": "Only the council says that this was dealt with.",
    "partly": "A later inspection finds that this was dealt with in part.",
    "repeated": "A later document finds the same again.",
    "not_mentioned_again": "No later document held mentions this again.",
    "later_document_not_held": "No later document that could tell of this is held.",
}
BREAK = (
    "Judgements of care leavers alone and of children in care and care leavers together are different judgements: "
    "they are not one series, and neither shows a rise or a fall from the other."
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document as printed.

    Attributes:
        label: whose words they are, of when, and whether it was inspected.
        notes: what must be known with them.
        source: the number of their footnote.
        again: where they are printed before, in words; then this stands in their place. None at their first use.
    """

    words: str
    label: str
    notes: tuple[str, ...]
    source: int
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The officer's words under their number, and the quotes they rest on."""

    number: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section."""

    number: int
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A document on the timeline: when, what, who speaks in what is quoted of it, and how often it is quoted."""

    date: str
    iso: str | None
    title: str
    label: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A briefing ready to be set.

    Attributes:
        marking: its publication status, and that it is a draft where it is one; on every page.
        front: rows of label and value.
        warnings: what must be known before anything is read: caveats of documents, comparability.
        sections: purpose and recommendations first.
        sources: what each footnote says; `Quote.source` counts from 1.
        timeline: the documents in order of time, those without a date last.
        background: the papers that are quoted.
    """

    title: str
    marking: str
    front: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    timeline: tuple[Moment, ...]
    background: tuple[str, ...]


def paper(briefing: Briefing, *, draft: bool = False) -> Paper:
    """The briefing as it is read; a draft says so on every page."""
    sources = _Sources()
    parts = tuple(
        Section(number, part.title, tuple(_paragraphs(number, part.claims, sources)))
        for number, part in enumerate(briefing.parts, FIRST_PART)
    )
    asked = tuple(
        Paragraph(f"{RECOMMENDATIONS}.{number}", words, ()) for number, words in enumerate(briefing.recommendations, 1)
    )
    made = Paper(
        title=briefing.title,
        marking=" – ".join([*(["DRAFT"] if draft else []), MARKINGS.get(briefing.release, briefing.release)]),
        front=tuple(_front(briefing)),
        warnings=tuple(_warnings(briefing)),
        sections=(
            Section(PURPOSE, "Purpose", (Paragraph(f"{PURPOSE}.1", briefing.purpose, ()),)),
            Section(RECOMMENDATIONS, "Recommendations", asked),
            *parts,
        ),
        sources=tuple(sources.texts),
        timeline=_timeline(briefing.evidence),
        background=tuple(dict.fromkeys(_background(cited) for cited in briefing.evidence)),
    )
    return _printable(made)


def texts(made: Paper) -> Iterator[str]:
    """Everything that is said, in order: each form of the paper holds all of it."""
    yield made.title
    yield made.marking
    for label, value in made.front:
        yield from (label, value)
    yield from made.warnings
    for section in made.sections:
        yield section.title
        for paragraph in section.paragraphs:
            yield from (paragraph.number, paragraph.words)
            for quote in paragraph.quotes:
                yield from (quote.again,) if quote.again else (quote.words, quote.label, *quote.notes)
    yield from made.sources
    for moment in made.timeline:
        yield from (moment.date, moment.title, moment.label)
    yield from made.background


def when(cited: Cited) -> str:
    """The date of a quote's document in words, with how it is known."""
    if cited.date is None:
        return "date not known"
    return day(cited.date) if cited.date_basis == "stated" else f"about {day(cited.date)} (inferred)"


def speaker(cited: Cited) -> str:
    """Who speaks in a quote, and whether it was inspected."""
    if cited.speaker == "inspectorate":
        return FINDING if cited.evaluated else "The inspectorate’s words; not inspected"
    return _SPEAKERS.get(cited.speaker or "", "Speaker not known; not inspected")


class _Sources:
    """The footnotes: one for each quote, in the order of their first use."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._first: dict[str, tuple[int, str]] = {}
        self._warned: set[tuple[str, str, tuple[str, ...]]] = set()

    def quote(self, cited: Cited, paragraph: str) -> Quote:
        """A quote as printed in a paragraph."""
        if cited.id in self._first:
            number, first = self._first[cited.id]
            notes = (*_caveats(cited), *_notes(cited))
            again = f"See the words quoted at {first}, with source {number}."
            return Quote(_line(cited.quote), _label(cited), notes, number, again)
        owed = paragraph, cited.document, cited.caveats
        caveats = ("The caveat above holds here too.",) if cited.caveats and owed in self._warned else _caveats(cited)
        self._warned.add(owed)
        self.texts.append(_source(cited))
        self._first[cited.id] = len(self.texts), paragraph
        return Quote(_line(cited.quote), _label(cited), (*caveats, *_notes(cited)), len(self.texts))


def _front(briefing: Briefing) -> Iterator[tuple[str, str]]:
    yield "Author", briefing.author
    yield "For", briefing.audience
    yield "Date", day(briefing.date) if DATE.fullmatch(briefing.date) else briefing.date


def _warnings(briefing: Briefing) -> Iterator[str]:
    """The caveats of all documents quoted, and that judgements are not comparable where they are not."""
    owing = {(caveat, cited.title, when(cited)) for cited in briefing.evidence for caveat in cited.caveats}
    for caveat, title, date in sorted(owing, key=lambda each: (each[1], each[2], each[0])):
        yield f"{title} ({date}) says of itself: “{_line(caveat)}”"
    dates = {(cited.title, cited.date_basis, cited.date_reason) for cited in briefing.evidence if cited.date_reason}
    for title, basis, reason in sorted(dates):
        if basis != "stated":
            yield f"The date of {title} is {basis}: {reason.rstrip('.')}."
    if len({cited.regime for cited in briefing.evidence} - {None}) > 1:
        yield BREAK


def _paragraphs(section: int, claims: Iterable[Claim], sources: _Sources) -> Iterator[Paragraph]:
    for number, claim in enumerate(claims, 1):
        line = f"{section}.{number}"
        yield Paragraph(line, claim.words, tuple(sources.quote(cited, line) for cited in claim.evidence))


def _caveats(cited: Cited) -> tuple[str, ...]:
    """The words of its document that limit a quote, on one line."""
    words = " ".join(f"“{_line(caveat)}”" for caveat in cited.caveats)
    return (f"Caveat, in the document’s own words: {words}",) if words else ()


def _notes(cited: Cited) -> Iterator[str]:
    """What must be known with a quote: whom its numbers are of, who disagrees, what became of it."""
    for figure in filter(cited.prints, cited.figures):
        yield f"{figure.value}: {_figure(figure)}; stated {when(cited)}."
    for other in cited.disputed:
        page = f", page {other.page}" if other.page else ""
        date = day(other.date) if other.date else "date not known"
        yield f"Disputed: {other.title} ({date}{page}) says “{_line(other.quote).rstrip('.')}”. {other.explanation}"
    if cited.status:
        yield STATUSES.get(cited.status, cited.status.replace("_", " "))


def _figure(figure: Figure) -> str:
    said = [figure.population or figure.indicator, *([figure.period] if figure.period else [])]
    return _line(", ".join(said))


def _source(cited: Cited) -> str:
    """What a footnote says: whose words, in what, of when, and where."""
    place = [f"page {cited.page}"] if cited.page else []
    place += [f"paragraph {cited.paragraph}"] if cited.paragraph else []
    if not place and cited.section:
        place = [f"under “{_line(cited.section[-1])}”"]
    author = [cited.author] if cited.author else []
    return f"{', '.join([*author, cited.title, when(cited), *place])}."


def _label(cited: Cited) -> str:
    """Whose words they are, of when, and whether it was inspected."""
    asked = cited.status and cited.speaker == "inspectorate"
    return f"{cited.author or cited.title}, {when(cited)} – {ASKED if asked else speaker(cited)}"


def _background(cited: Cited) -> str:
    author = f"{cited.author}, " if cited.author else ""
    return f"{author}{cited.title}, {when(cited)} ({cited.name})"


def _timeline(evidence: Iterable[Cited]) -> tuple[Moment, ...]:
    documents: dict[str, list[Cited]] = {}
    for cited in evidence:
        documents.setdefault(cited.document, []).append(cited)
    ordered = sorted(documents.values(), key=lambda quotes: (quotes[0].date or "9999", quotes[0].title))
    return tuple(
        Moment(
            when(quotes[0]),
            quotes[0].date,
            quotes[0].title,
            listed(list(dict.fromkeys(speaker(cited) for cited in quotes))),
            len(quotes),
        )
        for quotes in ordered
    )


_T = TypeVar("_T")


def _printable(value: _T) -> _T:
    """The same without characters that no page shows: controls, overrides of direction, code points that are none."""
    if isinstance(value, str):
        return "".join(each for each in value if _is_shown(each))  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(map(_printable, value))  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _printable(getattr(value, field.name)) for field in fields(value)})
    return value


def _is_shown(character: str) -> bool:
    return character in "\n\t" or (category(character) not in _UNSHOWN and character not in _TURNING)


def _line(text: str) -> str:
    """Words on one line: white space is the only thing that is not kept as printed."""
    return " ".join(text.split())
