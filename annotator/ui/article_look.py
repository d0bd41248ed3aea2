"""How the article is looked at, kept among the settings: what is hidden, how it is set."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.app.settings import Settings
from annotator.core.model import Document
from annotator.core.text import Direction
from annotator.ui.canvas import ArticleView

HIDDEN = "article.hidden"
TURNED = "article.turned_paragraphs"


class ArticleLook:
    """Dresses the article as the settings have it, and changes them."""

    def __init__(self, article: ArticleView, settings: Settings) -> None:
        self._article = article
        self._settings = settings
        article.set_turned(self.turned)

    def apply(self) -> None:
        """Let the article follow the settings."""
        article, settings = self._article, self._settings
        article.set_line_width(settings.integer("article.line_width"))
        article.set_hidden(frozenset(settings.texts(HIDDEN)))
        article.turn()
        article.set_map(settings.flag("article.map"))
        article.set_invisibles(settings.flag("article.show_invisible"))
        article.set_snapping(settings.flag("selection.snap_to_words"))
        article.set_detaching(settings.flag("selection.detach_clitics"))

    # Layers and labels

    @property
    def hidden(self) -> frozenset[str]:
        """What the text does not show: ids of layers, and labels as `layer:label`."""
        return frozenset(self._settings.texts(HIDDEN))

    def set_hidden(self, names: Iterable[str], *, hidden: bool) -> None:
        """Hide layers or labels, or show them again."""
        names = set(names)
        now = self.hidden | names if hidden else self.hidden - names
        self._settings.set(HIDDEN, sorted(now))

    def show_all(self) -> None:
        """Hide nothing."""
        self._settings.set(HIDDEN, [])

    # Paragraphs

    def turned(self, document: Document) -> dict[int, Direction]:
        """The paragraphs of a document that run otherwise than their text says, by their start."""
        found: dict[int, Direction] = {}
        for entry in self._settings.texts(TURNED):
            identity, _space, rest = entry.partition(" ")
            start, _space, direction = rest.partition(" ")
            if identity == document.id and start.isdecimal() and direction in ("rtl", "ltr"):
                found[int(start)] = "rtl" if direction == "rtl" else "ltr"
        return found

    def turn(self, document: Document, start: int, direction: Direction | None) -> None:
        """Let the paragraph that starts there run in a direction; None leaves it to its text."""
        mine = f"{document.id} {start} "
        others = [each for each in self._settings.texts(TURNED) if not each.startswith(mine)]
        entry = [f"{mine}{direction}"] if direction else []
        most = self._settings.table[TURNED].maximum or len(others) + 1
        self._settings.set(TURNED, (entry + others)[:most])
