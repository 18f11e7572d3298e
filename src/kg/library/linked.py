"""What follows from several documents together, made for an authority when it is first asked for, as `kg` prints it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg import search
from kg.library import linked_graphs, records, reviews
from kg.library.chronicle import Chronicle
from kg.linking import Links, full_names
from kg.vocabulary.names import part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.library.folder import Folder
    from kg.model import Annotated, Citation, Filters, Held, Question, Span
    from kg.search import Holdings


class Linked:
    """The links of each authority; they are made again only where a document about that authority changed."""

    def __init__(self, read: Callable[[str], Annotated], folder: Folder) -> None:
        """`read` gives a document with everything said of it, by its id; `folder` has the reviews of links."""
        self._read = read
        self._folder = folder
        self._made: dict[str, tuple[tuple[object, ...], Links]] = {}
        self._chronicles: dict[str, Chronicle] = {}

    def discrepancies(self, holdings: Holdings, versions: dict[str, int], filters: Filters) -> list[records.Record]:
        """Discrepancies that have a side in the documents, themes, speakers and stances that the filters leave.

        Raises:
            InputError: a filter names what does not exist.
        """
        left = _Left(holdings, filters, self._read)
        found = (
            records.discrepancy(one)
            for links in self._links(holdings, versions, left.within)
            for one in links.discrepancies
            if any(left.keeps(side.citation) for side in one.sides)
        )
        return list(islice(found, filters.limit))

    def follow_up(self, holdings: Holdings, versions: dict[str, int], filters: Filters) -> list[records.Record]:
        """What became of the recommendations in what the filters leave; later documents count whatever they say.

        Raises:
            InputError: a filter names what does not exist.
        """
        left = _Left(holdings, filters, self._read)
        found = (
            records.follow_up(one)
            for links in self._links(holdings, versions, left.within)
            for one in links.follow_up
            if left.keeps(one.recommendation)
        )
        return list(islice(found, filters.limit))

    def full_names(self, holdings: Holdings, versions: dict[str, int], held: Held) -> dict[str, str]:
        """The fullest name of everybody whom a document names otherwise than another document does."""
        return {
            name: full
            for links in self._links(holdings, versions, [held])
            for name, full in full_names(links.people, held.name).items()
        }

    def _links(self, holdings: Holdings, versions: dict[str, int], documents: Sequence[Held]) -> Iterator[Links]:
        """The links of the authorities that some documents are about, in the order of the documents."""
        for authority in dict.fromkeys(held.metadata.authority for held in documents):
            if authority is not None:
                yield self.of(authority, holdings, versions)

    def of(self, authority: str, holdings: Holdings, versions: dict[str, int]) -> Links:
        """The links of one authority, by its GSS code."""
        about = [held for held in holdings.documents if held.metadata.authority == authority]
        # a review of a link makes the linked graph anew
        graph = linked_graphs.version(self._folder, authority)
        state = graph, tuple((held.id, held.name, versions.get(held.id)) for held in about)
        made = self._made.get(authority)
        if made is None or made[0] != state:
            given = reviews.of_links(self._folder.root)
            made = state, Links([(held.name, self._read(held.id)) for held in about], holdings.vocabulary, given)
            self._made[authority] = made
        return made[1]

    def chronicle(self, held: Held, holdings: Holdings, versions: dict[str, int]) -> Chronicle:
        """The inspections and people of the authority that a document is about; of it alone where none is known."""
        authority = held.metadata.authority
        if authority is None:
            links = Links([(held.name, self._read(held.id))], holdings.vocabulary)
            return Chronicle(links, {held.name: held})
        links = self.of(authority, holdings, versions)
        made = self._chronicles.get(authority)
        if made is None or made.links is not links:
            made = Chronicle(links, {one.name: one for one in holdings.documents})
            self._chronicles[authority] = made
        return made


class _Left:
    """What filters leave: documents and, where a theme, speaker or stance is set, the statements in them."""

    def __init__(self, holdings: Holdings, filters: Filters, read: Callable[[str], Annotated]) -> None:
        asked: Question = search.scope.read(holdings, "", filters)
        self.within = search.scope.documents(holdings, asked)
        self._ids = {held.name: held.id for held in self.within}
        self._marked = search.scope.statements(holdings, asked)
        self._read = read

    def keeps(self, cited: Citation) -> bool:
        """Whether some words are among what is left."""
        held = self._ids.get(cited.document)
        if held is None or self._marked is None:
            return held is not None
        return any(part(held, "statement", span) in self._marked for span in self._said(held, cited))

    def _said(self, held: str, cited: Citation) -> Iterator[Span]:
        spans = (statement.span for statement in self._read(held).statements)
        return (span for span in spans if span.start < cited.end and cited.start < span.end)
