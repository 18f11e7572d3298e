"""The timeline of a briefing as a picture: the documents quoted along time, in lanes by who speaks, without a word.

Words stand in the table below it and in the alternative text, so the picture needs no typeface.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.briefing.paper import Paper

WIDTH, LANE, EDGE = 900, 34, 24
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
    ticks = [
        f'<line x1="{_x(date(year, 1, 1), first, last)}" x2="{_x(date(year, 1, 1), first, last)}" y1="0" '
        f'y2="{height - EDGE // 2}" stroke="#c4d0ce"/>'
        for year in range(first.year, last.year + 2)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"{''.join(ticks)}{''.join(marks)}</svg>"
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
    return round(EDGE + share * (WIDTH - 2 * EDGE), 1)
