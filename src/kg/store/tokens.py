"""SPARQL text as its grammar's terminals with their places; what they mean is the parser's matter and the guard's."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = _BASE + "_0-9\u00b7\u0300-\u036f\u203f\u2040\\-"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"


class Kind(StrEnum):
    """The terminals that matter here; keywords and function names are words."""

    SPACE = "space"
    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    NAME = "name"
    BLANK = "blank"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    OTHER = "other"


# A run of dots inside a name counts only when a name character follows: that is the grammar's longest match. A prefix
# has at most 100 characters, so that no text makes the search quadratic.
_TERMINALS = {
    Kind.SPACE: r"(?:[ \t\r\n]|\#[^\n\r]*)+",
    Kind.IRI: r'<[^\x00-\x20<>"{}|^`\\]*>',
    Kind.STRING: r'"""(?:"{0,2}(?:[^"\\]|\\.))*+"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*+'''"
    r'|"(?:[^"\\\n\r]|\\[^\n\r])*+"'
    r"|'(?:[^'\\\n\r]|\\[^\n\r])*+'",
    Kind.VARIABLE: rf"[?$][{_BASE}_0-9][{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040]*+",
    Kind.BLANK: rf"_:[{_BASE}_0-9](?:\.*[{_CHARS}])*+",
    Kind.NAME: rf"(?:[{_BASE}](?:\.{{0,9}}[{_CHARS}]){{0,99}})?:"
    rf"(?:(?:[{_BASE}_:0-9]|{_PLX})(?:\.*(?:[{_CHARS}:]|{_PLX}))*+)?",
    Kind.LANGUAGE: r"@[A-Za-z]++(?:-{1,2}[A-Za-z0-9]+)*+",
    Kind.NUMBER: r"[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+\.[eE][+-]?[0-9]+|[0-9]+(?:[eE][+-]?[0-9]+)?",
    Kind.WORD: r"[A-Za-z_][A-Za-z_0-9]*+",
    Kind.SIGN: r"\^\^|&&|\|\||!=|<=|>=|<<|>>|[{}()\[\].,;|/^?*+!=<>\-~]",
    Kind.OTHER: r".",
}


@cache
def _terminal() -> re.Pattern[str]:
    """One terminal; compiled at first use, because it costs more than most of a start."""
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TERMINALS.items()), re.DOTALL)


# The backslash of an escape is not itself escaped: an even number stands before it.
_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_QUOTES = frozenset("\"'")
_DELIMITERS = frozenset("\"'\\<>\n\r")


class Token(NamedTuple):
    """A terminal: `source[start:start + len(text)] == text`."""

    kind: Kind
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in upper case; empty for every other kind."""
        return self.text.upper() if self.kind is Kind.WORD else ""


def tokens(source: str, start: int = 0) -> Iterator[Token]:
    """The terminals from `start` on, without white space and comments; what no terminal matches is `OTHER`.

    Raises:
        QueryError: a string does not end.
    """
    kinds = tuple(_TERMINALS)
    for match in _terminal().finditer(source, start):
        kind = kinds[(match.lastindex or 1) - 1]
        if kind is Kind.SPACE:
            continue
        text = match.group()
        if kind is Kind.OTHER and text in _QUOTES:
            raise QueryError("a string that does not end", *place(source, match.start()))
        yield Token(kind, text, match.start())


def decode(source: str) -> str:
    r"""The text with its code-point escapes (`\u0041`) decoded, as the specification wants before parsing.

    An escaped delimiter stays as it is: it may only stand inside a literal, where the engine decodes it, and decoding
    it here would move the literal's end.

    Raises:
        QueryError: an escape names no character.
    """

    def character(match: re.Match[str]) -> str:
        point = int(match.group(2) or match.group(3), 16)
        if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            raise QueryError(f"{match.group()[-10:]} names no character", *place(source, match.end(1)))
        return match.group() if chr(point) in _DELIMITERS else match.group(1) + chr(point)

    return _ESCAPE.sub(character, source)


def place(source: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)
