"""How far annotators agree: the scores by layer and label, and who confuses what with what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.app import agreeing
from annotator.app.agreeing import HEADINGS, MEANINGS, DifferencePlace, Measured
from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.app.versions import KIND_NAMES
from annotator.core.errors import HashiyaError
from annotator.core.review import PairAgreement
from annotator.ui.dialogs.confusions import ConfusionTable
from annotator.ui.dialogs.export_dialog import Ticks
from annotator.ui.dialogs.frame import Frame, WorkBar, is_cancelled
from annotator.ui.dialogs.tables import Index, TextTable, make_table

_DEEPER = "· "


class ScoreTable(TextTable):
    """The scores; the tooltip of a figure says what it means. Rows of layers stand out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([_("Layer and label"), *(_(each) for each in HEADINGS)], parent)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return _(MEANINGS[section - 1])
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid() and index.column():
            return _(MEANINGS[index.column() - 1])
        name = super().data(self.index(index.row(), 0)) if role == Qt.ItemDataRole.FontRole else ""
        if name and not name.startswith(_DEEPER):
            bold = QApplication.font()
            bold.setBold(True)
            return bold
        return super().data(index, role)


class AgreementDialog(Frame):
    """Stays open beside the work: the places that it lists are gone to in the window."""

    place_chosen = Signal(str, str)
    """A place is to be looked at: the ids of its document and of an annotation there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Agreement"), parent)
        self._session = session
        self._measured: Measured | None = None
        self._places: list[DifferencePlace] = []
        self._build()
        self.resize(860, 640)
        self._update()
        session.closing.connect(self.close)

    def measure(self) -> None:
        """Measure the annotators that are ticked (none: all)."""
        if self.work.is_running():
            return
        self.show_error(None)
        ticked = self.annotators.values()
        chosen = [each for each in self.annotators.boxes if each in ticked]
        job = agreeing.measure(self._session, chosen)
        if job is not None:
            self.work.follow(job, _("Comparing"))
        self._update()

    def reject(self) -> None:
        """Stop what is under way first; close at the second time."""
        if self.work.is_running():
            self.work.cancel()
        else:
            super().reject()

    def _build(self) -> None:
        agreed = self._session.shown.agreed_name
        names = self._session.shown.annotators()
        self.annotators = Ticks([(each, each) for each in names])
        self.annotators.setAccessibleName(_("Annotators to compare"))
        for name, box in self.annotators.boxes.items():
            box.setChecked(name != agreed)
        self.measure_button = QPushButton(_("&Measure"))
        self.measure_button.clicked.connect(self.measure)
        self.measure_button.setDefault(True)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(QLabel(_("Compare:")))
        top.addWidget(self.annotators, 1)
        top.addWidget(self.measure_button)
        self.content.addLayout(top)
        self.pairs = QComboBox()
        self.pairs.setAccessibleName(_("Pair of annotators"))
        self.pairs.currentIndexChanged.connect(self._show_pair)
        self.layers = QComboBox()
        self.layers.setAccessibleName(_("Layer"))
        self.layers.currentIndexChanged.connect(self._show_layer)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("role", "muted")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(QLabel(_("Pair:")), self.pairs)
        self.content.addLayout(form)
        self.content.addWidget(self.told)
        self.scores = ScoreTable(self)
        self.score_list = make_table(_("Scores"), self.scores, (220, 70, 110, 120, 90, 100, 80))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.score_list, _("&Scores"))
        self.tabs.addTab(self._make_confusions(), _("Con&fusions"))
        self.content.addWidget(self.tabs, 1)
        self.work = WorkBar()
        self.work.done.connect(self._end)
        self.work.failed.connect(self._fail)
        self.content.addWidget(self.work)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.json_button = self.add_button(_("Save as &JSON…"), action)
        self.tsv_button = self.add_button(_("Save as &table (TSV)…"), action)
        self.json_button.clicked.connect(lambda: self._save(".json"))
        self.tsv_button.clicked.connect(lambda: self._save(".tsv"))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)

    def _make_confusions(self) -> QWidget:
        self.confusions = ConfusionTable()
        self.confusions.cell_chosen.connect(self._show_places)
        self.place_model = TextTable([_("Document"), _("Text"), _("What differs")], self)
        self.place_list = make_table(_("Places"), self.place_model, (200, 380), (0, 1))
        self.confusions.cell_entered.connect(self._enter_places)
        self.place_list.activated.connect(self._go)
        self.place_list.installEventFilter(self)
        self.places_told = QLabel()
        self.places_told.setProperty("role", "muted")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        row = QHBoxLayout()
        label = QLabel(_("&Layer:"))
        label.setBuddy(self.layers)
        row.addWidget(label)
        row.addWidget(self.layers)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.confusions, 3)
        column.addWidget(self.places_told)
        column.addWidget(self.place_list, 2)
        return page

    # Showing

    def _end(self, result: object) -> None:
        if isinstance(result, Measured):
            self._measured = result
            self.pairs.clear()
            self.pairs.addItems(
                [
                    _("{first} (first) and {second} (second)").format(
                        first=isolate(each.first), second=isolate(each.second)
                    )
                    for each in result.agreement.pairs
                ]
            )
            self.pairs.setCurrentIndex(0)
        self._update()
        self.score_list.setFocus()

    def _fail(self, error: object) -> None:
        if isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)
        self._update()

    def pair(self) -> PairAgreement | None:
        """The pair of annotators that is shown."""
        at = self.pairs.currentIndex()
        pairs = self._measured.agreement.pairs if self._measured else []
        return pairs[at] if 0 <= at < len(pairs) else None

    def _show_pair(self, _at: int = 0) -> None:
        pair, schema, measured = self.pair(), self._session.schema, self._measured
        if pair is None or schema is None or measured is None:
            return
        rows = agreeing.score_rows(measured.agreement, pair, schema)
        self.scores.show_rows([(_DEEPER * each.depth + each.name, *each.cells) for each in rows])
        self.told.setText(_told(pair, measured))
        layers = [each for each, found in pair.layers.items() if found.confusions]
        self.layers.clear()
        for each in layers:
            layer = schema.find_layer(each)
            self.layers.addItem(layer.name.text(language()) if layer else each, each)
        self._show_layer()

    def _show_layer(self, _at: int = 0) -> None:
        pair, schema, layer = self.pair(), self._session.schema, self.layers.currentData()
        if pair is None or schema is None or layer is None:
            return
        counts = pair.layers[layer].confusions
        self.confusions.show_counts(counts, (pair.first, pair.second), schema, layer)

    def _show_places(self, cell: object) -> None:
        pair, measured = self.pair(), self._measured
        self._places = []
        if pair is not None and measured is not None and isinstance(cell, tuple):
            layer = self.layers.currentData()
            self._places = [
                each
                for each in measured.places.get((pair.first, pair.second), ())
                if each.layer == layer and (each.first, each.second) == cell
            ]
        self.place_model.show_rows(
            [
                (each.title, each.text, _(", ").join(_(KIND_NAMES[kind]) for kind in each.kinds))
                for each in self._places
            ]
        )
        count = len(self._places)
        told = ngettext("{count} place differs", "{count} places differ", count)
        self.places_told.setText(told.format(count=number(count)))

    def _enter_places(self) -> None:
        if self._places:
            self.place_list.setFocus()
            self.place_list.setCurrentIndex(self.place_model.index(0, 0))

    def eventFilter(self, watched: QObject, event: Any) -> bool:  # noqa: ANN401 - QEvent's heirs
        """Enter goes to the place, wherever the system has it do otherwise."""
        if watched is self.place_list and isinstance(event, QKeyEvent):
            pressed = event.type() == QKeyEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(self.place_list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _go(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._places):
            place = self._places[index.row()]
            self.place_chosen.emit(place.document, place.annotation)

    def _update(self) -> None:
        running, there = self.work.is_running(), self._measured is not None
        self.measure_button.setEnabled(not running)
        self.annotators.setEnabled(not running)
        for each in (self.json_button, self.tsv_button, self.tabs, self.pairs):
            each.setEnabled(there and not running)

    # Saving

    def _save(self, ending: str) -> None:
        measured, project = self._measured, self._session.project
        if measured is None or project is None:
            return
        folder = self._session.settings.text("folders.last") or str(Path.home())
        proposed = Path(folder, f"{project.path.stem}-agreement{ending}")
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Save the agreement"), str(proposed), f"*{ending}"
        )
        if not name:
            return
        self.show_error(None)
        text = agreeing.as_json(measured) if ending == ".json" else agreeing.as_tsv(measured)
        try:
            agreeing.save(text, Path(name))
        except HashiyaError as error:
            self.show_error(error)


def _told(pair: PairAgreement, measured: Measured) -> str:
    told = ngettext(
        "{count} document that both have done.",
        "{count} documents that both have done.",
        pair.documents,
    ).format(count=number(pair.documents))
    differ = ngettext(
        "They differ in {count} place.", "They differ in {count} places.", pair.differences
    ).format(count=number(pair.differences))
    parts = [told, differ]
    if pair.first_only or pair.second_only:
        parts.append(
            _("Not compared, since only one has annotations there: {count}.").format(
                count=number(pair.first_only + pair.second_only)
            )
        )
    if measured.more:
        parts.append(
            _("Only the first {count} places are listed.").format(
                count=number(agreeing.MOST_PLACES)
            )
        )
    return " ".join(parts)
