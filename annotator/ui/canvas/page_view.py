"""The scrolling page: a document laid out in a column, and where everything is in the viewport.

Nothing here knows of selections or of the user's hands; `view.ArticleView` adds those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.app.shown import EVERYTHING, Shown
from annotator.core.model import Annotation, Document
from annotator.core.schema import Schema
from annotator.core.text import Direction, Span
from annotator.ui.canvas.blocks import BlockList
from annotator.ui.canvas.hits import Hit, hit_at
from annotator.ui.canvas.marks import MarkIndex
from annotator.ui.canvas.metrics import CHARACTERS_A_LINE, Metrics
from annotator.ui.canvas.page import Page
from annotator.ui.theme import Theme

PAD = 28
"""White space above the first block and below the last."""

RING = 2
"""The width of the ring along the viewport's edges while the keys go here."""


class PageView(QAbstractScrollArea):
    """A document in a column that scrolls; blocks are laid out when they come into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self._document: Document | None = None
        self._annotations: tuple[Annotation, ...] | None = ()
        self._schema: Schema | None = None
        self._language = "ar"
        self._hidden: frozenset[str] = frozenset()
        self._shown = EVERYTHING
        self._article_font = QFont(self.font())
        self._article_font.setPointSizeF(20)
        self._chip_font = QFont(self.font())
        self._theme = Theme.load("light")
        self._metrics: dict[Direction, Metrics] = {}
        self._characters = CHARACTERS_A_LINE
        self._turned: Callable[[Document], Mapping[int, Direction]] = lambda _document: {}
        self._turned_now: Mapping[int, Direction] = {}
        self._left = 0
        self._scrolled = 0  # the value of the scroll bar for which the viewport is painted
        self._foot = 0  # pixels at the bottom of the viewport that something lies over
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        self.viewport().update()

    def set_fonts(self, article: QFont, chip: QFont) -> None:
        """Set the text in `article` and the chips in `chip`; the place in the text stays."""
        if (article, chip) == (self._article_font, self._chip_font):
            return
        self._article_font, self._chip_font = QFont(article), QFont(chip)
        self._metrics.clear()
        self.rebuild()

    def set_language(self, code: str) -> None:
        """Name labels and roles in this language."""
        if code != self._language:
            self._language = code
            self.rebuild()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Do not show the annotations of these layers, or with these labels (`layer:label`)."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.rebuild()

    @property
    def shown(self) -> Shown:
        """Whose annotations are shown."""
        return self._shown

    def set_shown(self, shown: Shown) -> None:
        """Show the annotations of these annotators, with their signs."""
        if shown == self._shown:
            return
        self._shown = shown
        page = self.page
        if page is None:
            return
        kept, annotations = self._top_of_view(), self.annotations()
        marks = MarkIndex(page.blocks, self._schema, self._language, self._hidden, shown)
        marks.load(annotations)
        page.take_marks(marks)  # the text stays laid out: only what is drawn of it is another
        self.rebuilt()
        self._restore_top(kept)
        self.viewport().update()

    def set_line_width(self, characters: int) -> None:
        """Let a full line hold so many characters of running text."""
        if characters != self._characters:
            self._characters = characters
            self._metrics.clear()
            self.rebuild()

    def set_turned(self, turned: Callable[[Document], Mapping[int, Direction]]) -> None:
        """Ask here which paragraphs of a document run otherwise than their text says.

        The answer holds directions by the start (code points) of the paragraph; `turn` asks again.
        """
        self._turned = turned

    def turn(self) -> None:
        """Ask anew which paragraphs are turned, and set them so."""
        document = self._document
        if document is not None and self._turned(document) != self._turned_now:
            self.rebuild()

    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations of the document; a new tuple after each change."""
        if self._annotations is None:
            self._annotations = tuple(self.page.marks.annotations()) if self.page else ()
        return self._annotations

    def set_foot(self, height: int) -> None:
        """So many pixels at the foot of the viewport are covered: what is revealed stays above."""
        self._foot = height
        self._fit_scroll_bar()

    def reveal(self, span: Span) -> None:
        """Scroll as little as it takes to see this text, with some lines around it."""
        page, bar = self.page, self.verticalScrollBar()
        if page is None:
            return
        height = self.viewport().height() - self._foot
        air = min(64, height // 5)
        # What comes into view on the way is laid out and may prove taller than thought.
        for _ in range(5):
            top, bottom = page.vertical_extent(span)
            self._fit_scroll_bar()
            before = bar.value()
            if top + PAD - air < before:
                bar.setValue(top + PAD - air)
            elif bottom + PAD + air > before + height:
                bar.setValue(min(bottom + PAD + air - height, top + PAD - air))
            self.settle()
            if bar.value() == before and page.vertical_extent(span) == (top, bottom):
                break

    def offset_at(self, point: QPoint) -> tuple[int, bool]:
        """The offset nearest to a point of the viewport, and whether it is meant upstream."""
        page = self.page
        if page is None:
            return 0, False
        there = QPointF(point) - self.origin()
        return page.hit(there.x(), there.y())

    def character_at(self, point: QPoint) -> int:
        """The offset of the character under a point, rather than of the nearest edge."""
        page = self.page
        if page is None or not page.text:
            return 0
        there = QPointF(point) - self.origin()
        return min(page.character_at(there.x(), there.y()), len(page.text) - 1)

    def character_rect(self, offset: int) -> QRect:
        """Where in the viewport the character at an offset is; empty for one without a width."""
        page = self.page
        if page is None:
            return QRect()
        place = page.place_of(offset)
        layout = page.shown(page.blocks.at(offset)).layout
        line = layout.line_of(offset)
        origin = self.origin()
        for left, right in layout.intervals(line, offset, offset + 1):
            box = QRectF(left, place.top, right - left, place.bottom - place.top)
            return box.translated(origin).toAlignedRect()
        return QRectF(QPointF(place.x, place.top) + origin, QSizeF(0, 1)).toAlignedRect()

    def hit_at(self, point: QPointF) -> Hit:
        """The annotations at a point of the viewport."""
        return hit_at(self.page, point - self.origin()) if self.page else Hit()

    def visible_range(self) -> tuple[int, int]:
        """The y of the page between which the viewport lies."""
        top = self.verticalScrollBar().value() - PAD
        return top, top + self.viewport().height()

    def settle(self) -> None:
        """Lay out what is seen and fit the scroll bar to what is now known of the heights."""
        page = self.page
        if page is None:
            return
        for _ in range(3):
            top, bottom = self.visible_range()
            first, last = page.block_at(top), page.block_at(bottom)
            before = page.height
            for index in range(last, first - 1, -1):
                page.shown(index)
            if page.height == before:
                break
        self._fit_scroll_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew where the column's width changed."""
        super().resizeEvent(event)
        if self.page is not None and self._column() != (self._left, self.page.width):
            self.rebuild()
        else:
            self._fit_scroll_bar()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002 - Qt's signature
        """The scroll bar moved: move what is painted, and paint only what comes into view."""
        viewport = self.viewport()
        # Qt's own `dy` counts again what `_grown` has moved, where nothing moved on the screen.
        before, self._scrolled = self._scrolled, self.verticalScrollBar().value()
        painting = viewport.testAttribute(Qt.WidgetAttribute.WA_WState_InPaintEvent)
        whole_pixels = viewport.devicePixelRatioF().is_integer()
        if painting or not whole_pixels or self.has_fixed():
            viewport.update()
            return
        ring = RING if self.hasFocus() else 0
        viewport.scroll(0, before - self._scrolled, viewport.rect().adjusted(0, ring, 0, -ring))

    def has_fixed(self) -> bool:
        """Whether anything but the focus ring is painted that does not move with the page."""
        return False

    def _column(self) -> tuple[int, int]:
        """The left edge and the width of the column in the viewport as it is."""
        metrics = self._metrics_for(self._document.direction if self._document else "rtl")
        width = self.viewport().width()
        margin = metrics.margin(width)
        return margin, max(40, width - 2 * margin)

    def _metrics_for(self, direction: Direction) -> Metrics:
        """The measures of the fonts, which take some milliseconds to find out."""
        if direction not in self._metrics:
            self._metrics[direction] = Metrics(
                self._article_font, self._chip_font, direction, self._characters
            )
        return self._metrics[direction]

    def rebuild(self) -> None:
        """Make the page anew and keep the text at the top of the viewport where it is."""
        kept, annotations = self._top_of_view(), self.annotations()
        document = self._document
        self.page = None
        if document is None:
            self._fit_scroll_bar()
            self.viewport().update()
            return
        self._turned_now = self._turned(document)
        blocks = BlockList(document.text, document.direction, self._turned_now)
        marks = MarkIndex(blocks, self._schema, self._language, self._hidden, self._shown)
        marks.load(annotations)
        metrics = self._metrics_for(document.direction)
        margin = metrics.margin(self.viewport().width())
        self._left = margin
        width = max(40, self.viewport().width() - 2 * margin)
        self.page = Page(document, blocks, marks, metrics, width, margin)
        self.page.grown = self._grown
        self.rebuilt()
        self._restore_top(kept)
        self.viewport().update()

    def rebuilt(self) -> None:
        """Called when the page has been made anew, before it is painted."""

    def _top_of_view(self) -> tuple[int, int] | None:
        """The first offset of the line at the top of the view, and how far below the top it is."""
        page = self.page
        value = self.verticalScrollBar().value()
        if page is None or value <= PAD:
            return None
        block = page.block_at(value - PAD)
        layout = page.shown(block).layout
        line = layout.lines[layout.line_at(value - PAD - page.top(block))]
        return line.start, page.top(block) + line.top - (value - PAD)

    def _restore_top(self, kept: tuple[int, int] | None) -> None:
        self._fit_scroll_bar()
        page = self.page
        if kept is not None and page is not None and kept[0] <= len(page.text):
            top = round(page.place_of(kept[0]).top)
            self._fit_scroll_bar()
            self.verticalScrollBar().setValue(top - kept[1] + PAD)

    def origin(self) -> QPointF:
        """Where the top left corner of the page's column is in the viewport."""
        return QPointF(self._left, PAD - self.verticalScrollBar().value())

    def _grown(self, block: int, delta: int) -> None:
        """A block above the view is taller than thought: keep what is seen where it is."""
        page = self.page
        bar = self.verticalScrollBar()
        if page is not None and page.top(block) + PAD < bar.value():
            before = bar.value()
            bar.setMaximum(max(bar.maximum(), before + delta))
            blocked = bar.blockSignals(True)
            bar.setValue(before + delta)
            bar.blockSignals(blocked)
            self._scrolled += bar.value() - before
            if bar.value() != before + delta:
                self.viewport().update()

    def _fit_scroll_bar(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        whole = self.page.height + 2 * PAD + self._foot if self.page else 0
        most = max(0, whole - height)
        if bar.maximum() != most or bar.pageStep() != height:
            bar.setRange(0, most)
            bar.setPageStep(height)
            bar.setSingleStep(self.page.metrics.style("body").height // 2 if self.page else 20)

    def update_stretches(self, stretches: Iterable[tuple[int, int | None]]) -> None:
        """Paint again what lies between these y of the page; None is the end of the view."""
        viewport = self.viewport()
        y, below = round(self.origin().y()), viewport.height()
        for top, bottom in stretches:
            first = max(0, top + y)
            last = below if bottom is None else min(bottom + y, below)
            if first < last:
                viewport.update(QRect(0, first, viewport.width(), last - first))
