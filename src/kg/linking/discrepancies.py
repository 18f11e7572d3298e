"""Discrepancies between the documents about one authority: figures, dates, claims and judgements, self-reports.

Change over time is none, nor are figures for different groups; which side is right is never decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking import claims, figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.linking.sources import Source
    from kg.model import Discrepancy
    from kg.vocabulary import Vocabulary


def discrepancies(sources: Sequence[Source], vocabulary: Vocabulary) -> tuple[Discrepancy, ...]:
    """What the documents about one authority, in order of time, say that cannot both stand as it reads."""
    return (
        *figures.disagreeing(sources),
        *claims.misdated(sources),
        *claims.misjudged(sources, vocabulary),
        *claims.more_favourable(sources),
    )
