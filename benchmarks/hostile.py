"""A thousand hostile queries on a served endpoint beside a steady load: what becomes of them, and of everybody else.

    python benchmarks/hostile.py [REQUESTS] [AT ONCE]

The endpoint is `kg serve --data` over 100,000 invented quads with a limit of two seconds a query, asked over HTTP.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import psutil

from sample_graphs import documents

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests" / "support"))
SECONDS = 2.0
DOCUMENTS = 120
POINT = """PREFIX kg: <https://w3id.org/throughline/ns#>
SELECT ?text ?theme {
  <https://w3id.org/throughline/id/document/%016x/statement/0-250> kg:text ?text ; kg:theme ?theme
}"""


class Outcome(NamedTuple):
    """What became of one request."""

    status: int
    seconds: float
    retry: bool


def ask(address: tuple[str, int], query: bytes) -> Outcome:
    """Posts a query; status 0 where no answer came."""
    start = time.monotonic()
    connection = http.client.HTTPConnection(*address, timeout=60)
    try:
        connection.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
        response = connection.getresponse()
        response.read()
        return Outcome(response.status, time.monotonic() - start, "Retry-After" in response.headers)
    except (OSError, http.client.HTTPException):
        return Outcome(0, time.monotonic() - start, retry=False)
    finally:
        connection.close()


def get(address: tuple[str, int], query: str) -> Outcome:
    """The same by GET."""
    start = time.monotonic()
    connection = http.client.HTTPConnection(*address, timeout=60)
    connection.request("GET", "/sparql?" + urlencode({"query": query}))
    response = connection.getresponse()
    response.read()
    connection.close()
    return Outcome(response.status, time.monotonic() - start, retry=False)


class Steady:
    """Point queries, one after another in two threads, until it is stopped."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.outcomes: list[Outcome] = []
        self._address = address
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(each,)) for each in range(2)]
        for thread in self._threads:
            thread.start()

    def _run(self, number: int) -> None:
        while not self._over.is_set():
            number += 2
            self.outcomes.append(get(self._address, POINT % (number % DOCUMENTS)))
            time.sleep(0.02)

    def stop(self) -> list[Outcome]:
        """What became of them."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        return self.outcomes


def memory(server: psutil.Process) -> tuple[float, float]:
    """Megabytes that the server has to itself, and that its processes have."""
    found = [server.memory_full_info().pss / 2**20]
    for process in server.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            found.append(process.memory_full_info().pss / 2**20)
    return found[0], sum(found[1:])


def main() -> None:
    from hostile_queries import hostile_queries

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_200
    at_once = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.nq"
        file.write_bytes(b"".join(quads for _, quads in documents(DOCUMENTS)))
        command = [sys.executable, "-m", "kg", "serve", "--data", str(file), "--port", "0"]
        environment = {**os.environ, "KG_QUERY_SECONDS": str(SECONDS)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            address = urlsplit(process.stdout.readline().split()[3]) if process.stdout else urlsplit("")
            try:
                measure(
                    (str(address.hostname), int(address.port or 0)), process.pid, list(hostile_queries(count)), at_once
                )
            finally:
                process.terminate()


def measure(address: tuple[str, int], pid: int, queries: list[tuple[str, bytes]], at_once: int) -> None:
    """Prints the tables."""
    server = psutil.Process(pid)
    quiet = Steady(address)
    time.sleep(5)
    alone = quiet.stop()
    before = memory(server)
    steady = Steady(address)
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    with ThreadPoolExecutor(at_once) as pool:
        for (kind, _), outcome in zip(queries, pool.map(lambda each: ask(address, each[1]), queries), strict=True):
            outcomes[kind].append(outcome)
    beside = steady.stop()
    time.sleep(2)
    every = [each for kind in outcomes.values() for each in kind]
    cut = [each for each in every if each.status == 503]
    print(f"\n### {len(every)} hostile requests, {at_once} at once, load {os.getloadavg()[0]:.1f}\n")
    print("| kind | answered | refused | cut at a limit | no answer | longest |\n|---|---|---|---|---|---|")
    for kind, found in outcomes.items():
        statuses = Counter(each.status for each in found)
        refused = sum(number for status, number in statuses.items() if 400 <= status < 500)
        row = (statuses[200], refused, statuses[503], len(found) - statuses[200] - refused - statuses[503])
        print(f"| {kind} | {' | '.join(map(str, row))} | {max(each.seconds for each in found):.1f} s |")
    print("\n| | |\n|---|---|")
    print(f"| cut: longest, limit {SECONDS:g} s | {max(each.seconds for each in cut):.2f} s |")
    print(f"| cut with Retry-After | {sum(each.retry for each in cut)} of {len(cut)} |")
    print(f"| longest of all | {max(each.seconds for each in every):.2f} s |")
    for what, found in (("alone", alone), ("meanwhile", beside)):
        times = sorted(1000 * each.seconds for each in found)
        wrong = sum(each.status != 200 for each in found)
        print(
            f"| point queries {what} | {len(found)}, {wrong} failed, median {median(times):.0f} ms, "
            f"p95 {quantiles(times, n=20)[-1]:.0f} ms, longest {times[-1]:.0f} ms |"
        )
    for what, (own, others) in (("before", before), ("after", memory(server))):
        print(f"| memory {what} | server {own:.0f} MB, its processes {others:.0f} MB |")
    print(f"| restarts of the server | {0 if server.is_running() else 1} |")


if __name__ == "__main__":
    main()
