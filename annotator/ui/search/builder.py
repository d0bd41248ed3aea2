"""Buttons that build a query by clicking: each opens a menu of what may be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.app.searching import attributes_of, roles_of, value_text
from annotator.app.translation import _, isolate, language
from annotator.core.model import REVIEWS, STATUSES
from annotator.core.schema import Names, Schema
from annotator.ui.panels.flow_layout import FlowLayout
from annotator.ui.words import review_name, status_name


class Builder(QWidget):
    """`part_chosen` tells the part of a query that was chosen."""

    part_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = FlowLayout(self)
        self.buttons: dict[str, QToolButton] = {}
        self._menus: list[QMenu] = []

    def show_schema(self, schema: Schema, annotators: Sequence[str]) -> None:
        """Offer what a project has; made anew for each project and schema."""
        for each in self.buttons.values():
            self._layout.removeWidget(each)
            each.deleteLater()
        self.buttons = {}
        self._add("label", _("Label"), lambda menu: self._fill_labels(menu, schema, ""))
        self._add("inside", _("Inside"), lambda menu: self._fill_layers(menu, schema))
        self._add("role", _("Role"), lambda menu: self._fill_roles(menu, schema))
        self._add("attribute", _("Attribute"), lambda menu: self._fill_attributes(menu, schema))
        self._add("review", _("Review"), self._fill_reviews)
        self._add("status", _("Status"), self._fill_statuses)
        self._add(
            "annotator",
            _("Annotator"),
            lambda menu: self._fill(
                menu, ((f"annotator:{value_text(each)}", isolate(each)) for each in annotators)
            ),
        )
        self._add("words", _("Words"), self._fill_words)

    def _add(self, name: str, text: str, fill: Callable[[QMenu], None]) -> None:
        button = QToolButton()
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: fill(menu) if menu.isEmpty() else None)
        button.setMenu(menu)
        self.buttons[name] = button
        self._layout.addWidget(button)
        button.show()

    def _fill(self, menu: QMenu, parts: Iterable[tuple[str, str]]) -> None:
        for part, name in parts:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, part=part: self.part_chosen.emit(part))

    def _fill_labels(self, menu: QMenu, schema: Schema, before: str) -> None:
        for layer in schema.layers:
            inner = menu.addMenu(layer.name.text(language()))
            self._menus.append(inner)
            whole = _("All of the layer")
            self._fill(inner, [(f"{before}layer:{value_text(layer.id)}", whole)])
            inner.addSeparator()
            self._fill(
                inner,
                (
                    (f"{before}label:{value_text(each.id)}", _called(each.id, each.name))
                    for each in layer.labels
                ),
            )

    def _fill_layers(self, menu: QMenu, schema: Schema) -> None:
        self._fill(
            menu,
            (
                (f"inside layer:{value_text(each.id)}", each.name.text(language()))
                for each in schema.layers
                if each.kind != "relation"
            ),
        )
        menu.addSeparator()
        self._fill_labels(menu, schema, "inside ")

    def _fill_roles(self, menu: QMenu, schema: Schema) -> None:
        names = {
            role.id: role.name
            for layer in schema.layers
            for label in layer.labels
            for role in layer.roles_of(label.id)
        }
        for each in roles_of(schema):
            inner = menu.addMenu(_called(each, names[each]))
            self._menus.append(inner)
            self._fill(
                inner,
                (
                    (f"role:{each}", _("Filled")),
                    (f"role:{each}=", _("Filled by…")),
                    (f"without:{each}", _("Empty")),
                ),
            )

    def _fill_attributes(self, menu: QMenu, schema: Schema) -> None:
        for name, values in attributes_of(schema).items():
            inner = menu.addMenu(name)
            self._menus.append(inner)
            self._fill(inner, [(f"attribute:{name}", _("Any value"))])
            self._fill(inner, ((f"attribute:{name}={value_text(each)}", each) for each in values))

    def _fill_reviews(self, menu: QMenu) -> None:
        self._fill(menu, ((f"review:{each}", review_name(each)) for each in REVIEWS))
        menu.addSeparator()
        self._fill(menu, [("incomplete", _("Incomplete"))])

    def _fill_statuses(self, menu: QMenu) -> None:
        self._fill(menu, ((f"status:{value_text(each)}", status_name(each)) for each in STATUSES))

    def _fill_words(self, menu: QMenu) -> None:
        self._fill(
            menu,
            (
                ("text~", _("Letters in the annotation")),
                ("and", _("And")),
                ("or", _("Or")),
                ("not", _("Not")),
                ("(", _("Opening bracket")),
                (")", _("Closing bracket")),
            ),
        )


def _called(code: str, names: Names) -> str:
    name = names.text(language())
    return f"{name} \u2068{code}\u2069" if name and name != code else code
