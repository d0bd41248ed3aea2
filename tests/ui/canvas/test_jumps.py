"""Leaps to candidates and paragraphs, and selections that leave attached particles out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.core.model import Annotation
from annotator.core.text import Span
from annotator.ui.canvas import ArticleView
from tests.ui.canvas.conftest import ShowView

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

TEXT = "\n".join(
    (
        "قال فلاديمير بوتين في موسكو أمس",
        "",
        'وأضاف: "لن نتراجع عن هذا الاتفاق أبدا" يوم 24 فبراير 2025',
        "انتهى الخبر",
    )
)


def found(text: str, wanted: str) -> Span:
    """Where some text first occurs."""
    return Span(text.index(wanted), text.index(wanted) + len(wanted))


def mention(text: str, name: str, number: int = 1, **more: object) -> Annotation:
    """A mention of the document in the view."""
    spans = (found(text, name),)
    return Annotation(f"a-{number:032x}", "d-1", "me", "entity", "GPE", spans, **more)  # type: ignore[arg-type]


def selected(view: ArticleView) -> str:
    """The selected text."""
    span = view.selection()
    return span.text_in(view.chosen.text) if span else ""


def test_candidates_are_gone_through_in_order_and_round_the_end(show: ShowView) -> None:
    view = show(TEXT)
    seen = []
    while (leap := view.next_candidate()) == "there":
        seen.append(selected(view))
    assert leap == "round"
    assert seen[0] == "فلاديمير بوتين"
    assert "لن نتراجع عن هذا الاتفاق أبدا" in seen
    assert seen[-1].endswith("24 فبراير 2025")
    assert selected(view) == seen[0]
    assert view.next_candidate(backwards=True) == "round"
    assert selected(view) == seen[-1]
    view.next_candidate(backwards=True)
    assert selected(view) == seen[-2]


def test_what_is_tagged_is_no_candidate_any_more(show: ShowView) -> None:
    view = show(TEXT)
    view.next_candidate()
    first = selected(view)
    view.apply_rows([(None, mention(TEXT, first))])
    view.set_selection(None)
    view.next_candidate()
    assert selected(view)
    assert selected(view) != first
    view.next_candidate(backwards=True)
    assert selected(view) != first


def test_a_text_without_candidates_says_so(show: ShowView) -> None:
    assert show("ثم").next_candidate() == "none"
    assert show("").next_candidate() == "none"


def test_the_caret_goes_from_paragraph_to_paragraph(show: ShowView) -> None:
    view = show(TEXT)
    view.set_selection(found(TEXT, "موسكو"))
    view.next_paragraph()
    assert selected(view) == "وأضاف"
    view.next_paragraph()
    assert selected(view) == "انتهى"
    view.next_paragraph()
    assert selected(view) == "انتهى"
    view.set_selection(found(TEXT, "فبراير"))
    view.next_paragraph(backwards=True)
    assert selected(view) == "وأضاف"
    view.next_paragraph(backwards=True)
    assert selected(view) == "قال"


def test_a_selection_is_extended_to_the_start_of_a_paragraph(show: ShowView) -> None:
    view = show(TEXT)
    view.put_caret(TEXT.index("موسكو"))
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL | SHIFT)
    assert selected(view).startswith("موسكو أمس")
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL | SHIFT)
    assert selected(view).startswith("قال")


def test_a_word_leaves_out_what_is_attached_to_a_tagged_name(show: ShowView) -> None:
    text = "قالت روسيا ووردت وروسيا أيضا"
    view = show(text, [mention(text, "روسيا")])
    view.put_caret(text.index("وروسيا"))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.selection() == Span(text.index("وروسيا") + 1, text.index("وروسيا") + 6)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert selected(view) == "أيضا"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert selected(view) == "روسيا"
    QTest.keyClick(view, Qt.Key.Key_Right)
    # وردت begins with a و too, but what would remain is no known name.
    assert selected(view) == "ووردت"


def test_what_is_known_follows_the_changes_and_the_setting(show: ShowView) -> None:
    text = "قالت روسيا وردت وروسيا أيضا"
    whole = found(text, "وروسيا")
    bare = Span(whole.start + 1, whole.end)
    view = show(text)
    assert view.detached(whole) == whole
    made = mention(text, "روسيا")
    view.apply_rows([(None, made)])
    assert view.detached(whole) == bare
    view.set_detaching(False)
    assert view.detached(whole) == whole
    view.set_detaching(True)
    view.apply_rows([(made, None)])
    assert view.detached(whole) == whole
