"""What the actions do on the parts of an annotation: its words, its fillers, its attributes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.app import joining
from annotator.app.translation import _, isolate, language
from annotator.core.model import Annotation
from annotator.core.schema import Role
from annotator.core.text import Span, with_words, without_words

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_SHIFT = "Shift+"


class FrameHandlers:
    """The methods that the table of actions names for the parts of the selected annotation."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    # Words

    def add_words(self) -> None:
        """Let the selected annotation cover the selected words too."""
        annotation, span = self._chosen()
        if annotation is None or span is None:
            return
        if not annotation.spans:
            self._say(_("A relation covers no words: it joins two annotations."))
            return
        spans = with_words(self._text(), annotation.spans, span)
        if spans == annotation.spans:
            self._say(_("These words are part of it already."))
        elif self._window.session.set_spans(annotation.id, spans) is not None:
            self._window.article.set_selection(None)

    def take_words_out(self) -> None:
        """Take the selected words out of the selected annotation, or of what fills its roles."""
        annotation, span = self._chosen()
        if annotation is None or span is None:
            return
        session, text = self._window.session, self._text()
        if any(each.overlaps(span) for each in annotation.spans):
            spans = without_words(text, annotation.spans, span)
            if not spans:
                key = self._window.keymap.shown("delete")
                told = _("Nothing would be left of it; {key} deletes it.")
                self._say(told.format(key=isolate(key)))
            elif session.set_spans(annotation.id, spans) is not None:
                self._window.article.set_selection(None)
            return
        for index, each in enumerate(annotation.arguments):
            if any(piece.overlaps(span) for piece in each.spans):
                spans = without_words(text, each.spans, span)
                if spans:
                    session.replace_argument(annotation.id, index, each.role, spans)
                else:
                    session.remove_argument(annotation.id, index)
                self._window.article.set_selection(None)
                return
        self._say(_("These words are not part of it."))

    # Fillers in several parts

    def action_of(self, key: str) -> Callable[[], object] | None:
        """What Shift with the key of a role does while words are selected: add them to it."""
        if not key.startswith(_SHIFT) or self._window.article.selection() is None:
            return None
        for role in self._window.labelling.roles():
            if role.key and role.key.upper() == key.removeprefix(_SHIFT):
                return lambda: self.grow_filler(role)
        return None

    def grow_filler(self, role: Role) -> None:
        """Add the selected words to the last filler of a role, as another part of it."""
        annotation, span = self._chosen()
        if annotation is None or span is None:
            return
        session = self._window.session
        index = max(
            (at for at, each in enumerate(annotation.arguments) if each.role == role.id),
            default=-1,
        )
        if index < 0:
            self._window.labelling.fill(role.id)
            return
        filler = annotation.arguments[index]
        if filler.target:
            told = _("An annotation fills “{role}”: select it to add words to it.")
            self._say(told.format(role=isolate(role.name.text(language()))))
            return
        spans = with_words(self._text(), filler.spans, span)
        if session.replace_argument(annotation.id, index, role.id, spans) is not None:
            self._window.article.set_selection(None)

    # Attributes and relations

    def show_attributes(self) -> None:
        """Show the attributes of the selected annotation with the keys of their values."""
        annotation = self._window.labelling.aimed()
        if self._window.attributes.isVisible():
            self._window.attributes.close_it()
            return
        if annotation is not None:
            self._window.article.choose(annotation.id)
        if annotation is not None and not self._window.attributes.open(annotation):
            self._say(_("The schema gives this label no attributes."))

    def reverse_relation(self) -> None:
        """Let the selected relation run the other way."""
        annotation, schema = self._window.labelling.selected(), self._window.session.schema
        layer = schema.find_layer(annotation.layer) if annotation and schema else None
        if annotation is None or layer is None or layer.kind != "relation":
            self._say(_("Select a relation first: in the list of annotations, or in the details."))
            return
        joining.reverse(self._window.session, annotation.id)

    def _chosen(self) -> tuple[Annotation | None, Span | None]:
        annotation, span = self._window.labelling.selected(), self._window.article.selection()
        if annotation is None or span is None:
            self._say(_("Select an annotation, then the words that are meant."))
        return annotation, span

    def _text(self) -> str:
        document = self._window.session.document
        return document.text if document else ""

    def _say(self, sentence: str) -> None:
        self._window.status.say(sentence)
