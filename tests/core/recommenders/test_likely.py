"""The list of event types opens with those that the words are likely to get."""

from __future__ import annotations

import pytest

from annotator.core.model import Annotation, new_id
from annotator.core.recommenders import likely_labels
from annotator.core.schema import Layer, read_schema_file
from annotator.core.text import Span
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def events() -> Layer:
    return read_schema_file(ROOT / "seeds" / "schemas" / "news.toml").layer("event")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("توافق", "Diplomacy.Agree"),
        ("واتفقت", "Diplomacy.Agree"),
        ("المحادثات", "Contact.Meet"),
        ("للمساعدة", "Diplomacy.Aid"),
        ("إجلائهم", "Movement.Evacuate"),
        ("الأعمال القتالية", "Conflict.Attack"),
        ("ووقف إطلاق النار", "Conflict.Ceasefire"),
        ("استقالته", "Personnel.Leave"),
        ("رفع العقوبات", "Sanction.Lift"),
        ("وطالبوا", "Statement.Demand"),
    ],
)
def test_a_trigger_in_any_form_leads_to_its_type(events: Layer, text: str, code: str) -> None:
    assert likely_labels(events, text, Span(0, len(text)))[0] == code


def test_what_the_same_words_got_before_comes_first(events: Layer) -> None:
    text = "وقعت المواجهات ثم مواجهات أخرى"
    first = Span(5, 14)
    earlier = Annotation(new_id("a"), "d-1", "sana", "event", "Protest.Demonstrate", (first,))
    later = Span(18, 25)
    assert likely_labels(events, text, later, [earlier])[0] == "Protest.Demonstrate"
    assert likely_labels(events, text, later) == []


def test_nothing_is_likely_for_words_that_say_nothing(events: Layer) -> None:
    assert likely_labels(events, "في المدينة", Span(0, 10)) == []
    assert likely_labels(events, "،،", Span(0, 2)) == []
