"""The ontology's page says what the ontology says, and its query runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocabulary
from kg.settings import DEFAULT_BASE
from kg.vocabulary import terms, turtle
from kg.vocabulary.names import KG

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"


def test_the_page_holds_the_tables_and_the_picture_of_today():
    _, _, rest = PAGE.read_text().partition("<!-- terms -->\n")
    made, _, _ = rest.partition("<!-- /terms -->")
    assert made == terms.markdown(), "run: python -m kg.vocabulary.terms, and put it between the markers"


def test_the_module_prints_what_the_page_holds():
    printed = subprocess.run(
        [sys.executable, "-m", "kg.vocabulary.terms"], check=True, capture_output=True, encoding="utf-8"
    )
    assert printed.stdout == terms.markdown()


def test_every_property_named_in_the_page_exists():
    known = {term.name for term in terms.terms()} | {"kg:formerGss"}
    assert set(re.findall(r"kg:\w+", PAGE.read_text())) <= known


def test_the_query_of_the_page_runs():
    query, *_ = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert list(ox.Store().query(query)) == []


@pytest.mark.parametrize("term", terms.terms(), ids=lambda term: term.name)
def test_every_term_has_a_label_and_a_sentence(term: terms.Term):
    assert term.label
    assert term.comment.endswith(".")
    assert term.kind != "class" or term.domain is None


def test_domains_and_ranges_of_ours_are_classes_of_ours():
    classes = {term.name for term in terms.terms() if term.kind == "class"}
    for term in terms.terms():
        for end in (term.domain, term.range):
            assert end is None or not end.startswith("kg:") or end in classes


def test_every_file_parses_without_blank_nodes_and_says_each_thing_once():
    triples = list(turtle.triples(DEFAULT_BASE))
    assert len(triples) == len(set(triples))
    assert not [triple for triple in triples if isinstance(triple.subject, ox.BlankNode)]


def test_the_vocabulary_graph_is_canonical_and_loads():
    quads = vocabulary.nquads(DEFAULT_BASE)
    lines = quads.decode().splitlines()
    assert lines == sorted(set(lines))
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    assert len(store) == len(lines)
    assert [graph.value for graph in store.named_graphs()] == [DEFAULT_BASE + "vocabulary"]
    held = set(re.findall(rf"<{re.escape(KG)}(\w+)>", quads.decode()))
    assert {"Statement", "theme", "gss"} <= held


def test_languages_have_one_preferred_label_each():
    seen = set()
    for triple in turtle.triples(DEFAULT_BASE):
        if triple.predicate.value.endswith("core#prefLabel"):
            key = (triple.subject, triple.object.language)
            assert key not in seen
            seen.add(key)


def test_no_name_of_a_concept_is_both_preferred_and_alternative():
    for held in vocabulary.load(DEFAULT_BASE).schemes.values():
        for concept in held.values():
            assert not set(concept.names) & set(concept.cues)
            assert not set(concept.names) & set(concept.acronyms)
