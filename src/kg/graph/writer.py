"""What a document says as one graph of named things; the words of every fact stand with it. `read` is its inverse."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from rdflib import Graph, URIRef

from kg.graph import parts
from kg.graph.order import canonical
from kg.graph.parts import lexical
from kg.graph.terms import (
    DATE,
    LABEL,
    NAME,
    PART_OF,
    TITLE,
    TYPE,
    boolean,
    date,
    fragment,
    integer,
    kg,
    number,
    text,
)
from kg.vocabulary import names as paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib.term import Node

    from kg.model import (
        Annotated,
        Event,
        Heading,
        Inspection,
        Mention,
        Metadata,
        Party,
        Passage,
        Person,
        Recommendation,
        Reference,
        Span,
        Statement,
        Statistic,
    )
    from kg.vocabulary.names import Names


class _Fact(Protocol):
    @property
    def annotator(self) -> str: ...
    @property
    def confidence(self) -> float: ...


def write(annotated: Annotated, names: Names) -> Graph:
    """The document and all it says; the same facts in another order give the same graph.

    Each fact carries its words (`kg:text`), and its name says where they stand. What can be told from elsewhere is not
    said again: the page where it is the passage's, what found a fact where all of its class were found alike, and a
    confidence of 1.
    """
    return _Writer(canonical(annotated), names).write()


class _Writer:
    """One document on its way into one graph."""

    def __init__(self, annotated: Annotated, names: Names) -> None:
        self.annotated = annotated
        self.names = names
        self.id = annotated.document.id
        self.document = URIRef(names.iri(paths.document(self.id)))
        self.graph = Graph(store="SimpleMemory", bind_namespaces="none")
        self.starts = [passage.span.start for passage in annotated.passages]
        self.sections: set[Span] = set()
        self.usual = {class_: _usual(facts) for class_, facts in self.facts().items()}
        self.writes: dict[str, Callable[[Any], None]] = {class_: getattr(self, class_.lower()) for class_ in self.usual}

    def write(self) -> Graph:
        self.file()
        self.annotations()
        self.metadata(self.annotated.metadata)
        spoken = {statement.span for statement in self.annotated.statements}
        for passage in self.annotated.passages:
            self.passage(passage, spoken)
        for class_, facts in self.facts().items():
            for fact in facts:
                self.writes[class_](fact)
        return self.graph

    def facts(self) -> dict[str, tuple[_Fact, ...]]:
        """What annotators found, by class."""
        said = self.annotated
        return {
            "Mention": said.mentions,
            "Statement": said.statements,
            "Inspection": said.inspections,
            "Person": said.people,
            "Statistic": said.statistics,
            "Recommendation": said.recommendations,
            "Reference": said.references,
        }

    # ------------------------------------------------------------ bricks

    def add(self, subject: URIRef, predicate: URIRef, value: Node) -> None:
        self.graph.add((subject, predicate, value))

    def say(self, subject: URIRef, name: str, value: str | None) -> None:
        """A plain string, where there is one."""
        if value is not None:
            self.add(subject, kg(name), text(value))

    def day(self, subject: URIRef, predicate: URIRef, value: str | None) -> None:
        if value is not None:
            self.add(subject, predicate, date(value))

    def at(self, subject: URIRef, name: str, span: Span | None) -> None:
        """A pointer to words, by the name of their stretch of the text."""
        if span is not None:
            self.add(subject, kg(name), fragment(self.document, span))

    def concept(self, subject: URIRef, name: str, scheme: str, notation: str | None) -> None:
        if notation is not None:
            path = paths.concept(scheme, quote(notation, safe=""))
            self.add(subject, kg(name), URIRef(self.names.iri(path)))

    def named(self, path: str) -> URIRef:
        return URIRef(self.names.iri(path))

    def words(self, subject: URIRef, span: Span) -> None:
        self.add(subject, kg("text"), text(self.annotated.document.text[span.start : span.end]))

    def quoted(self, subject: URIRef, type_: str, span: Span) -> None:
        """A thing that is made of words: its class, the words, the passage, and the page where it is another one."""
        self.add(subject, TYPE, kg(type_))
        self.words(subject, span)
        page = next(
            (page.number for page in self.annotated.document.pages if page.start <= span.start < page.end), None
        )
        position = bisect_right(self.starts, span.start) - 1
        if position >= 0 and span in (passage := self.annotated.passages[position]).span:
            self.add(subject, kg("inPassage"), fragment(self.document, passage.span))
            page = None if page == passage.page else page
        else:
            self.add(subject, PART_OF, self.document)
        if page is not None:
            self.add(subject, kg("page"), integer(page))

    def found(self, subject: URIRef, class_: str, fact: _Fact) -> None:
        """What found a fact where that is not what found the others of its class, and how sure it is."""
        if fact.annotator != self.usual[class_]:
            self.say(subject, "annotator", fact.annotator or None)
        self.confidence(subject, fact.confidence)

    def annotations(self) -> None:
        """For each class what found its facts, once."""
        for class_, annotator in self.usual.items():
            if annotator:
                node = URIRef(f"{self.document}/annotation/{class_.lower()}")
                self.add(self.document, kg("annotation"), node)
                self.add(node, TYPE, kg("AnnotationActivity"))
                self.add(node, kg("annotates"), kg(class_))
                self.say(node, "annotator", annotator)

    def confidence(self, subject: URIRef, value: float) -> None:
        if value != 1.0:
            self.add(subject, kg("confidence"), number(value))

    # ------------------------------------------------------------ the document

    def file(self) -> None:
        document, held = self.document, self.annotated.document
        self.add(document, TYPE, kg("Document"))
        self.say(document, "fileName", held.name)
        self.say(document, "mediaType", held.media_type)
        self.say(document, "sha256", held.sha256)
        if held.pages:
            self.add(document, kg("pageCount"), integer(len(held.pages)))

    def metadata(self, said: Metadata) -> None:
        document = self.document
        self.add(document, TITLE, text(said.title))
        self.at(document, "titleAt", said.title_span)
        self.concept(document, "kind", "kind", said.kind)
        self.date(said)
        self.concept(document, "authority", "authority", said.authority)
        self.at(document, "authorityAt", said.authority_span)
        self.say(document, "author", said.author)
        self.add(document, kg("evaluated"), boolean(said.evaluated))
        for event in said.events:
            self.event(event)
        for relation, parties in (("addressee", said.addressees), ("signatory", said.signatories)):
            for party in parties:
                self.party(relation, party)
        for caveat in said.caveats:
            node = self.named(parts.caveat(self.id, caveat))
            self.add(document, kg("caveat"), node)
            self.quoted(node, "Caveat", caveat.span)
            self.concept(node, "caveatKind", "caveat", caveat.kind)

    def date(self, said: Metadata) -> None:
        document, dated = self.document, said.date
        self.day(document, DATE, dated.value)
        self.concept(document, "dateBasis", "basis", dated.basis.value)
        if dated.window is not None:
            self.day(document, kg("earliest"), dated.window[0])
            self.day(document, kg("latest"), dated.window[1])
        self.say(document, "dateReason", dated.reason)
        self.at(document, "dateAt", dated.span)

    def event(self, event: Event) -> None:
        node = self.named(parts.event(self.id, event))
        self.add(self.document, kg("event"), node)
        self.quoted(node, "Event", event.span)
        self.concept(node, "eventType", "event", event.type)
        self.day(node, kg("startDate"), event.start)
        self.day(node, kg("endDate"), event.end)

    def party(self, relation: str, party: Party) -> None:
        node = self.named(parts.party(self.id, relation, party))
        self.add(self.document, kg(relation), node)
        self.quoted(node, "Party", party.span)
        self.add(node, NAME, text(party.name))
        self.say(node, "post", party.post)
        self.say(node, "organisation", party.organisation)

    def passage(self, passage: Passage, spoken: set[Span]) -> None:
        node = fragment(self.document, passage.span)
        self.add(node, TYPE, kg("Passage"))
        self.words(node, passage.span)
        self.add(node, PART_OF, self.document)
        if passage.page is not None:
            self.add(node, kg("page"), integer(passage.page))
        self.say(node, "paragraph", passage.number)
        if passage.ocr:
            self.add(node, kg("ocr"), boolean(passage.ocr))
        above = self.document
        for heading in passage.headings:
            above = self.section(heading, above)
        if passage.headings:
            self.add(node, kg("inSection"), above)
        for sentence in passage.sentences:
            if sentence not in spoken:
                self.at(node, "sentence", sentence)

    def section(self, heading: Heading, above: URIRef) -> URIRef:
        node = self.named(paths.part(self.id, "section", heading.span))
        if heading.span not in self.sections:
            self.sections.add(heading.span)
            self.add(node, TYPE, kg("Section"))
            self.words(node, heading.span)
            self.add(node, PART_OF, above)
            self.add(node, kg("level"), integer(heading.level))
            self.confidence(node, heading.confidence)
        return node

    # ------------------------------------------------------------ what it says

    def statement(self, said: Statement) -> None:
        node = self.named(parts.statement(self.id, said))
        self.quoted(node, "Statement", said.span)
        self.concept(node, "mainTheme", "theme", said.themes[0] if said.themes else None)
        for theme in said.themes[1:]:
            self.concept(node, "otherTheme", "theme", theme)
        self.concept(node, "stance", "stance", said.stance)
        self.concept(node, "speaker", "speaker", said.speaker)
        self.found(node, "Statement", said)

    def mention(self, mention: Mention) -> None:
        node = self.named(parts.mention(self.id, mention))
        self.quoted(node, "Mention", mention.span)
        self.add(node, kg("mentions"), URIRef(self.names.iri(mention.entity)))
        self.found(node, "Mention", mention)

    def inspection(self, told: Inspection) -> None:
        node = self.named(parts.inspection(self.id, told))
        self.quoted(node, "Inspection", told.span)
        self.add(node, LABEL, text(told.name))
        self.concept(node, "framework", "framework", told.framework)
        self.day(node, kg("startDate"), told.start)
        self.day(node, kg("endDate"), told.end)
        self.concept(node, "authority", "authority", told.authority)
        for inspector in told.inspectors:
            self.say(node, "inspector", inspector)
        self.say(node, "firstInspector", told.inspectors[0] if told.inspectors else None)
        for judgement in told.judgements:
            made = self.named(parts.judgement(self.id, str(node), judgement))
            self.add(node, kg("judgement"), made)
            self.quoted(made, "Judgement", judgement.span)
            self.say(made, "aspect", judgement.aspect)
            self.concept(made, "grade", "grade", judgement.grade)
        self.found(node, "Inspection", told)

    def person(self, person: Person) -> None:
        node = self.named(parts.person(self.id, person))
        self.add(node, TYPE, kg("Person"))
        self.add(node, PART_OF, self.document)
        self.add(node, NAME, text(person.name))
        for form in person.surface_forms:
            self.say(node, "surfaceForm", form)
        for mention in person.mentions:
            self.at(node, "mentionedAt", mention)
        for role in person.roles:
            held = self.named(parts.role(self.id, person.name, role))
            self.add(node, kg("role"), held)
            self.quoted(held, "Role", role.span)
            self.say(held, "post", role.role)
            self.say(held, "organisation", role.organisation)
            self.day(held, kg("asOf"), role.as_of)
        self.found(node, "Person", person)

    def statistic(self, said: Statistic) -> None:
        values = tuple(map(lexical, said.values))
        node = self.named(parts.statistic(self.id, said))
        self.quoted(node, "Statistic", said.span)
        for value in said.values:
            self.add(node, kg("value"), number(value))
        self.say(node, "valuesInOrder", " ".join(values) if len(values) > 1 else None)
        for name in ("indicator", "unit", "population", "period", "comparator", "relation"):
            self.say(node, name, getattr(said, name))
        self.found(node, "Statistic", said)

    def recommendation(self, asked: Recommendation) -> None:
        node = self.named(parts.recommendation(self.id, asked))
        self.quoted(node, "Recommendation", asked.span)
        self.concept(node, "recommendationKind", "recommendation", asked.kind)
        self.found(node, "Recommendation", asked)

    def reference(self, made: Reference) -> None:
        node = self.named(parts.reference(self.id, made))
        self.quoted(node, "Reference", made.span)
        self.add(node, TITLE, text(made.title))
        self.concept(node, "kind", "kind", made.kind)
        self.day(node, DATE, made.date)
        self.found(node, "Reference", made)


def _usual(facts: Iterable[_Fact]) -> str:
    """What found most of some facts; empty where one of them does not say, and so cannot differ."""
    counts = Counter(fact.annotator for fact in facts)
    return "" if "" in counts else min(counts, key=lambda annotator: (-counts[annotator], annotator), default="")
