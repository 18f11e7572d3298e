"""The OpenAPI 3.1 description, made from the routes and their models, and the same as a page for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from flask import Blueprint, Response, current_app, jsonify, request
from flask_openapi3.models.info import Info
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from kg import __version__
from kg.web import frame
from kg.web.api import answers
from kg.web.frame import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask_openapi3.openapi import OpenAPI

INFO = Info(
    title="Throughline",
    version=__version__,
    description="What was said about children's services, by whom, whether anyone checked, and what became of it.",
)
_MODELS = tuple(
    model
    for model in vars(answers).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == answers.__name__
)

routes = Blueprint("reference", __name__, url_prefix="/api/v1")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    required: bool
    form: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    forms: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ApiPage(Page):
    """The reference of the API."""

    template: ClassVar[str] = "api.html"
    address: str
    operations: tuple[Operation, ...]


@routes.get("/openapi.json")
def description() -> Response:
    """The OpenAPI description."""
    return jsonify(document())


@routes.get("/")
def page() -> str:
    """The reference as a page."""
    operations = tuple(_operations(document()))
    return frame.render(ApiPage(frame.frame("API"), request.base_url.rstrip("/"), operations))


def document() -> dict[str, Any]:
    """The OpenAPI description of the application, with the models of all answers."""
    made: dict[str, Any] = dict(cast("OpenAPI", current_app).api_doc)
    _, definitions = models_json_schema(
        [(model, "serialization") for model in _MODELS], ref_template="#/components/schemas/{model}"
    )
    schemas = dict(made["components"].get("schemas") or {}) | definitions["$defs"]
    made["components"] = {"schemas": schemas}
    made["servers"] = [{"url": "/"}]
    return made


def _operations(made: dict[str, Any]) -> Iterator[Operation]:
    for path, operations in made["paths"].items():
        for method, said in operations.items():
            good = next(answer for code, answer in said["responses"].items() if code < "300").get("content", {})
            yield Operation(
                id=said["operationId"],
                method=method.upper(),
                path=path,
                summary=said["summary"],
                description=said.get("description", ""),
                parameters=(*map(_parameter, said.get("parameters", ())), *_body(said, made["components"]["schemas"])),
                forms=tuple(good),
                problems=tuple(
                    (code, answer["description"]) for code, answer in said["responses"].items() if code >= "400"
                ),
            )


def _body(said: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Parameter]:
    """What the body of a request holds, field by field."""
    for media_type, content in said.get("requestBody", {}).get("content", {}).items():
        place = "in a form" if media_type == "multipart/form-data" else "in JSON"
        schema = schemas[content["schema"]["$ref"].rpartition("/")[2]]
        for name, field in schema["properties"].items():
            yield Parameter(name, place, name in schema.get("required", ()), _form(field), field.get("description", ""))


def _parameter(said: dict[str, Any]) -> Parameter:
    return Parameter(
        said["name"], said["in"], bool(said.get("required")), _form(said["schema"]), said.get("description", "")
    )


def _form(schema: dict[str, Any]) -> str:
    """What a value looks like, in words: "a list of strings", "1 to 200"."""
    of = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    if "enum" in of:
        return " or ".join(map(str, of["enum"]))
    if of.get("type") == "array":
        return "may be given several times"
    if of.get("type") == "integer":
        return f"{of['minimum']:g} to {of['maximum']:g}" if "maximum" in of else "a whole number"
    return "a date: 2021, 2021-06 or 2021-06-18" if "pattern" in of else "text"
