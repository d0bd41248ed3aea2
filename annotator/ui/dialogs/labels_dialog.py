"""Changing labels that are in use: what is to be done, what it would do, and doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from annotator.app import surgery
from annotator.app.jobs import Job
from annotator.app.session import Session
from annotator.app.surgery import Affected, LabelKey, Operation, Preview, SortLabel
from annotator.app.translation import _, isolate, language, ngettext, number, say
from annotator.core.errors import HashiyaError
from annotator.core.schema import Schema
from annotator.ui.dialogs.affected_list import AffectedList
from annotator.ui.dialogs.frame import is_cancelled
from annotator.ui.dialogs.operation_form import OperationForm
from annotator.ui.dialogs.queue_dialog import QueueDialog
from annotator.ui.dialogs.tick_dialog import WorkFrame
from annotator.ui.panels.pieces import WrappedLabel
from annotator.ui.theme import Theme

_PAUSE = 120
"""Milliseconds after the last key before the project is asked what would change."""


class LabelsDialog(WorkFrame):
    """Shows what an operation on labels would change while it is put together; one button does it.

    `label` is what it begins with, such as the label of the selected annotation.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        label: LabelKey | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Change labels"), parent)
        self._session = session
        self._theme = theme
        self._preview: Preview | None = None
        self._asked: Operation | None = None
        self._looking: Job | None = None
        self._ask_again = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.resize(860, 640)
        self._build()
        if label is not None:
            self.form.choose(label)
        self._take()

    @property
    def _schema(self) -> Schema:
        schema = self._session.schema
        assert schema is not None
        return schema

    def _build(self) -> None:
        project = self._session.project
        counts = project.label_counts() if project else {}
        self.form = OperationForm(self._schema, counts, self._theme, self._count_values)
        self.form.changed.connect(self._take)
        self.content.addWidget(self.form)
        self.summary = WrappedLabel()
        self.content.addWidget(self.summary)
        self.notes = WrappedLabel()
        self.notes.setProperty("role", "muted")
        self.notes.hide()
        self.content.addWidget(self.notes)
        self.list = AffectedList(self._theme)
        self.content.addWidget(self.list, 1)
        self.work.done.connect(self._job_done)
        self.work.failed.connect(self._job_failed)
        self.content.addWidget(self.work)
        self.button = self.add_button(
            _("Change"), QDialogButtonBox.ButtonRole.AcceptRole, default=True
        )
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self.change)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.form.label.setFocus()

    def _count_values(self, label: LabelKey, attribute: str) -> dict[str, int]:
        project = self._session.project
        return surgery.value_counts(project, label, attribute) if project else {}

    # What it would do

    def _take(self) -> None:
        """The form was changed: show nothing that is no longer so, and ask in a moment."""
        self._preview = None
        self.button.setEnabled(False)
        self._pause.start()

    def _ask(self) -> None:
        operation = self.form.operation()
        self.show_error(None)
        if operation is None:
            self._show_nothing(self.form.hint())
        elif self._looking is not None:
            self._ask_again = True
        else:
            self._asked = operation
            self._looking = self._session.read_in_background(
                lambda project, _progress, _cancelled: surgery.preview(project, operation)
            )
            if self._looking is not None:
                self._looking.finished.connect(self._seen)
                self._looking.failed.connect(self._not_seen)

    def _show_nothing(self, hint: str) -> None:
        self.summary.setText(hint)
        self.notes.hide()
        self.list.clear()
        self.button.setText(_("Change"))

    def _show(self, preview: Preview, operation: Operation) -> None:
        self._preview = preview
        plan, project = preview.plan, self._session.project
        if isinstance(operation, SortLabel):
            self._show_queue(operation)
            return
        self.summary.setText(self._told(preview))
        self.notes.setText("\n".join(say(each) for each in plan.notes))
        self.notes.setVisible(bool(plan.notes))
        self.list.show_first(
            preview.first,
            plan.schema,
            lambda offset: surgery.affected(project, operation, offset=offset) if project else [],
        )
        self.button.setEnabled(self._session.can_write)
        count = plan.annotations
        text = ngettext("Change {count} annotation", "Change {count} annotations", count)
        self.button.setText(text.format(count=number(count)) if count else _("Change the schema"))

    def _show_queue(self, operation: SortLabel) -> None:
        count = (self._session.project.label_counts() if self._session.project else {}).get(
            (operation.layer, operation.label), 0
        )
        self.summary.setText(
            ngettext(
                "{count} annotation to be looked at.", "{count} annotations to be looked at.", count
            ).format(count=number(count))
        )
        self.notes.hide()
        self.list.show_first(
            self._queue(operation, 0), self._schema, lambda offset: self._queue(operation, offset)
        )
        self.button.setText(_("Look at them one by one…"))
        self.button.setEnabled(self._session.can_write and count > 0)

    def _queue(self, operation: SortLabel, offset: int) -> Sequence[Affected]:
        project, key = self._session.project, (operation.layer, operation.label)
        return surgery.annotations_with(project, key, offset=offset) if project else []

    def _told(self, preview: Preview) -> str:
        """How many annotations get which label, in how many documents."""
        plan = preview.plan
        if not plan.annotations:
            return _("No annotation has this label; only the schema changes.")
        sums: Counter[LabelKey | None] = Counter()
        for each in plan.outcomes:
            sums[each.after] += each.count
        parts = []
        for after, count in sums.items():
            if after is None:
                told = ngettext("{count} annotation goes", "{count} annotations go", count)
                parts.append(told.format(count=number(count)))
            else:
                told = ngettext(
                    "{count} annotation becomes {label}",
                    "{count} annotations become {label}",
                    count,
                )
                name = self._name(after, plan.schema)
                parts.append(told.format(count=number(count), label=name))
        documents = ngettext("in {count} document", "in {count} documents", plan.documents)
        return _("{what}, {where}.").format(
            what=_("; ").join(parts), where=documents.format(count=number(plan.documents))
        )

    def _name(self, key: LabelKey, schema: Schema) -> str:
        label = schema.resolve(*key)
        name = label.name.text(language()) if label else key[1]
        return isolate(name if name == key[1] else f"{name} ({key[1]})")

    # Doing it

    def change(self) -> None:
        """Do it, as one change; the dialog closes when it is done."""
        operation = self._asked
        if self._preview is None or operation is None or self.work.is_running():
            return
        if isinstance(operation, SortLabel):
            chosen = self._sorted(operation)
            if chosen is None:
                return
            operation, count = chosen, len(chosen.choices)
        else:
            count = self._preview.plan.annotations
        job = surgery.change_labels(self._session, operation, count)
        if job is not None:
            self.form.setEnabled(False)
            self.button.setEnabled(False)
            self.work.follow(job, _("Changing the labels…"))

    def _sorted(self, operation: SortLabel) -> SortLabel | None:
        """Let the user look at each; None where that was given up."""
        assert self._preview is not None
        schema, layer = self._preview.plan.schema, operation.layer
        codes = self.form.codes()
        if operation.label not in codes:
            codes = [operation.label, *codes]
        labels = [(layer, found.id) for each in codes if (found := schema.resolve(layer, each))]
        queue = QueueDialog(
            self.list.found(),
            lambda offset: self._queue(operation, offset),
            labels,
            schema,
            self._theme,
            self,
        )
        accepted = queue.exec()
        choices = queue.choices()
        queue.deleteLater()
        return replace(operation, choices=choices) if accepted and choices else None

    def _seen(self, result: object) -> None:
        self._looking = None
        if isinstance(result, Preview) and self._asked == self.form.operation():
            assert self._asked is not None
            self._show(result, self._asked)
        self._catch_up()

    def _not_seen(self, error: object) -> None:
        self._looking = None
        if self._asked == self.form.operation() and isinstance(error, HashiyaError):
            self._show_nothing("")
            self.show_error(error)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._ask_again:
            self._ask_again = False
            self._ask()

    def _job_done(self, _result: object) -> None:
        self.accept()

    def _job_failed(self, error: object) -> None:
        self.form.setEnabled(True)
        self.button.setEnabled(True)
        if isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)
