"""A briefing: an officer's words with the evidence for each, as it was known when it was taken in.

What is quoted is kept with where it stands and with all that must travel with it, so that a briefing can be printed
again as it was, and held against what the documents say today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RELEASES = ("general", "restricted")
"""For general release, or not for publication."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a quote: as printed, with its population and period where the document gives them."""

    value: str
    indicator: str
    population: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Other:
    """What another quote, or another document, says of the same matter: a disagreeing account, or what came of it."""

    document: str
    title: str
    date: str | None
    quote: str
    page: int | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One quote taken into a briefing.

    Attributes:
        document: the id of the document, which is the beginning of its file's hash.
        name: the file's name when it was taken in.
        start, end: text position selector: code points into the kept text.
        quote, prefix, suffix: text quote selector: the words, and what stands before and after them.
        title, date, date_basis, date_reason, kind, author, authority, evaluated: of the document.
        page, paragraph, section: where the words stand in it.
        speaker, stance, themes: of the statement they are.
        caveats: the words that limit the document's use; `unpublished` where they say that it is not published.
        figures: the numbers in it.
        disputed: accounts that cannot stand beside it.
        status: what had become of it, where it is a recommendation; None where it is none.
        regime: how care leavers were judged, where it gives such a grade: "separate" or "combined"; else None.
    """

    document: str
    name: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    title: str
    date: str | None
    date_basis: str
    date_reason: str | None
    kind: str | None
    author: str | None
    authority: str | None
    evaluated: bool
    page: int | None
    paragraph: str | None
    section: tuple[str, ...]
    speaker: str | None
    stance: str | None
    themes: tuple[str, ...]
    caveats: tuple[str, ...]
    unpublished: bool
    figures: tuple[Figure, ...]
    disputed: tuple[Other, ...]
    status: str | None
    regime: str | None

    @property
    def id(self) -> str:
        """Names the quote inside a briefing: the same words of the same document have one id."""
        return f"{self.document}-{self.start}-{self.end}"

    def prints(self, figure: Figure) -> bool:
        """Whether a number stands in the quote in digits, not in words."""
        return all(number in self.quote for number in re.findall(r"\d[\d,.]*", figure.value))


@dataclass(frozen=True, slots=True)
class Claim:
    """What the officer says, and the quotes it rests on."""

    words: str
    evidence: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a briefing."""

    title: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a briefing was made with: the library's state and documents, and the rules and model that read them."""

    library: str
    documents: tuple[str, ...]
    rules: str
    model: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing of one version.

    Attributes:
        id: names it in the library and in addresses.
        date: ISO 8601, as its author states it.
        release: one of RELEASES.
        long: its author says that it is longer than four sides of A4.
        made: None until its first evidence is taken in.
    """

    id: str
    title: str
    author: str = ""
    audience: str = ""
    date: str = ""
    release: str = "restricted"
    purpose: str = ""
    recommendations: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    long: bool = False
    made: Made | None = None

    @property
    def evidence(self) -> tuple[Cited, ...]:
        """Every quote once, in the order of its first use."""
        found = {cited.id: cited for part in self.parts for claim in part.claims for cited in claim.evidence}
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a briefing may not go out: the rule, the line (paragraph number, or the field's name), and what to do."""

    rule: str
    line: str
    message: str
    mend: str

    def __str__(self) -> str:
        """The fault on one line."""
        return f"{self.line}: {self.message}; {self.mend}"
