"""Views and layouts to test, in the bundled fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, Document
from annotator.core.schema import Schema, read_schema_file
from annotator.core.text import Direction
from annotator.ui.canvas import ArticleView
from annotator.ui.canvas.block_layout import BlockLayout
from annotator.ui.canvas.blocks import BlockList
from annotator.ui.canvas.metrics import Metrics

FAMILIES = {
    "naskh": ["Noto Naskh Arabic", "Noto Serif", "Noto Serif Hebrew"],
    "sans": ["Vazirmatn", "Noto Sans Hebrew"],
    "nastaliq": ["Noto Nastaliq Urdu", "Noto Naskh Arabic", "Noto Serif", "Noto Serif Hebrew"],
}

LayOut = Callable[..., list[BlockLayout]]
ShowView = Callable[..., ArticleView]


def font_of(name: str = "naskh", size: float = 20) -> QFont:
    """A bundled font with its partners."""
    font = QFont()
    font.setFamilies(FAMILIES[name])
    font.setPointSizeF(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@pytest.fixture(scope="session")
def lay_out(qapp: object) -> LayOut:
    """Lay out a text: `lay_out(text, width, font="naskh", direction="rtl")`."""
    metrics: dict[tuple[str, Direction], Metrics] = {}

    def lay(
        text: str, width: int, font: str = "naskh", direction: Direction = "rtl"
    ) -> list[BlockLayout]:
        key = (font, direction)
        if key not in metrics:
            metrics[key] = Metrics(font_of(font), font_of("sans", 10), direction)
        blocks = BlockList(text, direction).blocks
        return [BlockLayout(text, each, i, metrics[key], width) for i, each in enumerate(blocks)]

    return lay


@pytest.fixture(scope="session")
def news_schema() -> Schema:
    """The default schema."""
    from tests.conftest import ROOT

    return read_schema_file(ROOT / "seeds" / "schemas" / "news.toml")


@pytest.fixture
def show(qtbot: QtBot, news_schema: Schema) -> ShowView:
    """Show a text: `show(text, annotations=(), width=1000, height=900, direction="rtl")`."""

    def make(
        text: str,
        annotations: Iterable[Annotation] = (),
        *,
        width: int = 1000,
        height: int = 900,
        direction: Direction = "rtl",
    ) -> ArticleView:
        view = ArticleView()
        qtbot.addWidget(view)
        view.resize(width, height)
        view.set_fonts(font_of(), font_of("sans", 10))
        document = Document("d-1", "test", "test", text, direction)
        view.set_article(document, annotations, news_schema)
        with qtbot.waitExposed(view):
            view.show()
        view.settle()
        return view

    return make
