"""The language of Qt's own words (buttons of dialogs, menus of fields) and the direction."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from annotator.app.translation import is_rtl

_NAME = "hashiyaQtTranslator"


def install_qt_translation(application: QGuiApplication, code: str) -> None:
    """Let Qt speak the language `code`, and lay the interface out in its direction.

    Takes the place of the language before it. The direction is set explicitly: Qt's catalogs set
    it too when they are installed, but nothing sets it back when one is taken out.
    """
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", folder):
        application.installTranslator(translator)
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(right if is_rtl(code) else left)
