"""What a request to the API may carry: the words and filters of the command line, bounded, and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from flask_openapi3.models.file import FileStorage  # noqa: TC002  (a field is of it)
from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from kg.library.changes import MOST_FILES
from kg.library.facts import FIELDS
from kg.model import Filters

LARGEST_PAGE = 1000
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Names = Annotated[list[Name], Field(max_length=50)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Form = Literal["json", "csv", "xlsx"]


class Request(BaseModel):
    """Base of all: a parameter that is not known is an error, so that a mistyped filter never widens an answer."""

    model_config = ConfigDict(extra="forbid")


class Page(Request):
    """One page of a listing."""

    limit: int = Field(20, ge=1, le=LARGEST_PAGE, description="The most to return on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="Where the page begins: from the link named next on the page before."
    )
    format: Form | None = Field(None, description="The form of the result; wins over Accept.")


class Narrowed(Request):
    """The filters of the command line."""

    authority: Names = Field([], description="Only documents about one of these councils: name or GSS code.")
    theme: Names = Field([], description="Only these themes and those below them: notations.")
    document: Names = Field([], description="Only these documents.")
    kind: Names = Field([], description="Only documents of these kinds: notations.")
    speaker: Name | None = Field(None, description="Only what this speaker says: inspectorate, council …")
    stance: Name | None = Field(None, description="Only statements of this stance: strength, concern …")
    since: Day | None = Field(None, description="Only documents of this day, month or year and later.")
    until: Day | None = Field(None, description="Only documents of this day, month or year and earlier.")

    def filters(self, limit: int) -> Filters:
        """The filters as the library takes them, with a limit that may reach over several pages."""
        return Filters(
            authority=tuple(self.authority),
            theme=tuple(self.theme),
            document=tuple(self.document),
            kind=tuple(self.kind),
            speaker=self.speaker,
            stance=self.stance,
            since=self.since,
            until=self.until,
            limit=limit,
        )


class Filtered(Narrowed, Page):
    """A listing with the filters of the command line."""


class Search(Filtered):
    """`kg search`."""

    q: Words = Field(description="What to look for.")
    limit: int = Field(20, ge=1, le=200, description="The most to return on a page.")


class Ask(Filtered):
    """`kg ask`."""

    q: Words = Field(description="The question.")
    limit: int = Field(20, ge=1, le=200, description="The most pieces of evidence.")
    cursor: None = Field(None, description="An answer has one page.")


class Sources(Page):
    """`kg sources`."""

    limit: int = Field(100, ge=1, le=LARGEST_PAGE, description="The most documents held to return on a page.")


class DocumentPath(Request):
    """A document."""

    name: str = Field(min_length=1, max_length=1000, description="Its name, an end of its path, or its id.")


class Show(Request):
    """`kg show`."""

    version: int | None = Field(None, ge=1, le=1_000_000, description="A former version, counted from 1, the oldest.")


class Sparql(Request):
    """`kg sparql`."""

    query: str = Field(min_length=1, max_length=100_000, description="A SPARQL 1.1 query.")


class Nothing(Request):
    """A request without parameters."""


class Upload(Request):
    """`kg ingest`."""

    files: list[FileStorage] = Field(
        min_length=1, max_length=MOST_FILES, description="The files; manifests among them state what the others are."
    )


class ChangePath(Request):
    """A change."""

    change_id: str = Field(min_length=1, max_length=100, description="Its id.")


class Wait(Request):
    """How long to wait for the end of a change."""

    wait: float = Field(0, ge=0, le=20, description="Seconds to wait for its end, if that is still to come.")


class Facts(Narrowed):
    """`kg review facts`; themes, speakers and stances are not heeded."""

    of: Annotated[list[Literal[tuple(FIELDS)]], Field(max_length=50)] = Field([], description="Only these kinds.")  # type: ignore[valid-type]
    below: float = Field(1, ge=0, le=1, description="Only facts no surer than this.")
    limit: int = Field(20, ge=1, le=LARGEST_PAGE, description="The most to return.")


class Fact(Request):
    """A fact."""

    id: str = Field(min_length=1, max_length=1000, description="Its id, as /facts and /documents give it.")


class Review(Fact):
    """`kg review accept|correct|reject`."""

    verdict: Literal["accepted", "corrected", "rejected"] = Field(description="What you say of it.")
    correction: dict[Name, JsonValue] = Field({}, max_length=50, description="The fields that are otherwise.")
    by: Name | None = Field(None, description="Who says so.")
    on: Day | None = Field(None, description="On which day; nothing is filled in.")
    note: Words | None = Field(None, description="Why.")


class BriefingPath(Request):
    """A briefing."""

    name: str = Field(min_length=1, max_length=100, description="Its id.")


class NewBriefing(Narrowed):
    """`kg briefing new`."""

    title: Words = Field(description="Its title.")
    question: Words | None = Field(None, description="Begin with the quotes that answer this; the filters are for it.")


class Quote(Request):
    """A stretch of a document, as every span of an answer gives it."""

    document: Name
    start: int = Field(ge=0, le=2**53)
    end: int = Field(ge=0, le=2**53)


class Claim(Request):
    """`kg briefing add`."""

    words: Words = Field(description="What you say.")
    quotes: list[Quote] = Field(min_length=1, max_length=50, description="What it rests on.")
    section: Words = Field("Findings", description="The title of the section it goes into.")


class Build(Show):
    """`kg briefing build`."""

    to: Literal["docx", "pdf", "html", "md", "jsonld", "xlsx"] = Field(description="The form.")
    draft: bool = Field(default=False, description="Although it fails its check, marked DRAFT on every page.")


class GoldQuote(BaseModel):
    """Words that should be found, in their document; offsets win over the words."""

    document: Name
    quote: str = Field(max_length=10_000)
    char_start: int | None = Field(None, ge=0, le=2**53)
    char_end: int | None = Field(None, ge=0, le=2**53)


class GoldQuestion(BaseModel):
    """A question with what a good answer to it holds; what else a gold folder says of it is passed over."""

    kind: Name
    question: Words
    answerable: bool
    essential: list[GoldQuote] = Field([], max_length=1000)
    relevant: list[GoldQuote] = Field([], max_length=1000)
    must_include_any_of: list[list[Words]] = Field([], max_length=100)


class Gold(BaseModel):
    """`kg eval`: the questions.json of a gold folder."""

    questions: list[GoldQuestion] = Field(min_length=1, max_length=200, description="As in a gold folder.")
