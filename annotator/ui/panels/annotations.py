"""The list of a document's annotations: what the canvas paints, for eyes, keys and readers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, language, number
from annotator.ui.canvas.accessible import announce
from annotator.ui.panels.annotation_delegate import AnnotationDelegate
from annotator.ui.panels.annotation_model import ID_ROLE, AnnotationModel
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.panels.flat_list import FlatList
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme

ALL = ""


class AnnotationsPanel(QWidget):
    """Every annotation of the current document in reading order, with its roles below it.

    It follows the session by itself; the window tells which annotation is selected
    (`select_annotation`) and acts on what the user chooses here.
    """

    annotation_chosen = Signal(str)
    """The user chose an annotation: its id."""
    spans_chosen = Signal(object)
    """The user chose a bare span that fills a role: its Spans."""
    left = Signal()
    """Escape or Enter was pressed: the article is to have the focus again."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        feed = ArticleFeed.of(session)
        self.model = AnnotationModel(self, feed.article)
        self._layers = QWidget()
        self._segments: Segments | None = None
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.list = FlatList()
        self._delegate = AnnotationDelegate(theme, self.list)
        self._empty = WrappedLabel()
        self._pages = QStackedWidget()
        self._build()
        feed.renewed.connect(self._read_document)
        feed.touched.connect(self._take_touched)
        session.schema_editing.schema_changed.connect(self._read_document)
        self._read_document()

    def select_annotation(self, annotation_id: str) -> None:
        """Show which annotation is selected, without telling; scroll only if it is out of sight."""
        here = self.list.currentIndex()
        index = self.model.index_of(annotation_id)
        if not index.isValid():
            self.list.choose_none()
            return
        if self._stands_for(here, annotation_id):
            index = here  # a role whose filler it is: the cursor stays there
        self.list.choose_row(index)
        if not self.list.hasFocus():  # else it is told as the row that the focus is on
            announce(self.list, index.data(Qt.ItemDataRole.AccessibleTextRole))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def layer(self) -> str:
        """The layer that is shown; the empty string for all."""
        return self._segments.value() if self._segments else ALL

    def show_layer(self, layer: str) -> None:
        """Show one layer; the empty string shows all."""
        if self._segments:
            self._segments.set_value(layer)
        self.model.set_layer(layer)
        self._show_emptiness()

    def layer_buttons(self) -> Segments | None:
        """The buttons of the layers; None while no project is open."""
        return self._segments

    def emptiness(self) -> str:
        """What stands where the list is empty."""
        return self._empty.text()

    # Building

    def _build(self) -> None:
        self.setAccessibleName(_("Annotations"))
        self.search.setPlaceholderText(_("Find in the annotations"))
        self.search.setAccessibleName(_("Find in the annotations"))
        view = self.list
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setAccessibleName(_("Annotations"))
        view.row_chosen.connect(self._choose)
        view.row_entered.connect(lambda _index: self.left.emit())
        view.fold_wanted.connect(self._fold)
        view.left.connect(self.left)
        self._empty.setMargin(16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        self._pages.setMinimumHeight(56)  # so that a low window cuts no button above it
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.setSpacing(8)
        self._layer_place = QVBoxLayout()
        head.addLayout(self._layer_place)
        head.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages)

    # Following the session

    def _read_document(self) -> None:
        self.model.reload()
        self._make_layers()
        self._show_counts()
        self._show_emptiness()

    def _take_touched(self, touched: list[str]) -> None:
        self.model.show_touched(touched)
        self._show_counts()
        self._show_emptiness()

    def _make_layers(self) -> None:
        schema = self._session.schema
        wanted = self.layer()
        if self._segments is not None:
            self._layer_place.removeWidget(self._segments)
            self._segments.hide()
            self._segments.deleteLater()
            self._segments = None
        if schema is None:
            return
        choices = [Choice(ALL, _("All"))]
        choices += [Choice(each.id, each.name.text(language())) for each in schema.layers]
        self._segments = Segments(choices)
        self._segments.setAccessibleName(_("Layer"))
        self._segments.chosen.connect(self.show_layer)
        self._layer_place.addWidget(self._segments)
        known = wanted if schema.find_layer(wanted) else ALL
        self._segments.set_value(known)
        self.model.set_layer(known)

    def _show_counts(self) -> None:
        schema = self._session.schema
        if self._segments is None or schema is None:
            return
        counts = self.model.counts()
        for layer in schema.layers:
            name = layer.name.text(language())
            self._segments.set_text(layer.id, f"{name} {number(counts[layer.id])}")
        self._segments.set_text(ALL, _("All {count}").format(count=number(counts.total())))

    def _show_emptiness(self) -> None:
        if self.model.rowCount() > 0:
            self._pages.setCurrentWidget(self.list)
            return
        if self._session.document is None:
            text = _("No document is open.")
        elif self.model.counts().total() == 0 and self._session.annotations():
            text = _("Those who are shown have labelled nothing here. View → Annotators shown.")
        elif self.model.counts().total() == 0:
            text = _("Nothing is labelled here yet. Select text and press the key of a label.")
        else:
            text = _("No annotation fits. Choose another layer, or clear the search.")
        self._empty.setText(text)
        self._pages.setCurrentWidget(self._empty)

    # The user's choices

    def _search(self, text: str) -> None:
        self.model.set_text(text)
        self._show_emptiness()

    def _choose(self, index: QModelIndex) -> None:
        annotation = self.model.annotation_at(index)
        if annotation is None:
            return
        branch = self.model.branch_at(index)
        if branch is None or branch.argument is None:
            self.annotation_chosen.emit(annotation.id)
        elif branch.argument.target:
            self.annotation_chosen.emit(branch.argument.target)
        else:
            self.annotation_chosen.emit(annotation.id)
            self.spans_chosen.emit(branch.argument.spans)

    def _fold(self, index: QModelIndex, opens: bool) -> None:
        annotation = self.model.annotation_at(index)
        if annotation is not None:
            self.model.set_open(annotation.id, opens=opens)

    def _stands_for(self, index: QModelIndex, annotation_id: str) -> bool:
        """Whether choosing this row selects that annotation."""
        if not index.isValid():
            return False
        own = index.data(ID_ROLE)
        if own:
            return bool(own == annotation_id)
        annotation = self.model.annotation_at(index)
        return annotation is not None and annotation.id == annotation_id
