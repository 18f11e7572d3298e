"""What the editor of the SPARQL page completes: classes and properties that the graphs hold, with how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify, request

from kg.library.described import dataset
from kg.vocabulary.names import PREFIXES
from kg.web import frame, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from werkzeug import Response as Answer

    from kg.library import Library

routes = Blueprint("completions", __name__)

_KEPT = "kg.completions"


@routes.get("/sparql/completions")
def completions() -> Answer:
    """Terms by their prefixed names, the most frequent first."""
    library = frame.library()
    version = library.version
    kept = current_app.extensions.get(_KEPT)
    if kept is None or kept[0] != version:
        kept = (version, jsonify(terms(library)).get_data())
        current_app.extensions[_KEPT] = kept
    response = Response(kept[1], mimetype="application/json")
    response.set_etag(version)
    return response.make_conditional(request)


def terms(library: Library) -> list[dict[str, str]]:
    """Each class and property with a prefix of the house, as the editor wants them; then the prefixes."""
    said = dataset(library)
    return [
        *_named(said.classes, "class", "instance"),
        *_named(said.properties, "property", "triple"),
        *({"label": f"{prefix}:", "type": "namespace", "detail": iri} for prefix, iri in PREFIXES.items()),
    ]


def _named(counts: Sequence[tuple[str, int]], kind: str, unit: str) -> Iterator[dict[str, str]]:
    for iri, number in counts:
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace):
                label = f"{prefix}:{iri.removeprefix(namespace)}"
                yield {"label": label, "type": kind, "detail": wording.count(number, unit)}
                break
