"""The library as a data set: DCAT and VoID, computed from what is held, as data and as a page; and its dumps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from flask import Blueprint, Response, current_app, redirect, request, stream_with_context

from kg.library import archive, described
from kg.vocabulary import terms
from kg.vocabulary.names import PREFIXES, authority, document
from kg.web import dates, frame, rdf
from kg.web.frame import Link, Page

if TYPE_CHECKING:
    from werkzeug import Response as Base

    from kg.library.described import Dataset

routes = Blueprint("dataset", __name__)

ABOUT = "What documents about children's services say, by whom, whether anyone checked, and what became of it."


@dataclass(frozen=True, slots=True)
class DatasetPage(Page):
    """What the data set holds, in numbers, and the ways to it."""

    template: ClassVar[str] = "dataset.html"
    about: str
    facts: tuple[tuple[str, str], ...]
    classes: tuple[tuple[str, str], ...]
    ways: tuple[Link, ...]
    data: tuple[Link, ...]


@routes.get("/dataset")
def dataset() -> Response:
    """The description as a page, or in the form of RDF that the request prefers."""
    ending = rdf.preferred()
    return rdf.seen(Response(frame.render(_page()), mimetype=rdf.HTML) if ending is None else _described(ending))


@routes.get("/dataset.<ending>")
def described_as(ending: str) -> Response:
    """The description in one form, or a dump of all graphs (nq)."""
    return _dump() if ending == "nq" else _described(ending)


@routes.get("/.well-known/void")
def well_known() -> Base:
    """Where VoID says that a description is looked for."""
    return rdf.seen(redirect("/dataset", 303))


def _current() -> Dataset:
    """The numbers of the library as it is; counted once a version."""
    version = frame.library().version
    kept: tuple[str, Dataset] | None = current_app.extensions.get("kg.dataset")
    if kept is None or kept[0] != version:
        kept = version, described.dataset(frame.library())
        current_app.extensions["kg.dataset"] = kept
    return kept[1]


def _dump() -> Response:
    library = frame.library()
    response = Response(stream_with_context(archive.quads(library.folder, library.settings.base)))
    response.mimetype = "application/n-quads"
    response.headers["Content-Disposition"] = 'attachment; filename="throughline.nq"'
    return response


def _described(ending: str) -> Response:
    held, names = _current(), frame.library().names
    used = {of for of, _ in (*held.classes, *held.properties)}
    text = _DESCRIPTION % {
        "root": request.url_root,
        "base": names.base,
        "about": ABOUT,
        "triples": held.triples,
        "documents": held.documents,
        "classes": len(held.classes),
        "properties": len(held.properties),
        "vocabularies": " , ".join(
            f"<{each}>" for each in PREFIXES.values() if any(of.startswith(each) for of in used)
        ),
        "parts": "".join(
            [f" ;\n    void:classPartition [ void:class <{of}> ; void:entities {n} ]" for of, n in held.classes]
            + [
                f" ;\n    void:propertyPartition [ void:property <{of}> ; void:triples {n} ]"
                for of, n in held.properties
            ]
            + [f" ;\n    dcterms:spatial <{names.iri(authority(gss))}>" for gss in held.authorities]
            + [f" ;\n    void:exampleResource <{names.iri(document(each))}>" for each in (held.example,) if each]
            + ([_PERIOD % held.period] if held.period else [])
        ),
    }
    return rdf.answer(text.encode(), ending)


def _page() -> DatasetPage:
    held, root = _current(), request.url_root
    facts = (
        ("Documents", f"{held.documents:,}"),
        ("Triples", f"{held.triples:,}"),
        ("Authorities", f"{len(held.authorities):,}"),
        ("Dates of documents", dates.spoken_range(*held.period) if held.period else "none"),
        ("Names begin with", frame.library().names.base),
    )
    ways = (
        Link("SPARQL endpoint", "/sparql", root + "sparql"),
        Link("Every graph as N-Quads", "/dataset.nq"),
        Link("Ontology", "/ontology"),
        Link("JSON API", "/api/v1/"),
    )
    return DatasetPage(
        frame=frame.frame("The data set"),
        about=ABOUT,
        facts=facts,
        classes=tuple((terms.compact(of), f"{count:,}") for of, count in held.classes),
        ways=ways,
        data=tuple(Link(label, f"/dataset.{ending}") for ending, label in rdf.LABELS.items()),
    )


_PERIOD = ' ;\n    dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate "%s" ; dcat:endDate "%s" ]'
_DESCRIPTION = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix void: <http://rdfs.org/ns/void#> .
<%(root)sdataset#it> a void:Dataset , dcat:Dataset ;
    dcterms:title "Throughline"@en ;
    dcterms:description "%(about)s"@en ;
    foaf:homepage <%(root)s> ;
    void:uriSpace "%(base)s" ;
    void:sparqlEndpoint <%(root)ssparql> ;
    void:dataDump <%(root)sdataset.nq> ;
    void:triples %(triples)d ;
    void:documents %(documents)d ;
    void:classes %(classes)d ;
    void:properties %(properties)d ;
    void:vocabulary %(vocabularies)s ;
    dcat:distribution <%(root)sdataset#dump> , <%(root)sdataset#endpoint>%(parts)s .
<%(root)sdataset#dump> a dcat:Distribution ;
    dcterms:title "Every graph as N-Quads"@en ;
    dcat:downloadURL <%(root)sdataset.nq> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-quads> .
<%(root)sdataset#endpoint> a dcat:Distribution ;
    dcterms:title "SPARQL 1.1 endpoint"@en ;
    dcat:accessURL <%(root)ssparql> .
"""
