"""Every action of the window, as data: one table that feeds menus, tooltips, keys and the sheet.

A row says what an action is called, where it stands, which keys it has and when it can be used;
`handler` names the method that carries it out. Keys of labels and roles are not
here: they come from the project's schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtGui import QKeySequence

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
    WORDS = auto()  # selected ones, or those of the selected annotation
    UNDO = auto()
    REDO = auto()
    EDITING = PROJECT | WRITING | DOCUMENT
    MARKING = EDITING | ANNOTATION


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    `keys` are in Qt's portable notation; the first is the one that is shown, and the annotator may
    choose others (see `ui.keymap`). Those without Ctrl or Alt act only while no text is being
    typed. `menu` is the id of a row of `MENUS`; a change of `group` within a menu draws a line.
    `in_article` narrows the keys to the article.
    """

    id: str
    text: str
    handler: str
    menu: str
    group: int = 0
    keys: tuple[str, ...] = ()
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
    MenuSpec("go", N_("&Go")),
    MenuSpec("annotation", N_("&Annotation")),
    MenuSpec("document", N_("&Document")),
    MenuSpec("view", N_("&View")),
    MenuSpec("help", N_("&Help")),
    MenuSpec("recent", N_("Open &recent"), "project", 0, "history"),
    MenuSpec("review", N_("Re&view"), "annotation", 2),
    MenuSpec("status", N_("&Status"), "document", 1),
    MenuSpec("direction", N_("Text di&rection"), "document", 2),
    MenuSpec("shown", N_("Labels sho&wn"), "view", 1),
    MenuSpec("annotators", N_("Annotators sh&own"), "view", 1, "user"),
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
        "merge_work", N_("&Merge another annotator's work…"), "merge_work", "project", 1,
        tip=N_("Take a colleague's project, work package or JSONL in; nothing is overwritten"),
        needs=_P | Needs.WRITING,
    ),
    ActionSpec(
        "give_out", N_("Give &documents out…"), "give_out", "project", 1,
        tip=N_("Make a work package: a project of its own for one annotator"), needs=_P,
    ),
    ActionSpec(
        "change_labels", N_("Change &labels…"), "change_labels", "project", 2, icon="labels",
        tip=N_("Rename, merge, split or move labels, together with all of their annotations"),
        needs=_P | Needs.WRITING,
    ),
    ActionSpec(
        "edit_schema", N_("&Schema…"), "edit_schema", "project", 2, ("Ctrl+Shift+L",),
        icon="label", tip=N_("Layers, labels, attributes and roles: what can be annotated"),
        needs=_P | Needs.WRITING,
    ),
    ActionSpec(
        "show_guidelines", N_("&Guidelines…"), "show_guidelines", "project", 2,
        ("Ctrl+Shift+G",), icon="reading",
        tip=N_("The project's own page: how your team labels, and the hard cases"), needs=_P,
    ),
    ActionSpec(
        "edit_cues", N_("Cues of quo&tations…"), "edit_cues", "project", 2, icon="quote",
        tip=N_("Words that say that someone spoke, for the quotes that are proposed"), needs=_P,
    ),
    ActionSpec(
        "restore_backup", N_("Restore a &backup…"), "restore_backup", "project", 2,
        icon="backup", tip=N_("Backups are made by themselves; one is opened as a new project"),
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
        "history", N_("&History…"), "show_history", "edit", 0, ("Ctrl+H",), icon="history",
        tip=N_("Who changed what, and when"), needs=_P,
    ),
    ActionSpec(
        "clear", N_("&Clear the selection"), "clear_selection", "edit", 1, ("Esc",),
        tip=N_("Ends filling a role first, then clears what is selected"), needs=_D,
    ),
    ActionSpec(
        "snap", N_("Select whole &words"), "toggle_snapping", "edit", 2, ("Ctrl+Shift+W",),
        tip=N_("A selection grows to the edges of its words"), checkable=True,
    ),
    ActionSpec(
        "label_palette", N_("Labels &beside the selection"), "toggle_label_palette", "edit", 2,
        checkable=True, tip=N_("Offer the labels beside words that the mouse has selected"),
    ),
    ActionSpec(
        "next_pane", N_("Go to the next pa&ne"), "focus_next_pane", "edit", 3, ("F6",),
    ),
    ActionSpec(
        "previous_pane", N_("Go to the &previous pane"), "focus_previous_pane", "edit", 3,
        ("Shift+F6",),
    ),
    # Go
    ActionSpec(
        "show_hints", N_("Show &letters to jump"), "show_hints", "go", 0, ("J",),
        tip=N_("Letters over the annotations and candidates in view: type them to go there"),
        needs=_D,
    ),
    ActionSpec(
        "find", N_("&Find…"), "find", "go", 0, ("Ctrl+F",), icon="search",
        tip=N_("Find words in the article, however they are spelt"), needs=_D,
    ),
    ActionSpec("find_next", N_("N&ext hit"), "find_next", "go", 0, ("F3",), needs=_D),
    ActionSpec(
        "find_previous", N_("Previous hit"), "find_previous", "go", 0, ("Shift+F3",), needs=_D
    ),
    ActionSpec(
        "next_candidate", N_("Next &candidate"), "next_candidate", "go", 1, ("K",),
        tip=N_("The next name, quotation, number or date that has no label yet"), needs=_D,
    ),
    ActionSpec(
        "previous_candidate", N_("Previous can&didate"), "previous_candidate", "go", 1,
        ("Shift+K",), needs=_D,
    ),
    ActionSpec(
        "next_quote", N_("&Next quote to accept"), "next_quote", "go", 1, ("Shift+Q",),
        tip=N_("Propose the next quote without a label, with its cue and speaker"),
        needs=Needs.EDITING,
    ),
    ActionSpec(
        "previous_quote", N_("Previous q&uote to accept"), "previous_quote", "go", 1,
        ("Shift+W",), needs=Needs.EDITING,
    ),
    ActionSpec(
        "next_annotation", N_("Ne&xt annotation"), "next_annotation", "go", 2, ("Tab",),
        needs=_D, in_article=True,
    ),
    ActionSpec(
        "previous_annotation", N_("&Previous annotation"), "previous_annotation", "go", 2,
        ("Shift+Tab",), needs=_D, in_article=True,
    ),
    ActionSpec(
        "next_in_stack", N_("Next annotation at &the caret"), "next_in_stack", "go", 2, ("U",),
        tip=N_("Go through the annotations that lie on one another"), needs=_D,
    ),
    ActionSpec(
        "next_incomplete", N_("Next &incomplete annotation"), "next_incomplete", "go", 2, ("I",),
        tip=N_("The next annotation that lacks a role or a value it must have"),
        needs=_D,
    ),
    ActionSpec(
        "previous_incomplete", N_("Previous inc&omplete annotation"), "previous_incomplete", "go",
        2, ("Shift+I",), needs=_D,
    ),
    ActionSpec(
        "next_paragraph", N_("Next pa&ragraph"), "next_paragraph", "go", 3, ("Ctrl+Down",),
        needs=_D, in_article=True,
    ),
    ActionSpec(
        "previous_paragraph", N_("Previous paragrap&h"), "previous_paragraph", "go", 3,
        ("Ctrl+Up",), needs=_D, in_article=True,
    ),
    ActionSpec(
        "show_cast", N_("The ca&st…"), "show_cast", "go", 4, ("Ctrl+Shift+C",), icon="user",
        tip=N_("The people, organisations and places of the project, and where each is named"),
        needs=_P,
    ),
    ActionSpec(
        "list_all", N_("List of &all annotations"), "list_all", "go", 4, ("Alt+5",),
        checkable=True, needs=_P,
        tip=N_("Show all annotations beside the article and go there; again, back to the article"),
    ),
    ActionSpec(
        "list_quotes", N_("List of &quotes"), "list_quotes", "go", 4, ("Alt+6",),
        checkable=True, needs=_P,
        tip=N_("Show the quotes beside the article and go there; again, back to the article"),
    ),
    ActionSpec(
        "list_events", N_("List of e&vents"), "list_events", "go", 4, ("Alt+7",),
        checkable=True, needs=_P,
        tip=N_("Show the events beside the article and go there; again, back to the article"),
    ),
    ActionSpec(
        "review_queue", N_("Revie&w queue"), "toggle_review", "go", 5, ("Ctrl+Shift+V",),
        icon="accept", checkable=True, needs=_P,
        tip=N_("Go through annotations of the whole project, and judge each by one key"),
    ),
    ActionSpec(
        "search_project", N_("Search the pro&ject…"), "search_project", "go", 5,
        ("Ctrl+Shift+F",), icon="search", needs=_P,
        tip=N_("Words and annotations in all documents, by a query; change them in one step"),
    ),
    ActionSpec(
        "next_result", N_("Next result of the search"), "next_result", "go", 5, ("Ctrl+F3",),
        needs=_P,
    ),
    ActionSpec(
        "previous_result", N_("Previous result of the search"), "previous_result", "go", 5,
        ("Ctrl+Shift+F3",), needs=_P,
    ),
    ActionSpec(
        "show_consistency", N_("Consistenc&y…"), "show_consistency", "go", 5, ("Ctrl+Shift+B",),
        icon="accept", needs=_P,
        tip=N_("What in the project does not go together, to be settled by key"),
    ),
    ActionSpec(
        "compare", N_("Co&mpare annotators…"), "compare", "go", 5, ("F7",), icon="reviewed",
        tip=N_("Go through what annotators differ in, and settle it by keys"),
        needs=_P | Needs.WRITING,
    ),
    ActionSpec(
        "show_agreement", N_("A&greement…"), "show_agreement", "go", 5, ("Shift+F7",),
        tip=N_("How far annotators agree, by layer and label, and what they confuse"), needs=_P,
    ),
    # Annotation
    ActionSpec(
        "repeat_label", N_("Rep&eat the last label"), "repeat_label", "annotation", 1,
        ("Return", "Enter"), needs=Needs.EDITING, in_article=True,
        tip=N_("Give the selected words the label that was given last"),
    ),
    ActionSpec(
        "relabel", N_("Change the &label…"), "choose_label", "annotation", 2, ("F2",),
        icon="label", needs=Needs.MARKING,
    ),
    ActionSpec(
        "tag_everywhere", N_("The same name every&where…"), "tag_everywhere", "annotation", 2,
        ("X", "F4"), icon="copy",
        tip=N_("Where else the selected name stands, to be tagged in one step"),
        needs=Needs.EDITING | Needs.WORDS,
    ),
    ActionSpec(
        "show_guidance", N_("&Guidance for the label"), "show_guidance", "annotation", 2,
        ("Ctrl+G",), icon="help",
        tip=N_("What the label means that is selected or pointed at, with an example"), needs=_D,
    ),
    ActionSpec(
        "link_entry", N_("Lin&k to the cast…"), "link_entry", "annotation", 2, ("Z",),
        icon="link", needs=Needs.MARKING,
        tip=N_("Say which person, organisation or place this names"),
    ),
    ActionSpec(
        "link_same", N_("Link the same &spelling…"), "link_same", "annotation", 2, ("Shift+Z",),
        needs=Needs.MARKING,
        tip=N_("The other mentions that are written so and have no link, in one step"),
    ),
    ActionSpec(
        "attributes", N_("A&ttributes by key"), "show_attributes", "annotation", 2, (";",),
        tip=N_("Letters and digits beside the annotation set its attributes"),
        needs=Needs.MARKING,
    ),
    ActionSpec(
        "note", N_("&Note"), "edit_note", "annotation", 2, ("N",), icon="note",
        needs=Needs.MARKING,
    ),
    ActionSpec(
        "add_words", N_("Add the selected words to &it"), "add_words", "annotation", 3, ("Y",),
        tip=N_("The annotation covers the selected words too, as another part of it"),
        needs=Needs.MARKING | Needs.SELECTION,
    ),
    ActionSpec(
        "take_words_out", N_("Take the selected w&ords out"), "take_words_out", "annotation", 3,
        ("Shift+Y",),
        tip=N_("The annotation, or what fills its roles, covers the selected words no longer"),
        needs=Needs.MARKING | Needs.SELECTION,
    ),
    ActionSpec(
        "reverse_relation", N_("Turn the relation &round"), "reverse_relation", "annotation", 3,
        ("Shift+R",), tip=N_("What it runs from and what it runs to change places"),
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
        "delete", N_("&Delete"), "delete_annotation", "annotation", 4, ("Del", "Backspace"),
        icon="delete", needs=Needs.MARKING,
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
        "turn_paragraph", N_("&Turn this paragraph round"), "turn_paragraph", "direction", 1,
        ("Ctrl+Shift+X",),
        tip=N_("Let the paragraph of the caret run the other way; again, as its text says"),
        needs=_D,
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
        "show_map", N_("&Map of the document"), "toggle_map", "view", 0, ("Alt+4",),
        checkable=True, tip=N_("Show or hide the map beside the scroll bar"),
    ),
    ActionSpec(
        "show_invisible", N_("&Invisible characters"), "toggle_invisible", "view", 1,
        ("Ctrl+Shift+I",), checkable=True,
        tip=N_("Name joiners, direction characters and special spaces where they stand"),
    ),
    ActionSpec(
        "check_marks", N_("Check the &quotation marks"), "check_marks", "view", 1, ("Ctrl+M",),
        icon="quote", tip=N_("Marks that are not closed, turned round or glued to a word"),
        needs=_D,
    ),
    ActionSpec(
        "hide_label", N_("&Hide this label"), "hide_label", "view", 1, ("Ctrl+Shift+H",),
        icon="eye-off", tip=N_("Hide all annotations with the label of the selected one"),
        needs=_D | Needs.ANNOTATION,
    ),
    ActionSpec(
        "show_everything", N_("Show all la&bels"), "show_everything", "view", 1,
        ("Ctrl+Shift+E",), icon="eye", tip=N_("Show the layers and labels that are hidden"),
    ),
    ActionSpec(
        "next_annotator", N_("Ne&xt annotator"), "next_annotator", "view", 1,
        ("Ctrl+Shift+N",), needs=_D,
        tip=N_("Show the annotations of all, only mine, or those of one other after another"),
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
        "show_palette", N_("&Command palette…"), "show_palette", "help", 0, ("Ctrl+K",),
        icon="search", tip=N_("Find anything that can be done by typing its name"),
    ),
    ActionSpec(
        "show_keys", N_("&Keyboard"), "show_keys", "help", 0, ("F1",), icon="keyboard"
    ),
    ActionSpec(
        "open_sample", N_("Open a fresh &sample project"), "open_sample", "help", 0,
        icon="sample",
    ),
    ActionSpec(
        "open_last_sample", N_("Open the sample agai&n"), "open_last_sample", "help", 0,
        tip=N_("Go on where the sample project was left"),
    ),
    ActionSpec("show_log", N_("Open the &log folder"), "show_log", "help", 1),
    ActionSpec("about", N_("&About Hashiya"), "show_about", "help", 1, icon="about"),
)  # fmt: skip

ACTION = {spec.id: spec for spec in ACTIONS}


def plain_text(spec: ActionSpec | MenuSpec) -> str:
    """The name of an action without the mark of its mnemonic, in the interface's language."""
    return _(spec.text).replace("&", "").removesuffix("…")


def full_name(spec: ActionSpec) -> str:
    """The name of an action where its menu is not seen.

    What stands in an inner menu says little without it.
    """
    menu = next(each for each in MENUS if each.id == spec.menu)
    return f"{plain_text(menu)}: {plain_text(spec)}" if menu.parent else plain_text(spec)


def key_text(key: str) -> str:
    """A key as it is written on the keyboard of this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def actions_of(menu: str) -> Iterable[ActionSpec]:
    """The actions of one menu, in their order."""
    return (spec for spec in ACTIONS if spec.menu == menu)
