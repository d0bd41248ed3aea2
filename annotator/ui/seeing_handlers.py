"""What the actions do that change how the article is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.app.quoting import MarkIssue
from annotator.app.translation import _, language
from annotator.ui.article_look import ArticleLook

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class SeeingHandlers:
    """The methods that the table of actions names for the look of the article."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.look = ArticleLook(window.article, window.session.settings)

    def toggle_map(self) -> None:
        """Show or hide the map of the document."""
        self._toggle("article.map")

    def toggle_invisible(self) -> None:
        """Name the characters that cannot be seen, or leave them be."""
        self._toggle("article.show_invisible")

    def _toggle(self, setting: str) -> None:
        settings = self._window.session.settings
        settings.set(setting, not settings.flag(setting))

    def check_marks(self) -> None:
        """List what is wrong with the quotation marks, or put the list away."""
        panel = self._window.mark_issues
        if panel.isVisible():
            panel.put_away()
            return
        panel.open()
        self.show_marks()
        panel.open()

    def show_marks(self, _document: str = "") -> None:
        """Bring the list and the depths in the article to the document that is open."""
        panel, document = self._window.mark_issues, self._window.session.document
        report = self._window.proposing.quoting.marks() if panel.isVisible() else None
        self._window.article.set_marks(report)
        if panel.isVisible():
            panel.show_report(document.text if document is not None else "", report)

    def look_at_mark(self, issue: MarkIssue) -> None:
        """Select what was likely meant by a mark, so that the next key labels it."""
        self._window.article.take(issue.extent)
        self._window.article.reveal(issue.mark)

    def leave_marks(self) -> None:
        """Back to the article; where the list is closed, without the depths."""
        self.show_marks()
        self._window.article.setFocus()

    def show_everything(self) -> None:
        """Show all layers and labels."""
        self.look.show_all()

    def hide_label(self) -> None:
        """Hide every annotation with the label of the selected one."""
        annotation, schema = self._window.labelling.aimed(), self._window.session.schema
        if annotation is None or schema is None:
            return
        label = schema.layer(annotation.layer).label(annotation.label)
        name = label.name.text(language()) if label else annotation.label
        self._window.select_annotation("")
        self.look.set_hidden([f"{annotation.layer}:{annotation.label}"], hidden=True)
        told = _("“{label}” is hidden. {action} brings it back.")
        action = self._window.actions_["show_everything"].text().replace("&", "")
        self._window.status.say(told.format(label=name, action=f"“{action}”"))

    def turn_paragraph(self) -> None:
        """Let the paragraph of the caret run the other way; a second time, as its text says."""
        document, article = self._window.session.document, self._window.article
        if document is None:
            return
        start, direction = article.paragraph_at_caret()
        if start in self.look.turned(document):
            self.look.turn(document, start, None)
        else:
            self.look.turn(document, start, "ltr" if direction == "rtl" else "rtl")
