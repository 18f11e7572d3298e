"""The time of a question, told by the documents held; on the sample corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Filters
from kg.search import scope

if TYPE_CHECKING:
    from kg.library import Library


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("What was said about caseloads in the last three years?", "2021-09-20", None),
        ("What was said of care leavers before the ILACS inspection?", None, "2023-05-07"),
        ("What has been said since the last focused visit?", "2021-09-15", None),
        ("What was said of care leavers before the JTAI?", None, None),
    ],
)
def test_time_is_told_by_the_newest_document_or_by_an_inspection(
    library: Library, text: str, since: str | None, until: str | None
) -> None:
    asked = scope.read(library.holdings, text, Filters())
    assert (asked.since, asked.until) == (since, until)


def test_what_was_said_before_an_inspection_is_not_asked_of_its_report(library: Library) -> None:
    answer = library.ask("What was said of care leavers before the ILACS inspection?")
    assert answer.answered, answer.reason
    assert all(not piece.citation.document.startswith(("2023", "2024")) for piece in answer.evidence)
