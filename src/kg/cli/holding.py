"""Commands about what a library holds: ingest, remove, sources, show, validate, rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import printing
from kg.cli.shared import as_json, open_library, print_json, with_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.cli.shared import Output
    from kg.library import Outcome


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--ocr", is_flag=True, help="Read pages that are images, by Tesseract; they are marked.")
@click.option("--watch", is_flag=True, help="Go on: follow the folders until stopped with Ctrl-C.")
@as_json
@click.pass_obj
def ingest(environment: dict[str, str], paths: tuple[Path, ...], *, ocr: bool, watch: bool, json_: bool) -> int:
    """Add or update files and folders.

    Unchanged files cost nothing. A file whose bytes changed is a new version; the old one is kept, and answers no more.
    The same bytes under two names are one document. A file that cannot be read is reported, and the rest go on. Pages
    that are images are named, and read only with --ocr. With
    --watch, what is added, changed or removed in the folders goes on being taken in or out; --json then prints a line
    for each change.
    """
    from kg.library.ingest import find

    if ocr:
        environment["KG_OCR"] = "1"
    find(paths)  # a path that does not exist is refused before a library is begun for it
    library = open_library(environment, create=True)
    with printing.progress(quiet=json_) as advance:
        report = library.ingest(paths, advance=advance)

    def said(outcomes: Sequence[Outcome]) -> None:
        outcomes = library.shown(outcomes)
        if json_:
            told = [{"document": o.name, "status": o.status, "reason": o.reason} for o in outcomes]
            print_json(told, line=watch)
        else:
            printing.ingested(outcomes, library)

    said(report)
    if watch:
        from kg.library.watch import follow

        follow(library, paths, said)
    return 2 if any(outcome.status == "refused" for outcome in report) else 0


@click.command()
@click.argument("name")
@click.pass_obj
def remove(environment: dict[str, str], name: str) -> None:
    """Take a document out, as if it had never been ingested.

    Its former versions go with it. A document that has another name, as two files held the same bytes, keeps that one.
    """
    removed = open_library(environment).remove(name)
    click.echo(f"removed {removed}", err=True)


@click.command()
@with_output
@click.pass_obj
def sources(environment: dict[str, str], output: Output) -> None:
    """List the documents held, and those that are referred to but not held."""
    library = open_library(environment)
    if output.table:
        output.put_table(library.tables.sources())
        return
    record = library.sources()
    output.put(record, lambda: printing.sources(record))


@click.command()
@click.argument("name")
@click.option("--version", type=click.IntRange(1), metavar="N", help="A former version, counted from 1, the oldest.")
@as_json
@click.pass_obj
def show(environment: dict[str, str], name: str, version: int | None, *, json_: bool) -> None:
    """Show one document and everything the graph says of it.

    Former versions of a file that changed are kept to be read, and answer no questions.
    """
    record = open_library(environment).show(name, version=version)
    if json_:
        print_json(record)
    else:
        printing.document(record)


@click.command()
@as_json
@click.pass_obj
def validate(environment: dict[str, str], *, json_: bool) -> int:
    """Check every graph against the shapes, and every quote against its text."""
    violations = open_library(environment).validate()
    if json_:
        print_json([{"document": name, "messages": list(messages)} for name, messages in violations.items()])
    else:
        printing.violations(violations)
    return 1 if violations else 0


@click.command()
@click.pass_obj
def rebuild(environment: dict[str, str]) -> None:
    """Make every graph and the index again from the kept texts."""
    library = open_library(environment, rebuilding=True)
    with printing.progress() as advance:
        report = library.rebuild(advance=advance)
    printing.ingested(report, library)
