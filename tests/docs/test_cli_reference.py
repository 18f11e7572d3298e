"""docs/cli.md holds the help of every command as it is; run with WRITE_DOCS=1 to write it again."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
from click.testing import CliRunner

from kg.cli import root

DOCS = Path(__file__).resolve().parents[2] / "docs"
_HELP = re.compile(r"<!-- help -->\n.*?<!-- end of help -->", re.DOTALL)


def reference() -> str:
    """The help of `kg` and of each command, as Markdown."""
    runner = CliRunner(env={"COLUMNS": "100"})
    parts = [_block("kg", runner.invoke(root, ["--help"], prog_name="kg").output)]
    for name, command in _commands().items():
        parts.append(_block(f"kg {name}", runner.invoke(root, [*name.split(), "--help"], prog_name="kg").output))
        assert command.help
    return "<!-- help -->\n" + "\n".join(parts) + "<!-- end of help -->"


def _commands() -> dict[str, click.Command]:
    """Every command by its name, those of a group under the group's: "briefing", "briefing new" …"""
    context = click.Context(root)
    found: dict[str, click.Command] = {}
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {below}": command.commands[below] for below in command.commands}
    return found


def _block(title: str, text: str) -> str:
    body = "\n".join(f"    {line}".rstrip() for line in text.rstrip().splitlines())
    return f"## {title}\n\n{body}\n"


def test_the_reference_is_the_help_of_the_commands() -> None:
    page = DOCS / "cli.md"
    text = page.read_text(encoding="utf-8")
    expected = _HELP.sub(lambda _: reference(), text)
    if os.environ.get("WRITE_DOCS"):
        page.write_text(expected, encoding="utf-8")
    assert text == expected, "docs/cli.md is out of date; run: WRITE_DOCS=1 .venv/bin/pytest tests/docs"


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        f"kg {name} {option.opts[0]}"
        for name, command in _commands().items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_every_command_in_the_docs_exists() -> None:
    """No page of the docs, nor the README, names a `kg` command or option that is not there."""
    commands = _commands()
    for page in (*DOCS.glob("*.md"), DOCS.parent / "README.md"):
        for line in page.read_text(encoding="utf-8").splitlines():
            for name, rest in re.findall(r"\bkg (?:--library \S+ )?([a-z]+)\b([^`|]*)", line if "kg " in line else ""):
                if not re.search(rf"(?:^\s+|`|bin/)(?:\S*/)?kg (?:--library \S+ )?{name}", line):
                    continue
                assert name in commands, f"{page.name}: kg {name}"
                named = [each for whole, each in commands.items() if whole.split()[0] == name]
                known = {option for each in named for parameter in each.params for option in parameter.opts}
                for option in re.findall(r"(?<=\s)--[a-z]+", rest):
                    assert option in known, f"{page.name}: kg {name} {option}"
