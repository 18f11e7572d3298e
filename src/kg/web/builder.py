"""One briefing on its page: its head, its claims with their quotes, what is still to mend, and what has moved.

The page is one form: whatever button is pressed, all words in it are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, Response, redirect, request, session

from kg.briefing import editing
from kg.briefing.numbering import FIRST_PART, claims
from kg.briefing.paper import MARKINGS, paper
from kg.errors import InputError, InvalidBriefingError
from kg.library.briefings import FORMS
from kg.model import Filters
from kg.web import briefings, cards, frame
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug import Response as Answer

    from kg.briefing import Change, Paper
    from kg.briefing.paper import Quote
    from kg.model.briefing import Briefing, Fault
    from kg.web.cards import Group

routes = Blueprint("builder", __name__)

_FIELDS = (
    ("title", "Title", ""),
    ("author", "Author", "Who answers for it"),
    ("audience", "For", "The committee or person who reads it"),
    ("date", "Date", "For example, 2024-11-24"),
    ("purpose", "Purpose", "What it is for, in a sentence"),
)
_NAMES = {
    "docx": "Word",
    "pdf": "PDF",
    "html": "HTML",
    "md": "Markdown",
    "xlsx": "Evidence (XLSX)",
    "jsonld": "JSON-LD",
}
_FOUND = 8
_MOVED = {
    "quote-gone": "Its words are gone",
    "quote-moved": "It stands elsewhere now",
    "number-contradicted": "Another document says otherwise",
    "status-changed": "What became of it has changed",
    "caveats-changed": "Its caveats have changed",
    "later-statement": "A later document speaks of this",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the briefing's head."""

    name: str
    label: str
    hint: str
    value: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote of a claim: as it is printed, and the way to it in its document."""

    printed: Quote
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim: the officer's words, to be changed, and its quotes."""

    line: str
    words: str
    quotes: tuple[Shown, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section under its number; `field` names its heading in the form."""

    number: int
    title: str
    field: str
    claims: tuple[ClaimShown, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What has moved under a claim, old and new side by side."""

    line: str
    title: str
    source: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class BuilderPage(Page):
    """A briefing being made.

    Attributes:
        found: quotes that were looked for inside it.
        version: that it was shown in; the one that comes back when it is saved.
        conflict: somebody has saved another since; nothing is kept until one of the two is chosen.
    """

    template: ClassVar[str] = "briefing.html"
    id: str
    title: str
    version: int
    fields: tuple[Field, ...]
    releases: tuple[Option, ...]
    recommendations: str
    long: bool
    sections: tuple[SectionShown, ...]
    faults: tuple[Fault, ...]
    moved: tuple[Moved, ...]
    warnings: tuple[str, ...]
    downloads: tuple[Link, ...]
    words: str
    found: tuple[Group, ...]
    notice: str | None
    conflict: bool = False


@routes.get("/briefings/<briefing_id>")
def builder(briefing_id: str) -> str:
    """Shows a briefing; `q` looks for more quotes without leaving it."""
    session[briefings.CURRENT] = briefing_id
    return frame.render(_page(frame.library().briefings.get(briefing_id), None))


@routes.post("/briefings/<briefing_id>")
def change(briefing_id: str) -> Answer | tuple[str, int]:
    """Keeps every word of the form, and does what the button says."""
    held = frame.library().briefings
    form = request.form
    before = held.get(briefing_id)
    changed = _written(before, form)
    action, _, line = form.get("do", "").partition(" ")
    if action == "delete":
        held.remove(briefing_id)
        session.pop(briefings.CURRENT, None)
        return redirect("/briefings", 303)
    if action in ("up", "down"):
        changed = editing.moved(changed, line, up=action == "up")
    elif action == "remove":
        changed = editing.without(changed, line)
    elif action == "refresh":
        changed = held.refreshed(changed)
    after = form.get("version", type=int)
    try:
        held.save(changed, after=None if action == "over" else after)
    except InputError as error:
        return frame.render(replace(_page(changed, str(error)), version=after or 0, conflict=True)), 409
    return redirect(f"/briefings/{briefing_id}{f'#claim-{line}' if action in ('up', 'down') else ''}", 303)


@routes.get("/briefings/<briefing_id>/download/<form>")
def download(briefing_id: str, form: str) -> Response | tuple[str, int]:
    """The briefing as a file; one that fails its check only as a draft."""
    held = frame.library().briefings
    made = held.get(briefing_id)
    try:
        data = held.build(made, form, draft="draft" in request.args)
    except InvalidBriefingError as error:
        return frame.render(_page(made, str(error))), 409
    response = Response(data, mimetype=FORMS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{briefing_id}.{form}"'
    return response


def _written(briefing: Briefing, form: Mapping[str, str]) -> Briefing:
    """The briefing with what the form holds; a field that the form has not got stays."""
    front = {name: _line(form[name]) for name, _, _ in _FIELDS if name in form}
    if "recommendations" in form:
        asked = tuple(_line(each) for each in form["recommendations"].splitlines() if each.strip())
        front |= {"recommendations": asked, "long": "long" in form}  # type: ignore[dict-item]
    if form.get("release") in MARKINGS:
        front["release"] = form["release"]
    words = {line: form.get(f"words-{line}", claim.words).strip() for line, claim in claims(briefing)}
    parts = tuple(
        replace(
            part,
            title=_line(form.get(f"section-{number}", part.title)),
            claims=tuple(replace(claim, words=words[f"{number}.{at}"]) for at, claim in enumerate(part.claims, 1)),
        )
        for number, part in enumerate(briefing.parts, 3)
    )
    return replace(briefing, parts=parts, **front)  # type: ignore[arg-type]


def _page(made: Briefing, notice: str | None) -> BuilderPage:
    held = frame.library().briefings
    printed = paper(made)
    faults = held.check(made)
    words = request.args.get("q", "").strip()
    return BuilderPage(
        frame=frame.frame(made.title, "briefings"),
        id=made.id,
        title=made.title,
        version=held.versions(made.id)[-1],
        fields=tuple(Field(name, label, hint, str(getattr(made, name))) for name, label, hint in _FIELDS),
        releases=tuple(Option(key, text, selected=key == made.release) for key, text in MARKINGS.items()),
        recommendations="\n".join(made.recommendations),
        long=made.long,
        sections=_sections(made, printed),
        faults=faults,
        moved=tuple(_moved(change) for change in held.changes(made)),
        warnings=printed.warnings,
        downloads=_downloads(made.id, draft=bool(faults)),
        words=words,
        found=_found(words),
        notice=notice,
    )


def _sections(made: Briefing, printed: Paper) -> tuple[SectionShown, ...]:
    lines = [line for line, _ in claims(made)]
    shown = []
    for section, part in zip(printed.sections[2:], made.parts, strict=True):
        own = []
        for paragraph, claim in zip(section.paragraphs, part.claims, strict=True):
            quotes = tuple(
                Shown(quote, printed.sources[quote.source - 1], cards.reader(cited.name, cited.start, cited.end))
                for quote, cited in zip(paragraph.quotes, claim.evidence, strict=True)
            )
            line = paragraph.number
            own.append(ClaimShown(line, claim.words, quotes, first=line == lines[0], last=line == lines[-1]))
        first, last = section.number == FIRST_PART, section.number == FIRST_PART + len(made.parts) - 1
        shown.append(SectionShown(section.number, part.title, f"section-{section.number}", tuple(own), first, last))
    return tuple(shown)


def _moved(change: Change) -> Moved:
    return Moved(change.line, _MOVED[change.kind], change.source, change.was, change.now)


def _downloads(briefing_id: str, *, draft: bool) -> tuple[Link, ...]:
    query = "?draft" if draft else ""
    return tuple(Link(name, f"/briefings/{briefing_id}/download/{form}{query}") for form, name in _NAMES.items())


def _found(words: str) -> tuple[Group, ...]:
    if not words:
        return ()
    library = frame.library()
    answer = library.ask(words, Filters(limit=_FOUND))
    return cards.grouped(answer.evidence, library.vocabulary, cards.words(answer.question.topic, ()))[0]


def _line(text: str) -> str:
    return " ".join(text.split())
