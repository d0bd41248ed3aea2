"""A page of guidelines starts from the schema, and each label is found in it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.schema import (
    Label,
    Names,
    heading_of,
    headings,
    read_schema_file,
    start_guidelines,
)

NEWS = read_schema_file(Path(__file__).resolve().parents[3] / "seeds" / "schemas" / "news.toml")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_label_has_a_heading_of_its_own_in_the_page_to_start_from(language: str) -> None:
    page = start_guidelines(NEWS, language)
    listed = list(headings(page))
    labels = [label for layer in NEWS.layers for label in layer.labels]
    found = [heading_of(label, listed) for label in labels]
    assert all(found)
    assert len(set(found)) == len(labels)
    assert all(label.guide.text(language).split()[0] in page for label in labels)


def test_a_heading_is_found_by_code_first_and_by_name_however_it_is_spelt() -> None:
    label = Label("OCC", Names("منصب أو لقب", "Office"))
    assert heading_of(label, ["Office", "On `OCC`"]) == "On `OCC`"
    assert heading_of(label, ["OCCUPATION", "X-OCC", "OCC.a", "مَنْصِب أو لقب"]) == "مَنْصِب أو لقب"
    assert heading_of(label, ["Nothing"]) == ""


def test_what_looks_like_a_heading_in_code_is_none() -> None:
    page = "# One #\n\n```\n# no\n```\n~~~\n## no\n~~~\n#no\n  ## **Two** (`A`)\n"
    assert list(headings(page)) == ["One", "Two (A)"]


def test_what_means_something_in_markdown_is_shown_as_it_is() -> None:
    schema = read_schema_file(
        Path(__file__).resolve().parents[3] / "seeds" / "schemas" / "ner.toml"
    )
    page = start_guidelines(schema, "en").replace("\\", "")
    assert "### Person (PER)" in page
