"""A quote that is proposed, and the keys and clicks that change it, accept it or put it away.

While a proposal is shown, the keys of the roles choose another filler by letters (with Shift, one
more), those of the labels another type, the brackets move the edges of its content. Nothing is
written before it is accepted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Signal

from annotator.app.quoting import CONTENT, Draft, Quoting, quote_layer
from annotator.app.session import Filler, Session
from annotator.app.translation import _, language
from annotator.core.model import Annotation
from annotator.core.schema import Layer
from annotator.core.text import Span, Spans
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.extents import Edge, next_edge, with_edge_at
from annotator.ui.canvas.hints import LETTERS, words_around
from annotator.ui.canvas.proposed import ProposedPart

CONTENT_KEY = "O"
_ACCEPT = ("Return", "Enter")
_REJECT = ("Esc", "Del", "Backspace")
_EDGES: dict[str, tuple[Edge, bool]] = {
    "[": ("end", True),
    "]": ("end", False),
    "Shift+[": ("start", True),
    "Shift+]": ("start", False),
    "{": ("start", True),
    "}": ("start", False),
}
"""Edges of the content by one key: which, and whether to the left on the screen."""


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as it is told beside the article: its id, name and key, and its words."""

    id: str
    name: str
    key: str
    words: str
    required: bool


class Proposing(QObject):
    """Shows one draft at a time in the article."""

    changed = Signal()
    """Another draft is shown, or another part of it, or none any more."""
    made = Signal(str)
    """A draft was accepted: the id of the annotation that it became."""
    said = Signal(str)
    """Why there is nothing to propose, in a sentence."""

    def __init__(self, session: Session, article: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._article = article
        self._quoting = Quoting(session)
        self._draft: Draft | None = None
        self._waiting = ""
        self._beside = False
        self._put_away: tuple[str, int | Span] | None = None
        article.fill_requested.connect(self._take)
        session.document_changed.connect(self.stop)
        session.changed.connect(self._follow)

    # What is proposed

    @property
    def draft(self) -> Draft | None:
        """The quote that is proposed, or None."""
        return self._draft

    @property
    def waiting(self) -> str:
        """The part that is about to be chosen, or the empty string."""
        return self._waiting

    @property
    def quoting(self) -> Quoting:
        """What finds the proposals."""
        return self._quoting

    def layer(self) -> Layer | None:
        """The layer of the quotes."""
        return quote_layer(self._session.schema)

    def start_with(self, layer_id: str, label_id: str) -> bool:
        """A label is to be given: propose a quote instead, if that is what it may be for.

        The first label of the layer leaves the type to the proposal.
        """
        layer = self.layer()
        if layer is None or layer.id != layer_id:
            return False
        return self.start("" if label_id == layer.labels[0].id else label_id)

    def start(self, label: str = "") -> bool:
        """Propose the quote at the caret, under the pointer or around the selection.

        Return whether there is one. A place whose proposal was put away is left alone the next
        time, so that the same key then labels what is selected.
        """
        place = self._place()
        if place is None or not self._session.can_write:
            return False
        document = self._session.document
        here = (document.id if document else "", place)
        if here == self._put_away:
            self._put_away = None
            return False
        draft = self._quoting.draft_at(place, label)
        if draft is None and isinstance(place, Span) and self._is_one_word(place):
            draft = self._quoting.draft_at(place.start, label)
        if draft is None:
            return False
        self._put_away = here  # if it is put away
        self._show(draft)
        return True

    def step(self, *, backwards: bool = False) -> None:
        """Propose the next quote of the document that is not labelled yet, round its end."""
        chosen = None
        if self._session.can_write:
            chosen = self._quoting.next_draft(self._here(), backwards=backwards)
        if chosen is None:
            self.said.emit(_("Nothing more looks like a quote."))
            return
        self._article.put_caret(chosen.content[0].start)
        self._put_away = None
        self._show(chosen)

    def parts(self) -> list[ShownPart]:
        """The content and the roles of the draft, those without a filler too."""
        draft, layer, document = self._draft, self.layer(), self._session.document
        if draft is None or layer is None or document is None:
            return []
        content = " … ".join(span.text_in(document.text) for span in draft.content)
        shown = [ShownPart(CONTENT, layer.anchor.text(language()), CONTENT_KEY, content, True)]
        for role in layer.roles_of(draft.label):
            words = "؛ ".join(
                " … ".join(span.text_in(document.text) for span in self._spans(filler))
                for filler in draft.of_role(role.id)
            )
            needed = role.required and role.id not in draft.implied
            name = role.name.text(language())
            shown.append(ShownPart(role.id, name, role.key.upper(), words, needed))
        return shown

    # What is done with it

    def accept(self) -> None:
        """Make it a label."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        self._end_waiting()
        change = self._quoting.accept(draft)
        self._clear()
        if change is not None:
            rows = (each for each in change.rows if isinstance(each.after, Annotation))
            made = next((each.id for each in rows if each.before is None), "")
            self._article.set_selection(None)
            self.made.emit(made)

    def reject(self) -> bool:
        """Choose no part any more; else put the proposal away. Whether there was either."""
        if self._waiting:
            self._end_waiting()
            self._show_parts()
            return True
        if self._draft is None:
            return False
        self._clear()
        return True

    def stop(self, _news: object = None) -> None:
        """Put it away, since what it was about has changed."""
        if self._draft is not None:
            self._end_waiting()
            self._clear()

    def set_label(self, label: str) -> None:
        """Give the draft another type."""
        if self._draft is not None:
            self._change(replace(self._draft, label=label))

    def choose(self, part: str, *, beside: bool = False) -> None:
        """Fill a part with the selected words, or wait for letters, words or a click."""
        draft, layer = self._draft, self.layer()
        if draft is None or layer is None:
            return
        span = self._article.selection()
        if span is not None and (span,) != draft.content:
            self._article.set_selection(None)
            self._fill(part, (span,), beside=beside)
            return
        if self._waiting == part:
            self._end_waiting()
            self._show_parts()
            return
        self._end_waiting()
        self._waiting, self._beside = part, beside
        role = layer.role(draft.label, part)
        name = role.name.text(language()) if role else layer.anchor.text(language())
        found = self._quoting.alternatives(draft, part)
        if part == "cue":
            near = words_around(self._article.text(), draft.content)
            found = list(dict.fromkeys([*found, *((word,) for word in near)]))
        found = found[: len(LETTERS)]
        bare = [each for each in found if part == CONTENT or not self._is_mention(part, each)]
        self._article.set_selection(None)
        self._show_parts()
        self._article.begin_fill(
            name, role.fillers if role else ("span",), hints=True, targets=bare
        )

    def empty(self) -> None:
        """The part that waits is not named in the text."""
        if self._draft is not None and self._waiting and self._waiting != CONTENT:
            part = self._waiting
            self._end_waiting()
            self._change(self._draft.without(part))

    def move_edge(self, edge: Edge, *, left: bool) -> None:
        """Move an edge of the content by a word, to the left or right on the screen."""
        draft, document = self._draft, self._session.document
        if draft is None or document is None:
            return
        offset = draft.content[0].start if edge == "start" else draft.content[-1].end
        forward = left == (self._article.direction_at(offset) == "rtl")
        place = next_edge(document.text, edge, offset, forward=forward)
        moved = (
            with_edge_at(document.text, draft.content, edge, place) if place is not None else None
        )
        if moved is not None:
            self._change(replace(draft, content=moved))

    def action_of(self, key: str) -> Callable[[], object] | None:
        """What a plain key does while a proposal is shown; None for what it leaves alone."""
        draft, layer = self._draft, self.layer()
        if draft is None or layer is None:
            return None
        if self._waiting:
            waited = {"Del": self.empty, "Backspace": self.empty}
            waited |= dict.fromkeys(_ACCEPT, self._article.fill_with_selection)  # type: ignore[arg-type]
            return waited.get(key)
        if key in _ACCEPT:
            return self.accept
        if key in _REJECT:
            return self.reject
        if key in _EDGES:
            edge, left = _EDGES[key]
            return lambda: self.move_edge(edge, left=left)
        plain = key.removeprefix("Shift+")
        for part in self.parts():
            if part.key == plain:
                return lambda: self.choose(part.id, beside=plain != key)
        for label in layer.labels:
            if label.key.upper() == key:
                return lambda: self.set_label(label.id)
        return None

    def hint(self) -> str:
        """What can be done now, in a sentence; empty where nothing is proposed."""
        if self._draft is None:
            return ""
        if self._waiting:
            return _("Type letters, select words or click. Delete: not in the text.")
        return _("Enter accepts the proposed quote, Esc puts it away.")

    # How it is done

    def _follow(self, _change: object) -> None:
        """Annotations came, changed or went: what fills a role may be a mention now, or none."""
        draft, layer = self._draft, self.layer()
        if draft is None or layer is None:
            return
        if self._quoting.is_labelled(draft):
            self.stop()
            return
        settled = ((role, self._settled(role, filler)) for role, filler in draft.fillers)
        kept = tuple((role, filler) for role, filler in settled if filler)
        self._change(replace(draft, fillers=kept))

    def _settled(self, role: str, filler: Filler) -> Filler:
        if isinstance(filler, str):
            return filler if self._session.annotation(filler) is not None else ()
        return self._quoting.filler(role, filler)

    def _place(self) -> int | Span | None:
        article = self._article
        if article.selection() is not None:
            return article.selection()
        if article.selected_annotation() and not article.aim.by_pointer:
            return None
        return article.aim.offset()

    def _is_one_word(self, span: Span) -> bool:
        """Whether a selection is the word that the caret was moved to."""
        word = self._article.chosen.word
        return word is not None and word.contains(span)

    def _here(self) -> int:
        draft = self._draft
        return draft.content[0].start if draft else self._article.caret_or_visible() - 1

    def _is_mention(self, part: str, spans: Spans) -> bool:
        return isinstance(self._quoting.filler(part, spans), str)

    def _take(self, filler: Filler) -> None:
        """The article tells what was chosen while a part waited."""
        if self._waiting:
            part, beside = self._waiting, self._beside
            self._end_waiting()
            self._fill(part, filler, beside=beside)

    def _fill(self, part: str, filler: Filler, *, beside: bool) -> None:
        if self._draft is None:
            return
        if part != CONTENT and not isinstance(filler, str):
            filler = self._quoting.filler(part, filler)
        self._change(self._draft.with_part(part, filler, beside=beside))

    def _change(self, draft: Draft) -> None:
        self._draft = draft
        self._show_parts()

    def _show(self, draft: Draft) -> None:
        self._end_waiting()
        self._draft = draft
        self._article.set_selection(None)
        self._show_parts()
        self._article.reveal_around(draft.content, self._filler_spans(draft))

    def _show_parts(self) -> None:
        """Bring the article and those who listen to what is proposed now."""
        draft, layer = self._draft, self.layer()
        shown = self._painted(draft, layer) if draft is not None and layer is not None else []
        self._article.set_proposal(shown)
        self.changed.emit()

    def _painted(self, draft: Draft, layer: Layer) -> list[ProposedPart]:
        label = layer.label(draft.label)
        hue, key = (label.color, label.key.upper()) if label else ("blue", "")
        name = label.name.text(language()) if label else draft.label
        waiting = self._waiting
        shown = [ProposedPart("content", draft.content, name, key, hue, waiting == CONTENT)]
        for role in layer.roles_of(draft.label):
            name, key = role.name.text(language()), role.key.upper()
            kind: Literal["cue", "role"] = "cue" if role.id == "cue" else "role"
            shown += [
                ProposedPart(kind, self._spans(each), name, key, hue, waiting == role.id)
                for each in draft.of_role(role.id)
            ]
        return shown

    def _spans(self, filler: Filler) -> Spans:
        if not isinstance(filler, str):
            return filler
        annotation = self._session.annotation(filler)
        return annotation.spans if annotation is not None else ()

    def _filler_spans(self, draft: Draft) -> list[Span]:
        return [span for _role, filler in draft.fillers for span in self._spans(filler)]

    def _end_waiting(self) -> None:
        if self._waiting:
            self._waiting = ""
            self._article.end_fill()

    def _clear(self) -> None:
        self._draft = None
        self._article.set_proposal(())
        self.changed.emit()
