"""Every name that the data uses leads to a page or to data, by what is accepted; and the set describes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

import pyoxigraph as ox
import pytest

from kg.library import Library
from kg.library.archive import quads
from kg.settings import Settings
from kg.vocabulary.names import DCAT, VOID
from kg.web import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

TURTLE = {"Accept": "text/turtle"}
FORMS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def triples(library: Library) -> list[ox.Triple]:
    lines = b"".join(quads(library.folder, library.settings.base))
    return [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)]


def addresses(library: Library) -> list[str]:
    """The path on this server of every IRI below the base that stands in a graph, without fragments."""
    terms = {term for triple in triples(library) for term in triple}
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    base = library.names.base
    return sorted({"/id/" + iri[len(base) :].partition("#")[0] for iri in iris if iri.startswith(base)})


def test_every_name_in_the_graphs_leads_to_its_data_and_to_a_page(client: FlaskClient, library: Library) -> None:
    every = addresses(library)
    assert len(every) > 1000
    for number, address in enumerate(every):
        found = client.get(address, headers=TURTLE)
        assert (found.status_code, "Accept" in found.vary) == (303, True), address
        if number % 25 == 0:
            assert client.get(found.headers["Location"]).mimetype == "text/turtle"
            assert client.get(address, headers={"Accept": "text/html"}, follow_redirects=True).status_code == 200


def test_what_is_told_of_a_thing_is_what_the_graphs_say_of_it(client: FlaskClient, library: Library) -> None:
    said = triples(library)
    base = library.names.base
    for address in addresses(library)[::40]:
        data = client.get(address, headers={"Accept": "application/n-triples"}, follow_redirects=True).data
        told = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}
        of = {
            triple for triple in said if unquote(triple.subject.value) == unquote(base + address.removeprefix("/id/"))
        }
        assert of
        assert of <= told
        assert of == told or address.count("/") == 3  # of a document, all that it says


@pytest.mark.parametrize(("accept", "form"), FORMS.items(), ids=FORMS)
def test_each_form_says_the_same(client: FlaskClient, accept: str, form: ox.RdfFormat) -> None:
    answer = client.get("/id/theme/care-leavers", headers={"Accept": accept}, follow_redirects=True)
    assert (answer.status_code, answer.mimetype) == (200, accept)
    plain = client.get("/data/theme/care-leavers.nt").data
    told = {quad.triple for quad in ox.parse(plain, format=ox.RdfFormat.N_TRIPLES)}
    assert {quad.triple for quad in ox.parse(answer.data, format=form)} == told


@pytest.mark.parametrize(
    ("accept", "leads"),
    [
        ("*/*", "/themes/send"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/themes/send"),
        ("text/turtle;q=0.9, application/ld+json", "/data/theme/send.jsonld"),
        ("text/turtle, text/html;q=0.5", "/data/theme/send.ttl"),
    ],
)
def test_a_name_leads_to_what_is_preferred(client: FlaskClient, accept: str, leads: str) -> None:
    answer = client.get("/id/theme/send", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (303, leads)


@pytest.mark.parametrize("name", ["theme/none", "document/0123456789abcdef", "none", "theme/<>", "%00", "document/"])
def test_a_name_of_nothing_is_not_found(client: FlaskClient, name: str) -> None:
    for accept in ("text/html", "text/turtle"):
        assert client.get("/id/" + quote(name, safe="/%"), headers={"Accept": accept}).status_code == 404


def test_a_part_that_its_document_has_not_is_not_found(client: FlaskClient, library: Library) -> None:
    held = library.documents()[0]
    assert client.get(f"/id/document/{held.id}/statement/3-9").status_code == 404


def test_a_form_that_there_is_not_is_not_acceptable(client: FlaskClient) -> None:
    assert client.get("/id/theme/send", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/data/theme/send.png").status_code == 404


def test_a_version_that_was_replaced_is_gone(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", create=True)
    paper = tmp_path / "paper.txt"
    for number in (14, 15):
        paper.write_text(f"12 May 2021\n\nWhat we heard\n\nThat {number} of 20 care leavers live in good homes.\n")
        library.ingest([paper])
    (source,) = library.folder.sources()
    client = create_app(library).test_client()
    assert client.get(f"/id/document/{source.versions[0]}", headers=TURTLE).status_code == 410
    assert client.get(f"/id/document/{source.versions[1]}", headers=TURTLE).status_code == 303


def test_names_of_another_base_lead_somewhere_too(tmp_path: Path) -> None:
    """KG_BASE: the server answers at the base's own path, and at /id/."""
    settings = Settings(library=tmp_path / "library", base="https://data.example.org/papers/")
    library = Library.open(settings, create=True)
    client = create_app(library).test_client()
    for address in ("/papers/theme/send", "/id/theme/send"):
        answer = client.get(address, headers=TURTLE, follow_redirects=True)
        assert b"<https://data.example.org/papers/>" in answer.data
    told = client.get("/dataset", headers=TURTLE).data
    assert b'"https://data.example.org/papers/"' in told


def test_the_ontology_is_a_page_and_a_file(client: FlaskClient) -> None:
    page = client.get("/ontology")
    assert page.mimetype == "text/html"
    assert 'id="Statement"' in page.text
    told = list(ox.parse(client.get("/ontology", headers=TURTLE).data, format=ox.RdfFormat.TURTLE))
    assert any(quad.subject.value.endswith("ns#Statement") for quad in told)


def test_the_description_counts_what_is_held(client: FlaskClient, library: Library) -> None:
    """VoID and DCAT, found at the address that VoID names."""
    answer = client.get("/.well-known/void", headers={"Accept": "application/n-triples"}, follow_redirects=True)
    told = [quad.triple for quad in ox.parse(answer.data, format=ox.RdfFormat.N_TRIPLES)]
    values = {triple.predicate.value: triple.object.value for triple in told if triple.subject.value.endswith("#it")}
    assert int(values[VOID + "triples"]) == len(triples(library))
    assert int(values[VOID + "documents"]) == 12
    entities = [int(triple.object.value) for triple in told if triple.predicate.value == VOID + "entities"]
    assert sum(entities) == sum(triple.predicate.value.endswith("#type") for triple in triples(library))
    assert DCAT + "distribution" in values
    dump = client.get(urlsplit(values[VOID + "dataDump"]).path)
    assert len(dump.data.splitlines()) == len(triples(library))
    assert client.get("/dataset", headers={"Accept": "text/html"}).mimetype == "text/html"
