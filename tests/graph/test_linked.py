"""A linked graph: each shape refuses what breaks it, with a message that a person can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef

from kg import graph
from kg.graph import shapes
from kg.model import Link
from kg.settings import DEFAULT_BASE
from kg.vocabulary.names import DCTERMS, FOAF, KG, PROV, RDF, RDFS, XSD, Names

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = Names(DEFAULT_BASE)
SPACES = {"kg": KG, "dcterms": DCTERMS, "foaf": FOAF, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}
ONE, OTHER = "document/1111111111111111", "document/2222222222222222"
HERE = (f"{ONE}#char=0,90",)
BOTH = (*HERE, f"{OTHER}#char=10,60")
GRAPH = "linked/X99000001"
LINKS = (
    Link(GRAPH, "LinkedGraph", (("kg:authority", "authority/X99000001"), ("kg:annotator", "linking/1")), (ONE, OTHER)),
    Link(
        f"{GRAPH}/same-person/1",
        "SamePerson",
        (
            ("foaf:name", "Katherine Holloway"),
            ("kg:reason", "same full name and organisation"),
            ("kg:mergedFrom", f"{ONE}/person/3-21/Kate%20Holloway"),
            ("kg:mergedFrom", f"{OTHER}/person/9-31/Katherine%20Holloway"),
            ("kg:annotator", "linking/1 review/1"),
        ),
        BOTH,
    ),
    Link(
        f"{GRAPH}/same-inspection/1",
        "SameInspection",
        (
            ("rdfs:label", "ILACS inspection"),
            ("kg:reason", "same framework and first day"),
            ("kg:framework", "framework/ilacs"),
            ("kg:startDate", "2023-06-05"),
            ("kg:endDate", "2023-06"),
            ("kg:mergedFrom", f"{ONE}/inspection/30-40/aa"),
            ("kg:mergedFrom", f"{OTHER}/inspection/40-50/bb"),
        ),
        BOTH,
    ),
    Link(
        f"{GRAPH}/not-held/1",
        "NotHeld",
        (("dcterms:title", "last inspection"), ("kg:kind", "kind/ilacs-report"), ("dcterms:date", "2019")),
        HERE,
    ),
    Link(f"{ONE}/reference/60-75/cc", "", (("dcterms:references", f"{GRAPH}/not-held/1"),)),
    Link(
        f"{GRAPH}/follow-up/1",
        "FollowUp",
        (
            ("kg:recommendation", f"{ONE}/recommendation/0-90"),
            ("kg:status", "follow-up/repeated"),
            ("kg:limb", f"{GRAPH}/follow-up/1/limb/0-20"),
            ("kg:telling", f"{GRAPH}/telling/1"),
            ("kg:recursIn", f"{OTHER}/statement/10-60"),
        ),
        BOTH,
    ),
    Link(
        f"{GRAPH}/follow-up/1/limb/0-20",
        "Limb",
        (("kg:text", "the plans"), ("kg:status", "follow-up/repeated"), ("kg:telling", f"{GRAPH}/telling/1")),
        BOTH,
    ),
    Link(f"{GRAPH}/telling/1", "Telling", (("kg:statement", f"{OTHER}/statement/10-60"),), BOTH),
    Link(
        f"{GRAPH}/discrepancy/1",
        "Discrepancy",
        (
            ("kg:discrepancyKind", "discrepancy/numbers-disagree"),
            ("dcterms:title", "47 or 52: children"),
            ("kg:explanation", "Both speak of one time."),
            ("kg:side", f"{GRAPH}/discrepancy/1/1"),
            ("kg:side", f"{GRAPH}/discrepancy/1/2"),
        ),
        BOTH,
    ),
    *(
        Link(
            f"{GRAPH}/discrepancy/1/{number}",
            "Side",
            (("kg:fact", f"{of}/statistic/5-9/dd"), ("kg:reading", "47"), ("kg:position", str(number))),
            HERE,
        )
        for number, of in enumerate((ONE, OTHER), 1)
    ),
)


def iri(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(SPACES[prefix] + local) if prefix in SPACES else URIRef(DEFAULT_BASE + name)


def value(said: str) -> URIRef | Literal:
    """`<path>` a thing below the base, `digits^^xsd:type` a typed literal, else a string."""
    if said.startswith("<"):
        return iri(said.strip("<>"))
    lexical, typed, datatype = said.partition("^^")
    return Literal(lexical, datatype=iri(datatype) if typed else None, normalize=False)


def put(kind: str, predicate: str, *values: str) -> Callable[[Graph], None]:
    """Replaces what the first thing of a class says with a predicate."""

    def change(made: Graph) -> None:
        node = min(made.subjects(iri("rdf:type"), iri("kg:" + kind)), key=str)
        made.remove((node, iri(predicate), None))
        for each in values:
            made.add((node, iri(predicate), value(each)))

    return change


def unsaid(predicate: str) -> Callable[[Graph], None]:
    """Takes away whatever a predicate says."""
    return lambda made: made.remove((None, iri(predicate), None)) and None  # type: ignore[func-returns-value]


FAULTS = {
    "a graph of no authority": (put("LinkedGraph", "kg:authority"), "is of one authority"),
    "a graph by nobody": (put("LinkedGraph", "kg:annotator"), "names the rules that made it"),
    "a graph of no documents": (put("LinkedGraph", "prov:wasDerivedFrom"), "derived from documents that are held"),
    "a graph of more": (put("LinkedGraph", "kg:text", "more"), "It may not have"),
    "a link from nowhere": (put("Telling", "prov:wasDerivedFrom"), "A link is derived from passages"),
    "a link from elsewhere": (put("Side", "prov:wasDerivedFrom", "<theme/send>"), "A link is derived from passages"),
    "a link by somebody else": (put("SamePerson", "kg:annotator", "guess/1"), "Only what a person accepted"),
    "a person without a name": (put("SamePerson", "foaf:name"), "one name, the fullest"),
    "a person without a reason": (put("SamePerson", "kg:reason"), "has a reason for being one"),
    "a person with an empty reason": (put("SamePerson", "kg:reason", ""), "has a reason for being one"),
    "a person of one document": (
        put("SamePerson", "kg:mergedFrom", f"<{ONE}/person/3-21/Kate>"),
        "merged from people of at least two",
    ),
    "a person merged from words": (
        put("SamePerson", "kg:mergedFrom", f"<{ONE}/statement/3-21>", f"<{OTHER}/statement/3-21>"),
        "merged from people of at least two",
    ),
    "an inspection without a name": (put("SameInspection", "rdfs:label"), "A merged inspection has one name"),
    "an inspection without a reason": (put("SameInspection", "kg:reason"), "A merged inspection has a reason"),
    "an inspection by no rules": (put("SameInspection", "kg:framework", "<theme/send>"), "followed one framework"),
    "an inspection at no time": (put("SameInspection", "kg:startDate"), "one first day, month or year"),
    "an inspection that ends lately": (put("SameInspection", "kg:endDate", "lately"), "at most one last day"),
    "an inspection of one document": (put("SameInspection", "kg:mergedFrom"), "what at least two documents tell"),
    "nothing that is not held": (put("NotHeld", "dcterms:title"), "called by the words that refer to it"),
    "a novel that is not held": (put("NotHeld", "kg:kind", "<kind/novel>"), "of at most one kind"),
    "what is not held, some day": (put("NotHeld", "dcterms:date", "some day"), "has at most one date"),
    "what nobody refers to": (unsaid("dcterms:references"), "referred to by words of a document"),
    "a follow-up of nothing": (put("FollowUp", "kg:recommendation"), "A follow-up is of one recommendation"),
    "a follow-up of another kind": (put("FollowUp", "kg:status", "<stance/concern>"), "A follow-up has one status"),
    "a limb that is not there": (put("FollowUp", "kg:limb", "<theme/send>"), "where it asks for several things"),
    "words that are not there": (put("FollowUp", "kg:telling", "<theme/send>"), "tell of a recommendation are in"),
    "a recurrence in no statement": (put("FollowUp", "kg:recursIn", "<theme/send>"), "It recurs in statements"),
    "a status without words": (put("FollowUp", "kg:telling"), "is shown by words of a later document"),
    "a silence with words": (
        put("FollowUp", "kg:status", "<follow-up/not_mentioned_again>"),
        "What is not mentioned again has no words",
    ),
    "a limb without words": (put("Limb", "kg:text"), "A limb has its words"),
    "a limb of no status": (put("Limb", "kg:status"), "A limb has one status"),
    "a limb of which nothing tells": (put("Limb", "kg:telling"), "is shown by words of a later document"),
    "a limb of which something tells": (put("Limb", "kg:telling", "<theme/send>"), "tell of a limb are in the graph"),
    "a limb of nothing": (unsaid("kg:limb"), "A limb is of one recommendation"),
    "a telling of no statement": (put("Telling", "kg:statement"), "What tells of a recommendation is a statement"),
    "a telling of nothing": (unsaid("kg:telling"), "What tells, tells of a recommendation"),
    "a discrepancy of no kind": (put("Discrepancy", "kg:discrepancyKind", "<stance/plan>"), "is of one kind"),
    "a discrepancy without a title": (put("Discrepancy", "dcterms:title"), "A discrepancy has one title"),
    "a discrepancy without a reason": (put("Discrepancy", "kg:explanation"), "says why two accounts"),
    "a discrepancy with one side": (
        put("Discrepancy", "kg:side", f"<{GRAPH}/discrepancy/1/1>"),
        "A discrepancy has two sides",
    ),
    "a side of nothing": (put("Side", "kg:fact", f"<{ONE}/mention/1-2>"), "A side is a statistic, statement"),
    "a side that does not read": (put("Side", "kg:reading"), "A side says how it reads"),
    "a third side": (put("Side", "kg:position", "3^^xsd:integer"), "A side is the first or the second"),
    "a side of no discrepancy": (unsaid("kg:side"), "A side is of one discrepancy"),
}
FILES = ("link", "sameperson", "sameinspection", "notheld", "followup", "limb", "telling", "discrepancy")


def test_a_right_graph_conforms_and_is_written_in_one_way() -> None:
    quads = graph.linked_nquads(LINKS, "X99000001", NAMES)
    assert graph.check(graph.parse(quads), DEFAULT_BASE) == ()
    assert graph.linked_nquads(tuple(reversed(LINKS)), "X99000001", NAMES) == quads
    assert all(line.endswith(f"<{DEFAULT_BASE}{GRAPH}> .".encode()) for line in quads.splitlines())


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_graph_is_refused(fault: str) -> None:
    made = graph.write_linked(LINKS, NAMES)
    breaks, message = FAULTS[fault]
    breaks(made)
    found = graph.check(made, DEFAULT_BASE)
    assert any(message in line for line in found), found


def test_every_rule_has_a_message_that_some_fault_shows() -> None:
    shown = [message for _, message in FAULTS.values()]
    for file in shapes.files():
        if file.stem in FILES:
            for message in re.findall(r'sh:message "(.*?)"@en', file.read_text()):
                assert any(part in message for part in shown), f"{file.name}: {message}"
