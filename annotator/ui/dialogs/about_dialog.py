"""What this program is, its version, and by which licences it and its parts may be used."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QTabWidget, QWidget

from annotator import __version__
from annotator.app import paths
from annotator.app.translation import _, isolate
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.tables import TextTable, make_table
from annotator.ui.panels.pieces import WrappedLabel

LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0-only"),
    ("arabic-reshaper", "MIT"),
    ("charset-normalizer", "MIT"),
    ("filelock", "MIT"),
    ("orjson", "MPL-2.0 AND (Apache-2.0 OR MIT)"),
    ("platformdirs", "MIT"),
    ("python-bidi", "LGPL-3.0"),
    ("rich", "MIT"),
    ("sqlite-utils", "Apache-2.0"),
    ("tomlkit", "MIT"),
    ("uuid-utils", "BSD-3-Clause"),
)
"""The libraries that the program stands on, and their licences (see docs/dependencies.md)."""


class AboutDialog(Frame):
    """Version, libraries with their licences, and the licences of fonts and icons in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Hashiya"), parent)
        self.resize(600, 480)
        title = QLabel(_("Hashiya {version}").format(version=isolate(__version__)))
        title.setProperty("role", "title")
        text = WrappedLabel(
            _(
                "Labels right-to-left news articles on your own machine: entities, quotes and "
                "events. Free to use under the MIT licence."
            )
        )
        versions = QLabel(
            isolate(f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}")
        )
        versions.setProperty("role", "muted")
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (title, text, versions):
            self.content.addWidget(widget)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._libraries(), _("Libraries"))
        for name, licence in _licences():
            self.tabs.addTab(_licence_text(name, licence), name)
        self.content.addWidget(self.tabs, 1)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()

    def _libraries(self) -> QWidget:
        model = TextTable((_("Library"), _("Version"), _("Licence")), self)
        model.show_rows([(name, _version(name), licence) for name, licence in LIBRARIES])
        return make_table(_("Libraries"), model, (200, 120))


def _version(package: str) -> str:
    """The version that is installed; empty where the package cannot be asked."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _licences() -> list[tuple[str, str]]:
    """The licences that lie beside the bundled fonts and icons: a name and the text."""
    found = []
    for folder, title in (("fonts", _("Fonts: {name}")), ("icons", _("Icons: {name}"))):
        for path in sorted((paths.resources() / folder).glob("*.txt")):
            name = path.stem.partition("-")[2] or path.stem
            text = path.read_text(encoding="utf-8", errors="replace")
            found.append((title.format(name=isolate(name)), text))
    return found


def _licence_text(name: str, licence: str) -> QWidget:
    view = QPlainTextEdit(licence)
    view.setReadOnly(True)
    view.setTabChangesFocus(True)
    view.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    view.setAccessibleName(name)
    return view
