"""What is said after an action that touched one place or many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.app import sentences
from annotator.app.sentences import WayBack
from annotator.app.translation import set_language, set_numerals
from annotator.core.model import Change


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


def tagged_all(count: int) -> Change:
    details = {"layer": "entity", "label": "GPE", "text": "روسيا", "count": str(count)}
    return Change(1, "c-0", "do", "annotate_all", "سلمى", 0, details)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "Tagged “روسيا” as GPE."),
        ("en", 6, "Tagged 6 places as GPE: “روسيا”."),
        ("ar", 1, "وُسم «روسيا»: GPE."),
        ("ar", 2, "وُسم «روسيا» في موضعين: GPE."),
        ("ar", 6, "وُسم «روسيا» في 6 مواضع: GPE."),
        ("ar", 60, "وُسم «روسيا» في 60 موضعًا: GPE."),
        ("ar", 600, "وُسم «روسيا» في 600 موضع: GPE."),
    ],
)
def test_tagging_a_name_everywhere(language: str, count: int, said: str) -> None:
    set_language(language)
    set_numerals("latin")
    told = sentences.done(tagged_all(count), None, WayBack(undo=""))
    assert told.replace("\u2068", "").replace("\u2069", "") == said
