"""Says which sentences tell how an inspection was carried out, and not what it found."""

from __future__ import annotations

import re

_TOLD = re.compile(
    r"\W*(?:(?:the |these |our )?inspect(?:ors?|ion team|orates) (?:also )?(?:spoke|met|looked|visited|read"
    r"|reviewed|considered|observed|held|used|evaluated|undertook|carried|tested|gathered|sampled|fed back"
    r"|took into account)\b|(?:th(?:e|is|ese) )?(?:joint |onsite |focused |monitoring )*(?:inspections?|visits?"
    r"|methodology)\b.{0,60}\b(?:was|were|took|is|are) (?:led|carried|conducted|undertaken|in line|place|based)\b"
    r"|(?:from|between|on|during) \d.{0,200}?\b(?:conducted|carried out|undertook|visited)\b|th(?:is|e) (?:letter"
    r"|report|inspection report|note) (?:outlines|summari[sz]es|sets out|is|includes|will|has|provides)\b|th(?:is"
    r"|e) (?:inspection|visit) (?:looked|considered|evaluated|focused|followed|included|was (?:led|the))\b"
    r"|it was carried out by inspectors\b|(?:the )?lead inspectors?\b|inspection (?:dates?|team|number)\b|(?:his"
    r"|her) majesty['’]s chief inspector\b|(?:we|i) (?:are|am) copying\b|a copy of this\b|please (?:note|return)\b"
    r"|ofsted will\b|(?:i|we) hope (?:you|that you|this) find\b|(?:i"
    r"|we) (?:also )?understand (?:that )?you will receive\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\W*(?:wherever possible,? )?(?:they|these inspectors|inspectors|this|the team|in addition,? they"
    r"|however, the delivery) (?:also )?(?:spoke|talked|met|looked|visited|read|reviewed|considered|observed|held"
    r"|used|undertook|tested|gathered|sampled|model|included)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\W*(?:(?:i|we) would like to .{0,30})?thank(?:s| you)?\b", re.IGNORECASE)


def tells(words: str, *, after: bool = False) -> bool:
    """Whether a sentence tells how inspectors worked.

    Args:
        words: the sentence.
        after: whether the sentence before it does, so that "They" are the inspectors.
    """
    return _TOLD.match(words) is not None or (after and _GOES_ON.match(words) is not None)


def thanks(words: str) -> bool:
    """Whether a sentence is no more than thanks to those who were met."""
    return _THANKS.match(words) is not None
