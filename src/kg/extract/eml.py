"""Reads mails: headers as furniture, the subject as the title, the body, and the documents that are attached.

Most letters travel as attachments: one that can be read is part of the mail's text; one that cannot is named.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
from dataclasses import replace
from email.errors import MessageError
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.extract.build import Build
from kg.extract.detect import detect
from kg.extract.html import add_page
from kg.extract.plain import Piece, scan
from kg.model import Block, BlockRole, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage, MIMEPart

_HEADERS = ("From", "To", "Cc", "Date")
_MOST = 20
_PARTS = 5_000
_PART = b"\n--"
"""What each part of a mail begins with, and hardly anything else."""

_DEPTH = 3
"""Mails that may stand inside each other: a letter sent on twice."""

_SEPARATOR = "\n\n"
_MORE = 2
"""How many times as long as the plain text a web page is, where it says more: its own furniture is left out already."""


def read(data: bytes, name: str, sha256: str) -> Document:
    """Reads a mail, with the documents and mails that are attached to it.

    Raises:
        SourceError: it is no mail, has too many parts, or holds no words.
    """
    return _read(data, name, sha256, 0)


def _read(data: bytes, name: str, sha256: str, depth: int) -> Document:
    if (parts := data.count(_PART)) > _PARTS:
        raise SourceError(name, f"holds {parts} parts; more than {_PARTS} are refused")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        build = Build()
        _headers(build, message)
        _body(build, message, name)
        attached = list(_attachments(message))
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise SourceError(name, "is not a mail that can be read") from error
    document = build.document(name, "message/rfc822", sha256, structured=False)
    return _with(document, attached, depth)


def _headers(build: Build, message: EmailMessage) -> None:
    for header in _HEADERS:
        if words := str(message.get(header, "")).strip():
            build.add(f"{header}: {words}", Piece(0, 0, BlockRole.FURNITURE, settled=True))
    if subject := str(message.get("Subject", "")).strip():
        build.add(subject, Piece(0, 0, BlockRole.HEADING, level=1, settled=True))


def _body(build: Build, message: EmailMessage, name: str) -> None:
    """The body: the plain text, or the web page where that says more: some plain texts only ask for another reader."""
    plain, page = _content(message.get_body(("plain",))), Build()
    if shown := _content(message.get_body(("html",))):
        add_page(page, shown, name)
    if page.length > _MORE * len(plain):
        add_page(build, shown, name)
        return
    for piece in scan(plain):
        build.add(plain[piece.start : piece.end], replace(piece, gap=max(0, piece.gap - 1)))


def _content(part: MIMEPart | None) -> str:
    content = part.get_content() if part else ""
    return content if isinstance(content, str) else content.decode("utf-8", "replace")


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        name = part.get_filename() or "without a name"
        if part.get_content_type() == "message/rfc822":
            yield part.get_filename() or "forwarded.eml", part.get_content().as_bytes()
            continue
        content = part.get_payload(decode=True)
        yield name, content if isinstance(content, bytes) else b""


def _with(document: Document, attached: list[tuple[str, bytes]], depth: int) -> Document:
    """A mail with the documents attached to it, each after the text before it."""
    warnings = list(document.warnings)
    for name, data in attached[:_MOST]:
        try:
            other = _attached(name, data, depth)
        except SourceError as error:
            warnings.append(f"the attachment {name!r} is not read: {error.reason}")
            continue
        document = _joined(document, other)
        warnings.append(f"the attachment {name!r} is read as part of this mail")
        warnings.extend(f"{name}: {warning}" for warning in other.warnings)
    if len(attached) > _MOST:
        warnings.append(f"{len(attached) - _MOST} more attachments are not read")
    return replace(document, warnings=tuple(warnings))


def _attached(name: str, data: bytes, depth: int) -> Document:
    from kg.extract import read_bytes  # it calls this module

    if detect(data, name) == "message/rfc822":
        if depth == _DEPTH:
            raise SourceError(name, "is a mail inside several mails; save it and ingest it by itself")
        return _read(data, name, hashlib.sha256(data).hexdigest(), depth + 1)
    return read_bytes(data, name)


def _joined(document: Document, other: Document) -> Document:
    """Two documents as one; the pages of a second attachment would repeat numbers, so only the first keeps them."""
    by = len(document.text) + len(_SEPARATOR)
    paged = not document.pages
    blocks = (
        replace(block, span=_moved(block, by), page=block.page if paged else None, boxes=()) for block in other.blocks
    )
    pages = tuple(replace(page, start=page.start + by, end=page.end + by) for page in other.pages)
    return replace(
        document,
        text=document.text + _SEPARATOR + other.text,
        pages=pages if paged else document.pages,
        blocks=(*document.blocks, *blocks),
    )


def _moved(block: Block, by: int) -> Span:
    return Span(block.span.start + by, block.span.end + by)
