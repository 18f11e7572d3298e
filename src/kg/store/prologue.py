"""What a query's prologue says of IRIs, and the constants that its tokens write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.model import Iri, Literal, Term
from kg.store.tokens import Kind, Token, place

if TYPE_CHECKING:
    from collections.abc import Sequence

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", "\\": "\\", '"': '"', "'": "'"}
_WORDS = {"TRUE": "true", "FALSE": "false"}


class Prologue:
    """The BASE and PREFIX declarations at the head of a query.

    Attributes:
        end: index of the first token after them.
        prefixes: the IRI of each prefix declared, which is written with its colon.
    """

    def __init__(self, found: Sequence[Token], base: str = "") -> None:
        self._base = base
        self.prefixes: dict[str, str] = {}
        index = 0
        while index < len(found) and found[index].keyword in {"PREFIX", "BASE", "VERSION"}:
            if found[index].keyword == "PREFIX":
                if index + 2 < len(found):
                    self.prefixes[found[index + 1].text] = self._absolute(found[index + 2])
                index += 1
            elif found[index].keyword == "BASE" and index + 1 < len(found):
                self._base = self._absolute(found[index + 1])
            index += 2
        self.end = index

    def resolve(self, token: Token) -> str:
        """The absolute IRI of an IRI reference or a prefixed name; an undeclared prefix adds nothing."""
        if token.kind is Kind.IRI:
            return self._absolute(token)
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(prefix + ":", "") + local.replace("\\", "")

    def _absolute(self, token: Token) -> str:
        reference = token.text[1:-1]
        return urljoin(self._base, reference) if self._base else reference


@dataclass(frozen=True, slots=True)
class Constant:
    """An IRI or literal of a query.

    Attributes:
        text: as it is written there, so that it can stand there once more.
        tokens: how many tokens it is written with.
    """

    value: Term
    text: str
    tokens: int


def constant(source: str, found: Sequence[Token], index: int, prologue: Prologue) -> Constant | None:
    """The IRI or literal that begins at a token; None where none does.

    Raises:
        QueryError: a literal holds an escape that there is not.
    """
    if index >= len(found):
        return None
    first = found[index]
    value: Term | None
    if first.kind in {Kind.IRI, Kind.NAME}:
        value, count = Iri(prologue.resolve(first)), 1
    elif first.kind is Kind.STRING:
        value, count = _string(source, found, index, prologue)
    else:
        value, count = _word(first, found[index + 1 : index + 2])
    if value is None:
        return None
    last = found[index + count - 1]
    return Constant(value, source[first.start : last.start + len(last.text)], count)


def _string(source: str, found: Sequence[Token], index: int, prologue: Prologue) -> tuple[Literal, int]:
    lexical = _unquoted(source, found[index])
    after = found[index + 1 : index + 3]
    if after and after[0].kind is Kind.LANGUAGE:
        return Literal(lexical, _RDF + "langString", after[0].text[1:].lower()), 2
    if len(after) == 2 and after[0].text == "^^" and after[1].kind in {Kind.IRI, Kind.NAME}:
        return Literal(lexical, prologue.resolve(after[1])), 3
    return Literal(lexical), 1


def _word(first: Token, after: Sequence[Token]) -> tuple[Literal | None, int]:
    """A number with its sign, or true or false."""
    if first.text in {"+", "-"} and after and after[0].kind is Kind.NUMBER:
        return _number(first.text + after[0].text), 2
    if first.kind is Kind.NUMBER:
        return _number(first.text), 1
    if first.keyword in _WORDS:
        return Literal(_WORDS[first.keyword], _XSD + "boolean"), 1
    return None, 1


def _number(text: str) -> Literal:
    kind = "double" if "e" in text.lower() else "decimal" if "." in text else "integer"
    return Literal(text, _XSD + kind)


def _unquoted(source: str, token: Token) -> str:
    """The characters that a string token stands for."""
    width = 3 if token.text[:3] in {'"""', "'''"} and len(token.text) >= 6 else 1

    def character(match: re.Match[str]) -> str:
        escape = match.group(1)
        if escape[0] in "uU" and len(escape) > 1:
            return chr(int(escape[1:], 16))
        if escape not in _CONTROL:
            where = place(source, token.start + width + match.start())
            raise QueryError(f"there is no escape \\{escape} in a string", *where)
        return _CONTROL[escape]

    return _STRING_ESCAPE.sub(character, token.text[width:-width])
