"""The review queue: facts of which the rules are least sure, each with its words; accepted, corrected or rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, redirect, request, session

from kg.errors import InputError, NotHeldError
from kg.library import corrections
from kg.web import cards, frame, paging, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug import Response

    from kg.library.changes import Change
    from kg.library.reviewing import Record
    from kg.vocabulary import Vocabulary

routes = Blueprint("review", __name__)

PER_PAGE = 10
MOST_GIVEN = 20
_PATIENCE = 20.0
"""Seconds that a request waits for its review to be kept; then the page of the change is shown."""
_BY = "by"
_LABELS = {
    "as_of": "As of",
    "surface_forms": "As written",
    "evaluated": "Evaluated by an inspectorate",
}
_VERDICTS = {"accepted": "Accepted", "corrected": "Corrected", "rejected": "Rejected"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as it is reviewed: its words, and each field in words."""

    id: str
    kind: str
    quote: str
    source: Link
    where: str
    fields: tuple[tuple[str, str], ...]
    sure: str
    correct: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field to be corrected: lists of choices, one or several, or free text where there are none."""

    name: str
    label: str
    selects: tuple[tuple[Option, ...], ...]
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Given:
    """A review that was given."""

    id: str
    verdict: str
    quote: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class ReviewPage(Page):
    """The queue: `back` is its address, `kept` the review that was just given, `given` the last ones."""

    template: ClassVar[str] = "review.html"
    document: Link | None
    total: int
    facts: tuple[Shown, ...]
    pages: Mapping[str, object]
    back: str
    kept: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class FactPage(Page):
    """One fact, to be reviewed; `document` itself is corrected only."""

    template: ClassVar[str] = "fact.html"
    fact: Shown
    fields: tuple[Field, ...]
    by: str
    back: str
    fault: str | None


@routes.get("/library/review")
def queue() -> str:
    """Lists the facts of which the rules are least sure, and the reviews that were given."""
    held = frame.library()
    document = request.args.get("document", "")
    found = held.reviews.doubtful(document or None)
    given = {"document": document}
    number = request.args.get("page", 1, type=int)
    paged = paging.paged(found, PER_PAGE, number, "/library/review", given)
    back = "/library/review?" + urlencode({name: value for name, value in {**given, "page": number}.items() if value})
    page = ReviewPage(
        frame=frame.frame("Review", "library"),
        document=Link(held.held(document).metadata.title, cards.reader(document)) if document else None,
        total=len(found),
        facts=tuple(_shown(each, back) for each in held.reviews.records(path for path, _ in paged.shown)),
        pages=paged.links,
        back=back,
        kept=_kept(request.args.get("kept", "")),
        given=tuple(map(_given, held.reviews.list()[:MOST_GIVEN])),
    )
    return frame.render(page)


@routes.get("/library/review/fact")
def fact() -> str:
    """Shows one fact with all its fields, to be reviewed."""
    return frame.render(_fact_page(request.args.get("id", ""), None))


@routes.post("/library/review")
def give() -> Response | tuple[str, int]:
    """Keeps a review, and goes back to where it was given."""
    form = request.form
    id_, verdict = form.get("id", ""), form.get("verdict", "")
    if verdict not in _VERDICTS:
        raise InputError("say whether the fact is right, what it is instead, or that it is none")
    session[_BY] = form.get("by", session.get(_BY, "")).strip()
    try:
        correction = _correction(id_) if verdict == "corrected" else {}
    except InputError as error:
        return frame.render(_fact_page(id_, str(error))), 400
    stated = {name: value for name in ("by", "note") if (value := form.get(name, session.get(name, "")).strip())}
    changes = frame.library().changes
    change = changes.wait(changes.review(id_, verdict, correction, stated).id, _PATIENCE)
    if change.state == "failed":
        return frame.render(_fact_page(id_, change.fault)), 400
    return _onward(change)


@routes.post("/library/review/undo")
def undo() -> Response | tuple[str, int]:
    """Takes a review back."""
    changes = frame.library().changes
    change = changes.wait(changes.undo(request.form.get("id", "")).id, _PATIENCE)
    if change.state == "failed":
        raise InputError(change.fault or "")
    return _onward(change)


def _onward(change: Change) -> Response:
    back = cards.inside(request.form.get("back", "")) or "/library/review"
    if not change.over:
        return redirect(f"/library/changes/{change.id}", 303)
    if not back.startswith("/library/review"):
        return redirect(back, 303)
    return redirect(f"{back}{'&' if '?' in back else '?'}kept={change.id}", 303)


def _kept(change_id: str) -> str:
    """What a review that was just given says, in words; empty where none was."""
    try:
        change = frame.library().changes.get(change_id)
    except NotHeldError:
        return ""
    if not change.record:
        return ""
    verdict = "Taken back" if change.kind == "undo" else _VERDICTS[str(change.record["verdict"])]
    quotes = change.record["quotes"]
    return f"{verdict}: “{_short(quotes[0])}”" if quotes else verdict


def _given(record: Record) -> Given:
    words = record["words"]
    href = cards.reader(words[0]["document"], words[0]["start"], words[0]["end"]) if words else ""
    quotes = record["quotes"]
    stale = ["its words are other ones now"] if record["status"] == "stale" else []
    said = [f"by {record['by']}"] if record["by"] else []
    note = [f"“{record['note']}”"] if record["note"] else []
    return Given(
        id=record["id"],
        verdict=_VERDICTS[record["verdict"]],
        quote=_short(quotes[0]) if quotes else record["kind"],
        href=href,
        note=", ".join([record["kind"], *said, *note, *stale]),
    )


def _shown(record: Record, back: str) -> Shown:
    held = frame.library()
    title = held.held(record["document"]).metadata.title
    section = [each for each in record["section"] if each.casefold() != title.casefold()][-2:]
    start, end = record["start"], record["end"]
    place = [f"Page {record['page']}"] if record["page"] else []
    return Shown(
        id=record["id"],
        kind=record["kind"].capitalize(),
        quote=" ".join((record["quote"] or "").split()),
        source=Link(title, cards.reader(record["document"], start, end)),
        where=", ".join([*place, " › ".join(section)] if section else place),
        fields=_in_words(record, held.vocabulary),
        sure=f"{record['confidence']:.0%} sure" if record["confidence"] < 1 else "",
        correct="/library/review/fact?" + urlencode({"id": record["id"], "back": back}),
    )


def _in_words(record: Record, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_label(name), _words(record["kind"], name, value, vocabulary)) for name, value in record["found"].items()
    )


def _words(kind: str, name: str, value: Any, vocabulary: Vocabulary) -> str:
    """A field's value as people read it."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    if name == "speaker":
        return wording.speaker(value).short
    if name == "stance":
        return wording.stance(value).label
    if name == "authority" and value in vocabulary.authorities:
        return vocabulary.authorities[value].label
    labels = corrections.choices(kind, name, vocabulary) or {}
    said = ("yes" if each is True else "no" if each is False else labels.get(str(each), str(each)) for each in values)
    return ", ".join(said) or "not known"


def _fact_page(id_: str, fault: str | None) -> FactPage:
    held = frame.library()
    kind = corrections.kind_of(id_)
    found = held.reviews.records([id_])
    if not found:
        raise NotHeldError("no such fact is held: it may have been rejected or corrected since")
    (record,) = found
    shown = _shown(record, "")
    return FactPage(
        frame=frame.frame(f"Review a {kind}", "library"),
        fact=shown,
        fields=tuple(_field(kind, name, value, held.vocabulary) for name, value in record["found"].items()),
        by=session.get(_BY, ""),
        back=cards.inside(request.values.get("back", "")) or shown.source.href,
        fault=fault,
    )


def _field(kind: str, name: str, value: Any, vocabulary: Vocabulary) -> Field:
    labels = corrections.choices(kind, name, vocabulary)
    several = isinstance(value, list)
    if labels is None:
        text = ", ".join(map(str, value)) if several else "" if value is None else str(value)
        text = text.lower() if isinstance(value, bool) else text
        hint = "Several are parted by commas" if several else "true or false" if isinstance(value, bool) else ""
        return Field(name, _label(name), (), text, hint)
    now: Sequence[Any] = [*value, None] if several else [value]
    if name in {"stance", "speaker"}:
        labels = {each: _words(kind, name, each, vocabulary) for each in labels}
    return Field(
        name,
        _label(name),
        tuple(_options(labels, each, none="None" if several else "Not known") for each in now),
        "",
        "",
    )


def _options(labels: Mapping[str, str], now: str | None, *, none: str) -> tuple[Option, ...]:
    ordered = sorted(labels.items(), key=lambda each: each[1].casefold())
    return (Option("", none, selected=not now), *(Option(key, label, selected=key == now) for key, label in ordered))


def _correction(id_: str) -> dict[str, Any]:
    """What the form says that is otherwise than the fact.

    Raises:
        InputError: a field cannot be that.
    """
    kind = corrections.kind_of(id_)
    found = frame.library().reviews.records([id_])
    said = found[0]["found"] if found else {}
    given = {
        name: corrections.parsed(kind, name, ", ".join(filter(None, request.form.getlist(name))))
        for name in said
        if name in request.form
    }
    return {name: value for name, value in given.items() if value != said[name]}


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 120 else words[:120].rsplit(" ", 1)[0] + " …"
