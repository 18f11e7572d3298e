"""What is referred to and not held, told from the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking import references
from kg.search import missing

if TYPE_CHECKING:
    from kg.library import Library


def test_the_graph_tells_what_the_documents_themselves_tell(library: Library) -> None:
    """The same list, mention for mention, as from reading every document; in a fraction of the time."""
    read = [(held.name, library.annotated(held.id)) for held in library.documents()]
    assert missing.not_held(library.holdings) == references.not_held(read, library.documents())


def test_every_mention_is_cited_with_its_words(library: Library) -> None:
    found = missing.not_held(library.holdings)
    assert found
    for mention in (mention for each in found for mention in each.mentioned_in):
        text = library.annotated(mention.document).document.text
        assert text[mention.start : mention.end] == mention.quote
