from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication

from annotator.app import paths
from annotator.app.settings import Settings
from annotator.ui.fonts import article_font, interface_font, line_metrics, load_fonts

FOLDER = paths.resources() / "fonts"
TABLE = tomllib.loads((FOLDER / "fonts.toml").read_text(encoding="utf-8"))
LISTS = {"interface": TABLE["interface"], **TABLE["reading"]}

# What news articles are written with, in the languages that Hashiya is for.
LETTERS = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةـ" + "پچژگکی" + "ٹڈڑںےہۃ" + "ًٌٍَُِّْٰ"
    "،؛؟٪٫٬" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹"
    "ABCXYZabcxyzéçñ0123456789" + "«»\"“”‘’'—–…()[]{}/:.,!?%&*+-=$€" + "אבגדהוזחטיכלמנסעפצקרשת"
)


@pytest.fixture
def settings(qapp: QApplication, tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


def covers(families: list[str], character: str) -> bool:
    for path in FOLDER.glob("*-Regular.ttf"):
        raw = QRawFont(str(path), 20)
        # The overload for a code point: that for a string fails beyond ASCII.
        if raw.familyName() in families and raw.supportsCharacter(ord(character)):
            return True
    return False


@pytest.mark.parametrize("name", LISTS)
def test_no_letter_of_an_article_needs_a_face_of_the_machine(qapp: QApplication, name: str) -> None:
    missing = [letter for letter in LETTERS if not covers(LISTS[name], letter)]
    assert missing == []


@pytest.mark.parametrize("name", LISTS)
def test_the_families_are_loaded(qapp: QApplication, name: str) -> None:
    assert set(LISTS[name]) <= set(QFontDatabase.families())


def test_loading_again_loads_nothing(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: str) -> int:
        raise AssertionError

    monkeypatch.setattr(QFontDatabase, "addApplicationFont", staticmethod(refuse))
    load_fonts()


def test_a_face_that_cannot_be_loaded_is_told(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", staticmethod(lambda _path: -1))
    qapp.setProperty("hashiyaFontsLoaded", False)
    load_fonts()
    assert "Vazirmatn-Bold.ttf cannot be loaded" in caplog.text


def test_the_settings_choose_face_and_size(settings: Settings) -> None:
    assert article_font(settings).families()[0] == "Noto Naskh Arabic"
    assert article_font(settings).pointSize() == 20
    settings.update({"article.font": "nastaliq", "article.text_size": 30})
    assert article_font(settings).families()[0] == "Noto Nastaliq Urdu"
    assert article_font(settings).pointSize() == 30
    assert interface_font(settings).families()[0] == "Vazirmatn"
    assert interface_font(settings).pointSize() == 10


@pytest.mark.parametrize("face", ["naskh", "sans", "nastaliq"])
@pytest.mark.parametrize("bold", [False, True])
def test_no_line_is_higher_than_the_metrics_say(
    settings: Settings, face: str, *, bold: bool
) -> None:
    settings.set("article.font", face)
    font = article_font(settings)
    font.setBold(bold)
    metrics = line_metrics(font)
    for text in ("قال «NATO» — “نعم”", 'و"الكرملين"', "שלום", "NATO", "مُحَمَّدٌ", LETTERS):
        layout = QTextLayout(text, font)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        assert line.ascent() <= metrics.ascent
        assert line.descent() <= metrics.descent


def test_partners_do_not_make_lines_of_naskh_higher(settings: Settings) -> None:
    naskh = QFontMetricsF(QFont("Noto Naskh Arabic", 20))
    assert line_metrics(article_font(settings)).height <= naskh.height() + 2


def test_a_plain_font_has_metrics_too(qapp: QApplication) -> None:
    metrics = line_metrics(QFont("Vazirmatn", 12))
    assert metrics.height == metrics.ascent + metrics.descent > 0


def test_each_face_lies_beside_its_licence() -> None:
    licences = {path.stem.removeprefix("OFL-") for path in FOLDER.glob("OFL-*.txt")}
    for path in FOLDER.glob("*.ttf"):
        assert any(path.stem.startswith(name) for name in licences), path.name
    assert sum(path.stat().st_size for path in FOLDER.glob("*.ttf")) < 4_000_000
