"""A session on the sample article, for panels, dialogs and windows to stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app import translation
from annotator.app.sample import make_sample
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.model import Argument, Change
from annotator.core.text import Span, Spans
from annotator.ui.theme import Theme

Tag = Callable[..., str]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, undressed: colours without its style sheet."""
    return Theme.load("light")


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    """A session of the annotator Layla on a project with the sample article, in English."""
    translation.set_language("en")
    settings = Settings.load()
    settings.set("annotator.name", "Layla")
    settings.set("folders.last", str(tmp_path))
    session = Session(settings)
    problems: list[object] = []
    session.failed.connect(problems.append)
    assert session.open(make_sample("Layla", tmp_path))
    yield session
    session.close()
    assert not problems, [str(each) for each in problems]


@pytest.fixture
def spans_of(session: Session) -> Callable[[str], Spans]:
    """Where some words of the sample article stand first."""

    def find(words: str) -> Spans:
        assert session.document is not None
        start = session.document.text.index(words)
        return (Span(start, start + len(words)),)

    return find


@pytest.fixture
def tag(session: Session, spans_of: Callable[[str], Spans]) -> Tag:
    """Label words of the sample article: `tag("entity", "PERS", "بوتين")` gives the id."""

    def make(layer: str, label: str, words: str, *arguments: Argument) -> str:
        spans = spans_of(words) if words else ()
        return made(session.tag(layer, label, spans, arguments))

    return make


def type_text(widget: QWidget | None, text: str) -> None:
    """Type letters of any script: `QTest.keyClicks` knows only Latin ones."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, event)


def made(change: Change | None) -> str:
    """The id of the annotation that a change made."""
    assert change is not None
    return next(row.id for row in change.rows if row.kind == "annotation" and row.before is None)
