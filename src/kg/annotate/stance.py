"""Says how each statement stands to its subject: cue words of the sentence, weighed with the heading above it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Annotated, Passage, Statement
    from kg.vocabulary import Vocabulary

NAME = "stance/1"

STRENGTH, PROGRESS, CONCERN, PRIORITY, NEUTRAL, PLAN = (
    "strength",
    "progress",
    "concern",
    "priority_action",
    "neutral_context",
    "plan",
)

_CUES: tuple[tuple[str, float, str], ...] = (
    (
        CONCERN,
        2.0,
        r"\b(?:too (?:many|few|high|long|often|much|slow|low|variable)|not (?:yet|always"
        r"|consistently|sufficiently|enough|well|good|routinely|effective\w*)|insufficien\w*"
        r"|inconsisten\w*|weak\w*|poor\w*|inadequate|delays?|delayed|drift|shortfalls?|lacks?"
        r"|lacking|gaps?|unable|fail\w*|ineffective|inaccurate\w*)\b",
    ),
    (
        CONCERN,
        1.5,
        r"\b(?:challeng(?:e|es|ing)|concerns?|risks? of|difficult\w*|struggl\w*|unnecessary"
        r"|limited|limits|negatively|variable|varied|mixed|vulnerab\w+ .{0,20}unknown"
        r"|do(?:es)? not|did not|has not|have not|are not|is not|however|despite|although|rising"
        r"|remains? (?:high|too|a)|below|worse|complain\w*|outdated|loss of|shortage|pressure)\b",
    ),
    (
        CONCERN,
        1.5,
        r"\b(?:needs? (?:to|improvement|further)|more (?:work|rigorous)|required? improvement"
        r"|further .{0,20}needed|much more to do|more to do)\b",
    ),
    (
        STRENGTH,
        2.0,
        r"\b(?:strong(?:er|ly)?|strengths?|effective(?:ly)?|excellent|outstanding|good"
        r"|well[- ](?:established|embedded|planned|coordinated|matched|developed|attended"
        r"|supported)|positive(?:ly)?|successful(?:ly)?|robust|comprehensive|skilled|timely"
        r"|appropriate(?:ly)?|impressive|highly|proud|accurate(?:ly)?|purposeful|confident"
        r"|sensitive|valued?|praised|commended|rigorous|stable|benefit(?:s)? from"
        r"|above (?:the )?national|better than|in line with)\b",
    ),
    (
        PROGRESS,
        2.2,
        r"\b(?:improv(?:ed|ing|ements?)|progress(?!ing your plans| towards)|increas(?:ed|ing)"
        r"|reduc(?:ed|ing|tion)|strengthened|launched|re-?launched|created|introduced|established"
        r"|reshaped|refreshed|revised|developed|rebuilding|implemented|completed?|achieved|secured"
        r"|is now|are now|now in place|recently|more than doubled|continu(?:es|ing) to improve"
        r"|beginning to|fallen|decreas\w*)\b",
    ),
    (
        PLAN,
        2.4,
        r"\b(?:will|plan(?:s|ned|ning)?|intend(?:s|ed)?|is being developed|are being developed"
        r"|in the process of|underway|under way|due to|to be|awaiting|seeking|aim(?:s|ing)? to"
        r"|anticipated|going to|exploration of|applying to|working (?:towards|to)|future efforts"
        r"|next steps?)\b",
    ),
    (
        NEUTRAL,
        1.2,
        r"\b(?:this letter|this report|was carried out|took place|inspectors (?:spoke|visited"
        r"|looked|met|reviewed)|in accordance|methodology|is responsible for|are responsible for"
        r"|thank you|copying this letter|framework)\b",
    ),
)
_COMPILED = tuple((stance, weight, re.compile(pattern, re.IGNORECASE)) for stance, weight, pattern in _CUES)
_HEADINGS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (stance, weight, re.compile(pattern, re.IGNORECASE))
    for stance, weight, pattern in (
        (PRIORITY, 9.0, r"priority action|priority and immediate action"),
        (
            CONCERN,
            5.0,
            r"what .{0,40}needs? to improve|areas? (?:for|of) (?:improvement|development)"
            r"|recommendations?$|challenges|matters to address|weakness|issues affecting|concerns",
        ),
        (STRENGTH, 2.5, r"\bstrengths\b|proud|what is working well|what.s going well"),
        (PLAN, 3.0, r"next steps|design principles|priorities|future|our plan|planned"),
        (
            PROGRESS,
            2.0,
            r"\bprogress\b(?! and attainment)|what (?:we )?have (?:we )?done|we have|impact\b"
            r"|redesigned|achievements",
        ),
    )
)
_OWN_WORDS_WIN = 3.5


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:  # noqa: ARG001
    """Each statement with its stance and how sure that is."""
    above = {passage.span: passage for passage in annotated.passages}
    statements = tuple(_judged(annotated, statement, above[statement.passage]) for statement in annotated.statements)
    return replace(annotated, statements=statements)


def _judged(annotated: Annotated, statement: Statement, passage: Passage) -> Statement:
    text = annotated.document.text
    words = text[statement.span.start : statement.span.end]
    headings = [text[heading.span.start : heading.span.end] for heading in passage.headings]
    weights = _weights(words, headings)
    best = max(weights, key=lambda stance: weights[stance])
    total = sum(weights.values())
    confidence = round(weights[best] / total, 2) if total else 0.5
    stance = best if weights[best] > 0 else NEUTRAL
    return replace(statement, stance=stance, confidence=confidence, annotator=f"{statement.annotator} {NAME}".strip())


def _weights(words: str, headings: Iterable[str]) -> dict[str, float]:
    weights = dict.fromkeys((CONCERN, STRENGTH, PROGRESS, PLAN, PRIORITY, NEUTRAL), 0.0)
    for stance, weight, pattern in _COMPILED:
        weights[stance] += weight * min(len(pattern.findall(words)), 2)
    nearest = 1.0
    for heading in reversed(list(headings)):
        for stance, weight, pattern in _HEADINGS:
            if pattern.search(heading):
                weights[stance] += weight * nearest
        nearest *= 0.5
    return weights
