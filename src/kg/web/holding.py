"""The library's own page: files added, removed and checked, their versions, and what they were made with.

`changing` is the page of a change that goes on, `history` that of one file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from flask import Blueprint, current_app, redirect, request

from kg.errors import InputError
from kg.extract import MEDIA_TYPES
from kg.library import naming
from kg.library.made import made_with
from kg.web import cards, frame, paging, security, wording
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future
    from typing import Any

    from werkzeug import Response

    from kg.library.changes import Change
    from kg.library.folder import Source
    from kg.web.api.checking import Checks

routes = Blueprint("library", __name__)

PER_PAGE = 50
_SHORT = 3.0
"""Seconds that a request waits for a change that is usually quick, before its page is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file that was added: its name leads to its history, its document to the reader."""

    name: str
    href: str
    document: Link
    note: str


@dataclass(frozen=True, slots=True)
class Check:
    """The check of all documents: none yet, running, failed or made; `wrong` has a line for each fault found."""

    state: str
    wrong: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryPage(Page):
    """What the library holds, by file; `accept` is what the field for files offers, `megabytes` what it takes."""

    template: ClassVar[str] = "library.html"
    words: str
    total: int
    found: int
    rows: tuple[Row, ...]
    pages: Mapping[str, object]
    changes: tuple[Link, ...]
    doubtful: int
    check: Check
    made: tuple[tuple[str, str], ...]
    accept: str
    megabytes: int
    fault: str | None


@routes.get("/library")
def library() -> str:
    """Lists the files, with the form that adds more."""
    return frame.render(_page(None))


@routes.post("/library/add")
def add() -> Response | tuple[str, int]:
    """Takes files in, in the background; leads to the page that shows how far it is."""
    given = [(each.filename or "", each.stream) for each in request.files.getlist("files")]
    try:
        change = frame.library().changes.add(given)
    except InputError as error:
        return frame.render(_page(str(error))), 400
    return redirect(f"/library/changes/{change.id}", 303)


@routes.post("/library/remove")
def remove() -> Response | str:
    """Takes a name out, and says what became of it."""
    held = frame.library()
    (name,) = naming.meant(request.form.get("name", ""), held.folder.sources())[:1]
    change = held.changes.wait(held.changes.remove(name).id, _SHORT)
    return redirect(f"/library/changes/{change.id}", 303)


@routes.post("/library/check")
def check() -> Response:
    """Begins to check every graph and quote."""
    _checks().begin(frame.library())
    return redirect("/library#check", 303)


def _page(fault: str | None) -> LibraryPage:
    held = frame.library()
    sources = held.folder.sources()
    words = request.args.get("words", "").strip()
    shown = naming.short((), sources)
    titles = {each.id: each.metadata.title for each in held.documents()}
    found = [each for each in sources if _holds(f"{each.name} {titles.get(each.held, '')}", words)]
    paged = paging.paged(found, PER_PAGE, request.args.get("page", 1, type=int), "/library", {"words": words})
    return LibraryPage(
        frame=frame.frame("Library", "library"),
        words=words,
        total=len(sources),
        found=len(found),
        rows=tuple(_row(each, shown, titles) for each in paged.shown),
        pages=paged.links,
        changes=tuple(map(_change, held.changes.recent()[:5])),
        doubtful=len(held.reviews.doubtful()),
        check=_check(_checks().last(held)),
        made=made_with(held.settings),
        accept=",".join(sorted(MEDIA_TYPES)),
        megabytes=security.LARGEST_UPLOAD // 1_000_000,
        fault=fault,
    )


def history(name: str) -> str:
    """The address of a file's history."""
    return f"/library/files/{quote(name)}"


def heading(change: Change) -> str:
    """What a change is, in words: "Adding 3 files"."""
    if change.kind == "add":
        files = wording.count(len(change.files), "file")
        refused = sum(each.status == "refused" for each in change.files)
        if change.over and refused == len(change.files):
            return f"Nothing was added: {files} refused"
        return (
            f"{'Added' if change.over else 'Adding'} {f'{len(change.files) - refused} of ' if refused else ''}{files}"
        )
    if change.kind == "remove":
        return f"{'Removed' if change.over else 'Removing'} {change.files[0].name}"
    return "Review kept" if change.over else "Keeping a review"


def _holds(text: str, words: str) -> bool:
    return all(word in text.casefold() for word in words.casefold().split())


def _row(source: Source, shown: Mapping[str, str], titles: Mapping[str, str]) -> Row:
    versions = len(source.versions)
    return Row(
        name=shown[source.name],
        href=history(source.name),
        document=Link(titles.get(source.held, source.name), cards.reader(source.held)),
        note=f"version {versions}" if versions > 1 else "",
    )


def _change(change: Change) -> Link:
    states = {"waiting": "waiting", "running": "going on", "failed": "failed"}
    return Link(heading(change), f"/library/changes/{change.id}", states.get(change.state, ""))


def _checks() -> Checks:
    checks: Checks = current_app.extensions["kg.checks"]
    return checks


def _check(made: Future[list[dict[str, Any]]] | None) -> Check:
    if made is None:
        return Check("none")
    if not made.done():
        return Check("running")
    if made.exception() is not None:
        return Check("failed")
    return Check("made", tuple(fault(line, each["document"]) for each in made.result() for line in each["messages"]))


def fault(line: str, name: str) -> Link:
    """What a check found: the words lead to the thing that is wrong, as far as the line names it."""
    thing, _, said = line.partition(": ")
    if thing.startswith("document/") and said:
        return Link(said, f"/id/{quote(thing, safe='/,=#')}", name)
    return Link(line, cards.reader(name), name)
