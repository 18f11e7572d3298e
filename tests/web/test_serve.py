"""`kg serve` prints where it is, answers there, and ends when it is interrupted."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.request import urlopen

from serving import kg

if TYPE_CHECKING:
    from pathlib import Path


def test_the_server_says_where_it_is_answers_and_ends(library_folder: Path) -> None:
    with kg("--library", str(library_folder), "serve", "--port", "0") as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().split()[3]
            with urlopen(address) as answer:  # noqa: S310  (the address that our own server printed)
                assert b"Throughline" in answer.read()
        finally:
            server.send_signal(signal.SIGINT)
        _, complaints = server.communicate(timeout=30)
        assert server.returncode == 0
        assert "Traceback" not in complaints


def test_a_port_that_is_taken_is_refused_in_one_line(library_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "kg", "--library", str(library_folder), "serve", "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "try another --port" in ended.stderr
