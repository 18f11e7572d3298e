"""To whom a letter is addressed and who signed it: name, post and organisation, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.annotate import names
from kg.annotate.front import Front, date_alone
from kg.model import Document, Party, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.annotate.lines import Line
    from kg.vocabulary.places import Gazetteer

_BODY = re.compile(
    r"\b(?:Council|Trust|Clinical Commissioning Group|CCG|Integrated Care Board|ICB|Police"
    r"|Constabulary|local authority"
    r"|Local Authority|Partnership|Board|LSCB|Ofsted|Commission|CQC|Probation|Borough|Company"
    r"|Service|Force|Foundation|Group|University)\b"
)
_ADDRESS = re.compile(
    r"^\d|\b(?:Floor|Road|Street|Square|House|Civic (?:Centre|Offices)|Town Hall|County Hall"
    r"|Lane|Avenue)\b|^[A-Z][a-z]+$"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^Dear\b"
)
_HMI = re.compile(
    r"(?:Senior )?(?:(?:Her|His) Majesty[’']?s Inspectors?(?:\s*\(?\bHMI\b\)?)?"
    r"|\bHMI\b)(?!,? (?:of\b|Constabulary|Probation))"
)
_REGION = re.compile(
    r"(?:North|South)(?: (?:East|West))?$|East (?:of England|Midlands)$|West Midlands$|London$|Yorkshire\b"
)
_EDGES = " *_,;:.–-\n\t\u00a0"
_ANOTHER = re.compile(
    rf"(?<=[\w)]) (?P<name>{names.TOKEN}(?: {names.TOKEN}){{1,2}})(?: [A-Z]{{2,4}})*"
    r", (?P<post>[A-Z][\w’]*(?:,? \w+){0,4})"
)
_RANKED = re.compile(rf"(?P<post>(?:[A-Z]\w+ ){{0,3}}[A-Z]\w+) (?P<name>{names.TOKEN} {names.TOKEN}), (?P<of>[^,]+)$")
_LONGEST, _SEVERAL = 180, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with the words that stand after it, on its line and the next ones."""

    name: names.Name
    posts: tuple[str, ...]
    organisation: str | None
    span: Span


def of(document: Document, front: Front, places: Gazetteer) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Addressees and signatories of a letter; both empty for anything else."""
    if front.letter is None:
        return (), ()
    before = tuple(line for line in front.letter.before if date_alone(line) is None)
    addressed = _with_bodies(document.text, before, entries(document.text, before, places))
    signed = entries(document.text, front.letter.signature, places)
    return tuple(map(_party, addressed)), tuple(map(_party, _once(signed)))


def _with_bodies(text: str, lines: Iterable[Line], found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The addressees with those among them of whom only the body is given: "Ann Oak, Anyshire Partnership"."""
    if len(found) < _SEVERAL:
        return found
    taken = [entry.span for entry in found]
    more = []
    for cell in (cell for line in lines for cell in cells_of(text, line)):
        name = names.starting(text, cell.start, cell.end)
        apart = not any(cell.start < span.end and span.start < cell.end for span in taken)
        if apart and name is not None and text.startswith(", ", name.span.end):
            body = " ".join(text[name.span.end + 2 : cell.end].split())
            if _BODY.search(body) or names.is_post(body):
                more.append(Entry(name, (), body, cell))
    return tuple(sorted((*found, *more), key=lambda entry: entry.span))


def entries(text: str, lines: Iterable[Line], places: Gazetteer) -> tuple[Entry, ...]:
    """Names with their posts in the lines of a letterhead, a signature or a list of members, in order.

    A line of one cell goes on with the lines below it; in a table, each column stands for itself, under its head.
    """
    found: list[Entry] = []
    run: list[Span] = []
    heads: list[Span] = []
    for line in lines:
        cells = list(cells_of(text, line))
        if len(cells) < 2:
            run += cells
            continue
        found += _down(text, run, places)
        run = []
        if any(_named(text, cell) for cell in cells):
            found += _across(text, cells, heads, places)
        else:
            heads = cells
    return (*found, *_down(text, run, places))


def posts(words: str) -> tuple[str, ...]:
    """The posts in some words: "Her Majesty's Inspector Regional Director" are two."""
    rest = words.strip(_EDGES)
    hmi = _HMI.search(rest)
    if hmi is None:
        return several(rest)
    parts = (*several(rest[: hmi.start()]), hmi.group(), *several(rest[hmi.end() :]))
    return tuple(part for part in (part.strip(_EDGES + "()") for part in parts) if part)


def several(words: str) -> tuple[str, ...]:
    """Posts parted by commas: a comma inside one ("Deputy Chief Inspector, Primary Medical Services") parts nothing."""
    found: list[str] = []
    for part in words.split(", "):
        if found and not (names.is_post(part) and part[:1].isupper() and names.is_post(found[-1])):
            found[-1] += ", " + part
        elif part:
            found.append(part)
    return tuple(found)


def split(words: str, places: Gazetteer) -> tuple[str, str | None]:
    """A post and the organisation after it: "Chief Nurse, NHS Anyshire CCG"."""
    council = next((place for place in places.find(words) if place.council), None)
    if council is not None and council.start > 0:
        return words[: council.start].strip(_EDGES), words[council.start : council.end]
    nhs = re.search(r"\bNHS\b.*", words)
    if nhs is not None and nhs.start() > 0:
        return re.sub(r" at$", "", words[: nhs.start()].strip(_EDGES)), nhs.group().strip(_EDGES)
    parts = words.split(", ")
    last = max((at for at, part in enumerate(parts) if names.is_post(part)), default=-1)
    if 0 <= last < len(parts) - 1 and _REGION.match(parts[last + 1]):
        last += 1
    rest = ", ".join(parts[last + 1 :])
    place = next((found for found in places.find(rest) if found.start == 0 and found.end == len(rest)), None)
    if last >= 0 and rest and (_BODY.search(rest) or place is not None):
        return ", ".join(parts[: last + 1]), rest
    return words, None


def cells_of(text: str, line: Line) -> Iterator[Span]:
    """The cells of a line; one, where it is no row of a table."""
    for match in re.finditer(r"[^|\t]+", text[line.span.start : line.span.end]):
        body = match.group().strip(" *_\u00a0")
        if re.search(r"\w", body):
            start = line.span.start + match.start() + match.group().index(body)
            yield from _each_party(text, Span(start, start + len(body)))


def _each_party(text: str, cell: Span) -> Iterator[Span]:
    """A cell cut where another name with a post follows without a mark: "…, Anyshire CCG Ann Oak, Chief Constable"."""
    first = names.starting(text, cell.start, cell.end)
    start, at = cell.start, first.span.end if first is not None else cell.end
    while match := _ANOTHER.search(text, at, cell.end):
        name = names.exactly(text, match.start("name"), match.end("name"))
        # "Company Ann Oak" is no name; "Ann Oak" may be one
        at = match.start("name") + 1 if name is None else match.end()
        if name is not None and names.is_post(match["post"]):
            yield Span(start, match.start())
            start = match.start("name")
    yield Span(start, cell.end)


def _party(entry: Entry) -> Party:
    return Party(entry.name.text, ", ".join(entry.posts) or None, entry.organisation, entry.span)


def _once(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Each signatory once, as often as the name stands there: with all posts that it is given."""
    kept: dict[str, Entry] = {}
    for entry in found:
        held = kept.get(entry.name.text)
        if held is None:
            kept[entry.name.text] = entry
            continue
        joint = (*held.posts, *(post for post in entry.posts if post not in held.posts))
        longer = entry if len(entry.posts) > len(held.posts) else held
        kept[entry.name.text] = replace(longer, posts=joint, organisation=held.organisation or entry.organisation)
    return tuple(kept.values())


def _named(text: str, cell: Span) -> bool:
    name = names.starting(text, cell.start, cell.end)
    if name is None:
        return False
    rest = _rest(text, name, cell.end)
    return not rest or names.is_post(rest)


def _rest(text: str, name: names.Name, end: int) -> str:
    """What stands after a name and the letters after it."""
    after = names.AFTER.match(text, name.span.end, end)
    return text[after.end() if after else name.span.end : end].strip(_EDGES)


def _across(text: str, cells: list[Span], heads: list[Span], places: Gazetteer) -> Iterator[Entry]:
    for at, cell in enumerate(cells):
        for entry in _down(text, [cell], places, alone=True):
            if entry.organisation is None and len(heads) == len(cells):
                head = " ".join(text[heads[at].start : heads[at].end].split())
                yield replace(entry, organisation=head if _BODY.search(head) or "HMI" in head else None)
            else:
                yield entry


def _down(text: str, cells: list[Span], places: Gazetteer, *, alone: bool = False) -> Iterator[Entry]:
    at = 0
    while at < len(cells):
        name = _begins(text, cells, at, alone=alone)
        end = at + 1
        if name is None and (ranked := _ranked(text, cells[at])):
            yield ranked
        elif name is not None:
            while end < len(cells) and _goes_on(text, name, cells, end, at):
                end += 1
            yield _entry(text, name, cells[at:end], places)
        at = end


def _begins(text: str, cells: list[Span], at: int, *, alone: bool = False) -> names.Name | None:
    """The name that a cell begins with, if a post follows it there or in the next cell, or a title stands before."""
    cell = cells[at]
    name = names.starting(text, cell.start, cell.end)
    if name is None or cell.end - cell.start > _LONGEST:
        return None
    rest = _rest(text, name, cell.end)
    if rest:
        return name if names.is_post(rest) or name.honorific else None
    if at + 1 == len(cells) or alone or name.honorific:
        return name
    below = cells[at + 1]
    follows = names.is_post(text[below.start : below.end]) and names.starting(text, below.start, below.end) is None
    return name if follows else None


def _ranked(text: str, cell: Span) -> Entry | None:
    """A party whose rank stands before the name: "Acting Chief Constable Ann Oak, Anyshire Police"."""
    found = _RANKED.match(text, cell.start, cell.end)
    name = names.exactly(text, found.start("name"), found.end("name")) if found else None
    if found is None or name is None or not names.is_post(found["post"].split()[-1]) or not _BODY.search(found["of"]):
        return None
    return Entry(name, (found["post"],), found["of"], cell)


def _goes_on(text: str, name: names.Name, cells: list[Span], at: int, first: int) -> bool:
    """Whether a cell still belongs to the entry begun before it: a post, or a body after one; not an address."""
    words = text[cells[at].start : cells[at].end]
    if len(words) > _LONGEST or ": " in words or _begins(text, cells, at) is not None or _ranked(text, cells[at]):
        return False
    if (other := names.starting(text, cells[at].start, cells[at].end)) and text.startswith(", ", other.span.end):
        return False
    has_post = names.is_post(text[name.span.end : cells[at - 1].end]) or (at == first + 1 and names.is_post(words))
    if has_post and _BODY.search(words) and not re.match(r"\d", words):
        return True
    if _ADDRESS.search(words):
        return False
    return names.is_post(words) or (has_post and words[:1].islower())


def _entry(text: str, name: names.Name, cells: list[Span], places: Gazetteer) -> Entry:
    found: list[str] = []
    organisation: str | None = None
    end = name.span.end
    parts = [_rest(text, name, cells[0].end), *(text[cell.start : cell.end] for cell in cells[1:])]
    for part, cell in zip(parts, cells, strict=True):
        words = " ".join(part.replace("*", " ").split()).strip(_EDGES)
        if not words:
            continue
        post, body = split(words, places) if names.is_post(words) else ("", words)
        found += posts(post)
        organisation = organisation or body
        end = cell.end
    return Entry(name, tuple(found), organisation, Span(name.span.start, end))
