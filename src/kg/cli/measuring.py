"""The command that measures answers against a gold folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.shared import as_json, open_library, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command("eval")
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False))
@click.option("--baselines", is_flag=True, help="Beside them each index alone, windows, and ours with parts left out.")
@as_json
@click.pass_obj
def eval_(environment: dict[str, str], gold: Path, *, baselines: bool, json_: bool) -> None:
    """Measure retrieval and answers against a gold folder.

    GOLD holds questions.json; docs/json.md says of what shape. The sample corpus comes with one: corpus/_source.
    """
    from kg.search import baselines as beside
    from kg.search import evaluation

    asked = evaluation.questions(gold)
    library = open_library(environment)
    found = evaluation.evaluate(asked, library.ask)
    if baselines:
        texts = {held.id: library.annotated(held.id).document.text for held in library.documents()}
        systems = beside.systems(library.holdings, texts)
        found |= {name: evaluation.evaluate(asked, ask)[evaluation.ALL] for name, ask in systems.items()}
    if json_:
        print_json(found)
    else:
        _table(found, evaluation.MEASURES)


def _table(found: Mapping[str, Mapping[str, float]], measures: tuple[str, ...]) -> None:
    width = max(map(len, found))
    click.echo(" " * width + "".join(f"{measure:>14}" for measure in measures))
    for kind, means in found.items():
        cells = (f"{means[measure]:14.3f}" if measure in means else f"{'-':>14}" for measure in measures)
        click.echo(f"{kind:<{width}}" + "".join(cells))
