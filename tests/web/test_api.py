"""The API answers what the command line prints, in pages, cacheable, and says what is wrong as problem details."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from kg.cli import root
from kg.library import Library
from kg.settings import Settings
from kg.web import create_app
from kg.web.api import answers

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

V1 = "/api/v1"
LISTINGS = ("statistics", "discrepancies", "followup")


def get(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    return client.get(V1 + address, headers={name.replace("_", "-"): value for name, value in headers.items()})


def printed(library_folder: Path, *arguments: str) -> Any:
    run = CliRunner(env={"KG_LIBRARY": str(library_folder)}).invoke(root, [*arguments, "--json"], standalone_mode=False)
    return json.loads(run.stdout)


@pytest.mark.parametrize(
    ("address", "command", "model"),
    [
        (
            "/search?q=care+leavers&limit=5&since=2020",
            ("search", "care leavers", "--limit", "5", "--since", "2020"),
            "SearchRecord",
        ),
        ("/ask?q=What+was+said+about+care+leavers%3F", ("ask", "What was said about care leavers?"), "AnswerRecord"),
        ("/ask?q=the", ("ask", "the"), "AnswerRecord"),
        (
            "/statistics?theme=care-leavers&theme=fostering",
            ("statistics", "--theme", "care-leavers", "--theme", "fostering"),
            "Statistics",
        ),
        ("/discrepancies", ("discrepancies",), "Discrepancies"),
        ("/followup?limit=100", ("followup", "--limit", "100"), "FollowUps"),
        ("/sources", ("sources",), "SourcesRecord"),
        ("/documents/2023-07-ilacs-report.pdf", ("show", "2023-07-ilacs-report.pdf"), "ShowRecord"),
    ],
)
def test_an_answer_is_what_the_command_prints(
    client: FlaskClient, library_folder: Path, address: str, command: tuple[str, ...], model: str
) -> None:
    """And it is what the description says it is."""
    answer = get(client, address)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json == printed(library_folder, *command)
    TypeAdapter(getattr(answers, model)).validate_python(answer.json)


def test_validation_answers_what_the_command_prints(client: FlaskClient) -> None:
    assert get(client, "/validate").json == []


def pages(client: FlaskClient, address: str) -> list[Any]:
    found = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        found.append(answer.json)
        after = re.fullmatch(r'<(.*)>; rel="next"', answer.headers.get("Link", ""))
        address = after[1] if after else ""
    return found


@pytest.mark.parametrize("listing", LISTINGS)
def test_pages_together_are_the_listing(client: FlaskClient, listing: str) -> None:
    whole = get(client, f"/{listing}?limit=1000").json
    parts = pages(client, f"{V1}/{listing}?limit=7")
    assert [one for part in parts for one in part] == whole
    assert all(len(part) == 7 for part in parts[:-1])


def test_pages_of_a_search_and_of_sources_are_the_whole(client: FlaskClient) -> None:
    whole = get(client, "/search?q=care+leavers&limit=200").json["results"]
    parts = pages(client, f"{V1}/search?q=care+leavers&limit=30")
    assert [one for part in parts for one in part["results"]] == whole
    assert len(parts) > 1
    listed = pages(client, f"{V1}/sources?limit=5")
    assert [len(part["held"]) for part in listed] == [5, 5, 2]
    assert [bool(part["not_held"]) for part in listed] == [False, False, True]


def test_a_cursor_of_another_version_has_expired(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", create=True)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"12 May 2021\n\nWhat we heard\n\nThat 14 of 20 care leavers of home {name} live well.\n"
        )
    library.ingest([tmp_path / "a.txt", tmp_path / "b.txt"])
    client = create_app(library).test_client()
    first = client.get(V1 + "/sources?limit=1")
    library.remove("a.txt")
    answer = client.get(re.search("<(.*)>", first.headers["Link"])[1])  # type: ignore[index]
    assert answer.status_code == 410
    assert "begin again" in answer.json["detail"]


@pytest.mark.parametrize("listing", [*LISTINGS, "sources", "search?q=care+leavers", "ask?q=care+leavers"])
@pytest.mark.parametrize("how", ["accept", "format"])
def test_a_listing_comes_as_a_table(client: FlaskClient, listing: str, how: str) -> None:
    join = "&" if "?" in listing else "?"
    answer = (
        get(client, f"/{listing}{join}format=csv") if how == "format" else get(client, f"/{listing}", Accept="text/csv")
    )
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows
    assert {"quote", "page", "document", "date", "speaker", "caveats"} <= rows[0].keys()
    book = get(client, f"/{listing}{join}format=xlsx")
    assert book.data[:2] == b"PK"
    assert "attachment" in book.headers["Content-Disposition"]


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient) -> None:
    first = get(client, "/statistics")
    etag = first.headers["ETag"]
    assert "Accept" in first.vary
    again = get(client, "/statistics", If_None_Match=etag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    other = get(client, "/statistics", If_None_Match=etag, Accept="text/csv")
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/search", 400, "q: Field required"),
        ("/search?q=", 400, "q:"),
        ("/search?q=x&limit=0", 400, "limit:"),
        ("/search?q=x&limt=5", 400, "limt:"),
        ("/statistics?theme=nonsense", 400, "nonsense"),
        ("/statistics?since=yesterday", 400, "since:"),
        ("/statistics?since=2024&until=2020", 400, "begins on"),
        ("/statistics?authority=Atlantis", 404, "Atlantis"),
        ("/statistics?cursor=xyz", 400, "cursor"),
        ("/statistics?format=csv&cursor=eA==", 400, "comes whole"),
        ("/documents/none.txt", 404, "none.txt"),
        ("/documents/2023-07-ilacs-report.pdf?version=9", 404, "version 9"),
        ("/sparql?query=SELECT", 400, "line 1"),
        ("/nothing", 404, ""),
    ],
)
def test_what_is_wrong_is_a_problem(client: FlaskClient, address: str, status: int, says: str) -> None:
    answer = get(client, address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert problem["status"] == status
    assert says in problem["detail"]


def test_a_form_that_cannot_be_had_is_not_acceptable(client: FlaskClient) -> None:
    assert get(client, "/statistics", Accept="image/png").status_code == 406


def test_other_methods_are_refused_as_problems(client: FlaskClient) -> None:
    answer = client.post(V1 + "/statistics")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


def test_a_name_with_folders_and_spaces_reaches_its_document(client: FlaskClient, library: Library) -> None:
    name = library.documents()[0].name
    assert get(client, "/documents/" + quote(name, safe="")).json["document"]["name"] == name


def test_one_address_may_ask_only_so_often(library_folder: Path) -> None:
    app = create_app(Library.open(Settings(library=library_folder, requests_a_minute=3)))
    answers_ = [app.test_client().get(V1 + "/sparql?query=SELECT") for _ in range(4)]
    assert [answer.status_code for answer in answers_] == [400, 400, 400, 429]
    assert int(answers_[-1].headers["Retry-After"]) > 0
    assert answers_[-1].mimetype == "application/problem+json"


def test_the_description_is_openapi_and_names_every_route(client: FlaskClient) -> None:
    said = get(client, "/openapi.json").json
    assert said["openapi"].startswith("3.1")
    names = {path.removeprefix(V1) for path in said["paths"]}
    words = {
        "/search",
        "/ask",
        "/sources",
        "/validate",
        "/sparql",
        "/documents",
        "/documents/{name}",
        "/eval",
        "/changes",
        "/changes/{change_id}",
        "/facts",
        "/reviews",
        "/briefings",
        "/briefings/{name}",
        *(f"/briefings/{{name}}/{name}" for name in ("claims", "check", "changes", "build")),
        *(f"/{name}" for name in LISTINGS),
    }
    assert names == words
    references = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(said)))
    assert references <= said["components"]["schemas"].keys()


def test_the_reference_page_names_every_operation_and_parameter(client: FlaskClient) -> None:
    page, said = get(client, "/").text, get(client, "/openapi.json").json
    for path, operations in said["paths"].items():
        assert path in page
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in page
    assert "<code>correction</code>" in page
