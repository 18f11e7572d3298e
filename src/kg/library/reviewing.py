"""Reviews as they are given and listed: a fact is accepted, corrected or rejected by its id, and that is checked."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypedDict

from kg.errors import InputError, InvalidGraphError, NotHeldError
from kg.library import corrections, facts, link_reviews, records, reviews
from kg.library.link_reviews import LinkReviews
from kg.linking import Citations
from kg.linking.heard import KINDS
from kg.model import Filters, Review, Verdict, Words
from kg.search import dates, scope
from kg.vocabulary.names import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Unpack

    from kg.library import Library
    from kg.library.facts import Fact
    from kg.model import Annotated, Held

Record = records.Record
DOUBTFUL = 0.6
"""How sure annotators are of what they are not sure of: below this, somebody should look."""
_REMEMBERED = 32
_SURE = "PREFIX kg: <{}> SELECT ?fact ?sure WHERE {{ ?fact kg:confidence ?sure FILTER (?sure < {}) }}"


class Stated(TypedDict, total=False):
    """What is stated of a review: who gave it, on which day, and why."""

    by: str | None
    on: str | None
    note: str | None


class Reviews:
    """The reviews of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept_records: dict[str, dict[str, Record]] = {}
        self._doubtful: tuple[str, tuple[tuple[str, float], ...]] = ("", ())
        self._links = LinkReviews(library)

    def facts(
        self, filters: Filters | None = None, *, kinds: Iterable[str] = (), below: float = 1.0
    ) -> list[dict[str, Any]]:
        """`kg review facts` as JSON: what can be reviewed, the least sure first.

        Args:
            filters: which documents; themes, speakers and stances are not heeded.
            kinds: of facts; none for all.
            below: leaves out facts of which annotators are surer.

        Raises:
            InputError: a filter or kind names what does not exist.
        """
        asked = filters or Filters()
        if unknown := set(kinds) - facts.FIELDS.keys():
            raise InputError(f"there is no kind of fact {min(unknown)!r}; there are: {', '.join(facts.FIELDS)}")
        found = [
            (fact.confidence, held.name, record)
            for held in self._documents(asked)
            for fact, record in self._of(held)
            if (not kinds or fact.kind in kinds) and fact.confidence <= below
        ]
        found.sort(key=lambda each: (each[0], each[1], each[2]["start"] or 0, each[2]["id"]))
        return [record for *_, record in found[: asked.limit]]

    def doubtful(self, document: str | None = None) -> tuple[tuple[str, float], ...]:
        """The facts of which annotators are not sure: path and confidence, the least sure first.

        Args:
            document: only of this one, by name or id.

        Raises:
            NotHeldError: it is not held.
        """
        library = self._library
        now = library.version
        if self._doubtful[0] != now:
            rows = library.store.select(_SURE.format(KG, DOUBTFUL)).rows
            found = [(library.names.path(str(row["fact"])), float(str(row["sure"]))) for row in rows]
            self._doubtful = (now, tuple(sorted(found, key=_by_doubt)))
        if document is None:
            return self._doubtful[1]
        within = f"document/{library.held(document).id}/"
        return tuple(each for each in self._doubtful[1] if each[0].startswith(within))

    def records(self, paths: Iterable[str]) -> tuple[Record, ...]:
        """Facts as `facts` gives them, by their paths; those that are gone are left out."""
        wanted = tuple(paths)
        held = {each.id: each for each in self._library.catalogue}
        owners = dict.fromkeys(path.split("/")[1] for path in wanted)
        found: dict[str, Record] = {}
        for id_ in owners:
            if id_ in held:
                found |= self._read(held[id_])
        return tuple(found[path] for path in wanted if path in found)

    def _read(self, held: Held) -> dict[str, Record]:
        """The facts of a document by path; those of the last few documents are kept, as a queue goes through them."""
        key = f"{held.id} {self._library.version}"
        if key not in self._kept_records:
            while len(self._kept_records) >= _REMEMBERED:
                self._kept_records.pop(next(iter(self._kept_records)), None)
            self._kept_records[key] = {fact.path: record for fact, record in self._of(held)}
        return self._kept_records[key]

    def links(self, filters: Filters | None = None, *, kinds: Iterable[str] = ()) -> list[Record]:
        """`kg review links` as JSON: the links that can be reviewed, of the authorities that the documents are about.

        Args:
            filters: a link is listed where one of its documents is left.
            kinds: same-person, same-inspection, telling, discrepancy; none for all.

        Raises:
            InputError: a filter or kind names what does not exist.
        """
        asked = filters or Filters()
        left = self._documents(asked)
        names = {held.name for held in left}
        authorities = dict.fromkeys(held.metadata.authority for held in left if held.metadata.authority)
        found = self._links.joints(authorities, kinds)
        joints = (joint for joint in found if any(each.document in names for each in joint.words))
        return [records.joint(joint) for joint in islice(joints, asked.limit)]

    def list(self, filters: Filters | None = None) -> list[Record]:
        """`kg review list` as JSON: the reviews that were given, each with whether it is applied or stale.

        Raises:
            InputError: a filter names what does not exist.
        """
        asked = filters or Filters()
        names = {held.id: held for held in self._documents(asked)}
        everywhere = not (asked.document or asked.authority or asked.kind or asked.since or asked.until)
        found = reviews.read(self._library.folder.root)
        return [self._shown(one) for one in found if everywhere or reviews.owner(one) in names]

    def give(
        self,
        id_: str,
        verdict: Verdict | str,
        correction: Mapping[str, Any] | None = None,
        **stated: Unpack[Stated],
    ) -> Record:
        """Accepts, corrects or rejects a fact, or accepts or rejects a link; a later review of it wins.

        The document is made again with it, or the linked graph.

        Args:
            id_: of the fact, as `facts` and `kg show --json` give it, or of the link, as `links` does.
            verdict: accepted, corrected or rejected.
            correction: the fields that are otherwise, as JSON has them.
            stated: who says so (`by`), on which day (`on`), and why (`note`), as far as it is to be kept.

        Raises:
            NotHeldError: no such fact.
            InputError: the correction cannot be, or says nothing new.
        """
        library = self._library
        path = id_.removeprefix(library.settings.base)
        if (on := stated.get("on")) and not dates.DATE.fullmatch(on):
            raise InputError(f"{on!r} is no date; write 2024, 2024-07 or 2024-07-04")
        given = Verdict(verdict)
        if link_reviews.is_link(path):
            return self._shown(self._links.give(path, given, correction or {}, **stated))
        annotated, fact = self._fact(path)
        values = corrections.correction(fact, given, correction or {}, library.vocabulary)
        before = self._behind(fact)
        if before is None:
            words = () if fact.span is None else (_words(annotated, fact),)
            review = Review(fact.path, fact.kind, words, tuple(fact.said.items()), given, values, **stated)
        else:
            review = _over(before, Review(fact.path, fact.kind, before.words, before.found, given, values, **stated))
        with library.writing() as writer:
            try:
                writer.review(review)
            except InvalidGraphError as error:
                raise InputError(f"the document would not conform: {error.messages[0]}") from None
        return self._shown(review)

    def undo(self, id_: str) -> Record:
        """Takes a review back: the fact is as it was found.

        Raises:
            NotHeldError: there is none of that id.
        """
        review = self._kept(id_.removeprefix(self._library.settings.base))
        if review.kind in KINDS:
            self._links.undo(review)
        else:
            with self._library.writing() as writer:
                writer.unreview(review)
        return records.review(review, (), "undone")

    def _documents(self, filters: Filters) -> tuple[Held, ...]:
        asked = scope.read(self._library.holdings, "", self._library.by_id(filters))
        return scope.documents(self._library.holdings, asked)

    def _of(self, held: Held) -> Iterator[tuple[Fact, Record]]:
        """The facts of a document, each with its record."""
        annotated = self._library.annotated(held.id)
        cite = Citations(annotated, held.name)
        for fact in facts.facts(annotated, self._library.names):
            yield fact, records.fact(fact, held.name, cite(fact.span) if fact.span else None)

    def _fact(self, path: str) -> tuple[Annotated, Fact]:
        """A document and a fact of it, by the fact's path, or by that of one whose review made it what it is now."""
        corrections.kind_of(path)
        annotated = self._library.annotated(path.split("/")[1])
        found = {fact.path: fact for fact in facts.facts(annotated, self._library.names)}
        if path not in found:
            raise NotHeldError(f"no fact {path} is held; kg review facts lists those that are")
        return annotated, found[path]

    def _behind(self, fact: Fact) -> Review | None:
        """The review that made a fact what it is, or that is of it."""
        for review in reviews.read(self._library.folder.root, fact.path.split("/")[1].partition("#")[0]):
            span = review.words[0].span if review.words else None
            there = (review.kind, span) == (fact.kind, fact.span)
            if review.path == fact.path or (
                there and all(fact.said[name] == value for name, value in review.said.items())
            ):
                return review
        return None

    def _kept(self, path: str) -> Review:
        """The review of a fact, by the path it was found at or, where it was corrected, the one it has now."""
        for review in reviews.read(self._library.folder.root):
            if review.path == path:
                return review
        if link_reviews.is_link(path):
            raise NotHeldError(f"{path} was not reviewed; kg review list shows what was")
        review_ = self._behind(self._fact(path)[1])
        if review_ is None:
            raise NotHeldError(f"{path} was not reviewed; kg review list shows what was")
        return review_

    def _shown(self, review: Review) -> Record:
        """A review as JSON, its words cited where the document is held."""
        if review.kind in KINDS:
            return self._links.shown(review)
        document = reviews.owner(review)
        held = {each.id: each for each in self._library.catalogue}.get(document)
        if held is None:
            return records.review(review, (), "stale")
        annotated = self._library.annotated(document)
        cite = Citations(annotated, held.name)
        stands = reviews.stands(review, annotated.document)
        cited = tuple(cite(words.span) for words in review.words) if stands else ()
        return records.review(review, cited, reviews.status(review, annotated, self._library.names))


def _over(before: Review, review: Review) -> Review:
    """A review of what another made: of what was found at first, so that there is one of each fact."""
    if review.verdict is Verdict.REJECTED:
        return replace(review, path=before.path)
    said = dict(before.correction) | dict(review.correction)
    changed = tuple((field, value) for field, value in said.items() if value != dict(before.found).get(field))
    verdict = Verdict.CORRECTED if changed else Verdict.ACCEPTED
    return replace(review, path=before.path, verdict=verdict, correction=changed)


def _by_doubt(found: tuple[str, float]) -> tuple[int, str, int]:
    """By tenths of how sure, then by where they stand: facts that are read together come together."""
    path, sure = found
    _, document, *rest = path.split("/")
    digits = re.match(r"\d+", rest[1]) if len(rest) > 1 else None
    return int(sure * 10), document, int(digits[0]) if digits else 0


def _words(annotated: Annotated, fact: Fact) -> Words:
    assert fact.span  # noqa: S101  (the caller has looked)
    text = annotated.document.text
    return Words(annotated.document.id, fact.span, text[fact.span.start : fact.span.end])
