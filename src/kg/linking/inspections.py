"""One inspection of which several documents tell: told by framework and days; where two may be meant, none is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.graph import parts
from kg.linking import times
from kg.linking.grouping import joined
from kg.linking.heard import INSPECTION, NOTHING
from kg.model import SameInspection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.linking.heard import Heard
    from kg.linking.sources import Source
    from kg.model import Inspection

_SEVERAL_A_YEAR = ("visit", "monitoring", "youth")
_VARIANTS = ("-short", "-standard")


@dataclass(frozen=True, slots=True)
class _Told:
    """An inspection as one document tells of it.

    Attributes:
        own: whether it is the inspection that the document reports on.
        days: from its first day to its last; of a report's own, to the day by which the report came out.
    """

    source: Source
    inspection: Inspection
    own: bool
    family: str
    days: times.Window

    @property
    def precision(self) -> int:
        """How precisely its start is told: 0 a year, 1 a month, 2 a day."""
        return str(self.inspection.start).count("-")


def same_inspections(sources: Sequence[Source], heard: Heard = NOTHING) -> tuple[SameInspection, ...]:
    """Inspections of which several of these documents tell, by their first day; each with the reason.

    Args:
        sources: the documents about one authority, in order of time.
        heard: those that a person told apart stay apart.
    """
    told = [one for source in sources for one in _told(source)]
    reasons = {(a, b): why for (a, one), (b, other) in combinations(enumerate(told), 2) if (why := _reason(one, other))}
    reasons = {pair: why for pair, why in reasons.items() if not any(_doubtful(at, reasons, told) for at in pair)}
    places = [(one.source.id, one.inspection.span) for one in told]
    groups = joined(reasons, lambda a, b: heard.rejected(INSPECTION, places[a], places[b]))
    found = []
    for group in groups:
        whys = dict.fromkeys(why for pair, why in reasons.items() if set(pair) <= group)
        found.append(_one([told[at] for at in sorted(group)], "; ".join(whys)))
    return tuple(sorted(found, key=lambda one: (one.start or "", one.name, one.facts)))


def _told(source: Source) -> list[_Told]:
    """The inspections of its authority that a document tells of, with their framework and a time."""
    found = []
    for at, told in enumerate(source.annotated.inspections):
        if told.framework and told.start and told.authority in (None, source.metadata.authority):
            own = source.inspects and at == 0
            found.append(_Told(source, told, own, family(told.framework), _days(source, told, own=own)))
    return found


def family(framework: str) -> str:
    """A framework without the form of its inspection: short and standard inspections are of one framework."""
    for variant in _VARIANTS:
        framework = framework.removesuffix(variant)
    return framework


def _days(source: Source, told: Inspection, *, own: bool) -> times.Window:
    """Its days; a report's own may be called after the day on which the report came out."""
    first, last = times.between(str(told.start), told.end)
    return (first, max(last, source.published)) if own else (first, last)


def _reason(one: _Told, other: _Told) -> str | None:
    """Why two documents tell of one inspection; None where that cannot be told."""
    if one.source.id == other.source.id or one.family != other.family or (one.own and other.own):
        return None
    if times.gap(one.days, other.days):
        return None
    precise = min(one.precision, other.precision)
    if precise == 0 and any(word in one.family for word in _SEVERAL_A_YEAR):
        return None
    if one.inspection.start == other.inspection.start and precise:
        return "same framework and first day" if precise == 2 else "same framework and month"
    if one.own or other.own:
        return "same framework, named by a time that the report’s inspection fits"
    return "same framework and year" if precise == 0 else "same framework, at times that overlap"


def _doubtful(at: int, reasons: dict[tuple[int, int], str], told: Sequence[_Told]) -> bool:
    """Whether something told fits two inspections that are not one."""
    fitting = [b if a == at else a for a, b in reasons if at in (a, b)]
    return any(
        times.gap(told[a].days, told[b].days) > 0 or (told[a].own and told[b].own) for a, b in combinations(fitting, 2)
    )


def _one(group: Sequence[_Told], reason: str) -> SameInspection:
    best = max(group, key=lambda one: (one.own, one.precision, one.inspection.end is not None)).inspection
    return SameInspection(
        name=best.name,
        framework=best.framework,
        start=best.start,
        end=best.end,
        mentions=tuple(one.source.cite(one.inspection.span) for one in group),
        reason=reason,
        facts=tuple(parts.inspection(one.source.id, one.inspection) for one in group),
    )
