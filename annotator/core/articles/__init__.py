"""Reading article files into documents."""

from annotator.core.articles.decoding import Decoded, decode
from annotator.core.articles.encodings import encoding_name
from annotator.core.articles.language import guess_language
from annotator.core.articles.reading import (
    TEXT_EXTENSIONS,
    ReadArticle,
    UnreadFile,
    find_files,
    natural_key,
    read_article,
    read_articles,
)

__all__ = [
    "TEXT_EXTENSIONS",
    "Decoded",
    "ReadArticle",
    "UnreadFile",
    "decode",
    "encoding_name",
    "find_files",
    "guess_language",
    "natural_key",
    "read_article",
    "read_articles",
]
