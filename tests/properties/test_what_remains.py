"""Whatever is added, changed and removed, in any order: the library is the one built from what remains."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.library import Filters, Library
from kg.settings import Settings

NAMES = ("a.txt", "b.txt", "c.txt")
TEXTS = (
    "Findings\n\nFoster carers told us that they feel well supported by their social workers.\n",
    "Harnmouth City Council\n\nFindings\n\nThe timeliness of health assessments remains a concern.\n",
    "Harnmouth City Council\n\n12 May 2021\n\nWhat we heard\n\nWe heard that 14 of 20 live in suitable homes.\n",
)
REVIEWED = st.lists(
    st.tuples(st.sampled_from(NAMES[:2]), st.sampled_from(("first", "second", "review", None))), min_size=3, max_size=7
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


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REVIEWED)
def test_reviews_of_what_was_removed_leave_no_trace(steps: list[tuple[str, str | None]]) -> None:
    """The same with reviews among the steps: they go where the words they are of go, into a new version or away."""
    with TemporaryDirectory() as folder:
        library, expected = reviewed(Path(folder) / "one", steps), reviewed(Path(folder) / "other", remaining(steps))
        assert files(library) == files(expected)
        assert library.reviews.list() == expected.reviews.list()
        assert library.validate() == {}


def reviewed(folder: Path, steps: list[tuple[str, str | None]]) -> Library:
    """A library after some steps: a first or second text of a name comes in, what it says is reviewed, or it goes."""
    (folder / "in").mkdir(parents=True)
    library = Library.open(Settings(library=folder / "library"), create=True)
    for name, step in steps:
        held = f"in/{name}" in {source.name for source in library.folder.sources()}
        if step in {"first", "second"}:
            text = f"Findings\n\nThe plans of {name} are late. The {step} of its homes is warm and well run.\n"
            (folder / "in" / name).write_text(text)
            library.ingest([folder / "in" / name])
        elif held and step is None:
            library.remove(name)
        elif held:
            fact, *_ = library.reviews.facts(Filters(document=(name,)), kinds=["statement"])
            stance = "strength" if fact["found"]["stance"] != "strength" else "concern"
            library.reviews.give(fact["id"], "corrected", {"stance": stance})
    return library
