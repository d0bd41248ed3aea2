"""Each benchmark runs and tells its figures; how good they are is no business of a test."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from rich.console import Console

from annotator.core.schema import check_annotation, is_incomplete
from benchmarks import canvas, corpus, panels, startup, storage
from benchmarks.__main__ import main, parse
from benchmarks.figures import Bar, Figure, percentile, show

TINY = canvas.Sizes(cells=(canvas.Cell("tiny", 600, 12),), times=3)


class Count(QObject):
    """Counts the paint events of what it watches."""

    paints = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.paints += event.type() == QEvent.Type.Paint
        return False


def test_storage_tells_its_figures(tmp_path: Path) -> None:
    sizes = storage.Sizes(documents=6, gestures=10, questions=3)
    figures = list(storage.run(sizes, tmp_path))
    names = {each.name for each in figures}
    assert {"an annotation durable, p50", "export to canonical JSONL", "verify"} <= names
    assert any(each.startswith("rename a label") for each in names)
    assert all(each.ours > 0 for each in figures)
    assert list(tmp_path.iterdir()) == []  # nothing stays behind


def test_canvas_tells_the_same_figures_of_both_views() -> None:
    figures = list(canvas.run(TINY, 1.0))
    assert {each.name.partition(": ")[2] for each in figures} >= {
        "first paint", "scroll, p99", "jump, p99", "tag to painted, p50", "hit test, p99", "memory",
    }  # fmt: skip
    assert all(each.yardstick is not None for each in figures)


def test_panels_tell_their_figures() -> None:
    figures = list(panels.run(panels.Sizes(annotations=60, times=2)))
    assert {each.name.rpartition(": ")[2] for each in figures} == {
        "shown first", "added to painted, p50", "changed to painted, p50",
    }  # fmt: skip
    assert len(figures) == 9
    assert all(each.ours > 0 for each in figures)


def test_a_tag_is_painted(qapp: QApplication) -> None:
    item = next(corpus.articles(1))
    for shown in (canvas._Article(), canvas._TextEdit()):
        shown.widget.resize(400, 400)
        shown.widget.show()
        qapp.processEvents()
        shown.load(item[0], list(item[1][1:]))
        shown.paint()
        count = Count()
        shown.widget.viewport().installEventFilter(count)
        shown.tag(item[1][0])
        shown.paint_what_changed()
        assert count.paints == 1
        shown.widget.close()


def test_startup_tells_its_figures(tmp_path: Path) -> None:
    figures = {each.name: each for each in startup.run(startup.QUICK)}
    assert figures["from start to: window painted"].ours > 0
    assert "of that, main.py's own part" in figures


def test_the_made_up_articles_are_sound_and_the_same_every_time() -> None:
    schema = corpus.schema()
    first, again = list(corpus.articles(3)), list(corpus.articles(3))
    assert first == again
    assert len({document.text for document, _ in first}) == 3
    for document, made in first:
        assert len(made) == corpus.ANNOTATIONS
        assert not any(is_incomplete(schema, each) for each in made)
        known = {each.id: each for each in made}
        for each in made:
            assert each.spans[0].text_in(document.text).strip() != ""
            wrong = check_annotation(schema, each, known)
            assert {violation.kind for violation in wrong} <= {"filler"}


def test_figures_are_held_against_their_bars() -> None:
    slow = Figure("x", 3.0, "ms", 2.0, "y", Bar(1.3, "ratio"))
    assert (slow.ratio, slow.verdict) == (1.5, "missed")
    assert Figure("x", 3000.0, "docs/s", bar=Bar(2500, least=True)).verdict == "met"
    assert Figure("x", 3.0, "ms").verdict == ""
    out = io.StringIO()
    show("some", [slow], Console(file=out, width=120))
    assert "1.50×" in out.getvalue()
    assert "≤ 1.3× missed" in out.getvalue()


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(each) for each in range(1, 101)]
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.99) == 99
    assert percentile([7.0], 0.99) == 7


def test_json_holds_the_machine_and_each_suite(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas, "QUICK", TINY)
    main(["canvas", "--quick", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["machine"]["cores"] >= 1
    assert told["suites"]["canvas"][0]["unit"] == "ms"


def test_an_unknown_suite_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(["canvass"])
    assert stop.value.code == 2
    assert "canvass" in capsys.readouterr().err
