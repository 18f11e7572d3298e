"""Prints records for a person: quotes with document, date, page, heading, speaker and caveats."""

from __future__ import annotations

import shutil
import textwrap
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.library import Library, Outcome
    from kg.model import Answer, Evidence

Record = dict[str, Any]

_SPEAKERS = {
    "inspectorate": "inspectorate's finding",
    "council": "council's own account",
    "council_as_reported_by_inspectorate": "council's account, as the inspectorate records it",
    None: "speaker not known",
}


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error with files done, rate and time left; nothing where that is no terminal or `quiet`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    with Progress(*columns, TextColumn("{task.description}"), console=console, disable=hidden) as bar:
        task = bar.add_task("reading", total=None, rate="")

        def advance(done: int, total: int, name: str) -> None:
            speed = bar.tasks[task].finished_speed or bar.tasks[task].speed
            rate = f"{speed:.1f} files/s" if speed else ""
            bar.update(task, completed=done, total=total, description=name[-48:], rate=rate)

        yield advance


def ingested(report: Sequence[Outcome], library: Library) -> None:
    """What became of each file that was not simply taken, and the counts."""
    for outcome in report:
        if outcome.reason:
            click.echo(f"{outcome.name}: {outcome.reason}", err=True)
    counts = {
        status: sum(outcome.status == status for outcome in report)
        for status in ("added", "unchanged", "refused", "removed")
    }
    said = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    click.echo(f"{said or 'no documents found'}; {len(library.folder.ids())} held in {library.settings.library}")


def sources(record: Record) -> None:
    """Documents held, then those only referred to."""
    for held in record["held"]:
        click.echo(f"{_date(held):<12}{held['name']}")
        _indented(f"{held['title']} ({held['kind'] or 'kind not known'}; {held['authority'] or 'authority not known'})")
    if record["not_held"]:
        click.echo("\nReferred to, but not held:")
    for missing in record["not_held"]:
        click.echo(f"{missing['date'] or '':<12}{missing['title']}")
        for mention in missing["mentioned_in"][:3]:
            _indented(f'"{mention["quote"]}" {_place(mention)}')


def document(record: Record) -> None:
    """One document: what it is, then its statements in order."""
    held = record["document"]
    click.echo(held["title"])
    click.echo(f"  {held['name']} · {held['kind'] or 'kind not known'} · {_date(held)} ({held['date_basis']})")
    click.echo(f"  about {held['authority'] or 'an authority that is not known'}; by {held['author'] or 'not known'}")
    if len(held["names"]) > 1:
        _indented("also called " + ", ".join(name for name in held["names"] if name != held["name"]))
    if len(held["versions"]) > 1:
        _indented(f"{len(held['versions'])} versions, the oldest first: " + ", ".join(held["versions"]))
    for caveat in held["caveats"]:
        _indented(f'Caveat: "{caveat["quote"]}"')
    counted = ("passages", "statements", "statistics", "people", "inspections", "recommendations", "references")
    click.echo("  " + ", ".join(f"{len(record[name])} {name}" for name in counted))
    for section, statements in groupby(record["statements"], key=lambda statement: statement["section"]):
        click.echo("\n" + (" › ".join(section) or "(no heading)"))
        for statement in statements:
            _indented(f'"{_flat(statement["quote"])}"')
            marks = [statement["stance"] or "stance not known", _SPEAKERS[statement["speaker"]], *statement["themes"]]
            _indented(" · ".join(marks), "      ")


def results(record: Record) -> None:
    """Ranked passages."""
    if not record["results"]:
        click.echo("nothing was found", err=True)
    for number, found in enumerate(record["results"], 1):
        by = ", ".join(f"{name} {rank}" for name, rank in found["found_by"].items() if rank is not None)
        click.echo(f"{number}. {found['title']} {_place(found)}  [{found['score']:.3f}: {by}]")
        _indented(_flat(found["quote"]))


def answer(given: Answer, library: Library) -> None:
    """The answer, then its evidence by document in order of time, the notes, and the SPARQL that was run."""
    vocabulary = library.vocabulary
    read = [f"kind {given.question.kind}", *(vocabulary.themes[t].label for t in given.question.themes)]
    read += [vocabulary.authorities[gss].label for gss in given.question.authorities]
    read += [f"since {given.question.since}"] if given.question.since else []
    read += [f"until {given.question.until}"] if given.question.until else []
    click.echo("Read as: " + " · ".join(read))
    if not given.answered:
        _paragraph(f"\nNot answered. {given.reason}")
    for sentence in given.sentences:
        _paragraph("\n" + sentence.text)
    if given.evidence:
        click.echo("\nEvidence, oldest first" if given.answered else "\nNear misses, which do not answer it")
    for _, pieces in groupby(in_time(given.evidence), key=lambda piece: piece.citation.document):
        _document_of_evidence(list(pieces))
    for note in given.notes:
        _paragraph(f"\nNote ({note.kind}): {note.text}")
    click.echo("\nThe SPARQL that was run:\n" + textwrap.indent(given.sparql.strip(), "  "))


def in_time(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Evidence by the date of its document, those without a date last, and by place inside a document."""
    return sorted(evidence, key=lambda e: (_when(e), e.citation.document, e.citation.start))


def _document_of_evidence(pieces: list[Evidence]) -> None:
    first = pieces[0]
    window = f"between {' and '.join(first.date_window)}" if first.date_window else "date not known"
    click.echo(f"\n{first.date or window}  {first.title}  ({first.citation.document})")
    if first.date_basis != "stated":
        _indented(f"Date {first.date_basis}{': ' + first.date_reason if first.date_reason else ''}")
    for caveat in first.caveats:
        _indented(f'Caveat: "{_flat(caveat)}"')
    for piece in pieces:
        _indented(f'"{_flat(piece.citation.quote)}"')
        where = [f"page {piece.citation.page}"] if piece.citation.page else []
        where += [" › ".join(piece.citation.section)] if piece.citation.section else []
        _indented(" · ".join([_SPEAKERS[piece.speaker], piece.stance or "stance not known", *where]), "      ")


def _when(piece: Evidence) -> str:
    return piece.date or (piece.date_window[0] if piece.date_window else "9999")


def statistics(record: list[Record]) -> None:
    """Every number, with what it counts."""
    if not record:
        click.echo("no number was found", err=True)
    for said in record:
        value = said["value"]
        if isinstance(value, list):
            value = english.amounts(list(map(str, value)), said["quote"])
        click.echo(f"{value} {said['unit'] or ''}  {said['indicator']}  {_place(said)}")
        _indented(f'"{_flat(said["quote"])}"')


def discrepancies(record: list[Record]) -> None:
    """What cannot both stand: the sides, and why they are set side by side."""
    for found in record:
        click.echo(f"{found['title']}  [{found['kind']}]")
        for side in found["sides"]:
            _indented(f"{side['reading']} {_place(side)}")
            _indented(f'"{_flat(side["quote"])}"', "      ")
        _indented(found["explanation"])
        click.echo()
    if not record:
        click.echo("no discrepancies found", err=True)


def follow_up(record: list[Record]) -> None:
    """Each recommendation, its status, and the words that show it."""
    for found in record:
        asked = found["recommendation"]
        click.echo(f"{found['status'].replace('_', ' ')}  ({found['date'] or 'undated'})")
        _indented(f'"{_flat(asked["quote"])}" {_place(asked)}')
        for piece in found["evidence"] if not found["limbs"] else ():
            _indented(f'"{_flat(piece["quote"])}" {_place(piece)}', "      ")
        for limb in found["limbs"]:
            _indented(f"- {_flat(limb['quote'])}: {limb['status'].replace('_', ' ')}")
            for piece in limb["evidence"]:
                _indented(f'"{_flat(piece["quote"])}" {_place(piece)}', "      ")
        if found["recurs"]:
            _indented("found wanting again: " + ", ".join(dict.fromkeys(map(_place, found["recurs"]))))
        click.echo()
    if not record:
        click.echo("no recommendations found", err=True)


def violations(found: Mapping[str, Sequence[str]]) -> None:
    """The validation report, in words."""
    for name, messages in found.items():
        click.echo(name)
        for message in messages:
            _indented(message)
    click.echo("the graph does not conform" if found else "the graph conforms, and every quote equals its text")


def facts(found: Sequence[Record]) -> None:
    """Facts by id, with their words and what they say."""
    for one in found:
        click.echo(f"{one['id']}  {one['confidence']:.2f}")
        _indented(_said(one["found"]))
        if one["quote"]:
            _indented(f'"{_flat(one["quote"])}" {_place(one)}')


def links(found: Sequence[Record]) -> None:
    """Links by id, with the words that they join."""
    for one in found:
        click.echo(f"{one['id']}  {one['kind']}")
        _indented(_said(one["found"]))
        for words in one["words"]:
            _indented(f'"{_flat(words["quote"])}" {_place(words)}')


def reviews(found: Sequence[Record]) -> None:
    """All reviews that were given, and how many are stale."""
    for one in found:
        review(one)
    stale = sum(one["status"] == "stale" for one in found)
    click.echo(f"{len(found)} reviewed, {stale} stale", err=True)


def review(one: Record) -> None:
    """A review by the id of what it is of, with who gave it and whether it is applied or stale."""
    who = ", ".join(filter(None, (one["by"], one["on"])))
    click.echo(f"{one['id']}  {one['verdict']}{' (' + who + ')' if who else ''}, {one['status']}")
    _indented(_said(one["correction"] or one["found"]))
    for quote in one["quotes"]:
        _indented(f'"{_flat(quote)}"')
    if one["note"]:
        _indented(one["note"])


def _said(fields: Record) -> str:
    """Fields that are known, as field: value."""
    known = ((name, value) for name, value in fields.items() if value not in (None, []))
    shown = (f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}" for name, value in known)
    return "; ".join(shown)


def table(tsv: str) -> None:
    """SPARQL results as columns, cut to the terminal's width."""
    rows = [line.split("\t") for line in tsv.rstrip("\n").split("\n")]
    widths = [min(48, max(len(row[i]) for row in rows if i < len(row))) for i in range(len(rows[0]))]
    for number, row in enumerate(rows):
        click.echo("  ".join(cell[:width].ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip())
        if number == 0:
            click.echo("  ".join("-" * width for width in widths))
    click.echo(f"{len(rows) - 1} rows", err=True)


def _date(held: Record) -> str:
    if held["date"]:
        return str(held["date"])
    return f"{held['date_window'][0]}–" if held["date_window"] else "undated"


def _place(span: Record) -> str:
    return f"({span['document']}{', page ' + str(span['page']) if span['page'] else ''})"


def _flat(quote: str) -> str:
    """A quote on one line: white space is layout, the words are not touched."""
    return " ".join(quote.split())


def _indented(text: str, indent: str = "    ") -> None:
    width = min(shutil.get_terminal_size().columns, 110)
    click.echo(textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))


def _paragraph(text: str) -> None:
    if text.startswith("\n"):
        click.echo()
    width = min(shutil.get_terminal_size().columns, 110)
    click.echo(textwrap.fill(text.strip(), width, break_on_hyphens=False))
