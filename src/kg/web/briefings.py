"""The list of briefings, a new one, and a quote taken into one; `builder` is the page of one briefing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, redirect, request, session

from kg.briefing.graph import DATE
from kg.errors import InputError, KgError
from kg.vocabulary import english
from kg.web import cards, frame, wording
from kg.web.frame import Option, Page

if TYPE_CHECKING:
    from werkzeug import Response

    from kg.library.briefings import Briefings
    from kg.model.briefing import Briefing, Cited

routes = Blueprint("briefings", __name__)

CURRENT = "briefing"
"""The key of the session under which the briefing last worked on is remembered."""
NEW_SECTION = "Findings"


@dataclass(frozen=True, slots=True)
class Row:
    """A briefing of the list."""

    title: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class BriefingsPage(Page):
    """The briefings there are, and the form for a new one."""

    template: ClassVar[str] = "briefings.html"
    rows: tuple[Row, ...]
    title: str
    question: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class AddPage(Page):
    """A quote on its way into a briefing; `briefings` is empty where there is none yet."""

    template: ClassVar[str] = "briefing_add.html"
    quote: str
    source: str
    label: str
    caveats: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    briefings: tuple[Option, ...]
    sections: tuple[str, ...]
    section: str
    words: str
    back: str
    fault: str | None


@routes.get("/briefings")
def briefings() -> str:
    """Lists the briefings."""
    return frame.render(_page("", "", None))


@routes.post("/briefings")
def begin() -> Response | tuple[str, int]:
    """Begins a briefing, from a question where one is asked."""
    title, question = (request.form.get(name, "").strip() for name in ("title", "question"))
    held = frame.library().briefings
    try:
        begun = held.new(title)
        if question:
            held.save(held.started(begun, question))
    except InputError as error:
        return frame.render(_page(title, question, str(error))), 400
    session[CURRENT] = begun.id
    return redirect(f"/briefings/{begun.id}", 303)


@routes.get("/briefings/add")
def choose() -> str:
    """Shows a quote and asks into which briefing it goes."""
    return frame.render(_add_page(_cited(), request.args.get("back", ""), "", None))


@routes.post("/briefings/add")
def add() -> Response | tuple[str, int]:
    """Takes a quote into a briefing, and goes back to where it was found."""
    held = frame.library().briefings
    cited, form = _cited(), request.form
    words, back = form.get("words", "").strip(), form.get("back", "")
    try:
        chosen = form.get("briefing", "")
        into = held.get(chosen) if chosen else held.new(form.get("title", ""))
        section = form.get("section", "").strip() or NEW_SECTION
        held.save(held.added(into, section, words, [cited]))
    except KgError as error:
        return frame.render(_add_page(cited, back, words, str(error))), 400
    session[CURRENT] = into.id
    return redirect(cards.inside(back) or f"/briefings/{into.id}", 303)


def _page(title: str, question: str, fault: str | None) -> BriefingsPage:
    held = frame.library().briefings
    return BriefingsPage(
        frame=frame.frame("Briefings", "briefings"),
        rows=tuple(_row(held, each) for each in held.ids()),
        title=title,
        question=question,
        fault=fault,
    )


def _row(held: Briefings, briefing_id: str) -> Row:
    made = held.get(briefing_id)
    date = [english.day(made.date)] if DATE.fullmatch(made.date) else []
    said = [*date, wording.count(len(made.evidence), "quote"), f"version {held.versions(briefing_id)[-1]}"]
    return Row(made.title, f"/briefings/{briefing_id}", ", ".join(said))


def _cited() -> Cited:
    """The quote that the request names.

    Raises:
        InputError: it names none.
    """
    given = request.values
    start, end = (given.get(name, type=int) for name in ("start", "end"))
    if start is None or end is None or not given.get("document"):
        raise InputError("no quote is named; choose one in an answer or a document")
    return frame.library().briefings.cite(given["document"], start, end)


def _add_page(cited: Cited, back: str, words: str, fault: str | None) -> AddPage:
    from kg.briefing.paper import speaker, when

    held = frame.library().briefings
    made = [held.get(each) for each in held.ids()]
    current = session.get(CURRENT, "")
    chosen = next((each for each in made if each.id == current), made[0] if made else None)
    return AddPage(
        frame=frame.frame("Add to a briefing", "briefings"),
        quote=cited.quote,
        source=f"{cited.title}, {when(cited)}",
        label=speaker(cited),
        caveats=cards.distinct(cited.caveats),
        hidden=(
            ("document", cited.name),
            ("start", str(cited.start)),
            ("end", str(cited.end)),
            ("back", cards.inside(back)),
        ),
        briefings=tuple(Option(each.id, each.title, selected=each is chosen) for each in made),
        sections=_sections(made),
        section=_last_section(chosen),
        words=words,
        back=cards.inside(back) or "/",
        fault=fault,
    )


def _sections(made: list[Briefing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.title for briefing in made for part in briefing.parts))


def _last_section(chosen: Briefing | None) -> str:
    return chosen.parts[-1].title if chosen and chosen.parts else NEW_SECTION
