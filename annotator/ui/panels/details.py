"""The panel of the selected annotation: everything about it, and all that can be corrected."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.session import Session
from annotator.app.translation import _
from annotator.core.model import Annotation
from annotator.ui.label_picker import LabelPicker
from annotator.ui.panels.annotation_page import AnnotationPage
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme


class DetailsPanel(QWidget):
    """Shows one annotation and changes it through the session.

    The window tells which annotation is selected (`show_annotation`) and which role is being
    filled (`set_filling`); the panel keeps itself in step with the session's changes.
    """

    annotation_chosen = Signal(str)
    """Another annotation is to be selected: its id."""
    spans_chosen = Signal(object)
    """A bare span that fills a role is to be shown: its Spans."""
    fill_requested = Signal(str)
    """A role of the selected annotation is to be filled, or no longer: the role's id."""
    link_requested = Signal()
    """The selected annotation is to be linked to an entry of the cast."""
    entry_pressed = Signal(str)
    """An entry of the cast is to be shown: its id."""
    history_requested = Signal(int)
    """A change of the annotation is to be shown in the history: its number."""

    def __init__(
        self, session: Session, theme: Theme, picker: LabelPicker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._picker = picker
        feed = ArticleFeed.of(session)
        self._article = feed.article
        self._id = ""
        self._hint = _hint()
        self._page = AnnotationPage(session, theme, self._article)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setAccessibleName(_("Details"))
        self._page.relabel_requested.connect(self._open_picker)
        self._page.annotation_chosen.connect(self.annotation_chosen)
        self._page.spans_chosen.connect(self.spans_chosen)
        self._page.fill_requested.connect(self.fill_requested)
        self._page.link_requested.connect(self.link_requested)
        self._page.entry_pressed.connect(self.entry_pressed)
        self._page.history_requested.connect(self.history_requested)
        session.cast.changed.connect(self._page.show_link)
        feed.renewed.connect(self._read_document)
        feed.touched.connect(self._take_touched)
        session.schema_editing.schema_changed.connect(self._read_document)
        session.busy_changed.connect(self._take_busy)
        self._read_document()

    def show_annotation(self, annotation_id: str) -> None:
        """Show an annotation of the current document; the empty string shows the hint."""
        if annotation_id != self._id:
            self._page.commit()
        self._id = annotation_id
        annotation = self._article.get(annotation_id)
        self._page.show_annotation(annotation)
        self._pages.setCurrentWidget(self._scroll if annotation else self._hint)

    def annotation_id(self) -> str:
        """The id of the annotation that is shown, or the empty string."""
        return self._id

    def set_filling(self, role_id: str) -> None:
        """Show which role the next thing selected in the article fills; "" for none."""
        self._page.set_filling(role_id)

    def edit_note(self) -> None:
        """Move the focus to the note."""
        if self._article.get(self._id) is not None:
            note = self._page.note_field()
            self._scroll.ensureWidgetVisible(note)
            note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._page.set_theme(theme)

    def commit(self) -> None:
        """Keep what is being written in a field, as leaving the field would."""
        self._page.commit()

    def _read_document(self) -> None:
        self._id = ""
        self.show_annotation("")

    def _take_touched(self, _touched: list[str]) -> None:
        if self._id:
            self.show_annotation(self._id)

    def _take_busy(self, _busy: object) -> None:
        self._page.show_editable()

    def _open_picker(self, place: QPoint, annotation: Annotation) -> None:
        layer = self._article.layer(annotation)
        if layer is None:
            return
        self._picker.open_at(
            place,
            layer,
            lambda label: self._session.relabel(annotation.id, label),
            current=annotation.label,
        )


def _hint() -> QWidget:
    """What stands there while nothing is selected: the next step, and the keys for it."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(16, 24, 16, 16)
    layout.setSpacing(12)
    for text in (
        _("Select an annotation to see and correct it."),
        _("Click it in the article, or press Tab to go from one to the next."),
        _("To make a new one, select text and press the key of a label."),
    ):
        line = WrappedLabel(text)
        line.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        layout.addWidget(line)
    layout.addStretch()
    return page
