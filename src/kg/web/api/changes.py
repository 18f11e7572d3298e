"""Operations for whoever keeps the library: files in and out, reviews, which go on while others read; and measuring."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from flask import Response  # noqa: TC002  (the description is made of what a route says it answers)
from flask_openapi3.models.tag import Tag

from kg.search import evaluation
from kg.web import frame, security
from kg.web.api import answers, forms, operations, requests

if TYPE_CHECKING:
    from kg.library.changes import Change

routes = operations.blueprint(
    "changes",
    Tag(name="Changes", description="Files and reviews, in and out."),
    operations.REFUSALS
    | {403: "Changes are made on the machine itself, or where the server was started with --changes."}
    | {413: "More than may be sent at once."},
)
security.for_programs(routes)


@routes.post(
    "/documents",
    summary="Add files",
    responses=operations.answers(answers.ChangeRecord, status=202),
    strict_slashes=False,
)
def add(form: requests.Upload) -> Response:
    """As `kg ingest`: the answer comes at once, and its Location says how far the change is."""
    return _begun(frame.library().changes.add((file.filename or "", file.stream) for file in form.files))


@routes.delete(
    "/documents/<path:name>",
    summary="Remove a document",
    responses=operations.answers(answers.ChangeRecord, status=202),
)
def remove(path: requests.DocumentPath) -> Response:
    """As `kg remove NAME`: the document is as if it had never been added."""
    library = frame.library()
    return _begun(library.changes.remove(library.held(path.name).id))


@routes.get("/changes", summary="The last changes", responses=operations.answers(answers.ChangeRecords))
def recent(query: requests.Nothing) -> Response:  # noqa: ARG001
    """The last fifty that were asked for since the server began, newest first."""
    return forms.as_json([dataclasses.asdict(change) for change in frame.library().changes.recent()])


@routes.get("/changes/<change_id>", summary="How far a change is", responses=operations.answers(answers.ChangeRecord))
def change(path: requests.ChangePath, query: requests.Wait) -> Response:
    """A change as it is when it is over, or after the seconds that the request waits."""
    return forms.as_json(dataclasses.asdict(frame.library().changes.wait(path.change_id, query.wait)))


@routes.get("/facts", summary="Facts to review", responses=operations.answers(answers.Facts))
def facts(query: requests.Facts) -> Response:
    """As `kg review facts`: the least sure first."""
    return forms.as_json(
        frame.library().reviews.facts(query.filters(query.limit), kinds=tuple(query.of), below=query.below)
    )


@routes.get("/reviews", summary="Reviews that were given", responses=operations.answers(answers.Reviews))
def reviews(query: requests.Nothing) -> Response:  # noqa: ARG001
    """As `kg review list`, with those that are stale."""
    found = frame.library().reviews.list()
    return forms.as_json({"reviews": found, "stale": sum(one["status"] == "stale" for one in found)})


@routes.post(
    "/reviews",
    summary="Accept, correct or reject a fact",
    responses=operations.answers(answers.ChangeRecord, status=202),
)
def give(body: requests.Review) -> Response:
    """As `kg review`: bound to the words, and heard whenever the document is made again."""
    stated = {name: value for name in ("by", "on", "note") if (value := getattr(body, name)) is not None}
    return _begun(frame.library().changes.review(body.id, body.verdict, body.correction, stated))


@routes.delete("/reviews", summary="Take a review back", responses=operations.answers(answers.ChangeRecord, status=202))
def undo(query: requests.Fact) -> Response:
    """As `kg review undo`: the fact is as it was found."""
    return _begun(frame.library().changes.undo(query.id))


@routes.post("/eval", summary="Measure answers", responses=operations.answers(answers.Measures))
def measure(body: requests.Gold) -> Response:
    """As `kg eval`, with the questions of a gold folder in the request."""
    asked = body.model_dump(exclude_none=True)["questions"]
    return forms.as_json(evaluation.evaluate(asked, frame.library().ask))


def _begun(change: Change) -> Response:
    response = forms.as_json(dataclasses.asdict(change))
    response.status_code = 202
    response.headers["Location"] = f"{operations.PREFIX}/changes/{change.id}"
    return response
