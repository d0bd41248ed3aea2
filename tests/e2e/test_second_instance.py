from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from tests.e2e.conftest import Desk


def test_the_second_window_is_told_and_may_look(make_desk: Callable[..., Desk]) -> None:
    first = make_desk()
    assert first.session.project is not None
    path = first.session.project.path
    second = make_desk(sample=False)
    second.session.open(path)
    assert second.session.project is None
    assert "open in another Hashiya" in second.window.banner.text()
    button = second.window.banner.findChild(QPushButton)
    assert button is not None
    button.click()
    assert second.session.read_only
    assert "[read-only]" in second.window.windowTitle()
    assert not second.window.actions_["undo"].isEnabled()
    second.window.activateWindow()
    second.window.article.setFocus()
    second.drag("فلاديمير بوتين")
    second.press("1")
    assert second.labels() == []
    assert not any(each.isEnabled() for each in second.window.labels.buttons())


def test_what_the_first_writes_the_second_can_read(make_desk: Callable[..., Desk]) -> None:
    first = make_desk()
    assert first.session.project is not None
    second = make_desk(sample=False)
    second.session.open(first.session.project.path, read_only=True)
    first.session.tag("entity", "PERS", (first.span("فلاديمير بوتين"),))
    assert second.labels() == [("PERS", "فلاديمير بوتين")]
