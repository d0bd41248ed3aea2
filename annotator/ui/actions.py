"""Every action of the window, as data: one table that feeds menus, tooltips, keys and the sheet.

A row says what an action is called, where it stands, which keys it has and when it can be used;
`handler` names the method that carries it out. Keys of labels and roles are not
here: they come from the project's schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence

from annotator.app.translation import _
from annotator.core.errors import N_


class Needs(Flag):
    """What must be there before an action can be used."""

    NOTHING = 0
    PROJECT = auto()
    WRITING = auto()
    DOCUMENT = auto()
    SELECTION = auto()
    ANNOTATION = auto()
    UNDO = auto()
    REDO = auto()
    EDITING = PROJECT | WRITING | DOCUMENT
    MARKING = EDITING | ANNOTATION


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    `keys` are in Qt's portable notation; the first is the one that is shown. `plain` keys work
    without Ctrl or Alt: they act only while no text is being typed (see `ui.shortcuts`). `menu` is
    the id of a row of `MENUS`; a change of `group` within a menu draws a line. `place` narrows a
    key to the article.
    """

    id: str
    text: str
    handler: str
    menu: str
    group: int = 0
    keys: tuple[str, ...] = ()
    plain: bool = False
    icon: str = ""
    tip: str = ""
    needs: Needs = Needs.NOTHING
    checkable: bool = False
    in_article: bool = False


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu: of the menu bar, or (with a `parent` and a `group`) inside another."""

    id: str
    text: str
    parent: str = ""
    group: int = 0
    icon: str = ""


MENUS = (
    MenuSpec("project", N_("&Project")),
    MenuSpec("edit", N_("&Edit")),
    MenuSpec("annotation", N_("&Annotation")),
    MenuSpec("document", N_("&Document")),
    MenuSpec("view", N_("&View")),
    MenuSpec("help", N_("&Help")),
    MenuSpec("recent", N_("Open &recent"), "project", 0, "history"),
    MenuSpec("review", N_("Re&view"), "annotation", 2),
    MenuSpec("status", N_("&Status"), "document", 1),
    MenuSpec("direction", N_("Text di&rection"), "document", 2),
    MenuSpec("language", N_("Lang&uage"), "view", 4, "language"),
    MenuSpec("theme", N_("&Theme"), "view", 4, "theme"),
)

_P, _D = Needs.PROJECT, Needs.PROJECT | Needs.DOCUMENT

ACTIONS = (
    # Project
    ActionSpec(
        "new_project", N_("&New project…"), "new_project", "project", 0, ("Ctrl+N",), icon="new"
    ),
    ActionSpec(
        "open_project", N_("&Open project…"), "open_project", "project", 0, ("Ctrl+O",),
        icon="open",
    ),
    ActionSpec(
        "import_files", N_("&Import articles…"), "import_files", "project", 1, ("Ctrl+I",),
        icon="import", tip=N_("Add articles, or documents with their annotations"),
        needs=_P | Needs.WRITING,
    ),
    ActionSpec(
        "export", N_("&Export…"), "export", "project", 1, ("Ctrl+E",), icon="export",
        tip=N_("Write the annotations as training data"), needs=_P,
    ),
    ActionSpec(
        "preferences", N_("Pre&ferences…"), "show_preferences", "project", 2, ("Ctrl+,",),
        icon="settings",
    ),
    ActionSpec(
        "close_project", N_("&Close project"), "close_project", "project", 3, ("Ctrl+W",),
        needs=_P,
    ),
    ActionSpec("quit", N_("&Quit"), "close", "project", 3, ("Ctrl+Q",)),
    # Edit
    ActionSpec(
        "undo", N_("&Undo"), "undo", "edit", 0, ("Ctrl+Z",), icon="undo", needs=Needs.UNDO
    ),
    ActionSpec(
        "redo", N_("&Redo"), "redo", "edit", 0, ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo",
        needs=Needs.REDO,
    ),
    ActionSpec(
        "history",
        N_("&History…"),
        "show_history",
        "edit",
        0,
        ("Ctrl+H",),
        icon="history",
        tip=N_("Who changed what, and when"),
        needs=_P,
    ),
    ActionSpec(
        "clear", N_("&Clear the selection"), "clear_selection", "edit", 1, ("Esc",), plain=True,
        tip=N_("Ends filling a role first, then clears what is selected"), needs=_D,
    ),
    ActionSpec(
        "snap", N_("Select whole &words"), "toggle_snapping", "edit", 2, ("Ctrl+Shift+W",),
        tip=N_("A selection grows to the edges of its words"), checkable=True,
    ),
    ActionSpec(
        "next_pane", N_("Go to the next pa&ne"), "focus_next_pane", "edit", 3, ("F6",),
    ),
    ActionSpec(
        "previous_pane", N_("Go to the &previous pane"), "focus_previous_pane", "edit", 3,
        ("Shift+F6",),
    ),
    # Annotation
    ActionSpec(
        "next_annotation", N_("Ne&xt annotation"), "next_annotation", "annotation", 0, ("Tab",),
        plain=True, needs=_D, in_article=True,
    ),
    ActionSpec(
        "previous_annotation", N_("&Previous annotation"), "previous_annotation", "annotation", 0,
        ("Shift+Tab",), plain=True, needs=_D, in_article=True,
    ),
    ActionSpec(
        "relabel", N_("Change the &label…"), "choose_label", "annotation", 2, ("F2",),
        icon="label", needs=Needs.MARKING,
    ),
    ActionSpec(
        "note", N_("&Note"), "edit_note", "annotation", 2, ("N",), plain=True, icon="note",
        needs=Needs.MARKING,
    ),
    ActionSpec(
        "accept", N_("&Accept"), "accept", "review", 0, ("Ctrl+Shift+A",), icon="accept",
        needs=Needs.MARKING,
    ),
    ActionSpec(
        "reject", N_("&Reject"), "reject", "review", 0, ("Ctrl+Shift+R",), icon="reject",
        needs=Needs.MARKING,
    ),
    ActionSpec(
        "question", N_("&Question"), "question", "review", 0, ("Ctrl+Shift+Q",),
        icon="question", needs=Needs.MARKING,
    ),
    ActionSpec(
        "unreview", N_("&Not yet reviewed"), "unreview", "review", 0, needs=Needs.MARKING
    ),
    ActionSpec(
        "delete", N_("&Delete"), "delete_annotation", "annotation", 3, ("Del", "Backspace"),
        plain=True, icon="delete", needs=Needs.MARKING,
    ),
    # Document
    ActionSpec(
        "finish_document", N_("D&one, go to the next unfinished"), "finish_document", "document",
        0, ("Ctrl+Return", "Ctrl+Enter"), icon="done", needs=Needs.EDITING,
    ),
    ActionSpec(
        "next_unfinished", N_("Next &unfinished"), "next_unfinished", "document", 0,
        ("Ctrl+J",), needs=_P,
    ),
    ActionSpec(
        "next_document", N_("&Next document"), "next_document", "document", 0,
        ("Alt+Down", "Ctrl+PgDown"), icon="next", needs=_P,
    ),
    ActionSpec(
        "previous_document", N_("&Previous document"), "previous_document", "document", 0,
        ("Alt+Up", "Ctrl+PgUp"), icon="previous", needs=_P,
    ),
    ActionSpec("status_new", N_("&New"), "mark_new", "status", needs=Needs.EDITING),
    ActionSpec(
        "status_in_progress", N_("&In progress"), "mark_in_progress", "status",
        needs=Needs.EDITING,
    ),
    ActionSpec("status_done", N_("&Done"), "mark_done", "status", needs=Needs.EDITING),
    ActionSpec(
        "status_reviewed", N_("&Reviewed"), "mark_reviewed", "status", needs=Needs.EDITING
    ),
    ActionSpec(
        "direction_rtl", N_("&Right to left"), "direct_rtl", "direction", checkable=True,
        needs=Needs.EDITING,
    ),
    ActionSpec(
        "direction_ltr", N_("&Left to right"), "direct_ltr", "direction", checkable=True,
        needs=Needs.EDITING,
    ),
    ActionSpec(
        "rename_document", N_("Ren&ame…"), "rename_document", "document", 3,
        needs=Needs.EDITING,
    ),
    ActionSpec(
        "remove_document", N_("Re&move from the project"), "remove_document", "document", 3,
        icon="delete", needs=Needs.EDITING,
    ),
    # View
    ActionSpec(
        "show_documents", N_("&Documents"), "toggle_documents", "view", 0, ("Alt+1",),
        checkable=True, icon="documents", tip=N_("Show or hide the list of documents"),
    ),
    ActionSpec(
        "show_annotations", N_("&Annotations and details"), "toggle_annotations", "view", 0,
        ("Alt+2",), checkable=True, icon="annotations",
        tip=N_("Show or hide the annotations and the details"),
    ),
    ActionSpec(
        "show_labels", N_("&Labels"), "toggle_labels", "view", 0, ("Alt+3",), checkable=True,
        icon="labels", tip=N_("Show or hide the labels and their keys"),
    ),
    ActionSpec(
        "reading_mode", N_("&Reading mode"), "toggle_reading_mode", "view", 1, ("F11",),
        checkable=True, icon="reading", tip=N_("Hide all but the article and the labels"),
    ),
    ActionSpec(
        "zoom_in", N_("Lar&ger text"), "zoom_in", "view", 2, ("Ctrl++", "Ctrl+="),
        icon="zoom-in",
    ),
    ActionSpec(
        "zoom_out", N_("&Smaller text"), "zoom_out", "view", 2, ("Ctrl+-",), icon="zoom-out"
    ),
    ActionSpec("zoom_reset", N_("&Normal text size"), "zoom_reset", "view", 2, ("Ctrl+0",)),
    # Help
    ActionSpec(
        "show_guide", N_("User &guide"), "show_guide", "help", 0, ("Shift+F1",), icon="reading",
        tip=N_("How to label, correct and export, step by step"),
    ),
    ActionSpec(
        "show_keys", N_("&Keyboard"), "show_keys", "help", 0, ("F1",), icon="keyboard"
    ),
    ActionSpec(
        "open_sample", N_("Open a fresh &sample project"), "open_sample", "help", 0,
        icon="sample",
    ),
    ActionSpec("show_log", N_("Open the &log folder"), "show_log", "help", 1),
    ActionSpec("about", N_("&About Hashiya"), "show_about", "help", 1, icon="about"),
)  # fmt: skip

ACTION = {spec.id: spec for spec in ACTIONS}


class ActionSet(QObject):
    """The window's QActions, made from the table, each connected to its handler."""

    def __init__(self, parent: QObject, handlers: Sequence[object]) -> None:
        """Each action calls the method of the first of `handlers` that has it."""
        super().__init__(parent)
        self._handlers = handlers
        self._actions = {spec.id: self._make(spec, parent) for spec in ACTIONS}

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def retranslate(self) -> None:
        """Take every name and tooltip again, in the interface's language."""
        for spec in ACTIONS:
            action = self._actions[spec.id]
            action.setText(menu_text(spec))
            action.setToolTip(tooltip(spec))
            action.setStatusTip(_(spec.tip) if spec.tip else "")

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Take the icons of another theme or direction."""
        for spec in ACTIONS:
            if spec.icon in icons:
                self._actions[spec.id].setIcon(icons[spec.icon])

    def enable(self, state: Needs) -> None:
        """Enable what can be used in this state."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.needs & state == spec.needs)

    def check(self, checked: Mapping[str, bool]) -> None:
        """Set which checkable actions are on."""
        for action_id, on in checked.items():
            self._actions[action_id].setChecked(on)

    def rename(self, action_id: str, name: str) -> None:
        """Add to undo or redo what it would take back or make again."""
        spec, action = ACTION[action_id], self._actions[action_id]
        key = key_text(spec.keys[0])
        text = f"{plain_text(spec)}: {name}" if name else plain_text(spec)
        action.setText((f"{_(spec.text)}: {name}" if name else _(spec.text)).replace("\n", " "))
        action.setToolTip(f"{text} ({key})")

    def handler(self, spec: ActionSpec) -> Callable[[], object]:
        """The method that carries an action out."""
        owner = next(each for each in self._handlers if hasattr(each, spec.handler))
        method: Callable[[], object] = getattr(owner, spec.handler)
        return method

    def _make(self, spec: ActionSpec, parent: QObject) -> QAction:
        action = QAction(menu_text(spec), parent)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setToolTip(tooltip(spec))
        # Qt would move actions between the menus of macOS by their English names.
        action.setMenuRole(_MENU_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        if not spec.plain:
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
        handler = self.handler(spec)
        action.triggered.connect(lambda _checked=False: handler())
        return action


_MENU_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
}


def plain_text(spec: ActionSpec | MenuSpec) -> str:
    """The name of an action without the mark of its mnemonic, in the interface's language."""
    return _(spec.text).replace("&", "").removesuffix("…")


def menu_text(spec: ActionSpec) -> str:
    """The text in a menu; a plain key is written in the column of the keys but left to us."""
    text = _(spec.text)
    return f"{text}\t{key_text(spec.keys[0])}" if spec.plain and spec.keys else text


def tooltip(spec: ActionSpec) -> str:
    """What the action does, and its key."""
    text = _(spec.tip) if spec.tip else plain_text(spec)
    return f"{text} ({key_text(spec.keys[0])})" if spec.keys else text


def key_text(key: str) -> str:
    """A key as it is written on the keyboard of this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def actions_of(menu: str) -> Iterable[ActionSpec]:
    """The actions of one menu, in their order."""
    return (spec for spec in ACTIONS if spec.menu == menu)
