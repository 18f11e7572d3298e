"""Who speaks follows from the kind of the document; in a record, the inspectorate's own words are its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.annotate import speaker

from .conftest import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Annotated
    from kg.vocabulary import Vocabulary

    Annotate = Callable[..., Annotated]


def _said(found: Annotated) -> dict[str, str | None]:
    return {found.document.text[one.span.start : one.span.end]: one.speaker for one in found.statements}


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("You told us that caseloads are lower.", "council_as_reported_by_inspectorate"),
        ("A review of this area is planned.", "council_as_reported_by_inspectorate"),
        ("We discussed the support for schools, which you described.", "council_as_reported_by_inspectorate"),
        ("We were sorry to hear of the loss.", "inspectorate"),
        ("Thank you again for your time.", "inspectorate"),
    ],
)
def test_in_a_record_own_words_are_told_from_reported_ones(annotated: Annotate, words: str, by: str) -> None:
    found = _said(annotated(RECORD.replace("Caseloads are now manageable.", words)))
    assert found[words] == by


def test_a_notice_that_limits_use_is_the_inspectorates(annotated: Annotate) -> None:
    notice = next(by for words, by in _said(annotated(RECORD)).items() if "not published" in words)
    assert notice == "inspectorate"


def test_nobody_speaks_where_the_kind_is_not_known(annotated: Annotate, registers: Vocabulary) -> None:
    found = annotated(RECORD)
    silent = replace(
        found,
        metadata=replace(found.metadata, kind=None),
        statements=tuple(replace(one, speaker=None) for one in found.statements),
    )
    assert {one.speaker for one in speaker.annotate(silent, registers).statements} == {None}


NOTE = """DORSET CHILDREN'S SERVICES: MONITORING NOTE

Date of visit: 3 March 2023
Written by: {author}
Status: This note is not published.

WHAT I SAW

Plans are still late for half of the children whose records were read.
"""


@pytest.mark.parametrize(
    ("author", "by"),
    [
        ("Ama Quartey-Lund, Head of Quality Assurance, Dorset Council", "council"),
        ("Ama Quartey-Lund, improvement adviser, Department for Education", None),
    ],
)
def test_what_an_outsider_writes_is_not_the_councils_own_account(
    annotated: Annotate, author: str, by: str | None
) -> None:
    found = annotated(NOTE.format(author=author))
    assert found.metadata.kind == "monitoring-note"
    assert {one.speaker for one in found.statements} == {by}
    assert (found.metadata.author is None) == (by is None)
