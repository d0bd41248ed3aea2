"""The colours of the window, and the style sheet that is made of them.

A theme is a TOML file in `resources/themes`: a small palette, the roles that refer to it, and nine
hues for labels. The hues keep apart for people who cannot see red, green or blue, and their tones
keep the contrast that WCAG 2.2 asks for; tests measure both.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QPen
from PySide6.QtWidgets import QApplication

from annotator.app import paths
from annotator.ui.fonts import interface_font

if TYPE_CHECKING:
    from annotator.app.settings import Settings

FALLBACK_HUE = "grey"
FOCUS_WIDTH = 2


@dataclass(frozen=True, slots=True)
class Hue:
    """The tones of one hue of labels.

    `fill` and `selected_fill` lie behind letters, `tint` behind long stretches such as a quote's
    content; `line` stands out from the page by 3:1. `chip` is for the name of a label: as letters
    on the page, on `fill` and `tint`, or as a ground under letters in `chip_text`.
    """

    fill: QColor
    selected_fill: QColor
    tint: QColor
    line: QColor
    chip: QColor
    chip_text: QColor


@dataclass(frozen=True, slots=True)
class Roles:
    """What each colour of the window is for."""

    window: QColor
    """The ground of the window, its bars and dialogs."""
    panel: QColor
    """The ground of lists and panels."""
    page: QColor
    """The paper under the article."""
    field: QColor
    """The ground of fields and buttons."""
    raised: QColor
    """The ground of menus and tooltips."""
    text: QColor
    muted: QColor
    """Letters of less weight, still readable (4.5:1)."""
    disabled: QColor
    rule: QColor
    """Thin lines between parts."""
    border: QColor
    """The edge of fields and buttons (3:1)."""
    hover: QColor
    pressed: QColor
    accent: QColor
    """Checks, progress, the tab that is open."""
    on_accent: QColor
    primary: QColor
    """The ground of the button that Enter presses."""
    primary_hover: QColor
    on_primary: QColor
    focus: QColor
    """The ring around what has the keyboard (3:1 to every ground)."""
    selection: QColor
    """The ground of selected rows."""
    scroll: QColor
    """The handle of a scroll bar."""
    article_text: QColor
    article_selection: QColor
    """Behind selected letters of the article."""
    caret: QColor
    link: QColor
    """Quiet lines from an annotation to its arguments."""
    link_selected: QColor
    found: QColor
    """Behind the letters that a search has found."""
    status_new: QColor
    status_in_progress: QColor
    status_done: QColor
    status_reviewed: QColor
    accepted: QColor
    rejected: QColor
    question: QColor
    error: QColor
    error_fill: QColor
    warning: QColor
    warning_fill: QColor
    shadow: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours."""

    name: str
    is_dark: bool
    roles: Roles
    hues: Mapping[str, Hue]
    images: Path
    """Where the signs of check boxes, arrows and the like lie, in this theme's colours."""

    @classmethod
    def load(cls, name: str) -> Theme:
        """The theme of this name (`light` or `dark`)."""
        folder = paths.resources() / "themes"
        table = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        palette = table["palette"]
        roles = {role: QColor(palette[color]) for role, color in table["roles"].items()}
        hues = {
            hue: Hue(**{tone: QColor(value) for tone, value in tones.items()})
            for hue, tones in table["hues"].items()
        }
        return cls(name, table["dark"], Roles(**roles), hues, folder / name)

    def hue(self, name: str) -> Hue:
        """The hue that a schema names; grey where the theme has none of that name."""
        return self.hues.get(name) or self.hues[FALLBACK_HUE]

    def focus_pen(self) -> QPen:
        """The pen that draws a focus ring. Draw inside the edge by half its width."""
        pen = QPen(self.roles.focus, FOCUS_WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def palette(self) -> QPalette:
        """The roles as Qt knows them, for what a style sheet does not reach."""
        roles, role = self.roles, QPalette.ColorRole
        table = {
            role.Window: roles.window,
            role.WindowText: roles.text,
            role.Base: roles.field,
            role.AlternateBase: roles.panel,
            role.ToolTipBase: roles.raised,
            role.ToolTipText: roles.text,
            role.PlaceholderText: roles.muted,
            role.Text: roles.text,
            role.Button: roles.window,
            role.ButtonText: roles.text,
            role.BrightText: roles.on_accent,
            role.Light: roles.raised,
            role.Midlight: roles.hover,
            role.Mid: roles.border,
            role.Dark: roles.border,
            role.Shadow: roles.shadow,
            role.Highlight: roles.selection,
            role.HighlightedText: roles.text,
            role.Accent: roles.accent,
            role.Link: roles.accent,
            role.LinkVisited: roles.accent,
        }
        palette = QPalette()
        for each, color in table.items():
            palette.setColor(each, color)
        for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, roles.disabled)
        return palette

    def style_sheet(self, text_size: int = 10) -> str:
        """The style sheet in this theme's colours, for an interface of this size in points."""
        names = {each.name: getattr(self.roles, each.name).name() for each in fields(Roles)}
        names["images"] = self.images.as_posix()
        names["title_size"] = f"{text_size * 1.6:.1f}pt"
        names["heading_size"] = f"{text_size * 1.15:.1f}pt"
        source = (paths.resources() / "themes" / "style.qss").read_text(encoding="utf-8")
        return _Template(source).substitute(names)


class _Template(string.Template):
    """Names of roles stand in the style sheet as `@role`."""

    delimiter = "@"


def theme_name(application: QApplication, wanted: str) -> str:
    """The theme that a choice means: `system` is light where the system does not say."""
    if wanted != "system":
        return wanted
    dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def apply_theme(application: QApplication, wanted: str, settings: Settings) -> Theme:
    """Dress the whole application in a theme (`light`, `dark`, `system`) and its font."""
    hints = application.styleHints()
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    # What the system draws itself, such as the title bar, follows this.
    hints.setColorScheme(schemes.get(wanted, Qt.ColorScheme.Unknown))
    theme = Theme.load(theme_name(application, wanted))
    if not application.styleSheet():  # once: under a style sheet, Qt keeps the style it has
        application.setStyle("fusion")
    application.setPalette(theme.palette())
    application.setFont(interface_font(settings))
    application.setStyleSheet(theme.style_sheet(settings.integer("interface.text_size")))
    return theme
