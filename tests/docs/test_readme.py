"""The README shows what the commands print."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import root

README = Path(__file__).resolve().parents[2] / "README.md"


def sessions() -> list[tuple[str, list[str]]]:
    """Each `$ kg …` of the README with the lines shown after it, up to an ellipsis."""
    found: list[tuple[str, list[str]]] = []
    for line in README.read_text(encoding="utf-8").splitlines():
        if line.startswith("    $ kg "):
            found.append((line.removeprefix("    $ kg "), []))
        elif found and (line.startswith("    ") or not line) and found[-1][1][-1:] != ["…"]:
            found[-1][1].append(line.strip())
    return found


@pytest.mark.parametrize(("command", "shown"), [s for s in sessions() if not s[0].startswith("ingest")])
def test_a_session_of_the_readme_is_what_the_command_prints(
    command: str, shown: list[str], library_folder: Path
) -> None:
    runner = CliRunner(env={"COLUMNS": "100", "KG_LIBRARY": str(library_folder)})
    printed = runner.invoke(root, shlex.split(command), prog_name="kg").output
    lines = [line.strip() for line in printed.splitlines()]
    expected = [line for line in shown if line not in {"…", ""}]
    assert expected
    assert [line for line in expected if line not in lines] == []
