"""Commands about what follows from several documents together: discrepancies, followup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import printing
from kg.cli.shared import open_library, with_filters, with_output

if TYPE_CHECKING:
    from kg.cli.shared import Output
    from kg.library import Filters


@click.command()
@with_filters
@with_output
@click.pass_obj
def discrepancies(environment: dict[str, str], filters: Filters, output: Output) -> int:
    """List statements that cannot both stand as they read.

    Figures for one thing at one time that differ, dates that differ, a claim beside the published judgement,
    a self-report beside the inspection. Which side is right is not decided.
    """
    library = open_library(environment)
    if output.table:
        return output.put_table(library.tables.discrepancies(filters))
    record = library.discrepancies(filters)
    output.put(record, lambda: printing.discrepancies(record))
    return 0 if record else 1


@click.command()
@with_filters
@with_output
@click.pass_obj
def followup(environment: dict[str, str], filters: Filters, output: Output) -> int:
    """List what became of each recommendation.

    Only an inspectorate's later finding confirms. Silence is not "done", and a council's word is a council's word.
    """
    library = open_library(environment)
    if output.table:
        return output.put_table(library.tables.followup(filters))
    record = library.followup(filters)
    output.put(record, lambda: printing.follow_up(record))
    return 0 if record else 1
