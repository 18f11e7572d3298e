"""The Python of docs/python.md runs as it stands, from top to bottom, over the sample corpus."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_the_python_of_the_docs_runs(library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library_folder.parent)
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102  (our own page)
    try:
        assert len(names["numbers"]) > 50
        assert {"quote", "page", "document", "date", "speaker", "caveats"} <= set(names["numbers"].columns)
        assert names["answer"].answered
        assert names["disagreements"]
        assert names["became"]
        assert set(names["stances"].columns) == {"stance", "statements"}
        assert names["stances"]["statements"].sum() > 100
    finally:
        names["library"].close()


def test_every_word_of_the_command_line_about_a_library_is_one_of_python() -> None:
    """`kg ask` is `Library.ask`; commands that only run something (serve, eval …) have no such method."""
    from kg import Library
    from kg.cli import _COMMANDS

    methods = {name for name in dir(Library) if not name.startswith("_")}
    assert _COMMANDS.keys() - methods <= {"serve", "eval", "mcp", "import", "briefing"}
