"""The briefings of a library: kept in versions as named graphs of their own, checked, set, and held against documents.

A briefing's folder holds one file a version, written whole or not at all; nothing of it stands in a document's graph.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from kg import briefing as making
from kg.briefing import graph
from kg.briefing.forms import markdown, page, pdf, word
from kg.briefing.numbering import claims
from kg.errors import InputError, InvalidBriefingError, LibraryError, NotHeldError
from kg.library.folder import write_whole
from kg.library.tables import Table
from kg.model import Span
from kg.model.briefing import Briefing, Claim, Made, Part
from kg.settings import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.briefing import Change, Paper
    from kg.library import Library
    from kg.model import Filters
    from kg.model.briefing import Cited, Fault

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
    "jsonld": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The forms that a briefing can be built in, with their media types."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_SET: dict[str, Callable[[Paper], bytes]] = {
    "docx": word.docx,
    "pdf": pdf.pdf,
    "html": page.html,
    "md": markdown.markdown,
}
_LOCKED_SECONDS = 5.0


class Briefings:
    """The briefings of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._root: Path = library.folder.root / "briefings"

    def ids(self) -> tuple[str, ...]:
        """The ids of all briefings, sorted."""
        return tuple(sorted(path.name for path in self._root.glob("*") if self._versions(path.name)))

    def versions(self, briefing_id: str) -> tuple[int, ...]:
        """The numbers of a briefing's versions, the first first.

        Raises:
            NotHeldError: there is no such briefing.
        """
        found = self._versions(briefing_id)
        if not found:
            raise NotHeldError(f"there is no briefing {briefing_id!r}; kg briefing list names those that are")
        return found

    def get(self, briefing_id: str, version: int | None = None) -> Briefing:
        """A briefing as it was saved last, or in a version.

        Raises:
            NotHeldError: there is no such briefing or version.
            LibraryError: it is damaged.
        """
        versions = self.versions(briefing_id)
        number = versions[-1] if version is None else version
        if number not in versions:
            raise NotHeldError(f"{briefing_id} has versions {versions[0]} to {versions[-1]}, no version {number}")
        return graph.read(self._file(briefing_id, number).read_bytes(), self._library.names)

    def new(self, title: str) -> Briefing:
        """Begins a briefing, named after its title, and saves it.

        Raises:
            InputError: the title has no letter or digit.
        """
        stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:70].rstrip("-")
        if not stem:
            raise InputError("a briefing needs a title with a letter or a digit")
        taken = set(self.ids())
        name = next(each for each in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if each not in taken)
        begun = Briefing(name, " ".join(title.split()))
        self.save(begun)
        return begun

    def save(self, briefing: Briefing, *, after: int | None = None) -> int:
        """Keeps a briefing as a new version, unless it is as it was; returns the version's number.

        Args:
            briefing: what to keep.
            after: the version that it was made from.

        Raises:
            InputError: it was changed by somebody else since `after`.
            LibraryError: it cannot be written.
        """
        if not _ID.fullmatch(briefing.id):
            raise InputError(f"{briefing.id!r} is no name for a briefing")
        data = graph.write(briefing, self._library.names)
        self._root.mkdir(exist_ok=True)
        try:
            with FileLock(self._root / ".lock", timeout=_LOCKED_SECONDS):
                last = max(self._versions(briefing.id), default=0)
                if after is not None and after != last:
                    raise InputError(f"{briefing.id} was changed meanwhile (version {last}); look at it again first")
                if last and self._file(briefing.id, last).read_bytes() == data:
                    return last
                self._file(briefing.id, last + 1).parent.mkdir(exist_ok=True)
                write_whole(self._file(briefing.id, last + 1), data)
                return last + 1
        except Timeout:
            raise LibraryError("another process is saving a briefing; try again") from None

    def remove(self, briefing_id: str) -> None:
        """Takes a briefing and all its versions away.

        Raises:
            NotHeldError: there is no such briefing.
        """
        self.versions(briefing_id)
        shutil.rmtree(self._root / briefing_id)

    def cite(self, name: str, start: int, end: int) -> Cited:
        """Words of a document held, as evidence.

        Raises:
            NotHeldError: the document is not held.
            InputError: the stretch is none of its text, or cuts a word.
        """
        return self.source(name).cite(Span(start, end))

    def source(self, name: str) -> making.Source:
        """A document held, to be cited from.

        Raises:
            NotHeldError: the document is not held.
        """
        held = self._library.held(name)
        return self._source(held.id, held.name)

    def added(self, briefing: Briefing, part: str, words: str, evidence: Iterable[Cited]) -> Briefing:
        """The briefing with a claim more, in the section of that title, which is begun where there is none."""
        claim = Claim(words, tuple(evidence))
        if not any(each.title == part for each in briefing.parts):
            briefing = replace(briefing, parts=(*briefing.parts, Part(part)))
        parts = tuple(
            replace(each, claims=(*each.claims, claim)) if each.title == part else each for each in briefing.parts
        )
        return self.made(replace(briefing, parts=parts))

    def started(self, briefing: Briefing, question: str, filters: Filters | None = None) -> Briefing:
        """The briefing with a skeleton of quotes that the answer to a question gives; see `drafting`.

        Raises:
            InputError: a filter names what does not exist.
        """
        from kg.library import drafting

        return drafting.started(self._library, briefing, question, filters)

    def made(self, briefing: Briefing) -> Briefing:
        """The briefing with what it is made with now."""
        held = tuple(sorted(each.id for each in self._library.documents()))
        state = hashlib.sha256("\n".join(held).encode()).hexdigest()[:16]
        model = self._library.index.embedder.name
        return replace(briefing, made=Made(state, held, rules(), model))

    def check(self, briefing: Briefing) -> tuple[Fault, ...]:
        """Why it may not go out; empty where it may."""
        sides = pdf.sides(making.paper(briefing)) if briefing.parts else None
        return making.check(briefing, self._ground, sides)

    def refreshed(self, briefing: Briefing) -> Briefing:
        """The briefing with each quote as it stands now; one whose words are gone stays as it was, and fails."""
        ground = self._ground

        def now(cited: Cited) -> Cited:
            return ground.standing(cited).now or cited

        parts = tuple(
            replace(
                part,
                claims=tuple(replace(claim, evidence=tuple(map(now, claim.evidence))) for claim in part.claims),
            )
            for part in briefing.parts
        )
        return self.made(replace(briefing, parts=parts))

    def changes(self, briefing: Briefing) -> tuple[Change, ...]:
        """What has moved under it since its evidence was taken in."""
        known = set(briefing.made.documents) if briefing.made else set()
        fresh = [held for held in self._library.documents() if briefing.made and held.id not in known]
        authorities = {cited.authority for cited in briefing.evidence}
        sources = [self._source(held.id, held.name) for held in fresh if held.metadata.authority in authorities]
        added = [
            source.cite(statement.span)
            for source in sources
            for statement in source.annotated.statements
            if statement.themes
        ]
        return making.changes(briefing, self._ground, sorted(added, key=lambda each: (each.date or "", each.start)))

    def build(self, briefing: Briefing, form: str, *, draft: bool = False) -> bytes:
        """The briefing in one of FORMS.

        Args:
            briefing: what to set.
            form: docx, pdf, html, md, jsonld or xlsx.
            draft: build it although it fails its check, marked as a draft on every page.

        Raises:
            InputError: there is no such form.
            InvalidBriefingError: it fails its check, and no draft was asked for.
        """
        if form not in FORMS:
            raise InputError(f"there is no form {form!r}; there are: {', '.join(FORMS)}")
        faults = self.check(briefing)
        if faults and not draft:
            raise InvalidBriefingError(briefing.id, tuple(map(str, faults)))
        if form == "jsonld":
            return graph.jsonld(briefing, self._library.names)
        paper = making.paper(briefing, draft=bool(faults))
        if form == "xlsx":
            from kg.library.sheets import xlsx_bytes

            return xlsx_bytes(evidence_table(briefing, paper))
        return _SET[form](paper)

    def replay(self, briefing: Briefing) -> tuple[str, ...]:
        """What differs between what a briefing was made with and what is here; empty where it builds the same bytes."""
        today = self.refreshed(briefing)
        differs = [f"{change.line}: {change.kind} ({change.source})" for change in self.changes(briefing)]
        if today.parts != briefing.parts and not differs:
            differs.append("what is known of a quote is not what it was; see kg briefing check")
        if briefing.made and today.made:
            for name in ("rules", "model"):
                was, now = getattr(briefing.made, name), getattr(today.made, name)
                if was != now:
                    differs.append(f"{name}: {was} then, {now} now")
            gone = set(briefing.made.documents) - set(today.made.documents)
            differs += [f"document {each} is no longer held" for each in sorted(gone)]
        return tuple(differs)

    @property
    def _ground(self) -> making.Ground:
        """The documents as they are held at this moment."""
        return making.Ground(self._found)

    def _found(self, document_id: str, name: str) -> making.Source | None:
        """The document of an id, or else the one that the file's name calls now."""
        by_id = {held.id: held for held in self._library.documents()}
        if document_id in by_id:
            return self._source(document_id, by_id[document_id].name)
        try:
            held = self._library.held(name)
        except NotHeldError:
            return None
        return self._source(held.id, held.name)

    def _source(self, document_id: str, name: str) -> making.Source:
        annotated = self._library.annotated(document_id)
        links = self._library.links(annotated.metadata.authority) if annotated.metadata.authority else None
        return making.Source(annotated, name, links, {held.name: held for held in self._library.documents()})

    def _versions(self, briefing_id: str) -> tuple[int, ...]:
        if not _ID.fullmatch(briefing_id):
            return ()
        return tuple(sorted(int(path.stem) for path in (self._root / briefing_id).glob("[0-9]*.nq")))

    def _file(self, briefing_id: str, version: int) -> Path:
        return self._root / briefing_id / f"{version:05d}.nq"


@cache
def rules() -> str:
    """A hash of the rules that read documents: the annotators, the linking, the passages and the registers."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for folder in (package / "annotate", package / "linking", package / "passages", resource("ontology")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".ttl"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def evidence_table(briefing: Briefing, paper: Paper) -> Table:
    """The evidence of a briefing, a row a quote."""
    rows: list[tuple[Any, ...]] = []
    for section, part in zip(paper.sections[2:], briefing.parts, strict=True):
        for paragraph, claim in zip(section.paragraphs, part.claims, strict=True):
            for quote, cited in zip(paragraph.quotes, claim.evidence, strict=True):
                rows.append(
                    (paragraph.number, claim.words, quote.words, cited.page, cited.name, cited.title, cited.date,
                     quote.label, " ".join(cited.caveats), " ".join(quote.notes), paper.sources[quote.source - 1])
                )  # fmt: skip
    columns = (
        "paragraph",
        "matter",
        "quote",
        "page",
        "document",
        "title",
        "date",
        "speaker",
        "caveats",
        "explanation",
        "source",
    )
    return Table("evidence", columns, tuple(rows))


def record(briefing: Briefing) -> dict[str, Any]:
    """A briefing as JSON: its fields, and the number of each claim."""
    made = asdict(briefing)
    said = [claim for part in made["parts"] for claim in part["claims"]]
    for (line, _), claim in zip(claims(briefing), said, strict=True):
        claim["line"] = line
    return made
