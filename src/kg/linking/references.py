"""Documents that the ones held refer to: told held by kind, authority and date, or listed once with every mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking.citations import Citations
from kg.model import NotHeld

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Annotated, Citation, Held, Reference


def is_held(reference: Reference, authority: str | None, held: Iterable[Held]) -> bool:
    """Whether a document held is the one referred to: of its kind and authority, dated or telling of an event then.

    Where the reference has no date, any document of that kind and authority may be meant, so it is not called missing.
    """
    return any(
        reference.kind == each.metadata.kind
        and authority == each.metadata.authority
        and (reference.date is None or any(_same_time(reference.date, date) for date in _dates(each)))
        for each in held
    )


def not_held(documents: Iterable[tuple[str, Annotated]], held: Sequence[Held]) -> tuple[NotHeld, ...]:
    """What some documents, each with its name, refer to and is not held; by date, those without one last."""
    mentions = []
    for name, annotated in documents:
        cite = Citations(annotated, name)
        mentions += [(made, annotated.metadata.authority, cite(made.span)) for made in annotated.references]
    return grouped(mentions, held)


def grouped(mentions: Iterable[tuple[Reference, str | None, Citation]], held: Sequence[Held]) -> tuple[NotHeld, ...]:
    """References that are not held, those to one document together; by date, those without one last.

    Args:
        mentions: each reference with the authority that its document is about, and its citation.
        held: the documents held.
    """
    found: dict[tuple[str | None, str | None, str], tuple[Reference, list[Citation]]] = {}
    for reference, authority, cited in mentions:
        if not is_held(reference, authority, held):
            same = (reference.kind, reference.date, "" if reference.kind else reference.title.lower())
            found.setdefault(same, (reference, []))[1].append(cited)
    missing = [NotHeld(made.title, made.kind, made.date, tuple(cited)) for made, cited in found.values()]
    return tuple(sorted(missing, key=lambda each: (each.date or "9999", each.title)))


def _dates(held: Held) -> list[str]:
    said = held.metadata
    dates = [date for event in said.events for date in (event.start, event.end) if date]
    dates += [said.date.value] if said.date.value else []
    return dates + (list(said.date.window) if said.date.window else [])


def _same_time(one: str, other: str) -> bool:
    """Whether two ISO 8601 dates agree as far as both say."""
    return one.startswith(other) or other.startswith(one)
