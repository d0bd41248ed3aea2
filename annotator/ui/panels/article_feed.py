"""The open document as all panels beside the article share it: kept in step once for all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.app.session import Session
from annotator.core.model import Change
from annotator.ui.panels.article import Article, rows_of


class ArticleFeed(QObject):
    """Keeps one `Article` in step with a session, and tells the panels what to show anew.

    It is the session's child and hears of a change before any panel does, so that whoever asks
    the article while the change is being told is answered from after it.
    """

    renewed = Signal()
    """Another document is open, or none."""
    touched = Signal(list)
    """These annotations (their ids) came, changed or went, or refer to one that did."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.article = Article()
        self.article.shown = session.shown.shown
        session.document_changed.connect(self._read_document)
        session.changed.connect(self._take_change)
        session.shown.changed.connect(self._show_others)
        self._read_document()

    @classmethod
    def of(cls, session: Session) -> ArticleFeed:
        """The feed of a session; made when it is first asked for."""
        found = session.findChild(ArticleFeed)
        return found if isinstance(found, ArticleFeed) else cls(session)

    def _read_document(self, _document_id: str = "") -> None:
        session = self._session
        self.article.reset(session.document, session.annotations(), session.schema)
        self.renewed.emit()

    def _show_others(self) -> None:
        """Other annotators are shown: the lists begin anew."""
        self.article.shown = self._session.shown.shown
        self.renewed.emit()

    def _take_change(self, change: Change) -> None:
        document, known = self._session.document, self.article.document
        touched = self.article.apply(rows_of(change, document))
        self.article.document = document
        if document is not None and known is not None and document.direction != known.direction:
            self.renewed.emit()
        elif touched:
            self.touched.emit(touched)
