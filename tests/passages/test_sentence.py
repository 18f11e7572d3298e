"""Sentences: abbreviations, quotes and numbers do not end them, and pysbd agrees on plain prose."""

from __future__ import annotations

import warnings

import pytest

from kg.passages import sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Some homes, e.g. Harbour House, are full this year.",
        "Dr. Quill and Mr. Penn led the visit in May this year.",
        "Spending rose by 3.5 per cent to £4.2 million this year.",
        "The letter of J. B. Penn was read by all of them.",
        "See paragraph no. 12 of the plan that they wrote.",
        "They offer places (including out of school). which has grown since.",
    ],
)
def test_what_looks_like_an_end_is_none(text: str) -> None:
    assert cut(text) == [text]


def test_a_sentence_ends_with_its_quotation_mark() -> None:
    text = "One parent said, ‘There is nowhere to go.’ Others did not agree with this."
    assert cut(text) == ["One parent said, ‘There is nowhere to go.’", "Others did not agree with this."]


def test_the_number_of_a_note_stays_with_the_sentence_before_it() -> None:
    text = "The service has grown since the visit.1 One child said, ‘We are heard by them.’12 Leaders agree with this."
    assert cut(text) == [
        "The service has grown since the visit.1",
        "One child said, ‘We are heard by them.’12",
        "Leaders agree with this.",
    ]
    assert len(cut("They follow section no.2 The rest of it is left out here.")) == 1
    assert len(cut("Spending was £3.5 Million and rose to 4.25 Million in that year.")) == 1


def test_a_fragment_of_few_words_joins_its_neighbour() -> None:
    assert cut("New team launched. It supports children up to age 25.") == [
        "New team launched. It supports children up to age 25."
    ]
    assert cut("Children are seen often and heard. Very good.") == ["Children are seen often and heard. Very good."]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    text = "Leaders know that children\n\n\n\nwait too long. They have a plan for this."
    assert cut(text) == ["Leaders know that children\n\n\n\nwait too long.", "They have a plan for this."]


def test_emphasis_is_left_out_at_the_edges() -> None:
    assert cut("**Children are seen often.** They are heard by all.") == [
        "Children are seen often.",
        "They are heard by all.",
    ]


PROSE = (
    "Inspectors visited Fenbridge on 5 and 6 May 2021. The visit was led by Mrs. Quill, who met 12 social workers. "
    "Children told us that they feel safe! Do leaders know this? They do, and their self-evaluation says so. "
    "In 2019, 79% of pupils went to good schools; by 2021 it was 84.5%. One carer said that she waited for 18 months. "
    "The council (with its partners, e.g. the police) has a plan. Its cost is £1.2 million a year."
)


def test_pysbd_cuts_plain_prose_at_the_same_places() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pysbd = pytest.importorskip("pysbd")
        expected = [part.strip() for part in pysbd.Segmenter(language="en", clean=False).segment(PROSE)]
    assert cut(PROSE) == expected
