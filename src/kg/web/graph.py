"""What a thing is connected with: a table of its neighbours by relation, which a script draws beside it as a graph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

from flask import Blueprint, redirect, request

from kg import search
from kg.library import described
from kg.web import frame
from kg.web.frame import Page

if TYPE_CHECKING:
    from werkzeug import Response

routes = Blueprint("graph", __name__)

MOST = 10
"""Neighbours of one relation that are shown; the table says how many there are."""
_LONGEST = 110
_RELATIONS = {
    "isPartOf": ("is part of", "has in it"),
    "inPassage": ("stands in", "holds"),
    "inSection": ("stands under", "heads"),
    "inScheme": ("is in the register", "holds"),
    "broader": ("has above it", "has below it"),
    "related": ("is related to", "is related to"),
    "mentions": ("mentions", "is mentioned in"),
    "statisticalNeighbour": ("has as statistical neighbour", "is statistical neighbour of"),
    "mainTheme": ("is above all about", "is the main theme of"),
    "otherTheme": ("is also about", "is another theme of"),
    "authority": ("is about", "is the authority of"),
    "speaker": ("is said by", "says"),
    "inspectorate": ("is inspected by", "inspects under"),
    "wasGeneratedBy": ("was made by", "made"),
    "wasDerivedFrom": ("follows from", "is a source of"),
    "event": ("tells of", "is told of in"),
    "dateBasis": ("has a date that is", "is how the date is known of"),
}
_KINDS = {
    "Document": "document",
    "Authority": "authority",
    "Person": "person",
    "Inspection": "inspection",
    "Statement": "statement",
    "Concept": "concept",
    "Theme": "concept",
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing beside the one that is shown: its name, what it is, its colour in the drawing, and two ways to it."""

    label: str
    class_: str
    kind: str
    around: str
    page: str


@dataclass(frozen=True, slots=True)
class Relation:
    """The neighbours by one relation, in words as they are read from the thing that is shown."""

    words: str
    total: int
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class GraphPage(Page):
    """A thing with its neighbours by relation."""

    template: ClassVar[str] = "graph.html"
    title: str
    class_: str
    kind: str
    page: str
    relations: tuple[Relation, ...]
    total: int


@routes.get("/graph")
def graph() -> str | Response:
    """Shows the neighbours of the thing that `of` names by its path below the base.

    Raises:
        NotHeldError: no graph says anything of it.
    """
    path = request.args.get("of", "").strip().removeprefix(frame.library().names.base)
    if not path:
        return redirect("/authorities", 302)
    described.thing(frame.library(), path)  # raises where nothing is said of it
    thing, found = search.neighbourhood(frame.library().holdings, path, MOST)
    relations = tuple(
        Relation(_words(each.relation, inward=each.inward), each.total, tuple(map(_neighbour, each.things)))
        for each in found
    )
    page = GraphPage(
        frame=frame.frame(f"Around {_shortened(thing.label)}"),
        title=_shortened(thing.label),
        class_=_spoken(thing.class_),
        kind=_KINDS.get(thing.class_, "other"),
        page=_page(thing.path),
        relations=relations,
        total=sum(each.total for each in relations),
    )
    return frame.render(page)


def _neighbour(thing: search.Thing) -> Neighbour:
    return Neighbour(
        label=_shortened(thing.label),
        class_=_spoken(thing.class_),
        kind=_KINDS.get(thing.class_, "other"),
        around="/graph?" + urlencode({"of": thing.path}),
        page=_page(thing.path),
    )


def _page(path: str) -> str:
    """The name of a thing as an address, which leads to its page; a stretch of a document stays in its fragment."""
    name, _, fragment = path.partition("#")
    return f"/id/{quote(name, safe='/%,=')}" + (f"#{fragment}" if fragment else "")


def _words(relation: str, *, inward: bool) -> str:
    if relation in _RELATIONS:
        return _RELATIONS[relation][inward]
    words = _spoken(relation).lower()
    return f"is the {words} of" if inward else f"has as {words}"


def _spoken(name: str) -> str:
    """A name of the ontology as words: "NhsBody" is "Nhs body"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return words[:1].upper() + words[1:].lower()


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
