"""The queue of differences below the article: what each annotator has, and keys that settle it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.comparing import Comparing
from annotator.app.shown import signs
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.app.versions import KIND_NAMES, Version, told_differences
from annotator.core.schema import Schema
from annotator.ui.canvas.accessible import announce
from annotator.ui.dialogs.frame import WorkBar
from annotator.ui.marks import Line, draw_key, draw_swatch, draw_text, key_width
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme

_HEIGHT = 30
_SWATCH = 12
_GAP = 8
_MOST = 9  # versions that have a digit


class VersionRow(QAbstractButton):
    """One version: its digit, whose it is, its label, its words, and in what it differs."""

    def __init__(self, version: Version, signs_: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.version = version
        self._signs = signs_
        self._theme = theme
        self._current = False
        self.names_width = self.fontMetrics().horizontalAdvance(signs_) + 4
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{version.number}: {', '.join(version.annotators)}: {self.told()}")
        self.setToolTip(self.told())

    def told(self) -> str:
        """The version in words."""
        return told_version(self.version)

    def set_current(self, *, current: bool) -> None:
        """Whether the keys are at it."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles, palette = self._theme.roles, self.palette()
        if self._current or self.underMouse():
            painter.setPen(self._theme.focus_pen() if self._current else Qt.PenStyle.NoPen)
            painter.setBrush(roles.selection if self._current else roles.hover)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        metrics, version = QFontMetrics(self.font()), self.version
        line = Line(self.rect().adjusted(8, 0, -8, 0), self.layoutDirection())
        key = str(version.number) if version.number <= _MOST else ""
        width = key_width(metrics, key or "0")
        area = line.from_start(width, _GAP)
        if key:
            draw_key(painter, area, key, palette)
        if version.is_agreed:
            painter.setPen(roles.accepted)
            area = line.from_end(metrics.horizontalAdvance("✓") + 2, _GAP)
            draw_text(painter, area, "✓", self.layoutDirection())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        area = line.from_start(self.names_width, _GAP)
        draw_text(painter, area, self._signs, self.layoutDirection(), own_side=False)
        if version.annotation is not None:
            box = line.from_start(_SWATCH, _GAP)
            box = QRect(box.left(), box.center().y() - _SWATCH // 2 + 1, _SWATCH, _SWATCH)
            draw_swatch(painter, box, version.label, self._theme)
        else:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        draw_text(painter, line.rest, self.told(), self.layoutDirection(), own_side=False)


class DifferencesPanel(QFrame):
    """Shows one disputed place at a time. Its keys act while it has the focus."""

    version_looked_at = Signal(str)
    """The id of the version that the keys are at; empty for none."""
    edit_requested = Signal(int)
    """A version (its number) is to be taken and then changed in the article."""
    agreed_requested = Signal()
    """What all agree on is to be taken in the whole project."""
    left = Signal()
    """The keys go back to the article."""

    def __init__(
        self, comparing: Comparing, theme: Theme, schema: Callable[[], Schema | None]
    ) -> None:
        super().__init__()
        self._comparing = comparing
        self._theme = theme
        self._schema = schema
        self._rows: list[VersionRow] = []
        self._at = 0
        self._shown: object = None
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.progress = QLabel()
        self.progress.setProperty("role", "muted")
        self.kinds = QLabel()
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.put_away)
        self.told = WrappedLabel()
        self._versions = QVBoxLayout()
        self._versions.setSpacing(0)
        self._foot = QWidget()
        flow = FlowLayout(self._foot, spacing=6)
        self.buttons: dict[str, QPushButton] = {}
        for key in ("0", "E", "Space", "Backspace", "A"):
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, key=key: self._press(key))
            flow.addWidget(button)
            self.buttons[key] = button
        head = QHBoxLayout()
        for each in (self.title, self.progress, self.kinds):
            head.addWidget(each)
        head.addStretch(1)
        head.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self.told)
        rows.addLayout(self._versions)
        rows.addWidget(self._foot)
        self.work = WorkBar()
        self.work.stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows.addWidget(self.work)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        comparing.changed.connect(self.refresh)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Speak the language of the interface."""
        self.title.setText(_("Differences"))
        self.work.stop.setText(_("Stop"))
        self.close_button.setToolTip(_("Close"))
        self.close_button.setAccessibleName(_("Close"))
        texts = {
            "0": _("Nothing here — {key}"),
            "E": _("Take and change — {key}"),
            "Space": _("Skip — {key}"),
            "Backspace": _("Back — {key}"),
            "A": _("Take all that is agreed on — {key}"),
        }
        for key, text in texts.items():
            self.buttons[key].setText(text.format(key=isolate(key)))
        self.refresh()

    def set_icon(self, icon: QIcon) -> None:
        """Dress the button that closes it."""
        self.close_button.setIcon(icon)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._shown = None
        self.refresh()

    def rows(self) -> list[VersionRow]:
        """The versions that can be chosen, in their order."""
        return list(self._rows)

    def open(self) -> None:
        """Show it, with the keys here."""
        self.show()
        self.setFocus()
        self.refresh()

    def put_away(self) -> None:
        """Hide it and give the keys back."""
        self.hide()
        self._comparing.stop()
        self.left.emit()

    def action_of(self, key: str) -> Callable[[], object] | None:
        """What a plain key does while this has the focus."""
        if key.isdigit() and 0 < int(key) <= len(self._rows):
            return lambda: self._comparing.take_version(int(key))
        return {
            "0": self._comparing.take_none,
            "E": self._edit,
            "Space": self._comparing.go_on,
            "Backspace": self._comparing.back,
            "A": self.agreed_requested.emit,
            "Up": lambda: self._move(-1),
            "Down": lambda: self._move(1),
            "Return": self._take,
            "Enter": self._take,
            "Esc": self.work.cancel if self.work.is_running() else self.put_away,
        }.get(key)

    def hint(self) -> str:
        """What can be done now, in a sentence."""
        if self.work.is_running():
            return _("Esc stops it.")
        if self._comparing.place is None:
            return _("A takes what all agree on, Esc closes the differences.")
        return _("A digit takes that version, 0 none; Enter takes the one that is selected.")

    # Showing

    def refresh(self) -> None:
        """Show the place that the queue is at."""
        comparing = self._comparing
        if not comparing.is_open:
            self._shown = None
            self.hide()
            return
        at, count, settled = comparing.progress()
        place, versions = comparing.place, comparing.versions()
        self.progress.setText(_told_progress(at, count, settled))
        self.kinds.setText(self._told_kinds())
        told = told_differences(place, versions) if place else [_told_end(count)]
        if comparing.elsewhere:
            where = _("The place is in “{title}”. Enter goes there.")
            told = [where.format(title=isolate(comparing.elsewhere))]
        agreed = comparing.agreed()
        if agreed is not None and not any(each.is_agreed for each in versions):
            words = told_version(agreed)
            told.append(_("The agreed version has {version}").format(version=isolate(words)))
        self.told.setText("\n".join(told))
        state = (at, tuple(versions))
        if state != self._shown:
            self._shown, self._at = state, 0
            self._fill(versions)
            announce(self, ". ".join([self.progress.text(), *told]))
        self._mark()
        for key, button in self.buttons.items():
            button.setEnabled(place is not None or key in ("A", "Backspace"))
        self.setAccessibleName(_("Differences") + ": " + ". ".join(told))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def _told_kinds(self) -> str:
        place, schema = self._comparing.place, self._schema()
        if place is None or schema is None:
            return ""
        layer = schema.find_layer(place.layer)
        name = layer.name.text(language()) if layer else place.layer
        kinds = _(", ").join(_(KIND_NAMES[each]) for each in place.kinds)
        return _("{name}: {parts}").format(name=name, parts=kinds)

    def _fill(self, versions: list[Version]) -> None:
        for old in self._rows:
            self._versions.removeWidget(old)
            old.hide()
            old.deleteLater()
        told = dict(signs(self._comparing.annotators))
        self._rows = []
        for version in versions:
            letters = _(", ").join(
                f"{isolate(told[each])} {isolate(each)}" for each in version.annotators
            )
            row = VersionRow(version, letters, self._theme, self)
            row.clicked.connect(lambda _checked=False, key=str(version.number): self._press(key))
            self._versions.addWidget(row)
            self._rows.append(row)
        widest = max((row.names_width for row in self._rows), default=0)
        for row in self._rows:
            row.names_width = widest

    def _mark(self) -> None:
        for at, row in enumerate(self._rows):
            row.set_current(current=at == self._at and self.hasFocus())
        self.version_looked_at.emit(self._looked_at())

    def _looked_at(self) -> str:
        if not self._rows or not self.hasFocus():
            return ""
        annotation = self._rows[self._at].version.annotation
        return annotation.id if annotation else ""

    # Keys

    def _press(self, key: str) -> None:
        self.setFocus()
        action = self.action_of(key)
        if action is not None:
            action()

    def _move(self, by: int) -> None:
        if self._rows:
            self._at = max(0, min(len(self._rows) - 1, self._at + by))
            self._mark()

    def _take(self) -> None:
        if self._rows:
            self._press(str(self._rows[self._at].version.number))
        else:
            self._comparing.return_to_place()

    def _edit(self) -> None:
        if self._rows and self._rows[self._at].version.annotation is not None:
            self.edit_requested.emit(self._rows[self._at].version.number)


def told_version(version: Version) -> str:
    """A version in words: in what it differs, its label, and what it covers."""
    words = f"{version.name}: {isolate(version.text)}" if version.text else version.name
    parts = [
        _("{name}: {parts}").format(name=name, parts=isolate(value) if value else _("nothing"))
        for name, value in version.parts
    ]
    return " · ".join([*parts, words])


def _told_progress(at: int, count: int, settled: int) -> str:
    done = ngettext("{count} settled", "{count} settled", settled).format(count=number(settled))
    if not at:
        return done
    here = _("{done} of {total}").format(done=number(at), total=number(count))
    return f"{here} · {done}"


def _told_end(count: int) -> str:
    if not count:
        return _("The annotators differ nowhere.")
    return ngettext("The one place is settled.", "All {count} places are settled.", count).format(
        count=number(count)
    )
