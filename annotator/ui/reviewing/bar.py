"""The review queue below the article: which case this is, what it says, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.review_queue import ReviewQueue
from annotator.app.session import Session
from annotator.app.surgery import Affected, in_words
from annotator.app.translation import _, is_rtl, isolate, language, ngettext, number, percent
from annotator.core.model import Annotation, remarks
from annotator.core.schema import Label
from annotator.ui.dialogs.affected_model import AffectedModel
from annotator.ui.dialogs.places_delegate import PlacesDelegate
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.pieces import ElidedLabel, TextButton
from annotator.ui.reviewing.filters import ReviewFilters, summary
from annotator.ui.reviewing.keys import QUEUE_ACTIONS, shown_key
from annotator.ui.theme import Theme
from annotator.ui.words import origin_name, review_name

_AT_THE_HEAD = ("back", "skip", "filter")
"""The buttons that go about, beside the progress; those that decide have a row of their own."""
_ROWS = 5  # of the identical cases that are seen before the list scrolls
_LONGEST = 400  # code points of an annotation's text that are shown
_MINUTE = 60


class ReviewBar(QFrame):
    """Hidden while the queue is closed; the keys stay with the article."""

    pressed = Signal(str)
    """A button was pressed: the id of its action, `sign_off`, or `close`."""
    remarked = Signal(str)
    """A remark was written; the empty string: none after all."""

    def __init__(self, session: Session, queue: ReviewQueue, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._queue = queue
        self._theme = theme
        self._make()
        self._lay_out()
        self.retranslate()
        self.hide()

    # Building

    def _make(self) -> None:
        self.title, self.progress, self.told = QLabel(), QLabel(), ElidedLabel()
        self.title.setProperty("role", "heading")
        self.words, self.about, self.last_remark = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.group_told = ElidedLabel()
        for each in (self.told, self.about, self.last_remark):
            each.setProperty("role", "muted")
        for each in (self.told, self.words, self.about, self.last_remark, self.group_told):
            each.setTextFormat(Qt.TextFormat.PlainText)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label = TextButton(self._theme, arrow=True)
        self.label.clicked.connect(lambda: self.pressed.emit("relabel"))
        self.buttons = {each.id: TextButton(self._theme) for each in QUEUE_ACTIONS}
        self.buttons["sign_off"] = TextButton(self._theme)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _down=False, it=name: self.pressed.emit(it))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button = QToolButton()
        self.close_button.clicked.connect(lambda: self.pressed.emit("close"))
        self.field = QLineEdit()
        self.field.installEventFilter(self)
        self.field.hide()
        self.filters = ReviewFilters()
        self.filters.hide()
        self.cases = AffectedModel(None, self)
        self.list = QListView()
        self.list.setModel(self.cases)
        self.list.setItemDelegate(PlacesDelegate(self._theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.hide()

    def _lay_out(self) -> None:
        head, case = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        case.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.progress)
        head.addWidget(self.told, 1)
        for name in _AT_THE_HEAD:
            head.addWidget(self.buttons[name])
        head.addWidget(self.close_button)
        case.addWidget(self.label)
        case.addWidget(self.words, 3)
        case.addWidget(self.about, 2)
        self._keys = QWidget()
        flow = FlowLayout(self._keys, spacing=4)
        flow.setContentsMargins(0, 0, 0, 0)
        for name, button in self.buttons.items():
            if name not in _AT_THE_HEAD:
                flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._keys.setSizePolicy(policy)
        self.filters.setSizePolicy(policy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 8)
        rows.setSpacing(6)
        rows.addLayout(head)
        rows.addWidget(self.filters)
        rows.addLayout(case)
        rows.addWidget(self.last_remark)
        rows.addWidget(self.group_told)
        rows.addWidget(self.list)
        rows.addWidget(self.field)
        rows.addWidget(self._keys)

    def retranslate(self) -> None:
        """Speak the language of the interface."""
        self.title.setText(_("Review"))
        self.setAccessibleName(_("Review"))
        self.close_button.setToolTip(f"{_('Close the review')} (Esc)")
        self.close_button.setAccessibleName(_("Close the review"))
        self.list.setAccessibleName(_("Identical cases"))
        self.field.setPlaceholderText(_("A remark — Enter adds it, Esc leaves it"))
        self.field.setAccessibleName(_("Remark"))
        for each in QUEUE_ACTIONS:
            button = self.buttons[each.id]
            key = shown_key(each, rtl=is_rtl())
            button.show_label(None, _(each.text), key=key)
            button.setAccessibleName(f"{_(each.text)} ({each.shown})")
            button.setAccessibleDescription(_(each.tip))
        self.filters.retranslate()
        self.refresh()

    def set_icon(self, icon: QIcon) -> None:
        """Dress the button that closes it."""
        self.close_button.setIcon(icon)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        for each in (self.label, *self.buttons.values()):
            each.set_theme(theme)
        self.list.setItemDelegate(PlacesDelegate(theme, self.list))

    # What is shown

    def refresh(self) -> None:
        """Show the current case, and how far the review has come."""
        queue = self._queue
        self.setVisible(queue.running)
        if not queue.running:
            return
        self._show_progress()
        annotation = queue.annotation()
        has_case = queue.current is not None
        for part in (self.label, self.words, self.about):
            part.setVisible(has_case)
        self._show_case(annotation)
        self._show_group(annotation)
        can_write = self._session.can_write
        for action in QUEUE_ACTIONS:
            usable = has_case and (can_write or not action.changes)
            self.buttons[action.id].setEnabled(usable or action.id in ("filter", "back"))
        self._show_sign_off()

    def _show_progress(self) -> None:
        queue = self._queue
        chosen = summary(queue.filter, self._session.schema)
        told = _("Searching…") if queue.searching else ""
        if not told and queue.progress is not None and queue.current is not None:
            place, total = queue.progress
            told = _("{place} of {total}").format(place=number(place), total=number(total))
        self.progress.setText(told)
        seconds = queue.seconds_left()
        if seconds is not None:
            minutes = max(1, round(seconds / _MINUTE))
            left = ngettext("about {count} minute left", "about {count} minutes left", minutes)
            chosen = f"{left.format(count=number(minutes))} · {chosen}"
        if queue.current is None and not queue.searching:
            done = _("Nothing is left to review: {chosen}.")
            chosen = done.format(chosen=summary(queue.filter, self._session.schema))
        self.told.setText(chosen)

    def _show_case(self, annotation: Annotation | None) -> None:
        document, schema = self._session.document, self._session.schema
        self.last_remark.setVisible(annotation is not None and bool(annotation.note))
        if annotation is None or document is None or schema is None:
            return
        label = self._label_of(annotation)
        name = label.name.text(language()) if label else annotation.label
        self.label.show_label(label, name)
        self.label.setAccessibleName(_("Label: {label}").format(label=name))
        shown = " ".join(self._words_of(annotation, document.text)[:_LONGEST].split())
        self.words.setText(shown)
        self.words.setAccessibleName(shown)
        facts = [annotation.annotator]
        if annotation.origin != "manual":
            facts.append(origin_name(annotation.origin))
        if annotation.confidence < 1:
            facts.append(_("confidence {value}").format(value=percent(annotation.confidence)))
        if annotation.review != "unreviewed":
            facts.append(review_name(annotation.review))
        self.about.setText(" · ".join(isolate(each) for each in facts if each))
        last = remarks(annotation.note)[-1:]
        for remark in last:
            who = f"{isolate(remark.annotator)}: " if remark.annotator else ""
            self.last_remark.setText(who + isolate(" ".join(remark.text.split())))

    def _words_of(self, annotation: Annotation, text: str) -> str:
        """What an annotation covers; of a relation, what its ends do."""
        project = self._session.project
        if not annotation.spans and project is not None:
            return in_words(project, [(annotation.document, annotation.id)])[0].place.text
        return " … ".join(span.text_in(text) for span in annotation.spans)

    def _show_group(self, annotation: Annotation | None) -> None:
        count = len(self._queue.group)
        self.group_told.setVisible(bool(count))
        if count and annotation is not None:
            cases = ngettext("{count} identical case", "{count} identical cases", count)
            told = _("{cases}: the next decision is about all of them. G: only this one.")
            self.group_told.setText(told.format(cases=cases.format(count=number(count))))
        if not count:
            self.list.hide()

    def _show_sign_off(self) -> None:
        document = self._queue.finished_document
        button, project = self.buttons["sign_off"], self._session.project
        button.setVisible(bool(document) and project is not None)
        if document and project is not None:
            title = project.summary(document).title
            told = _("Mark “{title}” as reviewed").format(title=isolate(title))
            button.show_label(None, told, key="Enter")
            button.setAccessibleName(f"{told} (Enter)")

    def show_group(self, found: Sequence[Affected]) -> None:
        """List identical cases, each in its words."""
        self.cases.show_affected(found, self._session.schema)
        annotation = self._queue.annotation()
        delegate = self.list.itemDelegate()
        if annotation is not None and isinstance(delegate, PlacesDelegate):
            delegate.set_label(self._label_of(annotation))
        height = max(24, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(height * min(_ROWS, self.cases.rowCount()) + 4)
        self.list.setVisible(bool(found))

    def _label_of(self, annotation: Annotation) -> Label | None:
        schema = self._session.schema
        layer = schema.find_layer(annotation.layer) if schema else None
        return layer.label(annotation.label) if layer else None

    # Remarks

    def ask_for_remark(self) -> None:
        """Let a remark be written."""
        self.field.clear()
        self.field.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the remark, Esc leaves it."""
        if watched is self.field and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            if event.type() == QEvent.Type.KeyPress and event.key() in keys:
                text = "" if event.key() == Qt.Key.Key_Escape else self.field.text()
                self.field.hide()
                self.remarked.emit(text)
                return True
        return super().eventFilter(watched, event)
