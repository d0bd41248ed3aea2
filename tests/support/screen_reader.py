"""A screen reader's side of AT-SPI, run by the system's Python, which has the bindings (gi).

It starts the program whose command it is given, in the session of D-Bus that it runs in itself,
and answers one request on standard input, a line of JSON, with one line of JSON. Offsets are those
of AT-SPI as the program tells them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30.0  # seconds until something counts as never to come
EVENTS = ("object:text-caret-moved", "object:text-selection-changed", "object:announcement")


class Reader:
    """Looks into one program."""

    def __init__(self, command: list[str]) -> None:
        self.program = subprocess.Popen(command, stdout=sys.stderr)
        self._seen: list[str] = []
        self._listener = Atspi.EventListener.new(self._notice)
        for each in EVENTS:
            self._listener.register(each)

    def answer(self, request: dict[str, Any]) -> object:
        """What is asked for."""
        answer: object = getattr(self, request.pop("ask"))(**request)
        return answer

    def tree(self) -> list[dict[str, object]]:
        """Everything that is shown, each with its depth, its role and its name."""
        return [
            {"depth": depth, "role": each.get_role_name(), "name": each.get_name()}
            for each, depth in walk(self._application())
        ]

    def article(self, name: str) -> dict[str, object]:
        """The text of that name, its caret, its selections and what is at the caret."""
        article = self._find(name)
        caret = article.get_caret_offset()
        selections = [article.get_selection(i) for i in range(article.get_n_selections())]
        kinds = (Atspi.TextGranularity.WORD, Atspi.TextGranularity.LINE)
        word, line = (article.get_string_at_offset(caret, kind) for kind in kinds)
        box = article.get_character_extents(caret, Atspi.CoordType.SCREEN)
        around = article.get_extents(Atspi.CoordType.SCREEN)
        return {
            "role": article.get_role_name(),
            "text": article.get_text(0, article.get_character_count()),
            "caret": caret,
            "character": chr(article.get_character_at_offset(caret)),
            "word": word.content,
            "line": line.content,
            "selected": [
                article.get_text(each.start_offset, each.end_offset) for each in selections
            ],
            "focused": article.get_state_set().contains(Atspi.StateType.FOCUSED),
            "caret_inside": around.x <= box.x <= around.x + around.width
            and around.y <= box.y <= around.y + around.height,
        }

    def select(self, name: str, start: int, end: int) -> bool:
        """Select text as a screen reader may, on its user's behalf."""
        return bool(self._find(name).set_selection(0, start, end))

    def items(self, role: str, name: str) -> list[str]:
        """The names of what lies in the widget of that role and name."""
        return [each.get_name() for each, _ in walk(self._find(name, role)) if each.get_name()][1:]

    def press(self, keys: list[int]) -> None:
        """Press keys, given by their X11 keysyms, as real ones."""
        for key in keys:
            Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.SYM)

    def events(self) -> list[str]:
        """What the article has told since this was asked before."""
        while GLib.MainContext.default().iteration(False):
            pass
        seen, self._seen = self._seen, []
        return seen

    def _notice(self, event: Any) -> None:  # noqa: ANN401 - gi has no types
        if event.type.startswith("object:announcement"):
            self._seen.append(f"announcement:{event.any_data}")
        elif event.source.get_role() == Atspi.Role.TEXT and event.source.get_name():
            self._seen.append(event.type.removeprefix("object:"))

    def _application(self) -> Any:  # noqa: ANN401
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.program.poll() is None:
            desktop = Atspi.get_desktop(0)
            for index in range(desktop.get_child_count()):
                each = desktop.get_child_at_index(index)
                if each and each.get_process_id() == self.program.pid and each.get_child_count():
                    return each
            GLib.MainContext.default().iteration(False)
        raise LookupError(f"the program does not show up (status {self.program.poll()})")

    def _find(self, name: str, role: str = "") -> Any:  # noqa: ANN401
        for each, _ in walk(self._application()):
            if each.get_name() == name and role in ("", each.get_role_name()):
                return each
        raise LookupError(f"nothing is called {name}")


def walk(root: Any, depth: int = 0) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    """What is shown in `root`, in its order, with how deep it lies."""
    yield root, depth
    for index in range(root.get_child_count()):
        child = root.get_child_at_index(index)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield from walk(child, depth + 1)


def main(command: list[str]) -> None:
    """Answer until nothing more is asked."""
    Atspi.init()
    reader = Reader(command)
    try:
        for line in sys.stdin:
            try:
                answer = {"answer": reader.answer(json.loads(line))}
            except (GLib.Error, LookupError) as error:
                answer = {"error": str(error)}
            print(json.dumps(answer), flush=True)
    finally:
        reader.program.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
