"""What lies over the page: the caret, handles, the banner of fill mode, focus ring, tooltip."""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from annotator.app.translation import _
from annotator.core.text import envelope, paragraph_direction
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.selection import Selection
from annotator.ui.theme import Theme

_LONGEST_TOOLTIP = 160


def paint_caret(
    painter: QPainter, page: Page, chosen: Selection, origin: QPointF, theme: Theme
) -> None:
    """Draw the caret as a thin bar with a foot that points where its text goes on."""
    block = page.blocks.at(chosen.offset, upstream=chosen.upstream)
    if not page.is_laid_out(block):
        return
    place = page.place_of(chosen.offset, upstream=chosen.upstream)
    x, top = place.x + origin.x(), place.top + origin.y()
    painter.fillRect(QRectF(x - 1, top + 2, 2, place.bottom - place.top - 2), theme.roles.caret)


def paint_banner(
    painter: QPainter,
    viewport: QRectF,
    role: str,
    font: QFont,
    theme: Theme,
    direction: Qt.LayoutDirection,
    *,
    letters: bool,
) -> None:
    """Say at the top what the next click, selection or (where they are shown) letter will do."""
    if letters:
        told = _("Choose the {role}: type letters, click or select. Space: more. Esc cancels.")
    else:
        told = _("Choose the {role}: click an annotation or select text. Esc cancels.")
    sentence = told.format(role=role)
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * 1.15)
    wide = QFontMetricsF(large).horizontalAdvance(sentence) + 32
    wide = min(wide, viewport.width() - 16)
    box = QRectF(viewport.center().x() - wide / 2, viewport.top() + 8, wide, 32)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.roles.accent)
    painter.drawRoundedRect(box, 6, 6)
    painter.setLayoutDirection(direction)
    painter.setFont(large)
    painter.setPen(theme.roles.on_accent)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(box.adjusted(12, 0, -12, 0), int(flags), sentence)


def paint_focus(painter: QPainter, viewport: QRectF, theme: Theme) -> None:
    """Draw the ring that says that keys go here."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.roles.focus, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(viewport.adjusted(1, 1, -1, -1))


def tooltip(page: Page, annotation_id: str) -> str:
    """What an annotation is: its label, its text, its roles; each in its own direction."""
    annotation = page.marks.annotation(annotation_id)
    if annotation is None:
        return ""
    rows = [f"<b>{html.escape(page.marks.label_name(annotation))}</b>"]
    if annotation.spans:
        rows.append(_excerpt(envelope(annotation.spans).text_in(page.text)))
    for role in page.marks.roles_of(annotation_id):
        text = _excerpt(envelope(role.spans).text_in(page.text))
        rows.append(f"<i>{html.escape(role.name)}</i>: {text}")
    if annotation.note:
        rows.append(_excerpt(annotation.note))
    direction = paragraph_direction(page.marks.label_name(annotation), "ltr")
    return f'<div dir="{direction}">' + "".join(f"<div>{row}</div>" for row in rows) + "</div>"


def _excerpt(text: str) -> str:
    if len(text) > _LONGEST_TOOLTIP:
        text = text[:_LONGEST_TOOLTIP].rstrip() + "…"
    direction = paragraph_direction(text, "rtl")
    isolate = "\u2067" if direction == "rtl" else "\u2066"
    return f"{isolate}{html.escape(text)}\u2069"
