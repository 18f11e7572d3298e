"""The timeline of a briefing as a picture: the documents quoted along time, in lanes by who speaks.

All its words stand in the table below it and in the alternative text too.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.briefing.paper import Paper

WIDTH, LANE, EDGE, NAMES = 900, 34, 24, 310
"""The whole, a lane, the room at the sides and below, and that for the names of the lanes, in pixels."""
_MOST_YEARS = 12
_COLOURS = ("#0b4a4b", "#8a4b00", "#56636a", "#6a3fa0", "#1d5fad")


def svg(paper: Paper) -> str:
    """The picture as SVG."""
    dated = [(moment, _day(moment.iso)) for moment in paper.timeline if moment.iso]
    labels = lanes(paper)
    height = LANE * max(len(labels), 1) + EDGE
    first, last = _span([day for _, day in dated])
    marks = [
        f'<circle cx="{_x(day, first, last)}" cy="{LANE * labels.index(moment.label) + LANE // 2}" '
        f'r="{min(6 + moment.quotes, 12)}" fill="{_COLOURS[labels.index(moment.label) % len(_COLOURS)]}"/>'
        for moment, day in dated
    ]
    every = max(1, -(-(last.year - first.year + 1) // _MOST_YEARS))
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1, every)]
    ticks = [
        f'<line x1="{_x(day, first, last)}" x2="{_x(day, first, last)}" y1="0" y2="{height - EDGE}" stroke="#c4d0ce"/>'
        f'<text x="{_x(day, first, last)}" y="{height - 6}" font-size="13">{day.year}</text>'
        for day in years
    ]
    names = [
        f'<text x="0" y="{LANE * at + LANE // 2 + 4}" font-size="13">{escape(label.partition(";")[0])}</text>'
        for at, label in enumerate(labels)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="Libertinus Serif, Georgia, serif" fill="#0e1616">'
        f"{''.join(ticks)}{''.join(names)}{''.join(marks)}</svg>"
    )


def alternative(paper: Paper) -> str:
    """What the picture shows, in words."""
    said = [
        f"{moment.date}: {moment.title} ({moment.label}, quoted {moment.quotes} times)" for moment in paper.timeline
    ]
    return f"The documents quoted along time, from the earliest to the latest. {'; '.join(said)}."


def lanes(paper: Paper) -> list[str]:
    """The lanes of the picture from top to bottom: who speaks, in the order of time."""
    return list(dict.fromkeys(moment.label for moment in paper.timeline))


def _day(iso: str) -> date:
    parts = [int(part) for part in iso.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 1)


def _span(days: list[date]) -> tuple[date, date]:
    """The first day of the first year and the last of the last."""
    if not days:
        return date(2000, 1, 1), date(2000, 12, 31)
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / ((last - first).days + 1)
    return round(NAMES + share * (WIDTH - NAMES - EDGE), 1)
