"""Numbers in a sentence that count or measure something: digits and words, shares, money, n of N, ranges, from–to.

Labels that merely look like numbers (dates, ages, paragraphs, key stages, telephone numbers …) are `labels`' matter;
what a number is a number of, and how it compares, is `statistics`'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.annotate.labels import labels

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {
    **{word: at for at, word in enumerate(_ONES, 1)},
    **{word: at for at, word in enumerate(_TEENS, 10)},
    **{word: at * 10 for at, word in enumerate(_TENS, 2)},
}
_SCALES = {
    "k": 1000,
    "thousand": 1000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 10**9,
    "billion": 10**9,
}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_SPELT = rf"(?:(?:{'|'.join(_ONES)}) hundred(?: and {_SMALL})?|{_SMALL})"
_NUMBER = rf"(?:{_DIGITS}|{_SPELT})"
_DURATION = r"(?:working |school |calendar )?(?:minute|hour|day|night|week|month|year)s?"

_TOKEN = re.compile(
    rf"(?<![\w.,/£:#@&-])(?P<pounds>£\s?)?(?P<minus>[-−](?=\d))?(?P<number>{_NUMBER})(?![\d]|[,.:/]\d|(?:st|nd|rd|th)\b)"
    rf"(?:(?P<share>\s?%|\s?per ?cent\b|\s+percentage points?\b)"
    rf"|(?P<scale>\s?(?:m|mn|bn|k|million|billion|thousand)\b)(?P<sterling>\s+pounds\b)?"
    rf"|(?P<hyphen>-(?:minute|hour|day|night|week|month|year|bed|place)\b)"
    rf"|(?P<span>\s+{_DURATION}\b)|(?P<weekly>\s?(?:hpw|fte|FTE)\b))?(?![A-Za-z])",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?<![\w.,/£:-])(?P<part>{_NUMBER})\s+(?:\([^)]{{1,8}}\)\s+)?"
    rf"(?P<link>out of(?: every)?|of|in(?: every)?|from)\s+(?:(?:the|its|their|these|those|all|our|a total of)\s+)*"
    rf"(?:(?P<rate>10,?000|100,?000|1,?000)\b|(?P<whole>{_NUMBER}))(?![\d%]|[,.]\d|[- ]per ?cent| ?%|(?:st|nd|rd|th)\b)"
    rf"(?!\s+(?:{_DURATION}|January|February|March|April|May|June|July|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_PER = re.compile(rf"(?<![\w.,/£-])(?P<part>{_DIGITS})\s+per\s+(?P<rate>10,?000|100,?000|1,?000)\b", re.IGNORECASE)
_OF_START = re.compile(rf"^\W*of\s+(?:the\s+|these\s+|those\s+|its\s+)?(?P<whole>{_NUMBER})\b", re.IGNORECASE)

_STOPS = frozenset(
    (
        "a about across after against all along also although among an and any are as at available be because been before"
        " being below between both but by can compared could currently did do does during each either for from given had"
        " has have he however if in including inside into is it its just less like living may more most much must near"
        " nearly no none nor not now of off on one only or our out outside over overall owing per placed recently remain"
        " remained remains respectively shall she should since so some still such than that the their them then there"
        " these they this those though through thus to together too under until up upon us was we were when where whereas"
        " which while who whom whose why will with within without would yet you your aged waiting using judged left said"
        " told having receiving completed respectively"
    ).split()
)
_WORD = re.compile(r"[\s\u00a0]*[‘'“\"*(]?([A-Za-z][\w’'/&-]*)[’'”\"*)]?")
_VAGUE = frozenset(
    "ways way things reasons reason aspects respects sides strands elements points inspectors hmi hmis inspector"
    " times occasions examples example".split()
)
_TELLING = re.compile(
    r"(?:of|or|another|thing|way|reason|example|area|aspect|such|day|time|to|in|point|key|"
    r"(?:\w+\s+){0,2}(?:stated|said|told|described|commented|explained|reported|noted|put|summed|wrote|added))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a sentence.

    Attributes:
        start, end: offsets of its words in the sentence, its unit included.
        values: the number; two for a range, from–to or n of N.
        unit: "%", "GBP", a unit of time, the rate ("per 10,000") or the words for the thing counted; None for a bare number.
        form: share, money, duration, rate, of (n of N), count or bare.
        stop: where the words for the thing counted end.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: str | None
    form: str
    stop: int


def quantities(words: str) -> tuple[Quantity, ...]:
    """The numbers of a sentence that count or measure, in order, none overlapping."""
    masked = labels(words)
    found = _fractions(words, masked)
    for match in _TOKEN.finditer(words):
        if _free(match.start(), match.end("number"), masked, found):
            found.append(_single(words, match))
    found.sort(key=lambda quantity: quantity.start)
    return _joined(words, tuple(quantity for quantity in found if _counts(words, quantity)))


def value(words: str) -> Decimal:
    """What a number is, in digits or words: "1,204", "Two hundred and sixty"."""
    plain = words.strip().casefold()
    if plain[0].isdigit():
        return Decimal(plain.replace(",", ""))
    hundreds, _, rest = plain.rpartition("hundred")
    total = 100 * _VALUES[hundreds.strip()] if hundreds else 0
    return Decimal(total + sum(_VALUES[word] for word in re.split(r"[\s-]+", rest) if word in _VALUES))


def _free(start: int, end: int, masked: list[tuple[int, int]], found: list[Quantity]) -> bool:
    return not any(start < b and a < end for a, b in masked) and not any(
        start < held.end and held.start < end for held in found
    )


def _fractions(words: str, masked: list[tuple[int, int]]) -> list[Quantity]:
    """N of N, one in five, 74 in every 10,000."""
    found: list[Quantity] = []
    for match in (*_PER.finditer(words), *_OF.finditer(words)):
        if not _free(match.start(), match.end(), masked, found):
            continue
        part, rate = value(match["part"]), match["rate"]
        if rate is not None:
            found.append(Quantity(match.start(), match.end(), (part,), f"per {value(rate):,}", "rate", match.end()))
            continue
        whole = value(match["whole"])
        linked = match["link"].casefold()
        if part <= whole and not (linked == "in" and whole > 100) and not (linked == "from" and part == whole):
            unit, stop = _thing(words, match.end())
            found.append(Quantity(match.start(), match.end(), (part, whole), unit, "of", stop))
    return found


def _single(words: str, match: re.Match[str]) -> Quantity:
    amount = value(match["number"])
    if match["minus"]:
        amount = -amount
    if match["scale"]:
        amount *= _SCALES[match["scale"].strip().casefold()]
    start, end = match.start(), match.end()
    if match["pounds"] or match["sterling"]:
        return Quantity(start, end, (amount.normalize() + 0,), "GBP", "money", end)
    if match["share"]:
        return Quantity(start, end, (amount,), "%", "share", end)
    timed = match["hyphen"] or match["span"] or match["weekly"]
    if timed:
        unit = timed.strip(" -").casefold()
        counted = unit in {"bed", "place", "fte"}
        return Quantity(
            start,
            end,
            (amount,),
            unit if unit.endswith(("s", "hpw", "fte")) else unit + "s",
            "count" if counted else "duration",
            end,
        )
    unit, stop = _thing(words, end)
    return Quantity(start, end, (amount,), unit, "count" if unit else "bare", stop)


def _thing(words: str, at: int) -> tuple[str | None, int]:
    """The words for the thing counted that stand behind a number, and where they end."""
    taken: list[tuple[str, int]] = []
    plural = False
    joins = 0
    while len(taken) < 6 and (match := _WORD.match(words, at)):
        word = match[1]
        plain = word.casefold()
        if plain == "and" and taken and not joins and _continues(words, match.end()):
            joins = 1
        elif plain in _STOPS or (plural and re.search(r"(?:ed|ing|ly)$", plain)):
            break
        if words[match.start() : match.start(1)].strip() in {"(", "“", '"'} and taken:
            break
        taken.append((word, match.end(1)))
        at = match.end()
        plural = plain.endswith(("s", "people", "children", "men")) and not plain.endswith(("ss", "’s", "'s", "us"))
        if re.match(r"[.,;:()|\t\n]", words[at : at + 1]) and not re.match(r"\n\s*[a-z]", words[at:]):
            break
    if not taken or (taken[-1][0].casefold() == "and"):
        return None, at
    begin = taken[0][1] - len(taken[0][0])
    return " ".join(words[begin : taken[-1][1]].split()), taken[-1][1]


def _continues(words: str, at: int) -> bool:
    """Whether "and" joins two nouns of one thing counted: "children and young people"."""
    return (
        re.match(r"\s+(?:young people|families|carers|[a-z]+ providers|[a-z]+ workers|guardians)\b", words[at:])
        is not None
    )


def _counts(words: str, quantity: Quantity) -> bool:
    """Whether a number is one that somebody counted or measured."""
    before = words[: quantity.start]
    if quantity.form == "bare":
        return _measured(words, quantity)
    if quantity.form == "duration":
        return _lasting(before, words[quantity.end :])
    if quantity.form == "count":
        last = (quantity.unit or "").casefold().split()
        if any(word in _VAGUE for word in last):
            return False
        if words[quantity.start : quantity.end].casefold() == "one":
            return not before.strip("-•* \t\n") and not _TELLING.match(words[quantity.end :].strip())
    return True


_PERIOD_BEFORE = re.compile(
    r"(?:\b(?:in|over|within|during|after|every|per|last|past|previous|next|first|coming|preceding|another|than once|than twice"
    r"|once|twice|times|final|recent|initial|at|by|under)\s+(?:the\s+|a\s+|about\s+|around\s+|approximately\s+)?)$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(
    r"[\s-]+(?:consecutive|running|in a row|trend|statutory|time ?frames?|time ?scales?|limits?|targets?|deadlines?|periods?|old|olds|ago|later"
    r"|earlier|before|after|of age|developmental|checks?|reviews?|briefings?|data|on|improvement|window|rule|plan|guideline|standard|and a half)\b",
    re.IGNORECASE,
)


def _lasting(before: str, after: str) -> bool:
    """Whether a stretch of time is a finding, and not the period or deadline of another."""
    return not _PERIOD_BEFORE.search(before) and not _PERIOD_AFTER.match(after)


_MEASURE = re.compile(
    r"\b(?:numbers?|rates?|caseloads?|averag\w+|totals?|totall\w+|scores?|cohort|counts?|figures?|placements?|risen|rose|fall\w*|fell|reduc\w+"
    r"|increas\w+|decreas\w+|grown|grew|highest|lowest|up|down|stands|stood|performance|from)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\b(?:to|at|is|are|was|were|averag\w+|of|now|been|stood|stands|by|from|against|than|with|between|and|had|holds?|only|up|down|about|around"
    r"|approximately|nearly|over|almost|below|remaining|score|has|have)|[:(|\t])\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:$|[.,;:)|\t(–-]|(?:in|at|on|from|to|by|for|over|since|last|this|and|compared|as|per|between|above|below|across|during|nationally|or|a"
    r"|was|is|are|were|have|had|year)\b)",
    re.IGNORECASE,
)
_NEVER_SPELT = re.compile(r"(?:[a-z]|one)", re.IGNORECASE)


def _measured(words: str, quantity: Quantity) -> bool:
    """Whether a number without a noun is the value of a measure that the sentence names."""
    printed = words[quantity.start : quantity.end]
    before, after = words[: quantity.start], words[quantity.end :]
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        return "." in printed or re.search(r"\b(?:\w+s|people|children)\s*\($", before) is not None
    if _NEVER_SPELT.match(printed) and not re.search(r"\b(?:remaining|all|to|from)\s*$", before):
        return (
            re.match(r"\W*of\b", before, re.IGNORECASE) is not None
            and re.match(r"\s+(?:were|was|are|is|have|had|has|of them)\b", after) is not None
        )
    return bool(_LEAD.search(before) and _TAIL.match(after) and _MEASURE.search(words)) or bool(
        re.search(r":\s*$", before) and _TAIL.match(after)
    )


def _joined(words: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Two numbers that state one thing made one: a range, or from one value to another."""
    kept: list[Quantity] = []
    for quantity in found:
        if kept and _together(words, kept[-1], quantity):
            first = kept.pop()
            unit = quantity.unit if quantity.form != "bare" else first.unit
            form = quantity.form if quantity.form != "bare" else first.form
            quantity = replace(  # noqa: PLW2901
                quantity, start=first.start, values=(*first.values, *quantity.values), unit=unit, form=form
            )
        kept.append(quantity)
    return tuple(kept)


def _together(words: str, first: Quantity, second: Quantity) -> bool:
    if len(first.values) > 1 or len(second.values) > 1 or not _alike(first, second):
        return False
    before, between = words[: first.start], words[first.end : second.start]
    if re.fullmatch(r"\s*(?:to|–|-)\s*", between) and first.form in {"bare", second.form}:
        return True
    if re.search(r"\bbetween\s*$", before) and re.fullmatch(r"\s*and\s*", between):
        return True
    return bool(
        re.search(r"\bfrom\s*$", before)
        and re.fullmatch(r"[^.;]{0,60}?\bto\s*(?:just |only |about |around )?", between)
    )


def _alike(first: Quantity, second: Quantity) -> bool:
    return (
        first.form == second.form or "bare" in {first.form, second.form} or {first.form, second.form} <= {"count", "of"}
    )
