"""A page of Markdown that is shown, each paragraph in its own direction."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from annotator.app.translation import is_rtl
from annotator.core.text import paragraph_direction

_WEB = ("https://", "http://")


class GuidelinesPage(QTextBrowser):
    """Shows Markdown; links of the web open in the system's browser, `#…` go to a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: str | None = None
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.document().setDocumentMargin(16)

    def show_markdown(self, source: str) -> None:
        """Show a page; the place on it stays as far as it can."""
        if source == self._source:
            return
        self._source = source
        bar = self.verticalScrollBar()
        value = bar.value()
        # Raw HTML is shown as text: a page is for reading, not for running.
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(
            source, features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        block = self.document().begin()
        while block.isValid():
            self._direct(block)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        bar.setValue(value)

    def heading_blocks(self) -> list[QTextBlock]:
        """The headings in their order."""
        block, found = self.document().begin(), []
        while block.isValid():
            if block.blockFormat().headingLevel():
                found.append(block)
            block = block.next()
        return found

    def go_to_heading(self, text: str) -> bool:
        """Bring the heading with this text to the top; whether there is one."""
        for block in self.heading_blocks():
            if block.text().strip() == text.strip():
                self.go_to(QTextCursor(block))
                return True
        return False

    def go_to(self, place: QTextCursor) -> None:
        """Bring a place to the top."""
        self.setTextCursor(place)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(place).top() - 8)

    def _direct(self, block: QTextBlock) -> None:
        shape = QTextBlockFormat()
        direction = paragraph_direction(block.text(), "rtl" if is_rtl() else "ltr")
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
            direction = "ltr"
        sides = Qt.LayoutDirection
        shape.setLayoutDirection(sides.RightToLeft if direction == "rtl" else sides.LeftToRight)
        shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(block).mergeBlockFormat(shape)

    def _follow(self, link: QUrl) -> None:
        if link.toString().startswith(_WEB):
            QDesktopServices.openUrl(link)
        elif link.hasFragment():
            wanted = link.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
            for block in self.heading_blocks():
                if _anchor(block.text()) == _anchor(wanted):
                    self.go_to(QTextCursor(block))
                    return


def _anchor(text: str) -> str:
    """A heading as links to it are written: `#person-pers` for “Person (PERS)”."""
    kept = "".join(each for each in text.lower() if each.isalnum() or each in " -_")
    return kept.strip().replace(" ", "-")
