"""Going back to a backup: it is opened as a new project, and nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from annotator.app.backups import Backup, Backups
from annotator.app.jobs import Job
from annotator.app.session import Session
from annotator.app.translation import _, date_text, isolate, ngettext, number
from annotator.core.errors import HashiyaError
from annotator.ui.dialogs.frame import Frame, WorkBar, is_cancelled
from annotator.ui.dialogs.tables import TextTable, make_table


@dataclass(frozen=True, slots=True)
class Entry:
    """A backup in the list: of which project, and how much was changed since."""

    backup: Backup
    project: str
    since: str


class BackupsDialog(Frame):
    """Lists the backups of the open project, or of all where none is open.

    The chosen one becomes a new project file beside the open project (or in the folder that was
    used last), which is opened in its place.
    """

    def __init__(self, session: Session, backups: Backups, parent: QWidget | None = None) -> None:
        super().__init__(_("Restore a backup"), parent)
        self._session = session
        self._backups = backups
        self._entries = self._read()
        self.resize(680, 440)
        self._build()

    def _build(self) -> None:
        told = QLabel(
            _("A backup is opened as a new project file; the project as it is now stays beside it.")
        )
        told.setWordWrap(True)
        self.content.addWidget(told)
        self.table = TextTable((_("When"), _("Project"), _("Since then")), self)
        self.table.show_rows(
            [(date_text(each.backup.made), each.project, each.since) for each in self._entries]
        )
        self.view = make_table(_("Backups"), self.table, (220, 220))
        self.view.doubleClicked.connect(self._restore_row)
        self.content.addWidget(self.view, 1)
        self.nothing = QLabel(
            _("There is no backup yet: the first is made soon after a project is opened.")
        )
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.nothing, 1)
        self.work = WorkBar()
        self.work.done.connect(self._restored)
        self.work.failed.connect(self._failed)
        self.content.addWidget(self.work)
        self.restore_button = self.add_button(
            _("&Restore"), QDialogButtonBox.ButtonRole.AcceptRole, default=True
        )
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self.restore)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        found = bool(self._entries)
        self.view.setVisible(found)
        self.nothing.setVisible(not found)
        self.restore_button.setEnabled(found)
        if found:
            self.view.setCurrentIndex(self.table.index(0, 0))
            self.view.setFocus()

    def _read(self) -> list[Entry]:
        project = self._session.project
        if project is None:
            return [
                Entry(backup, isolate(name), "")
                for name, known in self._backups.projects()
                for backup in known
            ]
        newest = project.history(limit=1)
        latest = newest[0].number if newest else 0
        return [
            Entry(backup, isolate(project.name), _since(latest - backup.entry))
            for backup in self._backups.of(project.identity)
        ]

    def restore(self) -> None:
        """Write the chosen backup as a new project, and open it."""
        row = self.view.currentIndex().row()
        if self.work.is_running() or not 0 <= row < len(self._entries):
            return
        self.show_error(None)
        entry, backups = self._entries[row], self._backups
        folder, name = self._place(entry)
        job = Job(lambda _progress, _cancelled: backups.restore(entry.backup, folder, name), self)
        self.restore_button.setEnabled(False)
        self.work.follow(job, _("Restoring the backup…"))
        job.start()

    def _place(self, entry: Entry) -> tuple[Path, str]:
        """The folder of the new file, and what it is named after."""
        project = self._session.project
        if project is not None:
            return project.path.parent, project.path.stem
        folder = self._session.settings.text("folders.last")
        return (Path(folder) if folder else Path.home()), entry.project.strip("\u2068\u2069")

    def _restore_row(self, _index: QModelIndex) -> None:
        self.restore()

    def _restored(self, path: object) -> None:
        if isinstance(path, Path) and self._session.open(path):
            told = _(
                "The backup is open as “{name}”; the project that it was made of is unchanged."
            )
            self._session.said.emit(told.format(name=isolate(path.stem)))
        self.accept()

    def _failed(self, error: object) -> None:
        self.restore_button.setEnabled(True)
        if isinstance(error, HashiyaError) and not is_cancelled(error):
            self.show_error(error)


def _since(changes: int) -> str:
    """How much was done after a backup."""
    if changes <= 0:
        return _("nothing was changed")
    text = ngettext("{count} change", "{count} changes", changes)
    return text.format(count=number(changes))
