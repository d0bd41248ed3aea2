"""A session changes the schema and the pages of its project, and tells of it after the change."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.errors import HashiyaError


def renamed(session: Session) -> str:
    assert session.schema is not None
    return session.schema.source.replace('en = "Person" }', 'en = "Human being" }', 1)


def test_those_who_show_labels_are_told_after_the_change_also_on_undo(
    session: Session, qtbot: QtBot
) -> None:
    told: list[str] = []
    session.changed.connect(lambda _change: told.append("changed"))
    session.schema_editing.schema_changed.connect(lambda: told.append("schema"))
    source = renamed(session)
    with qtbot.waitSignal(session.said) as said:
        assert session.schema_editing.set_schema(source) is not None
    assert said.args == ["Changed the schema. \u2068Ctrl+Z\u2069 undoes it."]
    assert session.schema is not None
    assert session.schema.label("entity", "PERS").name.en == "Human being"
    session.undo()
    assert session.schema.label("entity", "PERS").name.en == "Person"
    session.redo()
    assert session.schema.label("entity", "PERS").name.en == "Human being"
    assert told == ["changed", "schema"] * 3


def test_a_mistake_is_told_with_its_line_and_nothing_changes(session: Session) -> None:
    problems: list[HashiyaError] = []
    session.failed.connect(problems.append)
    before = session.schema
    foreseen = session.schema_editing.problem(renamed(session) + "\n[[layers]\n")
    assert foreseen is not None
    assert session.schema_editing.problem(renamed(session)) is None
    assert session.schema_editing.set_schema(renamed(session) + "\n[[layers]\n") is None
    assert session.schema is before
    assert "line" in str(problems[0])
    assert str(problems[0]) == str(foreseen)


def test_a_page_is_written_and_told(session: Session, qtbot: QtBot) -> None:
    editing = session.schema_editing
    with qtbot.waitSignal(editing.page_changed) as written:
        editing.write_page("guidelines", "# كيف نوسم")
    assert written.args == ["guidelines"]
    assert editing.page("guidelines") == "# كيف نوسم"
    assert session.undo_name().replace("\u2068", "").replace("\u2069", "") == (
        "Write the page “Guidelines”"
    )
    with qtbot.waitSignal(editing.page_changed):
        session.undo()
    assert editing.page("guidelines") == ""
