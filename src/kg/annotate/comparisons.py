"""How a number stands to another: above, below, equal, up, down; compared with what, and over which period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.annotate import indicators

if TYPE_CHECKING:
    from kg.annotate.quantities import Quantity

_PEERS = (
    r"(?:(?:the\s+)?(?:nationally|national(?!\s+(?!averages?|levels?|figures?|rates?|benchmarks?|performance|measures?"
    r"|and|in|for|at|but|or)[a-z])|england|english|regional|south east|statistical neighbours?[’']?(?:\s*\(SNs?\))?"
    r"|SNs?|similar (?:areas|authorities|councils)"
    r"|comparators?|other (?:local )?(?:areas|authorities|councils)|most other (?:local )?authorities"
    r"|other similar \w+|neighbouring \w+)"
    r"(?:[’']s?)?(?:\s+(?:averages?|levels?|figures?|rates?|benchmarks?|performance|measures?))?(?:\s+for England)?)"
)
_RELATIONS: tuple[tuple[str, str], ...] = (
    (
        "above",
        r"(?:well |slightly |significantly |just |far |now )?(?:above|higher than|better than|greater than|exceed(?:s"
        r"|ed|ing)?|higher|more(?: \w+){0,14} than)",
    ),
    (
        "below",
        r"(?:well |slightly |significantly |just |far |now )?(?:below|lower than|worse than|less than|behind"
        r"|fewer(?: \w+){0,6} than|lower)",
    ),
    (
        "equal",
        r"(?:broadly |now |also )?(?:in line with|consistent with|similar to|the same as|equal to|comparable (?:to"
        r"|with)|align(?:s|ed)? with|match(?:es|ed)?)",
    ),
)
_AGAINST = tuple(
    (name, re.compile(rf"\b(?P<how>{how})\s+(?P<what>(?:that (?:of|for|in) )?{_PEERS})", re.IGNORECASE))
    for name, how in _RELATIONS
)
_SECOND_BEFORE = re.compile(
    r"(?:\b(?:compared (?:to|with)|against|versus|vs\.?|(?:higher|lower|better|worse) than)\s+"
    r"(?:[^,;.()]{0,40}?\s)?(?:of\s+)?(?:around |about |over )?"
    r"|(?:[,)%]|\b(?:up|down|increas\w+|rise[ns]?|rising|rose|fall\w*|fell|drop\w*|reduc\w+|improv\w+"
    r"|decreas\w+)\b[^.;]{0,60}?)"
    r"\s*\bfrom\s+(?:the\s+|around |about |over )?(?:\w+\s+\d{4}\s+(?:high|low|figure|level) of\s+)?)$",
    re.IGNORECASE,
)
_PEERS_BEFORE = re.compile(rf"{_PEERS}[^,;.()\d]{{0,25}}?[\s:(,]*(?:is|was|of|at|being)?\s*[(]?$", re.IGNORECASE)
_SECOND_AFTER = re.compile(
    r"\s*(?:nationally\b|national(?:ly)?(?:\s+average)?\b|in England\b|for England\b|across England\b|regionally\b"
    r"|(?:a|the) (?:year|month) (?:earlier|before|ago)\b|for similar\b|for (?:the )?statistical neighbours\b"
    r"|(?:in|for) similar\b|at the (?:last|previous) inspection\b)",
    re.IGNORECASE,
)
_UP = r"increas\w+|ris(?:e|es|en|ing)|rose|grown|grew|growth|up|more|gain\w*|higher|improv\w+|additional|extra"
_DOWN = r"reduc\w+|decreas\w+|fall\w*|fell|drop\w*|declin\w+|down|cut|fewer|lower|less"
_CHANGE_AFTER = re.compile(
    r"\s*(?:\w+\s+)?(?P<how>increase|rise|reduction|decrease|fall|drop|growth|decline|improvement)\b", re.IGNORECASE
)
_BY = re.compile(
    r"\b(?P<how>\w+)[^.;,]{0,40}?,?\s*(?:net\s+)?\bby\s+(?:about |around |over |nearly |almost |just )?$", re.IGNORECASE
)
_AN_INCREASE = re.compile(
    r"\b(?P<how>increase|rise|reduction|decrease|fall|drop|decline|growth) of\s+(?:about |around |over |nearly "
    r"|almost )?$",
    re.IGNORECASE,
)
_MOVES = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_TREND = re.compile(
    r"\b(?:(?P<up>(?:has|have|had|is|are|continues? to|steadily|significantly|slightly"
    r"|now)\s+(?:\w+ly\s+)?(?:increas\w+|ris(?:e|en|ing)|grown|growing)"
    r"|rose|grew|(?:increase|rise|growth) (?:in|to|from)|up (?:from|on)|(?:increased|risen|rising|increasing) (?:to"
    r"|from|by))"
    r"|(?P<down>(?:has|have|had|is|are|continues? to|steadily|significantly|slightly|now)\s+(?:\w+ly\s+)?(?:reduc(?:e"
    r"|ed|ing)|decreas\w+|fall(?:en|ing)?|dropp\w+|declin\w+)"
    r"|fell (?:to|from|by)|(?:reduction|decrease|fall|drop) (?:in|to|from)|down (?:to|from|on)|(?:reduced|fallen"
    r"|falling|decreased) (?:to|from|by)|down this year)"
    r"|(?P<equal>remain\w* (?:the same|stable|unchanged|steady)|unchanged|no change))\b",
    re.IGNORECASE,
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = (
    r"(?:\d{1,2}\s+)?(?:(?:spring|summer|autumn|winter)\s+|(?:the )?(?:end of|beginning of|start of|early|late"
    r"|mid)[- ])?(?:" + _MONTH + r"\s+)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?"
)
_PERIOD = re.compile(
    rf"\b(?:(?:between|from)\s+{_WHEN}\s+(?:and|to|until)\s+{_WHEN}"
    rf"|(?:as at|as of|at|in|on|by|since|during|to|until|for|between|before)\s+(?:the\s+)?(?:end of\s+|year to\s+"
    rf"|(?:school|academic|financial|calendar) year\s+)?{_WHEN}"
    rf"|in the year (?:to|ending)\s+{_WHEN}"
    rf"|(?:in|over|during|for|within|across)?\s*(?:the\s+)?(?:last|past|previous|preceding|first)\s+(?:\w+"
    rf"|\d+)?\s*(?:full |school |academic |financial |consecutive )?(?:m\b|weeks?|months?|years?|quarters?"
    rf"|terms?)(?: (?:to|before) {_WHEN})?"
    rf"|(?:for|over|in)\s+(?:a\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|recent"
    rf"|many)\s+(?:consecutive\s+)?years?(?:\s+period)?|this (?:school |academic "
    rf"|financial )?year|last year|(?:compared to|from) \d\d/\d\d|\d\d/\d\d(?=\s)|at the time of (?:the"
    rf"|this) (?:inspection|visit)"
    rf"|{_WHEN}|in {_MONTH}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison that gives no number: where it stands, of what, with what, and how."""

    start: int
    end: int
    indicator: str
    comparator: str
    relation: str


def secondary(words: str, quantity: Quantity, *, first: bool = False) -> bool:
    """Whether a number only says what another one is compared with; the first of a sentence has no other before it."""
    if len(quantity.values) > 1:
        return False
    before = words[: quantity.start]
    if _SECOND_AFTER.match(words, quantity.end):
        return True
    if not first and _PEERS_BEFORE.search(before[-90:]):
        return True
    match = _SECOND_BEFORE.search(before[-90:])
    return match is not None and not re.search(r"\b(?:aged?|apart|away)\s+from\s+$", before)


def change(words: str, quantity: Quantity) -> bool:
    """Whether a number is an amount by which another one changed."""
    before = words[: quantity.start]
    by = _BY.search(before[-80:])
    return bool(
        (by and direction(words, quantity)) or _AN_INCREASE.search(before) or _CHANGE_AFTER.match(words, quantity.end)
    )


def direction(words: str, quantity: Quantity) -> str | None:
    """Which way a change goes: up or down."""
    after = _CHANGE_AFTER.match(words, quantity.end)
    nearest = after["how"] if after else None
    found = _MOVES.search(nearest) if nearest else None
    if found is None:
        for found in _MOVES.finditer(words, max(0, quantity.start - 80), quantity.start):  # noqa: B007
            pass
    if found is None:
        return None
    return "up" if found["up"] else "down"


def relation(words: str, quantity: Quantity, start: int, end: int) -> tuple[str | None, str | None]:
    """How a number stands, and against what that has no number of its own: (relation, comparator)."""
    for name, pattern in _AGAINST:
        match = pattern.search(words, start, end)
        if match:
            return name, _plain(match["what"])
    if change(words, quantity):
        return direction(words, quantity), None
    if len(quantity.values) == 2 and quantity.form != "of" and re.search(r"\bfrom\s*$", words[: quantity.start]):
        return ("up" if quantity.values[1] > quantity.values[0] else "down"), None
    match = _TREND.search(words, max(start, quantity.start - 70), min(end, quantity.end + 40))
    return (str(match.lastgroup) if match else None), None


def toward(words: str, quantity: Quantity, against: Quantity) -> str | None:
    """How a number stands to its comparator, by the two numbers."""
    if quantity.unit != against.unit and "bare" not in {quantity.form, against.form}:
        return None
    first, second = quantity.values[-1], against.values[-1]
    earlier = re.search(r"\bfrom\s+(?:\w+\s+)?$", words[: against.start]) or re.match(
        r"[^,;.]{0,25}\b(?:earlier|ago|before)\b", words[against.end :]
    )
    if first == second:
        return "equal"
    return (("up", "down") if earlier else ("above", "below"))[first < second]


def around(words: str, quantity: Quantity) -> str:
    """A comparator's number with the words that say whose or when it is."""
    head = re.search(rf"(?:{_PEERS})[^,;.()\d]{{0,25}}[\s(:]*$", words[: quantity.start], re.IGNORECASE)
    start = head.start() if head else quantity.start
    tail = re.match(r"[^,;.()|–]{0,45}?(?=[,;.()|–]|$|\b(?:and|but|which|is|to)\b)", words[quantity.end :])
    end = quantity.end + (tail.end() if tail else 0)
    piece = words[start:end]
    return _plain(piece + ")" if "(" in piece and ")" not in piece else piece)


def period(words: str, start: int, end: int, avoid: tuple[int, int] = (0, 0)) -> str | None:
    """The period or day that the words around a number give, else the sentence; not the comparator's in `avoid`."""
    for match in (*_PERIOD.finditer(words, start, end), *_PERIOD.finditer(words)):
        if not (avoid[0] < match.end() and match.start() < avoid[1]):
            return _plain(match.group())
    return None


def bare(words: str) -> Comparison | None:
    """A comparison with other areas that gives no number: "permanent exclusions are above national"."""
    for name, pattern in _AGAINST:
        match = pattern.search(words)
        if match is None:
            continue
        lead = words[: match.start()]
        begin = max((found.end() for found in re.finditer(r"[;:]\s|,\s(?:and|but|while)\s", lead)), default=0)
        subject = re.sub(
            r"\s*\b(?:is|are|was|were|has been|have been|now|remains?|be|being|that|which|continues? to be)\s*$",
            "",
            lead[begin:].rstrip(" ,"),
        )
        indicator = " ".join(_plain(indicators.reported(subject)).split()[:12])
        if indicator:
            begin += len(lead[begin:]) - len(lead[begin:].lstrip(" -–•*\t\n"))
            return Comparison(begin, match.end(), indicator, _plain(match["what"]), name)
    return None


def _plain(piece: str) -> str:
    return " ".join(re.sub(r"\*+", "", piece).split()).strip(" -–•,;:(.")
