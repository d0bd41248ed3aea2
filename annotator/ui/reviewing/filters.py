"""The filters of the review queue: what is looked through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from annotator.app.review_filter import ReviewFilter
from annotator.app.translation import _, language, ngettext, number, percent
from annotator.core.model import REVIEWS, STATUSES
from annotator.core.schema import Schema
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.reviewing.check_list import CheckList, Choice
from annotator.ui.words import origin_name, review_name, status_name

_BELOW = (99, 90, 75, 50)  # hundredths of confidence that can be chosen
_DAYS = (1, 7, 30)
_TYPED = 250  # milliseconds after the last letter at which the text is looked for
_LIST = " + "
_NARROW = 110  # pixels of a list at least
_WIDE = 190


class ReviewFilters(QWidget):
    """Lists side by side, the first choice of each being “all”; a change counts at once.

    In those of `ticks` any number of choices can be ticked, in those of `lists` one chosen.
    """

    changed = Signal(object)
    """ReviewFilter: something else is to be looked through."""
    left = Signal()
    """The keys go back to the article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ReviewFilter()
        self._offered: tuple[Schema | None, Sequence[str], Sequence[str]] = (None, (), ())
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        names = ("labels", "reviews", "annotators", "origins", "statuses")
        self.ticks = {each: CheckList() for each in names}
        self.lists = {each: QComboBox() for each in ("below", "days")}
        self.text = QLineEdit()
        self.incomplete = QCheckBox()
        self._timer = QTimer(self, singleShot=True, interval=_TYPED)
        self._timer.timeout.connect(self._take)
        for ticks in self.ticks.values():
            ticks.ticked.connect(self._take)
        for each in self.lists.values():
            each.activated.connect(self._take)
        for each in (*self.ticks.values(), *self.lists.values()):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            each.setMinimumWidth(_NARROW)
            each.setMaximumWidth(_WIDE)
            self._flow.addWidget(each)
        self.text.setMaximumWidth(_WIDE)
        self.text.setClearButtonEnabled(True)
        self.text.textEdited.connect(lambda _text: self._timer.start())
        self.text.returnPressed.connect(self.left.emit)
        self.incomplete.toggled.connect(self._take)
        self._flow.addWidget(self.text)
        self._flow.addWidget(self.incomplete)

    def show_choices(
        self,
        schema: Schema | None,
        annotators: Sequence[str],
        origins: Sequence[str],
        chosen: ReviewFilter,
    ) -> None:
        """Offer what the project has, with what is chosen now."""
        self._shown, self._offered = chosen, (schema, annotators, origins)
        with QSignalBlocker(self.incomplete):
            self.incomplete.setText(_("Incomplete only"))
            self.incomplete.setChecked(chosen.incomplete)
        self.text.setPlaceholderText(_("Text contains"))
        self.text.setAccessibleName(_("Text contains"))
        if not self.text.hasFocus():
            self.text.setText(chosen.text)
        annotated = [(each, each) for each in annotators]
        made = [(each, origin_name(each)) for each in origins if each]
        ticks: tuple[tuple[str, str, list[Choice], tuple[str, ...]], ...] = (
            ("labels", _("All labels"), _labels(schema), chosen.labels),
            ("reviews", _("Any review"), [(each, review_name(each)) for each in REVIEWS],
             chosen.reviews),
            ("annotators", _("All annotators"), annotated, chosen.annotators),
            ("origins", _("Any origin"), made, chosen.origins),
            ("statuses", _("All documents"), [(each, status_name(each)) for each in STATUSES],
             chosen.statuses),
        )  # fmt: skip
        for name, everything, choices, values in ticks:
            self.ticks[name].offer(everything, choices, values)
            self.ticks[name].setAccessibleName(everything)
        offered: tuple[tuple[str, str, list[Choice], int], ...] = (
            ("below", _("Any confidence"), [(str(each), _below(each)) for each in _BELOW],
             chosen.below),
            ("days", _("Changed any time"), [(str(each), _since(each)) for each in _DAYS],
             chosen.days),
        )  # fmt: skip
        for name, everything, choices, value in offered:
            self._fill(self.lists[name], [("", everything), *choices], str(value or ""))
            self.lists[name].setAccessibleName(everything)

    def retranslate(self) -> None:
        """Speak the language of the interface."""
        self.show_choices(*self._offered, self._shown)

    def _fill(self, box: QComboBox, choices: list[Choice], value: str) -> None:
        if value not in (each for each, _name in choices):
            choices = [*choices, (value, value)]
        shown = [(box.itemData(at), box.itemText(at)) for at in range(box.count())]
        if shown != choices:
            box.clear()
            for code, name in choices:
                box.addItem(name, code)
        box.setCurrentIndex([code for code, _name in choices].index(value))

    def _take(self, _news: object = None) -> None:
        self._timer.stop()
        ticked = {name: ticks.chosen() for name, ticks in self.ticks.items()}
        chosen = {name: int(box.currentData() or 0) for name, box in self.lists.items()}
        taken = replace(
            self._shown,
            labels=ticked["labels"],
            reviews=ticked["reviews"],
            annotators=ticked["annotators"],
            origins=ticked["origins"],
            statuses=ticked["statuses"],
            below=chosen["below"],
            days=chosen["days"],
            incomplete=self.incomplete.isChecked(),
            text=self.text.text().strip(),
        )
        if taken != self._shown:
            self._shown = taken
            self.changed.emit(taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc lead back to the article."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def summary(chosen: ReviewFilter, schema: Schema | None) -> str:
    """What is looked through, in a few words."""
    names = {code: name.strip() for code, name in _labels(schema)}
    told = [
        _LIST.join(each)
        for each in (
            [names.get(code, code) for code in chosen.labels],
            [review_name(each) for each in REVIEWS if each in chosen.reviews],
            chosen.annotators,
            [origin_name(each) for each in chosen.origins],
            [status_name(each) for each in STATUSES if each in chosen.statuses],
        )
        if each
    ]
    told += [_("incomplete")] if chosen.incomplete else []
    told += [_below(chosen.below)] if chosen.below else []
    told += [_since(chosen.days)] if chosen.days else []
    told += [_("“{text}”").format(text=chosen.text)] if chosen.text else []
    return " · ".join(told) or _("all annotations")


def _labels(schema: Schema | None) -> list[Choice]:
    found: list[Choice] = []
    for layer in schema.layers if schema else ():
        found.append((f"{layer.id}:", layer.name.text(language())))
        found += [
            (f"{layer.id}:{label.id}", f"    {label.name.text(language())}")
            for label in layer.labels
        ]
    return found


def _below(hundredths: int) -> str:
    return _("confidence below {value}").format(value=percent(hundredths / 100))


def _since(days: int) -> str:
    return ngettext(
        "changed in the last {count} day", "changed in the last {count} days", days
    ).format(count=number(days))
