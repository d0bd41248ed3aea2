"""Who is compared, and under which name what they agree on is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from annotator.app.session import Session
from annotator.app.shown import AGREED_NAME
from annotator.app.translation import _
from annotator.core.errors import HashiyaError, InputError
from annotator.ui.dialogs.export_dialog import Ticks
from annotator.ui.dialogs.frame import Frame, WorkBar
from annotator.ui.panels.pieces import WrappedLabel


class CompareDialog(Frame):
    """Looks for the differences of the ticked annotators on a thread, and closes with them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Compare annotators"), parent)
        self._session = session
        self.resize(520, 0)
        agreed = session.shown.agreed_name
        self.annotators = Ticks([(each, each) for each in session.shown.annotators()])
        self.annotators.setAccessibleName(_("Annotators to compare"))
        for name, box in self.annotators.boxes.items():
            box.setChecked(name != agreed)
        self.name_field = QLineEdit(agreed)
        self.name_field.setAccessibleName(_("Name of the agreed version"))
        label = QLabel(_("&Agreed version:"))
        label.setBuddy(self.name_field)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(QLabel(_("Compare:")), self.annotators)
        form.addRow(label, self.name_field)
        hint = WrappedLabel(
            _("The agreed version is an annotator like any other: it is exported by its name.")
        )
        hint.setProperty("role", "muted")
        form.addRow(hint)
        self.content.addLayout(form)
        self.content.addStretch(1)
        self.work = WorkBar()
        self.work.done.connect(self._end)
        self.work.failed.connect(self._fail)
        self.content.addWidget(self.work)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.start_button = self.add_button(_("&Compare"), accept, default=True)
        self.buttons.accepted.disconnect()
        self.start_button.clicked.connect(self._start)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.start_button.setFocus()
        self.fit_height()

    def reject(self) -> None:
        """Stop what is under way first; close at the second time."""
        if self.work.is_running():
            self.work.cancel()
        else:
            super().reject()

    def _start(self) -> None:
        self.show_error(None)
        name = self.name_field.text().strip()
        chosen = [each for each in self.annotators.boxes if each in self.annotators.values()]
        try:
            job = self._session.comparing.begin(chosen, name)
        except InputError as error:
            self.show_error(error)
            self.fit_height()
            return
        self._session.settings.set(AGREED_NAME, name)
        if job is not None:
            self.work.follow(job, _("Comparing"))
            self.start_button.setEnabled(False)
            self.fit_height()

    def _end(self, found: object) -> None:
        self._session.comparing.take(found)
        self.accept()

    def _fail(self, error: object) -> None:
        self.start_button.setEnabled(True)
        if isinstance(error, HashiyaError):
            self.show_error(error)
        self.fit_height()
