"""What has moved under a briefing: for each claim what was known when its quotes were taken in, beside what is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.briefing.numbering import claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.briefing.ground import Ground, Standing
    from kg.model.briefing import Briefing, Cited

QUOTE_GONE, QUOTE_MOVED, DISPUTED, STATUS, CAVEATS, LATER = (
    "quote-gone",
    "quote-moved",
    "number-contradicted",
    "status-changed",
    "caveats-changed",
    "later-statement",
)
_MOST_LATER = 3
"""Later statements shown for one claim."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than it was: the claim's number, what it was and what it is now, side by side."""

    kind: str
    line: str
    was: str
    now: str
    source: str


def changes(briefing: Briefing, ground: Ground, added: Sequence[Cited]) -> tuple[Change, ...]:
    """What moved, claim by claim.

    Args:
        briefing: as it was saved.
        ground: the documents as they are held now.
        added: statements of documents that were not held when the briefing's evidence was taken in, in order of time.
    """
    found: list[Change] = []
    for line, claim in claims(briefing):
        for cited in claim.evidence:
            found += _of(line, ground.standing(cited))
        found += _later(line, claim.evidence, added)
    return tuple(dict.fromkeys(found))


def _of(line: str, standing: Standing) -> Iterator[Change]:
    cited, now = standing.cited, standing.now
    if now is None:
        yield Change(QUOTE_GONE, line, cited.quote, standing.why or "", cited.title)
        return
    if (cited.document, cited.start) != (now.document, now.start):
        yield Change(QUOTE_MOVED, line, _place(cited), _place(now), now.title)
    if cited.caveats != now.caveats:
        yield Change(CAVEATS, line, " ".join(cited.caveats), " ".join(now.caveats), now.title)
    if cited.status != now.status:
        yield Change(STATUS, line, _words(cited.status), _words(now.status), now.title)
    known = {(other.document, other.quote) for other in cited.disputed}
    for other in now.disputed:
        if (other.document, other.quote) not in known:
            yield Change(DISPUTED, line, cited.quote, other.quote, other.title)


def _later(line: str, evidence: Sequence[Cited], added: Sequence[Cited]) -> Iterator[Change]:
    """Later statements about the same matter and authority as the newest quote of a claim."""
    newest = max((cited for cited in evidence if cited.date), key=lambda cited: cited.date or "", default=None)
    if newest is None or not newest.themes:
        return
    about = [
        each
        for each in added
        if each.authority == newest.authority
        and each.themes[:1] == newest.themes[:1]
        and (each.date or "") > (newest.date or "")
        and each.stance not in (None, "neutral_context")
    ]
    for each in about[:_MOST_LATER]:
        yield Change(LATER, line, newest.quote, each.quote, each.title)


def _place(cited: Cited) -> str:
    page = f"page {cited.page}, " if cited.page else ""
    return f"{page}characters {cited.start} to {cited.end}"


def _words(status: str | None) -> str:
    return (status or "no recommendation").replace("_", " ")
