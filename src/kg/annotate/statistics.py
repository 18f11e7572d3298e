"""Numbers that somebody stated: what was counted, of whom, when, against what; and comparisons without a number.

quantities   which numbers count or measure
figures      which of them stand for themselves, with comparator and change
indicators   what they are numbers of
comparisons  relation, comparator, period
tables       cells
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate import comparisons, indicators
from kg.annotate.figures import Figure, figures
from kg.annotate.tables import cells
from kg.model import Span, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Annotated
    from kg.vocabulary import Vocabulary

NAME = "statistics/3"

_NUMERIC = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[^A-Za-z]*(?:[a-z]|$|\d)")
_SURE = {"share": 0.95, "money": 0.95, "of": 0.9, "rate": 0.9, "count": 0.85, "duration": 0.7, "bare": 0.75}
_UNSURE = 0.6


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:  # noqa: ARG001
    """Every statistic of every passage, in the order of the text; confidence is that of the sort of number it is."""
    text = annotated.document.text
    found: list[Statistic] = []
    for passage in annotated.passages:
        above = indicators.subject(text, passage)
        table = cells(text, passage.sentences)
        lead = above
        for span in passage.sentences:
            words = text[span.start : span.end]
            lead = lead if _GOES_ON.match(words) else above
            if span in table:
                found.extend(replace(cell, annotator=NAME) for cell in table[span])
            else:
                found.extend(_stated(words, span.start, lead))
            lead = indicators.leading(words) or lead
    return replace(annotated, statistics=tuple(dict.fromkeys(found)))


def _stated(words: str, offset: int, above: str | None) -> Iterator[Statistic]:
    held = figures(words) if _NUMERIC.search(words) else ()
    for figure in held:
        yield _statistic(words, offset, above, figure)
    if held or not (compared := comparisons.bare(words)):
        return
    yield Statistic(
        span=Span(offset + compared.start, offset + compared.end),
        indicator=compared.indicator,
        values=(),
        unit=None,
        population=above,
        period=comparisons.period(words, compared.start, compared.end),
        comparator=compared.comparator,
        relation=compared.relation,
        annotator=NAME,
        confidence=_UNSURE,
    )


def _statistic(words: str, offset: int, above: str | None, figure: Figure) -> Statistic:
    quantity, against = figure.quantity, figure.against
    indicator, population = indicators.named(words, figure, above)
    relation, comparator = comparisons.relation(words, quantity, figure.start, figure.end)
    if not figure.own:
        relation, comparator = None, None
    if against is not None:
        comparator = comparisons.around(words, against) or comparator
        relation = relation or comparisons.toward(words, quantity, against)
    if figure.change is not None:
        amount = words[figure.change.start : figure.change.end].strip()
        relation = f"{comparisons.direction(words, figure.change) or 'changed'} by {amount}"
    return Statistic(
        span=Span(offset + figure.start, offset + figure.end),
        indicator=indicator,
        values=quantity.values,
        unit=quantity.unit,
        population=population,
        period=comparisons.period(words, figure.start, figure.end, _theirs(figure)),
        comparator=comparator,
        relation=relation,
        annotator=NAME,
        confidence=_SURE[quantity.form] if figure.own else _UNSURE,
    )


def _theirs(figure: Figure) -> tuple[int, int]:
    """The stretch whose dates are the comparator's: from its number on, or from the first value of a from–to."""
    if figure.against is not None:
        return figure.against.start, figure.end
    if len(figure.quantity.values) > 1:
        return figure.quantity.start, figure.quantity.end
    return 0, 0
