"""The schema editor on the project of the sample article."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.ui.icons import Icons
from annotator.ui.keymap import Keymap
from annotator.ui.schema_editor import SchemaEditor
from annotator.ui.theme import Theme


@pytest.fixture
def editor(session: Session, theme: Theme, qtbot: QtBot) -> SchemaEditor:
    icons = Icons(theme, Qt.LayoutDirection.LeftToRight)
    editor = SchemaEditor(session, Keymap(session.settings), theme, icons)
    start = editor.draft.source
    # Closed as it was opened, it asks nothing.
    qtbot.addWidget(editor, before_close_func=lambda each: each.draft.take(start))
    with qtbot.waitActive(editor):
        editor.show()
    return editor
