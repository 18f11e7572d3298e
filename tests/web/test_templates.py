"""A template renders its view model: every field of it, and nothing that is not in it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from jinja2 import meta, nodes

from kg.web.about import AboutPage, AccessibilityPage, FaultPage, HelpPage
from kg.web.api.reference import ApiPage
from kg.web.ask import AskPage
from kg.web.authorities import AuthoritiesPage
from kg.web.authority import AuthorityPage
from kg.web.briefings import AddPage, BriefingsPage
from kg.web.build import BuildPage, ListingPage
from kg.web.builder import BuilderPage
from kg.web.changing import ChangePage
from kg.web.compare import ComparePage
from kg.web.dataset import DatasetPage
from kg.web.documents import DocumentsPage
from kg.web.frame import Page
from kg.web.graph import GraphPage
from kg.web.history import HistoryPage, RemovePage
from kg.web.holding import LibraryPage
from kg.web.inspection import InspectionPage
from kg.web.linked import DiscrepanciesPage, FollowUpPage
from kg.web.ontology import OntologyPage
from kg.web.people import NamesakesPage, PersonPage
from kg.web.query import SparqlPage
from kg.web.reader import ReaderPage
from kg.web.resolve import ThingPage
from kg.web.review import FactPage, ReviewPage
from kg.web.theme import ThemePage
from kg.web.themes import ThemesPage

if TYPE_CHECKING:
    from flask import Flask

PAGES = (
    AboutPage,
    AccessibilityPage,
    AddPage,
    BriefingsPage,
    BuildPage,
    BuilderPage,
    ApiPage,
    ChangePage,
    ComparePage,
    HistoryPage,
    LibraryPage,
    ListingPage,
    RemovePage,
    ReviewPage,
    AskPage,
    AuthoritiesPage,
    AuthorityPage,
    DatasetPage,
    DiscrepanciesPage,
    DocumentsPage,
    FollowUpPage,
    FactPage,
    FaultPage,
    GraphPage,
    HelpPage,
    InspectionPage,
    OntologyPage,
    NamesakesPage,
    PersonPage,
    ReaderPage,
    SparqlPage,
    ThemePage,
    ThemesPage,
    ThingPage,
)


def variables(app: Flask, name: str) -> set[str]:
    """The names that a template and those it extends take from outside."""
    environment = app.jinja_env
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    parsed = environment.parse(source)
    imports = [name for node in parsed.find_all(nodes.FromImport) for name in node.names]
    imported = {name if isinstance(name, str) else name[1] for name in imports}
    macros = {node.name for node in parsed.find_all(nodes.Macro)}
    found = meta.find_undeclared_variables(parsed) - imported - macros
    for parent in meta.find_referenced_templates(parsed):
        if parent and parent == "base.html":
            found |= variables(app, parent)
    return found - environment.globals.keys()


def test_every_page_is_among_these() -> None:
    assert {page.__name__ for page in PAGES} == {page.__name__ for page in Page.__subclasses__()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_exactly_the_fields_of_its_page(app: Flask, page: type[Page]) -> None:
    assert variables(app, page.template) == {field.name for field in dataclasses.fields(page)}
