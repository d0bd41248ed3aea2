"""What the actions on projects and the program do: opening, importing, exporting, helping."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator.app import paths
from annotator.app.backups import Backups
from annotator.app.sample import last_sample, make_sample
from annotator.app.session import Session
from annotator.app.translation import _, language, say
from annotator.core.errors import HashiyaError
from annotator.ui.dialogs.about_dialog import AboutDialog
from annotator.ui.dialogs.backups_dialog import BackupsDialog
from annotator.ui.dialogs.export_dialog import ExportDialog
from annotator.ui.dialogs.guide_dialog import GuideDialog
from annotator.ui.dialogs.history_dialog import HistoryDialog
from annotator.ui.dialogs.import_dialog import ImportDialog
from annotator.ui.dialogs.labels_dialog import LabelsDialog
from annotator.ui.dialogs.new_project_dialog import NewProjectDialog
from annotator.ui.dialogs.preferences_dialog import PreferencesDialog
from annotator.ui.keys_dialog import KeysDialog

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

ENDING = ".hashiya"


class ProjectHandlers:
    """The methods that the table of actions names for projects and the program."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._guide: GuideDialog | None = None
        window.session.outdated.connect(self._tell_outdated)

    @property
    def _session(self) -> Session:
        return self._window.session

    def new_project(self) -> None:
        """Ask for name, place and schema, and make a project."""
        NewProjectDialog(self._session, self._window).exec()

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        path, _kind = QFileDialog.getOpenFileName(
            self._window,
            _("Open project"),
            self._folder(),
            _("Hashiya projects ({endings})").format(endings=f"*{ENDING}"),
        )
        if path:
            self._session.settings.set("folders.last", str(Path(path).parent))
            self.open_path(Path(path))

    def open_path(self, path: Path) -> None:
        """Open a project; one that is gone is taken off the recent ones."""
        if not path.exists():
            self._session.settings.forget_recent_project(str(path))
        self._session.open(path)

    def _tell_outdated(self) -> None:
        """Say at once what takes its time: the window paints nothing more until it is done."""
        status = self._window.status
        status.say(_("Bringing the project up to date; a large one takes half a minute…"))
        status.message.repaint()

    def offer_read_only(self, path: Path, error: HashiyaError) -> None:
        """Another window has the project: offer to look at it."""
        self._window.banner.tell(
            say(error),
            button=_("Open read-only"),
            act=lambda: self._session.open(path, read_only=True),
        )

    def import_files(self) -> None:
        """Choose files, see what they are, and bring them in."""
        ImportDialog(self._session, self._window).exec()

    def take_files(self, names: Sequence[str]) -> None:
        """Files were dropped on the window: open a project, import everything else."""
        files = [Path(name) for name in names]
        projects = [each for each in files if each.suffix == ENDING]
        if projects:
            self.open_path(projects[0])
        elif files and self._session.can_write:
            dialog = ImportDialog(self._session, self._window)
            dialog.add_paths(files)
            dialog.exec()

    def export(self) -> None:
        """Choose what to write and where, and write it."""
        self._window.details.commit()
        ExportDialog(self._session, self._window).exec()

    def change_labels(self) -> None:
        """Change labels that are in use, beginning with that of the selected annotation."""
        self._window.details.commit()
        chosen = self._window.labelling.selected()
        label = (chosen.layer, chosen.label) if chosen is not None else None
        LabelsDialog(self._session, self._window.theme, label, self._window).exec()

    def show_history(self) -> None:
        """Show who changed what, and when."""
        self._open_history("project", 0)

    def show_annotation_history(self, number: int) -> None:
        """Show what happened to the selected annotation, beginning with change `number`."""
        self._open_history("annotation", number)

    def _open_history(self, scope: str, number: int) -> None:
        window = self._window
        window.details.commit()
        chosen = window.details.annotation_id()
        dialog = HistoryDialog(
            self._session, window.theme, window, annotation=chosen, scope=scope, at=number
        )
        dialog.finished.connect(dialog.deleteLater)  # it follows the session's changes
        dialog.exec()

    def close_project(self) -> None:
        """Close the project and leave the window open."""
        self._session.close()

    def open_sample(self) -> None:
        """Make a fresh project with the sample article, and open it."""
        try:
            path = make_sample(self._session.annotator)
        except HashiyaError as error:
            self._session.failed.emit(error)
            return
        self._session.open(path)

    def open_last_sample(self) -> None:
        """Open the sample project that was worked on last, or a fresh one."""
        path = last_sample()
        if path is None:
            self.open_sample()
        else:
            self._session.open(path)

    def restore_backup(self) -> None:
        """Choose a backup and open it as a new project."""
        BackupsDialog(self._session, Backups(), self._window).exec()

    def show_preferences(self) -> None:
        """Show what can be set."""
        PreferencesDialog(self._session.settings, self._window).exec()

    def show_guide(self) -> None:
        """Show how one works with the program; it stays open beside the work."""
        if self._guide is None or self._guide.language != language():
            self._guide = GuideDialog(self._window)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def show_keys(self) -> None:
        """Show every key."""
        KeysDialog(
            self._session.schema, self._window.keymap, self._window.theme, self._window
        ).exec()

    def show_log(self) -> None:
        """Open the folder of the log in the system's file manager."""
        folder = paths.log_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            QMessageBox.information(self._window, _("Log"), str(folder))

    def show_about(self) -> None:
        """Tell what this is, and by which licence."""
        AboutDialog(self._window).exec()

    def _folder(self) -> str:
        return self._session.settings.text("folders.last") or str(Path.home())
