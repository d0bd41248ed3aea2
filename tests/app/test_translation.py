from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app import translation
from annotator.app.settings import Settings
from annotator.app.translation import (
    _,
    apply_settings,
    available_languages,
    date_text,
    is_rtl,
    language,
    ngettext,
    number,
    percent,
    pgettext,
    say,
    set_language,
    set_numerals,
)
from annotator.core.errors import HashiyaError, InputError


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    set_language("en")
    set_numerals("latin")
    yield
    set_language("en")
    set_numerals("latin")


def test_english_is_the_key() -> None:
    assert _("May") == "May"
    assert ngettext("one", "many", 1) == "one"
    assert ngettext("one", "many", 0) == "many"
    assert pgettext("month", "no such sentence") == "no such sentence"


def test_arabic_is_spoken_after_it_is_chosen() -> None:
    assert set_language("ar") == "ar"
    assert language() == "ar"
    assert _("May") == "مايو"
    assert _("no such sentence") == "no such sentence"


def test_the_languages_are_named_by_themselves() -> None:
    assert available_languages() == {"ar": "العربية", "en": "English"}


@pytest.mark.parametrize(
    ("locale", "code"),
    [("ar_EG", "ar"), ("ar-SA", "ar"), ("AR", "ar"), ("en_GB", "en"), ("fr_FR", "en"), ("C", "en")],
)
def test_the_systems_language_is_taken_where_it_is_there(locale: str, code: str) -> None:
    assert set_language("system", system=locale) == code


def test_without_a_toolkit_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ar_MA.UTF-8")
    assert set_language("system") == "ar"
    monkeypatch.setenv("LANGUAGE", "en_US:ar")
    assert set_language("system") == "en"


def test_the_settings_choose_language_and_numerals(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "settings.toml")
    settings.update({"language": "ar", "numerals": "arabic-indic"})
    assert apply_settings(settings, system="en_US") == "ar"
    assert number(1234567) == "١٬٢٣٤٬٥٦٧"
    assert number(2.5) == "٢٫٥"
    assert percent(0.456) == "٤٦٪"


def test_arabic_digits_belong_to_an_arabic_interface() -> None:
    set_numerals("arabic-indic")
    assert number(1234) == "1,234"
    set_language("ar")
    set_numerals("latin")
    assert number(1234) == "1,234"


def test_all_and_nothing_are_exact() -> None:
    shares = (0, 0.0001, 0.5, 0.9999, 1)
    assert [percent(share) for share in shares] == ["0%", "1%", "50%", "99%", "100%"]


def test_dates_are_local_and_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.localtime", time.gmtime)
    moment = 1740391500
    assert date_text(moment) == "24 February 2025, 10:05"
    set_language("ar")
    assert date_text(moment) == "24 فبراير 2025، 10:05"
    set_numerals("arabic-indic")
    assert date_text(moment) == "٢٤ فبراير ٢٠٢٥، ١٠:٠٥"


def test_right_to_left_languages_are_known() -> None:
    assert is_rtl("ar")
    assert is_rtl("fa_IR")
    assert not is_rtl("en")
    assert not is_rtl()
    set_language("ar")
    assert is_rtl()


def test_an_error_is_said_in_the_language_with_its_details() -> None:
    error = InputError("The settings cannot be written to {path}: {reason}", path="a", reason="b")
    assert say(error) == "The settings cannot be written to a: b"
    set_language("ar")
    assert say(error) == "تعذرت كتابة الإعدادات في \u2068a\u2069: \u2068b\u2069"


def test_an_error_within_an_error_is_said_too() -> None:
    inner = HashiyaError("May")
    set_language("ar")
    assert say(HashiyaError("({inner}) {line}", inner=inner, line=5700)) == "(مايو) 5700"


def test_the_arabic_plural_has_six_forms() -> None:
    set_language("ar")
    forms = translation._voice.catalog
    plural = forms.plural  # type: ignore[attr-defined]
    assert [plural(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)] == [
        0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4,
    ]  # fmt: skip
