"""Commands about briefings: begin one, take evidence in, check it, build it, and see what moved under it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shared import as_json, in_words, open_library, print_json, with_filters

if TYPE_CHECKING:
    from kg.library import Filters
    from kg.library.briefings import Briefings

_FORMS = ("docx", "pdf", "html", "md", "jsonld", "xlsx")
_PLACE = re.compile(r"(?P<name>.+)#(?:char=)?(?P<start>\d+),(?P<end>\d+)")


@click.group()
def briefing() -> None:
    """Make, check and build a briefing from evidence.

    A briefing has sections of claims; each claim has your words and the quotes it rests on. What a quote needs beside
    it (caveats, who speaks, a number that another document disputes) comes with it and cannot be left out.
    """


@briefing.command()
@click.argument("title")
@click.option("--question", metavar="TEXT", callback=in_words, help="Begin with the quotes that answer a question.")
@with_filters
@click.pass_obj
def new(environment: dict[str, str], title: str, question: str | None, filters: Filters) -> None:
    """Begin a briefing, and print its name."""
    held = _open(environment)
    begun = held.new(title)
    if question:
        held.save(held.started(begun, question, filters))
    click.echo(begun.id)


@briefing.command("list")
@as_json
@click.pass_obj
def list_(environment: dict[str, str], *, json_: bool) -> int:
    """List the briefings."""
    held = _open(environment)
    found = [(held.get(each), held.versions(each)[-1]) for each in held.ids()]
    if json_:
        print_json([{"id": one.id, "title": one.title, "version": version} for one, version in found])
    else:
        for one, version in found:
            click.echo(f"{one.id}  {one.title}  (version {version}, {len(one.evidence)} quotes)")
    return 0 if found else 1


@briefing.command()
@click.argument("name")
@click.option("--version", type=click.IntRange(1), help="A former version.")
@as_json
@click.pass_obj
def show(environment: dict[str, str], name: str, version: int | None, *, json_: bool) -> None:
    """Show a briefing as it is read."""
    from kg.briefing import paper
    from kg.briefing.forms.markdown import markdown
    from kg.library.briefings import record

    made = _open(environment).get(name, version)
    if json_:
        print_json(record(made))
    else:
        click.echo(markdown(paper(made)).decode(), nl=False)


@briefing.command("set")
@click.argument("name")
@click.option("--title", metavar="TEXT", help="What it is called.")
@click.option("--author", metavar="TEXT", help="Who answers for it.")
@click.option("--audience", metavar="TEXT", help="The committee or person who reads it.")
@click.option("--date", metavar="DATE", help="Its day, month or year, as 2024-07-04.")
@click.option("--release", type=click.Choice(["general", "restricted"]), help="For whom it may go out.")
@click.option("--purpose", metavar="TEXT", help="What it is for, in a sentence.")
@click.option("--recommend", metavar="TEXT", multiple=True, help="What is recommended; replaces what is.")
@click.option("--long/--short", default=None, help="Say that it is longer than four sides, or that it is not.")
@click.pass_obj
def set_(environment: dict[str, str], /, name: str, recommend: tuple[str, ...], **fields: Any) -> None:
    """Set what stands at a briefing's head."""
    held = _open(environment)
    given = {field: value for field, value in fields.items() if value is not None}
    if recommend:
        given["recommendations"] = recommend
    held.save(dataclasses.replace(held.get(name), **given))


@briefing.command()
@click.argument("name")
@click.argument("quotes", nargs=-1, required=True, metavar="DOCUMENT#START,END…")
@click.option("--section", default="Findings", show_default=True, metavar="TITLE", help="The section it goes into.")
@click.option("--words", required=True, metavar="TEXT", callback=in_words, help="What you say; the quotes are for it.")
@click.pass_obj
def add(environment: dict[str, str], name: str, quotes: tuple[str, ...], section: str, words: str) -> None:
    """Add a claim: your words, and the quotes it rests on."""
    held = _open(environment)
    cited = [held.cite(found["name"], int(found["start"]), int(found["end"])) for found in map(_place, quotes)]
    held.save(held.added(held.get(name), section, words, cited))


@briefing.command()
@click.argument("name")
@click.argument("line")
@click.argument("words", callback=in_words)
@click.pass_obj
def note(environment: dict[str, str], name: str, line: str, words: str) -> None:
    """Put your words at a claim, by its number."""
    from kg.briefing import editing

    held = _open(environment)
    held.save(editing.noted(held.get(name), line, words))


@briefing.command()
@click.argument("name")
@click.argument("line")
@click.argument("direction", type=click.Choice(["up", "down"]))
@click.pass_obj
def move(environment: dict[str, str], name: str, line: str, direction: str) -> None:
    """Move a claim (by its number, as 3.2) or a whole section (as 3) one place up or down."""
    from kg.briefing import editing

    held = _open(environment)
    held.save(editing.moved(held.get(name), line, up=direction == "up"))


@briefing.command()
@click.argument("name")
@click.argument("line", required=False)
@click.pass_obj
def remove(environment: dict[str, str], name: str, line: str | None) -> None:
    """Take a claim out, by its number; without one, the whole briefing with all its versions."""
    from kg.briefing import editing

    held = _open(environment)
    if line is None:
        held.remove(name)
    else:
        held.save(editing.without(held.get(name), line))


@briefing.command()
@click.argument("name")
@as_json
@click.pass_obj
def check(environment: dict[str, str], name: str, *, json_: bool) -> int:
    """Check whether a briefing may go out: every rule, every line that breaks it, and what to do."""
    held = _open(environment)
    faults = held.check(held.get(name))
    if json_:
        print_json([dataclasses.asdict(fault) for fault in faults])
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo("The briefing may go out." if not faults else f"{len(faults)} to mend.", err=bool(faults))
    return 1 if faults else 0


@briefing.command()
@click.argument("name")
@as_json
@click.pass_obj
def changes(environment: dict[str, str], name: str, *, json_: bool) -> int:
    """List what has moved under a briefing since its evidence was taken in, old and new side by side."""
    held = _open(environment)
    found = held.changes(held.get(name))
    if json_:
        print_json([dataclasses.asdict(change) for change in found])
    else:
        for change in found:
            click.echo(f"{change.line}  {change.kind.replace('-', ' ')}  ({change.source})")
            click.echo(f"    was: {' '.join(change.was.split())}\n    now: {' '.join(change.now.split())}")
    return 0 if found else 1


@briefing.command()
@click.argument("name")
@click.pass_obj
def refresh(environment: dict[str, str], name: str) -> None:
    """Take every quote in again as it stands now, with what must be known with it today."""
    held = _open(environment)
    held.save(held.refreshed(held.get(name)))


@briefing.command()
@click.argument("name")
@click.option("--to", "form", type=click.Choice(_FORMS), help="The form.  [default: by the FILE's ending]")
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write to FILE.", metavar="FILE"
)
@click.option("--draft", is_flag=True, help="Build it although it fails its check, marked DRAFT on every page.")
@click.option("--version", type=click.IntRange(1), help="A former version.")
@click.pass_obj
def build(
    environment: dict[str, str], name: str, form: str | None, file: Path | None, version: int | None, *, draft: bool
) -> int:
    """Build a briefing as DOCX, PDF, HTML, Markdown, JSON-LD or a workbook of its evidence; refused where it fails."""
    from kg.errors import InvalidBriefingError
    from kg.library.folder import write_whole

    ending = file.suffix[1:].lower() if file else ""
    chosen = form or (ending if ending in _FORMS else None)
    if chosen is None:
        raise click.UsageError(f"say which form: --to {', '.join(_FORMS)}, or -o FILE with that ending")
    held = _open(environment)
    try:
        made = held.build(held.get(name, version), chosen, draft=draft)
    except InvalidBriefingError as error:
        for message in error.messages:
            click.echo(message, err=True)
        click.echo(f"kg: {name} is not built: {len(error.messages)} to mend; --draft builds it marked so", err=True)
        return 1
    target = file or Path(f"{name}.{chosen}")
    write_whole(target, made)
    click.echo(str(target))
    return 0


@briefing.command()
@click.argument("name")
@click.option("--version", type=click.IntRange(1), help="A former version.")
@as_json
@click.pass_obj
def replay(environment: dict[str, str], name: str, version: int | None, *, json_: bool) -> int:
    """Say whether a briefing would be made the same from the library of today, or list what differs."""
    held = _open(environment)
    differs = held.replay(held.get(name, version))
    if json_:
        print_json(list(differs))
    else:
        click.echo("\n".join(differs) or "The same: every quote, and all that is known with it, is as it was.")
    return 1 if differs else 0


def _open(environment: dict[str, str]) -> Briefings:
    return open_library(environment).briefings


def _place(text: str) -> re.Match[str]:
    found = _PLACE.fullmatch(text)
    if not found:
        raise click.UsageError(f"{text} is no quote: write DOCUMENT#START,END, as kg ask --json gives them")
    return found
