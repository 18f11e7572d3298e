"""One file of the library: the versions that it has had, each readable, what is stated of it; and its removal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

from flask import Blueprint, request

from kg.errors import NotHeldError
from kg.library import naming
from kg.web import cards, frame, wording
from kg.web.frame import Link, Page
from kg.web.holding import history

if TYPE_CHECKING:
    from kg.library.folder import Source

routes = Blueprint("history", __name__)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a file, counted from 1, the oldest; `compare` leads to what changed since the one before."""

    number: int
    document: Link
    note: str
    compare: str


@dataclass(frozen=True, slots=True)
class HistoryPage(Page):
    """A file's versions, newest first."""

    template: ClassVar[str] = "history.html"
    name: str
    title: str
    versions: tuple[Version, ...]
    others: tuple[Link, ...]
    stated: tuple[tuple[str, str], ...]
    remove: str


@dataclass(frozen=True, slots=True)
class RemovePage(Page):
    """Asks whether a file is really to be removed."""

    template: ClassVar[str] = "remove.html"
    name: str
    title: str
    versions: int
    others: tuple[Link, ...]
    back: str
    key: str


@routes.get("/library/files/<path:name>")
def file(name: str) -> str:
    """Shows a file's versions."""
    source, sources = _source(name)
    held = frame.library().held(source.held)
    page = HistoryPage(
        frame=frame.frame(f"History of {name}", "library"),
        name=naming.short((), sources)[source.name],
        title=held.metadata.title,
        versions=tuple(reversed([_version(source, number) for number in range(1, len(source.versions) + 1)])),
        others=_others(source, sources),
        stated=tuple((field.capitalize(), value) for field, value in source.stated),
        remove=f"/library/remove?name={quote(source.name)}",
    )
    return frame.render(page)


@routes.get("/library/remove")
def confirm() -> str:
    """Asks before a file is removed."""
    source, sources = _source(request.args.get("name", ""))
    page = RemovePage(
        frame=frame.frame(f"Remove {source.name}", "library"),
        name=naming.short((), sources)[source.name],
        title=frame.library().held(source.held).metadata.title,
        versions=len(source.versions),
        others=_others(source, sources),
        back=history(source.name),
        key=source.name,
    )
    return frame.render(page)


def _source(name: str) -> tuple[Source, tuple[Source, ...]]:
    """The file of that very name, and all files.

    Raises:
        NotHeldError: there is none.
    """
    sources = frame.library().folder.sources()
    for source in sources:
        if source.name == name:
            return source, sources
    raise NotHeldError(f"no file called {name} is held")


def _version(source: Source, number: int) -> Version:
    document_id = source.versions[number - 1]
    document = frame.library().folder.document(document_id)
    extent = [wording.count(len(document.pages), "page")] if document.pages else []
    said = [*extent, wording.file_format(document.media_type), f"SHA-256 begins {document_id}"]
    address = cards.reader(source.name)
    now = number == len(source.versions)
    return Version(
        number=number,
        document=Link(
            "The version held now" if now else "Read this version", address if now else f"{address}?version={number}"
        ),
        note=", ".join(said),
        compare=f"/library/compare?{urlencode({'name': source.name, 'old': number - 1, 'new': number})}"
        if number > 1
        else "",
    )


def _others(source: Source, sources: tuple[Source, ...]) -> tuple[Link, ...]:
    """Other files that hold the same bytes."""
    shown = naming.short((), sources)
    return tuple(
        Link(shown[each.name], history(each.name))
        for each in sources
        if each.held == source.held and each.name != source.name
    )
