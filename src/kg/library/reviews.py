"""Reviews kept beside a library's graphs: read, written, heard when a document is made, and told when they are stale.

A review is bound to words: the document's bytes by their hash, the stretch and its quote, and what was found there. It
is heard each time that the document is made again, whatever annotators then find, as long as the words stand.

reviews/<document id>.<hash of the path>.json
reviews/<id of the first document>.<hash of the path>.link.json  of a link, which joins words of several documents
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import LibraryError
from kg.graph import parts
from kg.library import facts
from kg.library.folder import write_whole
from kg.linking.heard import KINDS
from kg.model import Review, Span, Verdict, Words

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from kg.model import Annotated, Document
    from kg.vocabulary.names import Names

FOLDER = "reviews"
_LINK = ".link.json"


def key(path: str) -> str:
    """Sixteen digits that name the review of a fact."""
    return hashlib.sha256(path.encode()).hexdigest()[:16]


def read(root: Path, document_id: str = "*", ending: str = ".json") -> tuple[Review, ...]:
    """The reviews that go with a document, or all, in order of their paths; of links alone by the ending of those.

    Raises:
        LibraryError: a review is damaged.
    """
    found = []
    for path in sorted((root / FOLDER).glob(f"{document_id}.*{ending}")):
        try:
            found.append(_parsed(json.loads(path.read_bytes())))
        except FileNotFoundError:
            continue  # a review that goes while this looks is one that is undone
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise LibraryError(f"the review {path.name} is damaged ({error}); take it away or restore it") from None
    return tuple(sorted(found, key=lambda review: review.path))


def of_links(root: Path) -> tuple[Review, ...]:
    """The reviews of links."""
    return tuple(review for review in read(root, "*", _LINK) if review.kind in KINDS)


def write(root: Path, review: Review) -> None:
    """Keeps a review in the place of one of the same fact.

    Raises:
        LibraryError: the disk is full.
    """
    (root / FOLDER).mkdir(exist_ok=True)
    write_whole(path(root, review), dump(review))


def path(root: Path, review: Review) -> Path:
    """The file of a review."""
    ending = _LINK if review.kind in KINDS else ".json"
    return root / FOLDER / f"{owner(review)}.{key(review.path)}{ending}"


def owner(review: Review) -> str:
    """The id of the document with which a review goes."""
    return review.path.split("/")[1] if not review.words else review.words[0].document


def forget(root: Path, known: Collection[str]) -> None:
    """Takes away the reviews of links that join words of a document which is not among those known."""
    for review in of_links(root):
        if any(words.document not in known for words in review.words):
            path(root, review).unlink(missing_ok=True)


def dump(review: Review) -> bytes:
    """A review as its file has it."""
    said: dict[str, Any] = {
        "path": review.path,
        "kind": review.kind,
        "words": [
            {"document": each.document, "start": each.span.start, "end": each.span.end, "quote": each.quote}
            for each in review.words
        ],
        "found": dict(review.found),
        "verdict": review.verdict.value,
        "correction": dict(review.correction),
    }
    said |= {name: value for name in ("by", "on", "note") if (value := getattr(review, name)) is not None}
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def hear(annotated: Annotated, given: tuple[Review, ...], names: Names) -> Annotated:
    """The document as its annotators found it, with what reviews of words that stand say of it."""
    standing = {review.path: review for review in given if stands(review, annotated.document)}
    heard: set[str] = set()

    def decide(_kind: str, path: str, thing: Any) -> Any:
        review = standing.get(path)
        if review is None:
            return thing
        heard.add(path)
        return _judged(review, thing)

    made = facts.visit(annotated, names, decide) if standing else annotated
    for path in sorted(standing.keys() - heard):
        made = _again(made, standing[path], names)
    return facts.single(made, names) if standing else made


def stands(review: Review, document: Document) -> bool:
    """Whether the words that a review is of are still where it says, in the document as it is read now."""
    return all(
        words.document == document.id and document.text[words.span.start : words.span.end] == words.quote
        for words in review.words
    )


def status(review: Review, annotated: Annotated, names: Names) -> str:
    """`applied`, or `stale` where the words are other ones now, or nothing of the kind can stand there."""
    if not stands(review, annotated.document):
        return "stale"
    if review.verdict is Verdict.REJECTED:
        return "applied"
    span = review.words[0].span if review.words else None
    there = [fact for fact in facts.facts(annotated, names) if (fact.kind, fact.span) == (review.kind, span)]
    return "applied" if any(_says(fact.said, review.said) for fact in there) else "stale"


def carried(review: Review, before: Document, document: Document) -> Review | None:
    """The review of the same words in the next version of a file; None unless they stand there as often as before."""
    if len(review.words) != 1 or not stands(review, before):
        return None
    (words,) = review.words
    was, now = (_places(words.quote, each.text) for each in (before, document))
    if len(was) != len(now):
        return None
    start = now[was.index(words.span.start)]
    span = Span(start, start + len(words.quote))
    tail = review.path.split("/", 4)[4:]
    path = "/".join(("document", document.id, review.kind, f"{span.start}-{span.end}", *tail))
    return replace(review, path=path, words=(Words(document.id, span, words.quote),))


def carried_link(review: Review, before: Document, document: Document) -> Review | None:
    """The review of a link with its words in the next version of a file; None unless all stand there as before."""
    moved = []
    for words in review.words:
        if words.document != before.id:
            moved.append(words)
            continue
        was, now = (_places(words.quote, each.text) for each in (before, document))
        if len(was) != len(now) or words.span.start not in was:
            return None
        start = now[was.index(words.span.start)]
        moved.append(Words(document.id, Span(start, start + len(words.quote)), words.quote))
    moved.sort(key=lambda words: (words.document, words.span))
    gss = review.path.split("/")[1]
    path_ = parts.joined(gss, review.kind, [(words.document, words.span) for words in moved])
    return replace(review, path=path_, words=tuple(moved))


def _places(words: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def _judged(review: Review, thing: Any) -> Any:
    """A fact as its review says it; None where it is rejected."""
    if review.verdict is Verdict.REJECTED:
        return None
    made = facts.changed(review.kind, thing, review.said)
    if not hasattr(made, "annotator"):
        return made
    by = facts.heard(made.annotator) if review.verdict is Verdict.ACCEPTED else facts.BY
    return replace(made, annotator=by, confidence=1.0)


def _again(annotated: Annotated, review: Review, names: Names) -> Annotated:
    """What a review says where annotators no longer find what it is of: in the place of what they find, or added."""
    if review.verdict is Verdict.REJECTED or not review.words:
        return annotated
    span = review.words[0].span
    there = [fact for fact in facts.facts(annotated, names) if (fact.kind, fact.span) == (review.kind, span)]
    if any(_says(fact.said, review.said) for fact in there):
        return annotated
    if len(there) == 1:
        (one,) = there
        return facts.visit(
            annotated, names, lambda _kind, path, thing: _judged(review, thing) if path == one.path else thing
        )
    return facts.added(annotated, review.kind, span, review.said) or annotated


def _says(said: dict[str, Any], expected: dict[str, Any]) -> bool:
    return all(said.get(field) == value for field, value in expected.items())


def _parsed(said: dict[str, Any]) -> Review:
    return Review(
        path=str(said["path"]),
        kind=str(said["kind"]),
        words=tuple(
            Words(str(each["document"]), Span(int(each["start"]), int(each["end"])), str(each["quote"]))
            for each in said["words"]
        ),
        found=tuple(said["found"].items()),
        verdict=Verdict(said["verdict"]),
        correction=tuple(said["correction"].items()),
        by=said.get("by"),
        on=said.get("on"),
        note=said.get("note"),
    )
