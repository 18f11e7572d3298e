"""What can go wrong, as one tree; it knows neither the command line nor the web.

    KgError
    ├── InputError           the request or an input was wrong (exit 2, HTTP 400)
    │   ├── SourceError      a file cannot be read as a document
    │   ├── QueryError       a SPARQL request is malformed or refused; has line and column
    │   ├── NotAcceptableError   a result has no form that the caller accepts (HTTP 406)
    │   └── NotHeldError     a document, theme or authority that is named is not held (HTTP 404)
    │       └── GoneError    it was, and something else took its place (HTTP 410)
    ├── InvalidGraphError    a document's graph does not conform to the shapes (exit 1)
    ├── InvalidBriefingError a briefing does not keep the rules that it must keep to go out (exit 1)
    ├── LibraryError         the library on disk is locked, damaged or made by another version
    ├── StoreError           a triple store cannot be reached or answered with an error (HTTP 502)
    └── LimitError           a query ran into its limit of time, rows or memory (HTTP 503)

Each message is one line that says which input is wrong and what to do about it.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that Throughline raises on purpose."""


class InputError(KgError):
    """The request or an input was wrong."""


class SourceError(InputError):
    """A file cannot be read as a document.

    Attributes:
        name: the file's name, as the person gave it.
        reason: what is wrong with it, in one line.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.name, self.reason)


class QueryError(InputError):
    """A SPARQL request is malformed or asks for what is refused.

    Attributes:
        line, column: where, counted from 1; None where the request as a whole is refused.
    """

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        where = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(where + reason)
        self.reason = reason
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[type[QueryError], tuple[str, int | None, int | None]]:
        return type(self), (self.reason, self.line, self.column)


class NotAcceptableError(InputError):
    """A result has no form that the caller accepts; the message lists the forms it has."""


class NotHeldError(InputError):
    """Something named in a request is not held in the library."""


class GoneError(NotHeldError):
    """Something named in a request was held, and something else took its place."""


class InvalidGraphError(KgError):
    """A document's graph does not conform to the shapes.

    Attributes:
        name: the document's name.
        messages: one line a violation, each a message from `shapes/`.
    """

    def __init__(self, name: str, messages: tuple[str, ...]) -> None:
        super().__init__(f"{name}: {'; '.join(messages[:3])}")
        self.name = name
        self.messages = messages

    def __reduce__(self) -> tuple[type[InvalidGraphError], tuple[str, tuple[str, ...]]]:
        return type(self), (self.name, self.messages)


class InvalidBriefingError(KgError):
    """A briefing does not keep the rules that it must keep to go out.

    Attributes:
        name: the briefing's id.
        messages: one line a fault: where it is, what is wrong and what to do.
    """

    def __init__(self, name: str, messages: tuple[str, ...]) -> None:
        rest = f" (and {len(messages) - 1} more)" if len(messages) > 1 else ""
        super().__init__(f"{name} is not ready: {messages[0]}{rest}")
        self.name = name
        self.messages = messages


class LibraryError(KgError):
    """The library folder is locked, damaged or made by another version."""


class StoreError(KgError):
    """A triple store cannot be reached, or answered with an error."""


class LimitError(KgError):
    """A query ran into its limit of time, rows or memory."""
