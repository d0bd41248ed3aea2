"""After a link: the other mentions that are written so and have none, ticked, as one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from annotator.app.cast import FEW, MentionPlace, Scope
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.model import Annotation, Entry
from annotator.ui.actions import key_text
from annotator.ui.cast.mention_rows import MentionsModel, make_list
from annotator.ui.dialogs.tick_dialog import TickDialog
from annotator.ui.panels.pieces import ElidedLabel
from annotator.ui.theme import Theme


class OthersDialog(TickDialog):
    """Links what is ticked to an entry.

    Space ticks, Enter links; `again` are the keys that widen it to the whole project.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        annotation: Annotation,
        entry: Entry,
        again: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        self.mentions = MentionsModel(session.schema, tickable=True)
        super().__init__(_("The same spelling, not linked yet"), self.mentions, again, parent)
        self.mentions.setParent(self)
        self._session = session
        self._annotation = annotation
        self._entry = entry
        self.model.ticks_changed.connect(self._count)
        self.resize(820, 480)
        self._build(theme)
        self.look()

    def _build(self, theme: Theme) -> None:
        text = self._session.cast.text_of(self._annotation)
        told = _("Link “{text}” to “{name}” in these places too?")
        title = ElidedLabel(told.format(text=isolate(text), name=isolate(self._entry.name)))
        title.setProperty("role", "heading")
        self.content.addWidget(title)
        self.content.addWidget(self.scope)
        self.list = make_list(_("Mentions"), self.mentions, theme, self)
        self.watch()
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.work)
        self.content.addWidget(self.summary)
        hint = QLabel(self._hint())
        hint.setProperty("role", "muted")
        self.content.addWidget(hint)
        self.link_button = self.add_button(
            _("Link"), QDialogButtonBox.ButtonRole.AcceptRole, default=True
        )
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self.act)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.list.setFocus()

    def _hint(self) -> str:
        parts = [_("{key} ticks").format(key=isolate(_("Space")))]
        if self._again:
            key = isolate(key_text(self._again[0]))
            parts.append(_("{key} looks in the whole project").format(key=key))
        return " · ".join(parts)

    # Searching

    def search(self) -> None:
        """Look for the mentions; in the document at once."""
        scope: Scope = "project" if self.scope.value() == "project" else "document"
        if scope == "document":
            self.mentions.show_mentions(
                self._session.cast.places_here(self._annotation), ticked=True
            )
            self._show_first()
            return
        job = self._session.cast.find_others(self._annotation, scope)
        if job is not None:
            self.work.follow(job, _("Looking for the name…"))

    def _show_first(self) -> None:
        rows = range(self.model.rowCount())
        first = next((row for row in rows if self.mentions.mention_at(row)), 0)
        self.list.setCurrentIndex(self.model.index(first, 0))

    # Linking

    def act(self) -> None:
        """Link what is ticked, as one change; the dialog closes when it is done."""
        chosen = self.mentions.ticked_mentions()
        if self.work.is_running():
            return
        if not chosen:
            self.summary.setText(_("Nothing is ticked."))
        elif len(chosen) <= FEW:
            if self._session.cast.link(chosen, self._entry.id) is not None:
                self.accept()
        else:
            job = self._session.cast.link_in_background(chosen, self._entry.id)
            if job is not None:
                self.begin()
                self.work.follow(job, _("Linking…"))

    def _count(self) -> None:
        ticked, possible, _tagged = self.model.counts()
        told = _("{count} of {total} ticked")
        self.summary.setText(told.format(count=number(ticked), total=number(possible)))
        text = ngettext("Link {count} mention", "Link {count} mentions", ticked)
        self.link_button.setText(text.format(count=number(ticked)) if ticked else _("Link"))

    def show_found(self, found: Sequence[object]) -> None:
        """Show the mentions, but for the one that was linked just now."""
        others = [
            each
            for each in found
            if isinstance(each, MentionPlace) and each.annotation.id != self._annotation.id
        ]
        self.mentions.show_mentions(others, ticked=True)
        self._show_first()
