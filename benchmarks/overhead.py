"""The endpoint's cost above the engine's: 1M quads, sixteen typical queries, interleaved with raw pyoxigraph.

    python benchmarks/overhead.py [DOCUMENTS]

Processor time to the same bytes of JSON or N-Triples: ours counts the caller and the process that answers. Then both
over HTTP: `kg serve --data` beside `oxigraph serve`, each as the processor time of server and children together.
"""

from __future__ import annotations

import http.client
import io
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import geometric_mean, median
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import psutil
import pyoxigraph as ox

from kg.store import Limits, OxigraphStore
from sample_graphs import documents
from timing import fresh

if TYPE_CHECKING:
    from collections.abc import Callable

ID = "https://w3id.org/throughline/id/"
DOCUMENT = f"{ID}document/{77:016x}"
PREFIXES = """PREFIX kg: <https://w3id.org/throughline/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
QUERIES = {
    "point: a statement": f"SELECT ?p ?o {{ <{DOCUMENT}/statement/0-250> ?p ?o }}",
    "point: a passage's words": f"SELECT ?t {{ <{DOCUMENT}#char=0,900> kg:text ?t }}",
    "point: is it held": f"ASK {{ <{DOCUMENT}> a kg:Document }}",
    "a document's statements": f"SELECT ?s ?t {{ GRAPH <{DOCUMENT}> {{ ?s a kg:Statement ; kg:text ?t }} }}",
    "a document as a graph": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{DOCUMENT}> {{ ?s ?p ?o }} }}",
    "a description": f"DESCRIBE <{DOCUMENT}>",
    "documents by date": "SELECT ?d ?w { ?d a kg:Document ; dcterms:date ?w } ORDER BY DESC(?w) ?d LIMIT 20",
    "documents by authority": "SELECT ?a (COUNT(?d) AS ?n) { ?d kg:authority ?a } GROUP BY ?a",
    "statements by theme": "SELECT ?t (COUNT(*) AS ?n) { ?s kg:theme ?t } GROUP BY ?t",
    "one theme and stance": f"SELECT ?s ?t {{ ?s kg:theme <{ID}theme/t7> ; kg:stance <{ID}stance/s2> ; kg:text ?t }}",
    "theme by year": f"SELECT ?y (COUNT(*) AS ?n) {{ ?s kg:theme <{ID}theme/t7> ; kg:inPassage/dcterms:isPartOf ?d . "
    "?d dcterms:date ?w BIND(YEAR(?w) AS ?y) } GROUP BY ?y ORDER BY ?y",
    "one authority's concerns": f"SELECT ?t {{ ?d kg:authority <{ID}authority/E00000009> . ?p dcterms:isPartOf ?d . "
    f"?s kg:inPassage ?p ; kg:stance <{ID}stance/s1> ; kg:text ?t }}",
    "words in texts": f"SELECT ?s {{ ?s kg:theme <{ID}theme/t3> ; kg:text ?t FILTER CONTAINS(?t, 'advice') }}",
    "optional and sorted": f"SELECT ?s ?t ?c {{ ?s kg:theme <{ID}theme/t5> ; kg:text ?t "
    "OPTIONAL { ?s kg:confidence ?c } } "
    "ORDER BY ?c ?s LIMIT 50",
    "without": f"SELECT (COUNT(*) AS ?n) {{ ?s kg:theme <{ID}theme/t4> MINUS {{ ?s kg:stance <{ID}stance/s0> }} }}",
    "everything counted": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
}
LOAD = """
import resource, sys, time
from kg.store import OxigraphStore
from pathlib import Path
store = OxigraphStore()
for path in sorted(Path(sys.argv[1]).glob("*.nq")):
    store.replace("https://w3id.org/throughline/id/document/" + path.stem, path.read_bytes())
print(len(store), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
ROUNDS = 7


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_160
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder) / "all.nq"
        graphs = Path(folder) / "graphs"
        graphs.mkdir()
        with everything.open("wb") as file:
            for iri, quads in documents(count):
                file.write(quads)
                (graphs / f"{iri.rpartition('/')[2]}.nq").write_bytes(quads)
        loading(graphs)
        processes(everything)
        over_http(everything)


def loading(graphs: Path) -> None:
    """As a library loads: a graph at a time."""
    made = subprocess.run([sys.executable, "-c", LOAD, str(graphs)], check=True, capture_output=True, text=True)
    quads, seconds, megabytes = made.stdout.split()
    start = fresh("import kg.store", repeat=1)
    print(f"\n### Loading\n\n{int(quads):,} quads: {float(seconds) - start:.1f} s CPU, {megabytes} MB in all")


def processes(everything: Path) -> None:
    """Ours through the port, and the engine by itself on a store of its own."""
    ours = OxigraphStore(Limits(seconds=60, megabytes=2048, result_megabytes=512))
    ours.load(everything)
    ours.start()
    worker = Clock(ours)
    print(
        f"\n### {len(ours):,} quads, processor time\n\n| query | engine | ours | ratio | more |\n|---|---|---|---|---|"
    )
    ratios = {}
    for name, query in QUERIES.items():
        text = PREFIXES + query
        accept = "application/n-triples" if query.startswith(("CONSTRUCT", "DESCRIBE")) else "application/json"
        alone, guarded = [], []
        for each in range(ROUNDS + 1):
            first = _timed(partial(_engine, ours, text))
            second, used = _timed(partial(_guarded, ours, text, accept)), worker.taken()
            if len(first[1]) != len(second[1]):
                raise RuntimeError(f"{name}: other bytes than the engine's")
            if each:
                alone.append(first[0])
                guarded.append(second[0] + used)
        a, b = median(alone), median(guarded)
        ratios[name] = b / a
        print(f"| {name} | {1000 * a:.2f} ms | {1000 * b:.2f} ms | {b / a:.2f} | {1000 * (b - a):+.2f} ms |")
    larger = [each for name, each in ratios.items() if not name.startswith("point")]
    print(f"\nMedian ratio of the larger queries {median(larger):.2f}, geometric mean {geometric_mean(larger):.2f}")
    ours.close()


class Clock:
    """The processor time of the processes that answer, which are gone when they were slow."""

    def __init__(self, store: OxigraphStore) -> None:
        self._used = 0.0
        sandbox = store._sandbox  # noqa: SLF001 - nobody else has to know
        ask = sandbox._ask  # noqa: SLF001

        def timed(worker, *rest, **more):
            before = worker.seconds()
            answer = ask(worker, *rest, **more)
            self._used += worker.seconds() - before
            return answer

        sandbox._ask = timed  # noqa: SLF001

    def taken(self) -> float:
        """Seconds since it was last asked."""
        used, self._used = self._used, 0.0
        return used


def _timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    start = time.process_time()
    body = work()
    return time.process_time() - start, body


def _guarded(store: OxigraphStore, text: str, accept: str) -> bytes:
    return store.execute(text, accept).body


def _engine(store: OxigraphStore, text: str) -> bytes:
    result = store._store.query(text, use_default_graph_as_union=True)  # noqa: SLF001 - the engine itself
    output = io.BytesIO()
    is_graph = isinstance(result, ox.QueryTriples)
    result.serialize(output, ox.RdfFormat.N_TRIPLES if is_graph else ox.QueryResultsFormat.JSON)
    return output.getvalue()


def over_http(everything: Path) -> None:
    """Our server and the engine's own, each alone, the same queries in the same rounds."""
    beside = Path(sys.executable).with_name("oxigraph")
    port = 17878
    theirs = subprocess.Popen(
        [str(beside), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"], stderr=subprocess.DEVNULL
    )
    command = [sys.executable, "-m", "kg", "serve", "--data", str(everything), "--port", "0"]
    environment = {**os.environ, "KG_QUERY_SECONDS": "60"}
    ours = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        line = ours.stdout.readline() if ours.stdout else ""
        time.sleep(1)
        _post(port, everything.read_bytes())
        _side_by_side((theirs.pid, port, "/query"), (ours.pid, int(urlsplit(line.split()[3]).port or 0), "/sparql"))
    finally:
        theirs.kill()
        ours.terminate()


def _side_by_side(theirs: tuple[int, int, str], ours: tuple[int, int, str]) -> None:
    print("\n### Over HTTP, median wall time\n\n| query | oxigraph serve | kg serve | more |\n|---|---|---|---|")
    totals = {server: _cpu(server[0]) for server in (theirs, ours)}
    for name, query in QUERIES.items():
        accept = "application/n-triples" if query[0] in "CD" else "application/sparql-results+json"
        taken: dict[int, list[float]] = {theirs[0]: [], ours[0]: []}
        for _ in range(ROUNDS):
            for pid, port, path in (theirs, ours):
                start = time.perf_counter()
                _get(port, path, PREFIXES + query, accept)
                taken[pid].append(time.perf_counter() - start)
        a, b = (1000 * median(taken[each[0]]) for each in (theirs, ours))
        print(f"| {name} | {a:.1f} ms | {b:.1f} ms | {b - a:+.1f} ms |")
    for what, server in (("oxigraph serve", theirs), ("kg serve and its processes", ours)):
        print(f"\n{what}: {_cpu(server[0]) - totals[server]:.1f} s CPU for all")


def _cpu(pid: int) -> float:
    """Processor time of a process and of its children, the dead among them."""
    process = psutil.Process(pid)
    return sum(sum(each.cpu_times()[:4]) for each in (process, *process.children(recursive=True)))


def _get(port: int, path: str, query: str, accept: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path + "?" + urlencode({"query": query}), headers={"Accept": accept})
    body = connection.getresponse().read()
    connection.close()
    return body


def _post(port: int, quads: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("POST", "/store", quads, {"Content-Type": "application/n-quads"})
    if connection.getresponse().status >= 300:
        raise RuntimeError("oxigraph serve did not take the quads")
    connection.close()


if __name__ == "__main__":
    main()
