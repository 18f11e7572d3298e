"""Free queries that run away are cut, while others go on and the process that serves them lives."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil
import pytest

from kg.errors import KgError, LimitError, QueryError
from kg.store import Limits, OxigraphStore

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH = "https://example.org/g"
LIMITS = Limits(seconds=1.5, megabytes=128, result_megabytes=4)
POINT = "SELECT ?o { <https://example.org/s/7> <https://example.org/p/7> ?o }"


def quads(number: int) -> bytes:
    def line(at: int) -> str:
        return f'<https://example.org/s/{at}> <https://example.org/p/{at % 9}> "value {"a" * 40} {at}" <{GRAPH}> .\n'

    return "".join(line(at) for at in range(number)).encode()


def held(*, fork: bool | None = None, limits: Limits = LIMITS) -> OxigraphStore:
    store = OxigraphStore(limits)
    store._sandbox._fork = store._sandbox._fork if fork is None else fork
    store.replace(GRAPH, quads(5000))
    return store


@pytest.fixture(scope="module")
def store() -> Iterator[OxigraphStore]:
    store = held()
    yield store
    store.close()


ANY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
NESTED = "SELECT ({}1{} AS ?x) {{}}"
RUNAWAYS = {
    "cartesian product": "SELECT (COUNT(*) AS ?n) { " + ANY + " }",
    "cartesian product as a result": "SELECT * { " + ANY + " }",
    "cartesian product as a graph": "CONSTRUCT { ?a ?e ?i } { " + ANY + " }",
    "unbounded path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|!<x:b>)* ?b . ?c (!<x:a>|^!<x:b>)* ?d . ?e (!<x:a>)* ?f }",
    "giant sort": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f LIMIT 1",
    "giant group": "SELECT ?c ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?c ?f",
    "giant distinct": "SELECT (COUNT(DISTINCT ?t) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(?c, ?f) AS ?t) }",
    "giant string": "SELECT (STRLEN(GROUP_CONCAT(?t)) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(?c, ?f) AS ?t) }",
    "regular expression bomb": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(?c, ?f), "(a+a+)+(a*)*b$") }',
    "regular expression of great size": 'ASK { ?a ?b ?c . ?d ?e ?f FILTER REGEX(?c, "((a{100}){100}){100}") }',
    "replacement bomb": 'ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(REPLACE(?c, "", ?f)) < 0) }',
    "fifty optionals": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 50 + "}",
    "2,000 nested groups": "SELECT * " + "{" * 2000 + "}" * 2000,
    "20,000 operators": "SELECT (1" + "+1" * 20_000 + " AS ?x) {}",
    "a megabyte of text": "ASK { ?s ?p '" + "x" * 1_000_000 + "' }",
    "NUL": "ASK { ?s ?p '\0' }",
    "service": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_is_cut_and_the_next_query_is_answered(store: OxigraphStore, name: str) -> None:
    with pytest.raises((LimitError, QueryError)):
        store.execute(RUNAWAYS[name])
    assert b"value" in store.execute(POINT).body


def test_others_are_answered_while_every_runaway_runs(store: OxigraphStore) -> None:
    over = threading.Event()

    def steady() -> int:
        answered = 0
        while not over.is_set():
            assert b"value" in store.execute(POINT).body
            answered += 1
        return answered

    def run(query: str) -> str:
        try:
            store.execute(query)
        except KgError as error:
            return type(error).__name__
        return "answered"

    with ThreadPoolExecutor(16) as pool:
        load = [pool.submit(steady) for _ in range(2)]
        outcomes = list(pool.map(run, RUNAWAYS.values()))
        over.set()
        answered = [each.result() for each in load]
    assert set(outcomes) == {"LimitError", "QueryError"}
    assert outcomes.count("LimitError") >= 8
    assert min(answered) > 10


def test_no_process_is_left_when_the_store_is_closed() -> None:
    before = set(psutil.Process().children(recursive=True))
    store = held()
    assert b"value" in store.execute(POINT).body
    with pytest.raises(LimitError, match=r"1\.5 s"):
        store.execute(RUNAWAYS["cartesian product"])
    store.close()
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.parametrize("fork", [True, False], ids=["zygote", "fresh interpreters"])
def test_limits_hold_wherever_workers_come_from(fork: bool) -> None:  # noqa: FBT001
    store = held(fork=fork)
    try:
        with pytest.raises(LimitError, match=r"stopped after 1\.5 s"):
            store.execute(RUNAWAYS["cartesian product"])
        with pytest.raises(LimitError, match="128 MB"):
            store.execute(RUNAWAYS["giant sort"])
        with pytest.raises(LimitError, match="larger than 4 MB"):
            store.execute(RUNAWAYS["cartesian product as a result"])
        with pytest.raises(QueryError, match="line 1, column"):
            store.execute("SELECT * { ?s ?p }")
        assert b"value" in store.execute(POINT).body
    finally:
        store.close()


@pytest.mark.parametrize("fork", [True, False], ids=["zygote", "fresh interpreters"])
def test_a_query_sees_every_change_made_before_it(fork: bool) -> None:  # noqa: FBT001
    store = held(fork=fork)
    try:
        counted = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        for number in (40, 7, 300):
            store.replace(GRAPH, quads(number))
            assert store.execute(counted, "text/csv").body.split()[1] == str(number).encode()
        store.drop(GRAPH)
        assert store.execute(counted, "text/csv").body.split()[1] == b"0"
    finally:
        store.close()


def test_a_worker_can_open_nothing(store: OxigraphStore) -> None:
    """Were the guard to miss a SERVICE, the engine could not make its request."""
    from kg.store.evaluate import Job

    sneaked = Job("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "text/csv")
    assert store._sandbox.run(sneaked).split() == [b"o,p,s", b",,"]
    with pytest.raises(KgError):
        store._sandbox.run(Job(sneaked.query.replace("SILENT", ""), "text/csv"))


@pytest.mark.parametrize("fork", [True, False], ids=["zygote", "fresh interpreters"])
def test_the_serving_processes_are_made_anew_when_somebody_kills_them(fork: bool) -> None:  # noqa: FBT001
    before = set(psutil.Process().children(recursive=True))
    store = held(fork=fork)
    try:
        assert b"value" in store.execute(POINT).body
        for process in set(psutil.Process().children(recursive=True)) - before:
            process.kill()
        with pytest.raises(KgError):
            store.execute(POINT)
        assert b"value" in store.execute(POINT).body
    finally:
        store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_process_with_one_thread_shares_its_store_and_one_with_more_does_not() -> None:
    program = """
import threading
from kg.store import OxigraphStore
def answer():
    store = OxigraphStore()
    store.replace("x:g", b'<x:s> <x:p> "1" <x:g> .\\n')
    body = store.execute("SELECT ?o { ?s ?p ?o }", "text/csv").body
    shared = store._sandbox._nursery.shares
    store.close()
    return body.split()[1], shared
alone = answer()
stop = threading.Event()
threading.Thread(target=stop.wait).start()
beside = answer()
stop.set()
forgotten = OxigraphStore()
forgotten.replace("x:g", b'<x:s> <x:p> "1" <x:g> .\\n')
forgotten.execute("ASK {}")
assert alone == (b"1", True), alone
assert beside == (b"1", False), beside
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, env=environment, timeout=60)
