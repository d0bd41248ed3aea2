from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.session import Session
from annotator.core.model import Argument
from annotator.ui.label_picker import LabelPicker
from annotator.ui.panels.annotation_page import AnnotationPage
from annotator.ui.panels.details import DetailsPanel
from annotator.ui.panels.relation_rows import RelationRows
from annotator.ui.theme import Theme

Tag = Callable[..., str]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> DetailsPanel:
    panel = DetailsPanel(session, theme, LabelPicker(theme))
    qtbot.addWidget(panel)
    panel.resize(340, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def rows(panel: DetailsPanel) -> RelationRows:
    return panel.findChildren(AnnotationPage)[0].relations()


def test_a_relation_is_listed_at_both_of_its_ends_with_its_direction(
    panel: DetailsPanel, session: Session, tag: Tag, qtbot: QtBot
) -> None:
    person, office = tag("entity", "PERS", "فلاديمير بوتين"), tag("entity", "OCC", "الرئيس الروسي")
    relation = tag("relation", "holds_office", "", Argument("from", person), Argument("to", office))
    panel.show_annotation(person)
    [row] = rows(panel).rows
    assert row.outgoing
    assert row.label_button.accessibleName() == "Holds office, from here to الرئيس الروسي"
    with qtbot.waitSignal(panel.annotation_chosen) as other:
        qtbot.mouseClick(row.end_button, LEFT)
    assert other.args == [office]
    with qtbot.waitSignal(panel.annotation_chosen) as itself:
        qtbot.mouseClick(row.label_button, LEFT)
    assert itself.args == [relation]
    panel.show_annotation(office)
    [row] = rows(panel).rows
    assert not row.outgoing
    assert row.label_button.accessibleName() == "Holds office, from فلاديمير بوتين to here"


def test_a_relation_is_turned_round_and_warns_and_is_deleted(
    panel: DetailsPanel, session: Session, tag: Tag, qtbot: QtBot
) -> None:
    person, office = tag("entity", "PERS", "فلاديمير بوتين"), tag("entity", "OCC", "الرئيس الروسي")
    tag("relation", "holds_office", "", Argument("from", person), Argument("to", office))
    panel.show_annotation(person)
    assert not rows(panel).rows[0].warning.text()
    rows(panel).rows[0].reverse_button.setFocus()
    qtbot.keyClick(rows(panel).rows[0].reverse_button, Qt.Key.Key_Space)
    [row] = rows(panel).rows
    assert not row.outgoing
    assert "does not fit “From”" in row.warning.text()
    assert row.reverse_button.hasFocus()
    qtbot.mouseClick(row.delete_button, LEFT)
    assert rows(panel).rows == []
    assert [each for each in session.annotations() if each.layer == "relation"] == []


def test_a_relation_whose_other_end_changes_is_shown_anew(
    panel: DetailsPanel, session: Session, tag: Tag, spans_of: Callable[[str], object]
) -> None:
    person, office = tag("entity", "PERS", "فلاديمير بوتين"), tag("entity", "OCC", "الرئيس")
    tag("relation", "holds_office", "", Argument("from", person), Argument("to", office))
    panel.show_annotation(person)
    session.set_spans(office, spans_of("الرئيس الروسي"))  # type: ignore[arg-type]
    assert rows(panel).rows[0].label_button.accessibleName().endswith("الرئيس الروسي")
