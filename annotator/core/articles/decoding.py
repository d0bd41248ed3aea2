"""Bytes of a text file to the text that a document keeps.

Unicode files say what they are: by a byte order mark, or by being valid UTF-8, which text in
another encoding practically never is. The rest is recognised by charset-normalizer among the
encodings that news in our scripts were ever written in, and is marked as a guess.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from annotator.core.articles.encodings import encoding_name
from annotator.core.errors import N_, InputError

BOM_REMOVED = N_("A byte order mark at the start was left out.")
LINE_ENDS_CHANGED = N_("Line ends of Windows or old Mac files became line feeds.")

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What people hand over for a text file. Some of it has no byte that would give it away.
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "DOCX/ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"SQLite format 3\x00", "SQLite"),
)

# Tried in two rounds: Arabic comes first, and fewer candidates make fewer wrong guesses.
_LEGACY = (("cp1256", "iso8859_6"), ("cp1255", "cp1252"))
_UTF16 = ("utf_16_le", "utf_16_be")
_SCRIPTS = {
    "cp1256": re.compile("[\u0621-\u06d2]"),
    "iso8859_6": re.compile("[\u0621-\u06d2]"),
    "cp1255": re.compile("[\u05d0-\u05ea]"),
    "cp1252": re.compile("[A-Za-zÀ-ÿ]"),
}
_LETTER = re.compile(r"[^\W\d_]")

# C0 controls that no text needs; tab, line feed, vertical tab, form feed and CR are left out.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_CONTROLS_PER_HUNDRED = 1


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and how it was come by.

    `encoding` is the name of the Python codec; `guessed` says that the bytes alone do not prove
    it; `notes` are English sentences, marked for translation, about what was changed.
    """

    text: str
    encoding: str
    guessed: bool
    notes: tuple[str, ...]


def decode(data: bytes, name: str, *, encoding: str | None = None) -> Decoded:
    """Decode a text file, strip one byte order mark and make every line end a line feed.

    `name` stands for the file in errors; `encoding` overrides what would be recognised.

    Raises:
        InputError: the file is empty, is no text, or is damaged; or its encoding is unknown.
    """
    if not data:
        raise InputError(N_("The file “{name}” is empty."), name=name)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(
                N_("“{name}” is a {kind} file, not plain text; save it as text first."),
                name=name,
                kind=kind,
            )
    text, used, guessed, marked = _text_of(data, name, encoding)
    _check_text(text, name)
    notes = []
    if marked:
        notes.append(BOM_REMOVED)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append(LINE_ENDS_CHANGED)
    return Decoded(text, used, guessed, tuple(notes))


def _text_of(data: bytes, name: str, encoding: str | None) -> tuple[str, str, bool, bool]:
    """The text, its encoding, whether that is a guess, and whether a mark was stripped."""
    if encoding is not None:
        text = _decode_as(data, encoding, name)
        return text.removeprefix("\ufeff"), encoding, False, text.startswith("\ufeff")
    for mark, marked_encoding in _MARKS:
        if data.startswith(mark):
            text = _decode_as(data[len(mark) :], marked_encoding, name)
            return text, marked_encoding, False, True
    # Letters of Arabic, Hebrew and Latin have a high byte of 06, 05 and 00 in UTF-16.
    if _CONTROL_BYTES.search(data) and len(data) % 2 == 0:
        found = _recognise(data, _UTF16)
        if found and _is_plausible(found[0]):
            return *found, True, False
    try:
        return data.decode("utf-8"), "utf-8", False, False
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, name)
    for candidates in _LEGACY:
        found = _recognise(data, candidates)
        if found and not _CONTROLS.search(found[0]) and _in_script(*found):
            return *found, True, False
    if b"\x00" in data:
        raise _not_text(name)
    raise InputError(
        N_("The encoding of “{name}” could not be recognised; save the file as UTF-8."),
        name=name,
    )


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise InputError(N_("There is no encoding “{encoding}”."), encoding=encoding) from None
    except UnicodeDecodeError as error:
        raise InputError(
            N_(
                "“{name}” is not valid {encoding}: the byte at position {position} "
                "does not belong there."
            ),
            name=name,
            encoding=encoding_name(encoding),
            position=error.start,
        ) from None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Raise where the file is UTF-8 but for a few bytes: any guess would garble all of it."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - damaged
    if whole < 4 * damaged:
        return
    raise InputError(
        N_(
            "“{name}” is damaged: it is UTF-8, but the byte at position {position} "
            "does not belong there."
        ),
        name=name,
        position=error.start,
    )


def _recognise(data: bytes, candidates: Sequence[str]) -> tuple[str, str] | None:
    """The text and the encoding that charset-normalizer finds best among `candidates`."""
    best = from_bytes(data, cp_isolation=list(candidates), enable_fallback=False).best()
    if best is None or best.encoding not in candidates:
        return None
    try:
        # Decoded here, not taken from the match, which may have sampled or replaced.
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError:
        return None


def _is_plausible(text: str) -> bool:
    """Whether most of what was read as UTF-16 is letters of scripts that we meet."""
    letters = len(re.findall("[A-Za-z\u00c0-\u024f\u0590-\u06ff\u0750-\u077f]", text))
    return 2 * letters > len(text) and not _CONTROLS.search(text)


def _in_script(text: str, encoding: str) -> bool:
    """Whether most letters are of the script that the encoding was made for."""
    return 2 * len(_SCRIPTS[encoding].findall(text)) > len(_LETTER.findall(text))


def _check_text(text: str, name: str) -> None:
    # SQLite's own functions take U+0000 for the end of a text, so a document cannot hold it.
    if "\x00" in text or 100 * len(_CONTROLS.findall(text)) > _CONTROLS_PER_HUNDRED * len(text):
        raise _not_text(name)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputError(N_("The file “{name}” holds no text, only blank space."), name=name)


def _not_text(name: str) -> InputError:
    return InputError(
        N_("“{name}” is a binary file, not plain text; save the article as text first."),
        name=name,
    )
