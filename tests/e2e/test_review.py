"""Going through labels of a whole project: a key a case, two for all that are identical."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import commands
from annotator.core.model import Annotation, Argument, Document, new_id, remarks
from annotator.core.text import Span
from annotator.ui.reviewing.bar import ReviewBar
from annotator.ui.reviewing.handlers import ReviewHandlers
from tests.e2e.conftest import Desk

NAMES = ("لافروف", "زيلينسكي", "بوتين", "لافروف", "لافرُوف")
TEXT = f"اجتمع {' ثم '.join(NAMES)} اليوم"


class Reviewer:
    """An annotator before the review queue."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self._qtbot = qtbot

    @property
    def handlers(self) -> ReviewHandlers:
        return self.desk.window.reviewing

    @property
    def bar(self) -> ReviewBar:
        return self.handlers.bar

    def wait(self) -> None:
        """Until no case is being looked for or counted any more."""

        def ready() -> bool:
            queue = self.handlers.queue
            counted = queue.progress is not None or queue.current is None
            return not queue.searching and counted

        self._qtbot.waitUntil(ready)
        QApplication.processEvents()

    def open(self) -> None:
        self.desk.press("Ctrl+Shift+V")
        self.wait()

    def here(self) -> str:
        """The words of the annotation that is selected in the article, with its document."""
        session, article = self.desk.session, self.desk.window.article
        annotation = session.annotation(article.selected_annotation())
        if annotation is None or session.document is None:
            return ""
        return f"{session.document.name} {self.desk.covered(annotation)}"

    def all(self) -> list[Annotation]:
        """Every annotation of the project, in its order."""
        assert self.desk.session.project is not None
        return [
            each
            for _document, found in self.desk.session.project.iter_documents()
            for each in found
        ]

    def reviews(self) -> list[str]:
        return [each.review for each in self.all()]


@pytest.fixture
def reviewer(desk: Desk, qtbot: QtBot) -> Reviewer:
    """Three documents with five mentions each; the sample article is left empty."""
    return filled(desk, qtbot)


def filled(desk: Desk, qtbot: QtBot) -> Reviewer:
    project = desk.session.project
    assert project is not None
    for name in ("a", "b", "c"):
        document = Document(new_id("d"), name, f"خبر {name}", f"{TEXT} {name}")
        desk.session.perform(_add, document)
        at = 0
        for word in NAMES:
            at = document.text.index(word, at)
            span = Span(at, at + len(word))
            commands.annotate(project, document.id, "entity", "PERS", [span], actor="هدى")
            at = span.end
    return Reviewer(desk, qtbot)


def _add(project, document, *, actor):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    return commands.add_documents(project, [(document, ())], actor=actor).change


def test_ten_decisions_cost_ten_keys_across_documents(reviewer: Reviewer) -> None:
    reviewer.open()
    assert reviewer.here() == "a لافروف"
    assert "1 of 15" in reviewer.bar.progress.text()
    before = reviewer.desk.strokes
    reviewer.desk.press("A", "A", "X", "?", "2", "A", "A", "D", "A", "A")
    assert reviewer.desk.strokes - before == 10
    first = ["accepted", "accepted", "rejected", "question", "accepted"]
    second = ["accepted", "accepted", "rejected", "accepted", "accepted"]
    assert reviewer.reviews() == [*first, *second, *["unreviewed"] * 5]
    assert [each.label for each in reviewer.all()[:6]] == ["PERS"] * 4 + ["ORG", "PERS"]
    assert reviewer.here() == "c لافروف"
    assert "11 of 15" in reviewer.bar.progress.text()


def test_identical_cases_cost_two_keys_and_one_undo(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("G")
    reviewer.wait()
    assert reviewer.bar.list.isVisible()
    alike = reviewer.bar.cases.rowCount()
    reviewer.desk.press("A")
    found = [index for index, each in enumerate(reviewer.reviews()) if each == "accepted"]
    assert len(found) == 9
    assert alike == len(found) + 3  # with a heading for each document
    assert reviewer.here() == "a زيلينسكي"
    reviewer.desk.press("Ctrl+Z")
    assert set(reviewer.reviews()) == {"unreviewed"}
    assert reviewer.here() == "a لافروف"
    reviewer.wait()
    reviewer.desk.press("Shift+X")
    reviewer.wait()
    assert reviewer.reviews().count("rejected") == len(found)
    reviewer.desk.press("A", "A")
    assert reviewer.here() == "b زيلينسكي"


def test_undo_goes_back_to_the_case_even_in_another_document(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A", "A", "A", "A", "A")
    assert reviewer.here() == "b لافروف"
    reviewer.desk.press("Ctrl+Z")
    assert reviewer.here() == f"a {NAMES[4]}"
    assert reviewer.reviews()[3:6] == ["accepted", "unreviewed", "unreviewed"]
    reviewer.desk.press("X")
    assert reviewer.here() == "b لافروف"
    assert reviewer.reviews()[4] == "rejected"


def test_the_review_goes_on_where_it_was_left(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A", "Space", "Space", "A", "Space", "Space")
    assert reviewer.here() == "b زيلينسكي"
    reviewer.desk.press("Backspace", "Right")
    assert reviewer.here() == "b زيلينسكي"
    reviewer.desk.reopen()
    assert not reviewer.bar.isVisible()
    reviewer.desk.window.article.setFocus()
    reviewer.open()
    assert reviewer.here() == "b زيلينسكي"
    reviewer.desk.press("Left", "Left")
    assert reviewer.here() == f"a {NAMES[4]}"


def test_the_document_is_signed_off_by_one_key_after_its_last_case(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A", "A", "A", "A")
    assert not reviewer.bar.buttons["sign_off"].isVisible()
    reviewer.desk.press("A")
    assert reviewer.bar.buttons["sign_off"].isVisible()
    reviewer.desk.press("Return")
    assert not reviewer.bar.buttons["sign_off"].isVisible()
    project = reviewer.desk.session.project
    assert project is not None
    assert project.find_document("a").status == "reviewed"
    assert reviewer.here() == "b لافروف"


def test_a_skipped_case_leaves_the_document_open(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("A", "Space", "A", "A", "A")
    assert reviewer.here() == "b لافروف"
    assert not reviewer.bar.buttons["sign_off"].isVisible()


def test_an_edge_is_mended_and_a_remark_is_made_at_the_case(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("[")
    assert reviewer.here() == "a لافروف ثم"
    reviewer.desk.press("]")
    assert reviewer.here() == "a لافروف"
    reviewer.desk.press("N")
    reviewer.desk.type("هل هو الوزير؟")
    reviewer.desk.press("Return")
    found = remarks(reviewer.all()[0].note)
    assert [(each.annotator, each.text) for each in found] == [("sana", "هل هو الوزير؟")]
    assert "هل هو الوزير؟" in reviewer.bar.last_remark.text()
    reviewer.desk.press("A")
    assert reviewer.reviews()[0] == "accepted"
    assert reviewer.here() == "a زيلينسكي"


def test_a_filter_narrows_the_queue_and_the_end_is_told(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("F")
    filters = reviewer.bar.filters
    assert filters.isVisible()
    filters.text.setFocus()
    reviewer.desk.type("بوتين")
    reviewer._qtbot.waitUntil(lambda: reviewer.handlers.queue.filter.text == "بوتين")
    reviewer.wait()
    reviewer.desk.press("Return")
    assert "1 of 3" in reviewer.bar.progress.text()
    reviewer.desk.press("A", "A", "A")
    assert reviewer.reviews().count("accepted") == 3
    assert "Nothing is left" in reviewer.bar.told.text()
    reviewer.desk.press("Ctrl+Z")
    assert reviewer.here() == "c بوتين"
    reviewer.desk.press("Esc")
    assert not reviewer.bar.isVisible()
    reviewer.desk.press("1")  # which is a label again
    assert reviewer.reviews().count("accepted") == 2


def test_a_rejected_case_can_be_gone_back_to_and_judged_again(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("X", "Backspace")
    assert reviewer.here() == "a لافروف"
    assert "rejected" in reviewer.bar.about.text()
    reviewer.desk.press("A")
    assert reviewer.reviews()[:2] == ["accepted", "unreviewed"]


def test_keys_of_the_labels_correct_all_identical_cases_with_shift(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("Shift+2")
    reviewer.wait()
    assert [each.label for each in reviewer.all()].count("ORG") == 9
    assert reviewer.reviews().count("accepted") == 9
    reviewer.desk.press("Ctrl+Z")
    assert {each.label for each in reviewer.all()} == {"PERS"}


def test_in_arabic_the_arrows_go_the_other_way_round(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    reviewer = filled(make_desk("ar"), qtbot)
    reviewer.open()
    reviewer.desk.press("Left", "Left")
    assert reviewer.here() == "a بوتين"
    reviewer.desk.press("Right")
    assert reviewer.here() == "a زيلينسكي"


def test_words_that_are_written_while_the_queue_is_open_judge_nothing(reviewer: Reviewer) -> None:
    reviewer.open()
    reviewer.desk.press("N", "A", "X", "Esc")
    assert set(reviewer.reviews()) == {"unreviewed"}
    assert reviewer.bar.isVisible()
    assert reviewer.all()[0].note == ""
    reviewer.desk.press("A")
    assert reviewer.reviews()[0] == "accepted"


def test_a_relation_is_reviewed_by_the_words_of_its_ends(reviewer: Reviewer) -> None:
    session = reviewer.desk.session
    assert session.project is not None
    session.select_document(session.project.find_document("a").id)
    first, second = (each.id for each in session.annotations()[:2])
    layer = next(each for each in session.project.schema.layers if each.kind == "relation")
    label = layer.labels[0].id
    ends = [role.id for role in layer.roles_of(label)]
    arguments = [Argument(ends[0], first), Argument(ends[1], second)]
    session.tag(layer.id, label, (), arguments)
    reviewer.desk.window.article.setFocus()
    reviewer.open()
    words = reviewer.bar.words.text()
    assert "لافروف" in words
    assert "زيلينسكي" in words
    reviewer.desk.press("A")
    assert [each.review for each in session.annotations()][:2] == ["accepted", "unreviewed"]
