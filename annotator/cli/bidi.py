"""Right-to-left text for terminals that show characters in the order in which they come.

A line is a list of cells: what one column or two of the terminal show, with the style that goes
with them. Letters are shaped one for one (without ligatures), combining marks stay in the cell of
their letter, and cells are reordered whole: so a style stays with its letter all the way.

Lines are cut before they are reordered, as the Unicode Bidirectional Algorithm (UAX 9) wants it.
This is for terminals alone; text that Qt shows is never treated like this.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from bidi.mirror import MIRRORED
from rich.cells import cell_len

from annotator.core.text import Direction

# One letter in, one letter out: nothing dropped, nothing joined into a ligature.
_RESHAPER = ArabicReshaper(
    {
        "delete_harakat": False,
        "delete_tatweel": False,
        "support_ligatures": False,
        "support_zwj": False,
        "shift_harakat_position": False,
    }
)
# The paragraph's direction for python-bidi, and a mark of that direction to end the line with: at
# the very end, what is ignored would fall back to the paragraph's level, away from its character.
_BASE = {"rtl": ("R", "\u200f"), "ltr": ("L", "\u200e")}
_SPACES = frozenset("\t\u2028\u2029")

# python-bidi tells what a line looks like, not where each character went. So each character gets
# its number written behind it, in characters that the algorithm ignores (class BN) and moves with
# it. The three digits come from three alphabets, which tells whether they were reversed: then the
# character stands right to left, and a bracket must be mirrored, which the library leaves to us.
_IGNORED = [
    chr(each) for each in (*range(1, 9), *range(14, 28), *range(127, 133), *range(134, 160))
]
_RADIX = 18
_ONES = frozenset(_IGNORED[:_RADIX])
_DIGITS = {character: i % _RADIX * _RADIX ** (i // _RADIX) for i, character in enumerate(_IGNORED)}


@dataclass(frozen=True, slots=True)
class Cell:
    """A character with its combining marks, and the style it is shown in."""

    text: str
    style: str = ""

    @property
    def width(self) -> int:
        """How many columns of the terminal it takes."""
        return cell_len(self.text)


def cells_of(text: str, styles: Sequence[str] | None = None) -> list[Cell]:
    """The cells of a logical text; `styles` has one for each code point.

    Combining marks and other characters without a width join the cell before them, whose style
    holds for both.
    """
    cells: list[Cell] = []
    for i, character in enumerate(text):
        if character in _SPACES:
            cells.append(Cell(" ", styles[i] if styles else ""))
        elif cells and _joins(character):
            cells[-1] = Cell(cells[-1].text + character, cells[-1].style)
        elif unicodedata.category(character) != "Cc":
            cells.append(Cell(character, styles[i] if styles else ""))
    return cells


def wrap(cells: Sequence[Cell], width: int) -> list[list[Cell]]:
    """Cut a paragraph into lines of at most `width` columns, at spaces where there are any."""
    lines: list[list[Cell]] = []
    line: list[Cell] = []
    used = 0
    last_space = -1
    for cell in cells:
        if line and used + cell.width > width and cell.text != " ":
            cut = last_space + 1 or len(line)
            lines.append(line[:cut])
            line = line[cut:]
            used = sum(each.width for each in line)
            last_space = -1
        if cell.text == " ":
            last_space = len(line)
        line.append(cell)
        used += cell.width
    lines.append(line)
    return [_trimmed(each) for each in lines]


def visual(cells: Sequence[Cell], direction: Direction) -> list[Cell]:
    """The cells of one line, shaped, in the order in which the eye meets them from the left.

    A line may have up to 5,832 cells; brackets are mirrored where they stand right to left.
    """
    shaped = _shaped(cells)
    base, end = _BASE[direction]
    numbered = "".join(each.text[0] + _numbered(i) for i, each in enumerate(shaped))
    result = []
    for i, is_reversed in _read_numbers(str(get_display(numbered + end, base_dir=base))):
        text, style = shaped[i].text, shaped[i].style
        # The marks of direction have done their work.
        if unicodedata.category(text[0]) != "Cf":
            first = MIRRORED.get(text[0], text[0]) if is_reversed else text[0]
            result.append(Cell(first + text[1:], style))
    return result


def terminal_reorders(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those known to apply the bidirectional algorithm itself."""
    vte = environment.get("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= 5800)  # bidi came with VTE 0.58
        or "KONSOLE_VERSION" in environment
        or environment.get("TERM_PROGRAM", "") in {"Apple_Terminal", "mintty"}
        or "mlterm" in environment.get("TERM", "")
        or "MLTERM" in environment
    )


def _joins(character: str) -> bool:
    return unicodedata.combining(character) != 0 or (
        unicodedata.category(character) in ("Mn", "Me", "Cf")
        and unicodedata.bidirectional(character) in ("NSM", "BN")
    )


def _shaped(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with the letters' forms that their neighbours ask for."""
    # The joiner has no width, and the library cannot keep it.
    pairs = [(each.text.replace("\u200d", ""), each.style) for each in cells]
    pairs = [(text, style) for text, style in pairs if text]
    shaped = _RESHAPER.reshape("".join(text for text, _ in pairs))
    result = []
    at = 0
    for text, style in pairs:
        result.append(Cell(shaped[at : at + len(text)], style))
        at += len(text)
    return result


def _numbered(i: int) -> str:
    hundreds, rest = divmod(i, _RADIX * _RADIX)
    tens, ones = divmod(rest, _RADIX)
    return _IGNORED[2 * _RADIX + hundreds] + _IGNORED[_RADIX + tens] + _IGNORED[ones]


def _read_numbers(line: str) -> list[tuple[int, bool]]:
    """The numbers in a reordered line, each with whether its digits were reversed."""
    numbers = []
    digits: list[int] = []
    for character in line:
        value = _DIGITS.get(character)
        if value is None:
            continue
        digits.append(value)
        if len(digits) == 3:
            # In their own order, the ones come last.
            numbers.append((sum(digits), character not in _ONES))
            digits = []
    return numbers


def _trimmed(line: list[Cell]) -> list[Cell]:
    end = len(line)
    while end and line[end - 1].text == " ":
        end -= 1
    return line[:end]
