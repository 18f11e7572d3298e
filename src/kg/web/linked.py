"""What follows from several documents: what became of each recommendation, and accounts that cannot both stand.

Both quotes always stand side by side; which of two accounts is right is never decided here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, request

from kg.briefing.paper import STATUSES
from kg.errors import NotHeldError
from kg.model import Filters
from kg.web import cards, dates, frame, paging
from kg.web.frame import Option, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import Held


routes = Blueprint("linked", __name__)

PER_PAGE = 25
_MOST = 1000
STATUS_NAMES = {
    "repeated": "Found again",
    "partly": "Dealt with in part",
    "council_says_so_only": "Only the council says so",
    "confirmed_by_inspectorate": "Confirmed by an inspectorate",
    "not_mentioned_again": "Not mentioned again",
    "later_document_not_held": "No later document held",
}
_KIND_NAMES = {
    "numbers-disagree": "Two numbers for one thing",
    "definition-differs": "Counted by different definitions",
    "dates-disagree": "Two dates for one inspection",
    "claim-and-judgement": "A claim and the published judgement",
    "self-report-more-favourable": "A self-report more favourable than the inspection",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list, with how many it leaves."""

    text: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """Words of a document with where they stand: one side of a pair."""

    quote: str
    title: str
    date: str
    where: str
    reading: str
    caveats: tuple[str, ...]
    href: str
    add: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A recommendation and what later documents say of it."""

    status: str
    told: str
    asked: Voice
    later: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Accounts that cannot both stand as they read."""

    kind: str
    title: str
    explanation: str
    sides: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class FollowUpPage(Page):
    """The recommendations about an authority, by what became of them."""

    template: ClassVar[str] = "followup.html"
    authorities: tuple[Option, ...]
    authority: str
    choices: tuple[Choice, ...]
    chains: tuple[Chain, ...]
    pages: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DiscrepanciesPage(Page):
    """The disagreements in what is held about an authority, by their kind."""

    template: ClassVar[str] = "discrepancies.html"
    authorities: tuple[Option, ...]
    authority: str
    choices: tuple[Choice, ...]
    pairs: tuple[Pair, ...]
    pages: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Listing:
    """Records about the authority that is asked for, narrowed as the request narrows them, one page of them."""

    authorities: tuple[Option, ...]
    authority: str
    choices: tuple[Choice, ...]
    shown: Sequence[Mapping[str, Any]]
    links: Mapping[str, object]


@routes.get("/follow-up")
def follow_up() -> str:
    """Shows what became of each recommendation about an authority; `status` narrows it."""
    library = frame.library()
    listing, held = _listing(library.followup, "/follow-up", "status", STATUS_NAMES), _held()
    page = FollowUpPage(
        frame=frame.frame("Follow-up", "follow-up"),
        authorities=listing.authorities,
        authority=listing.authority,
        choices=listing.choices,
        chains=tuple(chain(one, held) for one in listing.shown),
        pages=listing.links,
    )
    return frame.render(page)


@routes.get("/discrepancies")
def discrepancies() -> str:
    """Shows what cannot both stand in what is held about an authority; `kind` narrows it."""
    library = frame.library()
    listing, held = _listing(library.discrepancies, "/discrepancies", "kind", _KIND_NAMES), _held()
    page = DiscrepanciesPage(
        frame=frame.frame("Discrepancies", "follow-up"),
        authorities=listing.authorities,
        authority=listing.authority,
        choices=listing.choices,
        pairs=tuple(pair(one, held) for one in listing.shown),
        pages=listing.links,
    )
    return frame.render(page)


def _listing(
    find: Callable[[Filters], Sequence[Mapping[str, Any]]], address: str, field: str, names: Mapping[str, str]
) -> _Listing:
    """Records of one sort; `names` are the values of the `field` that narrows them, with what each is called."""
    authority, options = _authority()
    found = find(Filters(authority=(authority,), limit=_MOST)) if authority else ()
    chosen = _chosen(field, names)
    given = {"authority": authority, field: chosen}
    left = [one for one in found if not chosen or one[field] == chosen]
    shown = paging.paged(left, PER_PAGE, request.args.get("page", 1, type=int), address, given)
    choices = _choices(field, names, (one[field] for one in found), given)
    return _Listing(options, authority, choices, shown.shown, shown.links)


def _held() -> dict[str, Held]:
    return {one.name: one for one in frame.library().documents()}


def _authority() -> tuple[str, tuple[Option, ...]]:
    """The authority that is asked for, else the one that most documents are about; and all there are to choose from.

    Raises:
        NotHeldError: no authority is called so, or no document held is about it.
    """
    library = frame.library()
    counts = Counter(one.metadata.authority for one in library.documents() if one.metadata.authority)
    most = max(counts, key=lambda gss: (counts[gss], gss), default="")
    chosen = request.args.get("authority", "").strip() or most
    if chosen not in counts and chosen != most:
        raise NotHeldError(f"no document held is about {chosen}")
    labels = sorted((library.vocabulary.authorities[gss].label, gss) for gss in counts)
    return chosen, tuple(Option(gss, label, selected=gss == chosen) for label, gss in labels)


def _chosen(name: str, known: Mapping[str, str]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""


def _choices(name: str, names: Mapping[str, str], found: Iterable[str], given: Mapping[str, str]) -> tuple[Choice, ...]:
    counts = Counter(found)

    def choice(key: str, text: str, count: int) -> Choice:
        asked = {each: value for each, value in {**given, name: key}.items() if value}
        return Choice(text, "?" + urlencode(asked), count, given[name] == key)

    return (
        choice("", "All", counts.total()),
        *(choice(key, text, counts[key]) for key, text in names.items() if counts[key]),
    )


def chain(one: Mapping[str, Any], held: Mapping[str, Held]) -> Chain:
    """A recommendation, as its record has it, as shown; `held` are the documents that speak of it by name."""
    return Chain(
        status=STATUS_NAMES.get(one["status"], one["status"].replace("_", " ")),
        told=STATUSES.get(one["status"], ""),
        asked=_voice(one["recommendation"], held),
        later=tuple(_voice(each, held) for each in one["evidence"]),
    )


def pair(one: Mapping[str, Any], held: Mapping[str, Held]) -> Pair:
    """A discrepancy, as its record has it, as shown; `held` are the documents of its sides by name."""
    kind = _KIND_NAMES.get(one["kind"], one["kind"].replace("-", " ").capitalize())
    return Pair(
        kind,
        dates.in_words(one["title"]),
        dates.in_words(one["explanation"]),
        tuple(_voice(each, held) for each in one["sides"]),
    )


def _voice(cited: Mapping[str, Any], held: Mapping[str, Held]) -> Voice:
    said = held[cited["document"]]
    name, start, end = cited["document"], cited["start"], cited["end"]
    headings: Sequence[str] = [each for each in cited["section"] if each.casefold() != said.metadata.title.casefold()]
    page = [f"Page {cited['page']}"] if cited["page"] is not None else []
    return Voice(
        quote=cited["quote"],
        title=said.metadata.title,
        date=dates.of_document(said.metadata.date).text,
        where=", ".join([*page, *headings[-1:]]),
        reading=dates.in_words(cited.get("reading", "")),
        caveats=cards.distinct(said.caveats),
        href=cards.reader(name, start, end),
        add=cards.add(name, start, end),
    )
