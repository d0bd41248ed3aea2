"""The mouse on the page, with real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, Argument
from annotator.core.text import Span, words
from annotator.ui.canvas import ArticleView
from tests.ui.canvas.conftest import ShowView

LEFT = Qt.MouseButton.LeftButton


def make(number: int, layer: str, label: str, *spans: Span, **more: object) -> Annotation:
    """An annotation of the document in the view."""
    return Annotation(f"a-{number:032x}", "d-1", "me", layer, label, spans, **more)  # type: ignore[arg-type]


def found(text: str, wanted: str) -> Span:
    """Where some text first occurs."""
    return Span(text.index(wanted), text.index(wanted) + len(wanted))


def point_at(view: ArticleView, offset: int, *, upstream: bool, inwards: float = 1.0) -> QPoint:
    """Where in the viewport the edge of a character is; it is scrolled into view."""
    assert view.page is not None
    at = max(0, min(offset - upstream, len(view.page.text) - 1))
    view.reveal(Span(at, at + 1))
    view.settle()
    place = view.page.place_of(offset, upstream=upstream)
    block = view.page.shown(view.page.blocks.at(offset, upstream=upstream)).layout
    rtl = block.is_rtl_at(at)
    x = place.x + inwards * (1 if rtl == upstream else -1)
    y = (place.top + place.bottom) / 2
    origin = view.origin()
    return QPoint(round(x + origin.x()), round(y + origin.y()))


def drag(view: ArticleView, span: Span, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press where a span starts, move to where it ends, and let go."""
    keys = modifiers or Qt.KeyboardModifier.NoModifier
    start = point_at(view, span.start, upstream=False)
    end = point_at(view, span.end, upstream=True)
    start = point_at(view, span.start, upstream=False)  # after any scrolling for the end
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT, keys, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, keys, end)


def click(view: ArticleView, offset: int, text: str = "") -> None:
    """Click in the middle of the character at an offset."""
    del text
    a = point_at(view, offset, upstream=False, inwards=4)
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, a)


def test_a_drag_over_a_name_on_a_wrapped_line_selects_exactly_that_name(
    show: ShowView, sample_text: str
) -> None:
    view = show(sample_text)
    span = found(sample_text, "فلاديمير بوتين")
    heard: list[object] = []
    view.selection_changed.connect(heard.append)
    drag(view, span)
    assert view.selection() == span
    assert heard[-1] == span


@pytest.mark.parametrize("width", [520, 760, 1100])
def test_a_drag_over_any_word_selects_that_word(
    show: ShowView, sample_text: str, width: int
) -> None:
    view = show(sample_text, width=width, height=6000)
    wrong = []
    for word in words(sample_text):
        drag(view, word)
        if view.selection() != word:
            wrong.append((word.text_in(sample_text), view.selection()))
    assert not wrong


@pytest.mark.parametrize(
    "before",
    [
        "سطر\r\nثان ",
        "😀👨\u200d👩\u200d👧 ",
        "می\u200cشود ",
        "قَالَ مُحَمَّدٌ ",
        "\u2067abc\u2069 ",
        "الســـلام ",
    ],
    ids=["crlf", "emoji", "zwnj", "tashkeel", "isolate", "tatweel"],
)
def test_what_stands_before_a_word_does_not_shift_its_selection(
    show: ShowView, before: str
) -> None:
    text = before + "ثم فلاديمير بوتين هنا"
    view = show(text)
    span = found(text, "فلاديمير بوتين")
    drag(view, span)
    assert view.selection() == span
    assert span.text_in(text) == "فلاديمير بوتين"


def test_a_drag_inside_one_word_selects_a_part_of_it(show: ShowView) -> None:
    text = "قالت وتاس أمس"
    view = show(text)
    drag(view, found(text, "تاس"))
    assert view.selection() == found(text, "تاس")


def test_a_drag_from_within_a_word_into_another_takes_both_whole(show: ShowView) -> None:
    text = "قال فلاديمير بوتين، أمس"
    view = show(text)
    drag(view, found(text, "مير بوت"))
    assert view.selection() == found(text, "فلاديمير بوتين")


def test_with_alt_a_drag_goes_by_graphemes(show: ShowView) -> None:
    text = "قال فلاديمير بوتين، أمس"
    view = show(text)
    drag(view, found(text, "مير بوت"), Qt.KeyboardModifier.AltModifier)
    assert view.selection() == found(text, "مير بوت")


def test_a_double_click_selects_the_word_and_a_third_click_the_quotation(
    show: ShowView,
) -> None:
    text = 'قال: "لن نتراجع عن هذا" ثم انصرف.'
    view = show(text)
    at = point_at(view, text.index("نتراجع") + 2, upstream=False, inwards=2)
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert view.selection() == found(text, "نتراجع")
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert view.selection() == found(text, "لن نتراجع عن هذا")


def test_shift_click_extends_the_selection(show: ShowView) -> None:
    text = "قال وزير الخارجية الروسي أمس"
    view = show(text)
    drag(view, found(text, "وزير"))
    at = point_at(view, found(text, "الروسي").end, upstream=True)
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, at)
    assert view.selection() == found(text, "وزير الخارجية الروسي")


def test_clicks_go_through_the_annotations_at_a_place(show: ShowView) -> None:
    text = "قال إن الرئيس الروسي سيصل"
    outer = make(1, "entity", "OCC", found(text, "الرئيس الروسي"))
    inner = make(2, "entity", "NORP", found(text, "الروسي"))
    quote = make(3, "quote", "indirect", found(text, "الرئيس الروسي سيصل"))
    view = show(text, [outer, inner, quote])
    heard: list[str] = []
    view.annotation_selected.connect(heard.append)
    for _ in range(4):
        click(view, text.index("الروسي") + 2)
    assert heard == [inner.id, outer.id, quote.id, inner.id]
    assert view.selected_annotation() == inner.id
    click(view, 1)
    assert heard[-1] == ""
    assert view.selected_annotation() == ""


def test_a_click_on_a_chip_selects_its_annotation(show: ShowView) -> None:
    text = "قال إن الرئيس الروسي سيصل"
    outer = make(1, "entity", "OCC", found(text, "الرئيس الروسي"))
    inner = make(2, "entity", "NORP", found(text, "الروسي"))
    view = show(text, [outer, inner])
    assert view.page is not None
    chips = {chip.owner: chip for chip in view.page.shown(0).scene.chips}
    for owner in (outer.id, inner.id):
        chip = chips[owner]
        origin = view.origin()
        at = QPoint(
            round(origin.x() + chip.left + chip.width / 2), round(origin.y() + chip.top + 8)
        )
        assert view.annotation_at(at) == owner
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
        assert view.selected_annotation() == owner


@pytest.mark.parametrize(
    ("edge", "to", "wanted"),
    [
        ("start", "وزير", "وزير الخارجية الروسي"),
        ("end", "أمس", "الخارجية الروسي أمس"),
        ("end", "الخارجية", "الخارجية"),
        ("start", "الروسي", "الروسي"),
    ],
)
def test_dragging_a_handle_wishes_for_other_spans(
    show: ShowView, qtbot: QtBot, edge: str, to: str, wanted: str
) -> None:
    text = "قال وزير الخارجية الروسي أمس"
    annotation = make(1, "entity", "OCC", found(text, "الخارجية الروسي"))
    view = show(text, [annotation])
    view.select_annotation(annotation.id)
    place = next(each.place for each in view.grips.of_selected() if each.edge == edge)
    target = found(text, to)
    end = point_at(
        view, target.start if edge == "start" else target.end, upstream=edge == "end", inwards=3
    )
    with qtbot.waitSignal(view.spans_change_requested) as caught:
        QTest.mousePress(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place.toPoint())
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert caught.args == [annotation.id, (found(text, wanted),)]


def test_in_fill_mode_a_selection_or_a_click_is_the_answer(show: ShowView) -> None:
    text = "قال الوزير إن الرئيس سيصل"
    president = make(1, "entity", "OCC", found(text, "الرئيس"))
    view = show(text, [president])
    heard: list[object] = []
    view.fill_requested.connect(heard.append)
    view.begin_fill("القائل")
    drag(view, found(text, "الوزير"))
    click(view, text.index("الرئيس") + 2)
    assert heard == [(found(text, "الوزير"),), president.id]
    assert view.selected_annotation() == ""
    view.end_fill()
    assert not view.filling()


def test_a_rejected_annotation_is_not_shown(show: ShowView) -> None:
    text = "قال الوزير"
    rejected = make(1, "entity", "OCC", found(text, "الوزير"), review="rejected")
    view = show(text, [rejected])
    assert view.annotation_at(point_at(view, 5, upstream=False)) == ""


def test_hidden_layers_are_not_hit(show: ShowView) -> None:
    text = "قال الوزير"
    shown = make(1, "entity", "OCC", found(text, "الوزير"))
    view = show(text, [shown])
    at = point_at(view, 6, upstream=False)
    assert view.annotation_at(at) == shown.id
    view.set_hidden(frozenset({"entity"}))
    assert view.annotation_at(at) == ""


def test_a_change_of_one_annotation_is_shown(show: ShowView) -> None:
    text = "قال الوزير أمس\nوقال الرئيس اليوم"
    before = make(1, "entity", "OCC", found(text, "الوزير"))
    after = make(1, "entity", "OCC", found(text, "الوزير أمس"))
    speaker = Argument("speaker", before.id)
    quote = make(2, "quote", "direct", found(text, "اليوم"), arguments=(speaker,))
    view = show(text, [before, quote])
    view.apply_rows([(before, after)])
    assert view.annotation_at(point_at(view, text.index("أمس") + 1, upstream=False)) == after.id
    # The quote's speaker moved with the mention.
    assert view.page is not None
    marks = view.page.marks.marks_in(0)
    assert {mark.spans for mark in marks} == {after.spans}
    view.apply_rows([(after, None)])
    assert view.annotation_at(point_at(view, text.index("أمس") + 1, upstream=False)) == ""
