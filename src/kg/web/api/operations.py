"""What the operations of the API share: how they are gathered, and how the description says what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_openapi3.blueprint import APIBlueprint

from kg.web.api import forms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http import HTTPStatus

    from flask_openapi3.models.tag import Tag
    from pydantic import BaseModel

    Responses = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]

PREFIX = "/api/v1"
_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_TABLES = {
    media_type: {"schema": {"type": "string", "format": "binary"}}
    for media_type in forms.OFFERS
    if media_type != forms.JSON
}
REFUSALS = {
    400: "The request is wrong; `detail` says how.",
    404: "What is named is not held.",
    429: "Too many requests; Retry-After says when to go on.",
}


def blueprint(name: str, tag: Tag, refusals: Mapping[int, str]) -> APIBlueprint:
    """Routes below the API's address, with what each may be refused for."""
    described: Responses = {str(status): _PROBLEM | {"description": text} for status, text in sorted(refusals.items())}
    return APIBlueprint(name, __name__, url_prefix=PREFIX, abp_tags=[tag], abp_responses=described)


def answers(model: type[BaseModel], *, table: bool = False, status: int = 200) -> Responses:
    """The description of a good answer: JSON by a model, and the two kinds of table where it may be one."""
    content = {forms.JSON: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}} | (_TABLES if table else {})
    return {str(status): {"description": (model.__doc__ or "").strip(), "content": content}}
