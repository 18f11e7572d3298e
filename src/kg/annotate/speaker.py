"""Says who speaks in each statement, from the kind of the document; in a letter of record, also from the words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate import front

if TYPE_CHECKING:
    from kg.model import Annotated, Statement
    from kg.vocabulary import Vocabulary

NAME = "speaker/2"

INSPECTORATE, COUNCIL, REPORTED = "inspectorate", "council", "council_as_reported_by_inspectorate"

_OWN = re.compile(
    r"^(?:thank(?:s| you)\b(?! you)|we (?:were|are|reminded|would|will|look forward|hope"
    r"|also reminded|understand|note|recognise)\b"
    r"|i (?:am|would|will|hope|look)\b|please\b|ofsted (?:will|has|is)\b|dear\b|yours\b"
    r"|our next\b|as (?:we|i) explained\b"
    r"|this (?:letter|note) (?:is|sets|does|has|summari))",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\byou(?:r| have| also)?\b[^.]{0,40}\b(?:told|said|described|explained|shared|reported"
    r"|informed|highlighted|outlined|noted)\b",
    re.IGNORECASE,
)


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """Each statement with its speaker; None where the kind is not known, or neither council nor inspectorate speaks."""
    kind = vocabulary.kinds.get(annotated.metadata.kind or "")
    if kind is None or (kind.speaker == COUNCIL and front.by_outsider(annotated.document)):
        return annotated
    statements = tuple(
        replace(
            statement, speaker=_speaker(annotated, statement, kind.speaker), annotator=f"{statement.annotator} {NAME}"
        )
        for statement in annotated.statements
    )
    return replace(annotated, statements=statements)


def _speaker(annotated: Annotated, statement: Statement, usual: str) -> str:
    """In a record of what a council said, the inspectorate's own thanks, reminders and notices are its own words."""
    if usual != REPORTED:
        return usual
    words = annotated.document.text[statement.span.start : statement.span.end].strip()
    if any(
        caveat.span.start < statement.span.end and statement.span.start < caveat.span.end
        for caveat in annotated.metadata.caveats
    ):
        return INSPECTORATE
    return INSPECTORATE if _OWN.match(words) and not _TOLD.search(words) else REPORTED
