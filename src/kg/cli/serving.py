"""Commands that serve: the web interface with SPARQL and JSON; tools for agents."""

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
@click.option("--changes", is_flag=True, help="Let the pages change the library though others can reach it.")
@click.pass_obj
def serve(environment: dict[str, str], host: str, port: int, data: tuple[Path, ...], *, changes: bool) -> None:
    """Serve the web interface and the SPARQL endpoint.

    Files can be added and removed, facts reviewed and briefings made in the pages, where only this machine can reach
    them. A server at another --host only reads, unless --changes allows more: it asks nobody who they are.
    """
    from kg.web import serve as run

    if data:
        from kg.settings import Settings
        from kg.web.listen import serve_data

        serve_data(data, Settings.from_environment(environment), host=host, port=port)
        return

    library = open_library(environment)
    library.start()
    try:
        run(library, host=host, port=port, changes=changes)
    finally:
        library.close()


@click.command()
@click.option("--http", is_flag=True, help="Listen at http://HOST:PORT/mcp instead of standard input.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, with --http.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="The port, with --http.")
@click.pass_obj
def mcp(environment: dict[str, str], *, http: bool, host: str, port: int) -> None:
    """Serve tools for agents by the Model Context Protocol; they only read.

    Over standard input and output, as an agent's host starts it, or over streamable HTTP.
    """
    library = open_library(environment)
    library.start()
    from kg.mcp import serve as run

    try:
        run(library, http=http, host=host, port=port)
    finally:
        library.close()
