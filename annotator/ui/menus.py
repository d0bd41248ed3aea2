"""The menus, made from the table of actions, the schema, and what was open lately."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu

from annotator.app.shown import Mode
from annotator.app.translation import _, isolate, language
from annotator.core.schema import Label, Layer
from annotator.ui.actions import MENUS, MenuSpec, actions_of
from annotator.ui.shortcuts import combined

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

CONTEXT_OF_ANNOTATION = (
    "relabel",
    "show_guidance",
    "tag_everywhere",
    "link_entry",
    "attributes",
    "note",
    "delete",
)
CONTEXT_OF_WORDS = ("add_words", "take_words_out")
CONTEXT_OF_DOCUMENT = ("rename_document", "remove_document")


class Menus:
    """Fills the menu bar; `build` makes it again for another language, project or history."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._icons: Mapping[str, QIcon] = {}
        self._menus: dict[str, QMenu] = {}

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Take the icons of another theme or direction."""
        self._icons = icons
        for spec in MENUS:
            if spec.id in self._menus and spec.icon in icons:
                self._menus[spec.id].setIcon(icons[spec.icon])

    def menu(self, menu_id: str) -> QMenu:
        """A menu of the bar, or one inside another."""
        return self._menus[menu_id]

    def build(self) -> None:
        """Make all menus anew."""
        bar = self._window.header.menu_bar
        bar.clear()
        for old in self._menus.values():
            old.deleteLater()
        self._menus = {spec.id: QMenu(_(spec.text), self._window) for spec in MENUS}
        for spec in MENUS:
            self._fill(spec)
            if not spec.parent:
                bar.addMenu(self._menus[spec.id])
        self.set_icons(self._icons)
        self._window.header.fit_menus()

    def mnemonic(self, key: int) -> Callable[[], object] | None:
        """What opens the menu of the bar whose letter is pressed with Alt (`Alt+P`)."""
        bar = self._window.header.menu_bar
        for action in bar.actions():
            sequence = QKeySequence.mnemonic(action.text())
            if not sequence.isEmpty() and combined(sequence.toString()) == key:
                return partial(bar.setActiveAction, action)
        return None

    def annotation_menu(self) -> QMenu:
        """The menu of the selected annotation, or of the selected words."""
        menu = QMenu(self._window)
        labelling = self._window.labelling
        annotation = labelling.selected()
        schema = self._window.session.schema
        if self._window.article.selection() is not None or annotation is None:
            for layer in schema.layers if schema else ():
                if layer.kind != "relation":
                    menu.addMenu(self._label_menu(layer, menu))
            if annotation is not None:
                menu.addSeparator()
                self._add(menu, CONTEXT_OF_WORDS)
        else:
            own = schema.find_layer(annotation.layer) if schema else None
            if own is not None:
                self._add_roles(menu)
                menu.addMenu(self._label_menu(own, menu, current=annotation.label))
            self._add(menu, CONTEXT_OF_ANNOTATION[:-1])
            if own is not None and own.kind == "relation":
                self._add(menu, ("reverse_relation",))
            menu.addMenu(self._menus["review"])
            menu.addSeparator()
            self._add(menu, CONTEXT_OF_ANNOTATION[-1:])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def document_menu(self) -> QMenu:
        """The menu of the current document."""
        menu = QMenu(self._window)
        menu.addMenu(self._menus["status"])
        menu.addMenu(self._menus["direction"])
        menu.addSeparator()
        self._add(menu, CONTEXT_OF_DOCUMENT)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _fill(self, spec: MenuSpec) -> None:
        menu = self._menus[spec.id]
        inner = [each for each in MENUS if each.parent == spec.id]
        rows = [(each.group, each.id) for each in actions_of(spec.id)]
        group = rows[0][0] if rows else 0
        for row_group, action_id in rows:
            if row_group != group:
                self._close_group(menu, inner, group)
                menu.addSeparator()
                group = row_group
            menu.addAction(self._window.actions_[action_id])
        self._close_group(menu, inner, group)
        for each in [each for each in inner if each.group > group]:
            menu.addMenu(self._menus[each.id])
        extra = {
            "recent": self._fill_recent,
            "language": self._fill_language,
            "shown": self._fill_shown,
            "annotators": self._fill_annotators,
            "theme": self._fill_theme,
            "annotation": self._fill_labels,
        }.get(spec.id)
        if extra is not None:
            extra(menu)

    def _close_group(self, menu: QMenu, inner: list[MenuSpec], group: int) -> None:
        for each in inner:
            if each.group == group:
                menu.addMenu(self._menus[each.id])

    def _fill_recent(self, menu: QMenu) -> None:
        recent = self._window.session.settings.texts("projects.recent")
        menu.setEnabled(bool(recent))
        for path in recent:
            action = menu.addAction(isolate(Path(path).stem).replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(
                lambda _checked=False, path=path: self._window.project_handlers.open_path(
                    Path(path)
                )
            )
        menu.setToolTipsVisible(True)

    def _fill_language(self, menu: QMenu) -> None:
        self._fill_choices(menu, "language")

    def _fill_shown(self, menu: QMenu) -> None:
        """The layers and labels, each checked while the text shows it."""
        menu.aboutToShow.connect(lambda: self._fill_shown_now(menu))
        menu.setEnabled(self._window.session.schema is not None)

    def _fill_shown_now(self, menu: QMenu) -> None:
        menu.clear()
        schema, look = self._window.session.schema, self._window.seeing_handlers.look
        for layer in schema.layers if schema else ():
            inner = menu.addMenu(layer.name.text(language()).replace("&", "&&"))
            rows = [("", _("All of this layer"), layer.id)]
            rows += [
                (label.id, label.name.text(language()), f"{layer.id}:{label.id}")
                for label in layer.labels
            ]
            for code, name, hidden in rows:
                action = inner.addAction(name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(hidden not in look.hidden)
                action.setEnabled(not code or layer.id not in look.hidden)
                action.toggled.connect(
                    lambda on, hidden=hidden: look.set_hidden([hidden], hidden=not on)
                )
                if not code:
                    inner.addSeparator()

    def _fill_annotators(self, menu: QMenu) -> None:
        """Whose annotations the text and the lists show."""
        menu.aboutToShow.connect(lambda: self._fill_annotators_now(menu))
        menu.setEnabled(self._window.session.schema is not None)

    def _fill_annotators_now(self, menu: QMenu) -> None:
        menu.clear()
        shown, handlers = self._window.session.shown, self._window.team_handlers
        names = [each for each in shown.annotators() if each != shown.agreed_name]
        ways: list[tuple[Mode, str]] = [("all", ""), ("mine", "")]
        ways += [("one", each) for each in names if each != self._window.session.annotator]
        ways += [("agreed", "")]
        group = QActionGroup(menu)
        for mode, name in ways:
            action = menu.addAction(handlers.shown_text(mode, name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked((mode, name) == (shown.mode, shown.name))
            action.triggered.connect(
                lambda _checked=False, mode=mode, name=name: handlers.show_annotators(mode, name)
            )
            group.addAction(action)

    def _fill_theme(self, menu: QMenu) -> None:
        self._fill_choices(menu, "theme")

    def _fill_choices(self, menu: QMenu, name: str) -> None:
        settings = self._window.session.settings
        group = QActionGroup(menu)
        for choice in settings.table[name].choices:
            action = menu.addAction(choice.text())
            action.setCheckable(True)
            action.setChecked(settings.text(name) == choice.value)
            action.triggered.connect(
                lambda _checked=False, value=choice.value: settings.set(name, value)
            )
            group.addAction(action)

    def _fill_labels(self, menu: QMenu) -> None:
        """Every layer with its labels, for whoever looks for them in a menu."""
        schema = self._window.session.schema
        if schema is None or not schema.layers:
            return
        menu.addSeparator()
        for layer in schema.layers:
            menu.addMenu(self._label_menu(layer, menu))

    def _label_menu(self, layer: Layer, parent: QMenu, current: str = "") -> QMenu:
        title = _("Change to") if current else layer.name.text(language())
        menu = QMenu(title.replace("&", "&&"), parent)
        groups = layer.grouped()
        for group, labels in groups:
            inner = menu
            if len(groups) > 1 and len(labels) > 1:
                inner = QMenu(group.name.text(language()).replace("&", "&&"), menu)
                menu.addMenu(inner)
            self._add_labels(inner, layer, labels, current)
        return menu

    def _add_labels(self, menu: QMenu, layer: Layer, labels: Sequence[Label], current: str) -> None:
        for label in labels:
            name = label.name.text(language()).replace("&", "&&")
            action = menu.addAction(f"{name}\t{label.key.upper()}" if label.key else name)
            action.setEnabled(self._window.session.can_write)
            action.setCheckable(bool(current))
            action.setChecked(label.id == current)
            action.triggered.connect(
                lambda _checked=False, label=label: self._window.labelling.apply(layer.id, label.id)
            )

    def _add_roles(self, menu: QMenu) -> None:
        roles = self._window.labelling.roles()
        if not roles:
            return
        inner = QMenu(_("Fill a role"), menu)
        for role in roles:
            name = role.name.text(language()).replace("&", "&&")
            action = inner.addAction(f"{name}\t{role.key.upper()}" if role.key else name)
            action.setEnabled(self._window.session.can_write)
            action.triggered.connect(
                lambda _checked=False, role=role: self._window.labelling.fill(role.id)
            )
        menu.addMenu(inner)

    def _add(self, menu: QMenu, action_ids: tuple[str, ...]) -> None:
        for action_id in action_ids:
            menu.addAction(self._window.actions_[action_id])
