"""Numbers whose noun is left out, or stands elsewhere: "and 15 live in hostels", "the small number … (21)"."""

from __future__ import annotations

import re

STANDS = re.compile(r"\s+(?:were|was|are|is|have|had|has|of (?:them|these|those|whom))\b")

_LIVING = re.compile(r"\s+(?:live[sd]?|attend(?:ed)?|remain(?:ed)?|moved|went|left|achieved|received)\b")
_AND = re.compile(r"\band\s+$")
_THERE = re.compile(
    r"\bthere (?:are|were|have been)(?: only| just| currently| also| now)? (?:a total of )?$", re.IGNORECASE
)
_WITH = re.compile(r"\bwith (?:only |just |a further |another )?$")
_DONE = re.compile(r"\s+[a-z]+(?:ed|en)\b(?! by \d)")
_EARLIER = re.compile(r"\d|\b(?:number|range|variety|group) of\b")
_ELLIPTIC = re.compile(r"(?:,|\band|\bincluding|\bwith)(?: only| just| a further| another)?\s+$")
_OF_ANOTHER = re.compile(r"\s+(?:from|in|at|for)\s+(?:the\s+)?[A-Za-z]")
_ONLY = re.compile(r"\b(?:only|just)\s+$")
_THE_REST = re.compile(r"\b(?:remaining|other|of (?:which|whom|these|them),?)\s*$")
_SOME_OF = re.compile(r"\s+of (?:its|their|our) (?:[a-z]+ ){0,3}?(?:[a-z]{3,}(?<!s)s|people|children)\b")
_NUMBER_OF = re.compile(r"\b(?:number|majority|minority|proportion)\b[^.;()]*\($")


def elided(printed: str, before: str, after: str) -> bool:
    """Whether a number counts something, though no noun of it stands behind it.

    Args:
        printed: the number.
        before: what stands before it in its sentence.
        after: what stands behind it.
    """
    if _of_those(before, after) or (printed.casefold() != "one" and _SOME_OF.match(after)):
        return True
    return printed.isdigit() and bool(
        (_AND.search(before) and _LIVING.match(after))
        or _THERE.search(before)
        or (_WITH.search(before) and _DONE.match(after))
        or (_NUMBER_OF.search(before) and after.startswith(")"))
    )


def _of_those(before: str, after: str) -> bool:
    """Whether a number without a noun counts some of what a number before it counts: "and 12 from elsewhere"."""
    if _THE_REST.search(before) and STANDS.match(after):
        return True
    if _EARLIER.search(before) is None:
        return False
    elliptic = _ELLIPTIC.search(before) and _OF_ANOTHER.match(after)
    return bool(elliptic or (_ONLY.search(before) and STANDS.match(after)))
