"""The schema is edited in a window: parts, fields, mistakes, and what is put in force."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QSplitterHandle,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.app.schema_files import templates
from annotator.app.session import Session
from annotator.core.schema import Path as At
from annotator.core.schema import read_schema, read_schema_file
from annotator.ui.schema_editor import SchemaEditor
from annotator.ui.schema_editor.check_fields import FillersField, LabelRolesField
from annotator.ui.schema_editor.fields import (
    ChoiceField,
    FlagField,
    NamesField,
    TextField,
    WordsField,
)
from annotator.ui.schema_editor.key_field import KeyField
from annotator.ui.schema_editor.parts import all_parts
from annotator.ui.schema_editor.rows_field import RowsField
from annotator.ui.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PERS: At = ("layers", 0, "labels", 0)
ORG: At = ("layers", 0, "labels", 1)
EVENT: At = ("layers", 2)
Tag = Callable[..., str]


def select(editor: SchemaEditor, path: At) -> None:
    item = editor.parts.outline.item_of(path)
    assert item is not None
    editor.parts.outline.setCurrentItem(item)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def labels(editor: SchemaEditor, layer: int = 0) -> list[str]:
    schema = editor.draft.examined.schema
    assert schema is not None
    return [each.id for each in schema.layers[layer].labels]


# The tree


def test_every_part_of_the_default_schema_can_be_selected_and_has_a_form(
    editor: SchemaEditor,
) -> None:
    before = editor.draft.source
    parts = list(all_parts(editor.draft.values))
    assert len(parts) > 90
    for path in parts:
        select(editor, path)
        assert editor.draft.selected == path
        assert editor.parts.form.message("") == ""
    assert editor.draft.source == before


def test_a_new_label_has_a_free_code_look_and_key_and_the_keyboard_is_in_its_name(
    editor: SchemaEditor,
) -> None:
    select(editor, ORG)
    press(editor.parts.outline, Qt.Key.Key_Insert)
    assert labels(editor)[:4] == ["PERS", "ORG", "LABEL1", "GPE"]
    name = editor.parts.form.field("name")
    assert isinstance(name, NamesField)
    assert name.lines["en"].hasFocus()
    schema = editor.draft.good
    assert schema is not None
    made = schema.layers[0].labels[2]
    others = [each for layer in schema.layers for each in layer.labels if each is not made]
    assert made.key
    assert made.key not in [each.key for each in others]
    assert (made.color, made.line) not in [
        (each.color, each.line) for each in schema.layers[0].labels if each is not made
    ]


def test_parts_move_with_alt_and_the_arrows_and_go_with_delete(editor: SchemaEditor) -> None:
    select(editor, ORG)
    press(editor.parts.outline, Qt.Key.Key_Up, ALT)
    assert labels(editor)[:2] == ["ORG", "PERS"]
    assert editor.draft.selected == PERS
    press(editor.parts.outline, Qt.Key.Key_Down, ALT)
    press(editor.parts.outline, Qt.Key.Key_Down, ALT)
    assert labels(editor)[:3] == ["PERS", "GPE", "ORG"]
    press(editor.parts.outline, Qt.Key.Key_Delete)
    assert labels(editor)[:3] == ["PERS", "GPE", "OCC"]
    assert editor.draft.selected == ("layers", 0, "labels", 2)


def test_undo_takes_back_step_by_step_to_the_same_bytes(editor: SchemaEditor) -> None:
    before = editor.draft.source
    select(editor, ORG)
    press(editor.parts.outline, Qt.Key.Key_Insert)
    name = editor.parts.form.field("name")
    assert isinstance(name, NamesField)
    name.lines["en"].selectAll()
    QTest.keyClicks(name.lines["en"], "Party")
    source = editor.draft.source
    assert '"Party"' in source
    press(name.lines["en"], Qt.Key.Key_Z, CTRL)  # all letters at once
    assert '"Party"' not in editor.draft.source
    assert "LABEL1" in labels(editor)
    press(editor.parts.outline, Qt.Key.Key_Z, CTRL)
    assert editor.draft.source == before
    assert not editor.undo_button.isEnabled()
    editor.redo()
    editor.redo()
    assert editor.draft.source == source


@pytest.mark.parametrize("kind", ["span", "frame", "relation"])
def test_a_new_layer_of_each_kind_is_right_as_it_is(editor: SchemaEditor, kind: str) -> None:
    editor.parts.add_layer(kind)
    assert editor.draft.mistakes == ()
    assert editor.draft.good is not None
    assert kind in [each.kind for each in editor.draft.good.layers if each.id == "layer1"]


# Fields


def test_what_is_typed_stands_in_the_text_letter_by_letter(editor: SchemaEditor) -> None:
    select(editor, ORG)
    example = editor.parts.form.field("example")
    assert isinstance(example, TextField)
    example.line.setFocus()
    example.line.selectAll()
    QTest.keyClicks(example.line, "UN")
    assert 'example = "UN"' in editor.source.toPlainText()
    press(example.line, Qt.Key.Key_Backspace)
    press(example.line, Qt.Key.Key_Backspace)
    assert editor.draft.good is not None
    assert editor.draft.good.label("entity", "ORG").example == ""


def test_hues_and_lines_are_chosen_by_name_and_swatch(editor: SchemaEditor) -> None:
    select(editor, ORG)
    for key, value in (("color", "olive"), ("line", "wave")):
        field = editor.parts.form.field(key)
        assert isinstance(field, ChoiceField)
        button = field.choices.button(value)
        assert not button.icon().isNull()
        assert button.text().lower() == value
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.draft.good is not None
    made = editor.draft.good.label("entity", "ORG")
    assert (made.color, made.line) == ("olive", "wave")


def test_a_key_is_taken_by_its_being_pressed_and_what_else_has_it_is_said(
    editor: SchemaEditor,
) -> None:
    select(editor, ORG)
    field = editor.parts.form.field("key")
    assert isinstance(field, KeyField)
    field.field.setFocus()
    press(field.field, Qt.Key.Key_1)
    assert "it belongs to “PERS”" in editor.parts.form.message("key")
    assert not editor.mistakes.isHidden()
    press(field.field, Qt.Key.Key_J)
    assert editor.parts.form.message("key") == ""
    assert "Show letters to jump" in field.note.text()
    press(field.field, Qt.Key.Key_S)
    assert "Speaker" in field.note.text()
    press(field.field, Qt.Key.Key_Delete)
    assert editor.draft.good is not None
    assert editor.draft.good.label("entity", "ORG").key == ""
    QTest.mouseClick(field.suggest, Qt.MouseButton.LeftButton)
    assert editor.draft.good.label("entity", "ORG").key not in ("", "1", "j")


def test_fillers_are_checked_in_a_list_and_anything_stands_alone(editor: SchemaEditor) -> None:
    path: At = ("layers", 1, "roles", 1)
    select(editor, path)
    field = editor.parts.form.field("fillers")
    assert isinstance(field, FillersField)
    names = [field.list.item(row).text() for row in range(field.list.count())]
    assert "Everything of “\u2068Entities\u2069”" in names
    anything = field.list.item(0)
    anything.setCheckState(Qt.CheckState.Checked)
    assert 'fillers = ["*"]' in editor.draft.source
    field.list.item(1).setCheckState(Qt.CheckState.Checked)
    role = editor.draft.good.layer("quote").role("direct", "speaker") if editor.draft.good else None
    assert role is not None
    assert role.fillers == ("span",)
    field.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert "Nothing can fill the role" in editor.parts.form.message("fillers")


def test_the_roles_of_a_label_are_checked_and_its_own_version_stays(editor: SchemaEditor) -> None:
    select(editor, (*EVENT, "labels", 0))
    field = editor.parts.form.field("roles")
    assert isinstance(field, LabelRolesField)
    field.list.item(0).setCheckState(Qt.CheckState.Checked)  # agent
    assert editor.draft.good is not None
    layer = editor.draft.good.layer("event")
    assert layer.role("Contact.Meet", "agent")
    participant = layer.role("Contact.Meet", "participant")
    assert participant is not None
    assert participant.required


def test_a_labels_own_version_of_a_role_may_say_no_where_the_layer_says_yes(
    editor: SchemaEditor,
) -> None:
    label: At = ("layers", 1, "labels", 0)
    editor.draft.set((*label, "roles"), [{"id": "speaker"}])
    editor.draft.selected = (*label, "roles", 0)
    editor.parts.refresh()
    field = editor.parts.form.field("required")
    assert isinstance(field, FlagField)
    assert field.box.isChecked()
    press(field.box, Qt.Key.Key_Space)
    assert not field.box.isChecked()
    assert editor.draft.good is not None
    role = editor.draft.good.layer("quote").role("direct", "speaker")
    assert role is not None
    assert not role.required
    assert role.multiple


def test_values_of_an_attribute_are_rows(editor: SchemaEditor) -> None:
    select(editor, (*EVENT, "attributes", 0))
    field = editor.parts.form.field("values")
    assert isinstance(field, RowsField)
    field.table.setCurrentCell(1, 0)
    QTest.mouseClick(field.add, Qt.MouseButton.LeftButton)
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "unknown")
    press(line, Qt.Key.Key_Return)
    assert editor.draft.good is not None
    attribute = editor.draft.good.layer("event").attribute("Contact.Meet", "polarity")
    assert attribute is not None
    assert attribute.values == ("positive", "negative", "unknown")
    QTest.mouseClick(field.up, Qt.MouseButton.LeftButton)
    attribute = editor.draft.good.layer("event").attribute("Contact.Meet", "polarity")
    assert attribute is not None
    assert attribute.values == ("positive", "unknown", "negative")


def test_words_are_separated_by_commas_of_either_script(editor: SchemaEditor) -> None:
    select(editor, (*EVENT, "labels", 0))
    field = editor.parts.form.field("triggers")
    assert isinstance(field, WordsField)
    field.edit.setPlainText("التقى، لقاء, اجتمع\nاجتماع ،")
    assert editor.draft.good is not None
    assert editor.draft.good.label("event", "Contact.Meet").triggers == (
        "التقى",
        "لقاء",
        "اجتمع",
        "اجتماع",
    )


def test_another_code_takes_its_fillers_along(editor: SchemaEditor) -> None:
    select(editor, ORG)
    code = editor.parts.form.field("id")
    assert isinstance(code, TextField)
    code.line.setFocus()
    press(code.line, Qt.Key.Key_End)
    QTest.keyClicks(code.line, "S")
    assert editor.draft.mistakes == ()
    assert editor.draft.good is not None
    role = editor.draft.good.layer("quote").role("direct", "speaker")
    assert role is not None
    assert "ORGS" in role.fillers
    assert "ORG" not in role.fillers


def test_a_code_that_is_another_labels_on_its_way_leaves_that_ones_fillers_alone(
    editor: SchemaEditor,
) -> None:
    select(editor, PERS)
    code = editor.parts.form.field("id")
    assert isinstance(code, TextField)
    code.line.setFocus()
    code.line.selectAll()
    QTest.keyClicks(code.line, "ORGX")  # past “ORG”
    assert editor.draft.mistakes == ()
    assert editor.draft.good is not None
    role = editor.draft.good.layer("quote").role("direct", "speaker")
    assert role is not None
    assert role.fillers[:3] == ("ORGX", "OCC", "ORG")


def test_a_part_is_dragged_among_its_like_and_nowhere_else(
    editor: SchemaEditor, qtbot: QtBot
) -> None:
    outline = editor.parts.outline
    select(editor, ORG)

    def drop(path: At, part: float) -> None:
        item = outline.item_of(path)
        assert item is not None
        box = outline.visualItemRect(item)
        place = QPointF(box.center().x(), box.top() + part * (box.height() - 1))
        move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
        outline.dropEvent(QDropEvent(place, move, QMimeData(), left, NONE))

    drop(("layers", 0, "labels", 3), 1.0)
    qtbot.waitUntil(lambda: labels(editor)[:4] == ["PERS", "GPE", "OCC", "ORG"])
    assert editor.draft.selected == ("layers", 0, "labels", 3)
    before = editor.draft.source
    drop(("layers", 0), 0.0)
    QApplication.processEvents()
    assert editor.draft.source == before


@pytest.mark.parametrize(
    "path",
    [
        ("schema",),
        EVENT,
        ORG,
        (*EVENT, "labels", 0),
        (*EVENT, "roles", 0),
        (*EVENT, "attributes", 0),
    ],
)
def test_whatever_takes_the_keyboard_has_a_name_and_is_large_enough(
    editor: SchemaEditor, path: At, theme: Theme
) -> None:
    editor.setStyleSheet(theme.style_sheet())
    select(editor, path)
    QApplication.processEvents()
    for each in editor.findChildren(QWidget):
        if not each.isVisible() or each.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if each.focusProxy() is not None or isinstance(each, QScrollArea | QSplitterHandle):
            continue
        text = each.text() if isinstance(each, QAbstractButton) else ""
        assert each.accessibleName() or text or isinstance(each, QTabBar | QTabWidget), each
        assert min(each.width(), each.height()) >= 24, each


# Mistakes


MISTAKES = [
    ('key = "1"', 'key = "1"\nflavour = "x"', "“flavour” is not known here"),
    ('key = "2"', 'key = "1"', "cannot have the key “1”"),
    ('fillers = ["span", "event:*"]', 'fillers = ["TOWN"]', "takes “TOWN”, which is no label"),
    ('version = "1"', 'version = "1', "not valid TOML"),
    ('kind = "span"', 'kind = "spam"', "“spam” cannot be the kind"),
]


@pytest.mark.parametrize(("old", "new", "reason"), MISTAKES)
def test_a_schema_with_a_mistake_is_refused_with_line_and_reason_and_the_last_one_kept(
    editor: SchemaEditor, session: Session, old: str, new: str, reason: str
) -> None:
    before = session.schema
    text = editor.draft.source.replace(old, new, 1)
    line = editor.draft.source[: editor.draft.source.index(old)].count("\n") + len(new.split("\n"))
    editor.tabs.setCurrentWidget(editor.source)
    editor.source.setPlainText(text)
    editor.accept()
    assert editor.isVisible()
    assert session.schema is before
    assert session.undo_name() == "Import documents"
    assert editor.source.marked() == [line]
    assert reason in editor.source.told(line)
    assert f"line {line}:" in editor.mistakes.text.text().lower()
    assert reason in editor.mistakes.text.text()
    assert editor.source.textCursor().blockNumber() + 1 == line


def test_a_mistake_is_said_beside_its_field_and_gone_to(editor: SchemaEditor) -> None:
    select(editor, ("schema",))
    editor.draft.set((*EVENT, "roles", 8, "fillers"), ["TOWN"])
    editor.draft.set((*ORG, "key"), "1")
    assert "2 mistakes" in editor.mistakes.count.text()
    QTest.mouseClick(editor.mistakes.next, Qt.MouseButton.LeftButton)
    assert editor.draft.selected == (*EVENT, "roles", 8)
    assert "TOWN" in editor.parts.form.message("fillers")
    fillers = editor.parts.form.field("fillers")
    assert isinstance(fillers, FillersField)
    assert fillers.list.hasFocus()
    QTest.mouseClick(editor.mistakes.next, Qt.MouseButton.LeftButton)
    assert editor.draft.selected == ORG
    item = editor.parts.outline.item_of(ORG)
    assert item is not None
    assert "1 mistake" in str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))


def test_form_and_text_are_in_step_and_broken_text_leaves_the_form_with_a_word(
    editor: SchemaEditor,
) -> None:
    select(editor, ORG)
    editor.source.setPlainText(editor.draft.source.replace("Organisation", "Body"))
    editor.source.commit()
    name = editor.parts.form.field("name")
    assert isinstance(name, NamesField)
    assert name.lines["en"].text() == "Body"
    editor.draft.end_step()
    editor.source.setPlainText("[schema\n")
    editor.source.commit()
    assert editor.draft.values is None
    assert not editor.parts.add_button.isEnabled()
    editor.undo()
    assert "Body" in editor.draft.source
    assert editor.parts.add_button.isEnabled()


# Putting it in force


def test_apply_is_one_change_that_can_be_undone(editor: SchemaEditor, session: Session) -> None:
    before = session.schema
    select(editor, ORG)
    press(editor.parts.outline, Qt.Key.Key_Insert)
    press(editor.parts.outline, Qt.Key.Key_Return, CTRL)
    assert not editor.isVisible()
    assert session.schema is not None
    assert session.schema.resolve("entity", "LABEL1")
    assert session.undo()
    assert session.schema == before
    assert session.schema is not None
    assert before is not None
    assert session.schema.source == before.source


def test_labels_in_use_are_not_lost(editor: SchemaEditor, session: Session, tag: Tag) -> None:
    tag("entity", "ORG", "الكرملين")
    tag("entity", "ORG", "الصليب الأحمر")
    editor.losses = type(editor.losses)(session, editor.draft)
    before = session.schema
    editor.draft.remove(ORG, PERS)
    editor.losses.refresh()
    told = editor.losses.text.text()
    assert told.startswith("2 annotations have labels that this schema lacks")
    assert "Organisation" in told
    assert editor.losses.lost(before, read_schema(editor.draft.source)) == {("entity", "ORG"): 2}  # type: ignore[arg-type]
    editor.accept()
    assert editor.isVisible()
    assert session.schema is before
    editor.draft.undo()
    editor.losses.refresh()
    assert editor.losses.isHidden()


# Files


def test_templates_are_good_and_described_and_can_be_started_from(editor: SchemaEditor) -> None:
    offered = templates()
    assert [each.path.name for each in offered] == ["news.toml", "ner.toml", "quotes.toml"]
    for each in offered:
        assert each.guide
        assert read_schema_file(each.path)
    before = editor.draft.source
    editor.import_file(offered[1].path)
    assert editor.draft.source == offered[1].path.read_text(encoding="utf-8")
    assert labels(editor) == ["PER", "LOC", "ORG", "MISC"]
    editor.undo()
    assert editor.draft.source == before


def test_a_schema_is_exported_letter_by_letter(editor: SchemaEditor, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    editor.export_file(path)
    assert path.read_bytes().decode("utf-8") == editor.draft.source
    editor.export_file(tmp_path / "no" / "folder.toml")
    assert "no folder" in editor.error_text()
    editor.import_file(tmp_path / "missing.toml")
    assert "missing.toml" in editor.error_text()
