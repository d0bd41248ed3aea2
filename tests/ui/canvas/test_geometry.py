"""Where characters stand: agreed with the glyphs, and the same there and back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from annotator.core.text import grapheme_boundaries
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.clusters import careful_segments
from annotator.ui.canvas.items import quick_segments
from tests.support.texts import paragraph_texts
from tests.ui.canvas.conftest import LayOut

TEXTS = {
    "mixed": "قال NATO في 2026 إن iPhone 15 Pro من Apple «أفضل» من غيره، TO في 20 دقيقة (Ab).",
    "nested embeddings": (
        "هذا \u202bنص \u202aabc \u202bدال\u202c def\u202c آخر\u202c"
        " و \u2067ghi \u2066"
        "جيم jkl\u2069 ميم\u2069 نهاية \u200fXYZ\u200e."
    ),
    "ligatures": "لا إله إلا الله، الإسلام والأنبياء لآلئ ﷺ ﷲ ﻻ ﻼ كلا بلا طلال الأمم.",
    "tashkeel": ("قَالَ مُحَمَّدٌ: «الْحَمْدُ لِلّٰهِ رَبِّ الْعَالَمِينَ» إِنَّهُۥ ٱلرَّحْمٰنُ دائمًا."),
    "hebrew points": "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ, ירושלים 2025.",
    "persian": (
        "کتاب\u200cهای تازه‌ای می\u200cشود و رئیس\u200cجمهور در ۱۴۰۳ گفت، iPhone می\u200cدهد."
    ),
    "emoji": "مرحبا 👨\u200d👩\u200d👧 يا 👍🏽 أهل 🇸🇦 الدار ❤\ufe0f \U0001ee00\U0001ee01 و 😀 تمت.",
    "controls": "سطر\r ثم\u00a0فراغ\u2028سطر\tجديد\x00 و\u2067بوتين\u2069، ـتاس وـNATO.",
    "quotes": '"الكرملين"، في بيان "لا" (نعم) "abc" قال: " بوضوح" و"مصالحة".',
    "left to right": "The name فلاديمير بوتين appears (in Arabic) in this sentence, ١٢٣ and 45.",
    "trailing": "كلمة   \tكلمة     كلمة        كلمة      كلمة    كلمة  ",
}
_GLYPHS = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)
_GIVEN_NO_ROOM = ("controls", "nested embeddings", "trailing")
"""Texts with characters that have a glyph in the font, to which Qt gives another width or none."""
FONTS = ("naskh", "sans", "nastaliq")
WIDTHS = (120, 300, 620)


def _cells(layout: BlockLayout) -> list[tuple[int, int, float, float, bool]]:
    """Line, offset, left, right and direction of each grapheme that has a width."""
    return [
        (number, *cell)
        for number in range(len(layout.lines))
        for cell in layout.stops(number)
        if cell[2] - cell[1] > 0.5
    ]


def check_round_trip(layout: BlockLayout) -> int:
    """Each grapheme's edges are found again from their own sides; return how many there were."""
    cells = _cells(layout)
    for number, offset, left, right, rtl in cells:
        line = layout.lines[number]
        y = (line.top + line.text_bottom) / 2
        leading, trailing = (right, left) if rtl else (left, right)
        inwards = -0.2 if rtl else 0.2
        # Qt breaks a line within what we hold for one grapheme, after signs such as U+06DD.
        after = min(layout.grapheme_end(number, offset), line.end)
        assert layout.hit(leading + inwards, y)[0] == offset
        assert abs(layout.x_of(offset) - leading) < 0.01
        found, upstream = layout.hit(trailing - inwards, y)
        # Characters without a width follow at the same place: any of them is right.
        assert found >= after
        assert abs(layout.x_of(found, upstream=upstream) - trailing) < 0.01
        assert layout.character_at((left + right) / 2, y) == offset
    return len(cells)


def check_glyphs(layout: BlockLayout) -> None:
    """Every glyph that takes room stands in a grapheme, and no grapheme is without one."""
    cells = _cells(layout)
    for number, line in enumerate(layout._lines):
        here = [cell for cell in cells if cell[0] == number]
        middles = [
            position.x() + advance.x() / 2
            for run in line.glyphRuns(line.textStart(), line.textLength(), _GLYPHS)
            for position, advance in zip(
                run.positions(),
                run.rawFont().advancesForGlyphIndexes(run.glyphIndexes()),
                strict=True,
            )
            if advance.x() > 1.5
        ]
        for middle in middles:
            assert any(left <= middle <= right for _, _, left, right, _ in here)
        assert here or not middles


def check_rectangles(layout: BlockLayout) -> None:
    """The rectangles of any range are those of its graphemes, joined."""
    cells = _cells(layout)
    offsets = sorted({cell[1] for cell in cells})
    for start in offsets[:: max(1, len(offsets) // 6)]:
        for end in [*offsets[:: max(1, len(offsets) // 7)], layout.block.end]:
            if start >= end:
                continue
            for number in range(len(layout.lines)):
                inside = [
                    (left, right)
                    for at, offset, left, right, _ in cells
                    if at == number and start <= offset < end
                ]
                found = layout.intervals(number, start, end)
                wide = sum(right - left for left, right in inside)
                assert sum(right - left for left, right in found) == pytest.approx(wide, abs=3.0)
                for left, right in inside:
                    middle = (left + right) / 2
                    assert any(a <= middle <= b for a, b in found)


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_point_and_its_offset_are_the_same_there_and_back(
    lay_out: LayOut, name: str, font: str
) -> None:
    for width in WIDTHS:
        for layout in lay_out(TEXTS[name], width, font):
            assert check_round_trip(layout) > 10
            check_rectangles(layout)
            if name not in _GIVEN_NO_ROOM:
                check_glyphs(layout)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraph_texts(), st.sampled_from((90, 250, 600)), st.sampled_from(FONTS))
def test_there_and_back_in_any_text(lay_out: LayOut, text: str, width: int, font: str) -> None:
    for layout in lay_out(text, width, font):
        check_round_trip(layout)
        check_rectangles(layout)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraph_texts(), st.sampled_from((90, 250, 600)), st.sampled_from(FONTS))
def test_the_quick_way_agrees_with_the_careful_one(
    lay_out: LayOut, text: str, width: int, font: str
) -> None:
    for layout in lay_out(text, width, font):
        check_quick(layout)


def check_quick(layout: BlockLayout) -> int:
    """Quick and careful segments are the same; return how many lines could be made quickly."""
    quick_lines = 0
    for number, line in enumerate(layout._lines):
        table = layout.table(number)
        start, end = table.start, table.end
        seen = layout._seen(number)
        if start == end or seen is None:
            continue
        quick = quick_segments(line, table.stops, layout._unseen, seen, rtl=layout.rtl)
        careful = careful_segments(line, start, end, table.stops, layout._unseen)
        if quick is None:
            continue
        quick_lines += 1
        for a, b in zip(quick, careful, strict=True):
            assert (a.offsets, a.rtl) == (b.offsets, b.rtl)
            assert a.xs == pytest.approx(b.xs, abs=0.05)
    return quick_lines


@pytest.mark.parametrize("font", ["naskh", "sans"])
def test_running_text_takes_the_quick_way(lay_out: LayOut, font: str) -> None:
    text = 'قال «الرئيس» (أمس) إن الله: "نعم"، وفي 2026 أكدت وكالة تاس ذلك لا غير. ' * 3
    (layout,) = lay_out(text.strip(), 620, font)
    assert check_quick(layout) == len(layout.lines)


@pytest.mark.parametrize("name", TEXTS)
def test_every_character_belongs_to_one_grapheme_of_one_line(lay_out: LayOut, name: str) -> None:
    text = TEXTS[name]
    for layout in lay_out(text, 200):
        assert layout.lines[0].start == 0
        assert layout.lines[-1].end == len(text)
        for here, there in zip(layout.lines, layout.lines[1:], strict=False):
            assert here.end == there.start
        stops = set(grapheme_boundaries(text))
        assert {cell[1] for cell in _cells(layout)} <= stops


def test_a_latin_word_in_arabic_has_a_rectangle_of_its_own(lay_out: LayOut) -> None:
    text = "قال NATO في"
    (layout,) = lay_out(text, 600)
    said, nato, rest = (layout.intervals(0, *span) for span in ((0, 3), (4, 8), (9, 11)))
    assert rest[0][1] < nato[0][0] < nato[0][1] < said[0][0]
    # From inside the Latin word to the Arabic after it: two stretches with a gap between them.
    assert len(layout.intervals(0, 6, 10)) == 2


def test_the_two_letters_of_a_ligature_share_its_width(lay_out: LayOut) -> None:
    (layout,) = lay_out("لا", 600)
    lam, alef = layout.intervals(0, 0, 1)[0], layout.intervals(0, 1, 2)[0]
    assert lam[0] == pytest.approx(alef[1])
    assert lam[1] - lam[0] == pytest.approx(alef[1] - alef[0], abs=0.1)


def test_the_space_at_the_end_of_a_wrapped_line_takes_no_room(lay_out: LayOut) -> None:
    (layout,) = lay_out("كلمة " * 12, 260)
    assert len(layout.lines) > 2
    for line in layout.lines[:-1]:
        assert ("كلمة " * 12)[line.end - 1].isspace()
        assert layout.x_of(line.end, upstream=True) == pytest.approx(
            layout.x_of(line.end - 1), abs=0.01
        )
        assert layout.x_of(line.end, upstream=True) >= 0


def test_the_edge_of_a_mark_inside_a_word_does_not_move_its_letters(lay_out: LayOut) -> None:
    (layout,) = lay_out("وتاس", 600)
    (whole,), (part,) = layout.intervals(0, 0, 4), layout.intervals(0, 1, 4)
    assert part[0] == whole[0]
    assert part[1] < whole[1]


@pytest.mark.parametrize("mark", ["\ufeff", "\ufffe"])
def test_a_byte_order_mark_at_the_start_shifts_nothing(lay_out: LayOut, mark: str) -> None:
    (layout,) = lay_out(mark + "وتاس", 600)
    assert layout._layout.text()[1:] == "وتاس"
    (word,) = layout.intervals(0, 1, 5)
    assert layout.character_at(word[1] - 1, layout.lines[0].top + 1) == 1
