"""What a request to the API may carry: the words and filters of the command line, bounded, and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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
        None, max_length=200, description="Where the page begins: from the `next` link of the page before."
    )
    format: Form | None = Field(None, description="The form of the result; wins over Accept.")


class Filtered(Page):
    """A listing with the filters of the command line."""

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
