from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox

from annotator.app.translation import set_language
from annotator.ui.language import install_qt_translation

CANCEL = QDialogButtonBox.StandardButton.Cancel


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_qt_translation(qapp, "en")


@pytest.fixture
def arabic() -> Iterator[None]:
    set_language("ar")
    yield
    set_language("en")


def cancel() -> str:
    box = QDialogButtonBox(CANCEL)
    return box.button(CANCEL).text()


def test_qt_speaks_arabic_from_right_to_left(qapp: QApplication) -> None:
    install_qt_translation(qapp, "ar")
    assert QCoreApplication.translate("QPlatformTheme", "Retry") == "حاول مجدّدًا"
    assert QCoreApplication.translate("QPlatformTheme", "no such words") == "no such words"
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.usefixtures("arabic")
def test_standard_buttons_and_menus_of_fields_speak_as_ours_do(qapp: QApplication) -> None:
    install_qt_translation(qapp, "ar")
    assert cancel() == "إلغاء"
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Yes)
    assert [each.text() for each in box.buttons()] == ["نعم"]
    field = QLineEdit("ا")
    menu = field.createStandardContextMenu()
    assert "نسخ" in [each.text().split("\t")[0].replace("&", "") for each in menu.actions()]


def test_and_english_again_from_left_to_right(qapp: QApplication) -> None:
    install_qt_translation(qapp, "ar")
    install_qt_translation(qapp, "en")
    assert cancel().replace("&", "") == "Cancel"
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_language_that_qt_lacks_still_has_its_direction(qapp: QApplication) -> None:
    install_qt_translation(qapp, "ur")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_translators_do_not_pile_up(qapp: QApplication) -> None:
    for _ in range(3):
        install_qt_translation(qapp, "ar")
    QCoreApplication.processEvents()
    assert len(qapp.findChildren(QTranslator, "hashiyaQtTranslator")) == 1
