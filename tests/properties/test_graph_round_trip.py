"""Whatever a document says comes back from its graph as it went in, byte for byte the same in any order."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import graph
from kg.model import (
    Annotated,
    Basis,
    Caveat,
    Document,
    DocumentDate,
    Event,
    Heading,
    Inspection,
    Judgement,
    Mention,
    Metadata,
    Page,
    Party,
    Passage,
    Person,
    Recommendation,
    Reference,
    Role,
    Span,
    Statement,
    Statistic,
)
from kg.vocabulary import names

if TYPE_CHECKING:
    import random

BASE = "https://data.example/id/"
NAMES = names.Names(BASE)
IRI = BASE + "document/" + "0" * 16

words = st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=6)
strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
maybe = st.none() | strings
ids = st.sampled_from(["care-leavers", "uasc", "send", "fostering", "a b/ć"])
dates = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
days = st.none() | dates
sure = st.floats(0, 1).map(lambda value: round(value, 4))
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
annotators = st.sampled_from(["", "themes/1", "people/2"])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and the spans of its words."""
    drawn = draw(st.lists(words, min_size=6, max_size=24))
    spans, parts, at = [], [], 0
    for word in drawn:
        gap = draw(st.sampled_from([" ", "\n", "\r\n\t"]))
        spans.append(Span(at, at + len(word)))
        parts.append(word + gap)
        at += len(word) + len(gap)
    return "".join(parts), spans


@st.composite
def passages(draw: st.DrawFn, spans: list[Span]) -> tuple[Passage, ...]:
    """Runs of words, under headings taken from the words before the first."""
    first, *rest = sorted(draw(st.sets(st.integers(2, len(spans)), min_size=1, max_size=5)))
    path = tuple(Heading(spans[i], level=i + 1, confidence=draw(sure)) for i in range(2))
    made = []
    for start, end in zip([first, *rest], [*rest, len(spans)], strict=True):
        if start == end:
            continue
        cuts = sorted(draw(st.sets(st.integers(start, end), max_size=4)))
        sentences = tuple(Span(spans[left].start, spans[right - 1].end) for left, right in itertools.pairwise(cuts))
        made.append(
            Passage(
                Span(spans[start].start, spans[end - 1].end),
                headings=path[: draw(st.integers(0, 2))],
                sentences=sentences,
                page=draw(st.none() | st.integers(1, 9)),
                number=draw(maybe),
            )
        )
    return tuple(made)


def facts(spans: st.SearchStrategy[Span]) -> dict[str, st.SearchStrategy[object]]:
    """A strategy for each field of Annotated that is no passage, statement or metadata."""
    found = {"annotator": annotators, "confidence": sure}
    judgements = st.builds(Judgement, aspect=strings, grade=ids, span=spans)
    roles = st.builds(Role, role=strings, organisation=maybe, as_of=days, span=spans)
    each = {
        "mentions": st.builds(
            Mention, span=spans, entity=ids.map("theme/x-{}".format).map(lambda e: e.split(" ")[0]), **found
        ),
        "inspections": st.builds(
            Inspection,
            name=strings,
            framework=st.none() | ids,
            start=days,
            end=days,
            authority=st.none() | ids,
            inspectors=st.lists(strings.filter(bool), max_size=3).map(tuple),
            judgements=st.lists(judgements, max_size=3).map(tuple),
            span=spans,
            **found,
        ),
        "people": st.builds(
            Person,
            name=strings.filter(bool),
            surface_forms=st.lists(strings, max_size=3).map(tuple),
            roles=st.lists(roles, max_size=2).map(tuple),
            mentions=st.lists(spans, min_size=1, max_size=3).map(tuple),
            **found,
        ),
        "statistics": st.builds(
            Statistic,
            span=spans,
            indicator=strings,
            values=st.lists(numbers, max_size=3).map(tuple),
            unit=maybe,
            population=maybe,
            period=maybe,
            comparator=maybe,
            relation=maybe,
            **found,
        ),
        "recommendations": st.builds(Recommendation, span=spans, kind=ids, **found),
        "references": st.builds(Reference, span=spans, title=strings, kind=st.none() | ids, date=days, **found),
    }
    # one thing of a kind at a span: two that differ only in what found them are one thing
    return {
        field: st.lists(strategy, max_size=3, unique_by=lambda thing: getattr(thing, "span", None) or first(thing))
        for field, strategy in each.items()
    }


def first(person: Person) -> Span:
    """The first words that name a person or give their post."""
    return min((*person.mentions, *(role.span for role in person.roles)))


def metadata(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Metadata]:
    parties = st.lists(st.builds(Party, name=strings, post=maybe, organisation=maybe, span=spans), max_size=2).map(
        tuple
    )
    return st.builds(
        Metadata,
        title=strings,
        title_span=st.none() | spans,
        kind=st.none() | ids,
        date=st.builds(
            DocumentDate,
            value=days,
            basis=st.sampled_from(Basis),
            window=st.none() | st.tuples(dates, dates),
            reason=maybe,
            span=st.none() | spans,
        ),
        events=st.lists(st.builds(Event, type=ids, start=days, end=days, span=spans), max_size=2).map(tuple),
        authority=st.none() | ids,
        authority_span=st.none() | spans,
        author=maybe,
        evaluated=st.booleans(),
        addressees=parties,
        signatories=parties,
        caveats=st.lists(st.builds(Caveat, kind=ids, span=spans), max_size=2).map(tuple),
    )


@st.composite
def annotated(draw: st.DrawFn) -> Annotated:
    text, spans = draw(texts())
    split = draw(passages(spans))
    anywhere = st.sampled_from(spans)
    half = len(text) // 2
    pages = (Page(1, 0, half), Page(2, half, len(text))) if draw(st.booleans()) else ()
    statements = tuple(
        Statement(
            sentence,
            passage.span,
            tuple(draw(st.lists(ids, max_size=3, unique=True))),
            draw(st.none() | ids),
            draw(st.none() | ids),
            draw(annotators),
            draw(sure),
        )
        for passage in split
        for sentence in passage.sentences
        if draw(st.booleans())
    )
    return Annotated(
        Document("letter “a”.pdf", "application/pdf", "0" * 64, text, pages),
        split,
        draw(metadata(anywhere)),
        statements=statements,
        **{field: tuple(draw(strategy)) for field, strategy in facts(anywhere).items()},
    )


@settings(max_examples=60, deadline=None)
@given(annotated())
def test_reading_undoes_writing(said: Annotated):
    quads = graph.nquads(graph.write(said, NAMES), IRI)
    assert graph.read(quads, said.document, NAMES) == graph.canonical(said)


@settings(max_examples=25, deadline=None)
@given(annotated(), st.randoms(use_true_random=False))
def test_order_says_nothing_that_the_graph_would_repeat(said: Annotated, shuffle: random.Random):
    fields = ("passages", "mentions", "statements", "inspections", "people", "statistics", "references")
    other = replace(said, **{f: tuple(shuffle.sample(getattr(said, f), len(getattr(said, f)))) for f in fields})
    assert graph.nquads(graph.write(other, NAMES), IRI) == graph.nquads(graph.write(said, NAMES), IRI)


@settings(max_examples=25, deadline=None)
@given(annotated())
def test_nquads_are_sorted_lines_of_one_graph_that_parse_back(said: Annotated):
    made = graph.write(said, NAMES)
    quads = graph.nquads(made, IRI)
    lines = quads.decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert all(line.endswith(f" <{IRI}> .") for line in lines)
    assert graph.nquads(graph.parse(quads), IRI) == quads


@settings(max_examples=25, deadline=None)
@given(annotated())
def test_canonical_form_is_its_own_canonical_form(said: Annotated):
    once = graph.canonical(said)
    assert graph.canonical(once) == once
