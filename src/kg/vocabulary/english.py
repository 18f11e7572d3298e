"""Dates and lists in plain British English, the same wherever people read them."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def day(iso: str) -> str:
    """An ISO 8601 date of any precision in words: "2024-07-04" is "4 July 2024", "2024-07" is "July 2024"."""
    parts = [int(part) for part in iso.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, calendar.month_name[parts[1]])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: "2020, 2022 and 2023"."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {last} {words[-1]}"


_OF = re.compile(r"\bout of\b|\bof (?:\w+ )?(?=\d)|\d\s*/\s*\d")
_TO = re.compile(r"\d\D{0,60}(?:\bto\b|–|-)\D{0,60}\d|\bbetween\b|\bfrom\b|\bin the past\b")


def amounts(values: Sequence[str], quote: str) -> str:
    """The numbers of one statistic as its words have them: "18 of 20", else "635 to 485" for what ranges or moves."""
    return (" of " if _OF.search(quote) and not _TO.search(quote) else " to ").join(values)


def inside(label: str) -> str:
    """A label as it stands inside a sentence: "care leavers", but "SEND"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
