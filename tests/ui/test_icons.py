from __future__ import annotations

import tomllib

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from annotator.app import paths
from annotator.ui.icons import Icons, application_icon, icon
from annotator.ui.theme import Theme

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
FOLDER = paths.resources() / "icons"


def image(found: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return found.pixmap(QSize(20, 20), mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme.load("light")


def test_every_name_has_its_drawing_and_every_drawing_its_name() -> None:
    table = tomllib.loads((paths.resources() / "icons.toml").read_text(encoding="utf-8"))
    named = {entry["file"] for entry in table.values()}
    assert {path.stem for path in FOLDER.glob("*.svg")} == named | {"hashiya"}


def test_every_icon_shows_something(theme: Theme) -> None:
    icons = Icons(theme, RTL)
    assert len(icons) == len(list(icons)) > 60
    for name in icons:
        drawn = image(icons[name])
        assert drawn.width() == 20, name
        assert any(drawn.pixelColor(x, y).alpha() > 200 for x in range(20) for y in range(20)), name


def test_an_icon_is_drawn_once(theme: Theme) -> None:
    icons = Icons(theme, LTR)
    assert icons["undo"].cacheKey() == icons["undo"].cacheKey()


def differs(first: QImage, second: QImage) -> bool:
    """Whether two pictures differ by more than the rounding of an edge."""
    pairs = (
        (first.pixelColor(x, y).alpha(), second.pixelColor(x, y).alpha())
        for x in range(20)
        for y in range(20)
    )
    return any(abs(one - other) > 24 for one, other in pairs)


def test_directional_icons_turn_with_the_direction_and_others_do_not(theme: Theme) -> None:
    left, right = Icons(theme, LTR), Icons(theme, RTL)
    turned = image(left["undo"]).flipped(Qt.Orientation.Horizontal)
    assert not differs(turned, image(right["undo"]))
    assert differs(image(left["undo"]), image(right["undo"]))
    for name in ("check", "search", "text-direction-rtl", "history", "question"):
        assert not differs(image(left[name]), image(right[name]))


def has_color(drawn: QImage, wanted: QColor) -> bool:
    colors = [drawn.pixelColor(x, y) for x in range(20) for y in range(20)]
    found = max(colors, key=lambda color: color.alpha())
    pairs = zip(found.getRgb()[:3], wanted.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(one - other) <= 4 for one, other in pairs)


def test_icons_have_the_colours_of_the_theme(theme: Theme) -> None:
    found = icon("minus", theme)
    assert has_color(image(found), theme.roles.text)
    assert has_color(image(found, QIcon.Mode.Disabled), theme.roles.disabled)
    assert has_color(image(icon("minus", theme, color=theme.roles.error)), theme.roles.error)


def test_a_single_icon_takes_the_direction_it_is_given(theme: Theme) -> None:
    forward, back = icon("forward", theme, direction=RTL), icon("back", theme, direction=LTR)
    assert not differs(image(forward), image(back))
    assert differs(image(forward), image(icon("back", theme, direction=RTL)))


def test_an_unknown_name_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        icon("no such icon", theme)
    with pytest.raises(KeyError):
        Icons(theme, LTR)["no such icon"]


def test_the_program_has_an_icon_of_its_own(theme: Theme) -> None:
    assert not application_icon().pixmap(16, 16).isNull()
