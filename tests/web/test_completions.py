"""What the SPARQL editor completes: terms that the graphs hold, with how often, under the prefixes of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_terms_come_with_their_counts_and_an_entity_tag(client: FlaskClient) -> None:
    answer = client.get("/sparql/completions")
    by_label = {each["label"]: each for each in answer.json or ()}
    assert by_label["kg:Document"]["detail"].endswith("instances")
    assert by_label["kg:stance"] == {**by_label["kg:stance"], "type": "property"}
    assert by_label["kg:"]["type"] == "namespace"
    assert client.get("/sparql/completions", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
