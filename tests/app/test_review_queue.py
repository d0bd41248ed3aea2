"""The review queue: every case once, in pages read ahead, resumed where it was left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app import review_filter
from annotator.app.review_cases import PAGE
from annotator.app.review_filter import ReviewFilter
from annotator.app.review_queue import ReviewQueue
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.model import Annotation, Document, new_id
from annotator.core.schema import Schema, read_schema_file
from annotator.core.storage import FIRST, ReviewPosition
from annotator.core.text import Span

SCHEMA = Path(__file__).resolve().parents[2] / "seeds" / "schemas" / "news.toml"
WORDS = 50


class Queue(ReviewQueue):
    """A queue that can be waited for."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        super().__init__(session)
        self.session = session
        self._qtbot = qtbot

    def wait(self) -> None:
        self._qtbot.waitUntil(
            lambda: not self.searching and (self.current is None or self.progress is not None)
        )


@pytest.fixture
def schema() -> Schema:
    return read_schema_file(SCHEMA)


@pytest.fixture
def queue(qtbot: QtBot, tmp_path: Path, schema: Schema) -> Iterator[Queue]:
    """Three documents of fifty mentions each, of which every fifth is the word “روسيا”."""
    session = Session(Settings.load())
    assert session.create(tmp_path / "p.hashiya", schema)
    project = session.project
    assert project is not None
    items = []
    for name in ("a", "b", "c"):
        words = ["روسيا" if at % 5 == 0 else f"كلمة{name}{at}" for at in range(WORDS)]
        document = Document(new_id("d"), name, name, " ".join(words))
        starts = [len(" ".join(words[:at])) + (at > 0) for at in range(WORDS)]
        items.append(
            (
                document,
                [
                    Annotation(
                        new_id("a"), document.id, "هدى", "entity", "PERS",
                        (Span(start, start + len(word)),), created=1, updated=1,
                    )
                    for start, word in zip(starts, words, strict=True)
                ],
            )
        )  # fmt: skip
    commands.add_documents(project, items, actor="هدى")
    made = Queue(session, qtbot)
    yield made
    session.close()


def test_every_case_comes_once_over_pages_and_documents(queue: Queue) -> None:
    queue.start(ReviewFilter())
    seen = []
    queue.wait()
    while queue.current is not None:
        seen.append(queue.current.annotation)
        assert queue.progress == (len(seen), 3 * WORDS)
        assert queue.annotation() is not None
        queue.skip()
        queue.wait()
    assert len(seen) == len(set(seen)) == 3 * WORDS > 2 * PAGE
    queue.back()
    assert queue.current is not None
    assert queue.current.annotation == seen[-1]


def test_a_group_is_one_change_and_its_cases_do_not_come_again(queue: Queue) -> None:
    queue.start(ReviewFilter())
    queue.wait()
    queue.for_all(lambda: queue.decide("accepted"))
    queue.wait()
    assert queue.progress == (31, 150)
    project = queue.session.project
    assert project is not None
    assert project.history(limit=1)[0].details["count"] == "30"
    left = 0
    while queue.current is not None:
        left += 1
        queue.decide("rejected")
        queue.wait()
    assert left == 120
    reviews = [each.review for _d, found in project.iter_documents() for each in found]
    assert (reviews.count("accepted"), reviews.count("rejected")) == (30, 120)


def test_the_undo_of_a_group_brings_all_of_it_back(queue: Queue) -> None:
    queue.start(ReviewFilter())
    queue.wait()
    first = queue.current
    queue.for_all(lambda: queue.decide("accepted"))
    queue.wait()
    for _again in range(6):
        queue.skip()
    queue.session.undo()
    queue.wait()
    assert queue.current == first
    seen = 0
    while queue.current is not None:
        seen += 1
        queue.skip()
        queue.wait()
    assert seen == 150


def test_it_goes_on_where_it_was_left_and_begins_again_at_the_end(queue: Queue) -> None:
    queue.start(ReviewFilter(reviews=()))
    queue.wait()
    for _case in range(3):
        queue.skip()
    there = queue.current
    queue.stop()
    assert not queue.running
    queue.open()
    queue.wait()
    assert queue.current == there
    assert queue.filter == ReviewFilter(reviews=())
    end = ReviewPosition(10**6, 0, 0, FIRST.id)
    queue.start(ReviewFilter(), end)
    queue.wait()
    assert queue.current is not None
    assert queue.progress == (1, 150)


def test_a_place_before_the_one_it_was_opened_at_is_noted_too(queue: Queue) -> None:
    queue.start(ReviewFilter())
    queue.wait()
    for _case in range(3):
        queue.skip()
    queue.stop()
    queue.open()
    queue.wait()
    queue.back()
    queue.back()
    there = queue.current
    queue.stop()
    queue.open()
    queue.wait()
    assert queue.current == there
    assert queue.progress == (2, 150)


def test_a_case_that_is_deleted_gives_way_to_the_next(queue: Queue) -> None:
    queue.start(ReviewFilter())
    queue.wait()
    first = queue.current
    assert first is not None
    queue.session.delete([first.annotation])
    assert queue.current is not None
    assert queue.current.position > first.position


def test_nothing_is_decided_out_of_sight(queue: Queue) -> None:
    session = queue.session
    assert session.project is not None
    queue.start(ReviewFilter())
    queue.wait()
    other = session.project.find_document("c").id
    session.select_document(other)
    queue.decide("accepted")
    annotation = queue.annotation()
    assert annotation is not None  # it is shown again first
    assert annotation.review == "unreviewed"


def test_a_memory_that_does_not_fit_is_the_filter_of_the_beginning(tmp_path: Path) -> None:
    settings, path = Settings.load(), tmp_path / "p.hashiya"
    place = ReviewPosition(3, 4, -9, "a-" + 32 * "1")
    review_filter.remember(settings, path, ReviewFilter(below=75), place)
    assert review_filter.recall(settings, path) == (ReviewFilter(below=75), place)
    assert review_filter.recall(settings, tmp_path / "q.hashiya") == (ReviewFilter(), FIRST)
    where = str(path.resolve())
    odd = f'{{"path": "{where}", "filter": {{"below": "much", "text": "x"}}, "place": [1]}}'
    settings.set("review.places", ["not json", odd])
    assert review_filter.recall(settings, path) == (ReviewFilter(text="x"), FIRST)
