"""The numbers of a briefing's paragraphs, as they are printed and as faults name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.briefing import Briefing, Claim

PURPOSE, RECOMMENDATIONS = 1, 2
FIRST_PART = 3


def claims(briefing: Briefing) -> Iterator[tuple[str, Claim]]:
    """Each claim with its number: "3.1" is the first of the first section, which stands third in the paper."""
    for section, part in enumerate(briefing.parts, FIRST_PART):
        for number, claim in enumerate(part.claims, 1):
            yield f"{section}.{number}", claim
