"""Ingest as a whole beside the embedding model alone on the same passages: speed and memory, in one run.

Takes files and folders as arguments; by default a fifth of `../shared/reports`, else the sample corpus. Memory is the
sum of what each process holds for itself and its share of what it shares (PSS), looked at twice a second; Linux only.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "reports"
EVERY = 5

ALONE = """
import json, sys, time
from pathlib import Path
from kg.index import bulk_embedder
from kg.library import Library
from kg.library.ingest import entries
from kg.settings import Settings
library = Library.open(Settings(library=Path(sys.argv[1])))
texts = [each.embedded for held in library.documents() for each in entries(library.annotated(held.id))]
embedder = bulk_embedder(library.settings)
embedder.load()
def took(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work(texts)
    return time.perf_counter() - wall, time.process_time() - cpu
print(json.dumps({"passages": len(texts), "ours": took(embedder.embed)}))
"""


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:]] or sorted(REPORTS.rglob("*.pdf"))[::EVERY] or [ROOT / "corpus"]
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        wall, cpu, outcomes, memory = ingest(library, paths)
        done = subprocess.run(
            [sys.executable, "-c", ALONE, str(library)], check=True, capture_output=True, env=environment()
        )
    alone = json.loads(done.stdout)
    passages, (own_wall, own_cpu) = alone["passages"], alone["ours"]
    refused = [outcome for outcome in outcomes if outcome["status"] == "refused"]
    print(f"{len(outcomes)} files, {len(refused)} refused, {passages} passages\n")
    print("| | wall clock | CPU | passages a second | passages a CPU second |\n|---|---|---|---|---|")
    for what, seconds, busy in (("the model alone", own_wall, own_cpu), ("`kg ingest`, start to end", wall, cpu)):
        print(f"| {what} | {seconds:.0f} s | {busy:.0f} s | {passages / seconds:.1f} | {passages / busy:.1f} |")
    print(f"| ratio | {own_wall / wall:.3f} | {own_cpu / cpu:.3f} | | |")
    print("\n| process | memory at most |\n|---|---|")
    for what, most in memory.items():
        print(f"| {what} | {most / 1e6:.0f} MB |")
    for outcome in refused:
        print(f"\nrefused: {outcome['document']}: {outcome['reason']}")


def ingest(library: Path, paths: list[Path]) -> tuple[float, float, list[dict[str, str]], dict[str, float]]:
    """Wall clock, processor time, outcomes, and the most memory a kind of process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "kg", "--library", str(library), "ingest", "--json", *map(str, paths)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as child:
        memory: dict[str, float] = defaultdict(float)
        threading.Thread(target=watch, args=(child.pid, memory), daemon=True).start()
        said = child.stdout.read() if child.stdout else b""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, busy, json.loads(said), memory


def watch(pid: int, memory: dict[str, float]) -> None:
    """Notes the most that each kind of process, and all together, ever hold."""
    while True:
        found: dict[str, list[float]] = defaultdict(list)
        try:
            parent = psutil.Process(pid)
            for process in (parent, *parent.children(recursive=True)):
                words = " ".join(process.cmdline())
                kind = (
                    "the reader of a file"
                    if "kg.extract.worker" in words
                    else "a worker that annotates and checks"
                    if "spawn_main" in words
                    else "the parent, which embeds and writes"
                    if process.pid == pid
                    else "others"
                )
                found[kind].append(process.memory_full_info().pss)
        except psutil.NoSuchProcess:
            if not psutil.pid_exists(pid):
                return
            continue
        for kind, held in found.items():
            memory[kind] = max(memory[kind], *held)
        memory["all together"] = max(memory["all together"], sum(map(sum, found.values())))
        time.sleep(0.5)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


if __name__ == "__main__":
    main()
