"""`kg` as a process that is ended by Ctrl+C, as a person ends it."""

from __future__ import annotations

import subprocess
import sys

_INTERRUPTIBLE = """
import signal
from kg.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def kg(*arguments: str) -> subprocess.Popen[str]:
    """A running command; it heeds SIGINT although a shell that runs the tests in the background has it ignored."""
    command = [sys.executable, "-c", _INTERRUPTIBLE, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
