from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.storage import Project
from tests.e2e.conftest import Desk


@pytest.fixture
def many(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with 600 documents."""
    from annotator.app.sample import default_schema_file
    from annotator.core.schema import read_schema_file

    path = tmp_path / "many.hashiya"
    with Project.create(path, read_schema_file(default_schema_file())) as project:
        commands.add_documents(
            project,
            [
                (Document(new_id("d"), f"n{i}", f"خبر رقم {i}", f"خبر رقم {i}\nنص."), ())
                for i in range(600)
            ],
            actor="sana",
        )
    assert desk.session.open(path)
    return desk


def title(desk: Desk) -> str:
    assert desk.session.document is not None
    return desk.session.document.title


def test_a_document_is_finished_with_one_key(many: Desk) -> None:
    assert title(many) == "خبر رقم 0"
    many.strokes = 0
    many.press("Ctrl+Return")
    assert title(many) == "خبر رقم 1"
    assert many.strokes == 1
    assert many.session.project is not None
    assert many.session.project.status_counts()["done"] == 1
    many.press("Ctrl+Z")
    assert title(many) == "خبر رقم 0"
    assert many.session.project.status_counts()["done"] == 0


def test_the_arrows_go_through_the_list(many: Desk) -> None:
    many.press("Alt+Down", "Alt+Down", "Alt+Up", "Ctrl+PgDown")
    assert title(many) == "خبر رقم 2"
    assert many.window.documents.list.currentIndex().row() == 2


def test_the_list_narrows_by_folded_words_of_the_title(many: Desk, qtbot: QtBot) -> None:
    panel = many.window.documents
    panel.search.setText("خبر رقم ٥٩")  # Arabic-Indic digits find Latin ones
    qtbot.waitUntil(lambda: not panel.model.is_searching())
    assert panel.model.rowCount() == 11
    panel.step(1)
    assert title(many) == "خبر رقم 59"
    panel.search.clear()
    assert panel.model.rowCount() == 600
    assert panel.list.currentIndex().row() == 59


def test_the_list_narrows_by_status(many: Desk) -> None:
    panel = many.window.documents
    many.press("Ctrl+Return", "Ctrl+Return")
    panel.show_statuses(("done",))
    assert panel.model.rowCount() == 2
    panel.show_statuses(())
    assert panel.model.rowCount() == 600


def test_a_removed_document_comes_back_with_undo(many: Desk) -> None:
    many.press("Alt+Down")
    many.window.actions_["remove_document"].trigger()
    assert many.window.documents.model.rowCount() == 599
    assert title(many) == "خبر رقم 2"
    many.press("Ctrl+Z")
    assert many.window.documents.model.rowCount() == 600
    assert title(many) == "خبر رقم 1"


def test_only_what_is_seen_is_read(many: Desk) -> None:
    model = many.window.documents.model
    assert len(model._pages) == 1
    assert model.summary(599) is not None
    assert len(model._pages) == 2
