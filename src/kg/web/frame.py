"""What every page has around it, and how a page is rendered: one frozen dataclass a page, one template for it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from flask import current_app, render_template

from kg.web import dates, security, wording

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class Frame:
    """What the layout needs to know.

    Attributes:
        title: of the page, as the browser's tab shows it.
        section: the entry of the navigation that is current; empty for none.
        status: what the library holds, in one line.
        writable: whether this request's sender may change anything.
    """

    title: str
    section: str
    status: str
    writable: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Base of every page: its fields are all that its template may use, and it uses every one of them."""

    template: ClassVar[str]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `note` stands beside them, outside of the link."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list in a form."""

    value: str
    text: str
    selected: bool = False


def library() -> Library:
    """The library that this server serves."""
    return cast("Library", current_app.extensions["kg.library"])


def frame(title: str, section: str = "") -> Frame:
    """The frame of a page of the library served."""
    return Frame(title=title, section=section, status=status(), writable=security.may_change())


def status() -> str:
    """What the library holds: "10 documents, 1 authority, 2014 to 2024"."""
    held = library().documents()
    if not held:
        return "No documents held yet"
    parts = [wording.count(len(held), "document")]
    authorities = {one.metadata.authority for one in held if one.metadata.authority}
    if authorities:
        parts.append(wording.count(len(authorities), "authority", "authorities"))
    if years := dates.over_years(one.metadata.date for one in held):
        parts.append(years)
    return ", ".join(parts)


def render(page: Page) -> str:
    """The page as HTML."""
    return render_template(page.template, **{f.name: getattr(page, f.name) for f in dataclasses.fields(page)})
