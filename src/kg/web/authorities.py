"""The authorities that documents are held about: where they are, how much is held, and the last overall judgement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, request

from kg.vocabulary.names import KG
from kg.web import dates, frame, spark, wording
from kg.web.frame import Link, Option, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Held
    from kg.vocabulary import Authority

routes = Blueprint("authorities", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """An authority with what is held about it; `judged` is the last overall grade in a report held, with its year."""

    label: str
    href: str
    place: str
    judged: str
    judged_year: str
    counts: spark.Row


@dataclass(frozen=True, slots=True)
class AuthoritiesPage(Page):
    """The authorities held, by name; `regions` narrows them."""

    template: ClassVar[str] = "authorities.html"
    regions: tuple[Option, ...]
    rows: tuple[Row, ...]
    years: spark.Years | None
    total: int
    unplaced: int


@routes.get("/authorities")
def authorities() -> str:
    """Lists the authorities that documents are held about; `region` narrows the list."""
    library = frame.library()
    about: dict[str, list[Held]] = {}
    for held in library.documents():
        about.setdefault(held.metadata.authority or "", []).append(held)
    unplaced = len(about.pop("", []))
    named = sorted((library.vocabulary.authorities[gss] for gss in about), key=lambda one: one.label)
    region = request.args.get("region", "").strip()
    shown = [one for one in named if not region or one.region == region]
    rows, years = _rows(shown, about)
    page = AuthoritiesPage(
        frame=frame.frame("Authorities", "authorities"),
        regions=_regions(named, region),
        rows=rows,
        years=years,
        total=len(named),
        unplaced=unplaced,
    )
    return frame.render(page)


def link(authority: Authority) -> Link:
    """An authority with the address of its page."""
    return Link(authority.label, f"/authorities/{authority.gss}")


def place(authority: Authority) -> str:
    """Where an authority is and what kind of council it is, in words."""
    return ", ".join(filter(None, (wording.council(authority.gss), authority.region)))


def _rows(shown: Iterable[Authority], about: dict[str, list[Held]]) -> tuple[tuple[Row, ...], spark.Years | None]:
    shown = list(shown)
    listed = spark.listed((link(one), 0, _counted(about[one.gss])) for one in shown)
    rows = tuple(
        Row(counts.label, counts.href, place(one), *_judged(about[one.gss]), counts)
        for one, counts in zip(shown, listed.rows, strict=True)
    )
    return rows, listed.years


def _counted(documents: Iterable[Held]) -> spark.Counted:
    counted, library = spark.Counted(), frame.library()
    for held in documents:
        counted.documents.add(held.id)
        for stance, number in library.holdings.view(held.id).stances.items():
            counted.add(held, stance, number)
    return counted


def _judged(documents: Iterable[Held]) -> tuple[str, str]:
    """The overall grade in the newest report that gives one, with the report's year."""
    library = frame.library()
    newest = sorted(documents, key=lambda held: dates.of_document(held.metadata.date).order, reverse=True)
    for held in newest:
        when = dates.of_document(held.metadata.date)
        for (class_, _), found in library.holdings.view(held.id).facts.items():
            fact = found[0].facts[0]
            if class_ == KG + "Judgement" and held.metadata.evaluated and "overall" in fact.post.casefold():
                grade = library.vocabulary.grades.get(fact.sort or "")
                return (grade.label, str(when.first.year)) if grade and when.first else ("", "")
    return "", ""


def _regions(named: Iterable[Authority], chosen: str) -> tuple[Option, ...]:
    counts = Counter(one.region for one in named)
    if len(counts) < 2:
        return ()
    return (
        Option("", "All regions", selected=not chosen),
        *(Option(each, f"{each} ({counts[each]})", selected=each == chosen) for each in sorted(counts)),
    )
