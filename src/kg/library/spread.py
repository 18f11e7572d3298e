"""Work on many documents spread over several processes: results in order, a few made ahead of what is taken."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORKERS = 2
_AHEAD = 8
_Given = TypeVar("_Given")
_Result = TypeVar("_Result")


def spread(work: Callable[[_Given], _Result], given: Sequence[_Given]) -> Iterator[_Result]:
    """The results of some work on each of what is given, in that order; where there is little, in this process.

    Args:
        work: a function of a module, or a partial of one, as it is sent to the processes.
        given: what can be sent too.
    """
    if len(given) <= WORKERS:
        yield from map(work, given)
        return
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        waiting = deque(pool.submit(work, each) for each in given[:_AHEAD])
        for position in range(len(given)):
            done = waiting.popleft().result()
            if position + _AHEAD < len(given):
                waiting.append(pool.submit(work, given[position + _AHEAD]))
            yield done
