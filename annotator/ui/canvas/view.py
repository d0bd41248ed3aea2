"""The article with its annotations: the widget that annotators look at all day.

It shows a document and tells what its user wishes; it changes nothing itself. All offsets that
come in or go out are code points of the document's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.app.candidates import Finder
from annotator.app.shown import Shown
from annotator.app.translation import _
from annotator.core.model import Annotation, Document
from annotator.core.schema import Schema
from annotator.core.text import Direction, Span, Spans, Utf16Index, cycle_clitic, envelope
from annotator.ui.canvas import accessible, overlay
from annotator.ui.canvas.aim import Aim
from annotator.ui.canvas.extents import Edge
from annotator.ui.canvas.grips import Grips, cursor_over
from annotator.ui.canvas.hint_mode import HintMode
from annotator.ui.canvas.hints import Target
from annotator.ui.canvas.hits import Hit, crowd_at, stack_at
from annotator.ui.canvas.jumps import Jumps, Leap
from annotator.ui.canvas.keys import Keys
from annotator.ui.canvas.known import KnownNames
from annotator.ui.canvas.link_drag import LinkDrag
from annotator.ui.canvas.mouse import Mouse
from annotator.ui.canvas.page import Page
from annotator.ui.canvas.painter import PagePainter, ViewState
from annotator.ui.canvas.prelayout import Prelayout
from annotator.ui.canvas.proposed import ProposedPart, paint_proposal
from annotator.ui.canvas.repaint import Looks
from annotator.ui.canvas.seen_view import SeenView
from annotator.ui.canvas.selection import Selection


class ArticleView(SeenView):
    """Shows one document; see the module's docstring. The signals say what the user wishes."""

    selection_changed = Signal(object)
    """Span | None: the selected text, snapped and trimmed."""
    annotation_selected = Signal(str)
    """The id of the annotation that the user selected, or the empty string."""
    spans_change_requested = Signal(str, object)
    """An annotation's id and the Spans that the user wants it to have."""
    fill_requested = Signal(object)
    """What is to fill the role that `begin_fill` asked for: an annotation's id or Spans."""
    context_menu_requested = Signal(object, str)
    """Where (a global QPoint), and the id of the annotation there or the empty string."""
    zoom_requested = Signal(int)
    """By how many steps the user wants larger (or smaller) text."""

    hints_changed = Signal(bool)
    """Hint letters are shown, or not any more."""

    delete_requested = Signal(str)
    """The id of the annotation that a click with Ctrl and the right button is on."""
    stack_requested = Signal(object, object)
    """Where (a global QPoint) a choice is wanted among these annotations (a list of ids)."""
    link_requested = Signal(str, object, object)
    """A line was drawn from an annotation (its id) to a filler (an id or Spans), and where."""
    aimed = Signal()
    """What keys mean where nothing is selected is something else now; see `aim.Aim`."""
    selected_by_mouse = Signal(object)
    """Span: the mouse has selected this text, and the button is up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = Selection("")
        self.snapping = True
        self.detaching = True
        self._link: LinkDrag | None = None
        self.state = ViewState()
        self._role_name = ""
        self._fillers: tuple[str, ...] = ()
        self._holder = ""
        self._units: Utf16Index | None = None
        self._known = KnownNames()
        self._proposed: tuple[ProposedPart, ...] = ()
        self._targets: tuple[Spans, ...] = ()
        self._jumps = Jumps(self)
        self.hints = HintMode(self)
        self.aim = Aim(self)
        self.grips = Grips(self)
        self._mouse = Mouse(self)
        self._keys = Keys(self)
        self._prelayout = Prelayout(self)
        accessible.install()
        self.setAccessibleName(_("Article"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def set_article(
        self,
        document: Document | None,
        annotations: Iterable[Annotation] = (),
        schema: Schema | None = None,
    ) -> None:
        """Show a document from its top, or nothing.

        The document that is shown already keeps its place, its selection and its selected
        annotation, as far as that still exists.
        """
        self._mouse.cancel()
        known = self._document
        same = known is not None and document is not None and known.id == document.id
        same = same and self.chosen.text == (document.text if document else "")
        self._document = document
        self._annotations = tuple(annotations)
        self._schema = schema
        self._known.load(document.text if document else "", self.annotations(), schema)
        self._jumps.forget()
        if not same:
            self.aim.leave()
            self.state = ViewState(focused=self.hasFocus(), filling=self.state.filling)
            self.chosen = Selection(document.text if document else "")
            self.set_found(())
            self._units = None
        self.rebuild()
        if not same:
            self.verticalScrollBar().setValue(0)
            accessible.announce(self, document.title if document else "")

    def apply_rows(self, rows: Iterable[tuple[Annotation | None, Annotation | None]]) -> None:
        """Show that annotations came, changed or went: each as (before, after)."""
        page = self.page
        if page is None:
            return
        rows = list(rows)
        linked = bool(page.marks.roles_of(self._active_frame()))
        touched = page.marks.apply(rows)
        looks, origin = Looks(page, touched), self.origin()
        self._known.apply(rows)
        self._jumps.apply(rows)
        self.grips.forget()
        self._annotations = None  # made when asked for
        self._forget_gone()
        self.hints.stop()
        moved = page.refresh(touched)
        page.set_active("")
        self._activate()
        self.map.apply(rows)
        if self.aim.look_again():
            self._show_aim()
        if moved:
            self.settle()
        linked = linked or bool(page.marks.roles_of(self._active_frame()))
        if linked or self.origin() != origin:
            self.viewport().update()  # links run anywhere
        else:
            self.update_stretches(looks.changed())

    def set_shown(self, shown: Shown) -> None:
        """Show the annotations of these annotators, with their signs."""
        self._jumps.forget()
        super().set_shown(shown)

    def set_language(self, code: str) -> None:
        """Name labels, roles and the view itself in this language."""
        self.setAccessibleName(_("Article"))
        self.map.retranslate()
        super().set_language(code)

    def set_snapping(self, on: bool) -> None:
        """Whether a drag snaps to words; Alt does for one drag what this does for all."""
        self.snapping = on

    def paragraph_at_caret(self) -> tuple[int, Direction]:
        """Where the paragraph of the caret starts, and the direction in which it is set."""
        page = self.page
        if page is None:
            return 0, self.direction()
        index = page.blocks.at(self.caret_or_visible(), upstream=self.chosen.upstream)
        while not page.blocks[index].first:
            index -= 1
        return page.blocks[index].start, page.blocks[index].direction

    def direction_at(self, offset: int) -> Direction:
        """The direction in which the paragraph at an offset is set."""
        page = self.page
        return page.blocks[page.blocks.at(offset)].direction if page else self.direction()

    def set_detaching(self, on: bool) -> None:
        """Whether a selected word leaves out what is attached to a name that is known."""
        self.detaching = on

    def detached(self, span: Span) -> Span:
        """A span without what is attached to a known name, if the setting asks for that."""
        return self._known.detached(span) if self.detaching and self.snapping else span

    def next_candidate(self, *, backwards: bool = False) -> Leap:
        """Select the next untagged name, quotation, number or date; see `jumps.Jumps`."""
        return self._jumps.candidate(backwards=backwards)

    def next_paragraph(self, *, backwards: bool = False, extend: bool = False) -> None:
        """Select the first word of the next paragraph; or select as far as that."""
        self._jumps.paragraph(backwards=backwards, extend=extend)

    def take(self, span: Span) -> None:
        """Select this text as the user's own doing, and bring it into view."""
        self.chosen.take(span)
        self.reveal(span)
        self.selection_moved()

    def selection(self) -> Span | None:
        """The selected text, or None."""
        return self.chosen.span

    def set_selection(self, span: Span | None) -> None:
        """Select this text, or none."""
        had_none = self.chosen.span is None
        self.chosen.take(span)
        if span is not None or not had_none:
            self.selection_moved()

    def selected_annotation(self) -> str:
        """The id of the selected annotation, or the empty string."""
        return self.state.selected

    def selected(self) -> Annotation | None:
        """The selected annotation, or None."""
        return self.page.marks.annotation(self.state.selected) if self.page else None

    def select_annotation(self, annotation_id: str, *, reveal: bool = True) -> None:
        """Show this annotation as selected (none for the empty string), without a signal."""
        page = self.page
        known = page.marks.annotation(annotation_id) if page else None
        self.state.selected = annotation_id if known is not None else ""
        self._activate()
        if known is not None and page is not None and reveal:
            self._reveal_frame(page, known)
        self.viewport().update()

    def annotation_at(self, point: QPoint) -> str:
        """The id of the smallest annotation at a point of the viewport, or the empty string."""
        stack = self.hit_at(QPointF(point)).stack
        return stack[0] if stack else ""

    def _reveal_frame(self, page: Page, annotation: Annotation) -> None:
        """Reveal an annotation, with its arguments where all of it fits into the view."""
        roles = page.marks.roles_of(annotation.id)
        self.reveal_around(annotation.spans, [span for role in roles for span in role.spans])

    def reveal_around(self, spans: Sequence[Span], others: Sequence[Span]) -> None:
        """Bring spans into view, with others where all of it fits."""
        page = self.page
        if page is None or not (spans or others):
            return
        whole = envelope((*spans, *others))
        top, bottom = page.vertical_extent(whole)
        fits = bottom - top < self.viewport().height() - self._foot - 128
        self.reveal(whole if fits or not spans else envelope(spans))

    def set_proposal(self, parts: Sequence[ProposedPart]) -> None:
        """Show a proposal by its parts, or none."""
        self._proposed = tuple(parts)
        self.viewport().update()

    def begin_fill(
        self,
        role_name: str,
        fillers: Iterable[str] = (),
        holder: str = "",
        *,
        hints: bool = False,
        targets: Iterable[Spans] = (),
    ) -> None:
        """Ask for what fills a role: the next text selected or annotation clicked is the answer.

        `fillers` are those of the schema's role, `holder` the id of the frame that it belongs to;
        with `hints`, letters lead to what fits: to `targets` before all, if there are any.
        """
        self._targets = tuple(targets)
        self.state.filling = True
        self._role_name = role_name
        self._fillers, self._holder = tuple(fillers), holder
        if hints:
            self.hints.start()
        self.viewport().update()

    def end_fill(self) -> None:
        """Stop asking."""
        self.state.filling = False
        self._targets = ()
        self.hints.stop()
        self.viewport().update()

    def filling(self) -> bool:
        """Whether the view is asking for what fills a role."""
        return self.state.filling

    def fillers(self) -> tuple[str, ...]:
        """What the schema lets fill the role that waits."""
        return self._fillers

    def targets(self) -> tuple[Spans, ...]:
        """The stretches that are most likely to fill the role that waits."""
        return self._targets

    def holder(self) -> str:
        """The id of the frame whose role waits."""
        return self._holder

    def show_hints(self) -> None:
        """Put letters on what is in view; a second time, take them away or show more of them."""
        if self.hints.active:
            self.hints.again()
        else:
            self.hints.start()
        self.setFocus()

    def hints_moved(self) -> None:
        """Show the hints anew and tell whether there are any."""
        self.viewport().update()
        self.hints_changed.emit(self.hints.active)

    def takes_key(self, key: int) -> bool:
        """Whether a key without Ctrl or Alt is for the hints now, before it means a label."""
        return self.hints.takes(key)

    def take_target(self, target: Target) -> None:
        """Go where a hint leads: select it, or fill the role that waits with it."""
        if target.annotation:
            self.choose(target.annotation)
            if not self.state.filling:
                self.put_caret(target.span.start)
        elif self.state.filling:
            self.fill_requested.emit(target.spans)
        else:
            self.take(target.span)

    def finder(self) -> Finder:
        """What finds candidates in the document as it is."""
        return self._jumps.finder()

    def fill_with_selection(self) -> bool:
        """Answer with the selected text; return whether there was some."""
        span = self.chosen.span
        if span is None:
            return False
        self.fill_requested.emit((span,))
        return True

    def escape(self) -> bool:
        """Give up what is under way, else clear the selection; return whether there was any."""
        if self._mouse.cancel():
            return True
        if not self.state.filling and self.hints.stop():
            return True
        if self.state.filling:
            self.end_fill()
            return False  # the window ends its part of it
        was_aiming = self.aim.leave()
        if self.chosen.span is not None:
            self.chosen.clear()
            self.selection_moved()
        elif self.state.selected:
            self.choose("")
        elif not was_aiming:
            return False
        self.leave_aim()
        return True

    def copy(self) -> None:
        """Put the selected text, or that of the selected annotation, into the clipboard."""
        page, annotation = self.page, self.selected()
        if page is None:
            return
        span = self.chosen.span or (annotation.envelope if annotation else None)
        if span is not None:
            QGuiApplication.clipboard().setText(span.text_in(page.text))

    def cycle_clitic(self) -> bool:
        """Take an attached clitic out of the selection, or of the selected annotation, or in."""
        page, annotation = self.page, self.aimed_annotation()
        if page is None:
            return False
        if self.chosen.span is not None:
            self.chosen.take(cycle_clitic(page.text, self.chosen.span))
            self.selection_moved()
            return True
        if annotation is not None and len(annotation.spans) == 1:
            span = cycle_clitic(page.text, annotation.spans[0])
            if span != annotation.spans[0]:
                self.spans_change_requested.emit(annotation.id, (span,))
            return True
        return False

    def move_edge(self, edge: Edge, *, left: bool, by_word: bool = True) -> None:
        """Wish for an edge of the selected annotation to move to the left or right on screen."""
        self._keys.move_edge(edge, left=left, by_word=by_word)

    def choose(self, annotation_id: str) -> None:
        """Select an annotation as the user's own doing, or fill a role with it."""
        if self.state.filling and annotation_id:
            self.fill_requested.emit(annotation_id)
            return
        if self.chosen.span is not None:
            self.chosen.clear()
            self.selection_moved()
        if annotation_id != self.state.selected:
            self.state.selected = annotation_id
            self._activate()
            self.viewport().update()
            self.annotation_selected.emit(annotation_id)

    def selection_moved(self) -> None:
        """Show the selection anew and tell of it."""
        if not self.state.filling:
            self.hints.stop()
        self.viewport().update()
        if self.aim.follow_caret():
            self._show_aim()
        self.selection_changed.emit(self.chosen.span)
        accessible.tell_caret(self, self.units())

    def selection_finished(self) -> None:
        """A drag or double click is over: in fill mode, its text is the answer."""
        if self.state.filling:
            self.fill_with_selection()
        elif self.chosen.span is not None:
            self.selected_by_mouse.emit(self.chosen.span)

    def crowd_at(self, point: QPointF) -> list[str]:
        """The annotations that a chip `+n` at a point of the viewport stands for."""
        return crowd_at(self.page, point - self.origin()) if self.page else []

    def cycle_stack(self) -> None:
        """Select the next of the annotations that lie on one another at the caret."""
        page = self.page
        if page is None:
            return
        span, offset = self.chosen.span, self.caret_or_visible()
        at = span.start if span else max(0, offset - self.chosen.upstream)
        stack = stack_at(page, at)
        if stack:
            chosen = self.state.selected
            following = stack.index(chosen) + 1 if chosen in stack else 0
            self.choose(stack[following % len(stack)])
            self.put_caret(at)

    def choose_for_link(self, link: LinkDrag | None) -> None:
        """Draw a line from an annotation, which is selected; None draws none any more."""
        self._link = link
        if link is not None and self.state.selected != link.source:
            self.state.selected = link.source
            self._activate()
            self.annotation_selected.emit(link.source)
        self.viewport().update()

    def finish_link(self, link: LinkDrag, place: QPoint) -> None:
        """The line was let go: wish for what it means."""
        self.choose_for_link(None)
        if link.end is not None:
            filler = link.end.annotation or link.end.spans
            self.link_requested.emit(link.source, filler, place)

    def caret_moved(self) -> None:
        """Keep the caret in sight after a key moved it."""
        page = self.page
        if page is None:
            return
        offset = self.chosen.offset
        start = max(0, min(offset - 1 if self.chosen.upstream else offset, len(page.text) - 1))
        if page.text:
            self.reveal(Span(start, start + 1))
        self.selection_moved()

    def hover(self, point: QPointF | None) -> None:
        """Show what lies under the mouse as hovered, and aim at it."""
        hit = self.hit_at(point) if point is not None else Hit()
        grip = self.grips.pass_over(point)
        if point is not None:
            cursor_over(self, grip, on_chip=hit.on_chip, over=bool(hit.stack))
        if self.aim.follow_pointer(point):
            self.viewport().update()
            self.aimed.emit()
        self._set_hovered(hit.stack[0] if hit.stack else "")

    def leave_aim(self) -> None:
        """Aim at nothing until the pointer or the caret is moved."""
        self.aim.leave()
        self._show_aim()

    def aimed_annotation(self, layer: str = "") -> Annotation | None:
        """The annotation that keys mean: the selected one, else the one that is aimed at."""
        return self.selected() or self.aim.annotation(layer)

    def _show_aim(self) -> None:
        """What is aimed at is shown as hovered."""
        stack = self.aim.stack
        self._set_hovered(stack[0] if stack else "")
        self.viewport().update()
        self.aimed.emit()

    def _set_hovered(self, owner: str) -> None:
        if owner != self.state.hovered:
            self.state.hovered = owner
            self._activate()
            self.viewport().update()

    def set_preview(self, spans: Spans) -> None:
        """Show where the selected annotation would lie."""
        if spans != self.state.preview:
            self.state.preview = spans
            self.viewport().update()

    def units(self) -> Utf16Index:
        """Converts offsets for the accessibility interface, which counts as Qt does."""
        if self._units is None:
            self._units = Utf16Index(self.page.text if self.page else "")
        return self._units

    def put_caret(self, offset: int) -> None:
        """Put the caret somewhere and select nothing."""
        self.chosen.put(offset)
        self.caret_moved()

    def caret_or_visible(self) -> int:
        """The caret's offset where it is in sight, else the first offset that is."""
        page = self.page
        if page is None:
            return 0
        place = page.place_of(self.chosen.offset, upstream=self.chosen.upstream)
        y = place.top + self.origin().y()
        if 0 <= y < self.viewport().height():
            return self.chosen.offset
        return page.hit(page.width, -self.origin().y() + 1)[0]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen of the page."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.roles.page)
        page = self.page
        if page is not None:
            self.settle()
            self.state.focused = self.hasFocus()
            self.state.selection = self.chosen.span
            origin = self.origin()
            area = QRectF(event.rect())
            self.paint_under(painter, page, origin, area)
            PagePainter(self._theme).paint(painter, page, self.state, origin, area)
            self.paint_over(painter, page, origin, area)
            self.aim.paint(painter, page, self._theme)
            if self._proposed:
                paint_proposal(painter, page, self._proposed, self._theme, origin, area)
            self.grips.paint(painter, page, self._theme)
            if self.hasFocus():
                overlay.paint_caret(painter, page, self.chosen, origin, self._theme)
            if self._link is not None:
                self._link.paint(painter, self._theme)
            if self.hints.active:
                self.hints.paint(painter, page, self._theme)
            if self.state.filling:
                overlay.paint_banner(
                    painter, QRectF(self.viewport().rect()), self._role_name, self._chip_font,
                    self._theme, self.layoutDirection(), letters=self.hints.active,
                )  # fmt: skip
        if self.hasFocus():
            overlay.paint_focus(painter, QRectF(self.viewport().rect()), self._theme)
        painter.end()
        self._prelayout.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See `mouse.Mouse.press`."""
        self.hints.stop()
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See `mouse.Mouse.move`."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `mouse.Mouse.release`."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See `mouse.Mouse.double_click`."""
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Wish for a context menu, at the selected annotation if a key asked for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            grips = self.grips.of_selected()
            at = grips[-1].place.toPoint() if grips else self.viewport().rect().center()
            self.context_menu_requested.emit(self.viewport().mapToGlobal(at), self.state.selected)
            return
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.context_menu_requested.emit(event.globalPos(), self.annotation_at(event.pos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the page's own keys and leave the others to the window."""
        if self._keys.press(event):
            event.accept()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl wish for another text size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_requested.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        if self.aim.look_again():
            self._show_aim()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is gone."""
        super().focusOutEvent(event)
        if self.aim.look_again():
            self._show_aim()
        self.hints.stop()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips, and the mouse leaving."""
        if event.type() == QEvent.Type.Leave:
            self.hover(None)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)
            return True
        return super().viewportEvent(event)

    def _active_frame(self) -> str:
        """The frame whose arguments and links are shown: the hovered one, else the selected."""
        page = self.page
        for each in (self.state.hovered, self.state.selected):
            annotation = page.marks.annotation(each) if page and each else None
            if annotation is not None and annotation.arguments:
                return each
        return ""

    def rebuilt(self) -> None:
        """Show what was selected on the page that was made anew."""
        super().rebuilt()
        self._forget_gone()
        self._activate()
        self.hints.stop()

    def has_fixed(self) -> bool:
        """Whether hints, a link that is being drawn or the banner of fill mode are painted."""
        return self.hints.active or self._link is not None or self.state.filling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The scroll bar moved: paint again, with hints for what is seen now."""
        super().scrollContentsBy(dx, dy)
        self.hints.follow()

    def _forget_gone(self) -> None:
        marks = self.page.marks if self.page else None
        if marks is None or marks.annotation(self.state.selected) is None:
            self.state.selected = ""
        if marks is None or marks.annotation(self.state.hovered) is None:
            self.state.hovered = ""

    def _activate(self) -> None:
        if self.page is not None:
            frame = self._active_frame()
            self.state.hovered_frame = bool(frame) and frame == self.state.hovered
            self.page.set_active(frame)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        page = self.page
        owner = self.annotation_at(event.pos())
        if page is None or not owner:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPos(), overlay.tooltip(page, owner), self.viewport())
