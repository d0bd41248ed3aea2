"""Text: spans, offsets, folding, words and clitics, graphemes, direction. No Qt, no numpy.

All offsets are code points, half-open, in logical order, unless a name says UTF-16.
"""

from annotator.core.text.span import Span, Spans, envelope, normalise_spans
from annotator.core.text.utf16 import Utf16Index

__all__ = ["Span", "Spans", "Utf16Index", "envelope", "normalise_spans"]
