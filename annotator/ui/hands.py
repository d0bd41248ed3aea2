"""What the mouse does in the article beyond selecting: labels at the selection, lines, stacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from annotator.app.session import Filler
from annotator.app.translation import isolate, language
from annotator.core.text import Span
from annotator.ui.linking import Linking
from annotator.ui.selection_palette import SelectionPalette
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_LONGEST = 60  # code points of an annotation's text in a menu


class Hands(QObject):
    """Hears the article's wishes and carries them out with the session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        article = window.article
        self.palette = SelectionPalette(article, window.theme)
        self.linking = Linking(window.session, window)
        article.selected_by_mouse.connect(self._offer_labels)
        article.delete_requested.connect(self._delete)
        article.link_requested.connect(self._link)
        article.stack_requested.connect(self.choose_among)
        self.palette.label_pressed.connect(self._apply)
        self.palette.layer_pressed.connect(window.labelling.choose)
        self.linking.said.connect(window.status.say)
        self.linking.made.connect(window.labelling.made)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.palette.set_theme(theme)

    def choose_among(self, place: QPoint, ids: Sequence[str]) -> None:
        """Let one of several annotations be chosen from a menu."""
        session, schema = self._window.session, self._window.session.schema
        menu = QMenu(self._window)
        for each in ids:
            annotation = session.annotation(each)
            if annotation is None or session.document is None or schema is None:
                continue
            label = schema.layer(annotation.layer).label(annotation.label)
            name = label.name.text(language()) if label else annotation.label
            text = " … ".join(span.text_in(session.document.text) for span in annotation.spans)
            short = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
            told = f"{name}: {isolate(short)}".replace("\n", " ").replace("&", "&&")
            action = menu.addAction(told)
            action.triggered.connect(
                lambda _checked=False, each=each: self._window.select_annotation(each)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _offer_labels(self, span: Span) -> None:
        session = self._window.session
        wanted = session.settings.flag("selection.palette") and session.can_write
        if wanted and session.schema is not None:
            self.palette.open(span, session.schema)

    def _apply(self, layer: str, label: str) -> None:
        self._window.labelling.apply(layer, label)
        self._window.article.setFocus()

    def _delete(self, annotation_id: str) -> None:
        if self._window.session.can_write:
            self._window.session.delete([annotation_id])

    def _link(self, source: str, filler: Filler, place: QPoint) -> None:
        self.linking.link(source, filler, place)
        self._window.article.setFocus()
