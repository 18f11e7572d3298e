"""`kg serve --data` serves RDF files at /sparql with no library: the endpoint alone, over any data set."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from serving import kg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "people.ttl": '@prefix : <http://example.org/> . :ann :knows _:b . _:b :name "Béa" . <#here> :near <there> .',
    "more.nt": "<http://example.org/ann> <http://example.org/age> "
    '"042"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
    "deep/sets.trig": "@prefix : <http://example.org/> . :x :in :default . GRAPH :g { :y :in :g }",
    "deep/quads.nq": "<http://example.org/z> <http://example.org/in> <http://example.org/h> <http://example.org/h> .\n",
    "empty.ttl": "# nothing\n",
    "notes.txt": "no RDF",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    for name, text in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with kg("serve", "--data", str(folder), "--port", "0") as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[3] + "sparql"
        finally:
            server.send_signal(signal.SIGINT)
        _, complaints = server.communicate(timeout=30)
        assert server.returncode == 0, complaints
        assert not complaints


def ask(address: str, query: str, *fields: tuple[str, str]) -> list[dict[str, str]]:
    request = Request(address + "?" + urlencode([("query", query), *fields]), headers={"Accept": "application/json"})  # noqa: S310
    with urlopen(request) as answer:  # noqa: S310 - the address that our own server printed
        rows = json.load(answer)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in rows]


def test_the_default_graph_is_the_union_of_all_files(address: str) -> None:
    assert ask(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "7"}]


def test_a_file_of_triples_is_a_graph_of_its_own_and_quads_keep_theirs(address: str, folder: Path) -> None:
    graphs = ask(address, "SELECT ?g (COUNT(?p) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert {row["g"]: row["n"] for row in graphs} == {
        (folder / "people.ttl").as_uri(): "3",
        (folder / "more.nt").as_uri(): "1",
        "http://example.org/g": "1",
        "http://example.org/h": "1",
    }


def test_a_request_names_its_data_set_and_an_empty_file_is_held(address: str, folder: Path) -> None:
    query = "SELECT ?o { ?s ?p ?o }"
    people, empty = (folder / "people.ttl").as_uri(), (folder / "empty.ttl").as_uri()
    assert len(ask(address, query, ("default-graph-uri", people))) == 3
    assert ask(address, query, ("default-graph-uri", empty)) == []
    assert ask(address, query, ("named-graph-uri", people)) == []
    assert len(ask(address, f"SELECT ?o FROM <{people}> {{ ?s ?p ?o }}")) == 3
    assert (
        len(ask(address, f"BASE <{folder.as_uri()}/> SELECT ?o FROM NAMED <people.ttl> {{ GRAPH ?g {{ ?s ?p ?o }} }}"))
        == 3
    )
    assert ask(address, f"SELECT ?o FROM <{empty}> {{ ?s ?p ?o }}") == []


def test_relative_iris_are_resolved_against_the_file_and_in_queries_against_the_address(
    address: str, folder: Path
) -> None:
    rows = ask(address, "SELECT ?s ?o { ?s <http://example.org/near> ?o }")
    assert rows == [{"s": (folder / "people.ttl").as_uri() + "#here", "o": (folder / "there").as_uri()}]
    assert ask(address, "SELECT (<a> AS ?x) (<#b> AS ?y) {}") == [
        {"x": address.removesuffix("sparql") + "a", "y": address + "#b"}
    ]


def test_searches_need_a_library(address: str) -> None:
    with pytest.raises(HTTPError) as caught:
        ask(
            address,
            'PREFIX kg: <https://w3id.org/throughline/ns#> SELECT * { SERVICE kg:search { ?p kg:matches "a" } }',
        )
    assert caught.value.code == 400
    assert b"SERVICE" in caught.value.read()


@pytest.mark.parametrize(("name", "text"), [("bad.ttl", "<a> <b> ."), ("no.doc", ""), ("bad.nq", "<x:a> <x:b> .")])
def test_a_file_that_cannot_be_served_is_refused_in_one_line(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "kg", "serve", "--data", str(tmp_path / name)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert name in ended.stderr
