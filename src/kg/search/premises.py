"""What a question takes for granted and no document held bears out: a name, an inspection, an inspectorate's word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate import themes
from kg.search import cues, question, wording
from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Evidence, Question
    from kg.search.scope import Holdings
    from kg.vocabulary import Vocabulary

_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w’'-]+")
"""A word in capitals that does not begin the question."""


def unknown_name(holdings: Holdings, asked: Question) -> str | None:
    """Why nothing can be told of a name: no document holds it."""
    strange = [name for name in _names(holdings.vocabulary, asked) if not holdings.index.knows(name)]
    held = {word for each in holdings.people() for form in each.forms for word in form.split()} if strange else set()
    return next((f"No document held mentions “{name}”." for name in strange if name not in held), None)


def _names(vocabulary: Vocabulary, asked: Question) -> Iterator[str]:
    """The names in a question that are neither of an authority nor in the registers."""
    rest = question.unnamed(question.pointing(question.unplaced(asked.text, vocabulary))[0], vocabulary)
    for found in _NAME.findall(rest):
        name = re.sub(r"[’']s?$", "", found)
        if name.lower() not in cues.FURNITURE and not themes.of_text(name, vocabulary) and not _IS_DATE.match(name):
            yield name


_IS_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|I)$"
)


def unheard(holdings: Holdings, asked: Question, chosen: Sequence[Evidence]) -> str | None:
    """Why an inspectorate's word cannot be given: none speaks, or not the one that is named."""
    if asked.speaker != "inspectorate":
        return None
    speaking = [piece for piece in chosen if piece.speaker == "inspectorate"]
    if not speaking:
        return f"No inspectorate’s finding is held of what was asked, {wording.period(asked.since, asked.until)}."
    for id_, body in holdings.vocabulary.inspectorates.items():
        named = any(re.search(rf"\b{re.escape(each)}\b", asked.text) for each in (*body.names, *body.acronyms))
        if named and not any(id_ in _inspecting(holdings.vocabulary, piece.kind) for piece in speaking):
            return f"No finding of {body.label} is held of what was asked."
    return None


def not_inspected(holdings: Holdings, asked: Question, chosen: Sequence[Evidence]) -> str | None:
    """Why an inspection's findings cannot be told: no report or letter of such an inspection is held."""
    kinds = [holdings.vocabulary.kinds[kind] for kind in asked.pointed]
    if not kinds or asked.kind == "when-which-inspection" or not all(kind.evaluated for kind in kinds):
        return None
    if any(piece.kind in asked.pointed for piece in chosen):
        return None
    return f"No {english.inside(kinds[0].label)} is held that this could be answered from."


def _inspecting(vocabulary: Vocabulary, kind: str | None) -> tuple[str, ...]:
    """The inspectorates that report in documents of a kind."""
    framework = vocabulary.kinds[kind].framework if kind else None
    return vocabulary.frameworks[framework].inspectorates if framework else ()
