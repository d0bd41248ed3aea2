"""Taking another annotator's work in: the file, whose it is, and first what will come of it."""

from __future__ import annotations

from pathlib import Path

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
from annotator.app.teamwork import PROJECT_ENDING, Conflict, MergeResult, Merging, merge, preview
from annotator.app.translation import _, isolate, language, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.core.schema import Schema
from annotator.ui.dialogs.frame import Frame, is_cancelled, path_row
from annotator.ui.dialogs.tables import TextTable, make_table

_QUOTED = 500  # conflicts whose words are shown
_LONGEST = 60  # code points of them


class MergeDialog(Frame):
    """Merges a project or canonical JSONL into the open project, after it has told what comes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Merge another annotator's work"), parent)
        self._session = session
        self._told: MergeResult | None = None
        self._merging = False
        self._again = False
        self._looked_at: Merging | None = None
        self.resize(680, 480)
        self._build()
        self._update()

    def set_path(self, path: Path) -> None:
        """Look at a file."""
        self.path_field.setText(str(path))
        self._look()

    def merging(self) -> Merging:
        """What is to be merged, as it is chosen now."""
        return Merging(
            Path(self.path_field.text().strip()).expanduser(),
            self.name_field.text().strip(),
            self.add_box.isChecked(),
        )

    def reject(self) -> None:
        """Stop a merge that is under way first; close at the second time."""
        if self._merging and self.work.is_running():
            self.work.cancel()
            return
        self.work.cancel()
        super().reject()

    def _build(self) -> None:
        self.path_field, self.browse, place = path_row(_("File to merge"), self._browse)
        self.path_field.editingFinished.connect(self._look)
        path_label = QLabel(_("&File:"))
        path_label.setBuddy(self.path_field)
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText(_("everybody keeps their name"))
        self.name_field.setAccessibleName(_("Annotator whose work it is"))
        self.name_field.editingFinished.connect(self._look)
        name_label = QLabel(_("Work &of:"))
        name_label.setBuddy(self.name_field)
        self.add_box = QCheckBox(_("Take &documents in that this project does not have"))
        self.add_box.toggled.connect(self._look)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(path_label, place)
        form.addRow(name_label, self.name_field)
        form.addRow("", self.add_box)
        self.content.addLayout(form)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.content.addWidget(self.summary)
        self.model = TextTable([_("Document"), _("Left as it is, or out"), _("Annotator")], self)
        self.list = make_table(_("What is not merged"), self.model, (220, 280))
        self.content.addWidget(self.list, 1)
        self.work = self.add_work_bar(self._end, self._fail)
        self.merge_button = self.add_start(_("&Merge"), self._merge)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)

    def _browse(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self,
            _("Merge another annotator's work"),
            self._session.settings.text("folders.last") or str(Path.home()),
            _("Projects and JSON Lines ({endings})").format(endings=f"*{PROJECT_ENDING} *.jsonl"),
        )
        if name:
            self._session.settings.set("folders.last", str(Path(name).parent))
            self.set_path(Path(name))

    # Looking

    def _look(self, _on: bool = False) -> None:
        if self._merging or not self.path_field.text().strip():
            return
        if self.merging() == self._looked_at:  # a field was left as it is
            return
        if self.work.is_running():
            self._again = True
            self.work.cancel()
            return
        self.show_error(None)
        self._told = None
        self._looked_at = self.merging()
        job = preview(self._session, self.merging())
        if job is not None:
            self.work.follow(job, _("Looking"))
        self._update()

    def _merge(self) -> None:
        if self._told is None or self.work.is_running():
            return
        self.show_error(None)
        job = merge(self._session, self.merging())
        if job is not None:
            self._merging = True
            self.work.follow(job, _("Merging"))
        self._update()

    def _end(self, result: object) -> None:
        if self._merging:
            self._merging = False
            self.accept()
        elif self._again:
            self._again = False
            self._look()
        elif isinstance(result, MergeResult):
            self._told = result
            self._update()

    def _fail(self, error: object) -> None:
        self._merging = False
        if self._again:
            self._again = False
            self._look()
        elif isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)
        self._update()

    def _update(self) -> None:
        told, running = self._told, self.work.is_running()
        self.merge_button.setEnabled(
            not running and told is not None and bool(told.added or told.documents)
        )
        for each in (self.path_field, self.browse, self.name_field, self.add_box):
            each.setEnabled(not self._merging)
        self.summary.setText("" if told is None else told_merge(told))
        rows = self._conflicts(told) if told else []
        self.model.show_rows(rows)
        self.list.setVisible(bool(rows))

    def _conflicts(self, told: MergeResult) -> list[tuple[str, str, str]]:
        """The rows of what is not merged, the first of them with their words."""
        schema, project = self._session.schema, self._session.project
        texts: dict[str, str] = {}
        rows = []
        for at, each in enumerate(told.conflicts):
            if project and each.present and at < _QUOTED and each.document not in texts:
                texts[each.document] = project.document(each.document).text
            rows.append(conflict_row(each, schema, texts.get(each.document, "")))
        return rows


def told_merge(result: MergeResult) -> str:
    """What a merge does, or would do, in a sentence or two."""
    parts = []
    if result.documents:
        count = len(result.documents)
        parts.append(
            ngettext("{count} new document.", "{count} new documents.", count).format(
                count=number(count)
            )
        )
    parts.append(
        ngettext("{count} new annotation.", "{count} new annotations.", result.added).format(
            count=number(result.added)
        )
    )
    if result.unchanged:
        parts.append(
            ngettext(
                "{count} was there already.", "{count} were there already.", result.unchanged
            ).format(count=number(result.unchanged))
        )
    if result.conflicts:
        count = len(result.conflicts)
        parts.append(
            ngettext(
                "{count} conflict: what this project has stays as it is.",
                "{count} conflicts: what this project has stays as it is.",
                count,
            ).format(count=number(count))
        )
    return " ".join(parts)


def conflict_row(conflict: Conflict, schema: Schema | None, text: str = "") -> tuple[str, str, str]:
    """What is not merged: the document, why, and whose annotation it is.

    `text` is that of the document, of which the annotation is quoted where it is at hand.
    """
    present = conflict.present
    if conflict.kind == "document missing":
        return conflict.name, _("this project has no document with this text"), ""
    if conflict.kind == "entry differs":
        return conflict.name, _("the cast of this project has other data for it"), ""
    if present is None:
        return conflict.name, _("this project has the document with another text"), ""
    layer = schema.find_layer(present.layer) if schema else None
    label = layer.label(present.label) if layer else None
    name = label.name.text(language()) if label else present.label
    words = " … ".join(each.text_in(text) for each in present.spans) if text else ""
    told = _("{label} with another content").format(label=isolate(name))
    if words:
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        told = f"{told}: {isolate(short)}"
    return conflict.name, told, present.annotator
