"""To whom a letter is addressed and who signed it: name, post and organisation, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.annotate import names
from kg.annotate.front import Front, date_alone
from kg.model import Document, Party, Span
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.lines import Line
    from collections.abc import Iterator

_ORGANISATION = re.compile(
    r"\bNHS\b.*|(?:[A-Z][\w’'&-]*,? (?:(?:and|of|upon|on|the) )*){0,6}"
    r"(?:Council|NHS (?:Foundation )?Trust|Clinical Commissioning Group|CCG|Integrated Care Board|ICB|Police(?: Service)?"
    r"|Constabulary|Trust|local authority|Safeguarding (?:Children )?(?:Partnership|Board)|LSCB|Ofsted|Commission"
    r"|Probation(?: Service)?|Borough)\b.*"
)
_COUNCIL = re.compile(
    r"(?:(?:London Borough|Royal Borough|Metropolitan Borough|City|County|Borough) of )?[A-Z][\w’'-]*(?:(?:,| and| upon| on| of| the)*"
    r" [A-Z][\w’'-]*)*? (?:City|County|Borough|Metropolitan|District|Unitary)*\s*(?:Borough )?Council\b"
)
_REGION = re.compile(r"(?:North|South|East|West|London|Yorkshire|Midlands|Central|National)\b")
_ADDRESS = re.compile(
    r"^\d|\b(?:Floor|Road|Street|Square|House|Civic (?:Centre|Offices)|Town Hall|County Hall|Lane|Avenue)\b|^[A-Z][a-z]+$"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
_HMI = re.compile(
    r"(?:Senior )?(?:(?:Her|His) Majesty[’']?s Inspectors?(?:\s*\(?\bHMI\b\)?)?|\bHMI\b)(?:,?\s+(?:Ofsted|Social Care|Education)\b)?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with the words that stand after it, on its line and the next ones."""

    name: names.Name
    posts: tuple[str, ...]
    organisation: str | None
    span: Span


def of(document: Document, front: Front) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Addressees and signatories of a letter; both empty for anything else."""
    if front.letter is None:
        return (), ()
    before = tuple(line for line in front.letter.before if date_alone(line) is None)
    addressed = entries(document.text, before)
    signed = entries(document.text, front.letter.signature)
    return tuple(map(_party, addressed)), tuple(map(_party, _once(signed)))


def entries(text: str, lines: tuple[Line, ...]) -> tuple[Entry, ...]:
    """Names with their posts in the lines of a letterhead, a signature or a list of members, in order."""
    cells = [cell for line in lines for cell in _cells(text, line)]
    found: list[Entry] = []
    at = 0
    while at < len(cells):
        name = _begins(text, cells, at)
        if name is None:
            at += 1
            continue
        end = at + 1
        while end < len(cells) and _goes_on(text, cells, end, found_post=_has_post(text, name, cells[at:end])):
            end += 1
        found.append(_entry(text, name, cells[at:end]))
        at = end
    return tuple(found)


def posts(words: str) -> tuple[str, ...]:
    """The posts in some words: "Her Majesty's Inspector Regional Director" are two."""
    rest = words.strip(" ,;:–-\n")
    hmi = _HMI.search(rest)
    if hmi is None:
        return (rest,) if rest else ()
    parts = (rest[: hmi.start()], hmi.group(), rest[hmi.end() :])
    return tuple(part for part in (part.strip(" ,;:–-()") for part in parts) if part)


def _party(entry: Entry) -> Party:
    return Party(entry.name.text, ", ".join(entry.posts) or None, entry.organisation, entry.span)


def _once(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Each signatory once, where the second time says more of the post in one."""
    kept: dict[str, Entry] = {}
    for entry in found:
        held = kept.get(entry.name.text)
        if held is None or len(entry.posts) > len(held.posts):
            kept[entry.name.text] = entry
    return tuple(kept.values())


def _cells(text: str, line: Line) -> Iterator[Span]:
    for match in re.finditer(r"[^|\t]+", text[line.span.start : line.span.end]):
        body = match.group().strip(" *_\u00a0")
        if body and re.search(r"\w", body):
            start = line.span.start + match.start() + match.group().index(body)
            yield Span(start, start + len(body))


def _begins(text: str, cells: list[Span], at: int) -> names.Name | None:
    """The name that a cell begins with, if a post follows it there or in the next cell, or an honorific stands before."""
    cell = cells[at]
    name = names.starting(text, cell.start, cell.end)
    if name is None:
        return None
    rest = text[name.span.end : cell.end].strip(" *,;:-–")
    if rest:
        return name if names.is_post(rest) or name.honorific else None
    following = text[cells[at + 1].start : cells[at + 1].end] if at + 1 < len(cells) else ""
    if names.is_post(following) and names.starting(text, cells[at + 1].start, cells[at + 1].end) is None:
        return name
    return name if name.honorific or at + 1 == len(cells) else None


def _has_post(text: str, name: names.Name, cells: list[Span]) -> bool:
    return names.is_post(text[name.span.end : cells[-1].end])


def _goes_on(text: str, cells: list[Span], at: int, *, found_post: bool) -> bool:
    """Whether a cell still belongs to the entry before it: a post, or an organisation after one; not an address."""
    words = text[cells[at].start : cells[at].end]
    if _begins(text, cells, at) is not None:
        return False
    if _ORGANISATION.match(words) and found_post:
        return True
    if _ADDRESS.search(words):
        return False
    return names.is_post(words) or (found_post and words[:1].islower())


def _entry(text: str, name: names.Name, cells: list[Span]) -> Entry:
    parts = [Span(name.span.end, cells[0].end), *cells[1:]]
    found: list[str] = []
    organisation: str | None = None
    end = name.span.end
    for part in parts:
        words = " ".join(text[part.start : part.end].replace("*", " ").split()).strip(" ,;:–-")
        if not words or organisation is not None:
            continue
        post, organisation = _split(words)
        found += posts(post)
        end = part.end
    return Entry(name, tuple(found), organisation, Span(name.span.start, end))


def _split(words: str) -> tuple[str, str | None]:
    """A post and the organisation after it."""
    council = next((m for m in _COUNCIL.finditer(words) if not names.is_post(m.group())), None)
    nhs = re.search(r"\bNHS\b.*", words)
    for match in (council, nhs):
        if match is not None:
            post = words[: match.start()]
            return post.strip(" ,;:–-"), match.group().strip(" ,;")
    head, comma, tail = words.rpartition(",")
    if comma and _ORGANISATION.fullmatch(tail.strip()) and not names.is_post(tail):
        return head.strip(" ,"), tail.strip()
    return words, None
