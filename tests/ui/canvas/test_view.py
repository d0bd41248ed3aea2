"""The article view as a whole: what it shows, where it stays, what it tells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, Argument, Document
from annotator.core.schema import Schema
from annotator.core.text import Span, words
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.overlay import tooltip
from annotator.ui.fonts import latin_scale
from annotator.ui.theme import Theme
from tests.ui.canvas.conftest import ShowView, font_of
from tests.ui.canvas.test_view_mouse import drag, found, make
from tools.look_canvas import PAGES


def image_of(view: ArticleView) -> QImage:
    """What the view paints."""
    return view.viewport().grab().toImage()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [420, 1000])
@pytest.mark.parametrize("name", PAGES)
def test_nasty_pages_are_painted_and_no_chip_lies_on_another(
    show: ShowView, name: str, width: int, theme: str
) -> None:
    demo = PAGES[name]()
    view = show(
        demo.document.text, demo.annotations, width=width, direction=demo.document.direction
    )
    view.set_theme(Theme.load(theme))
    page = view.page
    assert page is not None
    for annotation in ["", *(each.id for each in demo.annotations if each.arguments)]:
        view.select_annotation(annotation)
        assert not image_of(view).isNull()
        for index in range(len(page.blocks)):
            boxes = [
                QRectF(chip.left, chip.top, chip.width, page.metrics.chip_height - 1)
                for chip in page.shown(index).scene.chips
            ]
            for i, box in enumerate(boxes):
                assert not any(box.intersects(other) for other in boxes[:i])


def test_selecting_a_frame_moves_no_line(show: ShowView) -> None:
    demo = PAGES["sample"]()
    view = show(demo.document.text, demo.annotations)
    page = view.page
    assert page is not None
    tops = [page.top(i) + page.shown(i).layout.height for i in range(len(page.blocks))]
    for annotation in demo.annotations:
        view.select_annotation(annotation.id, reveal=False)
        assert tops == [page.top(i) + page.shown(i).layout.height for i in range(len(page.blocks))]


def test_a_first_label_moves_no_line(show: ShowView, sample_text: str) -> None:
    view = show(sample_text)
    page = view.page
    assert page is not None
    for i in range(len(page.blocks)):
        page.shown(i)
    before = [page.top(i) for i in range(len(page.blocks))]
    mentions = [make(i, "entity", "PERS", word) for i, word in enumerate(words(sample_text)[::7])]
    below = [each for each in mentions if page.blocks.at(each.spans[0].start) > 0]
    view.apply_rows([(None, each) for each in below])
    assert before == [page.top(i) for i in range(len(page.blocks))]


def test_only_lines_of_a_title_make_room_when_they_get_a_label(
    show: ShowView, sample_text: str
) -> None:
    view = show(sample_text, width=500)
    page = view.page
    assert page is not None
    tight = [line.bottom - line.top for line in page.shown(0).layout.lines]
    view.apply_rows([(None, make(1, "entity", "PERS", words(sample_text)[0]))])
    first, *others = [line.bottom - line.top for line in page.shown(0).layout.lines]
    assert others
    assert first > tight[0] == tight[1]
    assert others == tight[1:]


def test_marks_lie_below_the_letters_and_within_their_line(show: ShowView) -> None:
    demo = PAGES["crowded"]()
    view = show(demo.document.text, demo.annotations)
    page = view.page
    assert page is not None
    for index in range(len(page.blocks)):
        shown = page.shown(index)
        for here, there in zip(shown.layout.lines, shown.layout.lines[1:], strict=False):
            assert here.bottom <= there.top
        for chip in shown.scene.chips:
            line = shown.layout.lines[chip.line]
            assert line.text_bottom < chip.top
            assert chip.top + page.metrics.chip_height <= line.bottom + 1


def test_a_change_repaints_only_its_own_paragraph(show: ShowView, sample_text: str) -> None:
    view = show(sample_text)
    page = view.page
    assert page is not None
    scenes = {i: page.shown(i).scene for i in range(len(page.blocks))}
    mention = make(1, "entity", "PERS", found(sample_text, "فلاديمير بوتين"))
    view.apply_rows([(None, mention)])
    changed = [i for i, scene in scenes.items() if page.shown(i).scene is not scene]
    assert changed == [page.blocks.at(mention.spans[0].start)]


def test_the_place_in_the_text_stays_when_the_width_or_the_size_changes(
    show: ShowView, sample_text: str
) -> None:
    view = show(sample_text, height=500)
    view.verticalScrollBar().setValue(900)
    view.settle()
    at = QPoint(view.viewport().width() // 2, 4)
    before = view.offset_at(at)[0]
    view.set_fonts(font_of(size=26), font_of("sans", 10))
    view.settle()
    assert abs(view.offset_at(at)[0] - before) < 100
    view.resize(640, 500)
    view.settle()
    assert abs(view.offset_at(QPoint(view.viewport().width() // 2, 4))[0] - before) < 120


def test_the_same_document_shown_again_keeps_its_place_and_selection(
    show: ShowView, sample_text: str, news_schema: Schema
) -> None:
    view = show(sample_text, height=500)
    document = Document("d-1", "test", "test", sample_text)
    view.set_selection(Span(1800, 1806))
    view.reveal(Span(1800, 1806))
    rect = view.character_rect(1800)
    assert view.verticalScrollBar().value() > 0
    view.set_article(document, [], news_schema)
    view.settle()
    assert view.selection() == Span(1800, 1806)
    assert view.character_rect(1800) == rect
    view.set_article(Document("d-2", "x", "x", sample_text), [], news_schema)
    assert view.selection() is None
    assert view.verticalScrollBar().value() == 0


def test_a_revealed_span_is_in_sight_also_far_down_a_long_text(
    show: ShowView, sample_text: str
) -> None:
    text = "\n".join([sample_text] * 30)
    view = show(text)
    for share in (0.9, 0.2, 0.55, 1.0, 0.0):
        start = min(len(text) - 5, int(len(text) * share))
        view.reveal(Span(start, start + 4))
        view.settle()
        rect = view.character_rect(start)
        assert rect.top() >= 0
        assert rect.bottom() <= view.viewport().height()


def test_a_paragraph_of_many_thousand_characters_is_laid_out_in_pieces(show: ShowView) -> None:
    text = "كلمة أخرى " * 4000
    view = show(text)
    page = view.page
    assert page is not None
    assert len(page.blocks) > 4
    laid_out = [i for i in range(len(page.blocks)) if page.is_laid_out(i)]
    assert len(laid_out) < len(page.blocks)
    # A span over the place where the pieces meet is one selection.
    cut = page.blocks[1].start
    span = Span(cut - 5, cut + 4)
    drag(view, span)
    assert view.selection() == span


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_direction_of_the_interface_leaves_the_article_alone(
    show: ShowView, direction: Qt.LayoutDirection, sample_text: str
) -> None:
    view = show(sample_text)
    view.setLayoutDirection(direction)
    QApplication.processEvents()
    span = found(sample_text, "شي جين بينج")
    drag(view, span)
    assert view.selection() == span


def test_paragraphs_have_their_own_directions(show: ShowView) -> None:
    text = "عنوان\nAn English paragraph here.\nوفقرة عربية هنا."
    view = show(text)
    page = view.page
    assert page is not None
    assert [block.direction for block in page.blocks.blocks] == ["rtl", "ltr", "rtl"]
    assert page.shown(1).layout.lines[0].left < 1
    assert page.shown(2).layout.lines[0].right > page.width - 1


def test_no_document_is_an_empty_page(show: ShowView) -> None:
    view = show("نص")
    view.set_article(None)
    theme = Theme.load("light")
    view.set_theme(theme)
    view.clearFocus()
    image = image_of(view)
    assert image.pixelColor(100, 100) == theme.roles.page
    assert view.annotation_at(QPoint(5, 5)) == ""
    assert view.selection() is None
    view.select_annotation("a-1")
    view.reveal(Span(0, 4))


def test_ctrl_and_the_wheel_wish_for_another_size(show: ShowView, qtbot: QtBot) -> None:
    view = show("نص")
    center = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        center, center, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(view.zoom_requested) as caught:
        view.wheelEvent(event)
    assert caught.args == [1]


def test_a_tooltip_names_the_label_the_text_and_the_roles(show: ShowView) -> None:
    text = "قال الوزير إننا سنعود غدا"
    quote = make(
        1, "quote", "direct", found(text, "سنعود غدا"),
        arguments=(Argument("speaker", (found(text, "الوزير"),)),), note="<انظر>",
    )  # fmt: skip
    view = show(text, [quote])
    assert view.page is not None
    said = tooltip(view.page, quote.id)
    assert "سنعود غدا" in said
    assert "الوزير" in said
    assert "&lt;انظر&gt;" in said
    assert 'dir="rtl"' in said


def test_a_selected_entity_is_painted_stronger(show: ShowView) -> None:
    text = "قال الوزير أمس"
    view = show(text, [make(1, "entity", "ORG", found(text, "الوزير"))])
    theme = Theme.load("light")
    view.set_theme(theme)
    rect = view.character_rect(text.index("الوزير") + 5)
    spot = QPoint(rect.center().x(), rect.top() + 4)
    plain = image_of(view).pixelColor(spot)
    view.select_annotation(f"a-{1:032x}")
    selected = image_of(view).pixelColor(spot)
    assert selected == theme.hue("orange").selected_fill
    assert plain != selected
    assert plain != theme.roles.page


def test_an_unknown_layer_or_label_is_no_error(show: ShowView) -> None:
    text = "قال الوزير أمس"
    view = show(
        text,
        [
            make(1, "nowhere", "X", found(text, "الوزير")),
            make(2, "entity", "NOSUCH", found(text, "أمس")),
            Annotation("a-3", "d-1", "me", "relation", "X", (), (Argument("from", "a-9"),)),
        ],
    )
    assert not image_of(view).isNull()
    assert QColor(view.palette().color(QPalette.ColorRole.Window)).isValid()


def test_latin_beside_arabic_is_set_smaller_and_its_lines_closer(show: ShowView) -> None:
    arabic, english = "وصل الوزير إلى القاهرة.", "The minister arrived in Cairo."
    view = show(f"عنوان\n{arabic}\n{english}")
    page = view.page
    assert page is not None
    ours, theirs = page.shown(1).layout.lines[0], page.shown(2).layout.lines[0]
    assert theirs.text_bottom - theirs.top < ours.text_bottom - ours.top
    sizes = [page.metrics.style("body", way).font.pointSizeF() for way in ("rtl", "ltr")]
    assert sizes[1] == pytest.approx(sizes[0] * latin_scale())
