"""The language of Qt's own words (buttons of dialogs, menus of fields) and the direction."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from annotator.app.translation import _, is_rtl
from annotator.core.errors import N_

_NAME = "hashiyaQtTranslator"

_WORDS = {
    "OK": N_("OK"),
    "&OK": N_("OK"),
    "Save": N_("Save"),
    "Open": N_("Open"),
    "&Yes": N_("Yes"),
    "&No": N_("No"),
    "Close": N_("Close"),
    "Cancel": N_("Cancel"),
    "&Undo": N_("&Undo"),
    "&Redo": N_("&Redo"),
    "Cu&t": N_("Cu&t"),
    "&Copy": N_("&Copy"),
    "&Paste": N_("&Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
}
"""What Qt calls the standard buttons and the entries of a field's menu, and our words for them:
Qt's Arabic commands (ألغِ) where our menus and buttons name the action (إلغاء)."""

_CONTEXTS = frozenset({"QPlatformTheme", "QDialogButtonBox", "QLineEdit", "QWidgetTextControl"})


class _QtWords(QTranslator):
    """Qt's catalog of a language, with our words for what stands beside our own buttons."""

    def translate(
        self,
        context: bytes | bytearray | memoryview | str,
        source: bytes | bytearray | memoryview | str,
        disambiguation: bytes | bytearray | memoryview | str | None = None,
        n: int = -1,
    ) -> str:
        ours = _WORDS.get(str(source)) if str(context) in _CONTEXTS else None
        # None, which the stubs of PySide do not know, lets Qt ask on; "" would be the answer.
        found = _(ours) if ours and _(ours) != ours else ""
        return found or super().translate(context, source, disambiguation, n) or None  # type: ignore[return-value,arg-type]


def install_qt_translation(application: QGuiApplication, code: str) -> None:
    """Let Qt speak the language `code`, and lay the interface out in its direction.

    Takes the place of the language before it. The direction is set explicitly: Qt's catalogs set
    it too when they are installed, but nothing sets it back when one is taken out.
    """
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    translator = _QtWords(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", folder):
        application.installTranslator(translator)
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(right if is_rtl(code) else left)
