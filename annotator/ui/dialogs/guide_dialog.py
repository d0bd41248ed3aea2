"""The user guide, in the language of the interface: its text, and its chapters to go to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.app import paths
from annotator.app.translation import _, language
from annotator.core.text import paragraph_direction
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.page_search import PageSearch

_WEB = "https://"
_PICTURE = "\ufffc"
_CHAPTER = 2  # the level of a chapter's heading; the first is the title


class GuidePage(QTextBrowser):
    """A page of Markdown whose pictures are never wider than itself."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = path.parent
        self._width = 0
        self._pictures: dict[str, QImage] = {}
        self._source = path.read_text(encoding="utf-8")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self._set_out()

    def chapters(self) -> list[QTextBlock]:
        """The headings of the chapters."""
        block, found = self.document().begin(), []
        while block.isValid():
            if block.blockFormat().headingLevel() == _CHAPTER:
                found.append(block)
            block = block.next()
        return found

    def go_to(self, place: QTextCursor) -> None:
        """Bring a place to the top."""
        self.setTextCursor(place)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(place).top() - 8)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource:
            return super().loadResource(kind, name)
        file = name.fileName() if isinstance(name, QUrl) else name
        picture = self._pictures.setdefault(file, QImage(str(self._folder / "images" / file)))
        ratio = self.devicePixelRatioF()
        width = min(round(self._width * ratio), picture.width())
        if picture.isNull() or not width:
            return picture
        scaled = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width() - 2 * round(self.document().documentMargin())
        if width != self._width:
            bar = self.verticalScrollBar()
            part = bar.value() / bar.maximum() if self._width and bar.maximum() else 0.0
            self._width = width
            self._set_out()
            bar.setValue(round(part * bar.maximum()))

    def _set_out(self) -> None:
        document = self.document()
        document.setDocumentMargin(16)
        document.setBaseUrl(QUrl.fromLocalFile(f"{self._folder}/"))
        document.setMarkdown(self._source, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        block = document.begin()
        while block.isValid():
            self._direct(block)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _direct(self, block: QTextBlock) -> None:
        """Let a paragraph run as the page does, even if it begins with a key.

        Code never does, and what is cited from an article runs as the article does.
        """
        kind, shape = block.blockFormat(), QTextBlockFormat()
        is_code = kind.hasProperty(QTextFormat.Property.BlockCodeFence)
        is_cited = kind.hasProperty(QTextFormat.Property.BlockQuoteLevel)
        direction = self.layoutDirection()
        if is_code or is_cited:
            is_rtl = is_cited and paragraph_direction(block.text()) == "rtl"
            sides = Qt.LayoutDirection
            direction = sides.RightToLeft if is_rtl else sides.LeftToRight
        shape.setLayoutDirection(direction)
        if not is_code and _PICTURE not in block.text():
            shape.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(block).mergeBlockFormat(shape)

    def _follow(self, link: QUrl) -> None:
        """Open a page of the web in the system's browser; other pages of the docs stay there."""
        if link.toString().startswith(_WEB):
            QDesktopServices.openUrl(link)


class GuideDialog(Frame):
    """Shows the guide beside the window, which stays at work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("User guide"), parent)
        self.language = language()
        self.resize(980, 700)
        self.page = GuidePage(paths.guide(self.language))
        self.page.setAccessibleName(_("User guide"))
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(_("Chapters"))
        self.chapters.addItems([block.text() for block in self.page.chapters()])
        self.chapters.currentRowChanged.connect(self._go_to_chapter)
        self.finder = PageSearch(self.page, _("Find in the guide"))
        self.search, self.nothing = self.finder.field, self.finder.nothing
        self.finder.started.connect(self._leave_chapter)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)
        side = QWidget()
        column = QVBoxLayout(side)
        # From right to left, a QSplitter lays its first part one pixel too far out.
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(8)
        column.addWidget(self.finder)
        column.addWidget(self.chapters, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(side)
        parts.addWidget(self.page)
        parts.setStretchFactor(1, 1)
        parts.setSizes([240, 740])
        self.content.addWidget(parts, 1)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        self.page.setFocus()

    def _go_to_chapter(self, row: int) -> None:
        if row >= 0:
            self.page.go_to(QTextCursor(self.page.chapters()[row]))

    def _leave_chapter(self) -> None:
        with QSignalBlocker(self.chapters):
            self.chapters.setCurrentRow(-1)
