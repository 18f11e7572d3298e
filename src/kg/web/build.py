"""The query builder: what to list, with columns and conditions, as a form made from the shapes; then the query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, current_app, redirect, request

from kg.graph.fields import described
from kg.library.described import dataset
from kg.vocabulary.names import KG
from kg.web import composing, frame, selection
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from werkzeug import Response as Answer

    from kg.graph.fields import Field
    from kg.web.selection import Place, Selection, Test

routes = Blueprint("build", __name__)

_KEPT = "kg.build"
_SAID = {"is": "is", "has": "has the words", "from": "from", "to": "to"}


@dataclass(frozen=True, slots=True)
class ListingPage(Page):
    """What can be listed: classes of which things are held, with how many, and those of which none is."""

    template: ClassVar[str] = "build_of.html"
    held: tuple[Link, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """A condition as a control: a choice where it has options, else a line of text."""

    id: str
    name: str
    label: str
    value: str
    options: tuple[Option, ...]
    wrong: str


@dataclass(frozen=True, slots=True)
class Row:
    """A field: its box to tick, and its conditions."""

    id: str
    value: str
    label: str
    comment: str
    shown: bool
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The fields of one place; the first part is what is listed."""

    heading: str
    rows: tuple[Row, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Orders:
    """Columns to order by, of one place."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class BuildPage(Page):
    """A selection as a form, and the query that it is.

    Attributes:
        of: the class, as an address names it.
        words: of the search; None where what is listed stands in no passage.
        faults: what is wrong, each leading to its control; there is no query then.
    """

    template: ClassVar[str] = "build.html"
    of: str
    label: str
    comment: str
    words: Control | None
    parts: tuple[Part, ...]
    orders: tuple[Orders, ...]
    scored: bool
    down: bool
    limit: Control
    faults: tuple[Link, ...]
    query: str


@routes.get("/sparql/build")
def build() -> str | tuple[str, int] | Answer:
    """The form for the address, with the query below it; an address with empty fields is made short first."""
    given = [(name, value) for name, value in request.args.items(multi=True) if value.strip()]
    if not request.args.get("of"):
        return frame.render(_listing())
    if len(given) < len(list(request.args.items(multi=True))):
        return redirect("/sparql/build?" + urlencode(given))
    page = _page(selection.read(request.args))
    return (frame.render(page), 400) if page.faults else frame.render(page)


def _listing() -> ListingPage:
    counts = _counts()
    held: list[Link] = []
    others: list[Link] = []
    for one in sorted(described().values(), key=lambda each: each.label):
        number = counts.get(KG + one.name.removeprefix("kg:"), 0)
        note = f"{number:,} held. {one.comment}" if number else one.comment
        link = Link(_first(one.label), "/sparql/build?" + urlencode({"of": one.name}), note)
        (held if number else others).append(link)
    return ListingPage(frame.frame("Build a query", "sparql"), tuple(held), tuple(others))


def _counts() -> Mapping[str, int]:
    """How many things of each class are held, counted once a version of the library."""
    library = frame.library()
    kept = current_app.extensions.get(_KEPT)
    if kept is None or kept[0] != library.version:
        kept = current_app.extensions[_KEPT] = (library.version, dict(dataset(library).classes))
    counts: Mapping[str, int] = kept[1]
    return counts


def _page(asked: Selection) -> BuildPage:
    of = asked.root.of
    parts = tuple(_parts(asked))
    controls = {each.name: each.id for part in parts for row in part.rows for each in row.controls}
    controls |= {"words": "words", "limit": "limit"}
    scored = selection.searched(asked.root) is not None
    limit = request.args.get("limit", "").strip() or str(asked.limit)
    return BuildPage(
        frame=frame.frame(f"Build a query: {of.label}", "sparql"),
        of=of.name,
        label=of.label,
        comment=of.comment,
        words=Control("words", "words", "", asked.words, (), _first(asked.faults.get("words", ""))) if scored else None,
        parts=parts,
        orders=tuple(_orders(asked)),
        scored=scored,
        down=asked.down,
        limit=Control("limit", "limit", "", limit, (), _first(asked.faults.get("limit", ""))),
        faults=tuple(Link(_first(said), f"#{controls[name]}") for name, said in asked.faults.items()),
        query="" if asked.faults else composing.query(asked, frame.library().vocabulary),
    )


def _parts(asked: Selection) -> Iterator[Part]:
    for number, place in enumerate(asked.root.every()):
        rows = tuple(_row(asked, place, one, f"f{number}-{at}") for at, one in enumerate(place.own(), 1))
        if place.via is not None:
            rows = (_itself(asked, place, f"f{number}-0"), *rows)
        used = any(row.shown or any(each.value for each in row.controls) for row in rows)
        yield Part(_first(place.label), rows, used or place.via is None)


def _itself(asked: Selection, place: Place, identity: str) -> Row:
    said = "A link to it"
    return Row(identity, place.key, said, place.via.comment if place.via else "", place.key in asked.shown, ())


def _row(asked: Selection, place: Place, one: Field, identity: str) -> Row:
    name = place.named(one)
    controls = tuple(_control(asked, one, name, test, identity) for test in selection.TESTS[one.values])
    return Row(identity, name, _first(one.label), one.comment, name in asked.shown, controls)


def _control(asked: Selection, one: Field, name: str, test: Test, identity: str) -> Control:
    value = asked.tests.get((test, name), "")
    options: tuple[tuple[str, str], ...] = ()
    if one.values == "truth":
        options = (("true", "Yes"), ("false", "No"))
    elif one.scheme:
        held = composing.register(frame.library().vocabulary, one.scheme)
        options = tuple(sorted(((key, each.label) for key, each in held.items()), key=lambda each: each[1].casefold()))
    field = f"{test}.{name}"
    chosen = tuple(Option(key, text, key == value) for key, text in (("", "Any"), *options)) if options else ()
    return Control(f"{identity}-{test}", field, _SAID[test], value, chosen, _first(asked.faults.get(field, "")))


def _orders(asked: Selection) -> Iterator[Orders]:
    for place in asked.root.every():
        options = tuple(
            Option(name, _first(one.label), name == asked.order)
            for one in place.own()
            if one.values != "thing"
            for name in (place.named(one),)
        )
        if options:
            yield Orders(_first(place.label), options)


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]
