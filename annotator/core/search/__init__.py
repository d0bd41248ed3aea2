"""Searching the whole project: a small language of words and conditions, and its answers."""

from annotator.core.search.errors import SearchError
from annotator.core.search.finding import Found, Key, Page, Search, count, find, page, prepare
from annotator.core.search.parsing import parse
from annotator.core.search.printing import text_of, value_text

__all__ = [
    "Found",
    "Key",
    "Page",
    "Search",
    "SearchError",
    "count",
    "find",
    "page",
    "parse",
    "prepare",
    "text_of",
    "value_text",
]
