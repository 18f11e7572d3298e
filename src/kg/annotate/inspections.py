"""Finds the inspection that a document reports on: framework, days, authority, inspectors and judgements."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kg.annotate import dates, inspectors, judgements
from kg.model import Annotated, Event, Inspection, Reference, Span

if TYPE_CHECKING:
    from kg.annotate.inspectors import Inspector
    from kg.vocabulary import Vocabulary

NAME = "inspections/1"

_SHORT_DAYS = 7
_INSPECTS = re.compile(r"(?:Majesty[’']?s|Ofsted|CQC|[Ll]ead) Inspectors?(?:,|$| \()|\bHMI(?:,|$)", re.IGNORECASE)
_CHILD_PROTECTION = re.compile(r"arrangements for the protection of children", re.IGNORECASE)


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """The inspection that the document is the report of, and those with a date among its references."""
    own = _reported(annotated, vocabulary)
    told = (_referred(annotated, reference, vocabulary) for reference in annotated.references if reference.date)
    known = [*own, *(one for one in told if one is not None)]
    return replace(annotated, inspections=(*annotated.inspections, *known))


def _reported(annotated: Annotated, vocabulary: Vocabulary) -> tuple[Inspection, ...]:
    kind = vocabulary.kinds.get(annotated.metadata.kind or "")
    if kind is None or kind.speaker != "inspectorate":
        return ()
    framework = _framework(annotated, kind.framework)
    event = next(iter(annotated.metadata.events), None)
    team = inspectors.find(annotated.document)
    span = event.span if event is not None else annotated.metadata.title_span
    if span is None:
        return ()
    inspection = Inspection(
        name=_name(annotated, framework, event, vocabulary),
        framework=framework,
        start=event.start if event is not None else None,
        end=event.end if event is not None else None,
        authority=annotated.metadata.authority,
        inspectors=_names(annotated, team),
        judgements=judgements.find(annotated, framework, vocabulary) if framework is not None else (),
        span=span,
        annotator=NAME,
    )
    return (inspection,)


def _referred(annotated: Annotated, reference: Reference, vocabulary: Vocabulary) -> Inspection | None:
    """An inspection told of elsewhere, as far as these words date it; None for what is no inspection."""
    kind = vocabulary.kinds.get(reference.kind or "")
    if kind is None or kind.speaker != "inspectorate":
        return None
    told = [period for period in dates.find(annotated.document.text, reference.span) if period.dated]
    return Inspection(
        name=reference.title,
        framework=kind.framework,
        start=told[-1].start if told else reference.date,
        end=told[-1].end if told else reference.date,
        authority=annotated.metadata.authority,
        inspectors=(),
        judgements=(),
        span=reference.span,
        annotator=NAME,
        confidence=reference.confidence,
    )


def _framework(annotated: Annotated, usual: str | None) -> str | None:
    """The framework that the kind of report follows; under ILACS the short or the standard form, told by its days."""
    title = annotated.metadata.title
    if usual == "safeguarding-looked-after" and _CHILD_PROTECTION.search(title):
        return "child-protection-arrangements"
    if usual != "ilacs":
        return usual
    stated = re.search(r"\b(short|standard) inspection\b", annotated.document.text[:4000])
    if stated is not None:
        return f"ilacs-{stated[1]}"
    event = next(iter(annotated.metadata.events), None)
    if event is None or event.start is None or event.end is None or len(event.start) < 10 or len(event.end) < 10:
        return usual
    days = (date.fromisoformat(event.end) - date.fromisoformat(event.start)).days + 1
    return "ilacs-short" if days <= _SHORT_DAYS else "ilacs-standard"


def _names(annotated: Annotated, team: tuple[Inspector, ...]) -> tuple[str, ...]:
    """Who inspected, the lead inspector first; where no team is named, the inspectors who sign."""
    inspected = [
        one.name.text for one in team if "analyst" not in one.post.casefold() and "quality" not in one.post.casefold()
    ]
    if not inspected:
        inspected = [party.name for party in annotated.metadata.signatories if _inspects(party.post or "")]
    return tuple(dict.fromkeys(inspected))


def _inspects(post: str) -> bool:
    return _INSPECTS.search(post) is not None and "Director" not in post


def _name(annotated: Annotated, framework: str | None, event: Event | None, vocabulary: Vocabulary) -> str:
    """What to call it: framework, authority and days."""
    label = vocabulary.frameworks[framework].label if framework is not None else "Inspection"
    authority = vocabulary.authority(annotated.metadata.authority or "")
    place = f": {authority.name}" if authority is not None else ""
    return f"{label}{place}, {_days(annotated.document.text, event.span)}" if event is not None else f"{label}{place}"


def _days(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
