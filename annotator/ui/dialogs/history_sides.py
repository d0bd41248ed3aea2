"""A change side by side on the text: two pages of the article, as it was and as it became."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app.past import Difference, PastState, Sides, places
from annotator.app.session import Session
from annotator.app.translation import _, language
from annotator.core.schema import Schema
from annotator.core.text import Span, Spans, normalise_spans
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.grips import Grip, Grips
from annotator.ui.canvas.proposed import ProposedPart
from annotator.ui.dialogs.history_wording import SIGNS, way_word
from annotator.ui.fonts import article_font, interface_font
from annotator.ui.panels.pieces import Heading, WrappedLabel
from annotator.ui.theme import Theme

_SMALLER = 0.8  # of the size of the article: two pages share the width
_HUES = {"added": "mint", "removed": "pink", "changed": "orange"}
_ACTIONS = QAbstractSlider.SliderAction
_SCROLLING = {
    Qt.Key.Key_Up: _ACTIONS.SliderSingleStepSub,
    Qt.Key.Key_Down: _ACTIONS.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _ACTIONS.SliderPageStepSub,
    Qt.Key.Key_PageDown: _ACTIONS.SliderPageStepAdd,
    Qt.Key.Key_Home: _ACTIONS.SliderToMinimum,
    Qt.Key.Key_End: _ACTIONS.SliderToMaximum,
}


class _NoGrips(Grips):
    """What cannot be moved has no handles."""

    def of_selected(self) -> list[Grip]:
        """None."""
        return []


class PastPage(ArticleView):
    """An article that is only looked at: keys scroll, the mouse does nothing but the wheel."""

    def __init__(self) -> None:
        super().__init__()
        self.grips = _NoGrips(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; all other keys are the dialog's."""
        action = _SCROLLING.get(Qt.Key(event.key()))
        if action is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.verticalScrollBar().triggerAction(action)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, by Qt; nothing else."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing lights up that cannot be touched."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing."""
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Nothing can be done here."""
        event.accept()


class Side(QWidget):
    """One of the two: a heading, the page or a sentence in its place, and the ways back."""

    def __init__(
        self, session: Session, theme: Theme, title: str, buttons: Sequence[QPushButton]
    ) -> None:
        super().__init__()
        self.page = PastPage()
        self.page.set_theme(theme)
        font = QFont(article_font(session.settings))
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        self.page.set_fonts(font, interface_font(session.settings))
        self.page.set_language(language())
        self.page.setAccessibleName(title)
        self.page.setMinimumHeight(120)
        self.absent = WrappedLabel()
        self.absent.setProperty("role", "muted")
        self.absent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = QLabel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.absent)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(title))
        head.addWidget(self.told)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for each in buttons:
            each.setAutoDefault(False)
            foot.addWidget(each)
        foot.addStretch(1)
        layout.addLayout(foot)

    def show_state(self, state: PastState, schema: Schema | None, spans: Spans) -> None:
        """Show the document as it was, with all that is different framed."""
        if state.document is None:
            self.tell(_("The document was not in the project."))
            return
        self.page.set_article(state.document, state.annotations, schema)
        self.page.set_found(normalise_spans(spans) if spans else ())
        self._stack.setCurrentWidget(self.page)

    def tell(self, sentence: str) -> None:
        """Show a sentence in place of the page."""
        self.page.set_article(None)
        self.page.set_proposal(())
        self.absent.setText(sentence)
        self.told.clear()
        self._stack.setCurrentWidget(self.absent)

    def emphasise(self, difference: Difference | None, spans: Spans, *, there: bool) -> None:
        """Name what happened to an annotation over its place, and select it."""
        self.page.set_proposal(())
        self.page.select_annotation(difference.id if difference else "", reveal=False)
        self.told.clear()
        if difference is None:
            return
        way = difference.way
        word = way_word(way)
        if not there:
            self.told.setText(_("The annotation is not here."))
            return
        self.told.setText(f"{SIGNS[way]} {word}")
        if spans:
            part = ProposedPart("role", spans, word, SIGNS[way], _HUES[way])
            self.page.set_proposal((part,))


class SidesView(QWidget):
    """Both pages; they scroll together, the same line beside the same line."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        before: Sequence[QPushButton],
        after: Sequence[QPushButton],
    ) -> None:
        super().__init__()
        self._sides: Sides | None = None
        self._following = False
        self.before = Side(session, theme, _("Before"), before)
        self.after = Side(session, theme, _("After"), after)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.before, 1)
        layout.addWidget(self.after, 1)
        pages = self.before.page, self.after.page
        for one, other in (pages, pages[::-1]):
            one.verticalScrollBar().valueChanged.connect(
                lambda _value, one=one, other=other: self._follow(one, other)
            )

    def show_sides(self, sides: Sides, schema: Schema | None) -> None:
        """Show a document before and after a change."""
        self._sides = sides
        with self._apart():
            for side, state, spans in (
                (self.before, sides.before, _all(sides, before=True)),
                (self.after, sides.after, _all(sides, before=False)),
            ):
                side.show_state(state, schema, spans)

    def tell(self, sentence: str) -> None:
        """Show no pages: the change touched no document, as the sentence says."""
        self._sides = None
        self.before.tell(sentence)
        self.after.tell(sentence)

    def show_difference(self, difference: Difference | None) -> None:
        """Bring an annotation into view on both sides, and say what happened to it."""
        sides = self._sides
        if sides is None:
            return
        old = places(difference.before, sides.before) if difference else ()
        new = places(difference.after, sides.after) if difference else ()
        gone = difference is None or difference.before is None
        self.before.emphasise(difference, old, there=not gone)
        gone = difference is None or difference.after is None
        self.after.emphasise(difference, new, there=not gone)
        shown, spans = (self.after.page, new) if new else (self.before.page, old)
        if spans:
            with self._apart():
                shown.reveal_around(spans, ())
            other = self.before.page if shown is self.after.page else self.after.page
            self._follow(shown, other)

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Let one page scroll without the other."""
        self._following = True
        try:
            yield
        finally:
            self._following = False

    def _follow(self, one: PastPage, other: PastPage) -> None:
        """Scroll the other page so that the top line of this one stands at the same height."""
        if self._following or one.page is None or other.page is None:
            return
        with self._apart():
            offset = min(
                one.offset_at(QPoint(one.viewport().width() // 2, 1))[0], len(one.text()) - 1
            )
            line = Span(offset, offset + 1)
            for _round in range(3):  # what comes into view is laid out, and may move the rest
                here = one.origin().y() + one.page.vertical_extent(line)[0]
                there = other.origin().y() + other.page.vertical_extent(line)[0]
                bar = other.verticalScrollBar()
                wanted = round(bar.value() + there - here)
                if wanted == bar.value():
                    break
                bar.setValue(wanted)
                other.settle()


def _all(sides: Sides, *, before: bool) -> Spans:
    """Where everything that is different stands on one side."""
    found: list[Span] = []
    for each in sides.differences:
        one, state = (each.before, sides.before) if before else (each.after, sides.after)
        found += places(one, state)
    return tuple(found)
