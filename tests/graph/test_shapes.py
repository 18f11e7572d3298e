"""Each shape refuses a graph that breaks it, with a message that a person can act on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef

from kg import graph, vocabulary
from kg.graph import shapes
from kg.settings import DEFAULT_BASE
from kg.vocabulary.names import DCTERMS, FOAF, KG, OA, RDF, RDFS, XSD, Names

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated

NAMESPACES = {"kg": KG, "dcterms": DCTERMS, "foaf": FOAF, "oa": OA, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}


def iri(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(NAMESPACES[prefix] + local) if prefix in NAMESPACES else URIRef(DEFAULT_BASE + name)


def value(text: str) -> URIRef | Literal:
    """`<path>` a thing below the base, `digits` an integer, `text^^xsd:type` a typed literal, else a string."""
    if text.startswith("<"):
        return iri(text.strip("<>"))
    lexical, typed, datatype = text.partition("^^")
    return Literal(lexical, datatype=iri(datatype) if typed else None, normalize=False)


def subject(made: Graph, type_: str) -> URIRef:
    return min(made.subjects(iri("rdf:type"), iri(type_)), key=str)  # type: ignore[return-value]


def put(type_: str, predicate: str, *values: str) -> Callable[[Graph], None]:
    """Replaces what the first thing of a class says with a predicate."""

    def change(made: Graph) -> None:
        node = subject(made, type_)
        made.remove((node, iri(predicate), None))
        for each in values:
            made.add((node, iri(predicate), value(each)))

    return change


def also(type_: str, predicate: str, each: str) -> Callable[[Graph], None]:
    """Says one thing more of the first thing of a class."""
    return lambda made: made.add((subject(made, type_), iri(predicate), value(each))) and None  # type: ignore[func-returns-value]


def named(type_: str, name: str) -> Callable[[Graph], None]:
    """Gives the first thing of a class another name."""

    def change(made: Graph) -> None:
        node = subject(made, type_)
        for _, predicate, each in list(made.triples((node, None, None))):
            made.remove((node, predicate, each))
            made.add((iri(name.strip("<>")), predicate, each))

    return change


FAULTS = {
    "a document without a title": (put("kg:Document", "dcterms:title"), "A document has one title"),
    "a document without a file": (put("kg:Document", "kg:fileName"), "the name of its file"),
    "a document of no media type": (put("kg:Document", "kg:mediaType", "PDF"), "one media type"),
    "a document with a wrong hash": (put("kg:Document", "kg:sha256", "ABC"), "SHA-256"),
    "a document of no pages": (put("kg:Document", "kg:pageCount", "0^^xsd:integer"), "page count"),
    "a passage beyond the last page": (put("kg:Passage", "kg:page", "9^^xsd:integer"), "A passage stands on a page"),
    "a statement beyond the last page": (put("kg:Statement", "kg:page", "9^^xsd:integer"), "A fact stands on a page"),
    "a document of two kinds": (also("kg:Document", "kg:kind", "<kind/minutes>"), "A document is of one kind"),
    "a document dated twice": (also("kg:Document", "dcterms:date", "2023^^xsd:gYear"), "at most one date"),
    "a date that is none": (put("kg:Document", "dcterms:date", "spring 2023"), "a day, a month or a year"),
    "a date of unknown basis": (put("kg:Document", "kg:dateBasis"), "how its date is known"),
    "a date of a basis of its own": (put("kg:Document", "kg:dateBasis", "<basis/guessed>"), "no basis of"),
    "a guessed date": (put("kg:Document", "kg:dateBasis", "<basis/unknown>"), "an unknown date has no value"),
    "an inferred date without a reason": (put("kg:Document", "kg:dateBasis", "<basis/inferred>"), "has its reason"),
    "a date for no reason": (put("kg:Document", "kg:dateReason", ""), "The reason for a date"),
    "a window that ends before it begins": (
        lambda made: [
            put("kg:Document", "kg:earliest", "2024-02-01^^xsd:date")(made),
            put("kg:Document", "kg:latest", "2024-01-01^^xsd:date")(made),
        ],
        "The window of an inferred date begins",
    ),
    "a window that ends in no day": (put("kg:Document", "kg:latest", "2024^^xsd:gYear"), "ends on a day"),
    "a document about two authorities": (
        also("kg:Document", "kg:authority", "<authority/E06000045>"),
        "at most one authority",
    ),
    "an authority of no register": (put("kg:Document", "kg:authority", "<authority/E99999999>"), "no authority of"),
    "a document by two": (also("kg:Document", "kg:author", "The council"), "at most one author"),
    "a document that may or may not be evaluated": (put("kg:Document", "kg:evaluated", "maybe"), "true or false"),
    "a title that points nowhere": (put("kg:Document", "kg:titleAt", "<page/1>"), "#char=start,end"),
    "an event that is none": (also("kg:Document", "kg:event", "<stance/plan>"), "An event of a document"),
    "an addressee that is none": (also("kg:Document", "kg:addressee", "<stance/plan>"), "An addressee of a document"),
    "a signatory that is none": (also("kg:Document", "kg:signatory", "<stance/plan>"), "A signatory of a document"),
    "a caveat that is none": (also("kg:Document", "kg:caveat", "<stance/plan>"), "A caveat of a document"),
    "a misspelt property": (also("kg:Document", "kg:evalauted", "x"), "It may not have"),
    "a quotation without words": (put("kg:Statement", "kg:text", ""), "its own words"),
    "a quotation that stands nowhere": (named("kg:Statement", "<document/x/statement>"), "says where its words stand"),
    "a quotation on page 0": (put("kg:Statement", "kg:page", "0^^xsd:integer"), "counted from 1"),
    "a quotation from nowhere": (put("kg:Mention", "dcterms:isPartOf"), "stands in one passage, or else"),
    "a quotation in a passage that is not there": (
        put("kg:Statement", "kg:inPassage", "<document/x#char=1,2>"),
        "is not in the graph",
    ),
    "an annotator without a version": (put("kg:Mention", "kg:annotator", "authorities"), "A fact names what found it"),
    "an annotation that is none": (
        also("kg:Document", "kg:annotation", "<stance/plan>"),
        "An annotation of a document",
    ),
    "an annotation of nothing": (put("kg:AnnotationActivity", "kg:annotates"), "the facts of one class"),
    "an annotation by nobody": (put("kg:AnnotationActivity", "kg:annotator"), "names what found the facts"),
    "an annotation of no document": (put("kg:Document", "kg:annotation"), "belongs to one document"),
    "a confidence above 1": (put("kg:Statement", "kg:confidence", "1.5^^xsd:decimal"), "between 0 and 1"),
    "a section without a rank": (put("kg:Section", "kg:level"), "one rank"),
    "a section of nothing": (put("kg:Section", "dcterms:isPartOf", "<stance/plan>"), "A section is part of"),
    "a passage of no document": (put("kg:Passage", "dcterms:isPartOf", "<stance/plan>"), "part of one document"),
    "a passage in no section": (put("kg:Passage", "kg:inSection", "<stance/plan>"), "innermost section"),
    "a passage read by OCR and not": (also("kg:Passage", "kg:ocr", "false^^xsd:boolean"), "kg:ocr is true where"),
    "a passage with two numbers": (also("kg:Passage", "kg:paragraph", "17"), "one printed paragraph number"),
    "a sentence that is nowhere": (also("kg:Passage", "kg:sentence", "<page/1>"), "A sentence of a passage"),
    "a statement in no passage": (
        lambda made: [put("kg:Statement", "kg:inPassage")(made), put("kg:Statement", "dcterms:isPartOf", "<x>")(made)],
        "A statement stands in one passage",
    ),
    "a theme of no scheme": (also("kg:Statement", "kg:otherTheme", "<theme/weather>"), "no theme of"),
    "a theme in words": (also("kg:Statement", "kg:otherTheme", "care leavers"), "A theme is a concept"),
    "two main themes": (also("kg:Statement", "kg:mainTheme", "<theme/uasc>"), "one main theme"),
    "themes without a main one": (
        lambda made: [
            put("kg:Statement", "kg:otherTheme", "<theme/uasc>")(made),
            put("kg:Statement", "kg:mainTheme")(made),
        ],
        "has a main theme",
    ),
    "a main theme that is another too": (
        lambda made: [
            put("kg:Statement", "kg:mainTheme", "<theme/uasc>")(made),
            put("kg:Statement", "kg:otherTheme", "<theme/uasc>")(made),
        ],
        "none of its others",
    ),
    "two stances": (also("kg:Statement", "kg:stance", "<stance/plan>"), "at most one stance"),
    "a stance of no scheme": (put("kg:Statement", "kg:stance", "<stance/angry>"), "no stance of"),
    "two speakers": (also("kg:Statement", "kg:speaker", "<speaker/council>"), "at most one speaker"),
    "a speaker of no scheme": (put("kg:Statement", "kg:speaker", "<speaker/press>"), "no speaker of"),
    "a mention of nothing": (put("kg:Mention", "kg:mentions"), "A mention names one entity"),
    "a mention of what no register holds": (put("kg:Mention", "kg:mentions", "<person/x>"), "a register of ontology"),
    "an event of no type": (put("kg:Event", "kg:eventType"), "An event is of one type"),
    "an event of an unknown type": (put("kg:Event", "kg:eventType", "<event/party>"), "no type of event of"),
    "an event that ends before it begins": (put("kg:Event", "kg:endDate", "2024-01-01^^xsd:date"), "ends before it"),
    "an event on no day": (put("kg:Event", "kg:startDate", "Monday"), "It begins at most once"),
    "an event that ends on no day": (put("kg:Event", "kg:endDate", "Friday"), "It ends at most once"),
    "a party without a name": (put("kg:Party", "foaf:name"), "A party has one name"),
    "a party with an empty post": (put("kg:Party", "kg:post", ""), "at most one post"),
    "a party of two organisations": (
        put("kg:Party", "kg:organisation", "one", "two"),
        "at most one organisation",
    ),
    "a caveat of no kind": (put("kg:Caveat", "kg:caveatKind"), "A caveat is of one kind"),
    "a caveat of an unknown kind": (put("kg:Caveat", "kg:caveatKind", "<caveat/boring>"), "no kind of caveat of"),
    "an inspection without a name": (put("kg:Inspection", "rdfs:label"), "An inspection has one name"),
    "an inspection that ends before it begins": (
        put("kg:Inspection", "kg:endDate", "2024-02-01^^xsd:date"),
        "ends before it begins",
    ),
    "an inspection under an unknown framework": (
        put("kg:Inspection", "kg:framework", "<framework/none>"),
        "no framework of",
    ),
    "an inspector without a name": (also("kg:Inspection", "kg:inspector", ""), "An inspector is given by name"),
    "two first inspectors": (also("kg:Inspection", "kg:firstInspector", "Al Other"), "named first"),
    "a judgement that is none": (also("kg:Inspection", "kg:judgement", "<stance/plan>"), "is a kg:Judgement"),
    "a judgement on nothing": (put("kg:Judgement", "kg:aspect"), "says what it is on"),
    "a judgement without a grade": (put("kg:Judgement", "kg:grade"), "one grade or outcome"),
    "a judgement of no inspection": (put("kg:Inspection", "kg:judgement"), "belongs to one inspection"),
    "a grade of no scheme": (put("kg:Judgement", "kg:grade", "<grade/superb>"), "no grade of"),
    "a grade of another framework": (put("kg:Judgement", "kg:grade", "<grade/adequate>"), "Under the framework"),
    "a graded focused visit": (
        put("kg:Inspection", "kg:framework", "<framework/ilacs-focused-visit>"),
        "give no grade",
    ),
    "a person without a name": (put("kg:Person", "foaf:name"), "A person has one name"),
    "a person of no document": (put("kg:Person", "dcterms:isPartOf"), "known from one document"),
    "a person who is nowhere named": (put("kg:Person", "kg:mentionedAt"), "named at least once"),
    "a name written as nothing": (also("kg:Person", "kg:surfaceForm", ""), "A way to write a name"),
    "a role that is none": (also("kg:Person", "kg:role", "<stance/plan>"), "is a kg:Role"),
    "a role without a post": (put("kg:Role", "kg:post"), "A role is one post"),
    "a role of nobody": (put("kg:Person", "kg:role"), "belongs to one person"),
    "a role for no day": (put("kg:Role", "kg:asOf", "lately"), "A role is given for"),
    "a statistic of nothing": (put("kg:Statistic", "kg:indicator"), "what was counted"),
    "a statistic in words": (put("kg:Statistic", "kg:value", "many"), "A value is a decimal number"),
    "a statistic in two units": (also("kg:Statistic", "kg:unit", "GBP"), "at most one unit"),
    "a statistic of two populations": (also("kg:Statistic", "kg:population", "all"), "at most one population"),
    "a statistic for two periods": (also("kg:Statistic", "kg:period", "2022"), "at most one period"),
    "a statistic with an empty comparator": (put("kg:Statistic", "kg:comparator", ""), "at most one comparator"),
    "a statistic that goes up and down": (also("kg:Statistic", "kg:relation", "down"), "at most one relation"),
    "values in no order": (put("kg:Statistic", "kg:valuesInOrder", "71 to 79"), "numbers with a space"),
    "a statistic that says nothing": (
        lambda made: [put("kg:Statistic", "kg:value")(made), put("kg:Statistic", "kg:relation")(made)],
        "or else a comparison",
    ),
    "a recommendation of no kind": (put("kg:Recommendation", "kg:recommendationKind"), "A recommendation is of one"),
    "a recommendation of an unknown kind": (
        put("kg:Recommendation", "kg:recommendationKind", "<recommendation/wish>"),
        "no kind of recommendation of",
    ),
    "a reference to nothing": (put("kg:Reference", "dcterms:title"), "what it points to"),
    "a reference of an unknown kind": (put("kg:Reference", "kg:kind", "<kind/novel>"), "no kind of"),
    "a reference of two kinds": (also("kg:Reference", "kg:kind", "<kind/minutes>"), "of at most one kind"),
    "a reference dated twice": (also("kg:Reference", "dcterms:date", "2021^^xsd:gYear"), "at most one date"),
}


ELSEWHERE = {
    "briefing",
    "link",
    "sameperson",
    "sameinspection",
    "notheld",
    "followup",
    "limb",
    "telling",
    "discrepancy",
}
"""Shapes of other graphs, which are broken in tests/briefing and test_linked.py."""


def written(letter: Annotated) -> Graph:
    return graph.write(letter, Names(DEFAULT_BASE))


def test_a_right_graph_conforms(letter: Annotated):
    assert graph.check(written(letter), DEFAULT_BASE) == ()


def test_a_right_graph_conforms_below_another_base(letter: Annotated):
    base = "https://data.example/things/"
    made = graph.write(letter, Names(base))
    assert graph.check(made, base) == ()
    made.add((next(made.subjects(iri("kg:stance"))), iri("kg:otherTheme"), URIRef(base + "theme/weather")))
    assert any("no theme of" in message for message in graph.check(made, base))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_graph_is_refused(letter: Annotated, fault: str):
    made = written(letter)
    breaks, message = FAULTS[fault]
    breaks(made)
    found = graph.check(made, DEFAULT_BASE)
    assert any(message in line for line in found), found
    assert all("\n" not in line for line in found)


def test_checking_leaves_the_graph_as_it_was(letter: Annotated):
    made = written(letter)
    before = set(made)
    graph.check(made, DEFAULT_BASE)
    assert set(made) == before


def test_a_message_names_the_thing_and_the_value(letter: Annotated):
    made = written(letter)
    put("kg:Document", "kg:sha256", "ABC")(made)
    (line,) = graph.check(made, DEFAULT_BASE)
    assert line == (
        "document/abababababababab: A document is known by the SHA-256 of its bytes: 64 hexadecimal digits in lower "
        "case. (found 'ABC')"
    )


def test_every_property_shape_has_a_message_that_some_fault_shows():
    """A rule without a test that it refuses something is no rule."""
    shown = [message for _, message in FAULTS.values()]
    for file in shapes.files():
        if file.stem in ELSEWHERE:
            continue
        for message in re.findall(r'sh:message "(.*?)"@en', file.read_text()):
            if "framework" not in message and "holds only what a passage may hold" not in message:
                assert any(part in message for part in shown), f"{file.name}: {message}"


def test_every_class_of_the_graph_has_a_shape_file(letter: Annotated):
    classes = {str(each).removeprefix(KG) for each in written(letter).objects(None, iri("rdf:type"))}
    assert {each.lower() for each in classes} <= {file.stem for file in shapes.files()}


def test_the_grades_of_each_framework_are_those_of_the_register(letter: Annotated):
    registers = vocabulary.load(DEFAULT_BASE)
    (told,) = letter.inspections
    every = tuple(replace(told.judgements[0], aspect=grade, grade=grade) for grade in registers.grades)
    for framework in registers.frameworks.values():
        made = written(replace(letter, inspections=(replace(told, framework=framework.id, judgements=every),)))
        refused = len(registers.grades) - len(framework.grades)
        assert len(graph.check(made, DEFAULT_BASE)) == refused, framework.id


def test_dates_of_different_precision_are_not_compared(letter: Annotated):
    year = replace(letter.inspections[0], start="2024", end="2024-02-09")
    assert graph.check(written(replace(letter, inspections=(year,))), DEFAULT_BASE) == ()
