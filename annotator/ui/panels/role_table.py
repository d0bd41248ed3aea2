"""The table of roles of one event: role, filler, label; fillers that are events unfold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.app.translation import _, isolate, language
from annotator.core.model import Annotation, Argument
from annotator.core.schema import Label, Role
from annotator.core.text import Spans
from annotator.ui.marks import (
    MARK,
    Line,
    draw_fold,
    draw_key,
    draw_ring,
    draw_swatch,
    draw_text,
    key_width,
)
from annotator.ui.panels.annotation_delegate import paint_ground
from annotator.ui.panels.annotation_model import one_line
from annotator.ui.panels.article import Article
from annotator.ui.panels.flat_list import FOLD_ROLE, INDENT_ROLE, FlatList
from annotator.ui.panels.flat_model import FlatModel, Index
from annotator.ui.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole
"""The `RoleLine` to paint."""

_DEEPEST = 4  # an event may be an argument of itself, by way of others
_STEP = 14
_PADDING = 8
_GAP = 6
_SWATCH = 12
_ARROW = 14
_SHARES = (0.28, 0.54)  # of the width: the role, and of what is left the filler
_ROWS = 7


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One filler of a role, or an empty role; `way` leads from the event to it.

    `key` is the key that fills the role, and only that of the event itself.
    """

    way: tuple[int, ...]
    holder: str
    role: str
    name: str
    text: str
    label: Label | None = None
    target: str = ""
    spans: Spans = ()
    key: str = ""
    empty: bool = False
    missing: bool = False
    fold: bool | None = None

    @property
    def depth(self) -> int:
        """How far below the event's own roles it stands."""
        return len(self.way) - 1


class RoleModel(FlatModel):
    """The roles of one event, in the schema's order, the empty ones included."""

    def __init__(self, article: Article, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.article = article
        self.shown = ""
        self.lines: list[RoleLine] = []
        self._open: set[tuple[int, ...]] = set()

    def show_event(self, event: str) -> None:
        """Show the roles of an event; none for the empty string."""
        if event != self.shown:
            self._open.clear()
        self.shown = event
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now; what was unfolded stays so."""
        event = self.article.get(self.shown)
        lines = list(self._lines_of(event, (), own=True)) if event else []
        if lines != self.lines or self.rowCount() != len(lines):
            self.lines = lines
            self.set_groups((f"{at:06}", (at,), 1) for at in range(len(lines)))

    def set_open(self, row: int, *, opens: bool) -> None:
        """Unfold the event that fills a role, or fold it."""
        way = self.lines[row].way
        if opens:
            self._open.add(way)
        else:
            self._open.discard(way)
        self.refresh()

    def line_at(self, index: Index) -> RoleLine | None:
        """What a row shows."""
        inside = index.isValid() and index.row() < len(self.lines)
        return self.lines[index.row()] if inside else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        line = self.line_at(index)
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == FOLD_ROLE:
            return line.fold
        if role == INDENT_ROLE:
            return _PADDING + line.depth * _STEP
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._spoken(line)
        return None

    def _spoken(self, line: RoleLine) -> str:
        if line.missing and line.key:
            told = _("{role}: still empty, and required — {key} fills it")
            return told.format(role=line.name, key=isolate(line.key))
        label = line.label.name.text(language()) if line.label else ""
        whole = line.text
        if line.target and (target := self.article.get(line.target)):
            whole = self.article.words_of(target)
        elif line.spans:
            whole = self.article.text(line.spans)
        return f"{line.name}: {whole}" + (f" ({label})" if label else "")

    def _lines_of(
        self, event: Annotation, way: tuple[int, ...], *, own: bool = False
    ) -> Iterator[RoleLine]:
        missing = self.article.missing_roles(event)
        known: set[str] = set()
        at = 0
        for role in self.article.roles(event):
            known.add(role.id)
            fillers = event.fillers(role.id)
            for each in fillers:
                yield from self._filled(event, each, role, (*way, at))
                at += 1
            if not fillers and (own or role.id in missing):
                yield self._unfilled(event, role, (*way, at), own=own, missing=role.id in missing)
                at += 1
        for each in event.arguments:
            if each.role not in known:
                yield from self._filled(event, each, None, (*way, at))
                at += 1

    def _filled(
        self, event: Annotation, argument: Argument, role: Role | None, way: tuple[int, ...]
    ) -> Iterator[RoleLine]:
        target = self.article.get(argument.target) if argument.target else None
        text = self.article.words_of(target) if target else self.article.filler_text(argument)
        unfolds = target is not None and bool(target.arguments) and len(way) < _DEEPEST
        is_open = unfolds and way in self._open
        yield RoleLine(
            way,
            event.id,
            argument.role,
            role.name.text(language()) if role else argument.role,
            one_line(text),
            self.article.label(target) if target else None,
            argument.target,
            argument.spans,
            fold=is_open if unfolds else None,
        )
        if is_open and target is not None:
            yield from self._lines_of(target, way)

    def _unfilled(
        self, event: Annotation, role: Role, way: tuple[int, ...], *, own: bool, missing: bool
    ) -> RoleLine:
        name = role.name.text(language())
        key = role.key.upper() if own else ""
        text = _("still empty") if missing else "—"
        return RoleLine(way, event.id, role.id, name, text, key=key, empty=True, missing=missing)


class RoleDelegate(QStyledItemDelegate):
    """Three columns: the role, what fills it, and the label of that; or the key that fills it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(160, max(24, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(LINE_ROLE)
        if not isinstance(row, RoleLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme)
        roles = self.theme.roles
        line = Line(option.rect, option.direction)
        line.from_start(_PADDING)
        line.from_end(_PADDING)
        name = Line(line.from_start(int(line.rest.width() * _SHARES[0]), _GAP), option.direction)
        name.from_start(row.depth * _STEP)
        if any(each.fold is not None for each in _lines(index)):
            draw_fold(painter, name.from_start(_ARROW, 2), row.fold, option, self.theme)
        painter.setFont(option.font)
        painter.setPen(roles.muted)
        draw_text(painter, name.rest, row.name, option.direction, own_side=False)
        if row.empty:
            self._paint_empty(painter, option, line, row)
        else:
            self._paint_filler(painter, option, line, row)
        painter.restore()

    def _paint_empty(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: RoleLine
    ) -> None:
        if row.key:
            place = line.from_end(key_width(option.fontMetrics, row.key), _GAP)
            draw_key(painter, place, row.key, option.palette)
        if row.missing:
            draw_ring(painter, line.from_start(MARK, _GAP), self.theme)
        painter.setPen(self.theme.roles.warning if row.missing else self.theme.roles.muted)
        draw_text(painter, line.rest, row.text, option.direction, own_side=False)

    def _paint_filler(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, row: RoleLine
    ) -> None:
        label = row.label.name.text(language()) if row.label else ""
        width = int(line.rest.width() * _SHARES[1]) if label else line.rest.width()
        filler = line.from_start(width, _GAP)
        painter.setPen(self.theme.roles.text)
        draw_text(
            painter, filler, row.text, option.direction,
            own_side=False, elide=Qt.TextElideMode.ElideMiddle,
        )  # fmt: skip
        if label:
            draw_swatch(painter, line.from_start(_SWATCH, _GAP), row.label, self.theme)
            painter.setPen(self.theme.roles.muted)
            draw_text(painter, line.rest, label, option.direction, own_side=False)


class RoleTable(FlatList):
    """The table itself: going to a row shows its filler, Enter on an empty role fills it."""

    filler_chosen = Signal(object)
    """A `RoleLine` whose filler is to be shown."""
    fill_wanted = Signal(str)
    """An empty role of the event is to be filled: its id."""

    def __init__(self, article: Article, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roles = RoleModel(article, self)
        self._delegate = RoleDelegate(theme, self)
        self.setModel(self.roles)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Roles of the event"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row_entered.connect(self._enter)
        self.clicked.connect(self._click)
        self.fold_wanted.connect(self._unfold)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_event(self, event: str) -> None:
        """Show the roles of an event."""
        row = self.currentIndex().row() if event == self.roles.shown else -1
        self.roles.show_event(event)
        if 0 <= row < self.roles.rowCount():
            self.choose_row(self.roles.index(row, 0))

    def sizeHint(self) -> QSize:
        height = max(24, self.fontMetrics().height() + 8)
        return QSize(200, _ROWS * height + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 3 * max(24, self.fontMetrics().height() + 8))

    def _enter(self, index: QModelIndex) -> None:
        line = self.roles.line_at(index)
        if line is None:
            return
        if not line.empty:
            self.filler_chosen.emit(line)
        elif line.holder == self.roles.shown:
            self.fill_wanted.emit(line.role)

    def _click(self, index: QModelIndex) -> None:
        line = self.roles.line_at(index)
        if line is not None and not line.empty:
            self.filler_chosen.emit(line)
        elif line is not None and line.holder == self.roles.shown:
            self.fill_wanted.emit(line.role)

    def _unfold(self, index: QModelIndex, opens: bool) -> None:
        row = index.row()
        self.roles.set_open(row, opens=opens)
        self.choose_row(self.roles.index(row, 0))


def _lines(index: Index) -> list[RoleLine]:
    model = index.model()
    return model.lines if isinstance(model, RoleModel) else []
