"""Documents that the ones held refer to: told held by kind, authority and date, or listed once with every mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.graph import parts
from kg.linking.citations import Citations
from kg.model import NotHeld, Pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.linking.sources import Source
    from kg.model import Annotated, Citation, Held, Metadata, Reference


class Described(Protocol):
    """A document held, as far as references ask of it."""

    @property
    def metadata(self) -> Metadata:
        """What the document is."""
        ...


_D = TypeVar("_D", bound=Described)


def is_held(reference: Reference, authority: str | None, held: Iterable[Described]) -> bool:
    """Whether a document held is the one referred to: of its kind and authority, dated or telling of an event then.

    Where the reference has no date, any document of that kind and authority may be meant, so it is not called missing.
    """
    return any(True for _ in _meant(reference, authority, held))


def _meant(reference: Reference, authority: str | None, held: Iterable[_D]) -> Iterator[_D]:
    """The documents held that a reference can mean."""
    for each in held:
        said = each.metadata
        if (reference.kind, authority) == (said.kind, said.authority) and (
            reference.date is None or any(_same_time(reference.date, date) for date in _dates(said))
        ):
            yield each


def pointers(sources: Sequence[Source]) -> tuple[Pointer, ...]:
    """What the documents about one authority refer to, with the documents about it that may be meant."""
    found = []
    for source in sources:
        for made in source.annotated.references:
            meant = list(_meant(made, source.metadata.authority, sources))
            held = tuple(sorted(each.id for each in meant if each is not source))
            fact = parts.reference(source.id, made)
            found.append(Pointer(source.cite(made.span), made, fact, held, missing=not meant))
    return tuple(found)


def same(reference: Reference) -> tuple[str | None, str | None, str]:
    """What two references to one document that is not held have in common."""
    return reference.kind, reference.date, "" if reference.kind else reference.title.lower()


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
            found.setdefault(same(reference), (reference, []))[1].append(cited)
    missing = [NotHeld(made.title, made.kind, made.date, tuple(cited)) for made, cited in found.values()]
    return tuple(sorted(missing, key=lambda each: (each.date or "9999", each.title)))


def _dates(said: Metadata) -> list[str]:
    dates = [date for event in said.events for date in (event.start, event.end) if date]
    dates += [said.date.value] if said.date.value else []
    return dates + (list(said.date.window) if said.date.window else [])


def _same_time(one: str, other: str) -> bool:
    """Whether two ISO 8601 dates agree as far as both say."""
    return one.startswith(other) or other.startswith(one)
