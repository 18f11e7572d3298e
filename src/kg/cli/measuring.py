"""The command that measures answers against a gold folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import as_json, open_library, print_json


@click.command("eval")
@click.argument("gold", type=click.Path(path_type=Path, file_okay=False))
@as_json
@click.pass_obj
def eval_(environment: dict[str, str], gold: Path, *, json_: bool) -> None:
    """Measure retrieval and answers against a gold folder.

    GOLD holds questions.json; docs/json.md says of what shape. The sample corpus comes with one: corpus/_source.
    """
    from kg.search import evaluation

    asked = evaluation.questions(gold)
    library = open_library(environment)
    found = evaluation.evaluate(asked, library.ask)
    if json_:
        print_json(found)
        return
    width = max(map(len, found))
    click.echo(" " * width + "".join(f"{measure:>14}" for measure in evaluation.MEASURES))
    for kind, means in found.items():
        cells = (f"{means[measure]:14.3f}" if measure in means else f"{'-':>14}" for measure in evaluation.MEASURES)
        click.echo(f"{kind:<{width}}" + "".join(cells))
