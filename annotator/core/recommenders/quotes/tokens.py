"""A paragraph as the detector reads it: words, marks and punctuation, folded, in order."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import Final

from annotator.core.recommenders.quotes.marks import PlacedMark, pair_marks
from annotator.core.text import fold_text, words

STOPS: Final = frozenset(".!?؟۔")
COMMAS: Final = frozenset("،,؛;")
_INITIALS: Final = 1  # letters of a word before a full stop that is no end: د. علي


class Tokens:
    """The tokens of the paragraph `[start, end)` of a text (code points), by index.

    `folded` holds each word folded, and each other sign as it is. For an opening mark, `after` is
    the index behind what it encloses and its closing mark. `limit` is, for each token, the index
    where the innermost quotation that it stands in ends; `opening` leads from a closing mark to the
    opening one.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self.is_word: list[bool] = []
        self._add(start, end)
        count = len(self.starts)
        self._words_before = [0, *accumulate(self.is_word)]
        self.opening: dict[int, int] = {}
        self.marks: dict[int, PlacedMark] = {}
        self.after: dict[int, int] = {}
        self.limit = [count] * count
        placed = pair_marks(text, start, end)
        self._place(placed, end)

    def __len__(self) -> int:
        return len(self.starts)

    def _add(self, start: int, end: int) -> None:
        at = start
        for word in words(self.text, start, end):
            self._add_signs(at, word.start)
            self.starts.append(word.start)
            self.ends.append(word.end)
            self.folded.append(fold_text(self.text[word.start : word.end]))
            self.is_word.append(True)
            at = word.end
        self._add_signs(at, end)

    def _add_signs(self, start: int, end: int) -> None:
        for at in range(start, end):
            sign = self.text[at]
            if sign.isspace() or unicodedata.category(sign)[0] in "CM":
                continue
            self.starts.append(at)
            self.ends.append(at + 1)
            self.folded.append(sign)
            self.is_word.append(False)

    def _place(self, placed: list[PlacedMark], end: int) -> None:
        index_at = {start: index for index, start in enumerate(self.starts)}
        count = len(self.starts)
        inner: list[tuple[int, int]] = []
        for mark in placed:
            index = index_at.get(mark.start)
            if index is None:
                continue
            self.marks[index] = mark
            if mark.role == "open":
                closing = index_at.get(mark.ends, count) if mark.ends < end else count
                width = placed[mark.partner].end - mark.ends if mark.partner is not None else 1
                self.after[index] = min(count, closing + max(1, width))
                inner.append((index, closing))
                if mark.partner is not None:
                    self.opening[self.after[index] - 1] = index
        # Inner quotations come later, and at most three lie in one another.
        for first, last in inner:
            self.limit[first + 1 : last] = [last] * max(0, last - first - 1)

    def opens(self, index: int) -> bool:
        """Whether the token is an opening quotation mark."""
        return index in self.after

    def closing(self, index: int) -> int:
        """The index of the mark that closes the opening one at `index`, or the end."""
        mark = self.marks[index]
        if mark.partner is None:
            return self.after[index] - 1 if self.after[index] < len(self) else len(self)
        return self.after[index] - 1

    def is_stop(self, index: int) -> bool:
        """Whether a sentence ends at the token."""
        if self.folded[index] not in STOPS or self.is_word[index]:
            return False
        if self.folded[index] != "." or index == 0:
            return True
        if "." in (self.folded[index - 1], *self.folded[index + 1 : index + 2]):
            return False  # لن نسمح.. ولن نقبل: dots are a pause in speech
        if not self.is_word[index - 1]:
            return True
        glued = self.ends[index - 1] == self.starts[index]
        return not (glued and len(self.folded[index - 1]) <= _INITIALS)

    def is_comma(self, index: int) -> bool:
        """Whether the token is a comma or semicolon."""
        return self.folded[index] in COMMAS

    def is_colon(self, index: int) -> bool:
        """Whether the token is a colon, and not one of a time of day or a score."""
        if self.folded[index] not in ":：":
            return False
        at = self.starts[index]
        around = self.text[max(0, at - 1) : at + 2]
        return not (len(around) == 3 and around[0].isdigit() and around[2].isdigit())

    def skip_bracket(self, index: int, end: int) -> int:
        """The index behind the bracket that opens at `index`; the next one where it stays open."""
        for at in range(index + 1, min(end, index + 40)):
            if self.folded[at] == ")":
                return at + 1
        return index + 1

    def count_words(self, first: int, last: int) -> int:
        """How many words the tokens `[first, last)` hold."""
        return max(0, self._words_before[last] - self._words_before[min(first, last)])

    def behind_letter(self, index: int) -> int:
        """The offset behind the first letter of a word and the marks on it: where a clitic ends."""
        at = self.starts[index] + 1
        while at < self.ends[index] and (
            self.text[at] == "\u0640" or unicodedata.category(self.text[at])[0] in "MC"
        ):
            at += 1
        return min(at, self.ends[index] - 1)
