"""Finds the authorities, inspectorates and public bodies that a document names, and the authority it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.annotate import front, names
from kg.model import Annotated, Mention, Span

if TYPE_CHECKING:
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.places import Place

NAME = "authorities/2"

_STREET = re.compile(
    r",? (?:Place|Park|Road|Street|Square|House|Way|Avenue|Lane|Court|Drive|Terrace|Gate|Hotel|Hospital|University)\b"
)
_LARGER = re.compile(r"(?:\bGreater |\b[Pp]an-)$")
_WORDS_TOO = frozenset({"reading", "bury", "barking", "bath", "sale", "wells", "ware"})
_SUBJECTS = re.compile(
    r"\b(?:writing|math\w*|phonics|KS\d|key stage|attainment|ages?|literacy|books?|scheme)\b", re.IGNORECASE
)
_IN = re.compile(r"\b(?:in|of|from|to|at|near|across|for|with) $")

_COUNCIL, _PLACE = 3.0, 1.0


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """Mentions of authorities and bodies, and the document's own authority in its metadata.

    The own authority is the one of the title block or the subject of the letter; where those name none, of its
    addressees; else the one that the first page, or the whole, names most, councils counting more than places.
    """
    text = annotated.document.text
    places = [place for place in vocabulary.places.find(text) if _is_place(text, place)]
    mentions = [Mention(Span(p.start, p.end), f"authority/{p.gss}", NAME, 1.0 if p.council else 0.8) for p in places]
    mentions += _bodies(text, vocabulary)
    mentions.sort(key=lambda mention: (mention.span, mention.entity))
    metadata = annotated.metadata
    own = _own(annotated, places)
    if own is not None:
        metadata = replace(metadata, authority=own.gss, authority_span=Span(own.start, own.end))
        if metadata.author is None and metadata.kind is not None:
            own_account = vocabulary.kinds[metadata.kind].speaker == "council"
            if own_account and not front.by_outsider(annotated.document):
                metadata = replace(metadata, author=vocabulary.authorities[own.gss].label)
    return replace(annotated, metadata=metadata, mentions=annotated.mentions + tuple(mentions))


def _own(annotated: Annotated, places: list[Place]) -> Place | None:
    """The place of the title block; else of a letter's addressees; else the one named most, the first page first."""
    parts = front.read(annotated.document)
    before = parts.letter.before if parts.letter is not None else ()
    for lines in (parts.title, before, parts.top):
        named = _most([place for place in places if any(Span(place.start, place.end) in line.span for line in lines)])
        if named is not None:
            return named
    return _most(places)


def _most(places: list[Place]) -> Place | None:
    """The place named most, a council's name counting more than a place's; its first and fullest naming."""
    weights: dict[str, float] = {}
    for place in places:
        weights[place.gss] = weights.get(place.gss, 0.0) + (_COUNCIL if place.council else _PLACE)
    if not weights:
        return None
    gss = max(weights, key=lambda code: weights[code])
    named = [place for place in places if place.gss == gss]
    return next((place for place in named if place.council), named[0])


def _bodies(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """Inspectorates and national bodies by name; local bodies, which no register lists, by the kind they show."""
    found: dict[Span, Mention] = {}
    for scheme, pattern, entities in _patterns(vocabulary.base):
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span in other for other in found):
                entity = entities[_folded(match.group())]
                found[span] = Mention(span, f"{scheme}/{entity}", NAME)
    for kind in vocabulary.body_kinds.values():
        for match in re.finditer(rf"\b(?:{'|'.join((kind.pattern, *kind.acronyms))})\b", text):
            span = Span(match.start() + _overrun(match.group()), match.end())
            if "\n\n" not in match.group() and not any(span in other for other in found):
                found[span] = Mention(span, f"body-kind/{kind.id}", NAME, 0.8)
    return list(found.values())


def _overrun(words: str) -> int:
    """How much of what a pattern of names took in stands before the name: a person and a post, up to a comma."""
    nhs = words.rfind("NHS ")
    if nhs > 0 and not re.match(r"NHS (?:Foundation )?Trust", words[nhs:]):
        return nhs
    return max((match.end() for match in re.finditer(", ", words) if names.is_post(words[: match.start()])), default=0)


def _is_place(text: str, place: Place) -> bool:
    """Whether a name found means the place: not a street, and not the ordinary word that some names are too."""
    if place.council:
        return True
    if _STREET.match(text, place.end) or _LARGER.search(text, max(0, place.start - 9), place.start):
        return False
    if text[place.start : place.end].casefold() not in _WORDS_TOO:
        return True
    near = text[max(0, place.start - 40) : place.end + 40]
    return _IN.search(text, max(0, place.start - 12), place.start) is not None and not _SUBJECTS.search(near)


@cache
def _patterns(base: str) -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    from kg import vocabulary as registers

    held = registers.load(base)
    patterns = []
    for scheme, concepts in (("inspectorate", held.inspectorates), ("body", held.bodies)):
        known = {
            _folded(name): concept.id for concept in concepts.values() for name in (*concept.names, *concept.acronyms)
        }
        longest = sorted(known, key=lambda name: (-len(name), name))
        alternatives = "|".join(re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]") for name in longest)
        patterns.append((scheme, re.compile(rf"(?<![\w@.])(?i:{alternatives})(?!\w)"), known))
    return tuple(patterns)


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
