"""What the commands share: opening the library, the filters that CONTRACT names, and the forms that results take."""

from __future__ import annotations

import functools
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library import Library
    from kg.library.tables import Table

Command = TypeVar("Command", bound="Callable[..., Any]")

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON and nothing else.")

_FILTERS = (
    click.option("--authority", metavar="NAME", multiple=True, help="Only documents about this council."),
    click.option("--theme", metavar="ID", multiple=True, help="Only this theme and the themes below it."),
    click.option("--document", metavar="NAME", multiple=True, help="Only this document."),
    click.option("--kind", metavar="ID", multiple=True, help="Only documents of this kind."),
    click.option("--speaker", metavar="ID", help="Only what this speaker says."),
    click.option("--stance", metavar="ID", help="Only statements of this stance."),
    click.option("--since", metavar="DATE", help="Only documents of this day, month or year and later."),
    click.option("--until", metavar="DATE", help="Only documents of this day, month or year and earlier."),
    click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="The most to print."),
)


def with_filters(command: Command) -> Command:
    """Adds the filters to a command, which receives them as one `filters` argument of type `kg.library.Filters`."""

    @functools.wraps(command)
    def wrapper(*args: Any, **options: Any) -> Any:
        from kg.library import Filters

        names = ("authority", "theme", "document", "kind", "speaker", "stance", "since", "until", "limit")
        return command(*args, filters=Filters(**{name: options.pop(name) for name in names}), **options)

    for option in reversed(_FILTERS):
        wrapper = option(wrapper)
    return wrapper  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Output:
    """The form that a listing takes, and the file it goes to (None: standard output)."""

    format: str
    file: Path | None

    @property
    def table(self) -> bool:
        """Whether a table is wanted."""
        return self.format in {"csv", "xlsx"}

    def put_table(self, table: Table) -> int:
        """Writes a table; the exit status."""
        from kg.library.sheets import FORMATS

        self._put(FORMATS[self.format][1](table))
        return 0 if table.rows else 1

    def put(self, record: object, words: Callable[[], None]) -> None:
        """Writes a record as JSON, or has it printed in words."""
        if self.format == "json":
            self._put((json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
        else:
            words()

    def _put(self, data: bytes) -> None:
        if self.file is None:
            sys.stdout.buffer.write(data)
            return
        from kg.library.folder import write_whole

        write_whole(self.file, data)


_OUTPUT = (
    click.option("--json", "json_", is_flag=True, help="The same as --format json."),
    click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json", "csv", "xlsx"]),
        help="Words for people, JSON, or a table.  [default: text, or by the FILE's ending]",
    ),
    click.option(
        "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write to FILE.", metavar="FILE"
    ),
)


def with_output(command: Command) -> Command:
    """Adds --json, --format and -o to a command, which receives them as one `output` argument of type `Output`."""

    @functools.wraps(command)
    def wrapper(*args: Any, json_: bool, format_: str | None, file: Path | None, **options: Any) -> Any:
        ending = file.suffix[1:].lower() if file else ""
        chosen = "json" if json_ else format_ or (ending if ending in {"json", "csv", "xlsx"} else "text")
        if json_ and format_ not in {None, "json"}:
            raise click.UsageError(f"--json and --format {format_} cannot both be had")
        if file is not None and chosen == "text":
            raise click.UsageError("say what the file shall be: --format json, csv or xlsx")
        if file is None and chosen == "xlsx":
            raise click.UsageError("a workbook goes to a file: -o FILE.xlsx")
        return command(*args, output=Output(chosen, file), **options)

    for option in reversed(_OUTPUT):
        wrapper = option(wrapper)
    return wrapper  # type: ignore[return-value]


def in_words(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:  # noqa: ARG001
    """A question or search as it was given; refused where it is empty, or bytes that are no text."""
    if text is not None and not text.strip():
        raise click.BadParameter("it is empty")
    try:
        (text or "").encode()
    except UnicodeEncodeError:
        raise click.BadParameter("it is not UTF-8 text") from None
    return text


def open_library(environment: dict[str, str], *, create: bool = False, rebuilding: bool = False) -> Library:
    """The library that the environment names; imported here, as `kg --help` needs none of it."""
    from kg.library import Library
    from kg.settings import Settings

    return Library.open(Settings.from_environment(environment), create=create, rebuilding=rebuilding)


def print_json(value: object, *, line: bool = False) -> None:
    """JSON on standard output: indented for one object, on one line for JSON Lines."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if line else 1))
