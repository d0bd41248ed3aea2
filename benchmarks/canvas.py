"""The article view beside Qt's own text widget, on the same text with the same spans.

Qt's widget is a QTextEdit that shows each span as an extra selection: no lanes, no nesting, no
chips and no links, the least that a labelling program can do with it. Each view runs in a process
of its own, off screen, in a window of 1000 × 1000 logical pixels with the bundled fonts.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Literal, Protocol

from annotator.core.model import Annotation, Document
from annotator.core.text import Span, Utf16Index
from benchmarks import corpus
from benchmarks.figures import Bar, Figure, percentile
from benchmarks.measuring import alone, each_of, memory, seconds, without_collections

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QAbstractScrollArea, QTextEdit

View = Literal["article", "text edit"]

_STEP = 120  # logical pixels: a notch of a mouse wheel
_LONGEST = 40  # words of a span


@dataclass(frozen=True, slots=True)
class Cell:
    """One text: its length in code points (Arabic: 1.8 bytes each) and its count of spans."""

    name: str
    length: int
    spans: int
    newlines: bool = True


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is measured, and how often each thing is done."""

    cells: tuple[Cell, ...] = (
        Cell("4 KB", 2_328, 50),
        Cell("4 KB", 2_328, 2_000),
        Cell("100 KB", 55_530, 50),
        Cell("100 KB", 55_530, 2_000),
        Cell("100 KB", 55_530, 20_000),
        Cell("1 MB", 555_413, 50),
        Cell("1 MB", 555_413, 2_000),
        Cell("1 MB", 555_413, 20_000),
        Cell("200 KB in one paragraph", 111_000, 50, newlines=False),
        Cell("200 KB in one paragraph", 111_000, 4_000, newlines=False),
    )
    times: int = 200


QUICK = Sizes(cells=(Cell("4 KB", 2_328, 50), Cell("100 KB", 55_530, 500)), times=20)

# DESIGN section 8: for 1 MB with 20,000 spans at 1×, milliseconds; at 2×, double.
_BARS = {
    "first paint": 60.0,
    "scroll, p99": 8.0,
    "scroll into new text, p99": 8.0,
    "jump, p99": 16.0,
    "tag to painted, p99": 5.0,
    "hit test, p99": 0.3,
    "memory": 40.0,
}


def run(sizes: Sizes, scale: float) -> Iterator[Figure]:
    """Measure both views on every text at this scale of the screen."""
    hardest = max(sizes.cells, key=lambda cell: (cell.length, cell.spans))
    for cell in sizes.cells:
        ours = alone(measure, "article", cell, sizes.times, scale)
        theirs = alone(measure, "text edit", cell, sizes.times, scale)
        for name, value in ours.items():
            limit = _BARS.get(name) if cell == hardest and cell.spans >= 20_000 else None
            yield Figure(
                f"{cell.name}, {cell.spans:,} spans: {name}",
                value,
                "MB" if name == "memory" else "ms",
                theirs[name],
                "QTextEdit: cursorForPosition" if "hit" in name else "QTextEdit, extra selections",
                Bar(limit * max(1.0, scale)) if limit else None,
            )


def measure(view: View, cell: Cell, times: int, scale: float) -> dict[str, float]:
    """The figures of one view on one text, in ms and MB; for a process of its own."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=f"{scale:g}")
    from PySide6.QtWidgets import QApplication

    from annotator.ui.fonts import load_fonts

    application = QApplication.instance() or QApplication(["benchmark"])
    load_fonts()
    random = Random(7)
    shown = _Article() if view == "article" else _TextEdit()
    article = _article(cell, random)
    # The first text that a process lays out pays for the fonts: that is no part of a document.
    warm_up = _article(Cell("warm-up", 600, 20), random)
    shown.widget.resize(1000, 1000)
    shown.widget.show()
    application.processEvents()
    shown.load(*warm_up)
    shown.paint()
    before = memory()
    with without_collections():
        figures = _hands(shown, article, times, random)
    figures["memory"] = memory() - before
    shown.widget.close()
    return figures


def _hands(
    shown: _Shown, article: tuple[Document, list[Annotation]], times: int, random: Random
) -> dict[str, float]:
    """Do what hands do with a document, each many times."""
    document, annotations = article
    bar = shown.widget.verticalScrollBar()
    figures: dict[str, float] = {}

    def tell(name: str, values: list[float]) -> None:
        figures[f"{name}, p50"] = percentile(values, 0.5) * 1e3
        figures[f"{name}, p99"] = percentile(values, 0.99) * 1e3

    def go(value: int) -> None:
        bar.setValue(value)
        shown.paint_what_changed()

    def first() -> None:
        shown.load(document, annotations)
        shown.paint()

    figures["first paint"] = seconds(first) * 1e3

    def scroll(number: int) -> None:
        go(_STEP * (number + 1) % max(1, bar.maximum()))

    tell("scroll into new text", each_of(times, scroll))
    tell("scroll", each_of(times, scroll))
    tell("jump", each_of(times, lambda _: go(random.randrange(max(1, bar.maximum() + 1)))))
    go(0)
    starts = corpus.word_starts(document.text[:600])

    def tag(number: int) -> float:
        """Tag two words and take the tag away again, so that the lines stay as crowded."""
        span = corpus.span_of_words(document.text[:600], starts, number % (len(starts) - 3), 2)
        made = Annotation(f"a-new{number}", document.id, "x", "entity", "PERS", (span,))

        def until_painted() -> None:
            shown.tag(made)
            shown.paint_what_changed()

        took = seconds(until_painted)
        shown.untag(made)
        shown.paint_what_changed()
        return took

    tell("tag to painted", [tag(number) for number in range(times)])
    from PySide6.QtCore import QPoint

    points = [QPoint(random.randrange(1000), random.randrange(1000)) for _ in range(times)]
    tell("hit test", each_of(times, lambda number: shown.hit(points[number])))
    return figures


def _article(cell: Cell, random: Random) -> tuple[Document, list[Annotation]]:
    """A text of this length with nested spans of one to forty words, short ones most."""
    schema = corpus.schema()
    labels = [("entity", each.id) for each in schema.layer("entity").labels]
    labels += [("quote", "direct"), ("event", "Contact.Call")]
    words = corpus.sample_text().split()
    text = corpus.text_of(words, random, cell.length)[: cell.length]
    if not cell.newlines:
        text = text.replace("\n", " ")
    starts = corpus.word_starts(text)
    annotations = []
    for number in range(cell.spans):
        count = max(1, math.floor(_LONGEST ** random.random()))
        span = corpus.span_of_words(text, starts, random.randrange(len(starts) - 1), count)
        layer, label = random.choice(labels)
        annotations.append(Annotation(f"a-{number:032x}", "d-1", "x", layer, label, (span,)))
    return Document("d-1", "text", "text", text), annotations


class _Shown(Protocol):
    """What both views can do."""

    widget: QAbstractScrollArea

    def load(self, document: Document, annotations: list[Annotation]) -> None:
        """Show a document."""

    def tag(self, annotation: Annotation) -> None:
        """Show one annotation more."""

    def untag(self, annotation: Annotation) -> None:
        """Show that annotation, the last one, no longer."""

    def hit(self, point: QPoint) -> object:
        """Find what lies at a point of the viewport."""

    def paint(self) -> None:
        """Paint the whole viewport now."""

    def paint_what_changed(self) -> None:
        """Paint now what waits to be painted."""


class _Painting:
    """Painting at once, without the other events that wait."""

    widget: QAbstractScrollArea

    def paint(self) -> None:
        self.widget.viewport().repaint()

    def paint_what_changed(self) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(self.widget.window(), QEvent.Type.UpdateRequest)


class _Article(_Painting):
    """The article view."""

    def __init__(self) -> None:
        from annotator.ui.canvas import ArticleView

        self._view = ArticleView()
        self.widget = self._view
        self._schema = corpus.schema()
        self._view.set_fonts(_article_font(), _chip_font())

    def load(self, document: Document, annotations: list[Annotation]) -> None:
        self._view.set_article(document, annotations, self._schema)

    def tag(self, annotation: Annotation) -> None:
        self._view.apply_rows([(None, annotation)])

    def untag(self, annotation: Annotation) -> None:
        self._view.apply_rows([(annotation, None)])

    def hit(self, point: QPoint) -> object:
        return self._view.annotation_at(point)


class _TextEdit(_Painting):
    """Qt's own widget with an extra selection for each span."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QTextOption
        from PySide6.QtWidgets import QTextEdit

        self._edit = QTextEdit()
        self.widget = self._edit
        self._edit.setReadOnly(True)
        self._edit.setFont(_article_font())
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        self._edit.document().setDefaultTextOption(option)
        self._selections: list[QTextEdit.ExtraSelection] = []
        self._index = Utf16Index("")

    def load(self, document: Document, annotations: list[Annotation]) -> None:
        self._edit.setPlainText(document.text)
        self._index = Utf16Index(document.text)
        self._selections = [self._selection(each.spans[0]) for each in annotations]
        self._edit.setExtraSelections(self._selections)

    def tag(self, annotation: Annotation) -> None:
        self._selections.append(self._selection(annotation.spans[0]))
        self._edit.setExtraSelections(self._selections)

    def untag(self, annotation: Annotation) -> None:  # noqa: ARG002 - it is the last one
        self._selections.pop()
        self._edit.setExtraSelections(self._selections)

    def hit(self, point: QPoint) -> object:
        return self._edit.cursorForPosition(point).position()

    def _selection(self, span: Span) -> QTextEdit.ExtraSelection:
        from PySide6.QtGui import QColor, QTextCursor
        from PySide6.QtWidgets import QTextEdit

        start, end = self._index.span_to_utf16(span)
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(QColor(200, 220, 255))
        return selection


def _article_font() -> QFont:
    from annotator.app.settings import Settings
    from annotator.ui.fonts import article_font

    return article_font(Settings.load())


def _chip_font() -> QFont:
    from annotator.app.settings import Settings
    from annotator.ui.fonts import interface_font

    font = interface_font(Settings.load())
    font.setPointSizeF(9)
    return font
