"""What is moved or painted in part looks like what is painted whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication

from annotator.core.model import Annotation, Argument
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from tests.ui.canvas.conftest import ShowView

SENTENCE = "قال المتحدث إن «الاتفاق» مع روسيا (أمس) وقع في 2026، وأكدت NATO ذلك لوكالة تاس. "
TEXT = "عنوان المقال\n" + "\n".join(SENTENCE * (1 + i % 5) for i in range(40))


def marked() -> list[Annotation]:
    """Entities all over the text, some quotes, and an event whose arguments lie far apart."""
    found = []
    for number, start in enumerate(range(0, len(TEXT) - 60, 45)):
        layer, label = ("quote", "direct") if number % 9 == 0 else ("entity", "PERS")
        span = Span(start, start + (60 if layer == "quote" else 4 + number % 23))
        found.append(Annotation(f"a-{number}", "d-1", "x", layer, label, (span,)))
    fillers = tuple(Argument("agent", f"a-{number}") for number in (3, 20, 60))
    trigger = (Span(900, 905),)
    event = Annotation("a-event", "d-1", "x", "event", "Contact.Call", trigger, arguments=fillers)
    return [*found, event]


@pytest.fixture
def view(show: ShowView) -> ArticleView:
    """A view that has the focus, in which an event is selected."""
    view = show(TEXT, marked(), width=800, height=500)
    view.setFocus()
    view.select_annotation("a-event")
    QApplication.processEvents()
    return view


def screen(view: ArticleView) -> QImage:
    """What the window shows, not what it would paint."""
    QApplication.processEvents()
    inside = view.viewport().geometry()
    return view.screen().grabWindow(view.window().winId()).toImage().copy(inside)


def check(view: ArticleView) -> None:
    """The window looks as if all of it had been painted anew."""
    shown = screen(view)
    view.viewport().repaint()
    assert shown == screen(view)


@pytest.mark.parametrize("focus", [True, False])
def test_a_page_that_scrolled_looks_like_one_painted_anew(view: ArticleView, focus: bool) -> None:
    if not focus:
        view.clearFocus()
    bar = view.verticalScrollBar()
    before = screen(view)
    for step in (120, 7, -40, 333, 499, -120, 3000, -61, 120, -2500, -120, -120, 90):
        bar.setValue(bar.value() + step)
        check(view)
    assert screen(view) != before


class Paints(QObject):
    """Watches how much of a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note the height of what is to be painted."""
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return super().eventFilter(watched, event)


def test_scrolling_paints_only_what_comes_into_view(view: ArticleView) -> None:
    screen(view)
    paints = Paints()
    view.viewport().installEventFilter(paints)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 60)
    screen(view)
    assert paints.heights
    assert max(paints.heights) <= 64


def test_a_page_whose_lines_grow_looks_like_one_painted_anew(view: ArticleView) -> None:
    view.verticalScrollBar().setValue(300)
    for number in range(12):
        new = Annotation(f"a-new{number}", "d-1", "x", "entity", "LOC", (Span(420, 430 + number),))
        view.apply_rows([(None, new)])
        check(view)


def test_whatever_changes_looks_like_painted_anew(view: ArticleView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 35)
    page = view.page
    assert page is not None
    event = page.marks.annotation("a-event")
    assert event is not None
    quote = Annotation("a-q", "d-1", "x", "quote", "direct", (Span(850, 1000),))
    longer = replace(quote, spans=(Span(840, 1150),))
    rows = [
        (None, quote),
        (quote, longer),
        (longer, replace(longer, label="indirect")),
        (event, replace(event, arguments=event.arguments[:1])),
        (replace(event, arguments=event.arguments[:1]), event),
        (event, None),
        *((each, replace(each, label="LOC")) for each in marked()[20:25]),
        *((replace(each, label="LOC"), None) for each in marked()[20:25]),
        (replace(longer, label="indirect"), None),
    ]
    for row in rows:
        view.apply_rows([row])
        check(view)


def test_the_banner_of_fill_mode_stays_where_it_is(view: ArticleView) -> None:
    view.begin_fill("agent")
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 120)
    check(view)
