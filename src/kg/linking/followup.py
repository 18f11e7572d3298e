"""What became of each recommendation, from what later documents about the same authority say of it, limb by limb.

Silence is never called done, and a council's word is never called confirmed: only an inspectorate's own later finding
confirms, and the latest inspection that speaks of a limb decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking.heard import NOTHING
from kg.linking.limbs import limbs
from kg.linking.tellings import Telling, Tellings
from kg.model import FollowedLimb, FollowUp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.linking.heard import Heard
    from kg.linking.sources import Source
    from kg.model import Citation, Recommendation

CONFIRMED, COUNCIL_ONLY, PARTLY = "confirmed_by_inspectorate", "council_says_so_only", "partly"
REPEATED, NOT_MENTIONED, NOT_HELD = "repeated", "not_mentioned_again", "later_document_not_held"


def follow_up(sources: Sequence[Source], heard: Heard = NOTHING) -> tuple[FollowUp, ...]:
    """Every recommendation of an inspectorate about one authority with its status and the quotes that show it.

    Args:
        sources: the documents about one authority, in order of time.
        heard: what a person said does not speak of a recommendation is passed over.
    """
    tellings = Tellings(sources, heard)
    return tuple(
        _followed(tellings, source, recommendation)
        for source in sources
        for recommendation in source.annotated.recommendations
        if source.inspects
    )


def _followed(tellings: Tellings, source: Source, asked: Recommendation) -> FollowUp:
    later = tellings.later(source)
    told = {
        limb: [one for other in later for one in tellings.of(source, asked, limb, other)]
        for limb in limbs(source, asked)
    }
    parts = tuple(
        FollowedLimb(source.cite(limb.span), _status(said) if later else NOT_HELD, _cited(said))
        for limb, said in told.items()
    )
    everything = [one for said in told.values() for one in said]
    return FollowUp(
        recommendation=source.cite(asked.span),
        date=source.date,
        status=_together(
            [part.status for part in parts],
            outright=any(one.verdict.over and one.confirms and one.inspected for one in everything),
        ),
        evidence=_cited(everything),
        limbs=parts if len(parts) > 1 else (),
        recurs=_recurs(everything),
    )


def _status(told: Sequence[Telling]) -> str:
    """The status of one limb: the latest inspection that speaks of it decides; else all is the council's own word.

    Where it asks for some children only what was asked for all, and finds it better besides, that is part of it.
    """
    inspected = [one for one in told if one.inspected]
    if not inspected:
        return _by_the_council(told) if told else NOT_MENTIONED
    latest = [one for one in inspected if one.source.name == inspected[-1].source.name]
    worse = any(one.worse for one in latest)
    if any(one.asked and not one.some for one in latest):
        return REPEATED
    if any(one.worse and not one.verdict.few for one in latest) and not any(one.better for one in latest):
        return REPEATED
    return CONFIRMED if not worse and any(one.confirms for one in latest) else PARTLY


def _by_the_council(told: Sequence[Telling]) -> str:
    """What a council says itself: that it is done, or at least that it is dealt with; or that the matter persists."""
    return REPEATED if all(one.worse and not one.better for one in told) else COUNCIL_ONLY


def _together(statuses: Sequence[str], *, outright: bool) -> str:
    """The status of a recommendation with these of its limbs.

    Args:
        statuses: of its limbs, in order.
        outright: whether an inspectorate says that what was asked for has been addressed; then silence on a limb is
            no doubt.
    """
    told = [status for status in statuses if status not in (NOT_MENTIONED, NOT_HELD)]
    inspected = [status for status in told if status != COUNCIL_ONLY]
    if not told:
        return statuses[0]
    if not inspected:
        return COUNCIL_ONLY
    if all(status == CONFIRMED for status in (inspected if outright else statuses)):
        return CONFIRMED
    return REPEATED if all(status == REPEATED for status in inspected) else PARTLY


def _cited(told: Iterable[Telling]) -> tuple[Citation, ...]:
    """The words of each once, in order of time."""
    found = {(one.source.at, one.source.id, one.span): one for one in told}
    return tuple(found[key].source.cite(found[key].span) for key in sorted(found))


def _recurs(told: Iterable[Telling]) -> tuple[Citation, ...]:
    """Where later inspections found the same wanting, one place a document: where it asks, else where it finds."""
    wanting: dict[str, Telling] = {}
    for one in sorted(told, key=lambda one: (one.source.at, not one.asked, -one.score, one.span)):
        if one.inspected and one.worse:
            wanting.setdefault(one.source.name, one)
    return tuple(one.source.cite(one.span) for one in wanting.values())
