"""Content negotiation."""

from __future__ import annotations

import pytest

from kg.errors import InputError, NotAcceptableError
from kg.store.formats import NAMES, choose, offered
from kg.store.guard import Form

ROWS = offered(Form.SELECT)
GRAPHS = offered(Form.DESCRIBE)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.3, text/tab-separated-values;q=0.4", "text/tab-separated-values"),
        ("text/*;q=0.5, text/csv;q=0.1", "text/tab-separated-values"),
        ("*/*;q=0.1, application/*;q=0, text/csv", "text/csv"),
        ("application/*;q=0, */*", "text/csv"),
        ("TEXT/CSV ; Q=1 ; header=present", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("application/json", "application/json"),
        ("text/turtle, application/sparql-results+json;q=0.2", "application/sparql-results+json"),
    ],
)
def test_the_best_accepted_form_is_chosen(accept: str, chosen: str) -> None:
    assert choose(accept, ROWS) == chosen


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*;q=0", "text/csv;q=0", "image/*", "text/csv;q=x"])
def test_where_none_is_accepted_the_message_lists_all(accept: str) -> None:
    with pytest.raises(NotAcceptableError, match=r"sparql-results\+xml.*text/csv"):
        choose(accept, ROWS)


@pytest.mark.parametrize("accept", ["csv", "text/", "/csv", ";q=1, x"])
def test_what_is_no_media_type_is_an_error(accept: str) -> None:
    with pytest.raises(InputError, match="no media type"):
        choose(accept, ROWS)


def test_every_short_name_is_offered_for_rows_or_graphs() -> None:
    assert set(NAMES.values()) <= {*ROWS, *GRAPHS}
    assert choose("*/*", GRAPHS) == "text/turtle"
