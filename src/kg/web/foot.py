"""What stands at the foot of a thing's page: its name in the graph, its data and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kg.web import frame, rdf
from kg.web.frame import Link


@dataclass(frozen=True, slots=True)
class Foot:
    """The name of a thing, its data in each form, and the address of its neighbours in the graph."""

    iri: str
    data: tuple[Link, ...]
    graph: str


def foot(path: str) -> Foot:
    """The foot of the page of a thing, by the path of its name below the base."""
    return Foot(
        iri=frame.library().names.iri(path),
        data=tuple(Link(label, f"/data/{quote(path)}.{ending}") for ending, label in rdf.LABELS.items()),
        graph=neighbours(path),
    )


def neighbours(path: str) -> str:
    """The address of what a thing is connected with, by the path of its name below the base."""
    return "/graph?" + urlencode({"of": path})
