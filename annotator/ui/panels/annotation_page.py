"""The fields of one annotation, from its label down to its history."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.app.session import Session
from annotator.app.translation import _, language, number
from annotator.core.model import REVIEWS, Annotation
from annotator.ui.cast.link_field import LinkField
from annotator.ui.panels.annotation_history import AnnotationHistory
from annotator.ui.panels.article import Article
from annotator.ui.panels.choices import AttributeField, Choice, Segments
from annotator.ui.panels.context_text import ContextText
from annotator.ui.panels.facts import facts, thread
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.panels.note_field import NoteField
from annotator.ui.panels.pieces import Heading, TextButton, WrappedLabel
from annotator.ui.panels.relation_rows import RelationRows
from annotator.ui.panels.role_row import Filler, RoleRow
from annotator.ui.panels.titled import Titled
from annotator.ui.theme import Theme
from annotator.ui.words import review_name, violation_text


class AnnotationPage(QWidget):
    """Shows an annotation of an `Article` and writes its corrections through the session.

    What it shows is brought up to date in place: rows are only made anew where the annotation has
    other roles or attributes than the one before, so the focus stays where it was.
    """

    relabel_requested = Signal(QPoint, object)
    annotation_chosen = Signal(str)
    spans_chosen = Signal(object)
    fill_requested = Signal(str)
    link_requested = Signal()
    entry_pressed = Signal(str)
    history_requested = Signal(int)

    def __init__(
        self, session: Session, theme: Theme, article: Article, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._article = article
        self._annotation: Annotation | None = None
        self._shape: tuple[object, ...] = ()
        self._roles: dict[str, RoleRow] = {}
        self._attributes: dict[str, AttributeField] = {}
        self._titled: list[Titled] = []
        self._build()

    def show_annotation(self, annotation: Annotation | None) -> None:
        """Show an annotation, or anew the one that is shown."""
        self._annotation = annotation
        self._history.show_annotation(annotation)
        if annotation is None:
            return
        self._make_rows(annotation)
        self._show_head(annotation)
        self._show_neighbours(annotation)
        self._show_roles(annotation)
        self._show_relations(annotation)
        for name, field in self._attributes.items():
            field.set_value(annotation.attribute(name))
        self._show_link(annotation)
        self._review.set_value(annotation.review)
        self._note.set_text(annotation.note)
        self._thread.setText(told := thread(annotation.note))
        self._thread.setVisible(bool(told))
        self._show_guide(annotation)
        self._facts.setText(facts(annotation))
        self.show_editable()

    def show_editable(self) -> None:
        """Let the fields be written in, or only read, as the project is now."""
        editable = self._session.can_write
        self._label.setEnabled(editable)
        self._note.setReadOnly(not editable)
        for widget in (*self._attributes.values(), self._review):
            widget.setEnabled(editable)
        for row in self._roles.values():
            row.set_editable(editable)
        self._relations.set_editable(editable)
        self.show_link()

    def set_filling(self, role_id: str) -> None:
        """Show which role the next thing selected in the article fills."""
        for name, row in self._roles.items():
            row.set_filling(name == role_id)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._label.set_theme(theme)
        self._relations.set_theme(theme)
        self._shape = ()
        self.show_annotation(self._annotation)

    def commit(self) -> None:
        """Keep what is being written in a field, as leaving the field would."""
        self._note.commit()
        for field in self._attributes.values():
            field.commit()

    def remarks_text(self) -> str:
        """The signed remarks of the note as they are shown; empty where there are none."""
        return self._thread.text()

    def note_field(self) -> NoteField:
        """The field of the note."""
        return self._note

    def review_field(self) -> Segments:
        """The buttons of the review state."""
        return self._review

    def label_button(self) -> TextButton:
        """The button that shows the label and opens the picker."""
        return self._label

    def link_field(self) -> LinkField:
        """The field that shows to whom it is linked."""
        return self._link

    def show_link(self) -> None:
        """Show anew to whom the annotation is linked: an entry may have another name now."""
        if self._annotation is not None:
            self._show_link(self._annotation)

    def _show_link(self, annotation: Annotation) -> None:
        layer = self._article.layer(annotation)
        named = layer is not None and layer.kind == "span"  # frames and relations name nobody
        for widget in (self._link_title, self._link):
            widget.setVisible(named)
        entry = self._session.cast.entry_of(annotation)
        self._link.show_entry(entry, editable=self._session.can_write)

    def _unlink(self) -> None:
        if self._annotation is not None:
            self._session.cast.unlink([self._annotation])

    def history(self) -> AnnotationHistory:
        """The list of what happened to the annotation."""
        return self._history

    def role_row(self, role_id: str) -> RoleRow:
        """The row of a role."""
        return self._roles[role_id]

    def attribute_field(self, name: str) -> AttributeField:
        """The editor of an attribute."""
        return self._attributes[name]

    def relations(self) -> RelationRows:
        """The rows of its relations."""
        return self._relations

    def warnings(self) -> str:
        """What the schema objects to, in words."""
        return self._warnings.text() if not self._warnings.isHidden() else ""

    # Building

    def _build(self) -> None:
        self._label = TextButton(self._theme, arrow=True)
        self._label.clicked.connect(self._ask_for_label)
        self._context = ContextText()
        self._offsets = _quiet_line()
        self._warnings = _quiet_line()
        self._warnings.setProperty("role", "warning")
        self._neighbours = QWidget()
        _grow_with_width(self._neighbours)
        self._neighbour_flow = FlowLayout(self._neighbours)
        self._neighbours_title = Heading(_("Also at this place"))
        self._rows = QWidget()
        self._rows_layout = QVBoxLayout(self._rows)
        self._rows_layout.setContentsMargins(0, 0, 0, 0)
        self._rows_layout.setSpacing(4)
        self._relations_title = Heading("")
        self._relations = RelationRows(self._session, self._theme, self._article)
        self._relations.chosen.connect(self.annotation_chosen)
        self._link_title = Heading(_("Cast"))
        self._link = LinkField(self._theme)
        self._link.link_requested.connect(self.link_requested)
        self._link.entry_pressed.connect(self.entry_pressed)
        self._link.unlink_requested.connect(self._unlink)
        names = [Choice(each, review_name(each)) for each in REVIEWS]
        self._review = Segments(names)
        self._review.setAccessibleName(_("Review"))
        self._review.chosen.connect(self._set_review)
        self._note = NoteField()
        self._thread = WrappedLabel()
        self._thread.setAccessibleName(_("Remarks"))
        self._note.committed.connect(self._set_note)
        self._guide_title = Heading(_("Guidance"))
        self._guide = _quiet_line()
        self._facts = _quiet_line()
        self._history = AnnotationHistory(self._session)
        self._history.entry_chosen.connect(self.history_requested)
        self._set_out()

    def _set_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._label,),
            (self._context, self._offsets),
            (self._link_title, self._link),
            (self._warnings,),
            (self._neighbours_title, self._neighbours),
            (self._rows,),
            (self._relations_title, self._relations),
            (Heading(_("Review")), self._review),
            (Heading(_("Note")), self._thread, self._note),
            (self._guide_title, self._guide),
            (self._facts,),
            (self._history,),
        )
        for group in groups:
            part = QVBoxLayout()
            part.setSpacing(4)
            for widget in group:
                part.addWidget(widget)
            layout.addLayout(part)
        layout.addStretch(1)

    def _make_rows(self, annotation: Annotation) -> None:
        """Make the rows of roles and attributes, where they are others than those that stand."""
        roles = {each.id: each for each in self._article.roles(annotation)}
        strangers = {each.role: None for each in annotation.arguments if each.role not in roles}
        layer = self._article.layer(annotation)
        attributes = layer.attributes_of(annotation.label) if layer else ()
        shape = (tuple(roles.values()), tuple(strangers), attributes)
        if shape == self._shape:
            return
        self._shape = shape
        _clear(self._rows_layout)
        self._roles = {}
        for role_id, role in (roles | strangers).items():
            row = RoleRow(role_id, role, self._theme)
            row.fill_requested.connect(self.fill_requested)
            row.filler_pressed.connect(self._show_filler)
            row.filler_removed.connect(self._remove_filler)
            self._roles[role_id] = row
            self._rows_layout.addWidget(row)
        if self._roles and attributes:
            self._rows_layout.addSpacing(8)
        self._attributes = {}
        self._titled = []
        for attribute in attributes:
            field = AttributeField(attribute)
            field.chosen.connect(self._set_attribute)
            self._attributes[attribute.id] = field
            titled = Titled(attribute.name.text(language()), field)
            self._titled.append(titled)
            self._rows_layout.addWidget(titled)
        self._stack_titles()
        self._rows.setVisible(bool(self._roles or self._attributes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack_titles()

    def _stack_titles(self) -> None:
        """Where one name has no room beside its field, all stand above theirs."""
        room = self._rows.width()
        stacked = any(each.needs() > room for each in self._titled)
        for each in self._titled:
            each.set_stacked(stacked=stacked)

    # Showing

    def _show_head(self, annotation: Annotation) -> None:
        label = self._article.label(annotation)
        layer = self._article.layer(annotation)
        name = label.name.text(language()) if label else annotation.label
        self._label.show_label(label, name, key=label.key.upper() if label else "")
        layer_name = layer.name.text(language()) if layer else annotation.layer
        self._label.setAccessibleName(
            _("Label: {label} ({layer})").format(label=name, layer=layer_name)
        )
        text = self._article.document.text if self._article.document else ""
        fill = self._theme.hue(label.color).fill if label else None
        self._context.show_spans(text, annotation.spans, fill)
        self._offsets.setVisible(bool(annotation.spans))
        pieces = ", ".join(f"{each.start}–{each.end}" for each in annotation.spans)
        self._offsets.setText(_("Offsets {range}").format(range=f"\u2066{pieces}\u2069"))
        broken = [violation_text(each) for each in self._article.violations(annotation)]
        if self._article.is_incomplete(annotation):
            broken.insert(0, _("Incomplete:"))
        self._warnings.setText("\n".join(broken))
        self._warnings.setVisible(bool(broken))

    def _show_neighbours(self, annotation: Annotation) -> None:
        _clear(self._neighbour_flow)
        others = [
            each for each in self._article.at_the_same_place(annotation) if each.id != annotation.id
        ]
        others += [
            each
            for each in self._article.referrers(annotation.id)
            if each not in others and not self._article.is_relation(each)
        ]
        for each in others:
            label = self._article.label(each)
            button = TextButton(self._theme)
            words = " ".join(self._article.words_of(each)[:80].split())
            name = label.name.text(language()) if label else each.label
            button.show_label(label, words or name)
            button.setAccessibleName(f"{name}: {words}")
            button.setMaximumWidth(220)
            button.clicked.connect(lambda _down, id_=each.id: self.annotation_chosen.emit(id_))
            self._neighbour_flow.addWidget(button)
        self._neighbours.setVisible(bool(others))
        self._neighbours_title.setVisible(bool(others))
        self._neighbours_title.setText(
            _("Also here, and what refers to it: {count}").format(count=number(len(others)))
        )

    def _show_roles(self, annotation: Annotation) -> None:
        missing = self._article.missing_roles(annotation)
        for role_id, row in self._roles.items():
            fillers = []
            for index, argument in enumerate(annotation.arguments):
                if argument.role != role_id:
                    continue
                target = self._article.get(argument.target)
                label = self._article.label(target) if target else None
                words = (
                    self._article.words_of(target)
                    if target
                    else self._article.filler_text(argument)
                )
                fillers.append(Filler(index, words, label))
            row.set_fillers(fillers, missing=role_id in missing)

    def _show_relations(self, annotation: Annotation) -> None:
        found = [
            each
            for each in self._article.referrers(annotation.id)
            if self._article.is_relation(each)
        ]
        self._relations.show_relations(annotation.id, found)
        self._relations.setVisible(bool(found))
        self._relations_title.setVisible(bool(found))
        self._relations_title.setText(_("Relations: {count}").format(count=number(len(found))))

    def _show_guide(self, annotation: Annotation) -> None:
        label = self._article.label(annotation)
        guide = label.guide.text(language()) if label else ""
        example = _("Example: {text}").format(text=label.example) if label and label.example else ""
        text = "\n".join(each for each in (guide, example) if each)
        self._guide.setText(text)
        self._guide.setVisible(bool(text))
        self._guide_title.setVisible(bool(text))

    # The user's corrections

    def _ask_for_label(self) -> None:
        if self._annotation is None:
            return
        rect: QRect = self._label.rect()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = rect.bottomRight() if mirrored else rect.bottomLeft()
        self.relabel_requested.emit(self._label.mapToGlobal(corner), self._annotation)

    def _show_filler(self, index: int) -> None:
        if self._annotation is None:
            return
        argument = self._annotation.arguments[index]
        if argument.target:
            self.annotation_chosen.emit(argument.target)
        else:
            self.spans_chosen.emit(argument.spans)

    def _remove_filler(self, index: int) -> None:
        if self._annotation is not None:
            self._session.remove_argument(self._annotation.id, index)

    def _set_attribute(self, name: str, value: str) -> None:
        if self._annotation is None:
            return
        if self._session.set_attribute(self._annotation.id, name, value) is None:
            self._show_kept()

    def _set_note(self, text: str) -> None:
        if self._annotation is not None:
            self._session.set_note(self._annotation.id, text)

    def _set_review(self, value: str) -> None:
        if self._annotation is None:
            return
        review = next(each for each in REVIEWS if each == value)
        if self._session.set_review([self._annotation.id], review) is None:
            self._show_kept()

    def _show_kept(self) -> None:
        """A correction was not kept: show again what is."""
        self.show_annotation(self._annotation)


def _quiet_line() -> QLabel:
    line = WrappedLabel()
    line.setProperty("role", "muted")
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return line


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _grow_with_width(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
