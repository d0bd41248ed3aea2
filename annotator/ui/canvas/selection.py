"""The text selection and the caret: what is anchored, what moves, and what that selects."""

from __future__ import annotations

from annotator.core.text import Span, snap_to_graphemes, snap_to_words, trim


class Selection:
    """The selected span and the caret that made it, in code points.

    The caret is a place (`offset`, `upstream`) and, after a step by words, the `word` it sits on.
    The anchor and the focus are the two ends of what is being selected, each a range that may be
    empty, so that going back over the first word keeps that word.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.span: Span | None = None
        self.offset = 0
        self.upstream = False
        self.word: Span | None = None
        self.goal_x: float | None = None
        self._anchor = (0, 0)

    @property
    def caret(self) -> tuple[int, bool]:
        """The caret's offset, and whether it belongs to the character before it."""
        return self.offset, self.upstream

    def clear(self) -> None:
        """Select nothing; the caret stays."""
        self.span = None
        self.word = None
        self._anchor = (self.offset, self.offset)

    def put(self, offset: int, *, upstream: bool = False) -> None:
        """Put the caret somewhere and select nothing."""
        self.offset, self.upstream = offset, upstream
        self.clear()

    def take(self, span: Span | None) -> None:
        """Select a span as it is, with the caret at its end."""
        if span is None:
            self.clear()
            return
        self.span = span
        self.word = None
        self._anchor = (span.start, span.end)
        self.offset, self.upstream = span.end, True

    def take_word(self, word: Span, part: Span | None = None) -> None:
        """Select a word with the word caret, or the part of it that counts."""
        self.take(part or word)
        self.word = word

    def extend_to_word(self, word: Span) -> None:
        """Select from the anchor over to this word."""
        first, last = self._anchor
        self.span = trim(self.text, Span(min(first, word.start), max(last, word.end)))
        self.word = word
        forward = word.start >= first
        self.offset, self.upstream = (word.end, True) if forward else (word.start, False)

    def extend_to(self, offset: int, *, upstream: bool = False) -> None:
        """Select from the anchor to an offset, grapheme by grapheme."""
        first, last = self._anchor
        start, end = min(first, offset), max(last if offset < first else first, offset)
        self.span = snap_to_graphemes(self.text, Span(start, end)) if start < end else None
        self.word = None
        self.offset, self.upstream = offset, upstream

    def anchor_at(self, offset: int) -> None:
        """Begin a new selection at an offset."""
        self.put(offset)

    def drag_to(self, offset: int, *, upstream: bool, snapping: bool) -> None:
        """Select from where the mouse went down to where it is, snapped to words if wished."""
        first, last = self._anchor
        start, end = min(first, offset), max(last, offset)
        if start == end:
            self.span = None
        elif snapping:
            self.span = snap_to_words(self.text, start, end)
        else:
            self.span = snap_to_graphemes(self.text, Span(start, end))
        self.word = None
        self.offset, self.upstream = offset, upstream
