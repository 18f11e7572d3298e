"""The scheme of themes as a tree, each with what was said of it over the years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint

from kg.web import frame, spark
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kg.vocabulary import Concept, Vocabulary
    from kg.web.spark import Counted, Listed

routes = Blueprint("themes", __name__)


@dataclass(frozen=True, slots=True)
class ThemesPage(Page):
    """The themes that the documents speak of, and those that none speaks of."""

    template: ClassVar[str] = "themes.html"
    spoken: Listed
    silent: tuple[Link, ...]
    documents: int


@routes.get("/themes")
def themes() -> str:
    """Shows the scheme as a tree."""
    library = frame.library()
    vocabulary = library.vocabulary
    counted = tallied()
    tree = list(_tree(vocabulary, None))
    page = ThemesPage(
        frame=frame.frame("Themes", "themes"),
        spoken=spark.listed(
            (link(theme), len(vocabulary.broader(theme.id)), counted[theme.id]) for theme in tree if theme.id in counted
        ),
        silent=tuple(link(theme) for theme in tree if theme.id not in counted),
        documents=len(library.documents()),
    )
    return frame.render(page)


def link(theme: Concept) -> Link:
    """A theme with the address of its page."""
    return Link(theme.label, f"/themes/{theme.id}")


def tallied(authority: str | None = None, of: Container[str] | None = None) -> dict[str, Counted]:
    """What was said of each theme and of those below it.

    Args:
        authority: about which it was said; None for all.
        of: the themes that are counted; None for all.
    """
    library = frame.library()
    held = {one.id: one for one in library.documents() if authority in (None, one.metadata.authority)}
    counted: defaultdict[str, Counted] = defaultdict(spark.Counted)
    for one in library.tally():
        if one.document in held and (of is None or one.theme in of):
            counted[one.theme].add(held[one.document], one.stance, one.count)
    return dict(counted)


def _tree(vocabulary: Vocabulary, above: str | None) -> Iterator[Concept]:
    """The themes below one, each followed by those below it."""
    for theme in vocabulary.themes.values():
        if theme.broader == above:
            yield theme
            yield from _tree(vocabulary, theme.id)
