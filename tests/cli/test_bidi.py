"""The terminal's right-to-left: order, shapes, and styles that stay with their letters."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import algorithm
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli.bidi import cells_of, terminal_reorders, visual, wrap
from annotator.core.text import Direction
from tests.support.texts import paragraph_texts


def shown(text: str, direction: Direction = "rtl") -> str:
    return "".join(each.text for each in visual(cells_of(text), direction))


def letters(text: str) -> str:
    """Presentation forms as the letters they show, without marks."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(each for each in folded if not unicodedata.combining(each))


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("قال بوتين", "rtl", "نيتوب لاق"),
        ("قال (بوتين).", "rtl", ".(نيتوب) لاق"),
        ("في 25/2 اليوم", "rtl", "مويلا 25/2 يف"),
        ("وفق UN 12.5% (x) ثم", "rtl", "مث UN 12.5% (x) قفو"),
        ("NATO قال", "ltr", "NATO لاق"),
        ("NATO قال", "rtl", "لاق NATO"),
    ],
)
def test_lines_come_out_as_the_eye_sees_them(
    text: str, direction: Direction, expected: str
) -> None:
    assert letters(shown(text, direction)) == expected


def test_letters_are_joined_without_ligatures() -> None:
    assert shown("سلام") == "ﻡﺎﻠﺳ"


def test_marks_stay_with_their_letters() -> None:
    cells = visual(cells_of("قَالَ"), "rtl")
    assert [each.text for each in cells] == ["ﻝَ", "ﺎ", "ﻗَ"]


@given(paragraph_texts(), st.sampled_from(["rtl", "ltr"]))
def test_styles_stay_with_their_letters(text: str, direction: Direction) -> None:
    text = " ".join(text.split())
    # Each cell is styled with its number, so that a wrong style is a wrong place.
    plain = cells_of(text)
    cells = [type(each)(each.text, str(i)) for i, each in enumerate(plain)]
    for line in wrap(cells, 40):
        for each in visual(line, direction):
            original = plain[int(each.style)].text
            mirrored = unicodedata.mirrored(original[0])
            assert mirrored or letters(each.text) == letters(original.replace("\u200d", ""))


@given(paragraph_texts(), st.sampled_from(["rtl", "ltr"]))
def test_the_order_is_that_of_the_library(text: str, direction: Direction) -> None:
    kept = "".join(
        each for each in " ".join(text.split())
        if unicodedata.category(each) not in ("Cf", "Mn", "Me", "Cc", "Zl", "Zp", "Cn")
        and unicodedata.bidirectional(each)
    )  # fmt: skip
    expected = str(algorithm.get_display(kept, base_dir="R" if direction == "rtl" else "L"))
    if any(unicodedata.mirrored(each) for each in kept):
        return  # the pure version of the library knows no paired brackets
    assert letters(shown(kept, direction)) == letters(expected)


@given(paragraph_texts(), st.integers(20, 60))
def test_wrapping_loses_nothing_but_spaces_at_the_edges(text: str, width: int) -> None:
    cells = cells_of(text)
    lines = wrap(cells, width)
    assert all(sum(each.width for each in line) <= width for line in lines)
    whole = "".join(each.text for each in cells)
    wrapped = "".join(each.text for line in lines for each in line)
    assert wrapped.replace(" ", "") == whole.replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    lines = wrap(cells_of("مباحثات هاتفية بين الرئيسين"), 15)
    assert ["".join(each.text for each in line) for line in lines] == [
        "مباحثات هاتفية",
        "بين الرئيسين",
    ]


@pytest.mark.parametrize(
    ("environment", "reorders"),
    [
        ({}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "5202"}, False),
        ({"KONSOLE_VERSION": "230800"}, True),
        ({"TERM": "mlterm-256color"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM": "xterm-kitty"}, False),
    ],
)
def test_terminals_that_reorder_by_themselves(environment: dict[str, str], reorders: bool) -> None:
    assert terminal_reorders(environment) is reorders
