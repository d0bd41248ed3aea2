"""Paint every dressed widget and every hue of the themes to pictures, to be looked at.

    python -m tools.gallery FOLDER [--scale 2]

writes `light-ltr.png`, `light-rtl.png`, `dark-ltr.png`, `dark-rtl.png`, `hues-light.png` and
`hues-dark.png`, without a screen.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QStringListModel, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QPainter,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QSplitter,
    QTableWidget,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.app.settings import Settings
from annotator.app.translation import set_language
from annotator.ui.fonts import article_font, load_fonts
from annotator.ui.icons import Icons
from annotator.ui.language import install_qt_translation
from annotator.ui.theme import Theme, apply_theme

SAMPLE = (
    "الرئيس الروسي",
    "فلاديمير بوتين",
    "بيلاروسيا",
    "وكالة سبوتنيك",
    "يوم الاثنين",
    "NATO 2026",
)


class Gallery(QMainWindow):
    """One window with every kind of widget that the program uses."""

    def __init__(self, icons: Icons, say: Callable[[str, str], str]) -> None:
        super().__init__()
        self.say = say
        self.icons = icons
        self.resize(1180, 780)
        self._bars()
        parts = QSplitter(Qt.Orientation.Horizontal)
        for part in (self._fields(), self._lists(), self._buttons()):
            parts.addWidget(part)
        self.setCentralWidget(parts)

    def _bars(self) -> None:
        for arabic, english in (("مشروع", "Project"), ("تحرير", "Edit"), ("عرض", "View")):
            self.menuBar().addMenu(self.say(arabic, english))
        bar = QToolBar()
        bar.setIconSize(QSize(20, 20))
        bar.setMovable(False)
        for name in self.icons:
            if name == "history":
                break
            action = bar.addAction(self.icons[name], name)
            action.setCheckable(name == "open")
            action.setChecked(name == "open")
            action.setEnabled(name != "redo")
        self.addToolBar(bar)
        self.statusBar().showMessage(
            self.say("حُفظ · 12 من 340 منجزة · Ctrl+Z للتراجع", "Saved · 12 of 340 done")
        )
        progress = QProgressBar()
        progress.setValue(35)
        progress.setFixedWidth(160)
        self.statusBar().addPermanentWidget(progress)

    def _fields(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setSpacing(12)
        title = QLabel(self.say("التفضيلات", "Preferences"))
        title.setProperty("role", "title")
        form.addRow(title)
        line = QLineEdit(self.say("هدى الأحمد", "Huda"))
        empty = QLineEdit()
        empty.setPlaceholderText(self.say("ابحث في كل شيء…", "Search everything…"))
        empty.addAction(self.icons["search"], QLineEdit.ActionPosition.LeadingPosition)
        empty.setClearButtonEnabled(True)
        choice = QComboBox()
        choice.addItems(list(SAMPLE))
        spin = QSpinBox()
        spin.setRange(14, 40)
        spin.setValue(20)
        spin.setSuffix(" pt")
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setValue(40)
        note = QTextEdit(self.say("حاشية في الهامش", "a note in the margin"))
        note.setMaximumHeight(70)
        off = QLineEdit(self.say("معطّل", "disabled"))
        off.setEnabled(False)
        for arabic, english, widget in (
            ("الاسم", "Name", line),
            ("البحث", "Search", empty),
            ("اللغة", "Language", choice),
            ("الحجم", "Size", spin),
            ("المقدار", "Amount", slider),
            ("الملاحظة", "Note", note),
            ("معطّل", "Off", off),
        ):
            form.addRow(self.say(arabic, english), widget)
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        form.addRow(rule)
        for role, arabic, english in (
            ("muted", "نص خافت يشرح ما فوقه", "Quiet words that explain"),
            ("error", "تعذّرت قراءة الملف", "The file cannot be read"),
        ):
            label = QLabel(self.say(arabic, english))
            label.setProperty("role", role)
            form.addRow(label)
        box = QFrame()
        box.setProperty("role", "warning-box")
        QVBoxLayout(box).addWidget(QLabel(self.say("المشروع للقراءة فقط", "Read only")))
        form.addRow(box)
        line.setFocus()
        return page

    def _lists(self) -> QWidget:
        tabs = QTabWidget()
        model = QStringListModel([*SAMPLE, *SAMPLE, *SAMPLE, *SAMPLE])
        view = QListView()
        view.setModel(model)
        view.setCurrentIndex(model.index(1))
        view.selectionModel().select(
            model.index(1), view.selectionModel().SelectionFlag.ClearAndSelect
        )
        tree = QTreeView()
        nodes = QStandardItemModel()
        nodes.setHorizontalHeaderLabels([self.say("الوسم", "Label"), self.say("العدد", "Count")])
        for text in SAMPLE[:3]:
            item = QStandardItem(text)
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked)
            item.appendRow([QStandardItem(SAMPLE[4]), QStandardItem("3")])
            nodes.appendRow([item, QStandardItem("12")])
        tree.setModel(nodes)
        tree.expand(nodes.index(0, 0))
        table = QTableWidget(3, 3)
        body = QSplitter(Qt.Orientation.Vertical)
        for each in (view, tree, table):
            body.addWidget(each)
        tabs.addTab(body, self.say("كيانات", "Entities"))
        for arabic, english in (("أقوال", "Quotes"), ("أحداث", "Events")):
            tabs.addTab(QWidget(), self.say(arabic, english))
        return tabs

    def _buttons(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setSpacing(12)
        group = QGroupBox(self.say("خيارات", "Options"))
        inside = QVBoxLayout(group)
        for number, (arabic, english) in enumerate(
            (("كلمات كاملة", "Whole words"), ("بلا سوابق", "No clitics"), ("جزئي", "Partial"))
        ):
            check = QCheckBox(self.say(arabic, english))
            check.setTristate(number == 2)
            check.setCheckState(Qt.CheckState(number))
            inside.addWidget(check)
        for number in range(3):
            radio = QRadioButton(self.say("خيار", "Choice") + f" {number + 1}")
            radio.setChecked(number == 0)
            radio.setEnabled(number < 2)
            inside.addWidget(radio)
        rows.addWidget(group)
        flat = QPushButton(self.icons["add"], self.say("أضف دورًا", "Add a role"))
        flat.setFlat(True)
        off = QPushButton(self.say("معطّل", "Disabled"))
        off.setEnabled(False)
        menu_button = QPushButton(self.say("المزيد", "More"))
        menu_button.setMenu(QMenu(menu_button))
        tool = QToolButton()
        tool.setIcon(self.icons["filter"])
        tool.setMenu(QMenu(tool))
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for each in (QPushButton(self.say("زر", "Button")), flat, off, menu_button, tool):
            rows.addWidget(each, alignment=Qt.AlignmentFlag.AlignLeading)
        for focused in (False, True):
            primary = QPushButton(self.say("ابدأ الوسم", "Start labelling"))
            primary.setDefault(True)
            primary.setObjectName("focused" if focused else "")
            rows.addWidget(primary, alignment=Qt.AlignmentFlag.AlignLeading)
        rows.addStretch()
        keys = QDialogButtonBox.StandardButton
        rows.addWidget(QDialogButtonBox(keys.Ok | keys.Cancel | keys.Help))
        return page


def menu(parent: QWidget, icons: Icons, say: Callable[[str, str], str]) -> QMenu:
    """A menu with icons, keys, checks and a submenu."""
    found = QMenu(parent)
    found.addAction(icons["open"], say("افتح مشروعًا…", "Open…")).setShortcut("Ctrl+O")
    found.addAction(icons["undo"], say("تراجع", "Undo")).setShortcut("Ctrl+Z")
    found.addAction(say("بلا أيقونة", "No icon")).setEnabled(False)
    found.addSeparator()
    checked = QAction(say("لوحة الوثائق", "Documents"), found)
    checked.setCheckable(True)
    checked.setChecked(True)
    found.addAction(checked)
    found.addMenu(say("اللغة", "Language")).addAction("x")
    found.setActiveAction(found.actions()[1])
    return found


def hues(theme: Theme, settings: Settings) -> QPixmap:
    """A sheet of all hues: fill, selected, tint, line, chip."""
    sheet = QPixmap(980, 40 + 70 * len(theme.hues))
    sheet.fill(theme.roles.page)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row, (name, hue) in enumerate(theme.hues.items()):
        top = 20.0 + 70 * row
        for column, ground in enumerate((hue.fill, hue.selected_fill, hue.tint)):
            box = QRectF(760 - 200 * column, top, 190, 42)
            _rounded(painter, box, ground)
            painter.setFont(article_font(settings))
            painter.setPen(theme.roles.article_text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SAMPLE[column])
            painter.fillRect(QRectF(box.left(), box.bottom() + 3, box.width(), 2), hue.line)
        painter.setFont(QApplication.font())
        chip = QRectF(230, top + 10, 90, 22)
        _rounded(painter, chip, hue.chip)
        painter.setPen(hue.chip_text)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)
        for left, ground in ((130, hue.fill), (30, theme.roles.page)):
            chip = QRectF(left, top + 10, 90, 22)
            _rounded(painter, chip, ground)
            painter.setPen(hue.chip)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return sheet


def rings(application: QApplication, icons: Icons, say: Callable[[str, str], str]) -> QPixmap:
    """Each kind of widget while it has the keyboard."""
    window = QWidget()
    window.resize(360, 560)
    rows = QVBoxLayout(window)
    view = QListView()
    view.setModel(QStringListModel(list(SAMPLE[:3])))
    view.setMaximumHeight(110)
    view.setCurrentIndex(view.model().index(1, 0))
    tabs = QTabWidget()
    for text in SAMPLE[:3]:
        tabs.addTab(QWidget(), text)
    tabs.setMaximumHeight(50)
    tool = QToolButton()
    tool.setIcon(icons["undo"])
    primary = QPushButton(say("ابدأ", "Start"))
    primary.setDefault(True)
    flat = QPushButton(say("هادئ", "Quiet"))
    flat.setFlat(True)
    widgets = [QLineEdit(SAMPLE[0]), QTextEdit(SAMPLE[1]), QComboBox(), QSpinBox()]
    widgets += [QCheckBox(SAMPLE[0]), QRadioButton(SAMPLE[1]), QPushButton(say("زر", "Button"))]
    widgets += [primary, flat, tool, tabs.tabBar(), view]
    for each in widgets:
        rows.addWidget(tabs if each is tabs.tabBar() else each)
    window.show()
    window.activateWindow()
    application.processEvents()
    picture = window.grab()
    painter = QPainter(picture)
    for each in widgets:
        each.setFocus(Qt.FocusReason.TabFocusReason)
        application.processEvents()
        place = QRect(each.mapTo(window, QPoint(0, 0)), each.size())
        painter.drawPixmap(place.topLeft(), window.grab(place))
    painter.end()
    window.close()
    return picture


def _rounded(painter: QPainter, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, 3, 3)


def pictures(application: QApplication, settings: Settings) -> Iterator[tuple[str, QPixmap]]:
    """Each picture with its name."""
    for theme_name in ("light", "dark"):
        theme = apply_theme(application, theme_name, settings)
        yield f"hues-{theme_name}", hues(theme, settings)
        for code, name in (("en", "ltr"), ("ar", "rtl")):
            set_language(code)
            install_qt_translation(application, code)
            say = _speaker(code)
            icons = Icons(theme, application.layoutDirection())
            yield f"{theme_name}-{name}", _window(application, icons, say)
            yield f"rings-{theme_name}-{name}", rings(application, icons, say)


def _speaker(code: str) -> Callable[[str, str], str]:
    return lambda arabic, english: arabic if code == "ar" else english


def _window(application: QApplication, icons: Icons, say: Callable[[str, str], str]) -> QPixmap:
    window = Gallery(icons, say)
    window.show()
    application.processEvents()
    focused = window.findChild(QPushButton, "focused")
    assert isinstance(focused, QPushButton)
    focused.setFocus()
    popup = menu(window, icons, say)
    popup.popup(window.mapToGlobal(QPoint(0, 0)))
    application.processEvents()
    picture, inset = window.grab(), popup.grab()
    popup.close()
    painter = QPainter(picture)
    painter.drawPixmap(QPoint(480, 530), inset)
    painter.end()
    window.close()
    return picture


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", default="1")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = options.scale
    application = QApplication([])
    load_fonts()
    settings = Settings.load(options.folder / "settings.toml")
    for name, picture in pictures(application, settings):
        picture.save(str(options.folder / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
