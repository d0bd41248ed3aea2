"""Hypothesis strategies for texts that hurt: what news sites, PDF files and people really write.

Texts are made of words and separators rather than of single code points, so that marks sit on
letters, joiners between them, and controls come in the pairs that files have; now and then a
stray one comes alone. No lone surrogates: such a text cannot be stored (see `errors`).
"""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from annotator.core.text import Span, snap_to_graphemes

ARABIC_WORDS = (
    "روسيا",
    "وروسيا",
    "بيلاروسيا",
    "الرئيس",
    "للحوار",
    "وتاس",
    "لإجلاء",
    "الروسى",
    "الروسي",
    "القضايا",
    "مسؤول",
    "شيء",
    "ماء",
    "لا",
    "الله",
    "أنقرة",
    "الاثنين",
    "الإثنين",
    "آراء",
    "و",
)
VOCALISED = ("قَالَ", "مُحَمَّدٌ", "الرَّحْمٰنِ", "ٱلْحَمْدُ", "لِلّٰهِ", "دائمًا", "إِنَّهُۥ", "أ\u0654\u064eب")
STRETCHED = ("الســـلام", "مـحـمـد", "بوتـِـين", "ـتاس", "وـNATO", "هـ")
PRESENTATION = ("ﻻ", "ﻼ", "ﷲ", "ﷺ", "ﻣﺤﻤﺪ", "ﻟﻠﺤﻮﺍﺭ", "ﺑﻮﺗﻴﻦ", "ﹷ", "ﱞ")
PERSIAN = (
    "می\u200cشود",
    "کتاب\u200cها",
    "خانه\u200cٔ",
    "نامه\u200cای",
    "گفت",
    "ژاپن",
    "۱۴۰۳",
    "۲٫۵",
    "هاي\u200c",
)
URDU = ("پاکستان", "ہے", "کے", "ٹیلی", "بھارت", "نقطۂ")
HEBREW = ("שָׁלוֹם", "יְרוּשָׁלַיִם", "צה״ל", 'צה"ל', "ובירושלים", "ג׳ורג׳", "שׁ", "בית־הספר")
LATIN = (
    "Putin",
    "NATO",
    "can't",
    "it’s",
    "naïve",
    "cafe\u0301",
    "Straße",
    "İstanbul",
    "U.S.",
    "G20",
    "ﬁn",
)
NUMBERS = (
    "5.5",
    "٢٫٥",
    "٢٬٥٠٠",
    "1,000.25",
    "24/2/2025",
    "50%",
    "٪٣٠",
    "½",
    "1\ufe0f\u20e3",
    "\u0600\u0661\u0662",
)
PICTURES = (
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "❤\ufe0f",
    "🇸🇦",
    "🇷🇺🇨🇳🇹🇷",
    "🏴\U000e0067\U000e0062\U000e007f",
    "😀",
    "🏳\ufe0f\u200d🌈",
)
ASTRAL = ("𐤀𐤁", "𝒜𝒷", "𞤀𞤣", "\U0001ee00\U0001ee01", "𠀀")
OTHER = ("한국", "각", "नमस्ते", "กำ", "中国")
MARKS = (
    '"',
    "“",
    "”",
    "«",
    "»",
    "،",
    "؛",
    "؟",
    ".",
    "...",
    "…",
    ":",
    "(",
    ")",
    "[",
    "]",
    "-",
    "–",
    "'",
    "_",
    "#",
)
SPACES = (" ", " ", " ", "  ", "\u00a0", "\u202f", "\t", "\u200b", "\u3000")
LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b")
CONTROLS = (
    "\u200f",
    "\u200e",
    "\u061c",
    "\u202a",
    "\u202b",
    "\u202d",
    "\u202e",
    "\u202c",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\x00",
)
STRAY = (
    "\u064b",
    "\u0651\u064e",
    "\u0301",
    "\u05b0",
    "\ufe0f",
    "\u20e3",
    "\u0670",
    "\u0640",
    "\u06dd",
    "ء",
)
ENCLOSED = tuple(
    opener + word + closer
    for opener, closer in (
        ("\u202b", "\u202c"),
        ("\u2067", "\u2069"),
        ("\u202a", "\u202c"),
        ('"', '"'),
        ("«", "»"),
    )
    for word in ("الكرملين", "iPhone 15 Pro")
)

_WORDS = (
    *ARABIC_WORDS,
    *VOCALISED,
    *STRETCHED,
    *PRESENTATION,
    *PERSIAN,
    *URDU,
    *HEBREW,
    *LATIN,
    *NUMBERS,
    *PICTURES,
    *ASTRAL,
    *OTHER,
    *ENCLOSED,
)


def _joined(*kinds: tuple[str, ...], max_size: int) -> st.SearchStrategy[str]:
    """Pieces of all `kinds`, each kind as likely as the others, written one after another."""
    piece = st.one_of(*(st.sampled_from(kind) for kind in kinds))
    return st.lists(piece, max_size=max_size).map("".join)


def words_alone() -> st.SearchStrategy[str]:
    """One word, number or picture, often with what is hard about its script."""
    return st.sampled_from(_WORDS)


def paragraph_texts(max_size: int = 16) -> st.SearchStrategy[str]:
    """The text of one paragraph, perhaps empty: no newline, though other line ends of Unicode."""
    pieces = _joined(
        ARABIC_WORDS,
        VOCALISED,
        _WORDS,
        MARKS,
        SPACES,
        SPACES,
        CONTROLS,
        STRAY,
        ("\r", "\u2028", "\u2029"),
        max_size=max_size,
    )
    anything = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=8)
    return st.one_of(pieces, pieces, pieces, anything)


def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """The text of a document of several paragraphs, perhaps empty."""
    pieces = _joined(
        ARABIC_WORDS,
        VOCALISED,
        _WORDS,
        MARKS,
        SPACES,
        SPACES,
        CONTROLS,
        STRAY,
        LINE_ENDS,
        max_size=max_size,
    )
    anything = st.text(st.characters(codec="utf-8"), max_size=8)
    return st.one_of(pieces, pieces, pieces, anything)


def offsets_in(text: str) -> st.SearchStrategy[int]:
    """An offset of `text`, its end included."""
    return st.integers(0, len(text))


def spans_in(text: str) -> st.SearchStrategy[Span]:
    """A span of `text`, which must not be empty."""
    return st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda ends: Span(min(ends[0], ends[1] - 1), max(ends[0] + 1, ends[1]))
    )


def texts_with_span(max_size: int = 24) -> st.SearchStrategy[tuple[str, Span]]:
    """A text that is not empty, and a span in it."""
    return (
        texts(max_size).filter(bool).flatmap(lambda text: st.tuples(st.just(text), spans_in(text)))
    )


def keeps_marks_with_their_letters(text: str, span: Span) -> bool:
    """Whether both edges are cluster boundaries, but for an invisible joiner left outside."""
    snapped = snap_to_graphemes(text, span)
    outside = text[snapped.start : span.start] + text[span.end : snapped.end]
    return not any(unicodedata.category(character)[0] == "M" for character in outside)
