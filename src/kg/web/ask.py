"""The page where a question is asked and answered: its reading, its evidence in time, and what it cannot tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, request

from kg.errors import InputError
from kg.model import Filters
from kg.web import answered, frame, overview, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.web.answered import Answered
    from kg.web.overview import Overview

routes = Blueprint("ask", __name__)

FILTERS = ("theme", "authority", "document", "kind", "speaker", "stance", "since", "until", "limit")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LIMITS = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Select:
    """A filter as a list to choose from."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class DateInput:
    """A filter by date: a year, a month or a day."""

    name: str
    label: str
    value: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """The box and the filters; `open` where the filters should be in view, `faults` lead to the fields at fault."""

    question: str
    selects: tuple[Select, ...]
    dates: tuple[DateInput, ...]
    faults: tuple[Link, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class AskPage(Page):
    """Ask: with an answer, or with an overview of what can be asked."""

    template: ClassVar[str] = "ask.html"
    form: Form
    answer: Answered | None
    overview: Overview | None


@routes.get("/")
def ask() -> tuple[str, int]:
    """Answers `q` under the filters; without it, shows what can be asked."""
    given = {name: request.args.get(name, "").strip() for name in ("q", *FILTERS)}
    faults = _faults(given)
    if given["q"] and not faults:
        try:
            return _answer(given), 200
        except InputError as error:
            faults = {"q": str(error)}
    page = AskPage(frame.frame("Ask", "ask"), _form(given, faults), None, overview.show(frame.library()))
    return frame.render(page), 400 if faults else 200


def _answer(given: dict[str, str]) -> str:
    library = frame.library()
    shown = answered.show(library.ask(given["q"], _filters(given)), library, given)
    return frame.render(AskPage(frame.frame(given["q"], "ask"), _form(given, {}), shown, None))


def _faults(given: dict[str, str]) -> dict[str, str]:
    """What is wrong with the request, by field."""
    faults: dict[str, str] = {}
    if len(given["q"]) > 1000:
        faults["q"] = "Ask in fewer than 1,000 characters"
    for name in ("since", "until"):
        if given[name] and not _DATE.fullmatch(given[name]):
            faults[name] = "Write a year, a month or a day, such as 2021, 2021-06 or 2021-06-18"
    return faults


def _filters(given: dict[str, str]) -> Filters:
    def several(name: str) -> tuple[str, ...]:
        return (given[name],) if given[name] else ()

    return Filters(
        authority=several("authority"),
        theme=several("theme"),
        document=several("document"),
        kind=several("kind"),
        speaker=given["speaker"] or None,
        stance=given["stance"] or None,
        since=given["since"] or None,
        until=given["until"] or None,
        limit=_limit(given["limit"]),
    )


def _limit(text: str) -> int:
    return int(text) if text in {str(limit) for limit in LIMITS} else LIMITS[0]


def _form(given: dict[str, str], faults: dict[str, str]) -> Form:
    vocabulary, held = frame.library().vocabulary, frame.library().documents()
    kinds = sorted({one.metadata.kind for one in held if one.metadata.kind})
    authorities = sorted({one.metadata.authority for one in held if one.metadata.authority})
    choices = (
        ("theme", "Theme", [(theme.id, theme.label) for theme in vocabulary.themes.values()]),
        ("authority", "Authority", [(gss, vocabulary.authorities[gss].label) for gss in authorities]),
        ("kind", "Kind of document", [(kind, vocabulary.kinds[kind].label) for kind in kinds]),
        ("document", "Document", [(one.name, one.metadata.title) for one in held]),
        ("speaker", "Who is speaking", [(each.id, each.lane) for each in wording.SPEAKERS.values()]),
        ("stance", "Stance", [(each.id, each.label) for each in wording.STANCES.values()]),
    )
    return Form(
        question=given["q"],
        selects=(
            *(_select(name, label, options, given[name]) for name, label, options in choices),
            _select_limit(given["limit"]),
        ),
        dates=tuple(
            DateInput(name, label, given[name], faults.get(name))
            for name, label in (("since", "From"), ("until", "To"))
        ),
        faults=tuple(Link(text, f"#{name}") for name, text in faults.items()),
        open=bool(faults.keys() - {"q"}),
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]], value: str) -> Select:
    ordered = sorted(options, key=lambda option: option[1].lower()) if name != "stance" else options
    chosen = tuple(Option(key, text, selected=key == value) for key, text in ordered)
    return Select(name, label, (Option("", "As the question says", selected=not value), *chosen))


def _select_limit(value: str) -> Select:
    chosen = _limit(value)
    options = (Option(str(n) if n != LIMITS[0] else "", f"{n} statements", selected=n == chosen) for n in LIMITS)
    return Select("limit", "At most", tuple(options))
