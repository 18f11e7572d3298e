"""Numbers that stand together are read as their words have them."""

from __future__ import annotations

import pytest

from kg.vocabulary import english


@pytest.mark.parametrize(
    ("values", "quote", "words"),
    [
        (["18", "20"], "You noted that 18 out of 20 inspections were good", "18 of 20"),
        (["51", "670"], "51 of the 670 people who answered", "51 of 670"),
        (["63", "149"], "a joint rank of 63/149", "63 of 149"),
        (["635", "485"], "Reduced the number of homes from 635 to 485", "635 to 485"),
        (["15", "20"], "an average number of 15 to 20 hours", "15 to 20"),
        (["15", "20"], "between 15 and 20 hours", "15 to 20"),
        (["40"], "40 of them", "40"),
    ],
)
def test_a_part_of_a_whole_is_no_range(values: list[str], quote: str, words: str) -> None:
    assert english.amounts(values, quote) == words
