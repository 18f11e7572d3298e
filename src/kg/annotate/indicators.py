"""What a number is a number of, and of whom: words of its sentence, else of the heading above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.figures import Figure
    from kg.model import Passage

_MOST = 12
_EDGE = " \t\n-–•*|,;:(.)“”\"'‘’\u00a0"
_VERBS = (
    r"is|are|was|were|have|had|has|in|with|who|which|that|at|on|now|do|did|said|told|reported|would|could|took"
    r"|take|needed|met|found|not|being|achiev\w+|access\w+|reach\w*|gain\w+|attend\w*|liv\w+|receiv\w+|remain\w*"
    r"|leaving|leaves|left|undergoing|within"
)
_OF_WHOM = re.compile(
    rf"\s*(?:of|among)\s+(?:all\s+|the\s+|its\s+|their\s+|our\s+|your\s+)*(?P<who>[^,;.()|]+?)(?=\s+(?:{_VERBS})\b"
    rf"|[,;.()|]|$)",
    re.IGNORECASE,
)
_PROPORTION = re.compile(
    rf"\b(?:proportion|percentage|number|rate|share|cohort|majority|quarter|third|half)\s+of\s+(?:all\s+"
    rf"|the\s+)?(?P<who>(?!who\b|it\b|them\b|this\b|that\b)[^,;.()|\d]+?)"
    rf"(?=\s+(?:{_VERBS})\b|[,;.()|\d]|$)",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"(?:[\s,:–(-]+|\b(?:is|are|was|were|be|been|being|has|have|had|now|currently|at|to|by|from|of|for|in|about"
    r"|around|approximately|just|only|over|nearly|almost|reach\w*|stands?|stood|risen|rose|fallen|fell|increased?"
    r"|reduced?|decreased?|dropped|improved|remain\w*|the|a|an|which|and|with|but|between|up|down|under|some|circa"
    r"|achieved|gained|slightly|below|above|more|less|than|also|further|in line with|that|there|we|you|they|it"
    r"|this|these|those|whom|of whom|of which|them|some|your|our|their|account for)(?=\W|$))+$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;:(|]|\s[–-]\s|\.\s|\s(?:and|but|so)\s+(?:you|it|we|they|that|their|these|this|your|our)\b"
    r"|\s(?:at this time|at present|in the (?:last|past))\b|\b(?:and|but|while)\s+(?:\w+\s+){0,3}\d"
    r"|,?\s+(?:compared|against|down from|up from|from \d)"
)
_CLAIMS = re.compile(r"\b(?:requires?|because|is|are|was|were|has|have|need|needs)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:\d|(?:education|social care|schools?)$|progress|next steps?|impact|context|findings|where we are"
    r"|what (?:we|have|needs?|is|are)|current challenges|strengths|areas? (?:for|of)|main findings|overview"
    r"|introduction|summary|executive summary|background|attainment|inspection activity|challenges|key |our "
    r"|this report|about |information about|section|inspection|executive|the local (?:authority|safeguarding)"
    r"|judgement|the experiences and|headlines|data|performance$|spare|leadership)",
    re.IGNORECASE,
)


_CHANGED = re.compile(
    r"\s*(?:\w+\s+)?(?:increase|rise|reduction|decrease|fall|drop|growth|decline|improvement)s?\s+in\s+(?:the\s+)?",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^(?:additionally,?\s+|also,?\s+|currently,?\s+|for example,?\s+|therefore,?\s+|however,?\s+|although\s+"
    r"|this is because\s+|(?:you|we|leaders|managers|the local authority|the council|they)\s+(?:have\s+|has\s+"
    r"|also\s+)*(?:told|said|noted|reported|reports?|says?|informed|highlighted|acknowledged?"
    r"|recognised?)\s+(?:us\s+|inspectors\s+)?(?:that\s+)?|you are (?:rightly )?proud that\s+|despite\s+)+",
    re.IGNORECASE,
)


def named(words: str, figure: Figure, above: str | None) -> tuple[str, str | None]:
    """The indicator and the population of a figure; `above` is the subject of the heading, for want of a nearer one.

    >>> named("98% of early years settings are good", figure, None)  # doctest: +SKIP
    ('are good', 'early years settings')
    """
    quantity = figure.quantity
    before, after = words[figure.start : quantity.start], words[quantity.end : figure.end].lstrip(")")
    if quantity.form in {"count", "of"} and quantity.unit not in {None, "rank"}:
        start = quantity.end if quantity.form == "count" else quantity.start
        return _short(words[start : figure.end]) or quantity.unit, quantity.unit
    changed = _CHANGED.match(after)
    if changed and (what := _short(after[changed.end() :])):
        whom = _PROPORTION.search(words)
        return what, _plain(whom["who"]) if whom else above
    subject = _plain(reported(before[: _head(before)]))
    direct = _OF_WHOM.match(after)
    if direct and quantity.form in {"share", "rate"}:
        predicate = after[direct.end() :]
        rest = "" if re.match(r"\s*(?:(?:in|at|on)\b|[,(;.])", predicate) else _short(predicate)
        return rest or _tail(subject) or _short(direct["who"]), _plain(direct["who"])
    whom = _PROPORTION.search(words)
    population = _plain(whom["who"]) if whom else None
    if before.rstrip().endswith("(") and (rest := _short(after)):
        return rest, population or above
    rest = _short(re.sub(r"^\s*(?:of|for|in|to|on)\b", "", after))
    return _tail(subject) or rest or _short(words[: quantity.start]) or above or "figure", population or above


def reported(words: str) -> str:
    """What is claimed, without the words that say who says so: "You told us that"."""
    return _REPORTED.sub("", f"{words.strip()} ").strip()


def subject(text: str, passage: Passage) -> str | None:
    """The nearest heading that names who or what is spoken of; a heading that claims something does not."""
    for heading in reversed(passage.headings[1:] or passage.headings):
        words = _plain(text[heading.span.start : heading.span.end])
        if words and not _GENERIC.match(words) and not _CLAIMS.search(words) and len(words.split()) <= _MOST:
            return words
    return None


def leading(words: str) -> str | None:
    """The subject of a line that opens a list ("The proportion of pupils entitled to free school meals:")."""
    opens = words.rstrip().endswith(":") and not any(letter.isdigit() for letter in words)
    return _tail(_plain(words)) or None if opens else None


def _head(before: str) -> int:
    match = _LINKING.search(before)
    return match.start() if match else len(before)


def _tail(piece: str) -> str:
    """The last clause of some words, at most a dozen."""
    last = re.split(r"[;:]\s|,\s(?:and|but|while)\s", piece)[-1] if len(piece.split()) > _MOST else piece
    return " ".join(last.split()[-_MOST:]).strip(_EDGE)


def _short(piece: str) -> str:
    """The first clause of some words, at most a dozen."""
    lead = len(piece) - len(piece.lstrip(_EDGE))
    end = _ENDS.search(piece, lead)
    return " ".join(_plain(piece[lead : end.start() if end else None]).split()[:_MOST]).strip(_EDGE)


def _plain(piece: str) -> str:
    return " ".join(re.sub(r"\*+", "", piece).split()).strip(_EDGE)
