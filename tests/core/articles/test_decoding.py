"""Bytes to text: every encoding that news comes in, and what is no text at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.articles import decode
from annotator.core.articles.decoding import BOM_REMOVED, LINE_ENDS_CHANGED
from annotator.core.errors import InputError
from tests.support.texts import texts

PROVEN = [
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]


@pytest.mark.parametrize(("mark", "encoding"), PROVEN)
def test_unicode_with_a_mark_or_as_utf8_is_no_guess(
    sample_text: str, mark: bytes, encoding: str
) -> None:
    decoded = decode(mark + sample_text.encode(encoding), "a.txt")
    assert decoded.text == sample_text
    assert (decoded.encoding, decoded.guessed) == (encoding, False)
    assert decoded.notes == ((BOM_REMOVED,) if mark else ())


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf_16_le", "utf_16_be"])
@pytest.mark.parametrize("lines", [1, 4, None], ids=["title", "start", "all"])
def test_other_encodings_are_recognised_and_called_a_guess(
    sample_text: str, encoding: str, lines: int | None
) -> None:
    text = "\n".join(sample_text.split("\n")[:lines])
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert (decoded.encoding, decoded.guessed) == (encoding, True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("שר החוץ אמר כי ישראל תשלח משלחת לוושינגטון בשבוע הבא.", "cp1255"),
        ("Le président français a déclaré que l’été serait très long.", "cp1252"),
        ("رئيس جمهور گفت که پيشنهاد چين بررسي مي شود و پاسخ داده خواهد شد", "cp1256"),
    ],
)
def test_neighbouring_languages(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


def test_a_chosen_encoding_overrides_the_guess(sample_text: str) -> None:
    decoded = decode(sample_text.encode("cp1256"), "a.txt", encoding="cp1256")
    assert decoded.text == sample_text
    assert not decoded.guessed


def test_only_one_mark_is_stripped_and_marks_inside_stay() -> None:
    decoded = decode(codecs.BOM_UTF8 + "\ufeffأ\ufeffب".encode(), "a.txt")
    assert decoded.text == "\ufeffأ\ufeffب"


def test_line_ends_become_line_feeds_and_it_is_said() -> None:
    decoded = decode("أ\r\nب\rت\nث\r\r\n".encode(), "a.txt")
    assert decoded.text == "أ\nب\nت\nث\n\n"
    assert decoded.notes == (LINE_ENDS_CHANGED,)


@given(texts())
def test_utf8_is_kept_code_point_by_code_point_but_for_line_ends(text: str) -> None:
    # After a whole article, so that a few controls do not make it look like a binary file.
    whole = "قال الرئيس الروسي. " * 200 + text.replace("\0", "")
    kept = whole.replace("\r\n", "\n").replace("\r", "\n")
    assert decode(whole.encode(), "a.txt").text == kept


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file “x.txt” is empty."),
        (codecs.BOM_UTF8 + b" \r\n\t", "The file “x.txt” holds no text, only blank space."),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0",
            "“x.txt” is a binary file, not plain text; save the article as text first.",
        ),
        (
            "قال\0الرئيس".encode(),
            "“x.txt” is a binary file, not plain text; save the article as text first.",
        ),
        (
            bytes(range(256)) * 3,
            "“x.txt” is a binary file, not plain text; save the article as text first.",
        ),
        (b"%PDF-1.7\n", "“x.txt” is a PDF file, not plain text; save it as text first."),
        (b"PK\x03\x04..", "“x.txt” is a DOCX/ZIP file, not plain text; save it as text first."),
        (
            "قال الرئيس".encode()[:-1],
            "“x.txt” is damaged: it is UTF-8, but the byte at position 17 does not belong there.",
        ),
        (
            codecs.BOM_UTF16_LE + "قال".encode("utf-16-le") + b"\x00\xd8",
            "“x.txt” is not valid UTF-16: the byte at position 6 does not belong there.",
        ),
        (
            codecs.BOM_UTF8 + "قال".encode() + b"\xed\xa0\x80",
            "“x.txt” is not valid UTF-8: the byte at position 6 does not belong there.",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "x.txt")
    assert str(caught.value) == sentence


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(InputError, match="There is no encoding “arabic-nonsense”"):
        decode("قال".encode(), "x.txt", encoding="arabic-nonsense")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    try:
        decoded = decode(data, "x.txt")
    except InputError:
        return
    assert decoded.text
    assert "\r" not in decoded.text
    assert "\0" not in decoded.text
    decoded.text.encode("utf-8")
