"""Numbers in a sentence that count or measure something: digits and words, shares, money, n of N, ranges, from–to.

Labels that merely look like numbers (dates, ages, paragraphs, key stages, telephone numbers …) are `labels`' matter;
what a number is a number of, and how it compares, is `statistics`'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.annotate import durations
from kg.annotate.elided import STANDS, elided
from kg.annotate.labels import labels
from kg.annotate.things import thing

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
    rf"(?<![\w.,/£:#@&-])(?P<pounds>£\s?)?(?P<minus>[-−](?=\d))?(?P<number>{_NUMBER})(?![\d]|[,.:/]\d|(?:st|nd|rd"
    rf"|th)\b)"
    rf"(?:(?P<share>\s?%|\s?per ?cent\b|\s+percentage points?\b)"
    rf"|(?P<scale>\s?(?:m|mn|bn|k|million|billion|thousand)\b)(?P<sterling>\s+pounds\b)?"
    rf"|(?P<hyphen>-(?:minute|hour|day|night|week|month|year|bed|place)\b)"
    rf"|(?P<span>\s+{_DURATION}\b)|(?P<weekly>\s?(?:hpw|fte|FTE)\b))?(?![A-Za-z])",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?<![\w.,/£:-])(?P<part>{_NUMBER})\s+(?:\([^)]{{1,8}}\)\s+|(?:[a-z]+\s+){{1,2}}(?=out of))?"
    rf"(?P<link>out of(?: every)?|of|in(?: every)?|from)\s+(?:(?:the|its|their|these|those|all|our|a total of"
    rf"|(?:the )?\w+[’']s?)\s+)*"
    rf"(?:(?P<rate>10,?000|100,?000|1,?000)\b|(?P<whole>{_NUMBER}))(?![\d%]|[,.]\d|[- ]per ?cent| ?%|(?:st|nd|rd|th)\b)"
    rf"(?!\s+(?:{_DURATION}|January|February|March|April|May|June|July|August|September|October|November|December)\b)",
    re.IGNORECASE,
)
_RESTATED = re.compile(r"\s*\(\d[\d.]*\s?(?:%|per cent)\)")
_PER = re.compile(rf"(?<![\w.,/£-])(?P<part>{_DIGITS})\s+per\s+(?P<rate>10,?000|100,?000|1,?000)\b", re.IGNORECASE)

_RANKED = re.compile(
    r"\b(?:rank\w*|position\w*|placed)\b[^.;\d]{0,30}?\b(?P<at>\d{1,3})(?:st|nd|rd|th)?\s*(?:/|out of"
    r"|of(?: the)?)\s*(?P<of>\d{2,3})\b",
    re.IGNORECASE,
)
_VAGUE = frozenset(
    "ways way things reasons reason aspects respects sides strands elements points inspectors hmi hmis inspector"
    " times occasions examples example".split()
)
_TELLING = re.compile(
    r"(?:(?:(?!who)\w+ ){0,2}(?:parent|carer|pupil|mother|father|head|headteacher|professional|practitioner|worker"
    r"|leader|member|teacher)\b|of|or|another|thing|way|reason|example|area|aspect|such|day|time|to|in|point|key|"
    r"(?:\w+\s+){0,2}(?:stated|said|told|described|commented|explained|reported|noted|put|summed|wrote|added))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a sentence.

    Attributes:
        start, end: offsets of its words in the sentence, its unit included.
        values: the number; two for a range, from–to or n of N.
        unit: "%", "GBP", a unit of time, the rate ("per 10,000") or the words for the thing counted; None where bare.
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
    found = [quantity for quantity in found if not (quantity.form == "of" and _RESTATED.match(words, quantity.stop))]
    found.sort(key=lambda quantity: quantity.start)
    counted = tuple(quantity for quantity in found if _counts(words, quantity))
    return _joined(words, counted) or tuple(one for one in found if _runs(words, one))


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
    for match in _RANKED.finditer(words):
        if _free(match.start("at"), match.end(), [], found):
            at, of = value(match["at"]), value(match["of"])
            found.append(Quantity(match.start("at"), match.end(), (at, of), "rank", "of", match.end()))
    for match in (*_PER.finditer(words), *_OF.finditer(words)):
        if not _free(match.start(), match.end(), masked, found):
            continue
        part, rate = value(match["part"]), match["rate"]
        if rate is not None:
            found.append(Quantity(match.start(), match.end(), (part,), f"per {value(rate):,}", "rate", match.end()))
            continue
        whole = value(match["whole"])
        linked = match["link"].casefold()
        if linked == "of" and match["part"].casefold() == "one":
            continue
        if part <= whole and not (linked == "in" and whole > 100) and not (linked == "from" and part == whole):
            unit, stop = thing(words, match.end())
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
    unit, stop = thing(words, end)
    return Quantity(start, end, (amount,), unit, "count" if unit else "bare", stop)


def _runs(words: str, quantity: Quantity) -> bool:
    """Whether a sentence without another number says how long something has been rising, falling or the same."""
    return quantity.form == "duration" and durations.runs(words[: quantity.start], words[quantity.end :])


def _counts(words: str, quantity: Quantity) -> bool:
    """Whether a number is one that somebody counted or measured."""
    before = words[: quantity.start]
    if quantity.form == "bare":
        return _measured(words, quantity)
    if quantity.form == "duration":
        return durations.lasting(before, words[quantity.end :])
    if quantity.form == "count":
        last = (quantity.unit or "").casefold().split()
        if any(word in _VAGUE for word in last) or last[:1] == ["consecutive"] or _NAMED_BEFORE.search(before):
            return False
        if words[quantity.start : quantity.end].casefold() == "one":
            return _THERE.search(before) is not None or (
                not before.strip("-•* \t\n") and not _TELLING.match(words[quantity.end :].strip())
            )
    return True


_NAMED_BEFORE = re.compile(r"\b(?:these|those) $")
_THERE = re.compile(
    r"\b(?:there (?:is|was|were|has been|are)|(?:authority|council) (?:operates|runs))"
    r"(?: only| just| currently| also)? $",
    re.IGNORECASE,
)


_MEASURE = re.compile(
    r"\b(?:numbers?|rates?|caseloads?|averag\w+|totals?|totall\w+|scores?|cohort|counts?|figures?|placements?|risen"
    r"|rose|fall\w*|fell|reduc\w+"
    r"|increas\w+|decreas\w+|grown|grew|highest|lowest|up|down|stands|stood|performance)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\b(?:to|at|is|are|was|were|averag\w+|of|now|been|stood|stands|by|from|against|than|with|between|and|had"
    r"|holds?|only|up|down|about|around"
    r"|approximately|nearly|over|almost|below|remaining|score|has|have)|[:(|\t])\s*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:$|[.,;:)|\t(–-]|(?:in|at|on|from|to|by|for|over|since|last|this|and|compared|as|per|between|above|below"
    r"|across|during|nationally|or|a"
    r"|was|is|are|were|have|had|year|currently|now|last|of (?:them|these|those|whom|which))\b)",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(rf"\b(?:between\s+{_NUMBER}\s+and|{_NUMBER}\s*(?:to|–|-))\s*$", re.IGNORECASE)
_RANGE_AFTER = re.compile(rf"\s*(?:to|–|-)\s*{_NUMBER}\b")
_DOES = re.compile(
    r"\s+(?:(?:were|was|are|is|have|had|has|live[sd]?|remain\w*|attend\w*|held|moved|went|left|achieved|received|did"
    r"|do|spent|need\w*)\b|\((?:or )?\d[\d.]*\s?(?:%|per cent)\))"
)
_OPENS = re.compile(r"(?:^\W*|[;:,]\s+|\bof (?:whom|which|these|them),?\s+(?:only |just |about )?)$")


def _measured(words: str, quantity: Quantity) -> bool:
    """Whether a number without a noun is the value of a measure that the sentence names."""
    printed = words[quantity.start : quantity.end]
    before, after = words[: quantity.start], words[quantity.end :]
    if elided(printed, before, after):
        return True
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        return "." in printed or re.search(r"\b(?:\w+s|people|children)\s*\($", before) is not None
    if _of_a_range(before, after):
        return True
    if printed[0].isalpha() and not re.search(r"\b(?:to|from)\s*$", before):
        return re.match(r"\W*of\b", before, re.IGNORECASE) is not None and STANDS.match(after) is not None
    if printed[0].isdigit() and (_OPENS.search(before) or STANDS.match(after)) and _DOES.match(after):
        return True
    named = re.search(r":\s*$", before) or (_LEAD.search(before) and _MEASURE.search(words))
    return bool(named and _TAIL.match(after))


def _of_a_range(before: str, after: str) -> bool:
    """Whether a number is one end of "15 to 20" or "between 15 and 20"."""
    return bool(
        _RANGE_BEFORE.search(before)
        or _RANGE_AFTER.match(after)
        or (re.search(r"\bbetween\s*$", before) and re.match(rf"\s*and\s*{_NUMBER}\b", after))
    )


def _joined(words: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Two numbers that state one thing made one: a range, from one value to another, or "of N things, n"."""
    kept: list[Quantity] = []
    for quantity in found:
        together = quantity
        if kept and _together(words, kept[-1], quantity):
            first = kept.pop()
            named = quantity if quantity.form != "bare" else first
            together = replace(
                quantity, start=first.start, values=(*first.values, *quantity.values), unit=named.unit, form=named.form
            )
        elif kept and _part(words, kept[0], quantity) and len(kept) == 1:
            whole = kept.pop()
            together = replace(
                quantity,
                start=whole.start,
                values=(*quantity.values, *whole.values),
                unit=whole.unit,
                form="of",
                stop=whole.stop,
            )
        kept.append(together)
    return tuple(
        one for one in kept if one.form != "duration" or durations.lasting(words[: one.start], words[one.end :])
    )


def _part(words: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a sentence begins "Of N things" and goes on with how many of them."""
    return (
        re.fullmatch(r"\W*(?:out )?of (?:the |these |those |its |their |all )?", words[: whole.start], re.IGNORECASE)
        is not None
        and whole.form in {"count", "bare"}
        and part.form in {"count", "bare"}
        and len(whole.values) == len(part.values) == 1
        and part.values[0] <= whole.values[0]
    )


def _together(words: str, first: Quantity, second: Quantity) -> bool:
    if len(first.values) > 1 or len(second.values) > 1 or not _alike(first, second):
        return False
    before, between = words[: first.start], words[first.end : second.start]
    if (
        re.fullmatch(r"\s*(?:to|–|-)\s*", between)
        and not re.search(r"\bby\s*$", before)
        and first.form in {"bare", second.form}
    ):
        return True
    if re.search(r"\bbetween\s*$", before) and re.fullmatch(r"\s*and\s*", between):
        return True
    return bool(
        re.search(r"\bfrom\s*$", before)
        and re.fullmatch(
            r"[^.;]{0,60}?\bto\s*(?:just |only |about |around |an average of |a rate of |the current )*", between
        )
    )


def _alike(first: Quantity, second: Quantity) -> bool:
    return (
        first.form == second.form or "bare" in {first.form, second.form} or {first.form, second.form} <= {"count", "of"}
    )
