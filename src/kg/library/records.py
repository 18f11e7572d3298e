"""The JSON that docs/json.md promises, made from the nouns; the command line and the web print it as it comes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from kg.linking import Citations, is_held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from kg.library.facts import Fact
    from kg.model import (
        Annotated,
        Answer,
        Citation,
        Discrepancy,
        Evidence,
        Filters,
        FollowUp,
        Held,
        Joint,
        Metadata,
        NotHeld,
        Question,
        Result,
        Review,
        Statistic,
    )
    from kg.vocabulary import Vocabulary

Record = dict[str, Any]


def citation(cited: Citation) -> Record:
    """A Span of the contract."""
    return {
        "document": cited.document,
        "start": cited.start,
        "end": cited.end,
        "page": cited.page,
        "quote": cited.quote,
        "section": list(cited.section),
    }


def document(name: str, annotated: Annotated, vocabulary: Vocabulary) -> Record:
    """The document object of the contract."""
    read, said = annotated.document, annotated.metadata
    cited = [Citations(annotated, name)(caveat.span) for caveat in said.caveats]
    return _document(name, said, cited, vocabulary) | {"pages": len(read.pages) or None, "sha256": read.sha256}


def held(document: Held, caveats: Sequence[Citation], vocabulary: Vocabulary) -> Record:
    """The same of a document as the catalogue has it, with its caveats as they are cited."""
    said = _document(document.name, document.metadata, caveats, vocabulary)
    return said | {"pages": document.pages, "sha256": document.sha256}


def _document(name: str, said: Metadata, caveats: Sequence[Citation], vocabulary: Vocabulary) -> Record:
    return {
        "name": name,
        "title": said.title,
        **about(said, vocabulary),
        "caveats": [citation(cited) for cited in caveats],
    }


def about(said: Metadata, vocabulary: Vocabulary) -> Record:
    """What a document says of itself, without its text."""
    return {
        "kind": said.kind,
        "date": said.date.value,
        "date_basis": said.date.basis.value,
        "date_window": list(said.date.window) if said.date.window else None,
        "events": [{"type": event.type, "start": event.start, "end": event.end} for event in said.events],
        "authority": vocabulary.authorities[said.authority].label if said.authority else None,
        "author": said.author,
        "evaluated": said.evaluated,
        "signatories": [party.name for party in said.signatories],
        "addressees": [party.name for party in said.addressees],
    }


def show(
    name: str, annotated: Annotated, vocabulary: Vocabulary, held: Sequence[Held], full_names: Mapping[str, str]
) -> Record:
    """`kg show NAME --json`: a document and everything that its graph says of it, people by their fullest names."""
    cite = Citations(annotated, name)
    return {
        "document": document(name, annotated, vocabulary),
        "passages": [
            citation(cite(p.span)) | {"id": f"char={p.span.start},{p.span.end}", "ocr": p.ocr}
            for p in annotated.passages
        ],
        "statements": [
            citation(cite(s.span))
            | {
                "id": f"statement/{s.span.start}-{s.span.end}",
                "themes": list(s.themes),
                "stance": s.stance,
                "speaker": s.speaker,
                "confidence": s.confidence,
            }
            for s in annotated.statements
        ],
        "statistics": [citation(cite(s.span)) | statistic(s) for s in annotated.statistics],
        "people": _people(annotated, cite, full_names),
        "inspections": _inspections(annotated, cite, vocabulary),
        "recommendations": [
            citation(cite(r.span)) | {"id": f"recommendation/{r.span.start}-{r.span.end}", "kind": r.kind}
            for r in annotated.recommendations
        ],
        "references": [
            citation(cite(r.span))
            | {"title": r.title, "kind": r.kind, "date": r.date, "held": is_held(r, annotated.metadata.authority, held)}
            for r in annotated.references
        ],
    }


def statistic(said: Statistic) -> Record:
    """A number somebody stated, less its span."""
    return {
        "indicator": said.indicator,
        "value": _value(said.values),
        "unit": said.unit,
        "population": said.population,
        "period": said.period,
        "comparator": said.comparator,
        "relation": said.relation,
    }


def _value(values: tuple[Decimal, ...]) -> int | float | list[int | float] | None:
    numbers: list[int | float] = [int(v) if v == v.to_integral_value() else float(v) for v in values]
    return (numbers[0] if len(numbers) == 1 else numbers) if numbers else None


def _people(annotated: Annotated, cite: Citations, full_names: Mapping[str, str]) -> list[Record]:
    return [
        {
            "name": full_names.get(person.name, person.name),
            "surface_forms": list(person.surface_forms),
            "roles": [
                {"role": role.role, "organisation": role.organisation, "as_of": role.as_of} for role in person.roles
            ],
            "mentions": [citation(cite(mention)) for mention in person.mentions],
        }
        for person in annotated.people
    ]


def _inspections(annotated: Annotated, cite: Citations, vocabulary: Vocabulary) -> list[Record]:
    return [
        {
            "name": inspection.name,
            "framework": inspection.framework,
            "start": inspection.start,
            "end": inspection.end,
            "authority": vocabulary.authorities[inspection.authority].label if inspection.authority else None,
            "inspectors": list(inspection.inspectors),
            "judgements": [
                {"aspect": j.aspect, "grade": j.grade} | citation(cite(j.span)) for j in inspection.judgements
            ],
        }
        for inspection in annotated.inspections
    ]


def not_held(missing: Iterable[NotHeld]) -> list[Record]:
    """Documents that are referred to and not held."""
    return [
        {
            "title": each.title,
            "kind": each.kind,
            "date": each.date,
            "mentioned_in": [citation(mention) for mention in each.mentioned_in],
        }
        for each in missing
    ]


def discrepancy(found: Discrepancy) -> Record:
    """Statements that cannot both stand."""
    return {
        "kind": found.kind,
        "title": found.title,
        "sides": [citation(side.citation) | {"reading": side.reading} for side in found.sides],
        "explanation": found.explanation,
    }


def follow_up(found: FollowUp) -> Record:
    """What became of a recommendation."""
    return {
        "recommendation": citation(found.recommendation),
        "date": found.date,
        "status": found.status,
        "evidence": [citation(piece) for piece in found.evidence],
        "limbs": [
            citation(part.limb) | {"status": part.status, "evidence": [citation(piece) for piece in part.evidence]}
            for part in found.limbs
        ],
        "recurs": [citation(place) for place in found.recurs],
    }


def results(found: Iterable[Result], query: str, filters: Filters) -> Record:
    """`kg search --json`."""
    return {
        "query": query,
        "filters": dataclasses.asdict(filters),
        "results": [
            citation(result.citation)
            | {
                "id": result.id,
                "title": result.title,
                "date": result.date,
                "themes": list(result.themes),
                "score": result.score,
                "found_by": {"vector": result.vector_rank, "lexical": result.lexical_rank},
            }
            for result in found
        ],
    }


def interpretation(question: Question, vocabulary: Vocabulary) -> Record:
    """How a question was read."""
    return {
        "topic": question.topic,
        "themes": list(question.themes),
        "authorities": [vocabulary.authorities[gss].label for gss in question.authorities],
        "people": list(question.people),
        "since": question.since,
        "until": question.until,
        "speaker": question.speaker,
        "stance": question.stance,
    }


def answer(given: Answer, vocabulary: Vocabulary) -> Record:
    """`kg ask --json`."""
    return {
        "question": given.question.text,
        "kind": given.question.kind,
        "interpretation": interpretation(given.question, vocabulary),
        "sparql": given.sparql,
        "answered": given.answered,
        "reason": given.reason,
        "answer": [{"text": sentence.text, "citations": list(sentence.citations)} for sentence in given.sentences],
        "evidence": [evidence(piece) for piece in given.evidence],
        "notes": [{"kind": note.kind, "text": note.text, "citations": list(note.citations)} for note in given.notes],
    }


def evidence(piece: Evidence) -> Record:
    """A piece of evidence with all that travels with it."""
    return citation(piece.citation) | {
        "id": piece.id,
        "title": piece.title,
        "date": piece.date,
        "date_basis": piece.date_basis,
        "speaker": piece.speaker,
        "evaluated": piece.evaluated,
        "stance": piece.stance,
        "themes": list(piece.themes),
        "caveats": list(piece.caveats),
        "score": piece.score,
    }


def fact(found: Fact, document: str, cited: Citation | None) -> Record:
    """A fact that can be reviewed; of what a document is as a whole, the span is empty."""
    return (citation(cited) if cited else _nowhere(document)) | {
        "id": found.path,
        "kind": found.kind,
        "found": found.said,
        "annotator": found.annotator,
        "confidence": found.confidence,
    }


def joint(found: Joint) -> Record:
    """A link that can be reviewed, with the words that it joins."""
    return {
        "id": found.path,
        "kind": found.kind,
        "found": dict(found.found),
        "words": [citation(each) for each in found.words],
    }


def review(given: Review, cited: Sequence[Citation], status: str) -> Record:
    """A review, with its words where they stand."""
    return {
        "id": given.path,
        "kind": given.kind,
        "verdict": given.verdict.value,
        "status": status,
        "found": dict(given.found),
        "correction": dict(given.correction),
        "by": given.by,
        "on": given.on,
        "note": given.note,
        "words": [citation(each) for each in cited],
        "quotes": [each.quote for each in given.words],
    }


def _nowhere(document: str) -> Record:
    return {"document": document, "start": None, "end": None, "page": None, "quote": None, "section": []}
