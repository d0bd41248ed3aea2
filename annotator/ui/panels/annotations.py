"""The list of a document's annotations: what the canvas paints, for eyes, keys and readers."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.app.session import Session
from annotator.app.translation import _, language, number
from annotator.core.model import Change
from annotator.ui.canvas.accessible import announce
from annotator.ui.panels.annotation_delegate import AnnotationDelegate
from annotator.ui.panels.annotation_model import ID_ROLE, AnnotationFilter, AnnotationModel
from annotator.ui.panels.article import rows_of
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme

ALL = ""
UNFOLDED_LIMIT = 1000
"""Up to so many annotations, quotes and events stand unfolded from the start."""


class AnnotationTree(QTreeView):
    """The list itself: going to a row by key chooses it, Escape gives the keys back.

    Only what the user does chooses a row: Qt also moves the cursor by itself, when the row where
    it stands goes away.
    """

    left = Signal()
    row_chosen = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if entered or self.currentIndex() != before:
            self.row_chosen.emit(self.currentIndex())


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
    """Escape was pressed: the article is to have the focus again."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = AnnotationModel(self)
        self._filter = AnnotationFilter(self.model)
        self._layers = QWidget()
        self._segments: Segments | None = None
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.tree = AnnotationTree()
        self._delegate = AnnotationDelegate(theme, self.tree)
        self._empty = WrappedLabel()
        self._pages = QStackedWidget()
        self._build()
        session.document_changed.connect(self._read_document)
        session.changed.connect(self._take_change)
        session.schema_editing.schema_changed.connect(self._read_document)
        self._read_document()

    def select_annotation(self, annotation_id: str) -> None:
        """Show which annotation is selected, without telling; scroll only if it is out of sight."""
        selection = self.tree.selectionModel()
        index = self._filter.mapFromSource(self.model.index_of(annotation_id))
        if not index.isValid():
            selection.clear()
            return
        if self._stands_for(selection.currentIndex(), annotation_id):
            index = selection.currentIndex()  # a role whose filler it is: the cursor stays there
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not self.tree.hasFocus():  # else it is told as the row that the focus is on
            announce(self.tree, index.data(Qt.ItemDataRole.AccessibleTextRole))
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._delegate.theme = theme
        self.tree.viewport().update()

    def layer(self) -> str:
        """The layer that is shown; the empty string for all."""
        return self._segments.value() if self._segments else ALL

    def show_layer(self, layer: str) -> None:
        """Show one layer; the empty string shows all."""
        if self._segments:
            self._segments.set_value(layer)
        self._filter.set_layer(layer)
        self._show_emptiness()

    def layer_buttons(self) -> Segments | None:
        """The buttons of the layers; None while no project is open."""
        return self._segments

    # Building

    def _build(self) -> None:
        self.setAccessibleName(_("Annotations"))
        self.search.setPlaceholderText(_("Find in the annotations"))
        self.search.setAccessibleName(_("Find in the annotations"))
        tree = self.tree
        tree.setModel(self._filter)
        tree.setItemDelegate(self._delegate)
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIndentation(18)
        tree.setMouseTracking(True)
        tree.setFrameShape(QTreeView.Shape.NoFrame)
        tree.setExpandsOnDoubleClick(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setAccessibleName(_("Annotations"))
        tree.clicked.connect(self._choose)
        tree.row_chosen.connect(self._choose)
        tree.left.connect(self.left)
        self._filter.rowsInserted.connect(self._unfold_new)
        self._empty.setMargin(16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._pages.addWidget(self.tree)
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

    def _read_document(self, _document_id: str = "") -> None:
        session = self._session
        self.model.set_article(session.document, session.annotations(), session.schema)
        self._make_layers()
        self._unfold_all()
        self._show_counts()
        self._show_emptiness()

    def _take_change(self, change: Change) -> None:
        rows = rows_of(change, self._session.document)
        if rows:
            self.model.apply_rows(rows)
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
        self._filter.set_layer(known)

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
        if self._filter.rowCount() > 0:
            self._pages.setCurrentWidget(self.tree)
            return
        if self._session.document is None:
            text = _("No document is open.")
        elif self.model.rowCount() == 0:
            text = _("Nothing is labelled here yet. Select text and press the key of a label.")
        else:
            text = _("No annotation fits. Choose another layer, or clear the search.")
        self._empty.setText(text)
        self._pages.setCurrentWidget(self._empty)

    def _unfold_all(self) -> None:
        if self.model.rowCount() <= UNFOLDED_LIMIT:
            self.tree.expandToDepth(0)

    def _unfold_new(self, parent: QModelIndex, first: int, last: int) -> None:
        if parent.isValid():
            self.tree.expand(parent)  # its first role was filled, or shown as empty
            return
        if last - first > UNFOLDED_LIMIT:
            return
        for row in range(first, last + 1):
            self.tree.expand(self._filter.index(row, 0))

    # The user's choices

    def _search(self, text: str) -> None:
        self._filter.set_text(text)
        self._show_emptiness()

    def _choose(self, index: QModelIndex) -> None:
        source = self._filter.mapToSource(index)
        annotation = self.model.annotation_at(source)
        if annotation is None:
            return
        branch = self.model.branch_at(source)
        if branch is None or branch.argument is None:
            self.annotation_chosen.emit(annotation.id)
        elif branch.argument.target:
            self.annotation_chosen.emit(branch.argument.target)
        else:
            self.annotation_chosen.emit(annotation.id)
            self.spans_chosen.emit(branch.argument.spans)

    def _stands_for(self, index: QModelIndex, annotation_id: str) -> bool:
        """Whether choosing this row selects that annotation."""
        if not index.isValid():
            return False
        own = index.data(ID_ROLE)
        if own:
            return bool(own == annotation_id)
        annotation = self.model.annotation_at(self._filter.mapToSource(index))
        return annotation is not None and annotation.id == annotation_id
