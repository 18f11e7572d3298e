"""Passages by meaning and by word: put, remove, search, similar, weigh."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import LibraryError, NotHeldError
from kg.index import Entry, PassageIndex

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION = "Do care leavers keep in touch with an adviser?"
FIRST = "document/aa#char=0,90"


def contents(index: PassageIndex) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(index.folder.glob("*"))}


def test_what_is_asked_about_comes_first_with_its_reasons(index: PassageIndex) -> None:
    best = index.search(QUESTION)[0]
    assert best.path == FIRST
    assert best.lexical_rank == 1
    assert best.vector_rank is not None
    assert 0 < best.score <= 1
    assert best.words > 0


def test_every_passage_is_ranked_by_meaning_and_only_those_that_share_a_word_by_word(index: PassageIndex) -> None:
    hits = {hit.path: hit for hit in index.search("foster carers")}
    assert len(hits) == len(index) == 6
    assert hits["document/bb#char=0,90"].lexical_rank == 1
    assert hits["document/cc#char=0,90"].lexical_rank is None
    assert hits["document/cc#char=0,90"].words == 0


def test_a_word_of_the_context_finds_a_passage(index: PassageIndex) -> None:
    assert index.search("report cc", dense=0)[0].path == "document/cc#char=0,90"


def test_equal_passages_stand_in_the_order_of_their_documents(make: Callable[..., PassageIndex]) -> None:
    index = make()
    for document in ("y", "x"):
        index.put(document, [Entry(f"document/{document}#char=0,9", "", "Caseloads")], index_vectors(1))
    assert [hit.path for hit in index.search("caseloads")] == ["document/x#char=0,9", "document/y#char=0,9"]


def index_vectors(count: int) -> np.ndarray:
    vectors = np.zeros((count, 32), dtype=np.float32)
    vectors[:, 0] = 1
    return vectors


@given(documents=st.none() | st.sets(st.sampled_from(["aa", "bb", "cc", "dd", "not-held"])), numbers=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_filters_keep_out_all_else_and_change_no_raw_score(
    index: PassageIndex, documents: set[str] | None, numbers: st.DataObject
) -> None:
    everything = {hit.path: hit for hit in index.search(QUESTION)}
    passages = numbers.draw(st.none() | st.sets(st.sampled_from([*sorted(everything), "document/zz#char=0,1"])))
    allowed = {
        path
        for path in everything
        if (documents is None or path.split("/")[1].split("#")[0] in documents)
        and (passages is None or path in passages)
    }
    hits = index.search(QUESTION, documents=documents, passages=passages)
    assert {hit.path for hit in hits} == allowed
    for hit in hits:
        assert (hit.similarity, hit.words) == (everything[hit.path].similarity, everything[hit.path].words)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_vectors_alone_and_words_alone(index: PassageIndex) -> None:
    assert all(hit.lexical_rank is None for hit in index.search(QUESTION, dense=1))
    words = index.search(QUESTION, dense=0)
    assert words
    assert all(hit.vector_rank is None for hit in words)


def test_a_limit_above_the_depth_of_the_rankings_is_served(make: Callable[..., PassageIndex]) -> None:
    index = make()
    index.put("many", [Entry(f"document/many#char={n},{n + 1}", "", "care") for n in range(300)], index_vectors(300))
    assert len(index.search("care", limit=250)) == 250


def test_an_empty_index_and_a_question_without_words_find_nothing_amiss(
    make: Callable[..., PassageIndex], index: PassageIndex
) -> None:
    assert make().search(QUESTION) == []
    assert make().documents() == ()
    assert [hit.lexical_rank for hit in index.search("?!", limit=1)] == [None]


def test_similar_passages_leave_out_the_passage_itself(index: PassageIndex) -> None:
    twin, *rest = index.similar("document/bb#char=100,190")
    assert twin.path == "document/cc#char=0,90"
    assert "document/bb#char=100,190" not in {hit.path for hit in rest}
    assert {hit.path for hit in index.similar(FIRST, documents={"cc"})} == {"document/cc#char=0,90"}
    with pytest.raises(NotHeldError, match="document/zz"):
        index.similar("document/zz#char=0,1")


def test_a_statement_is_weighed_by_how_rare_the_words_are_that_it_shares(index: PassageIndex) -> None:
    rare, common, none = index.weigh("foster carers’ caseloads", ["Fostering.", "Caseload.", "Nothing of the kind."])
    assert rare > common > none == 0


@given(
    steps=st.lists(st.tuples(st.sampled_from(["put", "remove", "search"]), st.sampled_from(["aa", "bb", "cc", "dd"])))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_whatever_came_and_went_the_index_is_that_of_what_is_left(
    make: Callable[..., PassageIndex], put: Callable[[PassageIndex, str], None], steps: list[tuple[str, str]]
) -> None:
    """Byte for byte on disk, and in every answer."""
    lived = make()
    for step, document in steps:
        if step == "put":
            put(lived, document)
        elif step == "remove":
            lived.remove(document)
        else:
            lived.search(document)
    fresh = make(*reversed(lived.documents()))
    assert contents(lived) == contents(fresh)
    assert lived.search(QUESTION) == fresh.search(QUESTION)


def test_vectors_are_kept_where_the_same_is_embedded_with_the_same_model(make: Callable[..., PassageIndex]) -> None:
    index = make()
    entries = [Entry("one", "Report", "Caseloads fall."), Entry("two", "Report", "Carers stay.")]
    vectors = index.embedder.embed([entry.embedded for entry in entries])
    index.put("ee", entries, vectors)
    kept = index.kept("ee", [replace(entry, path=f"moved/{entry.path}") for entry in entries])
    assert kept is not None
    assert np.array_equal(kept, vectors.astype(np.float16))
    assert index.kept("ee", [replace(entry, context="Another title") for entry in entries]) is None
    assert index.kept("ee", entries[:1]) is None
    assert index.kept("not-held", entries) is None


def test_an_index_opened_again_answers_the_same(index: PassageIndex) -> None:
    assert PassageIndex(index.folder, index.embedder).search(QUESTION) == index.search(QUESTION)


def test_a_damaged_file_is_named(index: PassageIndex) -> None:
    file = index.folder / "bb.passages"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(LibraryError, match=r"bb\.passages: it is damaged; rebuild the index"):
        PassageIndex(index.folder, index.embedder).search(QUESTION)


def test_a_file_under_another_documents_name_is_refused(index: PassageIndex) -> None:
    (index.folder / "bb.passages").rename(index.folder / "ee.passages")
    with pytest.raises(LibraryError, match=r"ee\.passages: it holds the document bb"):
        PassageIndex(index.folder, index.embedder).search(QUESTION)


def test_vectors_of_another_model_are_not_compared_with(index: PassageIndex) -> None:
    class Other(type(index.embedder)):  # type: ignore[misc]
        name = "another"

    with pytest.raises(LibraryError, match="embedded with the model bag-of-stems, and this one is another"):
        PassageIndex(index.folder, Other()).search(QUESTION)


def test_what_an_interrupted_write_left_behind_is_passed_over(index: PassageIndex) -> None:
    before = index.search(QUESTION)
    (index.folder / ".ee.passages.new").write_bytes(b"half")
    assert PassageIndex(index.folder, index.embedder).search(QUESTION) == before


def test_passages_and_vectors_must_be_as_many(index: PassageIndex) -> None:
    with pytest.raises(ValueError, match="1 passages need as many vectors"):
        index.put("ee", [Entry("document/ee#char=0,1", "", "a")], index_vectors(2))


def test_a_document_id_is_no_path(index: PassageIndex) -> None:
    with pytest.raises(ValueError, match="is no document id"):
        index.remove("../aa")
