"""The command line: a thin face on `kg.library`; what each command prints is in docs/cli.md.

Exit status: 0 done; 1 the command ran and its answer is "no"; 2 the request or an input was wrong.
"""

from __future__ import annotations

import os
import sys

import click

from kg import __version__
from kg.errors import InvalidGraphError, KgError

__all__ = ["main", "root"]

_COMMANDS = {
    "ask": ("asking", "Answer a question with quotes, or say why the documents held do not answer it."),
    "briefing": ("briefing", "Make, check and build a briefing from evidence."),
    "discrepancies": ("linked", "List statements that cannot both stand as they read."),
    "eval": ("measuring", "Measure retrieval and answers against a gold folder."),
    "export": ("moving", "Write the whole library to a file or folder that opens elsewhere."),
    "followup": ("linked", "List what became of each recommendation."),
    "import": ("moving", "Make a library of what kg export wrote."),
    "ingest": ("holding", "Add or update files and folders."),
    "mcp": ("serving", "Serve tools for agents by the Model Context Protocol; they only read."),
    "rebuild": ("holding", "Make every graph and the index again from the kept texts."),
    "remove": ("holding", "Take a document out, as if it had never been ingested."),
    "review": ("reviewing", "Accept, correct or reject what was found in the documents, or between them."),
    "search": ("asking", "Rank passages by meaning and by word."),
    "serve": ("serving", "Serve the web interface and the SPARQL endpoint."),
    "show": ("holding", "Show one document and everything the graph says of it."),
    "sources": ("holding", "List the documents held, and those that are referred to but not held."),
    "sparql": ("asking", "Run a SPARQL 1.1 query; nothing can be changed by it."),
    "statistics": ("asking", "List every number that was stated."),
    "validate": ("holding", "Check every graph against the shapes, and every quote against its text."),
}


class _Commands(click.Group):
    """Imports a command's module when it is called: help and a mistyped name cost nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        module = import_module(f"kg.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = vars(module).get(cmd_name) or vars(module)[f"{cmd_name}_"]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--library", metavar="DIR", help="The library's folder.  [default: $KG_LIBRARY, else ./library]")
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def root(context: click.Context, library: str | None) -> None:
    """What was said about children's services, by whom, whether anyone checked, and what became of it."""
    context.obj = os.environ | ({"KG_LIBRARY": library} if library else {})


def main() -> None:
    """Runs a command and turns whatever goes wrong into one line and an exit status."""
    try:
        status = root.main(prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        _end("stopped", 130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        _end(" ".join(error.format_message().split()), 2)
    except InvalidGraphError as error:
        _end(str(error), 1)
    except KgError as error:
        _end(str(error), 2)
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # A folder that may not be written, a full disk, a file that went away meanwhile.
        _end(f"{error.filename}: {error.strerror}" if error.filename else str(error), 2)
    sys.exit(status if isinstance(status, int) else 0)


def _end(message: str, status: int) -> None:
    click.echo(f"kg: {message}", err=True)
    sys.exit(status)
