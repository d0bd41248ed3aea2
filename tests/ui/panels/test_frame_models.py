"""The lists of quotes and events keep in step with whatever is done to a document."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from annotator.app.session import Session
from annotator.core.model import REVIEWS, Argument
from annotator.core.text import Span
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.panels.events import EventModel
from annotator.ui.panels.frame_model import FRAME_ROLE, FrameModel
from annotator.ui.panels.quotes import QuoteModel

MAKERS = {"quotes": QuoteModel, "events": EventModel}


def outline(model: FrameModel) -> list[object]:
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(each.data(FRAME_ROLE), each.data()) for each in indexes]


class Hands:
    """Somebody who does anything that can be done, at random."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.random = Random(seed)

    def span(self) -> Span:
        start = self.random.randrange(200)
        return Span(start, start + self.random.choice((3, 3, 12, 40, 90)))

    def act(self) -> None:
        random, session = self.random, self.session
        ids = [each.id for each in session.annotations()]
        if len(ids) < 2:
            self.tag()
            return
        chosen, other = random.sample(ids, 2)
        role = random.choice(ROLES)
        acts: list[Callable[[], object]] = [
            self.tag,
            self.tag,
            lambda: session.delete([chosen, other]),
            lambda: session.set_spans(chosen, (self.span(),)),
            lambda: session.set_attribute(chosen, "speaker_kind", random.choice(("", "implied"))),
            lambda: session.set_attribute(chosen, "canonical", random.choice(("", "أحد"))),
            lambda: session.set_note(chosen, random.choice(("", "ملاحظة"))),
            lambda: session.set_review([chosen], random.choice(REVIEWS)),
            lambda: session.add_argument(chosen, role, (self.span(),)),
            lambda: session.add_argument(chosen, role, other),
            session.undo,
            session.redo,
        ]
        random.choice(acts)()

    def tag(self) -> None:
        """Tag some words, or once more those that are tagged first."""
        layer, label = self.random.choice(LABELS)
        known = [each.spans for each in self.session.annotations()[:1]]
        self.session.tag(layer, label, self.random.choice([(self.span(),), *known]))


LABELS = (
    ("entity", "PERS"),
    ("quote", "direct"),
    ("quote", "indirect"),
    ("event", "Contact.Meet"),
    ("event", "Statement.Issue"),
)
ROLES = ("speaker", "cue", "participant", "agent", "topic")


@pytest.mark.parametrize("kind", list(MAKERS))
@pytest.mark.parametrize("seed", range(6))
def test_after_any_actions_the_list_is_as_one_made_from_scratch(
    session: Session, kind: str, seed: int
) -> None:
    feed = ArticleFeed.of(session)
    model = MAKERS[kind](feed.article)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_lacking_first(first=bool(seed % 2))
    model.set_text("الروسي" if seed == 5 else "")
    model.reload()
    feed.touched.connect(model.show_touched)
    hands = Hands(session, seed)
    session.failed.disconnect()  # what cannot be done changes nothing, and may be tried
    for _step in range(40):
        hands.act()
        fresh = MAKERS[kind](feed.article)
        fresh.set_lacking_first(first=bool(seed % 2))
        fresh.set_text("الروسي" if seed == 5 else "")
        fresh.reload()
        assert outline(model) == outline(fresh)
        assert model.counted() == fresh.counted()
        assert (model.total(), model.lacking()) == (fresh.total(), fresh.lacking())
    assert tester.model() is model


def test_a_mention_that_changes_repaints_the_quote_that_it_speaks(
    session: Session, tag: Callable[..., str]
) -> None:
    feed = ArticleFeed.of(session)
    model = QuoteModel(feed.article)
    feed.touched.connect(model.show_touched)
    person = tag("entity", "PERS", "لافروف")
    tag("quote", "direct", "بوضوح إننا مستعدون", Argument("speaker", person))
    resets: list[bool] = []
    painted: list[int] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda top, _bottom: painted.append(top.row()))
    session.set_attribute(person, "canonical", "سيرغي لافروف")
    assert painted == [0]
    assert not resets
    assert [model.name_of(facet) for facet, _count in model.counted()] == ["سيرغي لافروف"]
