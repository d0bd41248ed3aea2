"""Text: spans, offsets, folding, words and clitics, graphemes, direction. No Qt, no numpy.

All offsets are code points, half-open, in logical order, unless a name says UTF-16.
"""

from annotator.core.text.direction import Direction, document_direction, paragraph_direction
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
from annotator.core.text.span import Span, Spans, envelope, normalise_spans
from annotator.core.text.utf16 import Utf16Index

__all__ = [
    "Direction",
    "Paragraph",
    "Span",
    "Spans",
    "Utf16Index",
    "document_direction",
    "envelope",
    "first_line_title",
    "grapheme_boundaries",
    "is_grapheme_boundary",
    "normalise_spans",
    "paragraph_direction",
    "paragraphs",
    "snap_to_graphemes",
    "soft_blocks",
]
