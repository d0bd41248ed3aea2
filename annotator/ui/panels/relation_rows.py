"""The relations of the selected annotation: each with its direction and its other end."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.app import joining
from annotator.app.session import Session
from annotator.app.translation import _, language
from annotator.core.model import Annotation, Argument
from annotator.ui.panels.article import Article
from annotator.ui.panels.pieces import TARGET, TextButton, WrappedLabel
from annotator.ui.theme import Theme
from annotator.ui.words import violation_text


class RelationRow(QWidget):
    """One relation as seen from one of its ends: its label, the other end, what can be done."""

    chosen = Signal(str)
    """An annotation is to be selected: the relation, or its other end."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        article: Article,
        relation: Annotation,
        here: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.relation = relation
        place = next(at for at, each in enumerate(relation.arguments) if each.target == here)
        self.outgoing = place == 0
        other = _other_end(relation, place)
        label = article.label(relation)
        name = label.name.text(language()) if label else relation.label
        words = " ".join(article.filler_text(other).split()) if other else ""
        told = (
            _("{relation}, from here to {end}")
            if self.outgoing
            else _("{relation}, from {end} to here")
        )
        self.label_button = TextButton(theme)
        self.label_button.show_label(label, name)
        self.label_button.setAccessibleName(told.format(relation=name, end=words or "…"))
        self.label_button.clicked.connect(lambda: self.chosen.emit(relation.id))
        target = article.get(other.target) if other else None
        self.end_button = TextButton(theme)
        self.end_button.show_label(article.label(target) if target else None, words or "…")
        self.end_button.setAccessibleName(_("Go to the other end: {text}").format(text=words))
        self.end_button.setEnabled(target is not None)
        if target is not None:
            self.end_button.clicked.connect(lambda: self.chosen.emit(target.id))
        self.reverse_button = _tool("⇄", _("Turn “{relation}” round").format(relation=name))
        self.reverse_button.clicked.connect(lambda: joining.reverse(session, relation.id))
        self.delete_button = _tool("×", _("Delete “{relation}”").format(relation=name))
        self.delete_button.clicked.connect(lambda: session.delete([relation.id]))
        self.warning = WrappedLabel(
            "\n".join(violation_text(each) for each in article.violations(relation))
        )
        self.warning.setProperty("role", "warning")
        self.warning.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.warning.setVisible(bool(self.warning.text()))
        self._set_out()
        self.set_editable(session.can_write)

    def set_editable(self, editable: bool) -> None:
        """Whether the relation may be changed."""
        for each in (self.reverse_button, self.delete_button):
            each.setVisible(editable)

    def _set_out(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrow = QLabel("←" if rtl == self.outgoing else "→")
        arrow.setToolTip(self.label_button.accessibleName())
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.end_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.end_button.setMinimumWidth(64)
        for widget, stretch in (
            (self.label_button, 0),
            (arrow, 0),
            (self.end_button, 1),
            (self.reverse_button, 0),
            (self.delete_button, 0),
        ):
            line.addWidget(widget, stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(self.warning)


class RelationRows(QWidget):
    """All relations that the selected annotation is an end of."""

    chosen = Signal(str)

    def __init__(self, session: Session, theme: Theme, article: Article) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._article = article
        self._shown: tuple[object, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.rows: list[RelationRow] = []

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._shown = ()

    def show_relations(self, here: str, relations: Iterable[Annotation]) -> None:
        """Show these relations of an annotation (its id); rows stay where nothing changed."""
        found = tuple(relations)
        ends = tuple(
            self._article.get(each.target) for relation in found for each in relation.arguments
        )
        if (here, found, ends) == self._shown:
            return
        focused = self._focused()
        self._shown = (here, found, ends)
        for row in self.rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for relation in found:
            row = RelationRow(self._session, self._theme, self._article, relation, here, self)
            row.chosen.connect(self.chosen)
            self._layout.addWidget(row)
            self.rows.append(row)
        for row in self.rows:
            if row.relation.id == focused:
                row.reverse_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_editable(self, editable: bool) -> None:
        """Whether relations may be changed."""
        for row in self.rows:
            row.set_editable(editable)

    def _focused(self) -> str:
        """The relation that was just turned round by key: its row is made anew."""
        return next((row.relation.id for row in self.rows if row.reverse_button.hasFocus()), "")


def _other_end(relation: Annotation, here: int) -> Argument | None:
    others = [each for at, each in enumerate(relation.arguments) if at != here]
    return others[0] if others else None


def _tool(sign: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "cross")
    button.setText(sign)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setMinimumSize(TARGET, TARGET)
    return button
