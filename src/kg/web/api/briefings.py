"""Operations on briefings: begun, given claims with the quotes they rest on, checked, and built."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from flask import Response
from flask_openapi3.models.tag import Tag

from kg.library.briefings import FORMS, record
from kg.web import frame, security
from kg.web.api import answers, forms, operations, requests

if TYPE_CHECKING:
    from kg.model.briefing import Briefing

routes = operations.blueprint(
    "api-briefings",
    Tag(name="Briefings", description="Evidence in the form a committee reads."),
    operations.REFUSALS
    | {403: "Changes are made on the machine itself, or where the server was started with --changes."}
    | {409: "The briefing fails its check; `detail` has each line and what to do."},
)
security.for_programs(routes)


@routes.get("/briefings", summary="The briefings", responses=operations.answers(answers.BriefingNames))
def briefings(query: requests.Nothing) -> Response:  # noqa: ARG001
    """As `kg briefing list`."""
    held = frame.library().briefings
    found = [(held.get(each), held.versions(each)[-1]) for each in held.ids()]
    return forms.as_json([{"id": one.id, "title": one.title, "version": version} for one, version in found])


@routes.post("/briefings", summary="Begin a briefing", responses=operations.answers(answers.BriefingRecord, status=201))
def begin(body: requests.NewBriefing) -> Response:
    """As `kg briefing new`: empty, or begun with the quotes that answer a question."""
    held = frame.library().briefings
    begun = held.new(body.title)
    if body.question:
        begun = held.started(begun, body.question, body.filters(20))
        held.save(begun)
    response = forms.as_json(record(begun))
    response.status_code = 201
    response.headers["Location"] = f"{operations.PREFIX}/briefings/{begun.id}"
    return response


@routes.get("/briefings/<name>", summary="One briefing", responses=operations.answers(answers.BriefingRecord))
def briefing(path: requests.BriefingPath, query: requests.Show) -> Response:
    """As `kg briefing show`."""
    return forms.as_json(record(_held(path, query.version)))


@routes.delete("/briefings/<name>", summary="Remove a briefing", responses={"204": {"description": "It is gone."}})
def drop(path: requests.BriefingPath) -> Response:
    """As `kg briefing remove`, with all its versions."""
    frame.library().briefings.remove(path.name)
    return Response(status=204)


@routes.post("/briefings/<name>/claims", summary="Add a claim", responses=operations.answers(answers.BriefingRecord))
def claim(path: requests.BriefingPath, body: requests.Claim) -> Response:
    """As `kg briefing add`: your words, and the quotes they rest on."""
    held = frame.library().briefings
    evidence = [held.cite(quote.document, quote.start, quote.end) for quote in body.quotes]
    made = held.added(held.get(path.name), body.section, body.words, evidence)
    held.save(made)
    return forms.as_json(record(made))


@routes.get("/briefings/<name>/check", summary="Check a briefing", responses=operations.answers(answers.Faults))
def check(path: requests.BriefingPath, query: requests.Show) -> Response:
    """As `kg briefing check`: every line that breaks a rule, and what to do; empty where it may go out."""
    faults = frame.library().briefings.check(_held(path, query.version))
    return forms.as_json([dataclasses.asdict(fault) for fault in faults])


@routes.get("/briefings/<name>/changes", summary="What moved under it", responses=operations.answers(answers.Moves))
def moved(path: requests.BriefingPath, query: requests.Show) -> Response:
    """As `kg briefing changes`: old and new side by side."""
    found = frame.library().briefings.changes(_held(path, query.version))
    return forms.as_json([dataclasses.asdict(change) for change in found])


@routes.get(
    "/briefings/<name>/build",
    summary="Build a briefing",
    responses={
        "200": {
            "description": "The briefing in the form that was asked for.",
            "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in FORMS.values()},
        }
    },
)
def build(path: requests.BriefingPath, query: requests.Build) -> Response:
    """As `kg briefing build`: refused where its check fails, unless a draft is asked for."""
    made = frame.library().briefings.build(_held(path, query.version), query.to, draft=query.draft)
    response = Response(made, mimetype=FORMS[query.to])
    response.headers["Content-Disposition"] = f'attachment; filename="{path.name}.{query.to}"'
    return response


def _held(path: requests.BriefingPath, version: int | None) -> Briefing:
    return frame.library().briefings.get(path.name, version)
