"""What the keys and clicks of labels and roles mean, given what is selected in the article.

Between the article (which knows what is selected), the strip of labels and the keys on one side
and the session on the other: with words selected a label tags them, with an annotation of its
layer selected it corrects it; a role is filled with the selected words, or waits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCursor

from annotator.app import joining
from annotator.app.fillers import fitting_filler
from annotator.app.likely import likely_labels
from annotator.app.session import Filler, Session
from annotator.app.translation import _, isolate, language
from annotator.core.model import Annotation, Argument, Change
from annotator.core.schema import Layer, Role, Schema
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from annotator.ui.keymap import Keymap
from annotator.ui.label_picker import LabelPicker

_BELOW = 8  # pixels between the selected words and the list that opens for them


@dataclass(frozen=True, slots=True)
class Filling:
    """A role that waits for what fills it: of an annotation, or of a relation about to be made.

    `label` is the code of that relation, and `annotation` then its first end.
    """

    annotation: str
    role: Role
    layer: str = ""
    label: str = ""


class Labelling(QObject):
    """Tags, relabels and fills roles; tells which role waits, and what to do next."""

    filling_changed = Signal(str)
    """A role waits for what fills it (its id), or none does any more (the empty string)."""
    made = Signal(str)
    """An annotation was made (its id) and is to be selected."""
    said = Signal(str)
    """Why a key did nothing, in a sentence."""

    def __init__(
        self,
        session: Session,
        article: ArticleView,
        picker: LabelPicker,
        keymap: Keymap,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._article = article
        self._picker = picker
        self._keymap = keymap
        self._filling: Filling | None = None
        self._last: tuple[str, str] | None = None
        self.propose: Callable[[str, str], bool] = lambda _layer, _label: False
        article.fill_requested.connect(self._fill_with)
        session.document_changed.connect(self.stop_filling)

    # What is selected

    @property
    def filling(self) -> Filling | None:
        """The role that waits for what fills it."""
        return self._filling

    def selected(self) -> Annotation | None:
        """The selected annotation."""
        chosen = self._article.selected_annotation()
        return self._session.annotation(chosen) if chosen else None

    def aimed(self) -> Annotation | None:
        """The annotation that keys are about: the selected one, else what is aimed at."""
        return self.selected() or self._article.aim.annotation()

    def words(self) -> Span | None:
        """The words that keys are about: selected, of the selected annotation, or aimed at.

        Of an annotation in several pieces, the first.
        """
        span, annotation = self._article.selection(), self.selected()
        if span is not None:
            return span
        if annotation is not None:
            return annotation.spans[0] if annotation.spans else None
        return self._article.aim.name()

    def roles(self) -> tuple[Role, ...]:
        """The roles of the annotation that is meant if it is a quote, an event or a frame."""
        annotation, schema = self.aimed(), self._session.schema
        if annotation is None or schema is None:
            return ()
        layer = schema.find_layer(annotation.layer)
        if layer is None or layer.kind != "frame":
            return ()
        return layer.roles_of(annotation.label)

    # Labels

    def apply(self, layer_id: str, label_id: str) -> None:
        """Tag the selected words, or correct the selected annotation, or say what is missing."""
        schema = self._session.schema
        if schema is None or self._session.document is None:
            return
        if schema.layer(layer_id).kind == "relation":
            self._relate(layer_id, label_id)
            return
        if not self.propose(layer_id, label_id):
            self._give(self._goal(layer_id), layer_id, label_id)

    def _goal(self, layer_id: str) -> Annotation | Span | None:
        """What a label of a layer would be given: new words, or an annotation to be corrected.

        What is selected comes before what is aimed at, and there an annotation of the layer
        before words.
        """
        span, annotation, aim = self._article.selection(), self.selected(), self._article.aim
        if span is not None:
            return span
        if annotation is not None and annotation.layer == layer_id:
            return annotation
        return aim.annotation(layer_id) or aim.words

    def _give(self, goal: Annotation | Span | None, layer_id: str, label_id: str) -> None:
        self._last = (layer_id, label_id)
        if isinstance(goal, Annotation):
            self._session.relabel(goal.id, label_id)
        elif goal is not None:
            self._tag(layer_id, label_id, goal)
        else:
            self.said.emit(_("Select words in the article first."))

    def take_schema(self) -> None:
        """The project has another schema: no role waits, and the last label is what it is now."""
        self.stop_filling()
        schema = self._session.schema
        place = schema.place(*self._last) if schema is not None and self._last else None
        self._last = (place[0].id, place[1].id) if place else None

    @property
    def last(self) -> tuple[str, str]:
        """The layer and the label that were given last; empty where none was."""
        return self._last or ("", "")

    def repeat(self) -> None:
        """Give the label that was given last once more; fill the role that waits, if one does."""
        if self._filling is not None:
            self._article.fill_with_selection()
        elif self._last is None:
            self.said.emit(_("No label has been given yet."))
        else:
            self.apply(*self._last)

    def choose(self, layer_id: str, place: QPoint | None = None) -> None:
        """Let a label of a layer be chosen from a list, and apply it."""
        schema = self._session.schema
        if schema is None or self._session.document is None:
            return
        layer, goal = schema.layer(layer_id), self._goal(layer_id)
        if layer.kind == "relation":
            self._choose_relation(schema, layer, place)
            return
        if goal is None:
            self.said.emit(_("Select words in the article first."))
            return
        # The list takes the pointer away from the article, so what is meant is kept.
        self._picker.open_at(
            place or self.place(goal),
            layer,
            lambda label: self._give(goal, layer_id, label),
            current=goal.label if isinstance(goal, Annotation) else "",
            likely=self._likely(layer, goal),
        )

    def _likely(self, layer: Layer, goal: Annotation | Span) -> list[str]:
        """The labels that the words are likely to get; not for what has its label already."""
        document = self._session.document
        if document is None or isinstance(goal, Annotation):
            return []
        return likely_labels(layer, document.text, goal, self._session.shown.annotations())

    def _choose_relation(self, schema: Schema, layer: Layer, place: QPoint | None) -> None:
        source = self.aimed()
        if source is None:
            self.said.emit(_("Select the annotation that the relation starts from first."))
            return
        self._article.choose(source.id)
        self._picker.open_at(
            place or self.place(source),
            self._offered(schema, layer, source),
            lambda label: self.apply(layer.id, label),
            current=source.label if source.layer == layer.id else "",
        )

    def choose_again(self) -> None:
        """Let another label be chosen for the annotation that is meant."""
        annotation, schema = self.aimed(), self._session.schema
        layer = schema.find_layer(annotation.layer) if annotation and schema else None
        if annotation is not None and layer is not None and schema is not None:
            self._picker.open_at(
                self.place(annotation),
                self._offered(schema, layer, annotation),
                lambda label: self._session.relabel(annotation.id, label),
                current=annotation.label,
            )

    # Roles

    def fill(self, role_id: str) -> None:
        """Fill a role of the selected annotation with the selected words, or wait for them.

        A second call for the role that waits ends the waiting.
        """
        annotation = self.aimed()
        role = next((each for each in self.roles() if each.id == role_id), None)
        if annotation is None or role is None:
            return
        span = self._article.selection()
        if self.selected() is None:
            self._article.choose(annotation.id)
        if span is not None:
            self._add(annotation, role, span)
        elif self._filling is not None and self._filling.role.id == role_id:
            self.stop_filling()
        else:
            self._wait(Filling(annotation.id, role))

    def stop_filling(self, _document: str = "") -> bool:
        """Wait no longer; whether anything was waited for."""
        if self._filling is None:
            return False
        self._filling = None
        self._article.end_fill()
        self.filling_changed.emit("")
        return True

    # Keys

    def action_of(self, key: str) -> Callable[[], object] | None:
        """What a plain key (`Q`, `1`) does now: roles of the selected frame, labels, layers."""
        schema = self._session.schema
        if schema is None or self._session.document is None:
            return None
        for role in self.roles():
            if role.key.upper() == key:
                return lambda: self.fill(role.id)
        for layer in schema.layers:
            for label in layer.labels:
                if label.key.upper() == key:
                    return lambda: self.apply(layer.id, label.id)
            if layer.key.upper() == key:
                return lambda: self.choose(layer.id)
        return None

    def hint(self) -> str:
        """The next step, in a sentence."""
        if self._session.document is None:
            return ""
        if not self._session.can_write:
            return _("Nothing can be changed now.")
        if self._filling is not None:
            return self._filling_hint(self._filling)
        if self._article.selection() is not None:
            return _("Press the key of a label to tag the selected words.")
        aim = self._article.aim
        if self.selected() is None and aim.words is not None and aim.name() == aim.words:
            return _("Press the key of a label to tag the framed words.")
        roles = [each for each in self.roles() if each.key]
        if roles:
            listed = "  ".join(f"{each.key.upper()} {each.name.text(language())}" for each in roles)
            return _("Fill a role: {roles}").format(roles=listed)
        if self.aimed() is not None:
            key = self._keymap.shown("delete")
            if not key:
                return _("Press the key of a label to change it.")
            return _("Press the key of a label to change it, {key} to delete it.").format(
                key=isolate(key)
            )
        return _("Select words, then press the key of a label.")

    # How it is done

    def _tag(
        self, layer_id: str, label_id: str, span: Span | None, arguments: tuple[Argument, ...] = ()
    ) -> None:
        spans = (span,) if span is not None else ()
        # What the pointer passes over is labelled in passing: the next name is under it soon.
        in_passing = self._article.aim.by_pointer and self._article.selection() is None
        change = self._session.tag(layer_id, label_id, spans, arguments)
        made, schema = _made(change), self._session.schema
        if made and not in_passing:
            self._article.set_selection(None)
        if made and not (in_passing and schema and schema.layer(layer_id).kind == "span"):
            self.made.emit(made)

    def _relate(self, layer_id: str, label_id: str) -> None:
        annotation, schema = self.aimed(), self._session.schema
        if annotation is None or schema is None:
            self.said.emit(_("Select the annotation that the relation starts from first."))
            return
        layer = schema.layer(layer_id)
        if annotation.layer == layer_id:
            self._session.relabel(annotation.id, label_id)
            return
        ends = layer.roles_of(label_id)
        if len(ends) > 1:
            self._wait(Filling(annotation.id, ends[1], layer_id, label_id))

    def _wait(self, filling: Filling) -> None:
        self._article.set_selection(None)
        self._filling = filling
        self._article.begin_fill(
            filling.role.name.text(language()),
            filling.role.fillers,
            filling.annotation,
            hints=self._session.settings.flag("article.hints_when_filling"),
        )
        self.filling_changed.emit(filling.role.id)

    def _fill_with(self, filler: Filler) -> None:
        """The article tells what was selected or clicked while a role waited."""
        filling = self._filling
        if filling is None:
            return
        holder = self._session.annotation(filling.annotation)
        if holder is None:
            self.stop_filling()
        elif filling.label:
            self._join(filling, holder, filler)
        else:
            self.stop_filling()
            if isinstance(filler, str):
                self._session.add_argument(holder.id, filling.role.id, filler)
            elif filler:
                self._add(holder, filling.role, filler[0])

    def _join(self, filling: Filling, source: Annotation, target: Filler) -> None:
        if not isinstance(target, str):
            self.said.emit(_("A relation joins two annotations: click the other one."))
            return
        if target == source.id:
            self.said.emit(_("A relation needs another annotation at its other end."))
            return
        schema = self._session.schema
        if schema is None:
            return
        roles = schema.layer(filling.layer).roles_of(filling.label)
        self.stop_filling()
        first = Argument(roles[0].id, source.id)
        self._tag(filling.layer, filling.label, None, (first, Argument(filling.role.id, target)))

    def _add(self, holder: Annotation, role: Role, span: Span) -> None:
        """Fill a role with words: with the annotation that covers just these, if one fits."""
        filler = fitting_filler(self._session.shown.annotations(), role, (span,), holder=holder.id)
        change = self._session.add_argument(holder.id, role.id, filler)
        if change is not None:
            self._article.set_selection(None)

    def _offered(self, schema: Schema, layer: Layer, chosen: Annotation | None) -> Layer:
        """A layer as the list shows it: of relations, those first that fit the ends there are."""
        if chosen is not None and chosen.layer == layer.id and layer.kind == "relation":
            return joining.offered(schema, layer, *joining.ends(self._session, chosen))
        return joining.offered(schema, layer, chosen)

    def _filling_hint(self, filling: Filling) -> str:
        role = filling.role.name.text(language())
        if filling.label:
            return _("Click the annotation at the other end (“{role}”) — {key} cancels.").format(
                role=role, key=isolate(self._keymap.shown("clear"))
            )
        return _("Select words or click an annotation to fill “{role}” — {key} cancels.").format(
            role=role, key=isolate(self._keymap.shown("clear"))
        )

    def place(self, goal: Annotation | Span | None = None) -> QPoint:
        """Where a list opens: below what it is about, or at the pointer where that is no text.

        Without a goal it is about the words that keys are about.
        """
        view = self._article.viewport()
        if isinstance(goal, Annotation):
            words = next(iter(goal.spans), None)
        else:
            words = goal or self.words()
        if words is None:
            return QCursor.pos()
        start = self._article.character_rect(words.start)
        end = self._article.character_rect(words.end - 1)
        # Over several lines, the selection is seen best where it ends.
        box = start.united(end) if start.top() == end.top() else end
        rtl = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = box.bottomRight() if rtl else box.bottomLeft()
        return view.mapToGlobal(_within(corner + QPoint(0, _BELOW), view.rect()))


def _within(point: QPoint, area: QRect) -> QPoint:
    """The point of an area that is nearest to a point."""
    x = max(area.left(), min(point.x(), area.right()))
    return QPoint(x, max(area.top(), min(point.y(), area.bottom())))


def _made(change: Change | None) -> str:
    """The id of the annotation that a change made, or the empty string."""
    rows = change.rows if change else ()
    return next((row.id for row in rows if row.kind == "annotation" and row.before is None), "")
