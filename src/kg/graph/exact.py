"""What shapes cannot say: every span is a stretch of the document's text, each statement a sentence of its passage."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.graph.order import first_day, last_day
from kg.vocabulary.names import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Annotated, Heading, Span
    from kg.vocabulary.names import Names


def mismatches(annotated: Annotated) -> tuple[str, ...]:
    """One line for each thing that does not fit the text; empty when all does. `write` needs it to be empty."""
    rules = (_outside, _passages, _headings, _statements, _dates)
    return tuple(line for rule in rules for line in rule(annotated))


def altered(quads: bytes, annotated: Annotated, names: Names) -> tuple[str, ...]:
    """A line if the quads are not what `write` makes of the facts that `read` found in them; empty when they are.

    So no triple stands in a graph that is not one of ours, and every `kg:text` is its stretch of the text.
    """
    from kg.graph.quads import nquads
    from kg.graph.writer import write

    made = nquads(write(annotated, names), names.iri(document(annotated.document.id)))
    if made == quads:
        return ()
    odd = min(set(quads.splitlines()) ^ set(made.splitlines()), default=b"")
    return (f"the graph and the text do not say the same: {odd.decode()[:200]}",)


def _outside(annotated: Annotated) -> Iterator[str]:
    text = annotated.document.text
    for what, span in _spans(annotated):
        words = text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(text):
            yield f"{what} at {span.start}-{span.end} is outside the text of {len(text)} characters"
        elif words != words.strip():
            yield f"{what} at {span.start}-{span.end} begins or ends with white space; its span must be trimmed"


def _spans(annotated: Annotated) -> Iterator[tuple[str, Span]]:
    """Every span that the facts rest on, with what rests on it."""
    said = annotated.metadata
    for what, span in (
        ("the title", said.title_span),
        ("the date", said.date.span),
        ("the authority", said.authority_span),
    ):
        if span is not None:
            yield what, span
    for field in ("events", "addressees", "signatories", "caveats"):
        yield from ((f"one of the {field}", each.span) for each in getattr(said, field))
    for field in ("mentions", "statements", "inspections", "statistics", "recommendations", "references"):
        yield from ((f"one of the {field}", each.span) for each in getattr(annotated, field))
    for inspection in annotated.inspections:
        yield from ((f"a judgement on {judgement.aspect}", judgement.span) for judgement in inspection.judgements)
    for person in annotated.people:
        yield from ((f"a mention of {person.name}", span) for span in person.mentions)
        yield from ((f"a role of {person.name}", role.span) for role in person.roles)
    for passage in annotated.passages:
        yield "a passage", passage.span
        yield from (("a sentence", span) for span in passage.sentences)
        yield from (("a heading", heading.span) for heading in passage.headings)


def _passages(annotated: Annotated) -> Iterator[str]:
    spans = sorted(passage.span for passage in annotated.passages)
    for left, right in pairwise(spans):
        if right.start < left.end:
            yield f"the passages at {left.start}-{left.end} and {right.start}-{right.end} overlap"
    for passage in annotated.passages:
        for sentence in passage.sentences:
            if sentence not in passage.span:
                yield f"the sentence at {sentence.start}-{sentence.end} is not inside its passage"


def _headings(annotated: Annotated) -> Iterator[str]:
    """A heading is one section: it has one rank and stands below one other heading."""
    known: dict[Span, tuple[Heading, Heading | None]] = {}
    for passage in annotated.passages:
        for above, heading in pairwise((None, *passage.headings)):
            if heading is not None and known.setdefault(heading.span, (heading, above)) != (heading, above):
                yield f"the heading at {heading.span.start}-{heading.span.end} has two ranks or stands in two sections"


def _statements(annotated: Annotated) -> Iterator[str]:
    sentences = {passage.span: set(passage.sentences) for passage in annotated.passages}
    seen: set[Span] = set()
    for statement in annotated.statements:
        where = f"the statement at {statement.span.start}-{statement.span.end}"
        if statement.span not in sentences.get(statement.passage, ()):
            yield f"{where} is not a sentence of its passage"
        if statement.span in seen:
            yield f"{where} is there twice; a statement carries all its themes"
        seen.add(statement.span)


def _dates(annotated: Annotated) -> Iterator[str]:
    """Shapes compare whole days; a month or a year ends before another begins only where all its days do."""
    for what, things in (("event", annotated.metadata.events), ("inspection", annotated.inspections)):
        for thing in things:
            if thing.start and thing.end and last_day(thing.end) < first_day(thing.start):
                yield f"the {what} at {thing.span.start}-{thing.span.end} ends in {thing.end}, before {thing.start}"
