"""Which stretches of time are findings: a wait, a gap, a run of years; and not the period or deadline of another."""

from __future__ import annotations

import re

_PERIOD_BEFORE = re.compile(
    r"(?:\b(?:in|over|within|during|after|every|per|last|past|previous|next|first|coming|preceding|another|than once"
    r"|than twice"
    r"|once|twice|times|final|recent|initial|at|by|under|than|within|,)\s+(?:the\s+|a\s+|about\s+|around\s+"
    r"|approximately\s+)?)$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(
    r"[\s-]+(?:consecutive|running|in a row|trend|statutory|time ?frames?|time ?scales?|limits?|targets?|deadlines?"
    r"|periods?|old|olds|ago|later"
    r"|earlier|before|after|of age|developmental|checks?|reviews?|briefings?|data|on(?! average)|improvement|window"
    r"|rule|from|and \w+-(?:year|month)|health|guideline|standard|and a half)\b",
    re.IGNORECASE,
)


def lasting(before: str, after: str) -> bool:
    """Whether a stretch of time is a finding, and not the period or deadline of another."""
    if _WAIT_OF.search(before):
        return True
    if re.search(r"\bfor\s+(?:about |around |over |nearly |almost |up to |at least )?$", before):
        return _WAITED.search(before) is not None
    return not _PERIOD_BEFORE.search(before) and not _PERIOD_AFTER.match(after)


_WAIT_OF = re.compile(
    r"\bwait(?:ed|ing)? (?:for )?(?:over|more than|up to)\s+$"
    r"|\b(?:wait|delay|gap|stay|backlog)s?(?:ing)?(?: times?| lists?)?(?: is| are| was| were| can be)?"
    r"(?: currently| now| on average)* (?:of|for|up to|at)(?: (?:up to|over|more than"
    r"|about|around|nearly|almost|at least))?\s+$",
    re.IGNORECASE,
)
_WAITED = re.compile(
    r"\b(?:wait\w*|vacant|delay\w*|gap|absen\w*|stay\w*|spen[dt]\w*|unallocated|open|last(?:ed|ing))\b[^.;]{0,60}$",
    re.IGNORECASE,
)


_CHANGING = (
    r"improv\w+|increas\w+|reduc\w+|decreas\w+|ris(?:e|en|ing)|f[ae]ll\w*|dropp\w+|declin\w+|above|below|stable|steady"
)
_RUN_BEFORE = re.compile(
    rf"\b(?:{_CHANGING})\b.{{0,40}}\bfor\s+(?:\W*the\s+)?(?:(?:past|last|previous)\s+)?$", re.IGNORECASE
)
_RUN_AFTER = re.compile(r"[\s-]+(?:\w+\s+)?trend\b|[\s-]+improvement\b", re.IGNORECASE)
_RUNNING = re.compile(r"\s+(?:consecutive(?:ly)?|running|in a row)\b|[\s*]*(?:$|[.,;)])", re.IGNORECASE)


def runs(before: str, after: str) -> bool:
    """Whether a stretch of time is how long a change has gone on: "a 4 year trend", "improving for four years"."""
    return _RUN_AFTER.match(after) is not None or (
        _RUN_BEFORE.search(before) is not None and _RUNNING.match(after) is not None
    )
