"""Whatever is added, changed and removed, in any order: the library is the one built from what remains."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.library import Library
from kg.settings import Settings

NAMES = ("a.txt", "b.txt", "c.txt")
TEXTS = (
    "Findings\n\nFoster carers told us that they feel well supported by their social workers.\n",
    "Findings\n\nThe timeliness of health assessments remains a concern in the borough.\n",
    "12 May 2021\n\nWhat we heard\n\nCare leavers said that 14 of 20 live in suitable homes.\n",
)
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), st.none() | st.sampled_from(TEXTS)), min_size=2, max_size=6)


def files(library: Library) -> dict[str, bytes]:
    """The durable files of a library: names, quads, texts, originals, vectors and words."""
    root = library.settings.library
    paths = [path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def build(folder: Path, steps: list[tuple[str, str | None]]) -> Library:
    """A library after some steps: a text is written to the file of a name and ingested, none removes the name."""
    (folder / "in").mkdir(parents=True)
    library = Library.open(Settings(library=folder / "library"), create=True)
    for name, text in steps:
        if text is not None:
            (folder / "in" / name).write_text(text)
            library.ingest([folder / "in" / name])
        elif f"in/{name}" in {source.name for source in library.folder.sources()}:
            library.remove(name)
    return library


def remaining(steps: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """The steps without those of names that were removed later, and without the removals."""
    last = {name: at for at, (name, text) in enumerate(steps) if text is None}
    return [(name, text) for at, (name, text) in enumerate(steps) if at > last.get(name, -1)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_library_equals_the_one_built_from_what_remains(steps: list[tuple[str, str | None]]) -> None:
    """The same names, quads, vectors, words and counts, byte for byte; and the engines hold the same."""
    with TemporaryDirectory() as folder:
        library, expected = build(Path(folder) / "one", steps), build(Path(folder) / "other", remaining(steps))
        assert files(library) == files(expected)
        assert library.documents() == expected.documents()
        assert len(library.store) == len(expected.store)
        assert len(library.index) == len(expected.index) == sum(held.passages for held in library.documents())
