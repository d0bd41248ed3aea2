"""Giving documents out: a project of their own for one annotator, to be merged again later."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from annotator.app.session import Session
from annotator.app.teamwork import PROJECT_ENDING, GivenOut, Package, chosen_documents, give_out
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.model import STATUSES
from annotator.ui.dialogs.export_dialog import Ticks
from annotator.ui.dialogs.frame import Frame, path_row
from annotator.ui.words import status_name


class GiveOutDialog(Frame):
    """Makes a work package; the project itself is not changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Give documents out"), parent)
        self._session = session
        self._proposed = ""
        self._chosen: list[str] = []
        self.resize(620, 0)
        self._build()
        self._name_changed()
        self._choose()

    def given(self) -> GivenOut:
        """What is to be given out, as it is chosen now."""
        return GivenOut(
            self.name_field.text().strip(),
            self._place(),
            tuple(self._chosen),
            self.with_box.isChecked(),
        )

    def reject(self) -> None:
        """Close; a package that is under way is stopped first."""
        if self.work.is_running():
            self.work.cancel()
        else:
            super().reject()

    def _build(self) -> None:
        self.name_field = QLineEdit()
        self.name_field.textChanged.connect(self._name_changed)
        self.words_field = QLineEdit()
        self.words_field.setPlaceholderText(_("all; or numbers in the list, such as 1-20, 25"))
        self.words_field.textChanged.connect(self._choose)
        self.statuses = Ticks([(each, status_name(each)) for each in STATUSES])
        self.statuses.setAccessibleName(_("Documents that are:"))
        for box in self.statuses.boxes.values():
            box.toggled.connect(self._choose)
        self.with_box = QCheckBox(_("Give the annotations of e&verybody along"))
        self.with_box.setToolTip(_("Otherwise only what the annotator has made already."))
        self.place_field, self.browse, place = path_row(_("Where to"), self._browse)
        self.place_field.textChanged.connect(self._update)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for text, field in (
            (_("&Annotator:"), self.name_field),
            (_("&Documents:"), self.words_field),
        ):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", "").rstrip(":"))
            form.addRow(label, field)
        form.addRow(QLabel(_("Documents that are:")), self.statuses)
        self.count_label = QLabel()
        self.count_label.setProperty("role", "muted")
        form.addRow("", self.count_label)
        form.addRow("", self.with_box)
        label = QLabel(_("&Where to:"))
        label.setBuddy(self.place_field)
        form.addRow(label, place)
        self.content.addLayout(form)
        self.result_label = QLabel()
        self.result_label.setWordWrap(True)
        self.result_label.hide()
        self.content.addWidget(self.result_label)
        self.content.addStretch(1)
        self.work = self.add_work_bar(self._end, self._fail)
        self.give_button = self.add_start(_("&Give out"), self._give)
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.close_button.setAutoDefault(False)

    # Choosing

    def _place(self) -> Path:
        path = Path(self.place_field.text().strip()).expanduser()
        return path if path.suffix == PROJECT_ENDING else path.with_name(path.name + PROJECT_ENDING)

    def _name_changed(self) -> None:
        if self.place_field.text() == self._proposed:
            folder = self._session.settings.text("folders.last") or str(Path.home())
            name = self.name_field.text().strip().replace("/", "-")
            self._proposed = str(Path(folder, f"{name}{PROJECT_ENDING}")) if name else ""
            self.place_field.setText(self._proposed)
        self._update()

    def _choose(self, _news: object = None) -> None:
        project = self._session.project
        words = self.words_field.text().replace("،", ",").split(",")
        statuses = [each for each in STATUSES if each in self.statuses.values()]
        self._chosen = []
        self.show_error(None)
        try:
            if project is not None:
                given = [each.strip() for each in words if each.strip()]
                self._chosen = chosen_documents(project, given, statuses)
        except HashiyaError as error:
            self.show_error(error)
        count = len(self._chosen)
        self.count_label.setText(
            ngettext("{count} document", "{count} documents", count).format(count=number(count))
        )
        self._update()

    def _browse(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Give documents out"),
            str(self._place()),
            _("Hashiya projects ({endings})").format(endings=f"*{PROJECT_ENDING}"),
        )
        if name:
            self.place_field.setText(name)

    def _update(self, _news: object = None) -> None:
        running = self.work.is_running()
        ready = self.name_field.text().strip() and self.place_field.text().strip()
        self.give_button.setEnabled(not running and bool(ready) and bool(self._chosen))
        self.fit_height()

    # Giving

    def _give(self) -> None:
        self.show_error(None)
        self.result_label.hide()
        job = give_out(self._session, self.given())
        if job is not None:
            self.work.follow(job, _("Giving out"))
        self._update()

    def _end(self, package: object) -> None:
        if isinstance(package, Package):
            self._session.settings.set("folders.last", str(package.path.parent))
            told = ngettext(
                "Gave {count} document with {annotations} annotations to {annotator}: {path}",
                "Gave {count} documents with {annotations} annotations to {annotator}: {path}",
                package.documents,
            )
            self.result_label.setText(
                told.format(
                    count=number(package.documents),
                    annotations=number(package.annotations),
                    annotator=isolate(self.name_field.text().strip()),
                    path=isolate(str(package.path)),
                )
            )
            self.result_label.show()
        self._update()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: object) -> None:
        if isinstance(error, HashiyaError):
            self.show_error(error)
        self._update()
