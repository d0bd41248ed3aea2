from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app import paths, translation
from annotator.ui.dialogs.guide_dialog import GuideDialog


@pytest.fixture
def guide(qtbot: QtBot) -> GuideDialog:
    translation.set_language("en")
    return _shown(qtbot)


def _shown(qtbot: QtBot) -> GuideDialog:
    dialog = GuideDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_guide_speaks_the_language_of_the_interface(qtbot: QtBot) -> None:
    translation.set_language("ar")
    try:
        assert "دليل الاستخدام" in _shown(qtbot).page.toPlainText()
    finally:
        translation.set_language("en")


def test_a_language_without_a_guide_gets_the_english_one() -> None:
    assert paths.guide("fr") == paths.guide("en")
    assert paths.guide("ar") != paths.guide("en")


def test_both_guides_have_the_same_chapters_and_pictures() -> None:
    english, arabic = (paths.guide(each).read_text(encoding="utf-8") for each in ("en", "ar"))
    assert english.count("\n## ") == arabic.count("\n## ")
    assert english.count("](images/") == arabic.count("](images/")


def test_a_chapter_is_brought_to_the_top(guide: GuideDialog) -> None:
    guide.chapters.setCurrentRow(4)
    block = guide.page.textCursor().block()
    assert block.text() == guide.chapters.item(4).text()
    assert 0 <= guide.page.cursorRect().top() < 40


def test_words_are_found_however_they_are_spelt(guide: GuideDialog) -> None:
    guide.search.setText("الثلاثاء")
    assert not guide.nothing.isHidden()
    guide.search.setText("وَتَاس")
    assert guide.nothing.isHidden()
    assert guide.page.textCursor().selectedText() == "وتاس"


def test_a_picture_is_never_wider_than_the_page(guide: GuideDialog) -> None:
    guide.resize(640, 500)
    QApplication.processEvents()
    page = guide.page
    assert page.document().idealWidth() <= page.viewport().width()


def test_a_citation_runs_as_the_article_does(guide: GuideDialog) -> None:
    block = guide.page.document().begin()
    cited = []
    while block.isValid():
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel):
            cited.append(block.textDirection())
        block = block.next()
    assert cited
    assert set(cited) == {Qt.LayoutDirection.RightToLeft}
