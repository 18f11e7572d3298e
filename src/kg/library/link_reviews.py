"""Reviews of links: a merge of persons or inspections, what tells of a recommendation, a discrepancy.

A link is accepted or rejected. Its review is bound to the words that it joins, in all their documents; it is kept
beside the first of these, and goes when any of them is removed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError, NotHeldError
from kg.library import records, reviews
from kg.linking.heard import KINDS
from kg.model import Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Unpack

    from kg.library import Library
    from kg.library.reviewing import Stated
    from kg.model import Annotated, Joint

NO_FIELDS = "a link is accepted or rejected; it has no fields that could be otherwise"
_PATH = re.compile(r"linked/(\w+)/([a-z-]+)/[0-9a-f]{16}")


def is_link(path: str) -> bool:
    """Whether a path is the name of a link that can be reviewed."""
    found = _PATH.fullmatch(path)
    return found is not None and found[2] in KINDS


class LinkReviews:
    """The links of one library as they are reviewed."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def joints(self, authorities: Iterable[str], kinds: Iterable[str] = ()) -> Iterator[Joint]:
        """What can be reviewed of the links of some authorities, by GSS code; of all kinds where none is named.

        Raises:
            InputError: a kind names what is no kind of link.
        """
        wanted = set(kinds)
        if unknown := wanted - set(KINDS):
            raise InputError(f"there is no kind of link {min(unknown)!r}; there are: {', '.join(KINDS)}")
        for gss in authorities:
            for joint in self._library.links(gss).joints(gss):
                if not wanted or joint.kind in wanted:
                    yield joint

    def give(self, path: str, verdict: Verdict, correction: Mapping[str, Any], **stated: Unpack[Stated]) -> Review:
        """The review of a link by its path, kept; the linked graph of its authority is made again with it.

        Raises:
            NotHeldError: no such link.
            InputError: it is corrected, which a link cannot be.
        """
        if correction or verdict is Verdict.CORRECTED:
            raise InputError(NO_FIELDS)
        review = self._of(path, verdict, stated)
        with self._library.writing() as writer:
            writer.review_link(review, path.split("/")[1])
        return review

    def undo(self, review: Review) -> None:
        """Takes a review of a link back."""
        with self._library.writing() as writer:
            writer.unreview_link(review, review.path.split("/")[1])

    def shown(self, review: Review) -> records.Record:
        """A review of a link as JSON, its words cited where they stand in documents that are held."""
        held = {one.id: one for one in self._library.catalogue}
        documents = {words.document for words in review.words}
        if not documents <= held.keys():
            return records.review(review, (), "stale")
        annotated = {id_: self._library.annotated(id_) for id_ in documents}
        if not _stands(review, annotated):
            return records.review(review, (), "stale")
        links = self._library.links(review.path.split("/")[1])
        sources = {source.id: source for source in links.sources}
        if not documents <= sources.keys():
            return records.review(review, (), "stale")
        cited = [sources[words.document].cite(words.span) for words in review.words]
        found = any(joint.path == review.path for joint in links.joints(review.path.split("/")[1]))
        applied = found is (review.verdict is Verdict.ACCEPTED)
        return records.review(review, cited, "applied" if applied else "stale")

    def _of(self, path: str, verdict: Verdict, stated: Stated) -> Review:
        """A review of a link that is found, or of one that was reviewed before."""
        before = next((review for review in reviews.of_links(self._library.folder.root) if review.path == path), None)
        if before is not None:
            return Review(path, before.kind, before.words, before.found, verdict, **stated)
        gss = path.split("/")[1]
        held = {one.metadata.authority for one in self._library.catalogue}
        found = next((joint for joint in self.joints({gss} & held) if joint.path == path), None)
        if found is None:
            raise NotHeldError(f"no link {path} is held; kg review links lists those that are")
        return Review(path, found.kind, found.places, found.found, verdict, **stated)


def _stands(review: Review, annotated: Mapping[str, Annotated]) -> bool:
    return all(
        annotated[words.document].document.text[words.span.start : words.span.end] == words.quote
        for words in review.words
    )
