from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Annotation, Argument, Document
from annotator.core.schema import Schema, read_schema_file
from annotator.core.text import Span, Spans
from annotator.ui.panels.annotation_model import ID_ROLE, ROW_ROLE, AnnotationModel, Row
from annotator.ui.panels.annotations import AnnotationsPanel
from annotator.ui.theme import Theme
from tests.conftest import ROOT
from tests.ui.conftest import type_text

Tag = Callable[..., str]

DOCUMENT = Document("d-1", "test", "test", "كتب زيد إلى عمرو")
SCHEMA = read_schema_file(ROOT / "seeds" / "schemas" / "news.toml")


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> AnnotationsPanel:
    panel = AnnotationsPanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def texts(panel: AnnotationsPanel) -> list[str]:
    """What the rows that can be seen say, roles indented."""
    model = panel.model
    found = []
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        found.append(f"  {index.data()}" if index.data(ROW_ROLE).role else str(index.data()))
    return found


def row_of(panel: AnnotationsPanel, annotation_id: str) -> QModelIndex:
    return panel.model.index_of(annotation_id)


def below(panel: AnnotationsPanel, annotation_id: str, part: int) -> QModelIndex:
    return panel.model.index(panel.model.row_of(annotation_id, part), 0)


def click(qtbot: QtBot, panel: AnnotationsPanel, index: QModelIndex) -> None:
    place = panel.list.visualRect(index).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_an_empty_document_says_what_to_do_next(panel: AnnotationsPanel) -> None:
    assert "press the key of a label" in panel._empty.text()
    assert panel._empty.isVisible()


def test_annotations_stand_in_reading_order(panel: AnnotationsPanel, tag: Tag) -> None:
    tag("entity", "PERS", "لافروف")
    tag("entity", "PERS", "فلاديمير بوتين")
    tag("entity", "NORP", "الروسي")
    tag("entity", "OCC", "الرئيس الروسي، فلاديمير"[:13])
    assert texts(panel) == [
        "Nationality or group: الروسي",
        "Office or title: الرئيس الروسي",
        "Person: فلاديمير بوتين",
        "Person: لافروف",
    ]


def test_roles_stand_below_and_a_missing_one_says_so(panel: AnnotationsPanel, tag: Tag) -> None:
    person = tag("entity", "PERS", "لافروف")
    tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    assert texts(panel)[1:] == [
        "Direct: بوضوح إننا مستعدون",
        "  Cue: still empty",
        "  Speaker: لافروف",
    ]
    row = panel.model.index(1, 0).data(ROW_ROLE)
    assert isinstance(row, Row)
    assert row.incomplete
    assert row.fold is True


def test_roles_are_folded_away_by_key_and_by_mouse(
    qtbot: QtBot, panel: AnnotationsPanel, tag: Tag
) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    tag("event", "Contact.Meet", "للحوار")
    full = texts(panel)
    panel.list.setFocus()
    panel.select_annotation(quote)
    qtbot.keyClick(panel.list, Qt.Key.Key_Left)
    folded = [each for each in full if each not in ("  Cue: still empty", "  Speaker: still empty")]
    assert texts(panel) == folded
    arrow = panel.list.visualRect(row_of(panel, quote)).topLeft() + QPoint(8, 8)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert texts(panel) == full


def test_the_left_arrow_in_a_role_goes_up_to_its_annotation(
    qtbot: QtBot, panel: AnnotationsPanel, tag: Tag
) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    panel.annotation_chosen.connect(panel.select_annotation)
    panel.list.setFocus()
    panel.list.choose_row(below(panel, quote, 2))
    qtbot.keyClick(panel.list, Qt.Key.Key_Left)
    assert panel.list.currentIndex() == row_of(panel, quote)


def test_enter_chooses_and_gives_the_keys_to_the_article(
    qtbot: QtBot, panel: AnnotationsPanel, tag: Tag
) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون")
    panel.list.choose_row(row_of(panel, quote))
    with qtbot.waitSignals([panel.annotation_chosen, panel.left], order="strict"):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_a_reader_hears_everything_that_the_marks_show(
    panel: AnnotationsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    quote = tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    session.set_review([quote], "question")
    session.set_note(quote, "انظر آخر الفقرة")
    spoken = row_of(panel, quote).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in (
        "Quotes, Direct",
        "بوضوح إننا مستعدون",
        "Speaker: لافروف (Person)",
        "Cue: still empty",
        "Incomplete",
        "question",
        "انظر آخر الفقرة",
    ):
        assert part in spoken


def test_a_click_chooses_and_a_role_chooses_its_filler(
    qtbot: QtBot, panel: AnnotationsPanel, tag: Tag, spans_of: Callable[[str], Spans]
) -> None:
    person = tag("entity", "PERS", "لافروف")
    cue = spans_of("قال لافروف")
    quote = tag(
        "quote",
        "direct",
        "بوضوح إننا مستعدون",
        Argument("cue", cue),
        Argument("speaker", person),
    )
    chosen: list[str] = []
    spans: list[object] = []
    panel.annotation_chosen.connect(chosen.append)
    panel.spans_chosen.connect(spans.append)
    click(qtbot, panel, row_of(panel, quote))
    click(qtbot, panel, below(panel, quote, 2))
    click(qtbot, panel, below(panel, quote, 1))
    assert chosen == [quote, person, quote]
    assert spans == [cue]


def test_the_arrow_keys_go_through_the_list_roles_included(
    qtbot: QtBot, panel: AnnotationsPanel, tag: Tag, spans_of: Callable[[str], Spans]
) -> None:
    quote = tag("quote", "direct", "بوضوح إننا مستعدون", Argument("cue", spans_of("قال لافروف")))
    event = tag("event", "Contact.Meet", "للحوار")
    panel.annotation_chosen.connect(panel.select_annotation)  # as the window does
    chosen: list[str] = []
    panel.annotation_chosen.connect(chosen.append)
    panel.list.setFocus()
    panel.select_annotation(event)
    for _step in range(4):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    # event, its empty role, the quote, its cue, its empty speaker
    assert chosen == [event, quote, quote, quote]
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.list, Qt.Key.Key_Escape)


def test_deleting_a_row_chooses_no_other(
    panel: AnnotationsPanel, session: Session, tag: Tag
) -> None:
    first = tag("entity", "PERS", "لافروف")
    tag("entity", "PERS", "فلاديمير بوتين")
    panel.select_annotation(first)
    chosen: list[str] = []
    panel.annotation_chosen.connect(chosen.append)
    session.delete([first])
    assert chosen == []
    assert texts(panel) == ["Person: فلاديمير بوتين"]


def test_layers_and_words_narrow_the_list_whatever_the_spelling(
    qtbot: QtBot, panel: AnnotationsPanel, tag: Tag
) -> None:
    tag("entity", "ORG", "سبوتنيك")
    tag("entity", "PERS", "لافروف")
    tag("event", "Contact.Meet", "للحوار")
    buttons = panel.layer_buttons()
    assert buttons is not None
    assert buttons.button("entity").text() == "Entities 2"
    assert buttons.button("").text() == "All 3"
    qtbot.mouseClick(buttons.button("event"), Qt.MouseButton.LeftButton)
    assert texts(panel)[0] == "Meeting: للحوار"
    assert panel.layer() == "event"
    qtbot.mouseClick(buttons.button(""), Qt.MouseButton.LeftButton)
    type_text(panel.search, "سبوتنيـك")
    assert texts(panel) == ["Organisation: سبوتنيك"]
    type_text(panel.search, "ء")
    assert "clear the search" in panel._empty.text()


def test_a_change_of_a_mention_shows_where_it_fills_a_role(
    panel: AnnotationsPanel, session: Session, tag: Tag, spans_of: Callable[[str], Spans]
) -> None:
    person = tag("entity", "PERS", "لافروف")
    tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    session.set_spans(person, spans_of("سيرجى لافروف"))
    assert "  Speaker: سيرجى لافروف" in texts(panel)


def test_only_the_touched_rows_change(panel: AnnotationsPanel, session: Session, tag: Tag) -> None:
    first = tag("entity", "PERS", "فلاديمير بوتين")
    tag("entity", "PERS", "لافروف")
    resets: list[object] = []
    touched: list[int] = []
    panel.model.modelReset.connect(lambda: resets.append(True))
    panel.model.dataChanged.connect(lambda top, _bottom: touched.append(top.row()))
    session.relabel(first, "ORG")
    assert not resets
    assert set(touched) == {0}


def test_undo_back_to_the_empty_article_and_forward_again(
    panel: AnnotationsPanel, session: Session, tag: Tag
) -> None:
    person = tag("entity", "PERS", "لافروف")
    tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    session.delete([person])
    full = texts(panel)
    for _step in range(3):
        session.undo()
    assert texts(panel) == []
    for _step in range(3):
        session.redo()
    assert texts(panel) == full


def spans() -> st.SearchStrategy[Span]:
    length = len(DOCUMENT.text)
    pairs = st.tuples(st.integers(0, length - 1), st.integers(1, 5))
    return pairs.map(lambda pair: Span(pair[0], min(pair[0] + pair[1], length)))


@st.composite
def some_annotation(draw: st.DrawFn) -> Annotation:
    """An annotation out of few ids, so that they refer to one another and come again."""
    name = f"a-{draw(st.integers(0, 5))}"
    layer, label = draw(
        st.sampled_from([("entity", "PERS"), ("quote", "direct"), ("event", "Contact.Meet")])
    )
    targets = st.integers(0, 5).map(lambda number: f"a-{number}")
    fillers = st.one_of(targets, spans().map(lambda span: (span,)))
    roles = st.sampled_from(["speaker", "cue", "participant", "unheard"])
    arguments = draw(st.lists(st.builds(Argument, roles, fillers), max_size=3))
    return Annotation(name, "d-1", "a", layer, label, (draw(spans()),), tuple(arguments), note="ن")


@given(
    st.lists(st.one_of(some_annotation(), st.integers(0, 5)), max_size=12),
    st.sampled_from(["", "entity", "quote"]),
    st.sampled_from(["", "ز"]),
)
def test_the_model_is_the_same_whether_told_of_changes_or_of_all(
    steps: list[Annotation | int], layer: str, words: str
) -> None:
    model = AnnotationModel()
    model.set_layer(layer)
    model.set_text(words)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_article(DOCUMENT, [], SCHEMA)
    kept: dict[str, Annotation] = {}
    for step in steps:
        if isinstance(step, int):
            gone = kept.pop(f"a-{step}", None)
            model.apply_rows([(gone, None)] if gone else [])
        else:
            model.apply_rows([(kept.get(step.id), step)])
            kept[step.id] = step
        fresh = AnnotationModel()
        fresh.set_layer(layer)
        fresh.set_text(words)
        fresh.set_article(DOCUMENT, kept.values(), SCHEMA)
        assert _outline(model) == _outline(fresh)
        assert +model.counts() == +fresh.counts()
    assert tester.model() is model


def _outline(model: AnnotationModel) -> list[object]:
    indexes = (model.index(row, 0) for row in range(model.rowCount()))
    return [(each.data(ID_ROLE), each.data(ROW_ROLE)) for each in indexes]


def test_a_label_that_the_schema_does_not_have_is_still_shown() -> None:
    model = AnnotationModel()
    stranger = Annotation("a-1", "d-1", "a", "lost", "GONE", (Span(0, 3),))
    model.set_article(DOCUMENT, [stranger], _without_layers())
    assert model.index(0, 0).data() == "GONE: كتب"


def _without_layers() -> Schema:
    return Schema("none", "1", SCHEMA.name, ())
