"""When lines are cut, coloured, reordered, and moved to the right edge."""

from __future__ import annotations

import io

import pytest

from annotator.cli.terminal import BOLD, Terminal, hue


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_plain_logical_text_uncut() -> None:
    stream = io.StringIO()
    terminal = Terminal.of(stream, environment={})
    text = "قال الرئيس " * 30
    terminal.line(text.strip(), "rtl", [BOLD] * len(text))
    assert stream.getvalue() == text.strip() + "\n"


def test_a_terminal_without_bidi_gets_visual_lines_at_the_right_edge() -> None:
    stream = Tty()
    Terminal.of(stream, environment={}, width=20, color="never").line("قال", "rtl")
    assert stream.getvalue() == " " * 17 + "ﻝﺎﻗ\n"


def test_a_terminal_with_bidi_gets_logical_lines() -> None:
    stream = Tty()
    environment = {"VTE_VERSION": "7600"}
    Terminal.of(stream, environment=environment, width=20, color="never").line("قال", "rtl")
    assert stream.getvalue() == "قال\n"


def test_colours_follow_their_letters_to_the_left() -> None:
    stream = Tty()
    styles = [hue("blue")] * 3 + [""] * 4
    Terminal.of(stream, environment={}, width=20).line("قال نعم", "rtl", styles)
    assert stream.getvalue() == " " * 13 + "ﻢﻌﻧ \x1b[38;5;75mﻝﺎﻗ\x1b[0m\n"


@pytest.mark.parametrize(
    ("color", "environment", "colors"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
    ],
)
def test_who_gets_colours(color: str, environment: dict[str, str], colors: bool) -> None:
    assert Terminal.of(Tty(), color=color, environment=environment).colors is colors
    assert not Terminal.of(io.StringIO(), environment=environment).colors
