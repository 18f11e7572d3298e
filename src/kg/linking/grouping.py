"""Pairs that are one thing, joined to groups; two that a person told apart never come into one group."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def joined(pairs: Iterable[tuple[int, int]], apart: Callable[[int, int], bool]) -> list[set[int]]:
    """The groups that pairs make; in their order, one that would join what is apart is passed over."""
    groups: list[set[int]] = []
    for one, other in pairs:
        first = next((group for group in groups if one in group), {one})
        second = next((group for group in groups if other in group), {other})
        if first is not second and any(apart(*sorted(each)) for each in product(first, second)):
            continue
        groups = [group for group in groups if group is not first and group is not second]
        groups.append(first | second)
    return groups
