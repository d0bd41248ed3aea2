"""The preview of a merge, a split or a removal: what moves, with its contexts; Enter does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from annotator.app.cast import CastPlan
from annotator.app.cast_wording import kind_name, mentions_text
from annotator.app.session import Session
from annotator.app.translation import _, isolate, ngettext, number
from annotator.core.model import ENTRY_KINDS, Entry, EntryKind
from annotator.ui.cast.mention_rows import MentionsModel, make_list
from annotator.ui.dialogs.frame import Frame
from annotator.ui.panels.choices import Choice, Segments
from annotator.ui.panels.pieces import Heading, WrappedLabel
from annotator.ui.theme import Theme

_TEXTS = 12  # spellings that the preview counts by name


class PlanDialog(Frame):
    """Shows a plan; `accept` means: do it. A split also asks for the new entry's name and kind."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        title: str,
        told: str,
        plan: CastPlan,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.plan = plan
        self.resize(720, 520)
        self._head = QFormLayout()
        self.told = WrappedLabel(told)
        self.content.addWidget(self.told)
        self.content.addLayout(self._head)
        self.moving = WrappedLabel(_moving_text(plan))
        self.moving.setProperty("role", "heading")
        self.content.addWidget(self.moving)
        texts = WrappedLabel(_texts_text(plan.texts))
        texts.setVisible(bool(plan.texts))
        self.content.addWidget(texts)
        self.model = MentionsModel(session.schema, tickable=False, parent=self)
        places = session.cast.contexts(plan)
        self.model.show_mentions(places)
        self.list = make_list(_("Mentions that move"), self.model, theme, self)
        self.list.setVisible(bool(places))
        self.content.addWidget(self.list, 1)
        if len(places) < len(plan.moving):
            shown = _("Only the first {count} are listed.").format(count=number(len(places)))
            self.content.addWidget(Heading(shown))
        if not places:
            self.content.addStretch(1)
        self.do_it = self.add_button(title, QDialogButtonBox.ButtonRole.AcceptRole, default=True)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        self.name: QLineEdit | None = None
        self.kind: Segments | None = None
        self.do_it.setFocus()

    def ask_for_entry(self, entry: Entry) -> None:
        """Let the name and the kind of the new entry be chosen."""
        self.name = QLineEdit(entry.name)
        self.name.setAccessibleName(_("Name of the new entry"))
        self.name.textChanged.connect(lambda text: self.do_it.setEnabled(bool(text.strip())))
        self.kind = Segments([Choice(each, kind_name(each)) for each in ENTRY_KINDS])
        self.kind.setAccessibleName(_("Kind"))
        self.kind.set_value(entry.kind)
        self._head.addRow(_("Name"), self.name)
        self._head.addRow(_("Kind"), self.kind)
        self.name.setFocus()
        self.name.selectAll()

    def entry_name(self) -> str:
        """The name that was chosen."""
        return self.name.text() if self.name else ""

    def entry_kind(self) -> EntryKind:
        """The kind that was chosen."""
        value = self.kind.value() if self.kind else ""
        return next((each for each in ENTRY_KINDS if each == value), "other")


def _moving_text(plan: CastPlan) -> str:
    count = len(plan.moving)
    if not count:
        return _("No mention is touched.")
    return ngettext(
        "{mentions} in {documents} document.", "{mentions} in {documents} documents.",
        plan.documents,
    ).format(mentions=mentions_text(count), documents=number(plan.documents))  # fmt: skip


def _texts_text(texts: Sequence[tuple[str, int]]) -> str:
    shown = [f"{isolate(text)} \u2068({number(count)})\u2069" for text, count in texts[:_TEXTS]]
    listed = " · ".join(shown) + (" …" if len(texts) > _TEXTS else "")
    return _("Spelt: {texts}").format(texts=listed)
