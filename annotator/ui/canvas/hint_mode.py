"""Hint letters on the page: small badges above what they lead to, and what typing them does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen

from annotator.ui.canvas.brackets import bracket_x
from annotator.ui.canvas.colors import mix, translucent
from annotator.ui.canvas.hints import (
    LETTERS,
    Target,
    fits,
    hint_codes,
    in_reading_order,
    takes_words,
    words_around,
)
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.places import Seen, blocks_in_view, boxes
from annotator.ui.shortcuts import candidates
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.canvas.view import ArticleView

_PADDING = 4.0
_OVER_TEXT = 2.0  # by how much a badge may reach below the top of its line
_AIR = 2.0
_STEPS = 8  # how often a badge moves on for others


@dataclass(frozen=True, slots=True)
class Badge:
    """A target with its letters, and where its badge and the boxes of its text are."""

    target: Target
    code: str
    rect: QRectF
    boxes: tuple[QRectF, ...]


class HintMode:
    """Shows badges over the annotations and candidates in view, and takes their letters."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.active = False
        self._all = False
        self._typed = ""
        self._badges: list[Badge] = []

    @property
    def badges(self) -> list[Badge]:
        """What is shown, in reading order; those that do not fit have no letters."""
        return self._badges

    def start(self, *, everything: bool = False) -> None:
        """Show the badges; while a role waits those that fit, or `everything`."""
        self.active = True
        self._all = everything
        self._typed = ""
        self._badges = self._made()
        self.active = any(badge.code for badge in self._badges) or self._view.filling()
        self._view.hints_moved()

    def again(self) -> None:
        """A second wish for hints: all of them while a role waits, else none any more."""
        if self._view.filling() and not self._all:
            self.start(everything=True)
        else:
            self.stop()

    def stop(self) -> bool:
        """Take the badges away; return whether there were any."""
        was, self.active = self.active, False
        self._badges = []
        if was:
            self._view.hints_moved()
        return was

    def follow(self) -> None:
        """The page moved under the badges."""
        if self.active:
            self.start(everything=self._all)

    def takes(self, key: int) -> bool:
        """Whether a key (with its modifiers) is for the hints now."""
        if not self.active:
            return False
        if key == Qt.Key.Key_Space:
            return self._view.filling()
        return self._is_letter(key) or (key == Qt.Key.Key_Backspace and bool(self._typed))

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; return whether it was for the hints."""
        key = next((each for each in candidates(event) if self.takes(each)), None)
        if key is None:
            return False
        if key == Qt.Key.Key_Space:
            self.start(everything=not self._all)
        elif key == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._view.hints_moved()
        else:
            self._type(chr(key))
        return True

    def _is_letter(self, key: int) -> bool:
        return key < 0x80 and chr(key) in LETTERS

    def _type(self, letter: str) -> None:
        typed = self._typed + letter
        badge = next((each for each in self._badges if each.code == typed), None)
        if badge is not None:
            self.stop()
            self._view.take_target(badge.target)
        elif any(each.code.startswith(typed) for each in self._badges):
            self._typed = typed
            self._view.hints_moved()

    # What there is

    def _made(self) -> list[Badge]:
        view, page = self._view, self._view.page
        if page is None:
            return []
        area = QRectF(view.viewport().rect())
        seen = blocks_in_view(page, view.origin(), area)
        metrics = QFontMetricsF(_font(page))
        places = [(each, *_place(page, seen, each, area)) for each in self._targets(page, seen)]
        there = [place for place in places if place[-1]]
        codes = iter(hint_codes(sum(target.fits for target, *_rest in there)))
        badges: list[Badge] = []
        for target, x, top, around in there:
            code = next(codes, "") if target.fits else ""
            wide = metrics.horizontalAdvance("W" * max(1, len(code))) + 2 * _PADDING
            size = QRectF(0, 0, wide, metrics.height() + 1)
            rtl = page.blocks[page.blocks.at(target.span.start)].direction == "rtl"
            rect = _free(size, x, top, [each.rect for each in badges], -1 if rtl else 1)
            badges.append(Badge(target, code, rect, around))
        return badges

    def _targets(self, page: Page, seen: Sequence[Seen]) -> list[Target]:
        view = self._view
        fillers = view.fillers() if view.filling() and not self._all else ()
        owners: dict[str, None] = {}
        for each in seen:
            owners.update((mark.owner, None) for mark in page.marks.marks_in(each.index))
            owners.update((quote.owner, None) for quote in page.marks.quotes_in(each.index))
        found: list[Target] = []
        for owner in owners:
            annotation = page.marks.annotation(owner)
            if annotation is not None and not (view.filling() and owner == view.holder()):
                good = not fillers or fits(annotation, fillers)
                found.append(Target(annotation.spans, owner, good))
        found += self._stretches(page, seen, fillers)
        return in_reading_order(found)

    def _stretches(
        self, page: Page, seen: Sequence[Seen], fillers: Sequence[str]
    ) -> Iterator[Target]:
        """The candidates in view; the words around the frame where its role asks for words."""
        view = self._view
        if not seen:
            return
        if view.targets() and not self._all:
            yield from (Target(spans) for spans in view.targets())
            return
        if fillers and takes_words(fillers):
            holder = page.marks.annotation(view.holder())
            for word in words_around(page.text, holder.spans if holder else ()):
                yield Target((view.detached(word),))
            return
        start, end = page.blocks[seen[0].index].start, page.blocks[seen[-1].index].end
        good = not fillers or bool({"*", "span"} & set(fillers))
        for candidate in view.finder().between(start, end):
            small = candidate.kind != "quotation" or not fillers
            yield Target((candidate.span,), fits=good and small)

    # How it looks

    def paint(self, painter: QPainter, page: Page, theme: Theme) -> None:
        """Draw the badges over the page."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for badge in self._badges:
            if badge.code.startswith(self._typed) and badge.code:
                self._frame(painter, badge, theme)
        painter.setFont(_font(page))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for badge in self._badges:
            if not badge.code:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(translucent(theme.roles.muted, 0.45))
                painter.drawEllipse(badge.rect.center(), 2.5, 2.5)
            elif badge.code.startswith(self._typed):
                self._letters(painter, page, badge, theme)

    def _frame(self, painter: QPainter, badge: Badge, theme: Theme) -> None:
        """A dotted frame shows how far a stretch goes that has no mark of its own."""
        if badge.target.annotation:
            return
        pen = QPen(translucent(theme.roles.accent, 0.7), 1.0, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in badge.boxes:
            painter.drawRoundedRect(box.adjusted(-1.5, 0, 1.5, 0), 3, 3)

    def _letters(self, painter: QPainter, page: Page, badge: Badge, theme: Theme) -> None:
        annotation = page.marks.annotation(badge.target.annotation)
        roles = theme.roles
        if annotation is not None:
            hue = theme.hue(page.marks.hue_of(annotation))
            ground, ink, edge = hue.chip, hue.chip_text, roles.page
        else:
            ground, ink, edge = roles.page, roles.text, roles.accent
        painter.setPen(QPen(edge, 1.0))
        painter.setBrush(ground)
        painter.drawRoundedRect(badge.rect, 4, 4)
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(badge.code)
        x = badge.rect.center().x() - wide / 2
        baseline = badge.rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        typed = len(self._typed)
        painter.setPen(mix(ink, ground, 0.6))
        painter.drawText(QPointF(x, baseline), badge.code[:typed])
        x += metrics.horizontalAdvance(badge.code[:typed])
        painter.setPen(ink)
        painter.drawText(QPointF(x, baseline), badge.code[typed:])


def _font(page: Page) -> QFont:
    font = QFont(page.metrics.chip_font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _place(
    page: Page, seen: Sequence[Seen], target: Target, area: QRectF
) -> tuple[float, float, tuple[QRectF, ...]]:
    """Where the first stretch of a target in view begins, the top of its line, and its boxes."""
    around: list[QRectF] = []
    x = top = 0.0
    for each in seen:
        for span in target.spans:
            for number, box in boxes(each, span):
                if not area.intersects(box):
                    continue
                if not around:
                    line = each.layout.lines[number]
                    top = each.at.y() + line.top
                    rtl = each.layout.is_rtl_at(max(span.start, line.start))
                    x = box.right() if rtl else box.left()
                    quote = next(
                        (
                            piece
                            for piece in each.shown.scene.quotes
                            if target.annotation and piece.mark.owner == target.annotation
                        ),
                        None,
                    )
                    if quote is not None:
                        direction = each.layout.block.direction
                        x = each.at.x() + bracket_x(direction, page.width, quote.mark.depth)
                around.append(box)
    return x, top, tuple(around)


def _free(size: QRectF, x: float, top: float, taken: Sequence[QRectF], step: int) -> QRectF:
    """The badge's box above a line from `x` on in the direction of reading, beside the others."""
    y = max(1.0, top + _OVER_TEXT - size.height())
    rect = QRectF(x if step > 0 else x - size.width(), y, size.width(), size.height())
    for _ in range(_STEPS):
        other = next((each for each in taken if each.intersects(rect)), None)
        if other is None:
            break
        rect.moveLeft(other.right() + _AIR if step > 0 else other.left() - _AIR - rect.width())
    return rect
