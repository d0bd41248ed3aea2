"""The bundled faces: loading them, and the fonts of the article and of the interface.

`resources/fonts/fonts.toml` says which families go together. Qt would fall back to a face of the
machine for what a face lacks, and then the height of lines and the look of quotation marks would
differ from box to box; so each list names partners for all scripts that articles are written in.
"""

from __future__ import annotations

import logging
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from annotator.app import paths

if TYPE_CHECKING:
    from annotator.app.settings import Settings

_log = logging.getLogger(__name__)

_LOADED = "hashiyaFontsLoaded"


@dataclass(frozen=True, slots=True)
class LineMetrics:
    """The height of a line: whole pixels above and below the base line."""

    ascent: int
    descent: int

    @property
    def height(self) -> int:
        """The pitch from one base line to the next, without leading."""
        return self.ascent + self.descent


def load_fonts() -> None:
    """Make the bundled faces known to Qt, once for each application object.

    They come before faces of the same name on the machine. One that cannot be loaded is told in
    the log: the program goes on with a face of the machine.
    """
    application = QGuiApplication.instance()
    if application is None or application.property(_LOADED):
        return
    for path in sorted((paths.resources() / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            _log.error("The font %s cannot be loaded.", path)
    application.setProperty(_LOADED, True)


def article_font(settings: Settings) -> QFont:
    """The font in which articles are set, with its partners for other scripts."""
    families = _families()["reading"][settings.text("article.font")]
    font = _font(families, settings.integer("article.text_size"))
    # Hinting would snap each letter to the pixels of one screen: the same text would be wider or
    # narrower at another scale, and lines would break elsewhere.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def interface_font(settings: Settings) -> QFont:
    """The font of menus, lists and buttons."""
    return _font(_families()["interface"], settings.integer("interface.text_size"))


def latin_scale() -> float:
    """How large Latin letters are beside Arabic ones of the same point size, to look alike."""
    return float(_families()["latin_scale"])


def line_metrics(font: QFont) -> LineMetrics:
    """The height that any line in this font needs, whichever of its families set the letters.

    Qt measures each line by the faces that it happens to use, so that a quotation mark from a
    partner would move the lines below it; a page that is laid out with these figures stands still.
    """
    ascent = descent = 0.0
    for family in font.families() or [font.family()]:
        face = QFont(font)
        face.setFamilies([family])
        metrics = QFontMetricsF(face)
        ascent = max(ascent, metrics.ascent())
        descent = max(descent, metrics.descent())
    return LineMetrics(math.ceil(ascent), math.ceil(descent))


def _font(families: Sequence[str], points: int) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPointSize(points)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _families() -> dict[str, Any]:
    path = paths.resources() / "fonts" / "fonts.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
