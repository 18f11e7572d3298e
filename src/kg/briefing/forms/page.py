"""A briefing as one HTML file that needs nothing else and prints on A4."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.briefing.forms import picture

if TYPE_CHECKING:
    from jinja2 import Template

    from kg.briefing.paper import Paper


def html(paper: Paper) -> bytes:
    """The paper as UTF-8 HTML."""
    from markupsafe import Markup

    drawn = picture.svg(paper).replace(
        "<svg ", f'<svg role="img" aria-label="{escape(picture.alternative(paper))}" ', 1
    )
    return _template().render(paper=paper, picture=Markup(drawn)).encode()  # noqa: S704  (our own drawing, escaped)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(Path(__file__).with_name("briefing.html").read_text(encoding="utf-8"))
