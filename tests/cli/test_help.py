"""What `kg --help` says, and what it costs to say it."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from kg.cli import _COMMANDS, root


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_the_summary_of_a_command_is_the_first_sentence_of_its_help(name: str) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.help is not None
    assert command.help.splitlines()[0] == _COMMANDS[name][1]


def test_help_imports_nothing_heavy() -> None:
    """No engine, no RDF, no web: only click and our own first modules."""
    code = "import sys, kg.cli; print(*sorted(m for m in sys.modules if m.startswith('kg') or m in HEAVY))"
    heavy = {"torch", "rdflib", "pyoxigraph", "faiss", "flask", "numpy", "rich", "onnxruntime"}
    run = subprocess.run(
        [sys.executable, "-c", f"HEAVY = {heavy!r}; {code}"], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["kg", "kg.cli", "kg.errors"]
