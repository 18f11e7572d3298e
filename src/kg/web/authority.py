"""One authority: its inspections, what was said of each theme, what became of recommendations, its numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from flask import Blueprint

from kg.errors import NotHeldError
from kg.model import Filters
from kg.web import (
    authorities,
    dates,
    documents,
    foot,
    frame,
    judged,
    linked,
    multiples,
    numbers,
    overview,
    people,
    strip,
    themes,
    wording,
)
from kg.web.frame import Link, Page
from kg.web.linked import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Held
    from kg.vocabulary import Authority
    from kg.web.foot import Foot
    from kg.web.judged import Entry
    from kg.web.linked import Pair
    from kg.web.multiples import Multiples
    from kg.web.numbers import Series
    from kg.web.people import Listed
    from kg.web.strip import Strip

routes = Blueprint("authority", __name__)

_MOST = 1000
_PAIRS = 4
"""Discrepancies of one sort that are shown here; the rest are on their own page."""
_OF_NUMBERS = {"numbers-disagree", "definition-differs"}


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What became of the recommendations about an authority: how many came to what, and the way to each of these."""

    total: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Accounts that cannot both stand: of numbers, and of other things; `href` leads to all of them."""

    numbers: tuple[Pair, ...]
    others: tuple[Pair, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class AuthorityPage(Page):
    """An authority of the register; all but its names and neighbours is empty where no document is held about it.

    Attributes:
        contents: the parts that there are, as links within the page.
        papers: the documents held along time.
        neighbours: its statistical neighbours, the nearest first; `note` says how much is held about each.
    """

    template: ClassVar[str] = "authority.html"
    title: str
    place: str
    names: tuple[str, ...]
    contents: tuple[Link, ...]
    papers: Strip | None
    history: tuple[Entry, ...]
    themes: Multiples
    followed: FollowedUp
    series: tuple[Series, ...]
    differing: Differing
    neighbours: tuple[Link, ...]
    people: tuple[Listed, ...]
    held: tuple[documents.Row, ...]
    missing: tuple[documents.Missing, ...]
    asks: tuple[Link, ...]
    foot: Foot


@routes.get("/authorities/<code>")
def authority(code: str) -> str:
    """Shows an authority by its GSS code.

    Raises:
        NotHeldError: the register has no such authority.
    """
    found = frame.library().vocabulary.authorities.get(code)
    if found is None:
        raise NotHeldError(f"no authority has the code {code}")
    return frame.render(_page(found))


def _page(authority: Authority) -> AuthorityPage:
    library = frame.library()
    held = [one for one in library.documents() if one.metadata.authority == authority.gss]
    chronicle = library.chronicle(held[0].id) if held else None
    inspected = [one for one in chronicle.inspections if one.of(authority.gss)] if chronicle else []
    said, followed = _themes(authority.gss), _followed(authority.gss, held)
    series = numbers.series(chronicle) if chronicle else ()
    differing = _differing(authority.gss, held)
    named = people.listed(chronicle) if chronicle else ()
    missing = documents.missing({one.name for one in held}) if held else ()
    parts = (
        ("Inspections", "inspections", inspected),
        ("Themes", "themes", said.drawn),
        ("Recommendations", "recommendations", followed.choices),
        ("Numbers", "numbers", series or differing.numbers),
        ("Other discrepancies", "discrepancies", differing.others),
        ("People", "people", named),
        ("Documents", "documents", held),
        ("Statistical neighbours", "neighbours", authority.neighbours),
    )
    return AuthorityPage(
        frame=frame.frame(authority.label, "authorities"),
        title=authority.label,
        place=authorities.place(authority),
        names=tuple(dict.fromkeys(each for each in authority.names if each != authority.label)),
        contents=tuple(Link(label, f"#{anchor}") for label, anchor, there in parts if there) if held else (),
        papers=_papers(held),
        history=judged.entries(inspected, library.vocabulary),
        themes=said,
        followed=followed,
        series=series,
        differing=differing,
        neighbours=_neighbours(authority),
        people=named,
        held=tuple(documents.row(one, library.vocabulary) for one in _newest(held)),
        missing=missing,
        asks=_asks(authority, held),
        foot=foot.foot(f"authority/{authority.gss}"),
    )


def _papers(held: Sequence[Held]) -> Strip | None:
    """The documents held along time, an inspectorate's findings apart from the rest."""
    return strip.draw([overview.mark(one) for one in held], "The documents held", *overview.LANES) if held else None


def _themes(gss: str) -> Multiples:
    """What was said of each of the widest themes; every bar leads to its statements."""
    counted = themes.tallied(gss)
    widest = [one for one in frame.library().vocabulary.themes.values() if one.broader is None and one.id in counted]
    asked = urlencode({"authority": gss})
    return multiples.draw((Link(one.label, f"/themes/{one.id}?{asked}"), counted[one.id]) for one in widest)


def _followed(gss: str, held: Sequence[Held]) -> FollowedUp:
    if not held:
        return FollowedUp(0, ())
    found = Counter(one["status"] for one in frame.library().followup(Filters(authority=(gss,), limit=_MOST)))
    asked = "/follow-up?" + urlencode({"authority": gss})
    return FollowedUp(
        found.total(),
        tuple(
            Choice(text, f"{asked}&status={status}", found[status], current=False)
            for status, text in linked.STATUS_NAMES.items()
            if found[status]
        ),
    )


def _differing(gss: str, held: Sequence[Held]) -> Differing:
    by_name = {one.name: one for one in held}
    found = frame.library().discrepancies(Filters(authority=(gss,), limit=_MOST)) if held else []
    numbers = [one for one in found if one["kind"] in _OF_NUMBERS]
    others = [one for one in found if one["kind"] not in _OF_NUMBERS]
    return Differing(
        numbers=tuple(linked.pair(one, by_name) for one in numbers[:_PAIRS]),
        others=tuple(linked.pair(one, by_name) for one in others[:_PAIRS]),
        total=len(found),
        href="/discrepancies?" + urlencode({"authority": gss}),
    )


def _neighbours(authority: Authority) -> tuple[Link, ...]:
    """The statistical neighbours with how much is held about each."""
    library = frame.library()
    counts = Counter(one.metadata.authority for one in library.documents())
    known = (
        library.vocabulary.authorities[gss] for gss in authority.neighbours if gss in library.vocabulary.authorities
    )
    return tuple(
        Link(
            one.label, authorities.link(one).href, wording.count(counts[one.gss], "document") if counts[one.gss] else ""
        )
        for one in known
    )


def _newest(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda one: dates.of_document(one.metadata.date).first or date.min, reverse=True)


def _asks(authority: Authority, held: Sequence[Held]) -> tuple[Link, ...]:
    if not held:
        return ()
    asked = (
        f"What was said about {authority.label} over time?",
        f"What concerns were raised about {authority.label}?",
    )
    return tuple(Link(text, "/?" + urlencode({"q": text, "authority": authority.gss})) for text in asked)
