"""The window: its anatomy, and which part hears of what.

The wiring is at the end of `__init__` and reads as a table: facts of the session on one side,
wishes of the article, the panels and the keys on the other. What the actions do is in the
`*_handlers` modules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.app.sentences import WayBack
from annotator.app.session import Session
from annotator.app.translation import _, isolate, language, ngettext, number, say
from annotator.core.errors import HashiyaError
from annotator.core.model import Change, ChangedRow, Document
from annotator.core.text import Span, Spans
from annotator.ui import geometry
from annotator.ui.action_set import ActionSet
from annotator.ui.actions import ACTIONS, Needs
from annotator.ui.article_handlers import ArticleHandlers
from annotator.ui.attribute_keys import AttributeKeys
from annotator.ui.banner import Banner
from annotator.ui.canvas import ArticleView
from annotator.ui.cast.handlers import CastHandlers
from annotator.ui.command_palette import CommandPalette
from annotator.ui.consistency.handlers import ConsistencyHandlers
from annotator.ui.empty_state import EmptyState
from annotator.ui.find_bar import FindBar
from annotator.ui.fonts import article_font, interface_font
from annotator.ui.frame_handlers import FrameHandlers
from annotator.ui.go_handlers import GoHandlers
from annotator.ui.hands import Hands
from annotator.ui.header import BUTTONS, Header
from annotator.ui.keymap import SETTING as KEYS
from annotator.ui.keymap import Keymap
from annotator.ui.label_picker import LabelPicker
from annotator.ui.labelling import Labelling
from annotator.ui.menus import Menus
from annotator.ui.panels.article import rows_of
from annotator.ui.panels.details import DetailsPanel
from annotator.ui.panels.differences import DifferencesPanel
from annotator.ui.panels.documents import DocumentsPanel
from annotator.ui.panels.labels import LabelStrip
from annotator.ui.panels.mark_issues import MarkIssues
from annotator.ui.panels.side_lists import LISTS, SideLists
from annotator.ui.panels.side_lists import SETTING as SIDE_LIST
from annotator.ui.project_handlers import ProjectHandlers
from annotator.ui.proposal_bar import ProposalBar
from annotator.ui.proposing import Proposing
from annotator.ui.reviewing.handlers import ReviewHandlers
from annotator.ui.schema_handlers import SchemaHandlers
from annotator.ui.search.handlers import SearchHandlers
from annotator.ui.seeing_handlers import SeeingHandlers
from annotator.ui.shortcuts import KeyDispatcher
from annotator.ui.status import StatusLine
from annotator.ui.team_handlers import TeamHandlers
from annotator.ui.theme import Theme
from annotator.ui.view_handlers import ViewHandlers
from annotator.ui.warnings import ChangeWarnings

_COLUMNS = (280, 780, 320)
_SIDE = (520, 400)


class MainWindow(QMainWindow):
    """One window on one session."""

    look_requested = Signal()
    """Language, theme or fonts were chosen anew: the application is to dress itself again."""

    def __init__(self, session: Session, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        super().__init__()
        self.session = session
        self.reading = False
        self.theme = theme
        self.icons = icons
        self.keymap = Keymap(session.settings)
        self.article = ArticleView()
        self.article.set_language(language())
        self.find_bar = FindBar(self.article, session.settings)
        self.picker = LabelPicker(theme, self)
        self.palette_ = CommandPalette(session.settings, theme, self)
        self.attributes = AttributeKeys(session, self.article)
        self.labelling = Labelling(session, self.article, self.picker, self.keymap, self)
        self.proposing = Proposing(session, self.article, self)
        self.proposal_bar = ProposalBar(self.article, self.proposing)
        self.labelling.propose = self.proposing.start_with
        self.documents = DocumentsPanel(session, theme)
        self.labels = LabelStrip(session, theme)
        self.status = StatusLine(session)
        self.banner = Banner()
        self.empty = EmptyState()
        self.mark_issues = MarkIssues(theme)
        self.differences = DifferencesPanel(session.comparing, theme, lambda: session.schema)
        self.actions_ = ActionSet(self, self._make_handlers(), self.keymap)
        self._take_actions()
        self.header = Header([self.actions_[each] for each in BUTTONS])
        self.menus = Menus(self)
        self._make_side()
        self._lay_out()
        self.hands = Hands(self)
        self._warnings = ChangeWarnings(session, self.status)
        self._dispatcher = KeyDispatcher(self, self._plain_action, self._chord_action)
        self._connect()
        self.schema_handlers.connect()
        self.team_handlers.connect()
        self.setAcceptDrops(True)
        self.menus.build()
        self._take_keys()
        self.dress(theme, icons)
        geometry.restore(self, (self._columns, self._side), session.settings)
        self._show_progress()
        if session.project is not None:
            self._opened()
        self._show_document(session.document.id if session.document else "")

    # Wiring

    def _make_handlers(self) -> tuple[object, ...]:
        """What has the methods that the table of actions names, in the order of asking."""
        self.project_handlers = ProjectHandlers(self)
        self.view_handlers = ViewHandlers(self)
        self.article_handlers = ArticleHandlers(self)
        self.frame_handlers = FrameHandlers(self)
        self.go_handlers = GoHandlers(self)
        self.seeing_handlers = SeeingHandlers(self)
        self.schema_handlers = SchemaHandlers(self)
        self.cast_handlers = CastHandlers(self)
        self.reviewing = ReviewHandlers(self)
        self.search_handlers = SearchHandlers(self)
        self.consistency_handlers = ConsistencyHandlers(self)
        self.team_handlers = TeamHandlers(self)
        return (
            self.article_handlers,
            self.frame_handlers,
            self.go_handlers,
            self.seeing_handlers,
            self.cast_handlers,
            self.reviewing,
            self.search_handlers,
            self.consistency_handlers,
            self.team_handlers,
            self.project_handlers,
            self.schema_handlers,
            self.view_handlers,
            self,
        )

    def _take_actions(self) -> None:
        self.addActions([self.actions_[spec.id] for spec in ACTIONS])
        for spec in ACTIONS:
            if spec.in_article:
                action = self.actions_[spec.id]
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                self.article.addAction(action)

    def _connect(self) -> None:
        session, article, labelling = self.session, self.article, self.labelling
        table: tuple[tuple[object, Callable[..., object]], ...] = (
            (session.opened, self._opened),
            (session.closing, self._closing),
            (session.closed, self.refresh),
            (session.changed, self._take_change),
            (session.document_changed, self._show_document),
            (session.schema_editing.schema_changed, self._take_schema),
            (session.document_changed, self.find_bar.refresh),
            (session.document_changed, self.seeing_handlers.show_marks),
            (session.failed, self.show_error),
            (session.in_use, self.project_handlers.offer_read_only),
            (session.busy_changed, self.refresh),
            (article.selection_changed, self._selection_changed),
            (article.annotation_selected, self._annotation_chosen),
            (article.aimed, self.refresh_actions),
            (article.spans_change_requested, session.set_spans),
            (article.context_menu_requested, self._open_annotation_menu),
            (article.zoom_requested, self.view_handlers.zoom),
            (labelling.filling_changed, self._filling_changed),
            (self.proposing.changed, self.refresh_actions),
            (self.mark_issues.issue_chosen, self.seeing_handlers.look_at_mark),
            (self.mark_issues.left, self.seeing_handlers.leave_marks),
            (self.proposing.made, self._annotation_made),
            (self.proposing.said, self.status.say),
            (labelling.made, self._annotation_made),
            (labelling.said, self.status.say),
            (self.documents.document_requested, self._open_document),
            (self.documents.model.counts_changed, self._show_progress),
            (self.documents.menu_requested, self._open_document_menu),
            (self.labels.label_pressed, self._label_pressed),
            (self.labels.layer_pressed, labelling.choose),
        )
        for signal, slot in table:
            signal.connect(slot)  # type: ignore[attr-defined]
        self._unsubscribe = session.settings.subscribe(self._setting_changed)

    def _make_side(self) -> None:
        """The panels of the annotations; made anew when the language changes."""
        self.lists = SideLists(self.session, self.theme)
        self.details = DetailsPanel(self.session, self.theme, self.picker)
        for signal, slot in (
            (self.lists.annotation_chosen, self.select_annotation),
            (self.lists.spans_chosen, self._reveal),
            (self.lists.fill_requested, self.labelling.fill),
            (self.lists.left, self.article.setFocus),
            (self.details.annotation_chosen, self.select_annotation),
            (self.details.spans_chosen, self._reveal),
            (self.details.fill_requested, self.labelling.fill),
            (self.details.link_requested, self.cast_handlers.link_entry),
            (self.details.entry_pressed, self.cast_handlers.show_entry),
            (self.details.history_requested, self.project_handlers.show_annotation_history),
        ):
            signal.connect(slot)

    # Anatomy

    def _lay_out(self) -> None:
        self.centre = QStackedWidget()
        self.centre.addWidget(self.article)
        self.centre.addWidget(self.empty)
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.setChildrenCollapsible(False)
        self._side.addWidget(self.lists)
        self._side.addWidget(self.details)
        self._side.setSizes(list(_SIDE))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.find_bar)
        column.addWidget(self.centre, 1)
        column.addWidget(self.mark_issues)
        column.addWidget(self.reviewing.bar)
        column.addWidget(self.differences)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        for each in (self.documents, middle, self._side):
            self._columns.addWidget(each)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes(list(_COLUMNS))
        self.documents.setMinimumWidth(200)
        self._side.setMinimumWidth(240)
        middle.setMinimumWidth(500)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._columns, 1)
        rows.addWidget(self.labels)
        rows.addWidget(self.status)
        self.setMenuWidget(self.header)
        self.setCentralWidget(body)

    def panes(self) -> list[QWidget]:
        """The panes that the keyboard goes through, in the order of reading."""
        return [
            self.documents,
            self.article,
            self.differences,
            self.lists,
            self.details,
            self.labels,
        ]

    # Look

    def dress(self, theme: Theme, icons: Mapping[str, QIcon]) -> None:
        """Take the colours, icons and fonts that hold now."""
        self.theme, self.icons = theme, icons
        settings = self.session.settings
        self.article.set_language(language())
        self.article.set_theme(theme)
        self.article.set_fonts(article_font(settings), interface_font(settings))
        self.seeing_handlers.look.apply()
        self.actions_.set_icons(icons)
        self.menus.set_icons(icons)
        if "close" in icons:
            self.banner.set_icon(icons["close"])
            self.mark_issues.set_icon(icons["close"])
            self.reviewing.bar.set_icon(icons["close"])
            self.differences.set_icon(icons["close"])
        self.header.fit_menus()
        self.documents.set_theme(theme, icons)
        self.find_bar.set_icons(icons)
        self.hands.set_theme(theme)
        self.mark_issues.set_theme(theme)
        self.reviewing.bar.set_theme(theme)
        self.differences.set_theme(theme)
        self.cast_handlers.picker.set_theme(theme)
        self.search_handlers.set_theme(theme)
        self.consistency_handlers.dress(theme)
        for each in (self.labels, self.lists, self.details, self.picker, self.palette_):
            each.set_theme(theme)
        self.refresh()

    def retranslate(self) -> None:
        """Speak the language that was chosen, in its direction; keep everything else."""
        chosen = self.article.selected_annotation()
        self.search_handlers.put_away()
        self.consistency_handlers.forget()
        old = (self.lists, self.details)
        sizes = self._side.sizes()
        self._make_side()
        for place, each in enumerate((self.lists, self.details)):
            self._side.replaceWidget(place, each)
        self._side.setSizes(sizes)
        for each in old:
            each.deleteLater()
        for part in (
            self.find_bar,
            self.mark_issues,
            self.reviewing.bar,
            self.differences,
            self.header,
            self.actions_,
            self.documents,
            self.labels,
            self.status,
        ):
            part.retranslate()
        self.menus.build()
        self._show_selected(chosen)
        self._show_progress()
        self.refresh()

    def set_reading(self, *, reading: bool) -> None:
        """Leave only the article and the labels on the whole screen, or bring all back."""
        self.reading = reading
        if reading:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()
        self.article.setFocus()
        self.refresh()

    # What the widgets ask

    def select_annotation(self, annotation_id: str) -> None:
        """Select an annotation, wherever the wish came from, and bring it into view."""
        if self.labelling.filling is not None:
            self.article.choose(annotation_id)
            return
        found, shown = self.session.annotation(annotation_id), self.session.shown
        if found is not None and not shown.shown.shows(found):
            # Nothing is to be selected that is not seen: the next key would be about it. The place
            # of a difference comes to the front again when its queue goes on.
            shown.bring_to_front(None)
            if not shown.shown.shows(found):
                shown.choose("all")
                self.status.say(_("All annotators are shown again: this one was hidden."))
        self.article.set_selection(None)
        self.article.select_annotation(annotation_id)
        self._show_selected(annotation_id)

    def show_side_panel(self) -> None:
        """Bring the annotations and the details back if they are hidden."""
        self.session.settings.set("panels.annotations", True)

    def show_error(self, error: HashiyaError) -> None:
        """Say what could not be done above the article; the work goes on."""
        self.banner.tell(say(error), is_error=True)

    def refresh_actions(self) -> None:
        """Enable what can be used now, and name what undo would take back."""
        self.actions_.enable(self.state())
        document, settings = self.session.document, self.session.settings
        self.actions_.check(
            {
                "show_documents": settings.flag("panels.documents"),
                "show_annotations": settings.flag("panels.annotations"),
                "show_labels": settings.flag("panels.labels"),
                "show_map": settings.flag("article.map"),
                "review_queue": self.reviewing.queue.running,
                **{f"list_{each}": self.lists.shown() == each for each in LISTS},
                "show_invisible": settings.flag("article.show_invisible"),
                "reading_mode": self.reading,
                "snap": settings.flag("selection.snap_to_words"),
                "label_palette": settings.flag("selection.palette"),
                "direction_rtl": document is not None and document.direction == "rtl",
                "direction_ltr": document is not None and document.direction == "ltr",
            }
        )
        for action_id, name in (
            ("undo", self.session.undo_name()),
            ("redo", self.session.redo_name()),
        ):
            self.actions_.rename(action_id, name)
        self.status.hint.setText(self._hint())

    def _hint(self) -> str:
        if self.differences.hasFocus():
            return self.differences.hint()
        return self.proposing.hint() or self.labelling.hint()

    def refresh(self, _news: object = None) -> None:
        """Show what is open and what can be done."""
        project, settings = self.session.project, self.session.settings
        name = project.name if project else ""
        self.header.show_project(name, read_only=self.session.read_only)
        self._show_title(name)
        has_document = self.session.document is not None
        self.centre.setCurrentWidget(self.article if has_document else self.empty)
        if not has_document:
            self._show_next_step()
        panels = (
            (self.documents, settings.flag("panels.documents") and not self.reading),
            (self._side, settings.flag("panels.annotations") and not self.reading),
            (self.labels, settings.flag("panels.labels")),
        )
        for panel, wanted in panels:
            panel.setVisible(wanted and project is not None)
        self.header.setVisible(not self.reading)
        self.status.setVisible(not self.reading or self.labelling.filling is not None)
        self.refresh_actions()

    # What happens

    def _opened(self) -> None:
        project = self.session.project
        self.banner.hide()
        if project is not None:
            if project.read_only:
                told = _("{reason} You can look at everything and export it.")
                self.banner.tell(told.format(reason=_(project.read_only_reason)))
            self.status.say(_opened_sentence(project.name, project.document_count()))
        self.menus.build()
        self.refresh()

    def _closing(self) -> None:
        self.details.commit()
        self.session.remember_place(self._position())

    def _show_document(self, document_id: str) -> None:
        session = self.session
        self.article.set_article(session.document, session.annotations(), session.schema)
        self._show_selected("")
        place = session.place()
        if document_id and place.document == document_id:
            bar = self.article.verticalScrollBar()
            bar.setValue(place.position * bar.maximum() // 1000)
        self.refresh()
        keeps = self.differences.hasFocus() or self.documents.isAncestorOf(self.focusWidget())
        if document_id and not keeps:
            self.article.setFocus()

    def _open_document(self, document_id: str) -> None:
        self.details.commit()
        self.session.remember_place(self._position())
        self.session.select_document(document_id)

    def _take_change(self, change: Change) -> None:
        document = self.session.document
        if document is None:
            self.article.set_article(None)
        elif any(_turns(row, document.id) for row in change.rows):
            self._show_document_anew()
        elif all(row.kind != "schema" for row in change.rows):  # else `_take_schema` follows
            self.article.apply_rows(rows_of(change, document))
        self._show_selected(self.article.selected_annotation())
        self.refresh()

    def _take_schema(self) -> None:
        """The project has another schema: whatever shows labels or takes their keys follows."""
        self.labelling.take_schema()
        self.menus.build()
        self._show_document_anew()
        self._show_selected(self.article.selected_annotation())
        self.refresh()

    def _show_document_anew(self) -> None:
        """The document runs the other way, or its labels are others: keep place and selection."""
        session, bar = self.session, self.article.verticalScrollBar()
        value, chosen = bar.value(), self.article.selected_annotation()
        span = self.article.selection()
        self.article.set_article(session.document, session.annotations(), session.schema)
        self.article.set_selection(span)
        self.article.select_annotation(chosen, reveal=False)
        bar.setValue(value)

    def _show_progress(self) -> None:
        self.status.show_progress(*self.documents.model.progress())

    def _annotation_made(self, annotation_id: str) -> None:
        self.article.select_annotation(annotation_id, reveal=False)
        self._show_selected(annotation_id)

    def _annotation_chosen(self, annotation_id: str) -> None:
        self._show_selected(annotation_id)

    def _selection_changed(self, _span: Span | None) -> None:
        self.refresh_actions()

    def _filling_changed(self, role_id: str) -> None:
        self.details.set_filling(role_id)
        if role_id:
            self.article.setFocus()
        self.refresh()

    def _show_selected(self, annotation_id: str) -> None:
        """Bring the panels to what is selected in the article."""
        annotation = self.session.annotation(annotation_id) if annotation_id else None
        known = annotation.id if annotation else ""
        self.lists.select_annotation(known)
        self.details.show_annotation(known)
        self.attributes.follow(annotation)
        self.labels.show_selected(annotation)
        self.refresh_actions()

    def _label_pressed(self, layer: str, label: str) -> None:
        self.labelling.apply(layer, label)
        self.article.setFocus()

    def _reveal(self, spans: Spans) -> None:
        if spans:
            self.article.reveal(spans[0])

    def _setting_changed(self, name: str, value: object) -> None:
        if name in ("language", "numerals", "theme", "interface.text_size"):
            self.look_requested.emit()
        elif name.startswith(("article.", "selection.")):
            self.dress(self.theme, self.icons)
        elif name == SIDE_LIST:
            self.lists.show_list(str(value))
            self.refresh_actions()
        elif name.startswith("panels."):
            self.refresh()
        elif name == "projects.recent":
            self.menus.build()
        elif name == KEYS:
            self._take_keys()

    # Keys and menus

    def _take_keys(self) -> None:
        """The annotator gave actions other keys: write them wherever they stand."""
        self.session.way_back = WayBack(self.keymap.shown("undo"), self.keymap.shown("redo"))
        self.actions_.take_keys()
        self.refresh()

    def _plain_action(self, key: int) -> Callable[[], object] | None:
        """What a key without Ctrl does now: a label, a role, or one of the table's plain keys."""
        text = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        if self.differences.hasFocus():
            return self.differences.action_of(text)  # all keys are its own: none labels here
        if self.reviewing.has_keys():
            return None
        if self.article.takes_key(key):
            return None  # it reaches the article by itself
        found = (
            self.reviewing.action_of(text)
            or self.attributes.action_of(text)
            or self.proposing.action_of(text)
            or self.frame_handlers.action_of(text)
            or self.labelling.action_of(text)
        )
        if found is not None:
            return found
        spec = self.keymap.action_of(text)
        if spec is None or (spec.in_article and not self.article.hasFocus()):
            return None
        action = self.actions_[spec.id]
        return action.trigger if action.isEnabled() else None

    def _chord_action(self, key: int) -> Callable[[], object] | None:
        """What a key with Ctrl or Alt does; nothing where Qt's own shortcuts have to find it."""
        spec = self.keymap.action_of(QKeySequence(key).toString())
        if spec is None:
            return self.menus.mnemonic(key)
        if spec.in_article and not self.article.hasFocus():
            return None
        return self.actions_[spec.id].trigger

    def _open_annotation_menu(self, place: QPoint, annotation_id: str) -> None:
        if annotation_id:
            self.article.choose(annotation_id)
        self.menus.annotation_menu().exec(place)

    def _open_document_menu(self, place: QPoint, document_id: str) -> None:
        self._open_document(document_id)
        self.menus.document_menu().exec(place)

    # The rest

    def state(self) -> Needs:
        """What is there now, of what actions need."""
        session = self.session
        facts = (
            (Needs.PROJECT, session.project is not None),
            (Needs.WRITING, session.can_write),
            (Needs.DOCUMENT, session.document is not None),
            (Needs.SELECTION, self.article.selection() is not None),
            (Needs.ANNOTATION, self.labelling.aimed() is not None),
            (Needs.WORDS, self.labelling.words() is not None),
            (Needs.UNDO, session.can_write and bool(session.undo_name())),
            (Needs.REDO, session.can_write and bool(session.redo_name())),
        )
        state = Needs.NOTHING
        for need, there in facts:
            state = state | need if there else state
        return state

    def _show_title(self, name: str) -> None:
        if not name:
            self.setWindowTitle(_("Hashiya"))
            return
        suffix = f" [{_('read-only')}]" if self.session.read_only else ""
        self.setWindowTitle(f"{isolate(name)}{suffix} — {_('Hashiya')}")

    def _show_next_step(self) -> None:
        if self.session.project is None:
            self.empty.show_step(
                _("No project is open"),
                _("A project is one file that holds the articles and everything labelled in them."),
                [self.actions_[each] for each in ("open_project", "new_project", "open_sample")],
            )
        else:
            self.empty.show_step(
                _("This project has no documents yet"),
                _("Import articles, or drop their files on this window."),
                [self.actions_["import_files"]],
            )

    def _position(self) -> int:
        bar = self.article.verticalScrollBar()
        return round(1000 * bar.value() / bar.maximum()) if bar.maximum() else 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = [each for each in event.mimeData().urls() if each.isLocalFile()]
        event.acceptProposedAction()
        self.project_handlers.take_files([each.toLocalFile() for each in urls])

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.reading:
            self.set_reading(reading=False)
        geometry.remember(self, (self._columns, self._side), self.session.settings)
        self.session.close()
        self._unsubscribe()
        super().closeEvent(event)


def _opened_sentence(name: str, count: int) -> str:
    return ngettext(
        "Opened “{name}”: {count} document.", "Opened “{name}”: {count} documents.", count
    ).format(name=isolate(name), count=number(count))


def _turns(row: ChangedRow, document_id: str) -> bool:
    """Whether a row of a change gave the document another direction."""
    before, after = row.before, row.after
    return (
        row.id == document_id
        and isinstance(before, Document)
        and isinstance(after, Document)
        and before.direction != after.direction
    )
