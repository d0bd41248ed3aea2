"""What the actions do that are about several annotators: whose work is shown, compared, merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.app.comparing import Curation
from annotator.app.shown import Mode
from annotator.app.translation import _, isolate
from annotator.ui.dialogs.agreement_dialog import AgreementDialog
from annotator.ui.dialogs.compare_dialog import CompareDialog
from annotator.ui.dialogs.give_out_dialog import GiveOutDialog
from annotator.ui.dialogs.merge_dialog import MergeDialog

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class TeamHandlers:
    """The methods that the table of actions names for several annotators."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def connect(self) -> None:
        """Hear of what is shown and compared."""
        window = self._window
        window.session.shown.changed.connect(self._show_others)
        window.differences.version_looked_at.connect(self._look_at_version)
        window.differences.edit_requested.connect(self.edit_version)
        window.differences.agreed_requested.connect(self.take_agreed)
        window.differences.left.connect(window.article.setFocus)

    # Whose annotations are shown

    def shown_text(self, mode: Mode, name: str = "") -> str:
        """How a choice of annotators is called."""
        return self._window.session.shown.text(mode, name)

    def show_annotators(self, mode: Mode, name: str = "") -> None:
        """Show the annotations of these annotators and say so."""
        self._window.session.shown.choose(mode, name)
        self._say_shown()

    def next_annotator(self) -> None:
        """Show the next annotator's annotations: all, mine, each of the others."""
        self._window.session.shown.step()
        self._say_shown()

    def _say_shown(self) -> None:
        shown = self._window.session.shown
        text = self.shown_text(shown.mode, shown.name)
        self._window.status.say(_("Shown: {name}").format(name=text))

    def _show_others(self) -> None:
        window = self._window
        window.article.set_shown(window.session.shown.shown)
        selected = window.session.annotation(window.article.selected_annotation())
        if selected is not None and not window.session.shown.shown.shows(selected):
            window.select_annotation("")

    # Work packages

    def merge_work(self) -> None:
        """Take another annotator's project or file in."""
        self._window.details.commit()
        MergeDialog(self._window.session, self._window).exec()

    def give_out(self) -> None:
        """Make a work package for one annotator."""
        self._window.details.commit()
        GiveOutDialog(self._window.session, self._window).exec()

    # Differences

    def compare(self) -> None:
        """Go to the queue of differences; where there is none, ask whom to compare."""
        window = self._window
        if window.session.comparing.is_open:
            window.differences.open()
            return
        window.details.commit()
        if CompareDialog(window.session, window).exec():
            window.differences.open()

    def show_agreement(self) -> None:
        """Measure how far the annotators agree; the dialog stays open beside the work."""
        self._window.details.commit()
        dialog = AgreementDialog(self._window.session, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_chosen.connect(self._go_to_place)
        dialog.show()
        if len(self._window.session.shown.annotators()) > 1:
            dialog.measure()

    def _go_to_place(self, document: str, annotation: str) -> None:
        window = self._window
        if window.session.select_document(document):
            window.activateWindow()
            window.article.setFocus()
            window.select_annotation(annotation)

    def edit_version(self, number: int) -> None:
        """Take a version and go to the article, where its copy is selected to be changed."""
        window, comparing = self._window, self._window.session.comparing
        comparing.put_version(number)
        curated = comparing.curated_here()
        if curated is None:
            return
        window.article.setFocus()
        window.select_annotation(curated.id)
        key = window.keymap.shown("compare")
        told = _("Change it as you like. {key} goes back to the differences.")
        window.status.say(told.format(key=isolate(key)))

    def take_agreed(self) -> None:
        """Take what all agree on in the whole project."""
        session = self._window.session
        job = session.comparing.take_agreed()
        if job is not None:
            work = self._window.differences.work
            work.follow(job, _("Taking what all agree on…"))
            job.finished.connect(self._tell_agreed)
            job.failed.connect(session.failed)
            self._window.refresh_actions()

    def _tell_agreed(self, result: object) -> None:
        """Where something was new, the session has told it."""
        if isinstance(result, Curation) and result.change is None:
            self._window.status.say(_("Nothing more is agreed on."))

    def _look_at_version(self, annotation_id: str) -> None:
        """Select a version in the article, so that its roles are seen, without leaving the keys."""
        article = self._window.article
        self._window.refresh_actions()
        known = {each.id for each in article.annotations()}
        if annotation_id in known and annotation_id != article.selected_annotation():
            self._window.select_annotation(annotation_id)
