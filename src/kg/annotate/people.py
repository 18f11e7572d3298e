"""Finds people by structure: letterheads, signatures, lists of inspectors, charts, posts beside a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.annotate import charts, front, inspectors, names, parties
from kg.annotate.lines import lines
from kg.model import Annotated, Person, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.annotate.front import Front
    from kg.annotate.lines import Line
    from kg.vocabulary import Vocabulary

NAME = "people/1"

_NAMED = rf"{names.TOKEN}(?: (?:{names.TOKEN}|[A-Z]\.?))+"
_TITLED = re.compile(rf"\b{names.HONORIFIC} (?={names.TOKEN})")
_MET = re.compile(
    r"\b(?:meeting with|met with|to meet|joined by|accompanied by|attended by|chaired by"
    r"|co-chaired by|led by) (?=[A-Z])"
)
_PRESENT = re.compile(
    r"(?:present|in attendance|attendees|apologies(?: for absence)?|councillors|members)\s*[:–-]\s*", re.IGNORECASE
)
_BESIDE = re.compile(rf"(?P<name>{_NAMED}),? \(?(?:the |our |who is )?(?P<post>[^.;:()\n|\t]{{4,90}})")
_BEFORE = re.compile(rf"(?P<post>(?:[A-Z][\w’'&/-]* (?:(?:of|for|and|the|to|in) )*){{1,9}})\(?(?P<name>{_NAMED})")
_BEFORE_COMMA = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Ii]ts) (?P<post>(?:[A-Z][\w’'&/-]* (?:(?:of|for|and|the|to|in) )*){{0,8}}[A-Z][\w’'&/-]*)"
    rf", (?P<name>{_NAMED})(?=[,.)])"
)
_CLAUSE = re.compile(
    r"(?:at|in|on|by|with|as|where|which|while|when|after|before|for|to|from|both|all|including)\b", re.IGNORECASE
)
_OFFICERS = re.compile(
    r"Director|Head of|Cabinet [Mm]ember|Service Manager|Leader of the Council|Lead Member|Portfolio Holder"
    r"|Principal Social Worker"
)
_SURE, _LIKELY = 1.0, 0.8


@dataclass(slots=True)
class _Found:
    """One sighting of somebody."""

    name: names.Name
    roles: tuple[tuple[str, str | None, Span], ...] = ()
    confidence: float = _SURE


@dataclass(slots=True)
class _Held:
    """Sightings of one person, gathered."""

    names: list[names.Name] = field(default_factory=list)
    roles: list[tuple[str, str | None, Span]] = field(default_factory=list)
    confidence: float = 0.0


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """The people of a document, each with every form of the name, posts as of the document's date, and mentions."""
    text = annotated.document.text
    parts = front.read(annotated.document)
    every = lines(annotated.document)
    council = vocabulary.authority(annotated.metadata.authority or "")
    own = council.label if council is not None else None
    found = [
        *_of_letter(annotated, parts, vocabulary),
        *_of_inspection(annotated),
        *_of_charts(annotated, every, vocabulary, own),
        *_of_rows(text, every, vocabulary),
        *_of_prose(annotated, vocabulary),
    ]
    gathered = _gathered(found)
    people = [_person(annotated, held, parts, vocabulary) for held in gathered]
    return replace(annotated, people=tuple(sorted(people, key=lambda person: person.mentions[0])))


def _of_letter(annotated: Annotated, parts: Front, vocabulary: Vocabulary) -> Iterator[_Found]:
    if parts.letter is None:
        return
    for part, author in ((parts.letter.before, None), (parts.letter.signature, _author(annotated))):
        for entry in parties.entries(annotated.document.text, part, vocabulary.places):
            roles = tuple(
                (post, entry.organisation or author or _inspectorate(post), entry.span) for post in entry.posts
            )
            yield _Found(entry.name, roles)


def _author(annotated: Annotated) -> str | None:
    """Whose post a signatory holds where none is printed: of the author, if it is one body."""
    author = annotated.metadata.author
    return author if author is not None and " and " not in author else None


def _inspectorate(post: str) -> str | None:
    return inspectors.organisation(post) if re.search(r"Majesty|\bHMI\b|Ofsted|CQC|Regional Director", post) else None


def _of_inspection(annotated: Annotated) -> Iterator[_Found]:
    if annotated.metadata.kind is None or not annotated.metadata.evaluated:
        return
    for one in inspectors.find(annotated.document):
        yield _Found(one.name, ((one.post, one.organisation, one.span),))


def _of_charts(
    annotated: Annotated, every: tuple[Line, ...], vocabulary: Vocabulary, own: str | None
) -> Iterator[_Found]:
    if annotated.metadata.evaluated:
        return
    for holder in charts.find(annotated.document.text, every):
        if holder.post is None:
            yield _Found(holder.name, (), _LIKELY)
            continue
        post, body = parties.split(holder.post, vocabulary.places)
        yield _Found(holder.name, ((post, body or own, holder.span),))


def _of_rows(text: str, every: tuple[Line, ...], vocabulary: Vocabulary) -> Iterator[_Found]:
    """Cells of a table that are a name with a post: "Jane Poe, Director of Children's Services"."""
    rows = tuple(line for line in every if "|" in line.text or "\t" in line.text)
    for entry in parties.entries(text, rows, vocabulary.places):
        whole = text[entry.span.start : entry.span.end]
        if entry.posts and len(whole) < 140 and not inspectors.organisation(whole):
            yield _Found(entry.name, tuple((post, entry.organisation, entry.span) for post in entry.posts))


def _of_prose(annotated: Annotated, vocabulary: Vocabulary) -> Iterator[_Found]:
    text = annotated.document.text
    for pattern in (_TITLED, _MET, _PRESENT):
        for match in pattern.finditer(text):
            start = match.start() if pattern is _TITLED else match.end()
            for name in names.each(text, start, min(len(text), match.end() + 500)):
                yield _Found(name)
    for match in _BESIDE.finditer(text):
        yield from _beside(text, match)
    for pattern in (_BEFORE, _BEFORE_COMMA):
        for match in pattern.finditer(text):
            if not any(vocabulary.places.find(match["name"])):
                yield from _before(text, match)


def _beside(text: str, match: re.Match[str]) -> Iterator[_Found]:
    """A name with a post behind a comma: "Jane Poe, director of children's services"."""
    name = names.starting(text, match.start("name"), match.end("name"))
    if name is None or "," not in text[name.span.end : match.start("post")] or name.span.end != match.end("name"):
        return
    post = _leading_post(match["post"])
    if post is not None:
        span = Span(name.span.start, text.index(post, match.start("post")) + len(post))
        yield _Found(name, ((post, None, span),), _LIKELY)


def _before(text: str, match: re.Match[str]) -> Iterator[_Found]:
    """A post with a name behind it: "Executive Director for Children Jane Poe"."""
    whole = Span(match.start("post"), match.end())
    name = names.ending(text, whole.start, whole.end)
    if name is None or len(name.words) > 3:
        return
    post = text[whole.start : name.span.start].strip(" ,(")
    if names.is_post(post) and len(post.split()) > 1 and not re.search(r"\b(?:of|for|and|the|to|in)$", post):
        yield _Found(name, ((post, None, Span(whole.start, name.span.end)),), _LIKELY)


def _leading_post(words: str) -> str | None:
    """The post that some words begin with, up to a comma or a verb."""
    words = re.sub(r"^(?:an?|the|our|its|their)\s+", "", words)
    post = re.split(r",|\b(?:who|said|told|was|is|has|will|and (?:the|his|her))\b", words, maxsplit=1)[0].strip()
    if not post or _CLAUSE.match(post) or names.starting(post, 0, len(post)) is not None:
        return None
    return post if names.is_post(" ".join(post.split()[:4])) else None


def _gathered(found: list[_Found]) -> list[_Held]:
    """Sightings by person: the same name, or a surname with a title where only one person has it."""
    held: list[_Held] = []
    full = [one for one in found if len(one.name.words) > 1]
    for one in full + [one for one in found if len(one.name.words) == 1]:
        home = [other for other in held if _same(one.name, other.names[0])]
        if len(one.name.words) == 1 and len(home) > 1:
            continue
        if not home:
            home = [_Held()]
            held += home
        home[0].names.append(one.name)
        home[0].roles += one.roles
        home[0].confidence = max(home[0].confidence, one.confidence)
    return held


def _same(name: names.Name, other: names.Name) -> bool:
    """Whether two names inside one document are one person's: same surname, and one given name short for the other."""
    if name.words[-1].casefold() != other.words[-1].casefold():
        return False
    if len(name.words) == 1 or len(other.words) == 1:
        return True
    mine, theirs = name.words[0].casefold().rstrip("."), other.words[0].casefold().rstrip(".")
    short, long = sorted((mine, theirs), key=len)
    return long == short or (len(short) in (1, 3, 4) and long.startswith(short))


def _person(annotated: Annotated, held: _Held, parts: Front, vocabulary: Vocabulary) -> Person:
    text = annotated.document.text
    fullest = max(held.names, key=lambda name: (len(name.words), len(name.text)))
    forms, mentions = _mentions(text, held, fullest)
    salutation = _salutation(parts, held)
    if salutation is not None:
        mentions.add(salutation)
        forms.add(text[salutation.start : salutation.end])
    as_of = annotated.metadata.date.value
    own = _own_body(annotated, vocabulary)
    roles = tuple(
        Role(post, organisation or (own if _OFFICERS.search(post) else None), as_of, span)
        for post, organisation, span in _told_once(held.roles)
    )
    ordered = sorted(forms, key=lambda form: (form != fullest.text, -len(form), form))
    return Person(fullest.text, tuple(ordered), roles, tuple(sorted(mentions)), NAME, held.confidence)


def _own_body(annotated: Annotated, vocabulary: Vocabulary) -> str | None:
    """The council whose own paper this is: its officers and members stand there without saying whose they are."""
    kind = vocabulary.kinds.get(annotated.metadata.kind or "")
    council = vocabulary.authority(annotated.metadata.authority or "")
    return council.label if kind is not None and kind.speaker == "council" and council is not None else None


def _told_once(roles: list[tuple[str, str | None, Span]]) -> list[tuple[str, str | None, Span]]:
    """Posts without those that say again what stands in the same words, or the same post without its organisation."""
    kept: dict[str, tuple[str, str | None, Span]] = {}
    for post, organisation, span in roles:
        key = re.sub(r"\s*\(HMI\)$|[’']", "", post.casefold())
        again = any(
            span.start < other.end and other.start < span.end and other_key in key
            for other_key, (_, _, other) in kept.items()
        )
        if key not in kept and not again:
            kept[key] = (post, organisation, span)
        elif key in kept and kept[key][1] is None and organisation is not None:
            kept[key] = (kept[key][0], organisation, kept[key][2])
    return list(kept.values())


def _mentions(text: str, held: _Held, fullest: names.Name) -> tuple[set[str], set[Span]]:
    """Every form of the name in the text and where it stands: as found, and again anywhere else."""
    spans = {name.span for name in held.names}
    given = "|".join(
        sorted({re.escape(name.text) for name in held.names if len(name.words) > 1}, key=len, reverse=True)
    )
    titled = rf"{names.HONORIFIC}\s+{re.escape(fullest.words[-1])}"
    pattern = re.compile(rf"\b(?:{given}|{titled})\b" if given else rf"\b{titled}\b")
    for match in pattern.finditer(text):
        here = Span(match.start(), match.end())
        if not any(here in span or span in here for span in spans):
            spans.add(here)
    forms = {" ".join(text[span.start : span.end].split()) for span in spans}
    return {_untitled(form) for form in forms}, spans


def _untitled(form: str) -> str:
    """A form of a name: a title stays only where no given name stands after it."""
    bare = re.sub(rf"^(?:{names.HONORIFIC}\s*)+", "", form)
    return bare if " " in bare else form


def _salutation(parts: Front, held: _Held) -> Span | None:
    """The given name that a letter greets its first addressee with: "Dear Rob" to a Mr Robert."""
    if parts.letter is None:
        return None
    line = parts.letter.salutation
    greeted = re.fullmatch(rf"Dear\s+({names.TOKEN}),?", line.text)
    if greeted is None or held.names[0].span.start > line.span.start:
        return None
    given = held.names[0].words[0].casefold()
    short = greeted[1].casefold()
    if not (given.startswith(short) or short.startswith(given[:3])):
        return None
    start = line.span.start + greeted.start(1)
    return Span(start, start + len(greeted[1]))
