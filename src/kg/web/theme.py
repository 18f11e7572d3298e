"""One theme: over time by speaker and stance, by narrower theme and authority, then and now, and all statements."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from kg.errors import NotHeldError
from kg.library import sheets
from kg.model import Filters
from kg.vocabulary import english
from kg.web import cards, dates, foot, frame, paging, spark, strip, themes, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.search import Said
    from kg.vocabulary import Concept
    from kg.web.cards import Group
    from kg.web.foot import Foot
    from kg.web.spark import Listed
    from kg.web.strip import Count, Strip

routes = Blueprint("theme", __name__)

PER_PAGE = 50
MOST_MARKS = 300
"""Statements that are drawn one by one; where there are more, bars by year say how many."""


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """What the oldest and the newest document say of one theme, side by side."""

    theme: str
    sides: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ThemePage(Page):
    """One theme, of all authorities or of one; `strip` is None where there are too many statements to draw each.

    `years` are those that the statements are narrowed to, with the address of the same without.
    """

    template: ClassVar[str] = "theme.html"
    title: str
    definition: str
    names: tuple[str, ...]
    above: tuple[Link, ...]
    related: tuple[Link, ...]
    filters: tuple[Option, ...]
    years: Link | None
    summary: str
    legend: tuple[Count, ...]
    strip: Strip | None
    narrower: Listed
    authorities: Listed
    then_and_now: ThenAndNow | None
    groups: tuple[Group, ...]
    pages: Mapping[str, object]
    downloads: tuple[Link, ...]
    ask: Link
    foot: Foot


@routes.get("/themes/<theme_id>/statements.<ending>")
def download(theme_id: str, ending: str) -> Response:
    """All statements of a theme as a table, narrowed as its page is.

    Raises:
        NotHeldError: there is no such theme, or no table of that form.
    """
    if ending not in sheets.FORMATS:
        raise NotHeldError(f"tables come as {', '.join(sheets.FORMATS)}, not as {ending}")
    concept, _, said = _asked(theme_id)
    media_type, write = sheets.FORMATS[ending]
    response = Response(write(frame.library().tables.statements(said)), mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{concept.id}.{ending}"'
    return response


@routes.get("/themes/<theme_id>")
def theme(theme_id: str) -> str:
    """Shows a theme; `authority` narrows it to what is said about one, `years` to documents of some years."""
    return frame.render(_page(*_asked(theme_id)))


def _asked(theme_id: str) -> tuple[Concept, dict[str, str], tuple[Said, ...]]:
    """The theme, what the request narrows it to, and the statements that are left.

    Raises:
        NotHeldError: there is no such theme or authority.
    """
    library = frame.library()
    concept = library.vocabulary.themes.get(theme_id)
    if concept is None:
        raise NotHeldError(f"there is no theme {theme_id}")
    chosen = request.args.get("authority", "").strip()
    said = library.said(Filters(theme=(theme_id,), authority=(chosen,) if chosen else ()))
    years = _years(request.args.get("years", ""))
    if years:
        said = tuple(one for one in said if (spark.year(one.document.metadata.date) or 0) in years)
    return concept, {"authority": chosen, "years": _written(years)}, said


def _years(text: str) -> range | None:
    """The years that an address asks for, "2019" or "2019-2021"; None where it asks for none that can be."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text.strip())
    return range(int(match[1]), int(match[2] or match[1]) + 1) if match else None


def _written(years: range | None) -> str:
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _page(concept: Concept, given: dict[str, str], said: Sequence[Said]) -> ThemePage:
    library = frame.library()
    vocabulary = library.vocabulary
    chosen = given["authority"]
    address = f"/themes/{concept.id}"
    page = paging.paged(said, PER_PAGE, request.args.get("page", 1, type=int), address, given)
    question = f"What was said about {english.inside(concept.label)} over time?"
    asked = {"q": question, "theme": concept.id, **({"authority": chosen} if chosen else {})}
    return ThemePage(
        frame=frame.frame(concept.label, "themes"),
        title=concept.label,
        definition=concept.definition,
        names=(*concept.alternatives, *concept.acronyms),
        above=tuple(themes.link(vocabulary.themes[each]) for each in reversed(vocabulary.broader(concept.id))),
        related=tuple(themes.link(vocabulary.themes[each]) for each in concept.related if each in vocabulary.themes),
        filters=_filters(chosen),
        years=Link(given["years"].replace("-", " to "), _without_years(address, chosen)) if given["years"] else None,
        summary=summary(said),
        legend=_legend(said),
        strip=drawn(said, concept.label) if len(said) <= MOST_MARKS else None,
        narrower=_narrower(concept, chosen),
        authorities=_by_authority(concept, said) if not chosen else spark.listed(()),
        then_and_now=_then_and_now(concept, said),
        groups=cards.grouped(library.quoted(page.shown), vocabulary, None)[0],
        pages=page.links,
        downloads=_downloads(address, given) if said else (),
        ask=Link(question, "/?" + urlencode(asked)),
        foot=foot.foot(f"theme/{concept.id}"),
    )


def _downloads(address: str, given: Mapping[str, str]) -> tuple[Link, ...]:
    """The same statements, all of them, as tables."""
    asked = urlencode({name: value for name, value in given.items() if value})
    return tuple(
        Link(ending.upper(), f"{address}/statements.{ending}{'?' if asked else ''}{asked}") for ending in sheets.FORMATS
    )


def _without_years(address: str, chosen: str) -> str:
    return f"{address}?{urlencode({'authority': chosen})}" if chosen else address


def summary(said: Sequence[Said]) -> str:
    """How much there is: "48 statements in 4 documents about 1 authority, 2014 to 2024."."""
    if not said:
        return "Nothing in the documents held."
    documents = {one.document.id: one.document for one in said}
    authorities = {one.metadata.authority for one in documents.values() if one.metadata.authority}
    parts = [f"{wording.count(len(said), 'statement')} in {wording.count(len(documents), 'document')}"]
    if authorities:
        parts[0] += f" about {wording.count(len(authorities), 'authority', 'authorities')}"
    if years := dates.over_years(one.metadata.date for one in documents.values()):
        parts.append(years)
    return f"{', '.join(parts)}."


def drawn(said: Sequence[Said], title: str) -> Strip | None:
    """Each statement as a mark on the time strip, which leads to its place in the document."""
    if not said:
        return None
    groups, _ = cards.grouped(frame.library().quoted(said), frame.library().vocabulary, None)
    lanes = (*wording.SPEAKERS.values(), wording.NO_SPEAKER)
    marks = cards.marks(groups, lambda card: card.href)
    return strip.draw(marks, f"{title}: what was said", lanes, (*wording.STANCES.values(), wording.NO_STANCE))


def _legend(said: Sequence[Said]) -> tuple[Count, ...]:
    counts = Counter(wording.stance(one.stance) for one in said)
    ordered = (*wording.STANCES.values(), wording.NO_STANCE)
    return tuple(strip.Count(stance, counts[stance]) for stance in ordered if counts[stance])


def _filters(chosen: str) -> tuple[Option, ...]:
    """The authorities that documents are held about; none where there is only one to choose."""
    library = frame.library()
    held = {one.metadata.authority for one in library.documents() if one.metadata.authority}
    if len(held) < 2:
        return ()
    labels = sorted((library.vocabulary.authorities[gss].label, gss) for gss in held)
    return (
        Option("", "All authorities", selected=not chosen),
        *(Option(gss, label, selected=gss == chosen) for label, gss in labels),
    )


def _narrower(concept: Concept, chosen: str) -> Listed:
    below = [each for each in frame.library().vocabulary.themes.values() if each.broader == concept.id]
    counted = themes.tallied(chosen or None, {each.id for each in below})
    kept = f"?{urlencode({'authority': chosen})}" if chosen else ""
    return spark.listed(
        (Link(each.label, themes.link(each).href + kept), 0, counted[each.id]) for each in below if each.id in counted
    )


def _by_authority(concept: Concept, said: Sequence[Said]) -> Listed:
    labels = frame.library().vocabulary.authorities
    documents = {one.document.id: one.document for one in said}
    counted: defaultdict[str, spark.Counted] = defaultdict(spark.Counted)
    for (document, stance), number in Counter((one.document.id, one.stance) for one in said).items():
        if authority := documents[document].metadata.authority:
            counted[authority].add(documents[document], stance, number)
    if len(counted) < 2:
        return spark.listed(())
    ordered = sorted(counted, key=lambda gss: labels[gss].label)
    address = themes.link(concept).href
    return spark.listed(
        (Link(labels[gss].label, f"{address}?{urlencode({'authority': gss})}"), 0, counted[gss]) for gss in ordered
    )


def _then_and_now(concept: Concept, said: Sequence[Said]) -> ThenAndNow | None:
    """The first and the last dated document about one authority, where both speak of one thing."""
    dated = [one for one in said if one.document.metadata.date.value and one.stance not in (None, "neutral_context")]
    if not dated or len({one.document.metadata.authority for one in dated}) != 1:
        return None
    first, last = dated[0].document, dated[-1].document
    if first.id == last.id:
        return None
    library = frame.library()
    then, now = (library.quoted([one for one in dated if one.document.id == each.id]) for each in (first, last))
    shared = {theme for piece in then for theme in piece.themes} & {theme for piece in now for theme in piece.themes}
    below = {concept.id, *library.vocabulary.narrower(concept.id)}
    narrowest = sorted(shared & below, key=lambda each: (-len(library.vocabulary.broader(each)), each))
    if not narrowest:
        return None
    chosen = [next(piece for piece in side if narrowest[0] in piece.themes) for side in (then, now)]
    groups, _ = cards.grouped(chosen, library.vocabulary, None)
    return ThenAndNow(library.vocabulary.themes[narrowest[0]].label, groups)
