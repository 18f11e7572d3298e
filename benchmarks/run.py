"""Runs every benchmark of this folder, each in a process of its own, and prints their tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NO_BENCHMARKS = {"run.py", "sample.py", "sample_graphs.py", "timing.py"}


def main() -> None:
    for script in sorted(Path(__file__).parent.glob("*.py")):
        if script.name not in NO_BENCHMARKS:
            print(f"\n## {script.stem}", flush=True)
            subprocess.run([sys.executable, str(script)], check=True)


if __name__ == "__main__":
    main()
