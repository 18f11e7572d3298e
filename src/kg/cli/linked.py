"""Commands about what follows from several documents together: discrepancies, followup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import printing
from kg.cli.shared import as_json, open_library, print_json, with_filters

if TYPE_CHECKING:
    from kg.library import Filters


@click.command()
@with_filters
@as_json
@click.pass_obj
def discrepancies(environment: dict[str, str], filters: Filters, *, json_: bool) -> int:
    """List statements that cannot both stand as they read.

    Figures for one thing at one time that differ, dates that differ, a claim beside the published judgement,
    a self-report beside the inspection. Which side is right is not decided.
    """
    record = open_library(environment).discrepancies(filters)
    if json_:
        print_json(record)
    else:
        printing.discrepancies(record)
    return 0 if record else 1


@click.command()
@with_filters
@as_json
@click.pass_obj
def followup(environment: dict[str, str], filters: Filters, *, json_: bool) -> int:
    """List what became of each recommendation.

    Only an inspectorate's later finding confirms. Silence is not "done", and a council's word is a council's word.
    """
    record = open_library(environment).follow_up(filters)
    if json_:
        print_json(record)
    else:
        printing.follow_up(record)
    return 0 if record else 1
