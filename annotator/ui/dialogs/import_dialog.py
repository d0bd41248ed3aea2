"""Importing: choose files, see what each of them is, then bring them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.app.importing import FoundFile, look_at, run_import
from annotator.app.sentences import other_entries_text
from annotator.app.session import Session
from annotator.app.translation import _, ngettext, number, say
from annotator.core.articles import encoding_name
from annotator.core.errors import HashiyaError
from annotator.core.formats import ImportOptions, ImportReport, formats
from annotator.ui.dialogs.frame import Frame, WorkBar, is_cancelled
from annotator.ui.dialogs.tables import TextTable, make_table
from annotator.ui.panels.pieces import WrappedLabel

ENCODINGS = ("utf-8", "utf-16", "cp1256", "iso8859-6", "cp1255", "cp1252")
"""What a file of plain text may be written in, as Python calls it."""


class ImportDialog(Frame):
    """Brings files into the open project, as one change that can be undone.

    Nothing is written before the list has been shown and Import was pressed. What came of it
    stays on the screen until the dialog is closed.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Import articles"), parent)
        self._session = session
        self._paths: list[Path] = []
        self._found: list[FoundFile] = []
        self._is_over = False
        self.setAcceptDrops(True)
        self.resize(960, 540)
        self._build()
        self._update()

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Add files and folders, and look at what they are."""
        self._paths += [each for each in paths if each not in self._paths]
        self._look()

    def found(self) -> Sequence[FoundFile]:
        """What is known of the files."""
        return tuple(self._found)

    def reject(self) -> None:
        """Stop what is under way first; close at the second time."""
        if self.work.is_running():
            self.work.cancel()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.work.is_running():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.add_paths(Path(each.toLocalFile()) for each in urls if each.isLocalFile())

    # Building

    def _build(self) -> None:
        self.files_button = self._button(_("Choose files…"), self._choose_files)
        self.folder_button = self._button(_("Choose a folder…"), self._choose_folder)
        self.format = QComboBox()
        self.format.addItem(_("by the file’s ending"), "")
        for each in formats():
            if each.reads:
                self.format.addItem(each.name, each.name)
                self.format.setItemData(
                    self.format.count() - 1, _(each.description), Qt.ItemDataRole.ToolTipRole
                )
        self.encoding = QComboBox()
        self.encoding.addItem(_("recognised"), "")
        for code in ENCODINGS:
            self.encoding.addItem(encoding_name(code), code)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.files_button)
        row.addWidget(self.folder_button)
        row.addStretch()
        for title, combo in ((_("&Format:"), self.format), (_("&Encoding:"), self.encoding)):
            label = QLabel(title)
            label.setBuddy(combo)
            combo.activated.connect(self._look)
            row.addSpacing(8)
            row.addWidget(label)
            row.addWidget(combo)
        self.content.addLayout(row)
        headings = (_("File"), _("Title"), _("Encoding"), _("Characters"), _("Remarks"))
        self.table = TextTable(headings, self)
        self.view = make_table(_("Files to import"), self.table, (170, 230, 170, 90), (1,))
        self.view.selectionModel().currentChanged.connect(self._show_remark)
        self.content.addWidget(self.view, 1)
        self.remark = _text_line()
        self.summary = _text_line()
        self.work = WorkBar()
        self.work.done.connect(self._end)
        self.work.failed.connect(self._fail)
        for widget in (self.remark, self.summary, self.work):
            self.content.addWidget(widget)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.import_button = self.add_button("", accept, default=True)
        self.buttons.accepted.disconnect()
        self.import_button.clicked.connect(self._import)
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # Choosing and looking

    def _choose_files(self) -> None:
        readable = [each for each in formats() if each.reads]
        endings = " ".join(f"*{ending}" for each in readable for ending in each.extensions)
        filters = [_("Articles ({endings})").format(endings=endings), _("All files (*)")]
        names, _filter = QFileDialog.getOpenFileNames(
            self, _("Choose files to import"), self._folder(), ";;".join(filters)
        )
        if names:
            self._remember_folder(Path(names[0]).parent)
            self.add_paths(Path(each) for each in names)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, _("Choose a folder to import"), self._folder()
        )
        if name:
            self._remember_folder(Path(name))
            self.add_paths([Path(name)])

    def _folder(self) -> str:
        return self._session.settings.text("folders.last")

    def _remember_folder(self, folder: Path) -> None:
        try:
            self._session.settings.set("folders.last", str(folder))
        except HashiyaError as error:  # a convenience; the import goes on
            self.show_error(error)

    def _choice(self) -> ImportOptions:
        return ImportOptions(
            format_name=str(self.format.currentData() or ""),
            encoding=str(self.encoding.currentData()) or None,
            annotator=self._session.annotator,
        )

    def _look(self) -> None:
        if not self._paths or self.work.is_running():
            return
        self.show_error(None)
        self._is_over = False
        paths, choice = tuple(self._paths), self._choice()
        job = self._session.read_in_background(
            lambda project, progress, cancelled: look_at(
                project, paths, choice, progress=progress, cancelled=cancelled
            )
        )
        if job is not None:
            self.work.follow(job, _("Looking at the files"))
        self._update()

    # Importing

    def _import(self) -> None:
        files, choice = tuple(self._found), self._choice()
        self.show_error(None)
        job = self._session.write_in_background(
            lambda project, progress, cancelled: run_import(
                project, files, choice, progress=progress, cancelled=cancelled
            )
        )
        if job is not None:
            self.work.follow(job, _("Importing"))
        self._update()

    def _end(self, result: object) -> None:
        if isinstance(result, ImportReport):
            self._is_over = True
            self._update()
            self.summary.setText(_result_text(result, self._found))
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._found = (
            [each for each in result if isinstance(each, FoundFile)]
            if isinstance(result, list)
            else []
        )
        self.table.show_rows(
            [_row(each) for each in self._found], [each.error is not None for each in self._found]
        )
        self._select_first_remark()
        self._update()

    def _fail(self, error: object) -> None:
        if isinstance(error, HashiyaError):
            self.show_error(error)
        if is_cancelled(error) and not self._found:
            self._paths.clear()
        self._update()

    def _update(self) -> None:
        """Bring buttons and summary in step with what is known and under way."""
        running = self.work.is_running()
        count = sum(each.new for each in self._found)
        for widget in (self.files_button, self.folder_button, self.format, self.encoding):
            widget.setEnabled(not running and not self._is_over)
        self.import_button.setVisible(not self._is_over)
        self.import_button.setEnabled(count > 0 and not running)
        self.import_button.setText(
            ngettext("&Import {count} document", "&Import {count} documents", count).format(
                count=number(count)
            )
            if count
            else _("&Import")
        )
        standard = QDialogButtonBox.StandardButton
        self.buttons.removeButton(self.close_button)
        self.close_button = self.buttons.addButton(
            standard.Close if self._is_over else standard.Cancel
        )
        self.summary.setText(_summary(self._found) if self._found else _invitation())

    def _select_first_remark(self) -> None:
        """Show in full what most needs to be read: what is wrong, or else what is remarked."""
        faults = [i for i, each in enumerate(self._found) if each.error is not None]
        remarked = [i for i, each in enumerate(self._found) if _remarks(each)]
        for row in (faults + remarked)[:1]:
            self.view.setCurrentIndex(self.table.index(row, 0))

    def _show_remark(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = index.row()
        self.remark.setText("\n".join(_remarks(self._found[row])) if row >= 0 else "")
        self.remark.setVisible(bool(self.remark.text()))


def _text_line() -> QLabel:
    line = WrappedLabel()
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return line


def _invitation() -> str:
    return _("Choose files or a folder, or drop them here. Nothing is written before you import.")


def _row(found: FoundFile) -> tuple[str, ...]:
    encoding = encoding_name(found.encoding) if found.encoding else ""
    if found.guessed:
        encoding = _("{encoding} (a guess)").format(encoding=encoding)
    length = number(found.length) if found.length else ""
    return (found.path.name, found.title, encoding, length, " ".join(_remarks(found)))


def _remarks(found: FoundFile) -> list[str]:
    if found.error is not None:
        return [say(found.error)]
    remarks = []
    if found.format_name == "jsonl":
        remarks.append(
            _("{documents} documents with {annotations} annotations.").format(
                documents=number(found.documents), annotations=number(found.annotations)
            )
        )
    if found.entries and not found.documents:
        remarks.append(_entries_text(found.entries))
    elif found.documents == found.duplicates:
        remarks.append(_("Already in the project; left out."))
    elif found.duplicates:
        remarks.append(
            ngettext(
                "{count} of them is already in the project and is left out.",
                "{count} of them are already in the project and are left out.",
                found.duplicates,
            ).format(count=number(found.duplicates))
        )
    if found.guessed:
        remarks.append(_("The encoding is a guess: see whether the title reads well."))
    return [*remarks, *(_(each) for each in found.notes)]


def _summary(found: Sequence[FoundFile]) -> str:
    wrong = sum(each.error is not None for each in found)
    known = sum(each.duplicates for each in found if each.error is None)
    new = sum(each.new for each in found)
    parts = [_("New: {count}").format(count=number(new))]
    if known:
        parts.append(_("already there: {count}").format(count=number(known)))
    if wrong:
        parts.append(_("cannot be read: {count}").format(count=number(wrong)))
    return " · ".join(parts)


def _result_text(result: ImportReport, found: Sequence[FoundFile]) -> str:
    count = len(result.added)
    lines = [
        ngettext("Imported {count} document.", "Imported {count} documents.", count).format(
            count=number(count)
        )
    ]
    if result.duplicates:
        known = len(result.duplicates)
        lines.append(
            ngettext(
                "{count} document was left out: the project has its text already.",
                "{count} documents were left out: the project has their texts already.",
                known,
            ).format(count=number(known))
        )
    if result.entries:
        lines.append(_entries_text(result.entries))
    if result.other_entries:
        lines.append(other_entries_text([each.name for each in result.other_entries]))
    wrong = sum(each.error is not None for each in found)
    if wrong:
        lines.append(
            ngettext(
                "{count} file could not be read; the list says why.",
                "{count} files could not be read; the list says why.",
                wrong,
            ).format(count=number(wrong))
        )
    lines.append(_("Undo takes all of it back in one step."))
    return " ".join(lines)


def _entries_text(count: int) -> str:
    return ngettext(
        "{count} new entry of the cast.", "{count} new entries of the cast.", count
    ).format(count=number(count))
