"""Text: spans, offsets, folding, words and clitics, graphemes, direction. No Qt, no numpy.

All offsets are code points, half-open, in logical order, unless a name says UTF-16.
"""

from annotator.core.text.clitics import clitic_cuts, cycle_clitic, detach_known
from annotator.core.text.direction import Direction, document_direction, paragraph_direction
from annotator.core.text.extents import Extents, Way
from annotator.core.text.finding import find_folded, has_letters, has_words
from annotator.core.text.folding import Folded, fold, fold_text
from annotator.core.text.graphemes import (
    grapheme_boundaries,
    is_grapheme_boundary,
    snap_to_graphemes,
)
from annotator.core.text.paragraphs import (
    Paragraph,
    first_line_title,
    paragraphs,
    soft_blocks,
)
from annotator.core.text.pieces import with_words, without_words
from annotator.core.text.span import Span, Spans, envelope, normalise_spans
from annotator.core.text.utf16 import Utf16Index
from annotator.core.text.words import (
    next_word,
    previous_word,
    snap_to_words,
    trim,
    word_at,
    words,
)

__all__ = [
    "Direction",
    "Extents",
    "Folded",
    "Paragraph",
    "Span",
    "Spans",
    "Utf16Index",
    "Way",
    "clitic_cuts",
    "cycle_clitic",
    "detach_known",
    "document_direction",
    "envelope",
    "find_folded",
    "first_line_title",
    "fold",
    "fold_text",
    "grapheme_boundaries",
    "has_letters",
    "has_words",
    "is_grapheme_boundary",
    "next_word",
    "normalise_spans",
    "paragraph_direction",
    "paragraphs",
    "previous_word",
    "snap_to_graphemes",
    "snap_to_words",
    "soft_blocks",
    "trim",
    "with_words",
    "without_words",
    "word_at",
    "words",
]
