from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Argument
from annotator.core.text import Span, Spans
from annotator.ui.panels.frame_delegate import FrameRow
from annotator.ui.panels.frame_model import FRAME_ROLE
from annotator.ui.panels.quotes import NOBODY, QuotesPanel
from annotator.ui.theme import Theme
from tests.ui.conftest import made, type_text

Tag = Callable[..., str]
Find = Callable[[str], Spans]
FIRST, SECOND = "بشكل خاص أن العلاقة بين السياسة الخارجية الروسية", "بوضوح إننا مستعدون"


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> QuotesPanel:
    panel = QuotesPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(340, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def row(panel: QuotesPanel, quote: str) -> FrameRow:
    found = panel.model.index_of(quote).data(FRAME_ROLE)
    assert isinstance(found, FrameRow)
    return found


def test_an_empty_document_says_what_to_do_next(panel: QuotesPanel) -> None:
    assert "Select what was said" in panel._empty.text()


def test_a_quote_says_who_by_which_word_and_what(
    panel: QuotesPanel, tag: Tag, spans_of: Find
) -> None:
    person = tag("entity", "PERS", "لافروف")
    cue = Argument("cue", spans_of("قال لافروف")[0:1])
    quote = tag("quote", "direct", SECOND, cue, Argument("speaker", person))
    shown = row(panel, quote)
    assert [part.text for part in shown.parts] == ["لافروف", "قال لافروف"]
    assert shown.text.text == SECOND
    assert shown.letter == "Q"
    assert not shown.incomplete


def test_what_is_missing_is_said_in_words_and_what_is_implied_is_not_missing(
    panel: QuotesPanel, session: Session, tag: Tag
) -> None:
    quote = tag("quote", "direct", SECOND)
    assert [(part.text, part.kind) for part in row(panel, quote).parts] == [
        ("no speaker", "missing"),
        ("no cue", "missing"),
    ]
    session.set_attribute(quote, "speaker_kind", "implied")
    assert row(panel, quote).parts[0].text == "speaker implied"
    assert row(panel, quote).parts[0].kind == "quiet"


def test_incomplete_ones_stand_first_or_all_in_the_order_of_the_text(
    qtbot: QtBot, panel: QuotesPanel, session: Session, tag: Tag, spans_of: Find
) -> None:
    whole = tag(
        "quote", "direct", FIRST,
        Argument("cue", spans_of("أكدا")), Argument("speaker", spans_of("بوتين")),
    )  # fmt: skip
    lacking = tag("quote", "direct", SECOND)
    assert panel.model.groups() == [lacking, whole]
    qtbot.mouseClick(panel.lacking_first, Qt.MouseButton.LeftButton)
    assert panel.model.groups() == [whole, lacking]
    assert not session.settings.flag("panels.incomplete_first")


def test_a_quote_in_a_quote_stands_below_it_and_deeper(
    panel: QuotesPanel, session: Session, tag: Tag, spans_of: Find
) -> None:
    outer = tag("quote", "indirect", FIRST)
    span = spans_of(FIRST)[0]
    inner = made(session.tag("quote", "direct", (Span(span.start + 5, span.start + 12),)))
    assert panel.model.groups() == [outer, inner]
    assert [row(panel, each).depth for each in (outer, inner)] == [0, 1]
    assert "inside another quote" in panel.model.index_of(inner).data()
    session.delete([outer])
    assert row(panel, inner).depth == 0


def test_the_list_is_narrowed_by_speaker_whatever_the_spelling(
    panel: QuotesPanel, session: Session, tag: Tag, spans_of: Find
) -> None:
    first = tag("quote", "direct", FIRST, Argument("speaker", spans_of("الرئيس الروسي")))
    lavrov = tag("quote", "direct", SECOND, Argument("speaker", spans_of("لافروف")))
    alone = tag("quote", "direct", "مصالحة فورية")
    panel.facet.refill()
    names = [panel.facet.itemText(at) for at in range(panel.facet.count())]
    assert names[:2] == ["All speakers (3)", "No speaker (1)"]
    assert any("لافروف" in each and each.endswith("(1)") for each in names)
    at = next(at for at, each in enumerate(names) if "لافروف" in each)
    panel.facet.setCurrentIndex(at)
    panel.facet.activated.emit(at)
    assert panel.model.groups() == [lavrov]
    nobody = panel.facet.findData(NOBODY)
    panel.facet.setCurrentIndex(nobody)
    panel.facet.activated.emit(nobody)
    assert panel.model.groups() == [alone]
    session.add_argument(alone, "speaker", spans_of("بوتين"))
    assert panel.model.groups() == []
    assert "clear the search" in panel._empty.text()
    assert panel.facet.currentText() == "No speaker (0)"
    panel.facet.setCurrentIndex(0)
    panel.facet.activated.emit(0)
    assert set(panel.model.groups()) == {first, lavrov, alone}


def test_words_narrow_the_list_folded(panel: QuotesPanel, tag: Tag, spans_of: Find) -> None:
    tag("quote", "direct", FIRST)
    lavrov = tag("quote", "direct", SECOND, Argument("speaker", spans_of("لافروف")))
    type_text(panel.search, "لافـروف")
    assert panel.model.groups() == [lavrov]


def test_rows_read_as_the_article_does(panel: QuotesPanel, session: Session) -> None:
    assert panel.list.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert panel.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert session.document is not None
    session.set_direction(session.document.id, "ltr")
    assert panel.list.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_wide_panel_shows_columns_of_one_line(panel: QuotesPanel, tag: Tag, qtbot: QtBot) -> None:
    tag("quote", "direct", FIRST)
    narrow = panel.list.visualRect(panel.model.index(0, 0)).height()
    panel.resize(700, 500)
    qtbot.waitUntil(lambda: panel.list.visualRect(panel.model.index(0, 0)).height() < narrow)
    panel.resize(340, 500)
    qtbot.waitUntil(lambda: panel.list.visualRect(panel.model.index(0, 0)).height() == narrow)


def test_a_click_chooses_and_enter_goes_to_the_article(
    qtbot: QtBot, panel: QuotesPanel, tag: Tag
) -> None:
    quote = tag("quote", "direct", FIRST)
    place = panel.list.visualRect(panel.model.index_of(quote)).center()
    with qtbot.waitSignal(panel.annotation_chosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [quote]
    with qtbot.waitSignals([panel.annotation_chosen, panel.left], order="strict"):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_a_speaker_that_does_not_fit_is_marked_and_said(panel: QuotesPanel, tag: Tag) -> None:
    day = tag("entity", "DATE", "اليوم الاثنين")
    quote = tag("quote", "direct", FIRST, Argument("speaker", day))
    assert row(panel, quote).warns
    assert "“Date or time” does not fit “Speaker”" in panel.model.index_of(quote).data()


def test_other_layers_are_not_in_it(panel: QuotesPanel, tag: Tag) -> None:
    tag("entity", "PERS", "لافروف")
    tag("event", "Contact.Meet", "للحوار")
    assert panel.model.rowCount() == 0
