"""What a line drawn from one annotation to another, or to words, means: a role or a relation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from annotator.app import joining
from annotator.app.session import Filler, Session
from annotator.app.translation import _, language
from annotator.core.model import Annotation, Argument
from annotator.core.schema import Layer, Role, Schema, may_fill


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the line may mean."""

    name: str
    do: Callable[[], object]


class Linking(QObject):
    """Fills the role, or makes the relation, that fits; asks where several do."""

    said = Signal(str)
    """Why nothing came of it, in a sentence."""
    made = Signal(str)
    """A relation was made (its id) and is to be selected."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def link(self, source: str, filler: Filler, place: QPoint) -> None:
        """Take a line from an annotation to a filler; a menu opens at `place` if need be."""
        holder, schema = self._session.annotation(source), self._session.schema
        if holder is None or schema is None or not self._session.can_write:
            return
        choices = self.choices(schema, holder, filler)
        if not choices:
            self.said.emit(_("Nothing in the schema joins these two."))
        elif len(choices) == 1:
            choices[0].do()
        else:
            menu = QMenu(self._window)
            for choice in choices:
                action = menu.addAction(choice.name.replace("&", "&&"))
                action.triggered.connect(lambda _checked=False, choice=choice: choice.do())
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)
            menu.setActiveAction(menu.actions()[0])

    def choices(self, schema: Schema, holder: Annotation, filler: Filler) -> list[Choice]:
        """What the line may mean: the roles that fit, else all; and the relations that fit."""
        target = self._session.annotation(filler) if isinstance(filler, str) else None
        layer = schema.find_layer(holder.layer)
        found: list[Choice] = []
        if layer is not None and layer.kind == "frame":
            roles = layer.roles_of(holder.label)
            fitting = [role for role in roles if may_fill(schema, role, target)]
            found += [self._role(holder, role, filler) for role in fitting or roles]
        if target is not None:
            for each in schema.layers:
                if each.kind == "relation":
                    found += self._relations(schema, each, holder, target)
        return found

    def _role(self, holder: Annotation, role: Role, filler: Filler) -> Choice:
        name = role.name.text(language())
        return Choice(name, lambda: self._session.add_argument(holder.id, role.id, filler))

    def _relations(
        self, schema: Schema, layer: Layer, source: Annotation, target: Annotation
    ) -> Iterator[Choice]:
        for label in layer.labels:
            roles = layer.roles_of(label.id)
            if not joining.fits(schema, layer, label, source, target):
                continue
            ends = (Argument(roles[0].id, source.id), Argument(roles[1].id, target.id))

            def relate(code: str = label.id, ends: tuple[Argument, ...] = ends) -> None:
                change = self._session.tag(layer.id, code, (), ends)
                rows = change.rows if change else ()
                for row in rows:
                    if row.kind == "annotation" and row.before is None:
                        self.made.emit(row.id)

            yield Choice(label.name.text(language()), relate)
