"""Pages that say what Throughline is, how it can be used by everybody, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint

from kg import __version__
from kg.web import frame, wording
from kg.web.frame import Page

if TYPE_CHECKING:
    from kg.web.wording import Speaker, Stance

routes = Blueprint("about", __name__)


@dataclass(frozen=True, slots=True)
class AboutPage(Page):
    """What Throughline does and does not do, for somebody who has never heard of a graph."""

    template: ClassVar[str] = "about.html"
    stances: tuple[tuple[Stance, str], ...]
    speakers: tuple[tuple[Speaker, str], ...]
    version: str


@dataclass(frozen=True, slots=True)
class AccessibilityPage(Page):
    """The accessibility statement."""

    template: ClassVar[str] = "accessibility.html"


@dataclass(frozen=True, slots=True)
class HelpPage(Page):
    """How to ask, read, check and take away, for somebody who has never used the like."""

    template: ClassVar[str] = "help.html"


@dataclass(frozen=True, slots=True)
class FaultPage(Page):
    """What went wrong, and what can be done about it."""

    template: ClassVar[str] = "fault.html"
    heading: str
    message: str
    advice: str


@routes.get("/about")
def about() -> str:
    """Says what this is."""
    vocabulary = frame.library().vocabulary
    page = AboutPage(
        frame=frame.frame("About", "about"),
        stances=tuple((each, vocabulary.stances[each.id].definition) for each in wording.STANCES.values()),
        speakers=tuple((each, vocabulary.speakers[each.id].definition) for each in wording.SPEAKERS.values()),
        version=__version__,
    )
    return frame.render(page)


@routes.get("/accessibility")
def accessibility() -> str:
    """The accessibility statement."""
    return frame.render(AccessibilityPage(frame.frame("Accessibility statement")))


@routes.get("/help")
def help_() -> str:
    """Says how this is used."""
    return frame.render(HelpPage(frame.frame("Help")))
