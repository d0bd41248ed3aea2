"""What the schema objects to in what was just done, said in the status line."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.app.session import Session
from annotator.app.translation import _
from annotator.core.model import Annotation, Change
from annotator.core.schema import ViolationKind, check_annotation
from annotator.ui.panels.article_feed import ArticleFeed
from annotator.ui.status import StatusLine
from annotator.ui.words import violation_text

_TOLD: frozenset[ViolationKind] = frozenset(
    {"filler", "too many fillers", "unknown role", "unknown attribute", "value"}
)
_FEW = 4  # a change of more annotations is none of somebody's fingers


class ChangeWarnings(QObject):
    """Puts a warning before the sentence of a change that broke a rule; rules never block."""

    def __init__(self, session: Session, status: StatusLine) -> None:
        super().__init__(status)
        self._session = session
        self._status = status
        self._waiting: list[str] = []
        self._feed = ArticleFeed.of(session)
        session.changed.connect(self._look)
        session.said.connect(self._add)  # after the status line, which was connected before

    def _look(self, change: Change) -> None:
        self._waiting = []
        schema = self._session.schema
        if schema is None or change.kind != "do" or len(change.rows) > _FEW:
            return
        others = self._feed.article.annotations
        for row in change.rows:
            if not isinstance(row.after, Annotation) or row.after.id not in others:
                continue
            known: set[object] = set()
            if isinstance(row.before, Annotation):
                known = set(check_annotation(schema, row.before, others))
            for each in check_annotation(schema, row.after, others):
                if each.kind in _TOLD and each not in known:
                    self._waiting.append(violation_text(each))

    def _add(self, sentence: str) -> None:
        if self._waiting:
            told = _("Warning: {warning} {sentence}")
            warning = " ".join(dict.fromkeys(self._waiting))
            self._status.say(told.format(warning=warning, sentence=sentence))
        self._waiting = []
