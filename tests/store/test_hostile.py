"""A sample of hostile queries, twelve kinds of them: none stops others, ends a process that serves, or stays behind.

`benchmarks/hostile.py` sends a thousand over HTTP and measures what the others notice.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil
import pytest
from hostile_queries import hostile_queries

from kg.errors import KgError, LimitError
from kg.store import Limits, OxigraphStore
from kg.store.lanes import LONG
from kg.store.sandbox import _IDLE

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH = "https://example.org/g"
POINT = "SELECT ?o { <https://example.org/s/7> <https://example.org/p/7> ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def store() -> Iterator[OxigraphStore]:
    store = OxigraphStore(Limits(seconds=4.0, megabytes=128, result_megabytes=2))
    lines = (
        f'<https://example.org/s/{n}> <https://example.org/p/{n % 9}> "{"a" * 40} {n}" <{GRAPH}> .' for n in range(3000)
    )
    store.replace(GRAPH, "".join(f"{line}\n" for line in lines).encode())
    store.start()
    yield store
    store.close()


def outcome(store: OxigraphStore, query: str) -> str:
    try:
        store.execute(query)
    except KgError as error:
        return type(error).__name__
    return "answered"


def test_hostile_queries_are_answered_refused_or_cut(store: OxigraphStore) -> None:
    before = set(psutil.Process().children(recursive=True))
    queries = [query.decode("utf-8", "surrogatepass") for _, query in hostile_queries(72, seed=7) if _decodes(query)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda query: outcome(store, query), queries))
    assert set(outcomes) == {"answered", "QueryError", "LimitError"}
    assert outcomes.count("LimitError") > 15
    assert outcomes.count("QueryError") > 20
    assert b"aaa" in store.execute(POINT).body
    assert before <= set(psutil.Process().children(recursive=True))  # what forks the workers is still the same
    assert len(set(psutil.Process().children(recursive=True)) - before) <= _IDLE + 1


def _decodes(query: bytes) -> bool:
    try:
        query.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def test_long_queries_leave_room_for_short_ones(store: OxigraphStore) -> None:
    """However many there are: some run, some wait for a lane, and all are cut at their limit."""
    with ThreadPoolExecutor(LONG + 6) as pool:
        runaways = [pool.submit(store.execute, RUNAWAY) for _ in range(LONG + 4)]
        for _ in range(10):
            assert b"aaa" in store.execute(POINT).body
        complaints = {str(each.exception()) for each in runaways}
        assert all(isinstance(each.exception(), LimitError) for each in runaways)
    assert complaints <= {
        "the query was stopped after 4 s: narrow it, or add a LIMIT",
        "too many long queries are running; try again in a moment",
        "too many queries are running; try again in a moment",
    }
    assert outcome(store, POINT) == "answered"


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="there are no priorities here")
def test_a_query_that_gave_way_is_not_used_again(store: OxigraphStore) -> None:
    assert outcome(store, RUNAWAY) == "LimitError"
    assert outcome(store, POINT) == "answered"
    nice = [os.getpriority(os.PRIO_PROCESS, worker.pid) for worker in store._sandbox._idle]
    assert nice == [os.getpriority(os.PRIO_PROCESS, 0)]
