"""Searching all documents, however a name is spelt in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core import commands
from annotator.core.errors import InputError
from annotator.core.model import Document, new_id
from annotator.core.storage import Project, SearchIndex, search


def found(project: Project, query: str, caches: Path) -> list[str]:
    return [hit.span.text_in(hit.document.text) for hit in search(project, query, caches)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("روسيا", ["روسيا"] * 6),  # and not بيلاروسيا
        ("تاس", ["تاس"]),  # in وتاس
        ("الحوار", ["لحوار"]),  # in للحوار
        ("الإثنين", ["الاثنين", "الإثنين", "الاثنين"]),
        ("وزير الخارجية الروسي", ["وزير الخارجية الروسى"]),
        ("كركدن", []),
    ],
)
def test_a_name_is_found_however_it_is_spelt(
    project: Project, document: str, tmp_path: Path, query: str, hits: list[str]
) -> None:
    assert found(project, query, tmp_path) == hits


def test_the_index_follows_the_project(project: Project, document: str, tmp_path: Path) -> None:
    assert found(project, "كورسك", tmp_path) == ["كورسك"] * 3
    commands.undo(project, actor="x")
    assert found(project, "كورسك", tmp_path) == []
    other = Document(new_id("d"), "other", "other", "كورسك")  # takes the number that is free
    commands.add_documents(project, [(other, ())], actor="x")
    assert found(project, "كورسك", tmp_path) == ["كورسك"]


def test_a_cache_that_is_damaged_is_made_anew(
    project: Project, document: str, tmp_path: Path
) -> None:
    caches = tmp_path / "caches"
    caches.mkdir()
    assert found(project, "تاس", caches) == ["تاس"]
    for each in caches.iterdir():
        each.write_bytes(b"not a database, but as long as the header of one must be" * 90)
    assert found(project, "تاس", caches) == ["تاس"]


def test_a_query_without_a_letter_is_refused(
    project: Project, document: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no letter"):
        list(search(project, "«،»", tmp_path))


def test_the_index_knows_the_words_and_who_has_them(
    project: Project, document: str, tmp_path: Path
) -> None:
    other = Document(new_id("d"), "other", "other", "وزار سبوتنك للحوار")
    commands.add_documents(project, [(other, ())], actor="x")
    with SearchIndex(project, tmp_path) as index:
        index.update()
        known = set(index.words())
        assert {"سبوتنك", "سبوتنيك", "وزار", "الحوار"} <= known
        assert list(index.documents_with(["سبوتنيك", "سبوتنك"])) == [document, other.id]
        assert list(index.documents_with(["وزار الحوار"])) == [other.id]
        assert list(index.documents_with(["كركدن", "،"])) == []
        many = [f"كلمة{number}" for number in range(500)]
        assert list(index.documents_with([*many, "وزار"])) == [other.id]
