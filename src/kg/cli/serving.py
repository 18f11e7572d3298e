"""The command that serves the web interface, the SPARQL endpoint and the JSON."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import open_library


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--data",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path, exists=True),
    help="Serve these RDF files or folders at /sparql, and no library.",
)
@click.pass_obj
def serve(environment: dict[str, str], host: str, port: int, data: tuple[Path, ...]) -> None:
    """Serve the web interface and the SPARQL endpoint."""
    from kg.web import serve as run

    if data:
        from kg.settings import Settings
        from kg.web.listen import serve_data

        serve_data(data, Settings.from_environment(environment), host=host, port=port)
        return

    library = open_library(environment)
    library.start()
    try:
        run(library, host=host, port=port)
    finally:
        library.close()
