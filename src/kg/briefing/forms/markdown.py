"""A briefing as Markdown, with footnotes as most programs read them; no word of a document becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.briefing.paper import Paper

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(\s|$)")


def markdown(paper: Paper) -> bytes:
    """The paper as UTF-8 Markdown."""
    return ("\n".join(_lines(paper)).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Words that Markdown shows as they are."""
    return _LINE_START.sub(
        lambda found: f"{found[1]}\\{found[2]}{found[3]}", _MARKUP.sub(r"\\\1", " ".join(text.split()))
    )


def _lines(paper: Paper) -> Iterator[str]:
    yield from (f"# {escaped(paper.title)}", "", f"**{escaped(paper.marking)}**", "")
    for label, value in paper.front:
        yield from (f"**{escaped(label)}:** {escaped(value)}", "")
    if paper.warnings:
        yield from ("> **Handle with care**", ">")
        for warning in paper.warnings:
            yield from (f"> {escaped(warning)}", ">")
        yield ""
    for section in paper.sections:
        yield from (f"## {section.number}. {escaped(section.title)}", "")
        for paragraph in section.paragraphs:
            yield from (f"**{paragraph.number}** {escaped(paragraph.words)}", "")
            for quote in paragraph.quotes:
                if quote.again:
                    yield from (f"> *{escaped(quote.again)}*", "")
                    continue
                yield from (f"> “{escaped(quote.words)}”[^{quote.source}]", ">", f"> *{escaped(quote.label)}*", ">")
                for note in quote.notes:
                    yield from (f"> {escaped(note)}", ">")
                yield ""
    yield from _timeline(paper)
    if paper.background:
        yield from ("## Background papers", "")
        yield from (f"- {escaped(each)}" for each in paper.background)
        yield ""
    yield from (f"[^{number}]: {escaped(source)}" for number, source in enumerate(paper.sources, 1))


def _timeline(paper: Paper) -> Iterator[str]:
    if paper.timeline:
        yield from (
            "## Documents quoted, in order of time",
            "",
            "| Date | Document | Who speaks | Quotes |",
            "|---|---|---|---|",
        )
        for moment in paper.timeline:
            cells = (moment.date, moment.title, moment.label, str(moment.quotes))
            yield f"| {' | '.join(map(escaped, cells))} |"
        yield ""
