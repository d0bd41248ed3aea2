"""The consistency board: findings by kind, places to tick, a digit settles, undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app import consistency
from annotator.app.session import Session
from annotator.core.text import Span
from annotator.ui.consistency.board_window import BoardWindow
from annotator.ui.dialogs.places_model import Row
from annotator.ui.theme import Theme
from tests.ui.conftest import Tag

RUSSIA = "روسيا"


def nth(session: Session, words: str, n: int) -> Span:
    """The n-th place of some words in the article, from 0."""
    assert session.document is not None
    at = -1
    for _ in range(n + 1):
        at = session.document.text.index(words, at + 1)
    return Span(at, at + len(words))


@pytest.fixture
def board(session: Session, theme: Theme, tag: Tag, qtbot: QtBot) -> Iterator[BoardWindow]:
    """The board on روسيا with two labels, one loose mark, and a quote without its roles."""
    tag("entity", "GPE", RUSSIA)
    session.tag("entity", "ORG", (nth(session, RUSSIA, 1),))
    tag("entity", "PERS", "لافروف ،")
    made = BoardWindow(session, theme)
    qtbot.addWidget(made)
    made.open()
    settled(made, qtbot)
    choose_kind(made, "label")
    yield made
    made.close()


def settled(board: BoardWindow, qtbot: QtBot) -> None:
    """Wait until nothing is looked through any more."""
    qtbot.waitUntil(lambda: not board.board.running)


def kinds(board: BoardWindow) -> list[str]:
    return [str(each.key) for each in board.kinds.rows.rows]


def choose_kind(board: BoardWindow, kind: str) -> None:
    board.kinds.choose(kinds(board).index(kind))


def press(board: BoardWindow, key: Qt.Key) -> None:
    QTest.keyClick(board.list, key)


def test_findings_come_by_kind_with_counts(board: BoardWindow) -> None:
    assert kinds(board)[:2] == ["label", "unlabelled"]
    assert "margin" in kinds(board)
    assert board.kinds.rows.rows[0].count == "1"
    assert "«روسيا»" in board.list.rows.rows[0].title
    assert [button.text()[0] for button in board.buttons_] == ["1", "2", "3", "4"]
    assert board.summary.text().endswith("findings")


def test_a_digit_settles_all_of_a_finding_and_goes_on(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    press(board, Qt.Key.Key_1)
    assert "label" not in kinds(board)
    settled(board, qtbot)
    assert {each.label for each in session.annotations()} == {"GPE", "PERS"}
    assert "label" not in kinds(board)
    QTest.keyClick(board.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(board, qtbot)
    assert "label" in kinds(board)


def test_only_what_is_ticked_is_settled(board: BoardWindow, session: Session, qtbot: QtBot) -> None:
    session.tag("entity", "GPE", (nth(session, RUSSIA, 2),))
    session.tag("entity", "ORG", (nth(session, RUSSIA, 3),))
    board.board.look()
    settled(board, qtbot)
    choose_kind(board, "label")
    assert board.buttons_[0].text() == "1  All as \u2068Geopolitical entity\u2069"
    rows = [
        n
        for n in range(board.model.rowCount())
        if isinstance(row := board.model.row_at(n), Row) and row.note == "Organisation"
    ]
    board.places.setCurrentIndex(board.model.index(rows[0], 0))
    QTest.keyClick(board.places, Qt.Key.Key_Space)
    QTest.keyClick(board.places, Qt.Key.Key_1)
    settled(board, qtbot)
    labels = [each.label for each in session.annotations() if each.label != "PERS"]
    assert sorted(labels) == ["GPE", "GPE", "GPE", "ORG"]
    assert "label" in kinds(board)
    QTest.keyClick(board.places, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert board.model.unticked() == set()


def test_nothing_ticked_settles_nothing(board: BoardWindow, session: Session) -> None:
    before = [each.label for each in session.annotations()]
    QTest.keyClick(board.places, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(board.places, Qt.Key.Key_1)
    assert board.summary.text() == "Nothing is ticked."
    assert [each.label for each in session.annotations()] == before


def test_the_mouse_alone_ticks_and_settles(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    choose_kind(board, "margin")
    row = board.places.visualRect(board.model.index(1, 0))
    box = QPoint(row.left() + 12, row.center().y())
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(board.places.viewport(), left, pos=box)
    assert len(board.model.unticked()) == 1
    QTest.mouseClick(board.places.viewport(), left, pos=box)
    QTest.mouseClick(board.places.viewport(), left, pos=row.center())
    assert board.model.unticked() == set()
    QTest.mouseClick(board.buttons_[0], left)
    settled(board, qtbot)
    assert "margin" not in kinds(board)


def test_what_is_right_stays_away_after_looking_again(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    press(board, Qt.Key.Key_4)
    settled(board, qtbot)
    assert "label" not in kinds(board)
    press(board, Qt.Key.Key_F5)
    settled(board, qtbot)
    assert "label" not in kinds(board)
    session.undo()
    settled(board, qtbot)
    assert board.board.complete
    board.board.look()
    settled(board, qtbot)
    assert "label" in kinds(board)


def test_enter_asks_for_the_place_in_the_article(board: BoardWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.place_wanted) as asked:
        press(board, Qt.Key.Key_Return)
    place = asked.args[0]
    assert place.annotation.label in ("GPE", "ORG")


def test_a_change_elsewhere_is_followed(board: BoardWindow, session: Session, qtbot: QtBot) -> None:
    wrong = next(each for each in session.annotations() if each.label == "ORG")
    session.delete([wrong.id])
    settled(board, qtbot)
    assert "label" not in kinds(board)


def test_very_many_places_are_settled_beside_the_window(
    board: BoardWindow, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consistency, "AT_ONCE", 0)
    with qtbot.waitSignal(session.changed):
        press(board, Qt.Key.Key_1)
    settled(board, qtbot)
    assert "label" not in kinds(board)


def test_more_places_are_shown_when_they_are_asked_for(
    board: BoardWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.consistency.board_window.PAGE", 1)
    board._limit = 1
    board._show_places()
    assert board.more.isVisible()
    QTest.mouseClick(board.more, Qt.MouseButton.LeftButton)
    assert not board.more.isVisible()
    assert board.model.rowCount() == 3


def test_all_in_order_is_said(session: Session, theme: Theme, qtbot: QtBot) -> None:
    made = BoardWindow(session, theme)
    qtbot.addWidget(made)
    made.open()
    assert made.empty.text() == "Looking through the project…"
    settled(made, qtbot)
    assert made.empty.isVisible()
    assert made.empty.text() == "All is in order."
    made.close()


def test_a_page_that_cannot_be_read_is_told_and_a_closed_project_forgotten(
    session: Session, theme: Theme, qtbot: QtBot, board: BoardWindow
) -> None:
    session.schema_editing.write_page("consistency", "right = 3")
    settled(board, qtbot)
    board.board.look()
    settled(board, qtbot)
    assert "consistency" in board.error_text()
    session.close()
    assert board.board.findings() == []


def test_a_stopped_check_keeps_what_it_found_and_says_so(board: BoardWindow, qtbot: QtBot) -> None:
    board.board.look()
    board.board.stop()
    settled(board, qtbot)
    if not board.board.complete:
        assert board.empty.text() == "The check was stopped."
    board.board.look()
    settled(board, qtbot)
    assert board.board.complete
    assert "label" in kinds(board)


def test_another_project_forgets_what_was_found(
    board: BoardWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    assert session.schema is not None
    board.board.look()
    assert session.create(tmp_path / "other.hashiya", session.schema)
    settled(board, qtbot)
    assert board.board.findings() == []


def test_while_it_is_closed_nothing_is_looked_at_and_then_what_was_touched(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    board.close()
    wrong = next(each for each in session.annotations() if each.label == "ORG")
    session.delete([wrong.id])
    assert not board.board.running
    assert "label" in kinds(board)
    board.open()
    settled(board, qtbot)
    assert "label" not in kinds(board)


def test_a_label_given_in_the_article_takes_a_place_off_and_undo_puts_it_back(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    def missing() -> int:
        return sum(
            len(each.places) for each in board.board.findings("unlabelled") if each.text == RUSSIA
        )

    before = missing()
    session.tag("entity", "GPE", (nth(session, RUSSIA, 2),))
    settled(board, qtbot)
    assert missing() == before - 1
    session.undo()
    settled(board, qtbot)
    assert missing() == before


def test_a_document_that_goes_takes_its_findings_along(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    assert session.document is not None
    before = kinds(board)
    session.remove_documents([session.document.id])
    settled(board, qtbot)
    assert kinds(board) == []
    assert board.empty.text() == "All is in order."
    session.undo()
    settled(board, qtbot)
    assert kinds(board) == before


def test_a_project_that_can_only_be_read_is_looked_through_and_left_alone(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    assert session.project is not None
    path = session.project.path
    session.close()
    assert session.open(path, read_only=True)
    board.open()
    settled(board, qtbot)
    choose_kind(board, "label")
    assert not any(each.isEnabled() for each in board.buttons_)
    press(board, Qt.Key.Key_1)
    assert "label" in kinds(board)


def test_a_finding_that_is_brought_back_stands_where_it_stood(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    choose_kind(board, "unlabelled")
    before = [each.key for each in board.list.rows.rows]
    press(board, Qt.Key.Key_1)
    settled(board, qtbot)
    assert before[0] not in [each.key for each in board.list.rows.rows]
    session.undo()
    settled(board, qtbot)
    choose_kind(board, "unlabelled")
    assert [each.key for each in board.list.rows.rows] == before


def test_another_project_is_looked_through_as_soon_as_it_is_opened(
    board: BoardWindow, session: Session, qtbot: QtBot
) -> None:
    assert session.project is not None
    path = session.project.path
    session.close()
    assert board.empty.text() == ""
    assert session.open(path)
    settled(board, qtbot)
    assert "label" in kinds(board)
