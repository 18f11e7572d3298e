"""The competency questions with their SPARQL and its results over the sample corpus, as docs/ontology.md shows them.

`python docs/competency/render.py` writes them between the markers there; a test keeps them true.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.library import Library
from kg.settings import Settings
from kg.vocabulary.names import KG

if TYPE_CHECKING:
    from kg.store import TripleStore

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "ontology.md"
START, END = "<!-- competency -->\n", "<!-- /competency -->"
ROWS, WIDTH = 5, 90
"""Most rows of a table and most characters of a cell that are shown."""


def queries() -> dict[str, str]:
    """The queries by the name of their file, in its order."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.rq"))}


def markdown(store: TripleStore) -> str:
    """All questions, each with its query and the first rows of its result."""
    return "\n".join(_question(number, query, store) for number, query in enumerate(queries().values(), 1))


def page(store: TripleStore) -> str:
    """docs/ontology.md with the questions as they are answered now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return before + START + markdown(store) + END + rest.partition(END)[2]


def _question(number: int, query: str, store: TripleStore) -> str:
    title, _, sparql = query.partition("\n")
    found = store.select(query)
    lines = [
        f"### {number}. {title.removeprefix('# ')}\n",
        f"```sparql\n{sparql.strip()}\n```\n",
        "| " + " | ".join(found.variables) + " |",
        "|---" * len(found.variables) + "|",
    ]
    lines += [
        "| " + " | ".join(_cell(str(row.get(name, ""))) for name in found.variables) + " |" for row in found.rows[:ROWS]
    ]
    more = len(found.rows) - ROWS
    return "\n".join([*lines, f"\n… and {more} more.\n" if more > 0 else ""])


def _cell(value: str) -> str:
    words = " ".join(value.replace(KG, "kg:").split()).replace("|", "\\|")
    return words if len(words) <= WIDTH else words[: words.rindex(" ", 0, WIDTH)] + " …"


def main() -> None:
    """Ingests the sample corpus and writes the page."""
    with tempfile.TemporaryDirectory() as temporary:
        library = Library.open(Settings(library=Path(temporary, "library")), create=True)
        library.ingest([HERE.parents[1] / "corpus"])
        PAGE.write_text(page(library.store), encoding="utf-8")
        library.close()


if __name__ == "__main__":
    main()
