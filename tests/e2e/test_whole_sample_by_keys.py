"""All quotes and events of the sample article by keys alone, and exported with every part."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.cli.main import main
from annotator.core.model import Annotation
from annotator.core.text import Span, Spans
from annotator.ui.attribute_keys import LETTERS
from tests.e2e.conftest import Desk
from tests.support.sample_gold import gold

Part = tuple[str, tuple[tuple[int, int], ...]]


def pairs(spans: Spans) -> tuple[tuple[int, int], ...]:
    return tuple((each.start, each.end) for each in spans)


def parts(annotation: Annotation, by_id: dict[str, Annotation]) -> set[Part]:
    """What fills the roles, as (role, where it stands)."""
    return {
        (each.role, pairs(by_id[each.target].spans if each.target else each.spans))
        for each in annotation.arguments
    }


def facts(annotations: list[Annotation], layer: str) -> set[tuple[object, ...]]:
    """Everything of a layer that an annotator decides, whatever the ids."""
    by_id = {each.id: each for each in annotations}
    return {
        (
            each.label,
            pairs(each.spans),
            frozenset(parts(each, by_id)),
            frozenset((value.name, value.value) for value in each.attributes),
        )
        for each in annotations
        if each.layer == layer
    }


@pytest.fixture
def labelled(make_desk: Callable[..., Desk]) -> Desk:
    """The article with its mentions, as they are before anyone looks at quotes and events."""
    desk = make_desk("ar")
    for each in gold()[1]:
        if each.layer == "entity":
            desk.session.tag("entity", each.label, each.spans, attributes=each.attributes)
    desk.window.select_annotation("")
    desk.press("Ctrl+Home")
    return desk


def find(desk: Desk, span: Span) -> None:
    """Select a stretch of the article by looking for its words; what is selected stays so."""
    view = desk.window.article
    desk.press("Ctrl+F")
    desk.type(span.text_in(desk.text))
    for _ in range(40):
        if view.selection() == span:
            break
        desk.press("Return")
    desk.press("Esc")
    assert view.selection() == span


def set_attributes(desk: Desk, annotation: Annotation, wanted: Annotation) -> None:
    schema = desk.session.schema
    assert schema is not None
    known = schema.layer(wanted.layer).attributes_of(wanted.label)
    changed = [each for each in wanted.attributes if each not in annotation.attributes]
    if not changed:
        return
    desk.press(";")
    for each in changed:
        place = next(at for at, found in enumerate(known) if found.id == each.name)
        for _ in known[place].values:
            desk.press(LETTERS[place])  # the next value
            now = desk.session.annotation(annotation.id)
            if now is not None and now.attribute(each.name) == each.value:
                break
    desk.press("Esc")


def fill(desk: Desk, role: str, key: str, spans: Spans) -> None:
    """The key of a role, and the hint letters of what fills it; words that have none by search."""
    desk.press(key)
    badges = desk.window.article.hints.badges
    code = next((each.code for each in badges if each.target.spans == spans and each.code), "")
    if code:
        desk.press(*code)
        return
    desk.press("Esc")
    for number, span in enumerate(spans):
        find(desk, span)
        desk.press(key if number == 0 else f"Shift+{key}")


def test_quotes_and_events_are_entered_by_keys_and_exported_with_every_part(
    labelled: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, expected = labelled, gold()[1]
    by_id = {each.id: each for each in expected}
    quotes = [each for each in expected if each.layer == "quote"]
    for _ in quotes:
        desk.press("Shift+Q", "Return")
        made = desk.session.annotation(desk.window.article.selected_annotation())
        assert made is not None
        wanted = next(each for each in quotes if each.spans == made.spans)
        set_attributes(desk, made, wanted)
    assert facts(desk.annotations(), "quote") == facts(expected, "quote")

    schema = desk.session.schema
    assert schema is not None
    events = [each for each in expected if each.layer == "event"]
    inner = {each.target for event in events for each in event.arguments if each.target in by_id}
    for event in sorted(events, key=lambda each: each.id not in inner):
        find(desk, event.spans[0])
        desk.press("V")
        desk.type(event.label)
        desk.press("Return")
        for more in event.spans[1:]:
            find(desk, more)
            desk.press("Y")
        roles = {each.id: each.key.upper() for each in schema.layer("event").roles_of(event.label)}
        for each in event.arguments:
            spans = by_id[each.target].spans if each.target else each.spans
            fill(desk, each.role, roles[each.role], spans)
        made = desk.session.annotation(desk.window.article.selected_annotation())
        assert made is not None
        set_attributes(desk, made, event)
    assert facts(desk.annotations(), "event") == facts(expected, "event")

    assert desk.session.project is not None
    path, target = desk.session.project.path, tmp_path / "out.jsonl"
    desk.session.close()
    assert main(["export", str(path), "-o", str(target)]) == 0
    capsys.readouterr()
    record = json.loads(target.read_text(encoding="utf-8").split("\n")[0])
    assert len(record["quotes"]) == len(quotes)
    assert len(record["events"]) == len(events)
    roles_told = {each["role"] for quote in record["quotes"] for each in quote["arguments"]}
    assert {"cue", "speaker", "reporter", "medium", "addressee"} <= roles_told
