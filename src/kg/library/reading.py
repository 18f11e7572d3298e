"""What a library answers: documents, passages, statements and what follows from them, by the words of `kg`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg import __version__, search
from kg.errors import NotHeldError, QueryError
from kg.library import listings, naming, records
from kg.library.folder import Folder, digest
from kg.library.opened import Opened
from kg.model import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.index import PassageIndex
    from kg.library.chronicle import Chronicle
    from kg.library.folder import Source
    from kg.library.ingest import Outcome
    from kg.linking import Links
    from kg.model import Annotated, Answer, Evidence, Held, NotHeld, Result
    from kg.search import Said, Suggestion, Tally
    from kg.settings import Settings
    from kg.store import Response, TripleStore
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.names import Names


class Reading:
    """A library on disk as it is read; each engine is loaded when it is first used."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = Folder(settings.library)
        self._opened = Opened(settings, self.folder)
        self._linked = self._opened.linked

    @property
    def names(self) -> Names:
        """IRIs below the library's base."""
        return self._opened.names

    @property
    def vocabulary(self) -> Vocabulary:
        """The registers: themes, kinds, authorities …"""
        return self._opened.vocabulary

    @property
    def version(self) -> str:
        """Changes whenever a document is added, replaced or removed, and with the program."""
        return digest(__version__, self.settings.base, self.folder.stamp())

    @property
    def store(self) -> TripleStore:
        """The graphs of all documents held, with the vocabulary, brought up to date whenever it is asked for."""
        return self._opened.store

    @property
    def index(self) -> PassageIndex:
        """The passages by meaning and by word."""
        return self._opened.index

    @property
    def holdings(self) -> search.Holdings:
        """What `search` works on."""
        return self._opened.holdings

    @property
    def catalogue(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.holdings.documents

    def validate(self) -> dict[str, tuple[str, ...]]:
        """Violations of the shapes and quotes that differ from their text, by document; empty when all is well."""
        return listings.violations(self._opened)

    def held(self, name: str) -> Held:
        """A document held, by one of its names, an end of its path, or its id.

        Raises:
            NotHeldError: none has that name, or several have.
        """
        return naming.held(name, self.catalogue, self.folder.sources())

    def documents(self) -> tuple[Held, ...]:
        """The documents held, by name."""
        return self.catalogue

    def not_held(self) -> tuple[NotHeld, ...]:
        """Documents and inspections that those held refer to, and that are not among them."""
        return self._opened.not_held

    def annotated(self, name: str, *, version: int | None = None) -> Annotated:
        """A document with everything said of it, or a former version of it.

        Args:
            name: as for `held`.
            version: counted from 1, the oldest.

        Raises:
            NotHeldError: no such document or version.
        """
        if version is None:
            return self._opened.read(self.held(name).id)
        source = self.source(name)
        if not 0 < version <= len(source.versions):
            raise NotHeldError(f"{source.name} has versions 1 to {len(source.versions)}, no version {version}")
        return self._opened.annotated(source.versions[version - 1])

    def source(self, name: str) -> Source:
        """The file that a name means, with its versions; name as for `held`.

        Raises:
            NotHeldError: none is held.
        """
        return naming.source(name, self.held(name), self.folder.sources())

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answers a question with quotes, or says why the documents held do not answer it.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.ask(self.holdings, question, self.by_id(filters))

    def search(self, text: str, filters: Filters | None = None) -> tuple[Result, ...]:
        """Passages ranked by meaning and by word.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.passages(self.holdings, text, self.by_id(filters))

    def search_record(self, text: str, filters: Filters | None = None) -> records.Record:
        """`kg search` as JSON; see `search`."""
        asked = filters or Filters()
        return records.results(self.search(text, asked), text, asked)

    def said(self, filters: Filters) -> tuple[Said, ...]:
        """Every statement that the filters leave, in order of time and without its words; their `limit` is not heeded.

        Raises:
            InputError: a filter names what does not exist.
        """
        return search.said(self.holdings, self.by_id(filters))

    def quoted(self, statements: Sequence[Said]) -> tuple[Evidence, ...]:
        """The words of some statements, with all that must travel with them, in the order given."""
        return search.quoted(self.holdings, statements)

    def tally(self) -> tuple[Tally, ...]:
        """How many statements there are by theme, document and stance."""
        return self._opened.tally

    def suggest(self, text: str, most: int = 8) -> tuple[Suggestion, ...]:
        """What the end of a text, as far as it is typed, may mean of what documents held speak of."""
        return search.suggest(self._opened.suggestible, text, most)

    def links(self, authority: str) -> Links:
        """What follows from all documents about an authority together, by its GSS code."""
        return self._opened.links(authority)

    def chronicle(self, document: str) -> Chronicle:
        """The inspections and people of the authority that a document is about, each once; `document` as for `held`.

        Raises:
            NotHeldError: it is not held.
        """
        return self._linked.chronicle(self.held(document), self.holdings, self._opened.versions)

    def sparql(
        self,
        query: str,
        accept: str = "*/*",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Response:
        """Runs a free SPARQL 1.1 query within its limits, its `SERVICE kg:search` blocks first.

        Arguments as for `kg.store.TripleStore.execute`.

        Raises:
            QueryError: it is malformed, or asks for what is refused.
            LimitError: it ran into its limit of time, rows or memory.
        """
        rewritten = search.rewrite(query, lambda: self.holdings)
        try:
            return self.store.execute(rewritten.text, accept, default_graphs, named_graphs, base)
        except QueryError as error:
            raise rewritten.located(error) from None

    def show(self, name: str, *, version: int | None = None) -> records.Record:
        """`kg show` as JSON: a document as it is, or a former version of it, which answers no more.

        Args:
            name: as for `held`.
            version: counted from 1, the oldest.

        Raises:
            NotHeldError: no such document or version.
        """
        held, source = self.held(name), self.source(name)
        annotated = self.annotated(name, version=version)
        full = self._linked.full_names(self.holdings, self._opened.versions, held)
        shown = records.show(held.name, annotated, self.vocabulary, self.catalogue, full)
        shown["document"] |= {
            "names": naming.names(annotated.document.id, self.folder.sources()),
            "versions": list(source.versions),
            "stated": dict(source.stated),
        }
        return shown

    def sources(self) -> records.Record:
        """`kg sources` as JSON."""
        return listings.sources(self._opened)

    def statistics(self, filters: Filters | None = None) -> list[records.Record]:
        """`kg statistics` as JSON: every number stated in the documents that the filters leave.

        Raises:
            InputError: a filter names what does not exist.
        """
        return listings.statistics(self._opened, self.by_id(filters))

    def discrepancies(self, filters: Filters | None = None) -> list[records.Record]:
        """`kg discrepancies` as JSON: what documents about one authority say that cannot both stand.

        Raises:
            InputError: a filter names what does not exist.
        """
        return self._linked.discrepancies(self.holdings, self._opened.versions, self.by_id(filters))

    def followup(self, filters: Filters | None = None) -> list[records.Record]:
        """`kg followup` as JSON: what became of each recommendation.

        Raises:
            InputError: a filter names what does not exist.
        """
        return self._linked.follow_up(self.holdings, self._opened.versions, self.by_id(filters))

    def record(self, answer: Answer) -> records.Record:
        """An answer as JSON."""
        return records.answer(answer, self.vocabulary)

    def shown(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """Outcomes with names as short as all others are shown."""
        every = tuple(outcomes)
        names = naming.short([each.name for each in every], self.folder.sources())
        return [replace(each, name=names[each.name]) for each in every]

    def by_id(self, filters: Filters | None) -> Filters:
        """The filters with documents by id: a document may have more names than the graph knows."""
        asked = filters or Filters()
        return replace(asked, document=tuple(self.held(name).id for name in asked.document))
