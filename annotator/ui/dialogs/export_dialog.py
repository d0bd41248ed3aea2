"""Exporting: what is taken, in which form, where to; then what was written and what was not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.app.exporting import ExportOptions, Target, run_export
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.datasets import ExportReport, Reason, Selection, Shares
from annotator.core.errors import HashiyaError
from annotator.core.model import REVIEWS, STATUSES
from annotator.ui.dialogs.frame import Frame, path_row
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.words import review_name, status_name

FILE_ENDING = ".jsonl"


class Ticks(QWidget):
    """Check boxes side by side. None ticked means all: nothing is held back."""

    def __init__(self, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        layout = FlowLayout(self, spacing=12)
        for value, name in choices:
            box = QCheckBox(name.replace("&", "&&"))
            self.boxes[value] = box
            layout.addWidget(box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def values(self) -> frozenset[str]:
        """What is ticked."""
        return frozenset(value for value, box in self.boxes.items() if box.isChecked())


class ExportDialog(Frame):
    """Writes the open project's documents on a thread, whole or not at all.

    What was written and left out stays on the screen until the dialog is closed.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Export"), parent)
        self._session = session
        self._proposed = ""
        self.resize(640, 0)
        self._build()
        self._target_changed()

    def options(self) -> ExportOptions:
        """What is to be written, as it is chosen now."""
        ticked = self.statuses.values(), self.reviews.values()
        selection = Selection(
            annotators=self.annotators.values(),
            statuses=frozenset(each for each in STATUSES if each in ticked[0]),
            reviews=frozenset(each for each in REVIEWS if each in ticked[1]),
        )
        train, validation, test = (each.value() for each in self.shares)
        shares = Shares(train, validation, test)
        return ExportOptions(self._target(), self._place(), selection, shares)

    def reject(self) -> None:
        """Stop what is under way first; close at the second time."""
        if self.work.is_running():
            self.work.cancel()
        else:
            super().reject()

    # Building

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(QLabel(_("Form:")), self._make_targets())
        self.statuses = Ticks([(each, status_name(each)) for each in STATUSES])
        self.reviews = Ticks([(each, review_name(each)) for each in REVIEWS])
        self.annotators = Ticks([(each, each) for each in self._annotators()])
        for text, ticks in (
            (_("Documents that are:"), self.statuses),
            (_("Annotations that are:"), self.reviews),
            (_("Annotations by:"), self.annotators),
        ):
            ticks.setAccessibleName(text)
            form.addRow(QLabel(text), ticks)
        hint = QLabel(_("Where nothing is ticked, all are taken."))
        hint.setProperty("role", "muted")
        form.addRow("", hint)
        self._share_label = QLabel(_("Shares:"))
        form.addRow(self._share_label, self._make_shares())
        self.place_field, self.browse, place = path_row(_("Where to"), self._browse)
        self.place_field.textChanged.connect(self._update)
        label = QLabel(_("&Where to:"))
        label.setBuddy(self.place_field)
        form.addRow(label, place)
        self._form = QWidget()
        self._form.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self._form)
        self.result_label = QLabel()
        self.result_label.setWordWrap(True)
        self.result_label.setTextFormat(Qt.TextFormat.PlainText)
        self.result_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result_label.hide()
        self.content.addWidget(self.result_label)
        self.content.addStretch(1)
        self.work = self.add_work_bar(self._end, self._fail)
        self.export_button = self.add_start(_("&Export"), self._export)
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAutoDefault(False)

    def _make_targets(self) -> QWidget:
        self.file_target = QRadioButton(_("One &file: canonical JSONL, a document a line"))
        self.file_target.setToolTip(_("Holds everything, and can be imported again."))
        self.dataset_target = QRadioButton(_("A &dataset: a folder with parts for training"))
        self.dataset_target.setToolTip(
            _("Train, validation and test parts, with a card, a manifest and a JSON Schema.")
        )
        self.file_target.setChecked(True)
        group = QButtonGroup(self)
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for button in (self.file_target, self.dataset_target):
            group.addButton(button)
            layout.addWidget(button)
        self.dataset_target.toggled.connect(self._target_changed)
        return column

    def _make_shares(self) -> QWidget:
        self.shares: list[QSpinBox] = []
        self._shares = QWidget()
        row = QHBoxLayout(self._shares)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        usual = Shares()
        for text, value in (
            (_("Train"), usual.train),
            (_("Validation"), usual.validation),
            (_("Test"), usual.test),
        ):
            box = QSpinBox()
            box.setRange(0, 1000)
            box.setValue(value)
            box.setAccessibleName(text)
            box.valueChanged.connect(self._update)
            label = QLabel(text)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            self.shares.append(box)
        row.addStretch()
        self._shares.setToolTip(
            _("Documents of one group, or with one text, always go into the same part.")
        )
        return self._shares

    def _annotators(self) -> list[str]:
        try:
            return self._session.project.annotators() if self._session.project else []
        except HashiyaError as error:
            self.show_error(error)
            return []

    # Choosing

    def _target(self) -> Target:
        return "dataset" if self.dataset_target.isChecked() else "file"

    def _place(self) -> Path:
        path = Path(self.place_field.text().strip()).expanduser()
        if self._target() == "file" and not path.suffix:
            return path.with_suffix(FILE_ENDING)
        return path

    def _target_changed(self) -> None:
        is_dataset = self._target() == "dataset"
        self._shares.setVisible(is_dataset)
        self._share_label.setVisible(is_dataset)
        if self.place_field.text() == self._proposed:
            self._proposed = str(self._proposal())
            self.place_field.setText(self._proposed)
        self._update()

    def _proposal(self) -> Path:
        project = self._session.project
        stem = project.path.stem if project else "export"
        folder = self._session.settings.text("folders.last") or str(Path.home())
        name = f"{stem}-dataset" if self._target() == "dataset" else f"{stem}{FILE_ENDING}"
        return Path(folder, name)

    def _browse(self) -> None:
        if self._target() == "file":
            name, _filter = QFileDialog.getSaveFileName(
                self,
                _("Export to a file"),
                str(self._place()),
                _("JSON Lines ({endings})").format(endings=f"*{FILE_ENDING}"),
            )
        else:
            name = QFileDialog.getExistingDirectory(
                self, _("Export to a folder"), str(self._place().parent)
            )
        if name:
            self.place_field.setText(name)

    def _update(self) -> None:
        running = self.work.is_running()
        dealt = self._target() == "file" or sum(each.value() for each in self.shares) > 0
        self._form.setEnabled(not running)
        self.export_button.setEnabled(
            not running and bool(self.place_field.text().strip()) and dealt
        )
        self.fit_height()

    # Writing

    def _export(self) -> None:
        options = self.options()
        self.show_error(None)
        self.result_label.clear()
        self.result_label.hide()
        job = self._session.read_in_background(
            lambda project, progress, cancelled: run_export(
                project, options, progress=progress, cancelled=cancelled
            )
        )
        if job is not None:
            self.work.follow(job, _("Exporting"))
        self._update()

    def _end(self, report: object) -> None:
        if isinstance(report, ExportReport):
            self.result_label.setText(report_text(report))
            self.result_label.show()
        self._update()
        self.export_button.setDefault(False)
        self.close_button.setDefault(True)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: object) -> None:
        if isinstance(error, HashiyaError):
            self.show_error(error)
        self._update()


def report_text(report: ExportReport) -> str:
    """What an export wrote and what it left out, with the reasons."""
    documents = ngettext("{count} document", "{count} documents", report.documents).format(
        count=number(report.documents)
    )
    annotations = ngettext("{count} annotation", "{count} annotations", report.annotations).format(
        count=number(report.annotations)
    )
    lines = [
        _("Written to {path}: {documents}, {annotations}.").format(
            path=isolate(str(report.path)), documents=documents, annotations=annotations
        )
    ]
    if len(report.parts) > 1 or "" not in report.parts:
        lines += [
            _("{part}: {count}").format(part=isolate(name), count=number(written.documents))
            for name, written in report.parts.items()
        ]
    left_out = {reason: count for reason, count in report.left_out.items() if count}
    if left_out:
        lines.append(_("Left out, or changed by that:"))
        lines += [f"• {_reason_text(reason, count)}" for reason, count in left_out.items()]
    if report.straddling:
        count = len(report.straddling)
        lines.append(
            ngettext(
                "{count} document stays apart from its group, as its own data say.",
                "{count} documents stay apart from their groups, as their own data say.",
                count,
            ).format(count=number(count))
        )
    return "\n".join(lines)


def _reason_text(reason: Reason, count: int) -> str:
    texts: dict[Reason, str] = {
        "document status": _("Documents of another status: {count}"),
        "annotator": _("Annotations by others: {count}"),
        "review": _("Annotations in another review state: {count}"),
        "relation without an end": _("Relations that lost an end: {count}"),
        "target made a bare span": _("Roles that keep only the text of what was left out: {count}"),
        "target dropped": _("Roles emptied, since what filled them was left out: {count}"),
    }
    return texts[reason].format(count=number(count))
