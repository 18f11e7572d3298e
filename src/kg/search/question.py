"""Reads a question: its kind, topic, themes, authorities, people, dates, speaker and stance, by its own words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate import themes
from kg.model import Question
from kg.search import cues, dates
from kg.search.people import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.search.people import Somebody
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.places import Place

_SET_SIDE_BY_SIDE = {"compare", "follow-up"}
"""Kinds of question in which two years are two times, not the time between them."""
_NAME = re.compile(r"(?<=\W)[A-Z][a-z]")
_POSSESSIVE = re.compile(r"^[’']s?\b")
_WORD = re.compile(r"[A-Za-z0-9£%][\w£%.,'’/-]*[\w£%]|[A-Za-z0-9]")


def kind(text: str) -> str:
    """The kind of a question, as CONTRACT.md names them; "list" where nothing tells."""
    if cues.WHAT_IS_NAME.match(text):
        return "definition-programme"
    if cues.INSPECTORATE.search(text) and cues.COUNCIL.search(text):
        return "compare"
    return next((name for name, pattern in cues.KINDS if pattern.search(text)), "list")


def topic_words(text: str) -> tuple[str, ...]:
    """The words of a question that carry its matter, in order, as written; dates are not among them."""
    words = _WORD.findall(cut(text, dates.read(text).spans))
    return tuple(dict.fromkeys(word for word in words if _bare(word) not in cues.FURNITURE))


def cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Some words with stretches of them blanked."""
    blanked = list(text)
    for start, end in spans:
        blanked[start:end] = " " * (end - start)
    return "".join(blanked)


def matter(text: str) -> str:
    """The words of `topic_words` as one string."""
    return " ".join(topic_words(text))


def speaker(text: str) -> str | None:
    """Whose word is asked for: "inspectorate" or "council"; None where either, both or neither is named."""
    inspectorate, council = cues.INSPECTORATE.search(text), cues.COUNCIL.search(text)
    if bool(inspectorate) == bool(council):
        return None
    return "inspectorate" if inspectorate else "council"


def stance(text: str) -> str | None:
    """The stance that is asked for; None where both or neither is named."""
    if cues.PRIORITY_ACTION.search(text):
        return None
    strength, concern = cues.STRENGTH.search(text), cues.CONCERN.search(text)
    if bool(strength) == bool(concern):
        return None
    return "strength" if strength else "concern"


def read(text: str, vocabulary: Vocabulary, people: Callable[[], Sequence[Somebody]] = tuple) -> Question:
    """A question as its own words say it.

    Args:
        text: one question, as a person types it.
        vocabulary: the registers whose labels and names are recognised.
        people: gives those whom the documents held name; asked only where the words may hold a name.
    """
    period = dates.read(text)
    found = kind(text)
    places = tuple(vocabulary.places.find(text))
    rest = _without(text, places)
    pointed: tuple[str, ...] = ()
    if found != "when-which-inspection":
        rest, pointed = pointing(rest)
    heard = unnamed(rest, vocabulary)
    return Question(
        text=text,
        kind=found,
        topic=matter(heard),
        themes=themes.of_text(heard, vocabulary),
        authorities=tuple(dict.fromkeys(place.gss for place in places)),
        people=meant(rest, people()) if _NAME.search(rest) else (),
        since=period.since,
        until=None if found == "follow-up" and not period.moments else period.until,
        moments=period.moments if found in _SET_SIDE_BY_SIDE else (),
        sides=sides(text) if found == "compare" else (),
        speaker=None if found in {"compare", "follow-up"} else speaker(text),
        stance=stance(text),
        pointed=pointed,
    )


def pointing(text: str) -> tuple[str, tuple[str, ...]]:
    """A question without the words that point to documents, and the kinds of document they point to.

    "The letter" points to any letter, but not beside a letter that is named.
    """
    kinds: dict[str, None] = {}
    for pattern, pointed in cues.DOCUMENTS:
        text, count = pattern.subn(" ", text)
        if count and not (len(pointed) > cues.EXACT and kinds.keys() & set(pointed)):
            kinds |= dict.fromkeys(pointed)
    return text, tuple(kinds)


def unplaced(text: str, vocabulary: Vocabulary) -> str:
    """A question without the names of authorities."""
    return _without(text, tuple(vocabulary.places.find(text)))


def unnamed(text: str, vocabulary: Vocabulary) -> str:
    """Some words without the names of inspectorates, which say whose word is asked for and nothing of the matter."""
    for body in vocabulary.inspectorates.values():
        for name in sorted((*body.names, *body.acronyms), key=len, reverse=True):
            text = re.sub(rf"\b(?:the )?{re.escape(name)}\b", " ", text)
    return text


def sides(text: str) -> tuple[tuple[str | None, str | None, str | None], ...]:
    """Whose word and what time each side of a comparison asks for: "what X said in 2019 and what Y found in 2021".

    Speaker, first day and last day, each None where it is not named; empty where not every side names its time.
    """
    clauses = [clause for clause in cues.SIDES.split(text) if dates.read(clause).spans]
    read = [(speaker(clause), dates.read(clause)) for clause in clauses]
    return tuple((who, period.since, period.until) for who, period in read) if len(read) > 1 else ()


def _without(text: str, places: tuple[Place, ...]) -> str:
    for place in reversed(places):
        text = f"{text[: place.start]} {_POSSESSIVE.sub('', text[place.end :])}"
    return text


def _bare(word: str) -> str:
    return word.lower().strip("'’.,")
