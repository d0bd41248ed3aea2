from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from annotator.app.sample import default_schema_file
from annotator.app.translation import _, set_language
from annotator.core.schema import read_schema_file
from annotator.ui.actions import ACTIONS, MENUS
from annotator.ui.article_handlers import ArticleHandlers
from annotator.ui.cast.handlers import CastHandlers
from annotator.ui.consistency.handlers import ConsistencyHandlers
from annotator.ui.frame_handlers import FrameHandlers
from annotator.ui.go_handlers import GoHandlers
from annotator.ui.icons import Icons
from annotator.ui.keymap import is_plain
from annotator.ui.main_window import MainWindow
from annotator.ui.project_handlers import ProjectHandlers
from annotator.ui.reviewing.handlers import ReviewHandlers
from annotator.ui.schema_handlers import SchemaHandlers
from annotator.ui.search.handlers import SearchHandlers
from annotator.ui.seeing_handlers import SeeingHandlers
from annotator.ui.team_handlers import TeamHandlers
from annotator.ui.theme import Theme
from annotator.ui.view_handlers import ViewHandlers
from tools.keyboard_sheet import main as keyboard_sheet

HANDLERS = (
    SearchHandlers,
    ArticleHandlers,
    FrameHandlers,
    CastHandlers,
    ConsistencyHandlers,
    GoHandlers,
    ReviewHandlers,
    SeeingHandlers,
    TeamHandlers,
    ProjectHandlers,
    SchemaHandlers,
    ViewHandlers,
    MainWindow,
)


def test_every_action_is_carried_out_by_someone() -> None:
    for spec in ACTIONS:
        assert any(hasattr(each, spec.handler) for each in HANDLERS), spec.id


def test_every_action_stands_in_a_menu_that_is_there() -> None:
    menus = {each.id for each in MENUS}
    assert all(spec.menu in menus for spec in ACTIONS)
    assert all(each.parent in menus for each in MENUS if each.parent)


def test_no_key_has_two_actions() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_plain_keys_leave_those_of_the_labels_alone() -> None:
    schema = read_schema_file(default_schema_file())
    labels = {
        key.upper()
        for layer in schema.layers
        for key in (
            layer.key,
            *(each.key for each in layer.labels),
            *(role.key for each in layer.labels for role in layer.roles_of(each.id)),
        )
        if key
    }
    plain = {key for spec in ACTIONS for key in spec.keys if is_plain(key)}
    assert not plain & labels


def test_every_icon_exists(qapp: object, theme: Theme) -> None:
    from PySide6.QtCore import Qt

    icons = Icons(theme, Qt.LayoutDirection.LeftToRight)
    named = {each.icon for each in (*ACTIONS, *MENUS) if each.icon}
    assert named <= set(icons)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_no_mnemonic_stands_twice_in_a_menu(code: str) -> None:
    set_language(code)
    bar = [_(each.text) for each in MENUS if not each.parent]
    menus = {"": bar} | {
        menu.id: [_(each.text) for each in ACTIONS if each.menu == menu.id]
        + [_(each.text) for each in MENUS if each.parent == menu.id]
        for menu in MENUS
    }
    set_language("en")
    for menu, texts in menus.items():
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert [letter for letter, count in letters.items() if count > 1] == [], menu


def test_the_keyboard_sheet_is_current(qapp: object) -> None:
    assert keyboard_sheet(["--check"]) == 0
