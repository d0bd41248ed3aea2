"""The quotes of a document: who said what, by which word, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, number
from annotator.core.model import Annotation, Argument
from annotator.core.schema import Layer
from annotator.core.text import Span, fold_text
from annotator.ui import words
from annotator.ui.panels.annotation_model import one_line
from annotator.ui.panels.article import Article
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.panels.frame_delegate import FrameRow, Part, letter_of, listed
from annotator.ui.panels.frame_model import FrameModel, has_layer, is_quote_layer
from annotator.ui.panels.frames_panel import FramesPanel
from annotator.ui.theme import Theme

SPEAKER, CUE = "speaker", "cue"

NOBODY = "\0nobody"
"""The facet of quotes that lack a speaker."""
IMPLIED = "\0implied"
"""The facet of quotes whose speaker the text need not name."""


class QuoteModel(FrameModel):
    """Quotes, those inside others below them; chosen by their speakers."""

    def __init__(self, article: Article, parent: QObject | None = None) -> None:
        super().__init__(article, _holds, parent)
        self._names: dict[str, str] = {}

    def name_of(self, speaker: str) -> str:
        """How a speaker is called, of the spellings that count as one the last one seen."""
        return self._names.get(speaker, speaker)

    def shows(self, layer: Layer) -> bool:
        return is_quote_layer(layer)

    def facets(self, frame: Annotation) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for each in frame.fillers(SPEAKER):
            name = self._speaker(each)
            facet = fold_text(name).strip() or "…"
            self._names[facet] = name
            found[facet] = None
        if not found:
            found[NOBODY if SPEAKER in self.article.missing_roles(frame) else IMPLIED] = None
        return tuple(found)

    def frame_row(self, frame: Annotation) -> FrameRow:
        label = self.article.label(frame)
        name = label.name.text(language()) if label else frame.label
        return FrameRow(
            label,
            letter_of(label, name),
            (self._part(frame, SPEAKER), self._part(frame, CUE)),
            Part(one_line(self.article.words_of(frame))),
            self.depth(frame.id),
            self.article.is_incomplete(frame),
            bool(frame.note),
            frame.review,
            bool(self.article.warnings(frame)),
        )

    def spoken(self, frame: Annotation) -> str:
        label = self.article.label(frame)
        lines = [label.name.text(language()) if label else frame.label]
        depth = self.depth(frame.id)
        if depth:
            lines[0] += _(", inside another quote, depth {depth}").format(depth=number(depth + 1))
        for role in self.article.roles(frame):
            fillers = [self.article.filler_text(each) for each in frame.fillers(role.id)]
            if fillers:
                lines.append(f"{role.name.text(language())}: {listed(fillers)}")
        lines += self.article.missing_words(frame)
        lines.append(self.article.words_of(frame))
        lines += self.article.warnings(frame)
        lines += words.marks(frame.review, incomplete=False)
        if frame.note:
            lines.append(_("Note: {text}").format(text=frame.note))
        return "\n".join(lines)

    def _part(self, frame: Annotation, role: str) -> Part:
        fillers = [self.article.filler_text(each) for each in frame.fillers(role)]
        if fillers:
            return Part(one_line(listed(fillers)), "plain" if role == SPEAKER else "quiet")
        if role in self.article.missing_roles(frame):
            return Part(_NONE[role](), "missing")
        return Part(_UNSAID[role](), "quiet")

    def _speaker(self, argument: Argument) -> str:
        """Who fills the role: by the one name that spellings share, where there is one."""
        target = self.article.get(argument.target) if argument.target else None
        canonical = target.attribute("canonical") if target else ""
        return canonical or one_line(self.article.filler_text(argument))


class QuotesPanel(FramesPanel):
    """Every quote as speaker – cue – content, the incomplete ones first."""

    model: QuoteModel

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, QuoteModel(ArticleFeed.of(session).article), parent)
        self.setAccessibleName(_("Quotes"))
        self.list.setAccessibleName(_("Quotes"))
        self.facet.setAccessibleName(_("Speaker"))
        self.search.setPlaceholderText(_("Find in the quotes"))
        self.search.setAccessibleName(_("Find in the quotes"))
        self.read_document()

    def facets_in_order(self) -> Sequence[str]:
        facets = [facet for facet, _count in self.model.counted()]
        return sorted(facets, key=lambda facet: facet not in (NOBODY, IMPLIED))

    def facet_text(self, facet: str, count: int) -> str:
        if not facet:
            return _("All speakers ({count})").format(count=number(count))
        special = {NOBODY: _("No speaker"), IMPLIED: _("Speaker implied")}
        name = special.get(facet) or isolate(self.model.name_of(facet))
        return f"{name} ({number(count)})"

    def emptiness(self) -> str:
        if self._session.document is None:
            return _("No document is open.")
        if not has_layer(self._session.schema, self.model.shows):
            return _("The schema of this project has no quotes.")
        if self.model.total() == 0:
            return _("No quote is labelled here yet. Select what was said and press its key.")
        return _("No quote fits. Choose another speaker, or clear the search.")


def _holds(outer: Span, inner: Span) -> bool:
    return outer.contains(inner)


_NONE = {SPEAKER: lambda: _("no speaker"), CUE: lambda: _("no cue")}
_UNSAID = {SPEAKER: lambda: _("speaker implied"), CUE: lambda: _("cue implied")}
