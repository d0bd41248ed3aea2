"""The interface's language: sentences, numbers and dates.

English is the key of every sentence; `resources/translations/<code>/LC_MESSAGES/hashiya.mo` holds
the others, in gettext's format. What `_` says depends on a choice that the whole program shares,
as in gettext itself; it is held in one small object at the end of this module, and it is the only
state of a module in the program.
"""

from __future__ import annotations

import gettext
import locale
import os
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.app import paths
from annotator.core.errors import N_, HashiyaError

if TYPE_CHECKING:
    from annotator.app.settings import Settings

DOMAIN = "hashiya"
SYSTEM = "system"
FALLBACK = "en"

# Each language by its own name: whoever cannot read the interface must still find their language.
_OWN_NAMES = {"ar": "العربية", "en": "English"}
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})

_ARABIC_INDIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


@dataclass(slots=True)
class _Voice:
    """The language and the numerals that are chosen now."""

    language: str = FALLBACK
    arabic_indic: bool = False
    catalog: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


def available_languages() -> dict[str, str]:
    """The languages of the interface: code and own name, English last as the key of the others."""
    found = sorted(path.parent.parent.name for path in _catalogs().glob("*/LC_MESSAGES/*.mo"))
    return {code: _OWN_NAMES.get(code, code) for code in [*found, FALLBACK]}


def set_language(code: str, *, system: str = "") -> str:
    """Let `_` speak this language from now on and return the code that was taken.

    `code` is one of `available_languages()` or `system`. `system` is the locale as the toolkit
    knows it (`ar_EG`), where there is one; without it the environment is asked. A language
    without a catalog falls back to English.
    """
    wanted = (system or system_locale()) if code == SYSTEM else code
    wanted = wanted.replace("-", "_").split("_")[0].lower()
    _voice.language = wanted if wanted in available_languages() else FALLBACK
    _voice.catalog = _catalog(_voice.language)
    return _voice.language


def set_numerals(name: str) -> None:
    """Choose the digits of an Arabic interface: `latin` (123) or `arabic-indic` (١٢٣)."""
    _voice.arabic_indic = name == "arabic-indic"


def apply_settings(settings: Settings, *, system: str = "") -> str:
    """Take language and numerals from the settings; return the language's code."""
    set_numerals(settings.text("numerals"))
    return set_language(settings.text("language"), system=system)


def language() -> str:
    """The code of the language that `_` speaks."""
    return _voice.language


def is_rtl(code: str = "") -> bool:
    """Whether a language (without one: the interface's) is written from right to left."""
    return (code or _voice.language).replace("-", "_").split("_")[0] in _RIGHT_TO_LEFT


def _(message: str) -> str:
    """The sentence in the interface's language."""
    return _voice.catalog.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the sentence that fits the number `n`."""
    return _voice.catalog.ngettext(singular, plural, n)


def in_language(code: str, message: str) -> str:
    """The sentence in another language than the interface's: for what is found by either name."""
    if code == _voice.language:
        return _(message)
    return _catalog(code).gettext(message)


def pgettext(context: str, message: str) -> str:
    """The sentence in the meaning that it has in `context`."""
    return _voice.catalog.pgettext(context, message)


def isolate(text: str) -> str:
    """`text` between U+2068 and U+2069, so that its direction leaves the sentence around it alone.

    For names and paths that are put into a sentence that Qt shows; never for stored text.
    """
    return f"\u2068{text}\u2069"


def say(error: HashiyaError) -> str:
    """What went wrong, in the interface's language, with the error's details filled in.

    In a right-to-left language, paths and names are isolated. Numbers among the details are
    places (a line, an offset) and stay Latin.
    """
    details = {name: _detail(value) for name, value in error.details.items()}
    return _(error.template).format(**details)


def number(n: float) -> str:
    """A count for people, grouped by thousands, in the digits of the settings.

    Arabic-Indic digits belong to an Arabic interface; elsewhere the setting does nothing. Never
    for offsets and identifiers, which must read the same everywhere.
    """
    return _digits(f"{n:,}" if isinstance(n, int) else f"{n:,.1f}")


def percent(fraction: float) -> str:
    """A share for people: 0.4567 is `46%`. Never 100 % before all of it is there, nor 0 % after."""
    whole = round(fraction * 100)
    if 0 < fraction < 1:
        whole = min(max(whole, 1), 99)
    return _digits(f"{whole}%")


def coefficient(value: float | None) -> str:
    """A measure between -1 and 1 for people, to four digits: `0.8571`; a dash where undefined."""
    return "–" if value is None else _digits(f"{value:.4f}")


def date_text(unix_seconds: float) -> str:
    """A moment in local time, as `24 February 2025, 10:05`."""
    moment = time.localtime(unix_seconds)
    text = _("{day} {month} {year}, {hour}:{minute}").format(
        day=moment.tm_mday,
        month=_(_MONTHS[moment.tm_mon - 1]),
        year=moment.tm_year,
        hour=f"{moment.tm_hour:02}",
        minute=f"{moment.tm_min:02}",
    )
    return text.translate(_ARABIC_INDIC) if _speaks_arabic_indic() else text


def day_text(day: str) -> str:
    """A day in ISO 8601 (`2025-02-24`) as `24 February 2025`; anything else as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    text = _("{day} {month} {year}").format(
        day=found.day, month=_(_MONTHS[found.month - 1]), year=found.year
    )
    return text.translate(_ARABIC_INDIC) if _speaks_arabic_indic() else text


def system_locale() -> str:
    """The locale of the person, such as `ar_EG`, by gettext's variables, or by Windows."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").split(":")[0].split(".")[0]
        if value:
            return value
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return locale.getlocale()[0] or ""


def _catalog(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, _catalogs(), languages=[code], fallback=True)


def _catalogs() -> Path:
    return paths.resources() / "translations"


def _detail(value: object) -> object:
    if isinstance(value, HashiyaError):
        return say(value)
    if isinstance(value, tuple) and all(isinstance(each, HashiyaError) for each in value):
        return "\n".join(say(each) for each in value)
    if is_rtl() and isinstance(value, str | os.PathLike):
        return isolate(str(value))
    return value


def _speaks_arabic_indic() -> bool:
    return _voice.arabic_indic and _voice.language == "ar"


def _digits(text: str) -> str:
    return text.translate(_ARABIC_INDIC) if _speaks_arabic_indic() else text


_voice = _Voice()
