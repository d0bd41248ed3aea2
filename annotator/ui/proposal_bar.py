"""What of a quote is proposed, in words, over the foot of the article; and buttons for the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton

from annotator.app.translation import _, isolate, language
from annotator.ui.canvas import ArticleView
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.proposing import Proposing, ShownPart

_EDGE = 8
_WIDEST = 1000
_LONGEST = 190  # pixels of the words of a part


class ProposalBar(QFrame):
    """Opens with a proposal and closes with it; the keys stay with the article."""

    def __init__(self, article: ArticleView, proposing: Proposing) -> None:
        super().__init__(article.viewport())
        self._article = article
        self._proposing = proposing
        self._flow = FlowLayout(self, spacing=4)
        self._flow.setContentsMargins(8, 6, 8, 6)
        self.setProperty("role", "floating")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        article.viewport().installEventFilter(self)
        proposing.changed.connect(self._refresh)

    def buttons(self) -> list[QPushButton | QToolButton]:
        """What can be clicked, in its order."""
        return [
            each
            for each in self.children()
            if isinstance(each, QPushButton | QToolButton) and not each.isHidden()
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the article."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self._clear()
        draft, layer = self._proposing.draft, self._proposing.layer()
        if draft is None or layer is None:
            self.hide()
            self._article.set_foot(0)
            return
        title = QLabel(_("Proposed quote"))
        title.setProperty("role", "heading")
        self._add(title)
        for label in layer.labels:
            name = label.name.text(language())
            button = QToolButton()
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setChecked(label.id == draft.label)
            button.setText(f"{label.key.upper()}  {name}" if label.key else name)
            button.clicked.connect(lambda _c=False, it=label.id: self._proposing.set_label(it))
            self._add(button)
        for part in self._proposing.parts():
            self._add_part(part)
        accept = QPushButton(_("Accept — {key}").format(key=isolate("Enter")))
        accept.setDefault(True)
        accept.clicked.connect(self._proposing.accept)
        self._add(accept)
        put_away = QPushButton(_("Put away — {key}").format(key=isolate("Esc")))
        put_away.clicked.connect(self._proposing.stop)
        self._add(put_away)
        self.setAccessibleName(self._told())
        self._place()
        self.show()
        self.raise_()

    def _add_part(self, part: ShownPart) -> None:
        button = QToolButton()
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setChecked(self._proposing.waiting == part.id)
        metrics = QFontMetrics(button.font())
        words = part.words.replace("\n", " ")
        short = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, _LONGEST)
        if not words:
            short = _("missing") if part.required else _("none")
        key = f"{part.key}  " if part.key else ""
        button.setText(f"{key}{part.name}: {isolate(short)}")
        button.setToolTip(words)
        button.setAccessibleName(f"{part.name}: {words or short}")
        button.clicked.connect(lambda _c=False, it=part.id: self._choose(it))
        self._add(button)

    def _choose(self, part: str) -> None:
        self._proposing.choose(part)
        self._article.setFocus()

    def _add(self, widget: QLabel | QPushButton | QToolButton) -> None:
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._flow.addWidget(widget)
        widget.show()

    def _clear(self) -> None:
        for child in self.children():
            if isinstance(child, QLabel | QPushButton | QToolButton):
                self._flow.removeWidget(child)
                child.hide()
                child.deleteLater()

    def _told(self) -> str:
        return (
            _("Proposed quote")
            + ": "
            + "; ".join(
                f"{part.name} {part.words}" for part in self._proposing.parts() if part.words
            )
        )

    def _place(self) -> None:
        inside = self._article.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        wide = min(_WIDEST, inside.width())
        high = self._flow.heightForWidth(wide)
        left = inside.center().x() - wide // 2
        self._article.set_foot(high + _EDGE)
        self.setGeometry(QRect(left, inside.bottom() - high + 1, wide, high))
