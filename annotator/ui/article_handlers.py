"""What the actions on the article, its annotations and its document do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from annotator.app.session import Session
from annotator.app.translation import _
from annotator.core.model import Annotation, Change, Review, Status
from annotator.core.text import Direction
from annotator.ui.dialogs.everywhere_dialog import EverywhereDialog, Name

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class ArticleHandlers:
    """The methods that the table of actions names for the article and its document."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _session(self) -> Session:
        return self._window.session

    # The history

    def undo(self) -> None:
        """Take the last change back, and show where it was."""
        self._show_change(self._session.undo())

    def redo(self) -> None:
        """Make the change again that was taken back, and show where it is."""
        self._show_change(self._session.redo())

    def _show_change(self, change: Change | None) -> None:
        document = self._session.document
        if self._window.reviewing.show_current():
            return  # the queue has gone to the case that was meant
        for row in change.rows if change else ():
            here = document is not None and row.document == document.id
            if here and isinstance(row.after, Annotation):
                self._window.select_annotation(row.id)
                return

    # What is selected

    def clear_selection(self) -> None:
        """Stop filling a role; else end a search; else clear what is selected."""
        if self._window.labelling.stop_filling() or self._window.proposing.reject():
            pass
        elif self._window.find_bar.isVisible():
            self._window.find_bar.put_away()
        elif self._window.mark_issues.isVisible():
            self._window.mark_issues.put_away()
        else:
            self._window.article.escape()
        self._window.article.setFocus()

    def toggle_snapping(self) -> None:
        """Let selections grow to whole words, or leave them as they are drawn."""
        settings = self._session.settings
        settings.set("selection.snap_to_words", not settings.flag("selection.snap_to_words"))

    def toggle_label_palette(self) -> None:
        """Offer labels beside what the mouse selects, or do not."""
        settings = self._session.settings
        settings.set("selection.palette", not settings.flag("selection.palette"))

    # The selected annotation, or the one that is aimed at

    def repeat_label(self) -> None:
        """Give the last label once more."""
        self._window.labelling.repeat()

    def choose_label(self) -> None:
        """Let another label be chosen for it."""
        self._window.labelling.choose_again()

    def tag_everywhere(self) -> None:
        """Show where else the selected name stands, to be tagged there too."""
        window = self._window
        words, annotation = window.labelling.words(), window.labelling.aimed()
        if words is None:
            return
        mentioned = annotation is not None and annotation.spans[:1] == (words,)
        if window.article.selection() is None and annotation is not None and mentioned:
            name = Name(words, annotation.layer, annotation.label, annotation.attributes)
        else:
            name = Name(words, usual=window.labelling.last)
        keys = window.keymap.keys("tag_everywhere")
        dialog = EverywhereDialog(self._session, window.theme, name, keys, window)
        dialog.exec()
        dialog.deleteLater()

    def edit_note(self) -> None:
        """Go to its note."""
        chosen = self._window.labelling.aimed()
        if chosen is None:
            return
        self._window.select_annotation(chosen.id)
        self._window.show_side_panel()
        self._window.details.edit_note()

    def delete_annotation(self) -> None:
        """Delete it."""
        chosen = self._window.labelling.aimed()
        if chosen is not None:
            self._session.delete([chosen.id])
            # A second press is not to take what lies around it.
            self._window.article.leave_aim()

    def accept(self) -> None:
        """Accept it."""
        self._review("accepted")

    def reject(self) -> None:
        """Reject it."""
        self._review("rejected")

    def question(self) -> None:
        """Mark it with a question."""
        self._review("question")

    def unreview(self) -> None:
        """Take its review back."""
        self._review("unreviewed")

    def _review(self, review: Review) -> None:
        chosen = self._window.labelling.aimed()
        if chosen is not None:
            self._session.set_review([chosen.id], review)

    # The document

    def finish_document(self) -> None:
        """Mark it done and go to the next unfinished one."""
        self._session.finish_document()

    def next_unfinished(self) -> None:
        """Go to the next document that is not done."""
        self._session.next_unfinished()

    def next_document(self) -> None:
        """Go to the document below in the list."""
        self._window.documents.step(1)

    def previous_document(self) -> None:
        """Go to the document above in the list."""
        self._window.documents.step(-1)

    def mark_new(self) -> None:
        """Give it the status new."""
        self._mark("new")

    def mark_in_progress(self) -> None:
        """Give it the status in progress."""
        self._mark("in progress")

    def mark_done(self) -> None:
        """Give it the status done."""
        self._mark("done")

    def mark_reviewed(self) -> None:
        """Give it the status reviewed."""
        self._mark("reviewed")

    def _mark(self, status: Status) -> None:
        if self._session.document is not None:
            self._session.set_status([self._session.document.id], status)

    def direct_rtl(self) -> None:
        """Let its undecided paragraphs run from right to left."""
        self._direct("rtl")

    def direct_ltr(self) -> None:
        """Let its undecided paragraphs run from left to right."""
        self._direct("ltr")

    def _direct(self, direction: Direction) -> None:
        if self._session.document is not None:
            self._session.set_direction(self._session.document.id, direction)
        self._window.refresh_actions()

    def rename_document(self) -> None:
        """Ask for another title."""
        document = self._session.document
        if document is None:
            return
        title, accepted = QInputDialog.getText(
            self._window, _("Rename"), _("Title of the document:"), text=document.title
        )
        if accepted and title.strip():
            self._session.rename_document(document.id, title.strip())

    def remove_document(self) -> None:
        """Take it out of the project; undo brings it back with its annotations."""
        if self._session.document is not None:
            self._session.remove_documents([self._session.document.id])
