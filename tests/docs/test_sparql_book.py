"""docs/sparql.md shows what the queries of the SPARQL page find in the sample corpus; WRITE_DOCS=1 writes it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.settings import resource
from kg.vocabulary.names import PREFIXES

if TYPE_CHECKING:
    from kg.library import Library

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql.md"
EXAMPLES = sorted(resource("web", "examples").glob("*.rq"))
_BOOK = re.compile(r"<!-- examples -->\n.*<!-- end of examples -->", re.DOTALL)
SHOWN = 5
WIDEST = 72


def book(library: Library) -> str:
    """Each query with its result, as Markdown."""
    parts = [_entry(path, library) for path in EXAMPLES]
    return "<!-- examples -->\n" + "\n".join(parts) + "<!-- end of examples -->"


def _entry(path: Path, library: Library) -> str:
    title, _, query = path.read_text(encoding="utf-8").partition("\n")
    return f"### {title.lstrip('# ')}\n\n```sparql\n{query.strip()}\n```\n\n{_result(query, library)}\n"


def _result(query: str, library: Library) -> str:
    result = library.sparql(query, "application/sparql-results+json, application/n-triples;q=0.5")
    if not result.media_type.endswith("json"):
        return f"A graph of {len(result.body.splitlines())} triples.\n"
    found = json.loads(result.body)
    if "boolean" in found:
        return f"Answer: {'yes' if found['boolean'] else 'no'}.\n"
    columns = found["head"]["vars"]
    rows = found["results"]["bindings"]
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    lines += [f"| {' | '.join(_cell(row.get(name), library) for name in columns)} |" for row in rows[:SHOWN]]
    more = f"\n{len(rows)} rows.\n" if len(rows) > SHOWN else ""
    return "\n".join(lines) + "\n" + more


def _cell(term: dict[str, Any] | None, library: Library) -> str:
    if term is None:
        return ""
    words = " ".join(term["value"].split()).replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")
    if term["type"] == "uri":
        spaces = PREFIXES | {"id": library.names.base}
        return next((f"{name}:{words[len(each) :]}" for name, each in spaces.items() if words.startswith(each)), words)
    if term.get("datatype", "").endswith("#decimal") and "." in words and len(words) > 6:
        words = f"{float(words):.2f}"
    return words if len(words) <= WIDEST else words[:WIDEST].rpartition(" ")[0] + " …"


def test_the_book_shows_every_query_and_what_it_finds(library: Library) -> None:
    """The queries word for word; of what they find, at least half of the rows shown, as rules of annotation improve."""
    text = PAGE.read_text(encoding="utf-8")
    made = book(library)
    if os.environ.get("WRITE_DOCS"):
        PAGE.write_text(_BOOK.sub(lambda _: made, text), encoding="utf-8")
        return
    shown = _BOOK.search(text)
    assert shown is not None
    told, is_ = (re.split(r"^### ", each, flags=re.MULTILINE)[1:] for each in (shown[0], made))
    for old, new in zip(told, is_, strict=True):
        assert old.partition("```\n\n")[0] == new.partition("```\n\n")[0], (
            "run: WRITE_DOCS=1 .venv/bin/pytest tests/docs"
        )
        rows = [line for line in old.splitlines() if line.startswith("| ")]
        assert 2 * sum(row in new for row in rows) >= len(rows), (
            f"{old[:60]}: run: WRITE_DOCS=1 .venv/bin/pytest tests/docs"
        )


def test_there_are_thirty_queries_and_all_find_something(library: Library) -> None:
    assert len(EXAMPLES) >= 30
    for path in EXAMPLES:
        result = library.sparql(path.read_text(encoding="utf-8"), "application/sparql-results+json, text/turtle;q=0.5")
        if result.media_type.endswith("json"):
            found = json.loads(result.body)
            assert "boolean" in found or found["results"]["bindings"], path.name
        else:
            assert result.body, path.name
