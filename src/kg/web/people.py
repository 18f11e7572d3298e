"""People as documents name them: a list of those of one authority, and one person with posts over time.

Nobody is merged with anybody without a reason that is shown; who is not named has no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from flask import Blueprint, redirect, request

from kg.errors import NotHeldError
from kg.vocabulary import english
from kg.web import authorities, cards, dates, foot, frame, judged, wording
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from werkzeug import Response

    from kg.library.chronicle import Chronicle, Named, Naming
    from kg.model import Citation, Role
    from kg.web.dates import Dated
    from kg.web.foot import Foot

routes = Blueprint("people", __name__)

_MOST_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in a list: the name, the last post known, and when it is known for."""

    name: str
    href: str
    post: str
    as_of: str
    documents: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post as one document gives it, with the words that it rests on; `as_of` is the time it is given for."""

    as_of: str
    post: str
    organisation: str
    quote: str
    title: str
    where: str
    href: str
    add: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """A document that names the person: under which name, how often, and the first words that do."""

    title: str
    href: str
    date: Dated
    name: str
    times: str
    quote: str


@dataclass(frozen=True, slots=True)
class PersonPage(Page):
    """A person: posts over time, the documents that name them, and why several of these mean one person.

    Attributes:
        reason: why people whom several documents name are taken for one; empty where one document names them.
        others: people of that name in documents about other authorities, who are not taken for the same.
    """

    template: ClassVar[str] = "person.html"
    title: str
    authority: Link | None
    forms: tuple[str, ...]
    posts: tuple[Post, ...]
    documents: tuple[Appearance, ...]
    inspections: tuple[Link, ...]
    reason: str
    others: tuple[Link, ...]
    foot: Foot


@dataclass(frozen=True, slots=True)
class NamesakesPage(Page):
    """Several people of one name whom nothing says to be the same."""

    template: ClassVar[str] = "namesakes.html"
    name: str
    people: tuple[Link, ...]


@routes.get("/people/<document>/<place>/<path:name>")
def person(document: str, place: str, name: str) -> str | Response:
    """Shows a person by the path of their name in the graph; who is merged with others has one address.

    Raises:
        NotHeldError: no document held names such a person.
    """
    path = f"document/{document}/person/{place}/{quote(name, safe='')}"
    chronicle = frame.library().chronicle(document)
    found = chronicle.person(path)
    if found is None:
        raise NotHeldError(f"no document held names a person called {path}")
    if found.path != path:
        return redirect(judged.address(found.path), 301)
    return frame.render(_page(found, chronicle))


@routes.get("/people")
def named() -> str | Response:
    """Leads to the one person of a `name`; where several are called so, lists them.

    Raises:
        NotHeldError: no document held names anybody so.
    """
    name = " ".join(request.args.get("name", "").split())
    found = _named(name)
    if not found:
        raise NotHeldError(f"no document held names {name or 'anybody so'}")
    if len(found) == 1:
        return redirect(judged.address(found[0].path), 302)
    return frame.render(NamesakesPage(frame.frame(name, "authorities"), name, tuple(map(_namesake, found))))


def _named(name: str) -> list[Named]:
    """Those of a name, in documents held; people of different authorities are never taken for one."""
    library = frame.library()
    forms = next((one.forms for one in library.holdings.people() if name in (one.name, *one.forms)), (name,))
    found: dict[str, Named] = {}
    for held in library.documents():
        if any(row["name"] in forms for row in library.holdings.view(held.id).rows("people")):
            for one in library.chronicle(held.id).people:
                if any(naming.person.name in forms for naming in one.namings):
                    found[one.path] = one
    return list(found.values())


def _namesake(one: Named) -> Link:
    last = _listed(one)
    gss = one.namings[0].held.metadata.authority
    place = frame.library().vocabulary.authorities[gss].label if gss else ""
    return Link(one.name, judged.address(one.path), "; ".join(filter(None, (last.post, place))))


def listed(chronicle: Chronicle) -> tuple[Listed, ...]:
    """Everybody whom the documents about an authority name: those whom most name first, then by name."""
    found = [_listed(one) for one in chronicle.people]
    return tuple(sorted(found, key=lambda one: -one.documents))


def _listed(one: Named) -> Listed:
    posts = _posts(one)
    last = posts[-1] if posts else None
    return Listed(
        name=one.name,
        href=judged.address(one.path),
        post=", ".join(filter(None, (last.post, last.organisation))) if last else "",
        as_of=last.as_of if last else "",
        documents=len(one.namings),
    )


def _page(found: Named, chronicle: Chronicle) -> PersonPage:
    library = frame.library()
    gss = found.namings[0].held.metadata.authority
    paths = {naming.path for naming in found.namings}
    return PersonPage(
        frame=frame.frame(found.name, "authorities"),
        title=found.name,
        authority=authorities.link(library.vocabulary.authorities[gss]) if gss else None,
        forms=tuple(dict.fromkeys(form for each in found.namings for form in each.person.surface_forms)),
        posts=_posts(found),
        documents=tuple(_appearance(each) for each in found.namings),
        inspections=tuple(
            Link(judged.title(one, library.vocabulary), judged.address(one.path), judged.when(one.best))
            for one in chronicle.inspections
            if any(path in paths for telling in one.tellings for _, path in telling.inspectors)
        ),
        reason=f"{found.reason[:1].upper()}{found.reason[1:]}",
        others=_others(found),
        foot=foot.foot(found.path),
    )


def _posts(one: Named) -> tuple[Post, ...]:
    """The posts in order of the time they are given for; those of no known time last."""
    found = [
        (role.as_of or "9999", _post(naming, role, cited)) for naming in one.namings for role, cited in naming.posts
    ]
    return tuple(post for _, post in sorted(found, key=lambda each: (each[0], each[1].href)))


def _post(naming: Naming, role: Role, cited: Citation) -> Post:
    title = naming.held.metadata.title
    return Post(
        as_of=english.day(role.as_of) if role.as_of else dates.UNKNOWN,
        post=f"{role.role[:1].upper()}{role.role[1:]}",
        organisation=role.organisation or "",
        quote=" ".join(cited.quote.split()),
        title=title,
        where=cards.where(cited, title),
        href=cards.cited(cited),
        add=cards.add(cited.document, cited.start, cited.end),
    )


def _appearance(naming: Naming) -> Appearance:
    return Appearance(
        title=naming.held.metadata.title,
        href=cards.cited(naming.words),
        date=dates.of_document(naming.held.metadata.date),
        name=naming.person.name,
        times=wording.count(naming.times, "time"),
        quote=" ".join(naming.words.quote.split()),
    )


def _others(found: Named) -> tuple[Link, ...]:
    """Documents about other authorities that name somebody so: nothing there says that it is the same person."""
    library = frame.library()
    own = {naming.held.metadata.authority for naming in found.namings}
    labels = library.vocabulary.authorities
    return tuple(
        Link(held.metadata.title, cards.reader(held.name), labels[held.metadata.authority].label)
        for held in library.documents()
        if held.metadata.authority and held.metadata.authority not in own
        if any(row["name"] == found.name for row in library.holdings.view(held.id).rows("people"))
    )[:_MOST_OTHERS]
