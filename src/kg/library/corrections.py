"""Corrections of facts, checked: the fields of each kind, and the values that they can have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, NotHeldError
from kg.library import facts, link_reviews
from kg.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.library.facts import Fact
    from kg.vocabulary import Vocabulary

_DATES = {"date", "start", "end", "as_of"}
_NEEDED = {"title", "name", "role", "aspect", "grade", "indicator", "entity", "type", "evaluated"}
"""Fields that a fact cannot be without, wherever it has them."""
_SCHEMES = {
    ("document", "kind"): "kind",
    ("reference", "kind"): "kind",
    ("recommendation", "kind"): "recommendation",
    ("caveat", "kind"): "caveat",
    ("event", "type"): "event",
    ("statement", "themes"): "theme",
    ("statement", "stance"): "stance",
    ("statement", "speaker"): "speaker",
    ("judgement", "grade"): "grade",
    ("inspection", "framework"): "framework",
}


def kind_of(id_: str) -> str:
    """The kind of fact that an id is of.

    Raises:
        NotHeldError: it is no id of a fact.
        InputError: it is that of a link.
    """
    if re.search(r"(?:^|/)linked/", id_):
        raise InputError(link_reviews.NO_FIELDS)
    found = re.search(r"(?:^|/)document/[0-9a-f]+(?:/([a-z]+)/|$)", id_)
    kind = (found[1] or "document") if found else ""
    if kind not in facts.FIELDS:
        raise NotHeldError(f"{id_} is no id of a fact; kg review facts lists them")
    return kind


def parsed(kind: str, field: str, text: str) -> Any:
    """A field's value from text: several in lists are parted by commas, and nothing means that it is not known.

    Raises:
        InputError: the kind has no such field, or it cannot be that.
    """
    if field not in facts.FIELDS.get(kind, ()):
        raise InputError(_no_field(kind, field))
    if field in facts.LISTS:
        return [
            _number(each.strip()) if field == "values" else each.strip() for each in text.split(",") if each.strip()
        ]
    if field == "evaluated":
        if text not in {"true", "false"}:
            raise InputError("evaluated is true or false")
        return text == "true"
    return text.strip() or None


def correction(
    fact: Fact, verdict: Verdict, said: Mapping[str, Any], vocabulary: Vocabulary
) -> tuple[tuple[str, Any], ...]:
    """The fields that a correction changes, checked."""
    if verdict is not Verdict.CORRECTED:
        if said:
            raise InputError(f"what is {verdict.value} has no correction")
        if verdict is Verdict.REJECTED and fact.kind == "document":
            raise InputError("a document as a whole is not rejected; take it out with: kg remove")
        return ()
    values = {field: _checked(fact.kind, field, value, vocabulary) for field, value in said.items()}
    new = {field: value for field, value in values.items() if value != fact.said[field]}
    if not new:
        raise InputError("the correction says what the fact says already; accept it, or name a field that is otherwise")
    return tuple(new.items())


def _checked(kind: str, field: str, value: Any, vocabulary: Vocabulary) -> Any:
    """A value that the field of a fact can have.

    Raises:
        InputError: it cannot; the message says what can.
    """
    if field not in facts.FIELDS[kind]:
        raise InputError(_no_field(kind, field))
    if isinstance(value, tuple | set | frozenset):
        value = list(value)
    if (field in facts.LISTS) != isinstance(value, list):
        raise InputError(f"{field} {'takes a list' if field in facts.LISTS else 'takes one value'}")
    if value in (None, "", []) and field in _NEEDED:
        raise InputError(f"{kind} cannot be without {field}; reject it where it is none")
    if field in _DATES and value and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(value)):
        raise InputError(f"{value!r} is no date; write 2024, 2024-07 or 2024-07-04")
    if field == "authority" and value:
        found = vocabulary.authority(value) or vocabulary.authority_named(value)
        if found is None:
            raise InputError(f"no authority is called {value!r}; use its usual name or its GSS code")
        return found.gss
    scheme = _SCHEMES.get((kind, field))
    for each in value if isinstance(value, list) else [value] if value else []:
        if scheme and each not in vocabulary.schemes[scheme]:
            raise InputError(f"there is no {scheme} {each!r}; there are: {', '.join(vocabulary.schemes[scheme])}")
    return value


def _no_field(kind: str, field: str) -> str:
    return f"a {kind} has no {field}; it has: {', '.join(facts.FIELDS.get(kind, ()))}"


def _number(text: str) -> int | float:
    try:
        return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
    except ValueError:
        raise InputError(f"{text!r} is no number") from None


def choices(kind: str, field: str, vocabulary: Vocabulary) -> dict[str, str] | None:
    """What a field of a fact may be, as ids with their labels; None where it is free text."""
    scheme = _SCHEMES.get((kind, field))
    return {each.id: each.label for each in vocabulary.schemes[scheme].values()} if scheme else None
