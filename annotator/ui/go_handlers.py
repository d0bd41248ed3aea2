"""What the actions do that lead from one place of the article to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.app.translation import _
from annotator.core.model import Annotation
from annotator.core.schema import is_incomplete

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class GoHandlers:
    """The methods that the table of actions names for going about in the article."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    # Letters

    def show_hints(self) -> None:
        """Put letters on what is in view; again, take them away or show more."""
        self._window.article.show_hints()

    # Words

    def find(self) -> None:
        """Look for words in the article."""
        self._window.find_bar.open()

    def find_next(self) -> None:
        """Go to the next place where they stand."""
        self._window.find_bar.go()

    def find_previous(self) -> None:
        """Go to the one before."""
        self._window.find_bar.go(backwards=True)

    # Candidates

    def next_candidate(self) -> None:
        """Select the next name, quotation, number or date without a label."""
        self._candidate(backwards=False)

    def previous_candidate(self) -> None:
        """Select the one before."""
        self._candidate(backwards=True)

    def next_quote(self) -> None:
        """Propose the next quote that is not labelled yet."""
        self._window.proposing.step()
        self._window.article.setFocus()

    def previous_quote(self) -> None:
        """Propose the one before."""
        self._window.proposing.step(backwards=True)
        self._window.article.setFocus()

    def _candidate(self, *, backwards: bool) -> None:
        article, status = self._window.article, self._window.status
        leap = article.next_candidate(backwards=backwards)
        if leap == "none":
            status.say(_("Nothing more looks like a name, a quotation, a number or a date."))
        elif leap == "round":
            status.say(_("Went on from the other end of the article."))
        article.setFocus()

    # Annotations

    def next_annotation(self) -> None:
        """Select the annotation that follows in the text."""
        self._step(self._shown(), 1)

    def previous_annotation(self) -> None:
        """Select the annotation that comes before in the text."""
        self._step(self._shown(), -1)

    def next_incomplete(self) -> None:
        """Select the next annotation that lacks something it must have."""
        self._step_incomplete(1)

    def previous_incomplete(self) -> None:
        """Select the one before."""
        self._step_incomplete(-1)

    def _step_incomplete(self, by: int) -> None:
        schema = self._window.session.schema
        lacking = [each for each in self._shown() if schema and is_incomplete(schema, each)]
        if not lacking:
            self._window.status.say(_("Every annotation of this document is complete."))
        self._step(lacking, by)

    def _shown(self) -> list[Annotation]:
        article = self._window.article
        return [each for each in self._window.session.annotations() if article.is_shown(each)]

    def _step(self, among: Sequence[Annotation], by: int) -> None:
        """Go on from the selected annotation, or from the caret, round the end."""
        if not among:
            return
        article = self._window.article
        ids = [each.id for each in among]
        chosen = article.selected_annotation()
        if chosen in ids:
            target = among[(ids.index(chosen) + by) % len(ids)]
        else:
            here = self._here()
            after = [each for each in among if each.envelope and each.envelope.start >= here]
            before = [each for each in among if each.envelope and each.envelope.start < here]
            target = (after or among)[0] if by > 0 else (before or among)[-1]
        article.set_selection(None)
        self._window.select_annotation(target.id)
        if target.envelope is not None:
            article.put_caret(target.envelope.start)

    def _here(self) -> int:
        """Where the selected annotation begins, else the caret."""
        annotation = self._window.labelling.selected()
        place = annotation.envelope if annotation else None
        return place.start if place else self._window.article.caret_or_visible()

    def next_in_stack(self) -> None:
        """Select the next of the annotations that lie on one another at the caret."""
        self._window.article.cycle_stack()
        self._window.article.setFocus()

    # Paragraphs

    def next_paragraph(self) -> None:
        """Select the first word of the next paragraph."""
        self._window.article.next_paragraph()

    def previous_paragraph(self) -> None:
        """Select the first word of this paragraph, or of the one before."""
        self._window.article.next_paragraph(backwards=True)
