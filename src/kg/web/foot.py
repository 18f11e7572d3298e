"""What stands at the foot of a thing's page: its name in the graph and its data."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kg.web import frame, rdf
from kg.web.frame import Link


@dataclass(frozen=True, slots=True)
class Foot:
    """The name of a thing, and its data in each form."""

    iri: str
    data: tuple[Link, ...]


def foot(path: str) -> Foot:
    """The foot of the page of a thing, by the path of its name below the base."""
    return Foot(
        iri=frame.library().names.iri(path),
        data=tuple(Link(label, f"/data/{quote(path)}.{ending}") for ending, label in rdf.LABELS.items()),
    )
