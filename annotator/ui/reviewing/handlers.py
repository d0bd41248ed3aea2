"""The review queue in the window: opens it, shows its cases in the article, takes its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from annotator.app.review_filter import ReviewFilter
from annotator.app.review_queue import ReviewCase, ReviewQueue
from annotator.app.surgery import in_words
from annotator.app.translation import _
from annotator.core.schema import Layer
from annotator.ui.reviewing.bar import ReviewBar
from annotator.ui.reviewing.keys import EDGE_KEYS, action_for

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_LISTED = 50
"""Identical cases that are shown in their words; the decision is about all."""


class ReviewHandlers(QObject):
    """The method that the table of actions names, and what the keys do while the queue is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.queue = ReviewQueue(window.session, self)
        self.bar = ReviewBar(window.session, self.queue, window.theme)
        self._shown: ReviewCase | None = None
        self._actions: dict[str, Callable[[], object]] = {
            "accept": lambda: self.queue.decide("accepted"),
            "reject": lambda: self.queue.decide("rejected"),
            "question": lambda: self.queue.decide("question"),
            "relabel": self._choose_label,
            "comment": self._remark,
            "group": self.queue.toggle_group,
            "skip": self.queue.skip,
            "back": self.queue.back,
            "filter": self._filter,
            "sign_off": self.queue.sign_off,
            "close": self.close,
        }
        self.queue.changed.connect(self._follow)
        self.queue.grouped.connect(self._show_group)
        window.session.document_changed.connect(self._note_document)
        self.bar.pressed.connect(self._press)
        self.bar.remarked.connect(self._keep_remark)
        self.bar.filters.changed.connect(self._start)
        self.bar.filters.left.connect(self._leave_filters)

    def toggle_review(self) -> None:
        """Open the queue where it was left, or close it."""
        project = self._window.session.project
        if self.queue.running:
            self.close()
        elif project is not None and not project.document_count():
            told = _("There is nothing to review: this project has no documents yet.")
            self._window.status.say(told)
        else:
            self.queue.open()
            self._window.article.setFocus()

    def close(self) -> None:
        """Close the queue; where it was is noted."""
        self.queue.stop()
        self._window.article.setFocus()

    def show_current(self) -> bool:
        """Select the current case in the article; whether there is one."""
        annotation = self.queue.annotation()
        if annotation is None:
            return False
        self._window.select_annotation(annotation.id)
        return True

    def action_of(self, key: str) -> Callable[[], object] | None:
        """What a plain key does while the queue is open; None for what it leaves alone."""
        window, queue = self._window, self.queue
        busy = window.labelling.filling is not None or window.proposing.draft is not None
        # Without a document the article is hidden, and the keys have nowhere else to be.
        here = window.article.hasFocus() or window.session.document is None
        if not queue.running or busy or not here:
            return None
        if key == "Esc":
            return queue.toggle_group if queue.group else self.close
        if key in ("Return", "Enter"):
            return queue.sign_off
        if key in EDGE_KEYS:
            return lambda: self._move_edge(key)
        rtl = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        found = action_for(key, rtl=rtl)
        if found is not None:
            action, for_all = found
            decision = self._actions[action.id]
            return (lambda: queue.for_all(decision)) if for_all else decision
        return self._label_action(key)

    def _label_action(self, key: str) -> Callable[[], object] | None:
        """The key of a label of the case's layer corrects it; with Shift, all identical cases."""
        queue, layer = self.queue, self._layer()
        if layer is None:
            # Its document is not the one that is shown: no key may mean another annotation.
            return queue.show if queue.current is not None and len(key) == 1 else None
        plain = key.removeprefix("Shift+")
        label = next((each.id for each in layer.labels if each.key.upper() == plain), "")
        if not label:
            return self._actions["question"] if key == "Q" else None

        def correct() -> None:
            queue.correct(label)

        return correct if plain == key else lambda: queue.for_all(correct)

    def _layer(self) -> Layer | None:
        annotation, schema = self.queue.annotation(), self._window.session.schema
        return schema.find_layer(annotation.layer) if annotation and schema else None

    # What the keys and buttons do

    def _press(self, action: str) -> None:
        self._actions[action]()
        if action not in ("comment", "filter", "relabel"):
            self._window.article.setFocus()

    def _move_edge(self, key: str) -> None:
        if self.show_current():
            edge, left = EDGE_KEYS[key]
            self._window.article.move_edge(edge, left=left)

    def _choose_label(self) -> None:
        annotation, layer = self.queue.annotation(), self._layer()
        if annotation is None or layer is None:
            self.queue.show()
            return
        place = self._window.labelling.place(annotation)
        self._window.picker.open_at(place, layer, self.queue.correct, current=annotation.label)

    def _remark(self) -> None:
        if self.show_current():
            self.bar.ask_for_remark()

    def _keep_remark(self, text: str) -> None:
        if text.strip():
            self.queue.comment(text)
        self._window.article.setFocus()

    def _filter(self) -> None:
        self._show_filters()
        self.bar.filters.setVisible(not self.bar.filters.isVisible())
        if self.bar.filters.isVisible():
            self.bar.filters.ticks["labels"].setFocus()
        else:
            self._window.article.setFocus()

    def _leave_filters(self) -> None:
        self._window.article.setFocus()
        self.show_current()

    def has_keys(self) -> bool:
        """Whether plain keys belong to the filters, which have the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and self.bar.filters.isAncestorOf(focus)

    def _show_filters(self) -> None:
        """Offer what there is to choose from; what made the annotations is looked up meanwhile."""
        self._offer(("manual", "import"))
        job = self._window.session.read_in_background(lambda reader, _p, _c: reader.origins())
        if job is not None:
            job.finished.connect(self._offer)

    def _offer(self, origins: Sequence[str]) -> None:
        session = self._window.session
        if session.project is not None:
            annotators = session.project.annotators()
            self.bar.filters.show_choices(session.schema, annotators, origins, self.queue.filter)

    def _start(self, chosen: ReviewFilter) -> None:
        self._shown = None
        self.queue.start(chosen)

    # What is shown

    def _follow(self) -> None:
        """Show another case in the article, as soon as it is there."""
        case = self.queue.current
        self.bar.refresh()
        if case is None or not self.queue.running:
            self._shown = None
            self._window.refresh_actions()
        elif self.queue.annotation() is None:
            self._shown = None
        elif case != self._shown:
            self._shown = case
            self.show_current()

    def _note_document(self, _document: str) -> None:
        """The annotator went somewhere else: the case is shown anew when it comes back."""
        if self.queue.running and self.queue.annotation() is None:
            self._shown = None

    def _show_group(self, cases: Sequence[ReviewCase]) -> None:
        project = self._window.session.project
        if project is not None:
            places = [(each.document, each.annotation) for each in cases[:_LISTED]]
            self.bar.show_group(in_words(project, places))
