from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.app import paths
from annotator.app.settings import Settings
from annotator.core.schema import read_schema_file
from annotator.ui.theme import Roles, Theme, apply_theme, theme_name

THEMES = ("light", "dark")
HUES = ("blue", "cyan", "mint", "pear", "olive", "yellow", "orange", "pink", "grey")

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
MACHADO = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# The least distance (CIE 1976) between two colours of Tol light, the best palette of nine that
# was measured: ours are softer and must not be closer.
TOL_LIGHT = {"normal": 14.0, "deuteranopia": 11.0, "protanopia": 12.0, "tritanopia": 13.0}

Triple = tuple[float, float, float]


def linear(color: QColor) -> Triple:
    def one(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return one(color.redF()), one(color.greenF()), one(color.blueF())


def contrast(first: QColor, second: QColor) -> float:
    """WCAG 2.2's contrast ratio."""

    def luminance(color: QColor) -> float:
        red, green, blue = linear(color)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def lab(color: QColor, matrix: tuple[Triple, ...]) -> Triple:
    """CIE Lab (D65) of the colour as an eye with this matrix sees it."""
    seen = [
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(color), strict=True))))
        for row in matrix
    ]
    rows = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    values = [sum(a * b for a, b in zip(row, seen, strict=True)) / sum(row) for row in rows]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in values)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return Theme.load(request.param)


@pytest.mark.parametrize("eye", MACHADO)
def test_the_hues_stay_apart_for_every_eye(theme: Theme, eye: str) -> None:
    seen = {name: lab(hue.fill, MACHADO[eye]) for name, hue in theme.hues.items()}
    for (one, first), (two, second) in itertools.combinations(seen.items(), 2):
        distance = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert distance >= TOL_LIGHT[eye], (one, two)


def test_letters_are_readable_on_every_fill(theme: Theme) -> None:
    for name, hue in theme.hues.items():
        for ground in (hue.fill, hue.selected_fill, hue.tint):
            assert contrast(theme.roles.article_text, ground) >= 4.5, name


def test_lines_and_chips_stand_out(theme: Theme) -> None:
    for name, hue in theme.hues.items():
        assert contrast(hue.line, theme.roles.page) >= 3, name
        assert contrast(hue.chip, theme.roles.page) >= 4.5, name
        assert contrast(hue.chip, hue.tint) >= 4.5, name
        assert contrast(hue.chip, theme.roles.panel) >= 4.5, name
        assert contrast(hue.chip_text, hue.chip) >= 4.5, name


def test_a_selected_fill_is_not_the_fill(theme: Theme) -> None:
    for name, hue in theme.hues.items():
        assert contrast(hue.selected_fill, theme.roles.page) > contrast(
            hue.fill, theme.roles.page
        ), name


@pytest.mark.parametrize("ground", ["window", "panel", "page", "field", "raised", "hover"])
def test_words_are_readable_and_edges_visible(theme: Theme, ground: str) -> None:
    roles = theme.roles
    behind = getattr(roles, ground)
    for ink in ("text", "muted", "article_text", "error", "warning"):
        assert contrast(getattr(roles, ink), behind) >= 4.5, ink
    for sign in (
        "border", "accent", "focus", "caret", "link_selected", "status_new", "status_in_progress",
        "status_done", "status_reviewed", "accepted", "rejected", "question",
    ):  # fmt: skip
        assert contrast(getattr(roles, sign), behind) >= 3, sign


def test_what_lies_on_colours_is_readable(theme: Theme) -> None:
    roles = theme.roles
    for ink, ground in (
        (roles.text, roles.selection),
        (roles.muted, roles.selection),
        (roles.article_text, roles.article_selection),
        (roles.article_text, roles.found),
        (roles.text, roles.pressed),
        (roles.text, roles.error_fill),
        (roles.text, roles.warning_fill),
        (roles.error, roles.error_fill),
        (roles.warning, roles.warning_fill),
        (roles.on_primary, roles.primary),
        (roles.on_primary, roles.primary_hover),
    ):
        assert contrast(ink, ground) >= 4.5
    for sign, ground in (
        (roles.on_accent, roles.accent),
        (roles.focus, roles.selection),
        (roles.text, roles.primary),
        (roles.primary, roles.window),
    ):
        assert contrast(sign, ground) >= 3


def test_both_themes_have_every_role_and_hue(theme: Theme) -> None:
    assert tuple(theme.hues) == HUES
    assert all(getattr(theme.roles, each.name).isValid() for each in fields(Roles))
    assert theme.is_dark == (theme.name == "dark")


def test_every_colour_of_the_palette_is_used(theme: Theme) -> None:
    path = paths.resources() / "themes" / f"{theme.name}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table["palette"]) == set(table["roles"].values())


def test_a_hue_that_a_theme_lacks_is_grey(theme: Theme) -> None:
    assert theme.hue("mauve") == theme.hues["grey"]


def test_the_schemas_name_hues_that_are_there(theme: Theme) -> None:
    for path in (paths.seeds() / "schemas").glob("*.toml"):
        for layer in read_schema_file(path).layers:
            assert {label.color for label in layer.labels} <= set(theme.hues), path.name


def test_the_signs_have_the_colours_of_their_roles(theme: Theme) -> None:
    table = {"on-accent": theme.roles.on_accent, "check": theme.roles.text}
    table |= {"dot": theme.roles.text, "down": theme.roles.muted, "up": theme.roles.muted}
    for image in theme.images.glob("*.svg"):
        role = next(color for part, color in table.items() if part in image.stem)
        assert re.findall(r"#[0-9A-F]{6}", image.read_text(encoding="utf-8")) == [
            role.name().upper()
        ], image.name


def test_the_style_sheet_names_only_roles_and_images_that_are_there(theme: Theme) -> None:
    sheet = theme.style_sheet()
    assert "@" not in sheet
    for image in re.findall(r'url\("(.+?)"\)', sheet):
        assert Path(image).is_file(), image


def test_the_style_sheet_knows_neither_left_nor_right() -> None:
    source = (paths.resources() / "themes" / "style.qss").read_text(encoding="utf-8")
    assert not re.findall(r"(?:padding|margin|border)-(?:left|right)|text-align", source)
    for values in re.findall(r"(?:padding|margin): ([^;]+);", source):
        parts = values.split()
        assert len(parts) < 4 or parts[1] == parts[3], values


def test_the_palette_has_the_roles(theme: Theme) -> None:
    palette = theme.palette()
    assert palette.color(QPalette.ColorRole.Window) == theme.roles.window
    assert palette.color(QPalette.ColorRole.Text) == theme.roles.text
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert disabled == theme.roles.disabled


def test_an_application_is_dressed_and_undressed(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "settings.toml")
    settings.set("interface.text_size", 13)
    palette, font = qapp.palette(), qapp.font()
    try:
        theme = apply_theme(qapp, "dark", settings)
        assert theme.name == "dark"
        assert qapp.font().pointSize() == 13
        button = QPushButton("x")
        assert button.grab().toImage().pixelColor(8, 6) == theme.roles.field
        assert apply_theme(qapp, "light", settings).name == "light"
        assert button.grab().toImage().pixelColor(8, 6) == QColor("white")
    finally:
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
        qapp.setFont(font)


def test_the_system_is_followed_where_it_says_something(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Unknown

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return self.scheme

    hints = Hints()
    monkeypatch.setattr(QApplication, "styleHints", staticmethod(lambda: hints))
    assert theme_name(qapp, "system") == "light"
    hints.scheme = Qt.ColorScheme.Dark
    assert theme_name(qapp, "system") == "dark"
    assert theme_name(qapp, "light") == "light"
