"""Commands that carry a library from place to place: export, import."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kg.cli.shared import open_library


@click.command()
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["folder", "zip", "nquads", "trig"]),
    help="What to write.  [default: by the ending of TARGET: .zip, .nq, .trig; a folder where it has none]",
)
@click.pass_obj
def export(environment: dict[str, str], target: Path, form: str | None) -> None:
    """Write the whole library to a file or folder that opens elsewhere.

    A folder or zip holds graphs, texts, originals and index, and kg import reads it back. N-Quads and TriG hold the
    graphs alone, the registers among them; with - as TARGET they go to standard output. The same library gives the
    same bytes.
    """
    library = open_library(environment)
    if target == Path("-"):
        from kg.library.archive import STREAMS

        if form is None or form not in STREAMS:
            raise click.UsageError("standard output takes --format nquads or trig")
        STREAMS[form](library.folder, library.settings.base, sys.stdout.buffer)
        return
    library.export(target, form)
    click.echo(f"{len(library.folder.ids())} documents written to {target}", err=True)


@click.command(name="import")
@click.argument("source", type=click.Path(path_type=Path))
@click.pass_obj
def import_(environment: dict[str, str], source: Path) -> None:
    """Make a library of what kg export wrote.

    SOURCE is a zip or folder. The library that --library names must not exist yet. Everything is checked before
    anything is held: files against their list, quotes against their texts, graphs against the shapes.
    """
    from kg.library import Library
    from kg.settings import Settings

    library = Library.import_(source, Settings.from_environment(environment))
    click.echo(f"{len(library.folder.ids())} documents held in {os.fspath(library.settings.library)}", err=True)
