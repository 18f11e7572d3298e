"""Measuring processor time, of this process and of fresh ones: on a busy machine it is steadier than the clock."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Row(NamedTuple):
    """One line of a table: what was measured, in which unit, and the same as a ratio to the table's first line."""

    what: str
    value: float
    unit: str


def cpu(work: Callable[[], object], repeat: int = 5) -> float:
    """Median processor seconds of one call, after one to warm up."""
    work()
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return median(taken)


def fresh(code: str, *arguments: str, repeat: int = 3) -> float:
    """Median processor seconds of a fresh Python that runs `code`."""
    taken = []
    for _ in range(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(taken)


def show(title: str, rows: list[Row]) -> None:
    """Prints a table in Markdown; ratios are to its first row of the same unit."""
    print(f"\n### {title}\n\n| | | ratio |\n|---|---|---|")
    for row in rows:
        first = next(each.value for each in rows if each.unit == row.unit)
        print(f"| {row.what} | {row.value:.3g} {row.unit} | {row.value / first:.3g} |")
