"""What is shown and how: invisible characters, hidden labels, the column, turned paragraphs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from annotator.app.shown import Shown
from annotator.core.model import Annotation, Document, new_id
from annotator.core.text import Direction, Span
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.invisibles import name_of, signs
from annotator.ui.canvas.places import blocks_in_view
from tests.ui.canvas.conftest import ShowView


def named(view: ArticleView) -> list[tuple[str, int]]:
    """The signs of what is in view: name and offset."""
    assert view.page is not None
    area = QRectF(view.viewport().rect())
    seen = blocks_in_view(view.page, view.origin(), area)
    return [(each.name, each.offset) for each in signs(seen, view.page.text)]


def make(number: int, label: str, span: Span) -> Annotation:
    """A mention of the document in the view."""
    return Annotation(f"a-{number:032x}", "d-1", "me", "entity", label, (span,))


def test_characters_that_cannot_be_seen_have_names(show: ShowView) -> None:
    text = "\u2067قال\u2069 می\u200cشود\u00a0ثم \u200fNATO\u200e الســـلام\u0007"
    view = show(text)
    assert named(view) == [
        (name, text.index(character))
        for name, character in (
            ("RLI", "\u2067"), ("PDI", "\u2069"), ("ZWNJ", "\u200c"), ("NBSP", "\u00a0"),
            ("RLM", "\u200f"), ("LRM", "\u200e"), ("TATWEEL×3", "\u0640"), ("0007", "\u0007"),
        )
    ]  # fmt: skip
    assert name_of("\u200b") == "ZWSP"
    assert named(show("قال الوزير 25 NATO\nسطر")) == []


def test_signs_stand_where_their_characters_do(show: ShowView) -> None:
    text = "قال\u00a0الوزير"
    view = show(text)
    assert view.page is not None
    seen = blocks_in_view(view.page, view.origin(), QRectF(view.viewport().rect()))
    [sign] = signs(seen, text)
    left, right = (
        view.page.place_of(4).x + view.origin().x(),
        view.page.place_of(3).x + view.origin().x(),
    )
    assert abs(sign.box.left() - left) < 1
    assert abs(sign.box.right() - right) < 1


def test_showing_them_moves_nothing(show: ShowView) -> None:
    text = "\u2067قال الوزير\u2069 می\u200cشود\u00a0ثم\n" * 5
    view = show(text)
    assert view.page is not None
    before = [view.page.place_of(offset) for offset in range(len(text))]
    plain = view.viewport().grab().toImage()
    view.set_invisibles(True)
    assert [view.page.place_of(offset) for offset in range(len(text))] == before
    assert view.viewport().grab().toImage() != plain
    view.set_invisibles(False)
    assert view.viewport().grab().toImage() == plain


def test_one_label_is_hidden_and_the_others_stay(show: ShowView) -> None:
    text = "قال الوزير في موسكو"
    person, place = make(1, "OCC", Span(4, 10)), make(2, "GPE", Span(14, 19))
    view = show(text, [person, place])
    assert view.shown_annotations() == [person, place]
    view.set_hidden(frozenset({"entity:OCC"}))
    assert view.shown_annotations() == [place]
    view.show_hints()
    assert person.id not in {each.target.annotation for each in view.hints.badges}
    view.set_hidden(frozenset({"entity"}))
    assert view.shown_annotations() == []
    view.set_hidden(frozenset())
    assert view.shown_annotations() == [person, place]


def test_the_column_is_as_wide_as_its_characters(show: ShowView, sample_text: str) -> None:
    view = show(sample_text, width=2400)
    assert view.page is not None
    widths = []
    for characters in (45, 70, 90):
        view.set_line_width(characters)
        widths.append(view.page.width)
    assert widths[0] < widths[1] < widths[2]
    assert abs(widths[2] / widths[0] - 2) < 0.02


def test_a_turned_paragraph_runs_the_other_way_and_the_others_do_not(show: ShowView) -> None:
    text = "قال الوزير\nNATO said\nانتهى"
    view = show(text)
    turned: dict[int, Direction] = {}
    view.set_turned(lambda _document: turned)
    view.put_caret(text.index("said"))
    assert view.paragraph_at_caret() == (text.index("NATO"), "ltr")
    turned = {text.index("NATO"): "rtl"}
    view.turn()
    assert view.page is not None
    assert [block.direction for block in view.page.blocks.blocks] == ["rtl", "rtl", "rtl"]
    assert view.paragraph_at_caret() == (text.index("NATO"), "rtl")
    turned = {}
    view.turn()
    assert view.paragraph_at_caret() == (text.index("NATO"), "ltr")


def test_turned_paragraphs_belong_to_their_document(show: ShowView) -> None:
    view = show("NATO said")
    view.set_turned(lambda document: {0: "rtl"} if document.id == "d-2" else {})
    view.turn()
    assert view.page is not None
    assert view.paragraph_at_caret() == (0, "ltr")
    view.set_article(Document("d-2", "test", "test", "NATO said", "rtl"), (), None)
    assert view.paragraph_at_caret() == (0, "rtl")
    assert view.hit_at(QPointF(1, 1)).stack == ()


def test_the_annotations_of_others_are_hidden_and_shown_with_their_signs(
    show: ShowView,
) -> None:
    def by(who: str, label: str) -> Annotation:
        return Annotation(new_id("a"), "d-1", who, "entity", label, (Span(0, 5),))

    mine, theirs = by("sana", "PERS"), by("badr", "ORG")
    view = show("لافروف في موسكو", [mine, theirs])
    assert view.page is not None
    both = [mark.chip for mark in view.page.marks.marks_in(0)]
    view.set_shown(Shown(frozenset({"sana"})))
    assert view.shown_annotations() == [mine]
    assert [mark.owner for mark in view.page.marks.marks_in(0)] == [mine.id]
    view.set_shown(Shown(frozenset(), frozenset({theirs.id})))
    assert view.shown_annotations() == [theirs]
    view.set_shown(Shown(None, signs=(("badr", "B"),)))
    chips = {mark.owner: mark.chip for mark in view.page.marks.marks_in(0)}
    assert chips[mine.id] in both
    assert chips[theirs.id].replace("\u2068", "").replace("\u2069", "").startswith("B: ")


def test_the_marks_of_each_annotator_lie_together(show: ShowView) -> None:
    made = [
        Annotation(new_id("a"), "d-1", who, "entity", "PERS", (Span(start, end),))
        for who in ("amal", "badr")
        for start, end in ((0, 6), (0, 9))
    ]
    view = show("لافروف في موسكو", made)
    view.set_shown(Shown(None, signs=(("amal", "A"), ("badr", "B"))))
    assert view.page is not None
    lanes = {piece.mark.owner: piece.lane for piece in view.page.shown(0).scene.pieces}
    assert [lanes[each.id] for each in made] == [0, 1, 2, 3]
