"""Finds the authorities, inspectorates and public bodies that a document names, and the authority it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.annotate import front
from kg.model import Annotated, Mention, Span

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.places import Place

NAME = "authorities/1"

_TITLE, _TOP, _COUNCIL, _PLACE = 50.0, 6.0, 3.0, 1.0


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """Mentions of authorities and bodies, and the document's own authority in its metadata.

    The own authority is the one of the title block or the subject of the letter; where those name none, the one that
    the first page and the whole name most, names of councils counting more than names of places.
    """
    text = annotated.document.text
    places = list(vocabulary.places.find(text))
    mentions = [Mention(Span(p.start, p.end), f"authority/{p.gss}", NAME, 1.0 if p.council else 0.8) for p in places]
    mentions += _bodies(text, vocabulary)
    mentions.sort(key=lambda mention: (mention.span, mention.entity))
    metadata = annotated.metadata
    own = _own(annotated, places)
    if own is not None:
        metadata = replace(metadata, authority=own.gss, authority_span=Span(own.start, own.end))
        if metadata.author is None and metadata.kind is not None:
            speaker = vocabulary.kinds[metadata.kind].speaker
            metadata = replace(metadata, author=vocabulary.authorities[own.gss].label if speaker == "council" else None)
    return replace(annotated, metadata=metadata, mentions=annotated.mentions + tuple(mentions))


def _own(annotated: Annotated, places: list[Place]) -> Place | None:
    parts = front.read(annotated.document)
    title, top = front.span(parts.title), front.span(parts.top)
    weights: dict[str, float] = {}
    best: dict[str, tuple[float, Place]] = {}
    for place in places:
        weight = _COUNCIL if place.council else _PLACE
        here = Span(place.start, place.end)
        if title is not None and here in title:
            weight *= _TITLE
        elif top is not None and here in top:
            weight *= _TOP
        weights[place.gss] = weights.get(place.gss, 0.0) + weight
        if place.gss not in best or weight > best[place.gss][0]:
            best[place.gss] = (weight, place)
    if not weights:
        return None
    gss = max(weights, key=lambda code: (weights[code], -best[code][1].start))
    return best[gss][1]


def _bodies(text: str, vocabulary: Vocabulary) -> list[Mention]:
    found: dict[Span, Mention] = {}
    for scheme, pattern, entities in _patterns(vocabulary.base):
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span in other for other in found):
                entity = entities[_folded(match.group())]
                found[span] = Mention(span, f"{scheme}/{entity}", NAME)
    return list(found.values())


@cache
def _patterns(base: str) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    from kg import vocabulary as registers

    held = registers.load(base)
    patterns = []
    for scheme, concepts in (("inspectorate", held.inspectorates), ("body", held.bodies)):
        names = {
            _folded(name): concept.id for concept in concepts.values() for name in (*concept.names, *concept.acronyms)
        }
        longest = sorted(names, key=lambda name: (-len(name), name))
        alternatives = "|".join(re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]") for name in longest)
        patterns.append((scheme, re.compile(rf"(?<![\w@.])(?i:{alternatives})(?!\w)"), names))
    return tuple(patterns)


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
