"""What the commands share: opening the library, the filters that CONTRACT names, and JSON on standard output."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.library import Library

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


def in_words(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:  # noqa: ARG001
    """A question or search as it was given; refused where it is empty, or bytes that are no text."""
    if text is not None and not text.strip():
        raise click.BadParameter("it is empty")
    try:
        (text or "").encode()
    except UnicodeEncodeError:
        raise click.BadParameter("it is not UTF-8 text") from None
    return text


def open_library(environment: dict[str, str], *, create: bool = False) -> Library:
    """The library that the environment names; imported here, as `kg --help` needs none of it."""
    from kg.library import Library
    from kg.settings import Settings

    return Library.open(Settings.from_environment(environment), create=create)


def print_json(value: object, *, line: bool = False) -> None:
    """JSON on standard output: indented for one object, on one line for JSON Lines."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=None if line else 1))
