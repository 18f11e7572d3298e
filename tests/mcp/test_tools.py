"""Agents get exact quotes with what must travel with them, by the official client over both transports."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from mcp import Client, StdioServerParameters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from kg.library import Library

TOOLS = {"search", "ask", "timeline", "statistics", "discrepancies", "followup", "sources", "sparql", "passage"}
ROWS = (
    ("search", {"query": "care leavers"}),
    ("timeline", {"topic": "care leavers", "only": {"since": "2020"}}),
    ("statistics", {"only": {"theme": "care-leavers"}}),
    ("discrepancies", {}),
    ("followup", {}),
    ("sources", {}),
)


def talk(server: Any, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    """What comes of talking to a server with the official client."""

    async def run() -> Any:
        async with Client(server, read_timeout_seconds=120) as client:
            return await ask(client)

    return anyio.run(run)


def call(server: Any, name: str, arguments: dict[str, Any]) -> Any:
    return talk(server, lambda client: client.call_tool(name, arguments))


@pytest.fixture
def stdio(library_folder: Path) -> StdioServerParameters:
    arguments = ["-m", "kg", "--library", str(library_folder), "mcp"]
    return StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))


@pytest.fixture(scope="module")
def http(library_folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "--library", str(library_folder), "mcp", "--http", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
        server.terminate()


@pytest.fixture(params=["stdio", "http"])
def server(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_the_tools_are_named_described_and_only_read(server: Any) -> None:
    listed = talk(server, lambda client: client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    for tool in listed:
        assert len(tool.description or "") > 40
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


def test_every_tool_answers_over_both_transports(server: Any, library: Library) -> None:
    """Each row is an exact quote with its page, date, speaker and the caveats of its document."""

    async def ask(client: Client) -> list[Any]:
        return [(await client.call_tool(name, arguments)).structured_content["rows"] for name, arguments in ROWS]

    held = {each.name: each for each in library.documents()}
    for rows in talk(server, ask):
        assert rows
        for row in rows:
            assert {"page", "date", "date_basis", "speaker", "title"} <= row.keys()
            assert (row["caveats"] or "") == " | ".join(held[row["document"]].caveats)
            if row["quote"] is not None:
                text = library.annotated(row["document"]).document.text
                assert text[row["start"] : row["end"]] == row["quote"]


def test_an_answer_carries_quotes_and_caveats_or_the_reason(server: Any) -> None:
    answered = call(server, "ask", {"question": "What was said about care leavers over time?"}).structured_content
    assert answered["answered"]
    assert all("caveats" in piece and piece["quote"] for piece in answered["evidence"])
    declined = call(server, "ask", {"question": "What did Ofsted judge about Kent County Council?"}).structured_content
    assert not declined["answered"]
    assert "Kent" in declined["reason"]


def test_a_timeline_is_in_order_of_time(server: Any) -> None:
    rows = call(server, "timeline", {"topic": "care leavers"}).structured_content["rows"]
    days = [row["date"] or row["date_window"][:10] for row in rows]
    assert days == sorted(days)
    assert len(set(days)) > 1


def test_a_passage_stands_between_its_neighbours(server: Any) -> None:
    row = call(server, "statistics", {"limit": 5}).structured_content["rows"][2]
    where = {name: row[name] for name in ("document", "start", "end")}
    found = call(server, "passage", where).structured_content
    assert row["quote"] in "".join(each["quote"] for each in found["passages"] if each["holds_the_words"])
    assert 1 < len(found["passages"]) <= 3


def test_sparql_names_the_caveats_of_the_documents_it_found(server: Any, library: Library) -> None:
    query = "SELECT ?d WHERE { ?d a <https://w3id.org/throughline/ns#Document> }"
    found = call(server, "sparql", {"query": query}).structured_content
    assert len(found["result"]["results"]["bindings"]) == 12
    assert found["caveats"] == {held.name: list(held.caveats) for held in library.documents() if held.caveats}


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("sparql", {"query": "DROP ALL"}, "line 1"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> {} }"}, "SERVICE"),
        ("statistics", {"only": {"theme": "nonsense"}}, "nonsense"),
        ("statistics", {"only": {"thme": "care-leavers"}}, "thme"),
        ("passage", {"document": "none.txt", "start": 0, "end": 1}, "none.txt"),
        ("search", {"query": "x", "limit": 0}, "limit"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_breaks(stdio: Any, name: str, arguments: dict[str, Any], says: str) -> None:
    async def ask(client: Client) -> Any:
        wrong = await client.call_tool(name, arguments)
        return wrong, await client.call_tool("sources", {})

    wrong, after = talk(stdio, ask)
    assert wrong.is_error
    assert says in wrong.content[0].text
    assert not re.search(r"Traceback|File \"", wrong.content[0].text)
    assert not after.is_error


def test_asking_the_command_line_loads_none_of_it() -> None:
    """The protocol's library takes a second to load; `kg ask` must not pay for it."""
    code = "import sys, kg.cli.asking, kg.library, kg.search; print('mcp' in sys.modules or 'pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
