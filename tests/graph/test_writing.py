"""What stands in a document's graph, and that it can be read back."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kg import graph
from kg.graph import order
from kg.graph.parts import lexical
from kg.model import Heading, Passage, Span, Statement
from kg.settings import DEFAULT_BASE
from kg.vocabulary import names, turtle
from kg.vocabulary.names import KG, RDFS, Names

if TYPE_CHECKING:
    from kg.model import Annotated

NAMES = Names(DEFAULT_BASE)
IRI = DEFAULT_BASE + "document/abababababababab"


def described() -> set[str]:
    """Terms of the ontology that have a label and a comment."""
    found: dict[str, set[str]] = {}
    for triple in turtle.triples(DEFAULT_BASE):
        found.setdefault(str(triple.subject).strip("<>"), set()).add(triple.predicate.value)
    return {term for term, said in found.items() if {RDFS + "label", RDFS + "comment"} <= said}


def test_every_term_of_ours_in_a_graph_is_described_in_the_ontology(letter: Annotated):
    silent = Passage(
        Span(letter.passages[0].span.start, letter.passages[0].span.end), sentences=letter.passages[0].sentences
    )
    dated = replace(
        letter.metadata,
        date=replace(letter.metadata.date, window=("2024", "2024-03"), reason="the letter names the month"),
    )
    made = graph.write(letter, NAMES) + graph.write(
        replace(letter, metadata=dated, statements=(), passages=(silent,)), NAMES
    )
    used = {str(term) for triple in made for term in triple if str(term).startswith(KG)}
    assert len(used) > 60
    assert used <= described()


def test_every_term_of_ours_in_the_ontology_and_the_registers_is_described():
    used = {
        term.value
        for triple in turtle.triples(DEFAULT_BASE)
        for term in (triple.predicate, triple.object, getattr(triple.object, "datatype", None))
        if str(getattr(term, "value", "")).startswith(KG)
    }
    assert used <= described()


def test_reading_undoes_writing(letter: Annotated):
    quads = graph.nquads(graph.write(letter, NAMES), IRI)
    back = graph.read(quads, letter.document, NAMES)
    assert back == graph.canonical(letter)
    assert back.statements[1].themes == ("care-leaver-accommodation", "care-leavers")
    assert back.statistics[0].values == letter.statistics[0].values
    assert back.inspections[0].inspectors == ("Bo Sample", "Al Other")


def test_every_quotation_is_its_stretch_of_the_text(letter: Annotated):
    made = graph.write(letter, NAMES)
    quoted = [(names.span(str(subject)), str(words)) for subject, words in made.subject_objects(URIRef(KG + "text"))]
    assert len(quoted) == 19
    assert all(letter.document.text[span.start : span.end] == words for span, words in quoted)


def test_everything_is_reached_from_the_document(letter: Annotated):
    """Each thing leads to the document, or the document or another thing leads to it."""
    made = graph.write(letter, NAMES)
    near = {URIRef(IRI)}
    while True:
        further = {s for s, _, o in made if o in near} | {o for s, _, o in made if s in near and isinstance(o, URIRef)}
        if further <= near:
            break
        near |= further
    assert set(made.subjects()) <= near


def test_a_graph_of_another_document_is_not_read(letter: Annotated):
    quads = graph.nquads(graph.write(letter, NAMES), IRI)
    with pytest.raises(ValueError, match="not one of this document"):
        graph.read(quads, replace(letter.document, sha256="0" * 64), NAMES)


def test_broken_quads_are_not_read(letter: Annotated):
    with pytest.raises(SyntaxError):
        graph.read(b"<a> <b>", letter.document, NAMES)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "1"), (0.1, "0.1"), (1e-7, "0.0000001"), (-0.0, "0"), (100.0, "100"), (0.75, "0.75")],
)
def test_numbers_are_canonical(value: float, expected: str):
    assert lexical(value) == expected


def test_strings_are_escaped_as_canonical_nquads_ask():
    made = Graph()
    text = 'a"b\\c\nd\re\tf\bg\fh\x00i\x7fj é 🙂'
    made.add((URIRef("https://a.example/s"), URIRef("https://a.example/p"), Literal(text, normalize=False)))
    (line,) = graph.nquads(made, "https://a.example/g").splitlines()
    assert line.decode().startswith(
        r'<https://a.example/s> <https://a.example/p> "a\"b\\c\nd\re\tf\bg\fh\u0000i\u007Fj é 🙂" <'
    )
    assert set(graph.parse(line)) == set(made)


def test_a_language_tag_is_written_in_lower_case():
    made = Graph()
    made.add((URIRef("https://a.example/s"), URIRef("https://a.example/p"), Literal("colour", lang="en-GB")))
    assert b'"colour"@en-gb <' in graph.nquads(made, "https://a.example/g")


def test_a_blank_node_is_refused():
    made = Graph()
    made.add((BNode(), URIRef("https://a.example/p"), Literal("x")))
    with pytest.raises(ValueError, match="blank node"):
        graph.nquads(made, "https://a.example/g")
    with pytest.raises(SyntaxError, match="names everything"):
        graph.parse(b"_:a <https://a.example/p> <https://a.example/o> <https://a.example/g> .\n")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-07-04", "2024-07-04", "2024-07-04"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(date: str, first: str, last: str):
    assert (order.first_day(date), order.last_day(date)) == (first, last)


def test_an_exact_document_has_no_mismatch(letter: Annotated):
    assert graph.mismatches(letter) == ()


def test_mismatches_name_what_does_not_fit(letter: Annotated):
    first, second = letter.passages
    space = Statement(Span(first.span.start, first.sentences[0].end + 1), first.span)
    wrong = replace(
        letter,
        passages=(
            replace(first, sentences=(*first.sentences, second.sentences[0])),
            replace(second, headings=(Heading(second.headings[0].span, 9), second.headings[1])),
            Passage(Span(first.span.start + 5, first.span.end + 10**6)),
        ),
        statements=(*letter.statements, letter.statements[0], space),
        inspections=(replace(letter.inspections[0], start="2024-05", end="2024-03-08"),),
    )
    found = "\n".join(graph.mismatches(wrong))
    for part in (
        "is outside the text of",
        "begins or ends with white space",
        "overlap",
        "is not inside its passage",
        "two ranks or stands in two sections",
        "is not a sentence of its passage",
        "is there twice",
        "ends in 2024-03-08, before 2024-05",
    ):
        assert part in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"well supported", b"badly supported"),
        (b"", f'<{IRI}> <{KG}author> "Nobody" <{IRI}> .\n'.encode()),
        (b"", f"<{IRI}/statement/1-2> <{KG}stance> <{DEFAULT_BASE}stance/plan> <{IRI}> .\n".encode()),
        (b"", f"<{DEFAULT_BASE}person/1> <{KG}post> <{DEFAULT_BASE}kind/minutes> <{IRI}> .\n".encode()),
    ],
    ids=["words that are not those of the text", "a second value", "a fact without a class", "a thing of no document"],
)
def test_a_triple_that_facts_and_text_do_not_make_is_found(letter: Annotated, old: bytes, new: bytes):
    """So every quote is its text, and every triple is reached from the document."""
    quads = graph.nquads(graph.write(letter, NAMES), IRI)
    assert graph.altered(quads, letter, NAMES) == ()
    wrong = quads.replace(old, new, 1) if old else quads + new
    assert wrong != quads
    assert graph.altered(wrong, graph.read(wrong, letter.document, NAMES), NAMES)


def test_reading_a_graph_needs_neither_rdflib_nor_pyshacl(tmp_path):
    """What `kg show` does starts at once."""
    program = "import sys, kg.graph; kg.graph.read; sys.exit(any(m in sys.modules for m in ('rdflib', 'pyshacl')))"
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=tmp_path).returncode == 0
