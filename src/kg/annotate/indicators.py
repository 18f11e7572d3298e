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
    r"is|are|was|were|have|had|has|in|with|who|which|that|at|on|now|do|did|said|told|reported|would|could|took|take"
    r"|needed|met|found|not|being"
    r"|achiev\w+|access\w+|reach\w*|gain\w+|attend\w+|liv\w+|receiv\w+|remain\w*|leaving|leaves|left|undergoing|within"
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
    r"(?:[\s,:–(-]+|\b(?:is|are|was|were|be|been|being|has|have|had|now|currently|at|to|by|from|of|for|in|about|around"
    r"|approximately|just|only|over"
    r"|nearly|almost|reach\w*|stands?|stood|risen|rose|fallen|fell|increased?|reduced?|decreased?|dropped|improved"
    r"|remain\w*|the|a|an|which|and|with"
    r"|but|between|up|down|under|some|circa|achieved|gained|slightly|below|above|more|less|than|also|further"
    r"|in line with|that|there|we|you|they|it|this|these|those|whom|of whom|of which|them|some|your|our|their"
    r"|account for)(?=\W|$))+$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;:(|]|\s[–-]\s|\.\s|\b(?:and|but|while)\s+(?:\w+\s+){0,3}\d|,?\s+(?:compared|against|down from|up from|from \d)"
)
_CLAIMS = re.compile(r"\b(?:requires?|because|is|are|was|were|has|have|need|needs)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:\d|progress|next steps?|impact|context|findings|where we are|what (?:we|have|needs?|is|are)"
    r"|current challenges|strengths|areas? (?:for|of)"
    r"|main findings|overview|introduction|summary|executive summary|background|attainment|inspection activity"
    r"|challenges|key |our |this report|about "
    r"|information about|section|inspection|executive|the local (?:authority|safeguarding)|judgement"
    r"|the experiences and|headlines|data|performance$|spare|leadership)",
    re.IGNORECASE,
)


def named(words: str, figure: Figure, above: str | None) -> tuple[str, str | None]:
    """The indicator and the population of a figure; `above` is the subject of the heading, for want of a nearer one.

    >>> named("98% of early years settings are good", figure, None)  # doctest: +SKIP
    ('are good', 'early years settings')
    """
    quantity = figure.quantity
    before, after = words[figure.start : quantity.start], words[quantity.end : figure.end].lstrip(")")
    if quantity.form in {"count", "of"} and quantity.unit:
        start = quantity.end if quantity.form == "count" else quantity.start
        return _short(words[start : figure.end]) or quantity.unit, quantity.unit
    subject = _plain(before[: _head(before)])
    direct = _OF_WHOM.match(after)
    if direct and quantity.form in {"share", "rate"}:
        predicate = after[direct.end() :]
        rest = "" if re.match(r"\s*(?:in|at|on|[,(;.])", predicate) else _short(predicate)
        return rest or _tail(subject) or _short(direct["who"]), _plain(direct["who"])
    whom = _PROPORTION.search(words)
    population = _plain(whom["who"]) if whom else None
    if before.rstrip().endswith("(") and (rest := _short(after)):
        return rest, population or above
    rest = _short(re.sub(r"^\s*(?:of|for|in|to|on)\b", "", after))
    return _tail(subject) or rest or _short(words[: quantity.start]) or above or "figure", population or above


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
