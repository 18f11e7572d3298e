"""Changes to a briefing's claims and sections by their numbers; each leaves the briefing it was given as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.briefing.numbering import FIRST_PART, claims
from kg.errors import NotHeldError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model.briefing import Briefing, Claim


def noted(briefing: Briefing, line: str, words: str) -> Briefing:
    """The briefing with other words of the officer at a claim.

    Raises:
        NotHeldError: it has no claim of that number.
    """
    return _changed(briefing, line, lambda claim: replace(claim, words=words))


def without(briefing: Briefing, line: str) -> Briefing:
    """The briefing without a claim; a section that has none left goes too.

    Raises:
        NotHeldError: it has no claim of that number.
    """
    changed = _changed(briefing, line, lambda _: None)
    return replace(changed, parts=tuple(part for part in changed.parts if part.claims))


def moved(briefing: Briefing, line: str, *, up: bool) -> Briefing:
    """The briefing with a claim or section one place further up or down; past its section's edge, into the next one.

    Raises:
        NotHeldError: it has no claim or section of that number.
    """
    if "." not in line:
        return _section_moved(briefing, line, up=up)
    claim = dict(claims(briefing)).get(line)
    if claim is None:
        raise NotHeldError(f"{briefing.id} has no paragraph {line}")
    section, at = (int(part) - first for part, first in zip(line.split("."), (FIRST_PART, 1), strict=True))
    parts = [list(part.claims) for part in briefing.parts]
    parts[section].pop(at)
    if 0 <= (place := at + (-1 if up else 1)) <= len(parts[section]):
        parts[section].insert(place, claim)
    elif 0 <= (other := section + (-1 if up else 1)) < len(parts):
        parts[other].insert(len(parts[other]) if up else 0, claim)
    else:
        return briefing
    kept = zip(briefing.parts, parts, strict=True)
    return replace(briefing, parts=tuple(replace(part, claims=tuple(own)) for part, own in kept))


def _section_moved(briefing: Briefing, line: str, *, up: bool) -> Briefing:
    numbers = [str(number) for number in range(FIRST_PART, FIRST_PART + len(briefing.parts))]
    if line not in numbers:
        raise NotHeldError(f"{briefing.id} has no section {line}")
    at = numbers.index(line)
    to = min(max(at + (-1 if up else 1), 0), len(numbers) - 1)
    parts = list(briefing.parts)
    parts.insert(to, parts.pop(at))
    return replace(briefing, parts=tuple(parts))


def _changed(briefing: Briefing, line: str, change: Callable[[Claim], Claim | None]) -> Briefing:
    """The briefing with one claim changed, or taken out where the change gives None."""
    if line not in {number for number, _ in claims(briefing)}:
        raise NotHeldError(f"{briefing.id} has no paragraph {line}")
    section, _, number = line.partition(".")
    part = briefing.parts[int(section) - FIRST_PART]
    changed = change(part.claims[int(number) - 1])
    kept = (*part.claims[: int(number) - 1], *([changed] if changed else []), *part.claims[int(number) :])
    parts = tuple(replace(part, claims=kept) if each is part else each for each in briefing.parts)
    return replace(briefing, parts=parts)
