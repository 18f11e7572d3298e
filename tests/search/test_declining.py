"""What the documents held do not answer is said to be so, and why; on the sample corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kg.library import Library


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What did Ofsted say about Harnmouth in 2022?", "in 2022"),
        ("What is Project Zephyrine?", "Zephyrine"),
        ("What did the Care Quality Commission find in the 2023 inspection?", "Care Quality Commission"),
        ("What did the joint targeted area inspection find?", "oint targeted area inspection"),
        ("When was the JTAI?", "no such inspection"),
        ("When will the next ILACS inspection take place?", "still to come"),
        ("How many foster carers does Harnmouth have in total?", "number of foster carers"),
        ("What was the total budget of children's services?", "no such figure"),
        ("Who is the director of public health?", "nobody"),
        ("What did the council spend on tarmac for bridleways?", "“tarmac bridleways”"),
        ("What did Ofsted judge about Plymouth City Council?", "Plymouth City Council"),
    ],
)
def test_a_false_premise_or_what_is_not_stated_is_declined_by_name(library: Library, question: str, why: str) -> None:
    answer = library.ask(question)
    assert not answer.answered
    assert answer.sentences == ()
    assert why in (answer.reason or "")


@pytest.mark.parametrize(
    "question",
    [
        "How many care leavers are allocated to the service?",
        "Who is the chief executive?",
        "When was the focused visit?",
        "What did Ofsted find in the 2023 inspection about care leavers?",
        "What is the Compass team?",
    ],
)
def test_what_is_stated_is_answered(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.answered, answer.reason
    assert answer.evidence
