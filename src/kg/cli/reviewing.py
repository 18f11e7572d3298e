"""Commands about reviews: what can be reviewed, what was, and to accept, correct, reject or take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli import printing
from kg.cli.shared import as_json, in_words, open_library, print_json, with_filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from kg.library import Filters
    from kg.library.reviewing import Stated

Command = TypeVar("Command", bound="Callable[..., Any]")


@click.group()
def review() -> None:
    """Accept, correct or reject what was found in the documents, or between them.

    A review is bound to the words: it is kept beside the documents, holds whenever they are made again, goes along
    into a new version of the file where the words still stand, and is called stale where they do not. It goes when
    the document is removed. Links between documents are accepted or rejected by their ids in the same way.
    """


@review.command("facts")
@click.option(
    "--of", "kinds", metavar="KIND", multiple=True, help="Only this kind of fact: statement, role, statistic …"
)
@click.option("--below", type=click.FloatRange(0, 1), default=1.0, help="Only facts no surer than this, from 0 to 1.")
@with_filters
@as_json
@click.pass_obj
def facts_(environment: dict[str, str], filters: Filters, kinds: tuple[str, ...], below: float, *, json_: bool) -> int:
    """List facts with their ids, the least sure first; filters choose the documents."""
    found = open_library(environment).reviews.facts(filters, kinds=kinds, below=below)
    if json_:
        print_json(found)
    else:
        printing.facts(found)
    return 0 if found else 1


@review.command()
@click.option(
    "--of",
    "kinds",
    metavar="KIND",
    multiple=True,
    help="Only this kind of link: same-person, same-inspection, telling or discrepancy.",
)
@with_filters
@as_json
@click.pass_obj
def links(environment: dict[str, str], filters: Filters, kinds: tuple[str, ...], *, json_: bool) -> int:
    """List what joins several documents, with ids: one person, one inspection, follow-up, discrepancies."""
    found = open_library(environment).reviews.links(filters, kinds=kinds)
    if json_:
        print_json(found)
    else:
        printing.links(found)
    return 0 if found else 1


@review.command("list")
@with_filters
@as_json
@click.pass_obj
def list_(environment: dict[str, str], filters: Filters, *, json_: bool) -> int:
    """List the reviews that were given, with those that are stale; filters choose the documents."""
    found = open_library(environment).reviews.list(filters)
    if json_:
        print_json({"reviews": found, "stale": sum(one["status"] == "stale" for one in found)})
    else:
        printing.reviews(found)
    return 0 if found else 1


def _giving(command: Command) -> Command:
    for option in (
        click.option("--note", metavar="TEXT", callback=in_words, help="Why."),
        click.option("--on", metavar="DATE", help="On which day; nothing is filled in."),
        click.option("--by", metavar="NAME", callback=in_words, help="Who says so."),
        click.argument("id_", metavar="ID"),
    ):
        command = option(command)
    return click.pass_obj(as_json(command))  # type: ignore[return-value]


@review.command()
@_giving
def accept(environment: dict[str, str], id_: str, *, json_: bool, **stated: Unpack[Stated]) -> None:
    """Say that a fact or link is right."""
    _give(environment, id_, "accepted", {}, stated, json_=json_)


@review.command()
@click.option("--set", "pairs", metavar="FIELD=VALUE", multiple=True, required=True, help="What it is instead.")
@_giving
def correct(
    environment: dict[str, str], id_: str, pairs: tuple[str, ...], *, json_: bool, **stated: Unpack[Stated]
) -> None:
    """Say what a fact is instead.

    Values of a list are parted by commas; an empty value means that it is not known. The fields of a fact are those
    that kg review facts shows.
    """
    from kg.library.corrections import kind_of, parsed

    correction: dict[str, Any] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"{pair!r} is no FIELD=VALUE")
        correction[field.strip()] = parsed(kind_of(id_), field.strip(), value)
    _give(environment, id_, "corrected", correction, stated, json_=json_)


@review.command()
@_giving
def reject(environment: dict[str, str], id_: str, *, json_: bool, **stated: Unpack[Stated]) -> None:
    """Say that a fact or link is none; people who were merged are then apart."""
    _give(environment, id_, "rejected", {}, stated, json_=json_)


@review.command()
@click.argument("id_", metavar="ID")
@as_json
@click.pass_obj
def undo(environment: dict[str, str], id_: str, *, json_: bool) -> None:
    """Take a review back."""
    record = open_library(environment).reviews.undo(id_)
    if json_:
        print_json(record)
    else:
        printing.review(record)


def _give(
    environment: dict[str, str],
    id_: str,
    verdict: str,
    correction: dict[str, Any],
    stated: Stated,
    *,
    json_: bool,
) -> None:
    record = open_library(environment).reviews.give(id_, verdict, correction, **stated)
    if json_:
        print_json(record)
    else:
        printing.review(record)
