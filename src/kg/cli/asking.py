"""Commands that ask: ask, search, statistics, sparql."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import printing
from kg.cli.shared import in_words, open_library, print_json, with_filters, with_output
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.cli.shared import Output
    from kg.library import Filters

_FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}


@click.command()
@click.argument("question", required=False, callback=in_words)
@click.option(
    "--file",
    "questions",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="One question a line; one JSON object a line comes out.",
)
@with_filters
@with_output
@click.pass_obj
def ask(
    environment: dict[str, str], question: str | None, questions: Path | None, filters: Filters, output: Output
) -> int:
    """Answer a question with quotes, or say why the documents held do not answer it.

    As a table, it is the evidence.
    """
    if (question is None) == (questions is None):
        raise click.UsageError('ask a question: kg ask "what was said about care leavers?", or give --file FILE')
    library = open_library(environment)
    if questions is not None:
        if output.table or output.file:
            raise click.UsageError("with --file, one JSON object a line comes out, on standard output")
        for line in _questions(questions):
            print_json(library.record(library.ask(line, filters)), line=True)
        return 0
    answer = library.ask(str(question), filters)
    if output.table:
        output.put_table(library.tables.evidence(answer))
    else:
        output.put(library.record(answer), lambda: printing.answer(answer, library))
    return 0 if answer.answered else 1


@click.command()
@click.argument("text", callback=in_words)
@with_filters
@with_output
@click.pass_obj
def search(environment: dict[str, str], text: str, filters: Filters, output: Output) -> int:
    """Rank passages by meaning and by word."""
    library = open_library(environment)
    if output.table:
        return output.put_table(library.tables.search(text, filters))
    record = library.search_record(text, filters)
    output.put(record, lambda: printing.results(record))
    return 0 if record["results"] else 1


@click.command()
@with_filters
@with_output
@click.pass_obj
def statistics(environment: dict[str, str], filters: Filters, output: Output) -> int:
    """List every number that was stated."""
    library = open_library(environment)
    if output.table:
        return output.put_table(library.tables.statistics(filters))
    record = library.statistics(filters)
    output.put(record, lambda: printing.statistics(record))
    if output.format == "text" and len(record) == filters.limit:
        click.echo(f"these are the first {filters.limit}; --limit shows more", err=True)
    return 0 if record else 1


@click.command()
@click.argument("query", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path, dir_okay=False), help="Read the query from a file.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", *_FORMATS]),
    default="table",
    show_default=True,
    help="A table for SELECT and ASK; Turtle for graphs.",
)
@click.pass_obj
def sparql(environment: dict[str, str], query: str | None, file: Path | None, format_: str) -> None:
    """Run a SPARQL 1.1 query; nothing can be changed by it."""
    if (query is None) == (file is None):
        raise click.UsageError("give a query, or a file with -f FILE")
    text = query if query is not None else _read(file)  # type: ignore[arg-type]
    library = open_library(environment)
    accept = _FORMATS.get(format_, "text/tab-separated-values;q=0.9, text/turtle;q=0.8")
    response = library.sparql(text, accept)
    if format_ == "table" and response.media_type.startswith("text/tab-separated"):
        printing.table(response.body.decode("utf-8"))
    else:
        sys.stdout.buffer.write(response.body)


def _questions(file: Path) -> list[str]:
    return [line.strip() for line in _read(file).splitlines() if line.strip()]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{file} is not UTF-8 text") from None
