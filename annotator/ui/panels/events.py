"""The events of a document: type and trigger, and a table of the roles of the selected one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, number
from annotator.core.model import Annotation
from annotator.core.schema import Layer
from annotator.core.text import Span
from annotator.ui import words
from annotator.ui.panels.annotation_model import one_line
from annotator.ui.panels.article import Article
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.panels.frame_delegate import FrameRow, Part, letter_of, listed
from annotator.ui.panels.frame_model import FrameModel, has_layer, is_quote_layer
from annotator.ui.panels.frames_panel import FramesPanel
from annotator.ui.panels.role_table import RoleLine, RoleTable
from annotator.ui.theme import Theme


class EventModel(FrameModel):
    """Events (all frames but quotes), those on one trigger together; chosen by their types."""

    def __init__(self, article: Article, parent: QObject | None = None) -> None:
        super().__init__(article, _same, parent)

    def shows(self, layer: Layer) -> bool:
        return layer.kind == "frame" and not is_quote_layer(layer)

    def depth(self, frame: str) -> int:
        return min(1, super().depth(frame))

    def facets(self, frame: Annotation) -> tuple[str, ...]:
        return (f"{frame.layer}:{frame.label}",)

    def type_name(self, facet: str) -> str:
        """The name of the type of a facet."""
        layer, _colon, code = facet.partition(":")
        label = self.article.schema.resolve(layer, code) if self.article.schema else None
        return label.name.text(language()) if label else code

    def frame_row(self, frame: Annotation) -> FrameRow:
        label = self.article.label(frame)
        name = label.name.text(language()) if label else frame.label
        return FrameRow(
            label,
            letter_of(None, name),
            (Part(one_line(self.article.words_of(frame))), Part(name, "quiet")),
            self._roles_part(frame),
            self.depth(frame.id),
            self.article.is_incomplete(frame),
            bool(frame.note),
            frame.review,
            bool(self.article.warnings(frame)),
        )

    def spoken(self, frame: Annotation) -> str:
        label = self.article.label(frame)
        name = label.name.text(language()) if label else frame.label
        lines = [f"{name}: {self.article.words_of(frame)}"]
        if self.depth(frame.id):
            lines.append(_("on the trigger of the event above"))
        for each in frame.arguments:
            role = self.article.role_name(frame, each.role)
            lines.append(f"{role}: {self.article.filler_text(each)}")
        lines += self.article.missing_words(frame)
        lines += self.article.warnings(frame)
        lines += words.marks(frame.review, incomplete=False)
        if frame.note:
            lines.append(_("Note: {text}").format(text=frame.note))
        return "\n".join(lines)

    def _roles_part(self, frame: Annotation) -> Part:
        """What is missing, else what fills the roles."""
        missing = self.article.missing_roles(frame)
        names = [self.article.role_name(frame, each) for each in sorted(missing)]
        if names:
            return Part(_("missing: {roles}").format(roles=listed(names)), "missing")
        texts = [one_line(self.article.filler_text(each)) for each in frame.arguments]
        return Part(listed([each for each in texts if each]) or _("no roles filled"), "quiet")


class EventsPanel(FramesPanel):
    """Every event with type and trigger; below, the roles of the one that was selected last."""

    model: EventModel

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        article = ArticleFeed.of(session).article
        super().__init__(session, theme, EventModel(article), parent)
        self.roles = RoleTable(article, theme)
        self.setAccessibleName(_("Events"))
        self.list.setAccessibleName(_("Events"))
        self.facet.setAccessibleName(_("Type of event"))
        self.search.setPlaceholderText(_("Find in the events"))
        self.search.setAccessibleName(_("Find in the events"))
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setProperty("role", "rule")
        self.column.addWidget(rule)
        self.column.addWidget(self.roles, 2)
        self.roles.left.connect(self.left)
        self.roles.filler_chosen.connect(self._show_filler)
        self.roles.fill_wanted.connect(self._fill)
        self._rule = rule
        self.read_document()

    def facets_in_order(self) -> Sequence[str]:
        return [facet for facet, _count in self.model.counted()]

    def facet_text(self, facet: str, count: int) -> str:
        if not facet:
            return _("All types ({count})").format(count=number(count))
        return f"{isolate(self.model.type_name(facet))} ({number(count)})"

    def emptiness(self) -> str:
        if self._session.document is None:
            return _("No document is open.")
        if not has_layer(self._session.schema, self.model.shows):
            return _("The schema of this project has no events.")
        if self.model.total() == 0:
            return _("No event is labelled here yet. Select its trigger and choose a type.")
        return _("No event fits. Choose another type, or clear the search.")

    def select_annotation(self, annotation_id: str) -> None:
        super().select_annotation(annotation_id)
        annotation = self._feed.article.get(annotation_id)
        layer = self._feed.article.layer(annotation) if annotation else None
        if layer is not None and self.model.shows(layer):
            self._show_roles(annotation_id)
            self.list.scroll_to_current()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.roles.set_theme(theme)

    def read_document(self) -> None:
        super().read_document()
        self.roles.setLayoutDirection(self.list.layoutDirection())
        self._show_roles("")

    def take_touched(self, touched: list[str]) -> None:
        super().take_touched(touched)
        event = self.roles.roles.shown
        self._show_roles(event if self._feed.article.get(event) else "")

    def _show_roles(self, event: str) -> None:
        self.roles.show_event(event)
        for each in (self.roles, self._rule):
            each.setVisible(bool(event))

    def _show_filler(self, line: RoleLine) -> None:
        if line.target:
            self.annotation_chosen.emit(line.target)
        else:
            self.spans_chosen.emit(line.spans)

    def _fill(self, role: str) -> None:
        self.annotation_chosen.emit(self.roles.roles.shown)
        self.fill_requested.emit(role)


def _same(outer: Span, inner: Span) -> bool:
    return outer == inner
