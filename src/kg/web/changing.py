"""A change to the library: how far it is while it goes on, and what became of each file, with what to look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from flask import Blueprint

from kg.errors import KgError
from kg.library import facts, naming
from kg.library.changing import DONE
from kg.library.ingest import STEPS
from kg.library.reviewing import DOUBTFUL
from kg.web import cards, dates, frame, wording
from kg.web.frame import Link, Page
from kg.web.holding import fault, heading, history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.library.changes import Change, FileChange
    from kg.library.facts import Fact
    from kg.model import Annotated

routes = Blueprint("changing", __name__)

_SHOWN = 3
_STEPS = {
    "read": "Read its text",
    "annotate": "Find statements, people and numbers",
    "check": "Check against the rules of the graph",
    "index": "Make it searchable",
}
_STATES = {
    "added": "Added",
    "unchanged": "Held already",
    "refused": "Refused",
    "removed": "Removed",
    "": "Waiting",
    DONE: "Read",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step for one file: done, running or waiting."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a document once it is held: facts in words, what to look at, and what is wrong."""

    title: Link
    about: tuple[str, ...]
    wrong: tuple[Link, ...]
    warnings: tuple[str, ...]
    doubtful: tuple[Link, ...]
    review: Link | None
    history: str


@dataclass(frozen=True, slots=True)
class File:
    """One file of a change."""

    name: str
    state: str
    words: str
    reason: str
    steps: tuple[Step, ...]
    report: Report | None


@dataclass(frozen=True, slots=True)
class ChangePage(Page):
    """A change: `state` is that of `library.changes.Change`; `done` of `total` files are through."""

    template: ClassVar[str] = "change.html"
    id: str
    title: str
    state: str
    fault: str | None
    done: int
    total: int
    files: tuple[File, ...]
    asks: tuple[Link, ...]


@routes.get("/library/changes/<change_id>")
def change(change_id: str) -> str:
    """Shows a change; while it goes on, the page looks again by itself, or by its link."""
    found = frame.library().changes.get(change_id)
    files = _files(found)
    page = ChangePage(
        frame=frame.frame(heading(found), "library"),
        id=found.id,
        title=heading(found),
        state=found.state,
        fault=found.fault,
        done=sum(bool(each.status) or each.step == DONE for each in found.files),
        total=len(found.files),
        files=files,
        asks=_asks(found),
    )
    return frame.render(page)


def _files(change: Change) -> tuple[File, ...]:
    shown = naming.short([each.name for each in change.files], frame.library().folder.sources())
    return tuple(
        File(
            name=shown[each.name],
            state=each.status or each.step or "waiting",
            words=_STATES.get(each.status or each.step, "Going on"),
            reason=_sentence(each.reason or ""),
            steps=_steps(each) if change.state == "running" and change.kind == "add" else (),
            report=_report(each) if each.document and each.status in {"added", "unchanged"} else None,
        )
        for each in change.files
    )


def _steps(file: FileChange) -> tuple[Step, ...]:
    if file.step not in STEPS:
        return ()
    at = STEPS.index(file.step)
    states = ("done",) * at + ("running",) + ("waiting",) * (len(STEPS) - at - 1)
    return tuple(Step(_STEPS[step], state) for step, state in zip(STEPS, states, strict=True))


def _report(file: FileChange) -> Report | None:
    """What is held under a file's name; None where that went meanwhile."""
    library = frame.library()
    try:
        held = library.held(file.document or "")
        annotated = library.annotated(held.id)
    except KgError:
        return None
    doubtful = [
        fact for fact in facts.facts(annotated, library.names) if fact.confidence < DOUBTFUL and fact.span is not None
    ]
    more = Link(wording.count(len(doubtful), "doubtful fact"), f"/library/review?{urlencode({'document': held.name})}")
    return Report(
        title=Link(annotated.metadata.title, cards.reader(held.name)),
        about=tuple(_about(annotated)),
        wrong=tuple(fault(line, held.name) for line in file.wrong),
        warnings=tuple(_warnings(annotated)),
        doubtful=tuple(_doubt(fact, annotated, held.name) for fact in doubtful[:_SHOWN]),
        review=more if doubtful else None,
        history=history(file.name),
    )


def _about(annotated: Annotated) -> Iterator[str]:
    """What was found, in words."""
    library, said = frame.library(), annotated.metadata
    when = dates.of_document(said.date)
    authority = library.vocabulary.authorities[said.authority].label if said.authority else None
    yield ", ".join(filter(None, (wording.kind(library.vocabulary, said.kind), authority, when.text)))
    counts = (
        (len(annotated.passages), "passage", None),
        (len(annotated.statements), "statement", None),
        (len(annotated.people), "person", "people"),
        (len(annotated.inspections), "inspection", None),
        (len(annotated.recommendations), "recommendation", None),
        (len(annotated.statistics), "number", None),
    )
    yield ", ".join(wording.count(*each) for each in counts if each[0]) or "It holds no text that could be read"


def _warnings(annotated: Annotated) -> Iterator[str]:
    """What could not be told, each with what it means."""
    said = annotated.metadata
    yield from map(_sentence, annotated.document.warnings)
    if not said.date.value and not said.date.window:
        yield "No date could be told: its statements stand last in every answer. State one in a manifest, or review it."
    if said.kind is None:
        yield "Its kind is not recognised."
    if said.authority is None:
        yield "No authority could be told that it is about."


def _doubt(fact: Fact, annotated: Annotated, name: str) -> Link:
    assert fact.span is not None  # noqa: S101  (the caller has looked)
    words = " ".join(annotated.document.text[fact.span.start : fact.span.end].split())
    short = words if len(words) <= 120 else words[:120].rsplit(" ", 1)[0] + " …"
    return Link(
        f"“{short}”", cards.reader(name, fact.span.start, fact.span.end), f"{fact.kind}, {fact.confidence:.0%} sure"
    )


def _asks(change: Change) -> tuple[Link, ...]:
    """Ways on from a change that added something: questions of one document, or of all that came."""
    held = {each.id: each for each in frame.library().documents()}
    came = [held[each.document] for each in change.files if each.document in held and change.over]
    return tuple(
        Link(
            "Ask about it" if len(came) == 1 else f"Ask about {one.metadata.title}",
            "/?" + urlencode({"q": "What are the main findings?", "document": one.name}),
        )
        for one in came[:_SHOWN]
    )


def _sentence(words: str) -> str:
    """A reason, which most often says something of the file, as a sentence."""
    said = f"this file {words}" if re.match(r"(?:is|has|holds|cannot|declares|unpacks)\b", words) else words
    return f"{said[:1].upper()}{said[1:]}." if said else ""
