"""Whose annotations are shown: mine, one annotator's, everybody's or the agreed version.

The choice is remembered for each project. While differences are settled, the versions of one
place stand in front instead.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, Signal

from annotator.app.translation import _, isolate
from annotator.core.errors import HashiyaError
from annotator.core.model import Annotation, Change

if TYPE_CHECKING:
    from annotator.app.session import Session

Mode = Literal["all", "mine", "one", "agreed"]
MODES: tuple[Mode, ...] = get_args(Mode)

_SETTING = "annotators.shown"
AGREED_NAME = "annotators.agreed"
"""The setting that has the name of the agreed version."""
_BREAK = "\t"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which annotations are shown, and the signs of their annotators.

    `annotators` is None where everybody's are shown; `ids` are shown whoever made them. `signs`
    are pairs of a name and the letters that stand for it beside a label.
    """

    annotators: frozenset[str] | None = None
    ids: frozenset[str] = frozenset()
    signs: tuple[tuple[str, str], ...] = ()

    def shows(self, annotation: Annotation) -> bool:
        """Whether this annotation is shown."""
        if self.annotators is None or annotation.annotator in self.annotators:
            return True
        return annotation.id in self.ids


EVERYTHING = Shown()


class ShownAnnotators(QObject):
    """Keeps whose annotations of the open project are shown; the session owns it."""

    changed = Signal()
    """Others are shown now, or they have other signs; `shown` is it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._mode: Mode = "all"
        self._name = ""
        self._front: Shown | None = None
        self._shown = EVERYTHING
        self._names: set[str] = set()
        session.opened.connect(self._recall)

    @property
    def mode(self) -> Mode:
        """What is chosen."""
        return self._mode

    @property
    def name(self) -> str:
        """The annotator who is chosen, where `mode` is `one`."""
        return self._name

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    @property
    def agreed_name(self) -> str:
        """The annotator under whose name the agreed version stands."""
        return self._session.settings.text(AGREED_NAME).strip() or "gold"

    def text(self, mode: Mode, name: str = "") -> str:
        """How a choice of annotators is called, in the interface's language."""
        if mode == "all":
            return _("All annotators")
        if mode == "mine":
            return _("Mine ({name})").format(name=isolate(self._session.annotator))
        if mode == "agreed":
            return _("The agreed version ({name})").format(name=isolate(self.agreed_name))
        return isolate(name)

    def annotations(self) -> list[Annotation]:
        """Those of the current document that are shown; the others make no proposal."""
        return [each for each in self._session.annotations() if self._shown.shows(each)]

    def annotators(self) -> list[str]:
        """Everybody whom the open project knows."""
        project = self._session.project
        try:
            return project.annotators() if project else []
        except HashiyaError as error:
            self._session.failed.emit(error)
            return []

    def choose(self, mode: Mode, name: str = "") -> None:
        """Show these annotations, and remember it for the project."""
        self._mode, self._name = mode, name if mode == "one" else ""
        self._remember()
        self._show()

    def step(self) -> None:
        """Show what comes next: all, mine, then each of the others, the agreed version last."""
        ways: list[tuple[Mode, str]] = [("all", ""), ("mine", "")]
        others = [each for each in self.annotators() if each != self._session.annotator]
        ways += [("one", each) for each in others if each != self.agreed_name]
        ways += [("agreed", "")] if self.agreed_name in others else []
        here = (self._mode, self._name)
        at = ways.index(here) if here in ways else -1
        self.choose(*ways[(at + 1) % len(ways)])

    def bring_to_front(self, shown: Shown | None) -> None:
        """Show this instead of what was chosen, until None ends it."""
        self._front = shown
        self._show()

    def _chosen(self) -> Shown:
        if self._mode == "all":
            own, names = self._session.annotator, self._names
            return Shown(None, signs=signs(names, without=(own,)) if len(names) > 1 else ())
        who = {"mine": self._session.annotator, "one": self._name, "agreed": self.agreed_name}
        return Shown(frozenset({who[self._mode]}))

    def follow(self, change: Change | None = None) -> None:
        """The session holds another document (None), or a change; the panels have heard of it.

        Who has lost the last annotation of a document keeps a sign until another one is open.
        """
        if change is None:
            self._names = {each.annotator for each in self._session.annotations()}
        else:
            here = self._session.document
            made = (row.after for row in change.rows if here and row.document == here.id)
            self._names |= {each.annotator for each in made if isinstance(each, Annotation)}
        self._show()

    def _show(self) -> None:
        shown = self._front or self._chosen()
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _recall(self) -> None:
        self._mode, self._name, self._front = "all", "", None
        for entry in self._session.settings.texts(_SETTING):
            mode, name, path = (*entry.split(_BREAK, 2), "", "")[:3]
            if path == self._path() and mode in MODES:
                self._mode, self._name = mode, name
                break
        self._show()

    def _remember(self) -> None:
        settings, path = self._session.settings, self._path()
        rest = [each for each in settings.texts(_SETTING) if each.split(_BREAK, 2)[-1] != path]
        entry = _BREAK.join((self._mode, self._name, path))
        try:
            settings.set(_SETTING, [entry, *rest])
        except HashiyaError as error:  # a convenience that must never stand in the way
            _log.warning("%s", error)

    def _path(self) -> str:
        project = self._session.project
        return str(project.path.resolve()) if project else ""


def signs(names: Iterable[str], without: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """The letters that stand for annotators: as few of each name as tell them all apart."""
    found: dict[str, str] = {}
    for name in sorted(set(names) - set(without)):
        ways = [*_ways(name), *(f"{name[:1]}{number}" for number in range(2, 1000))]
        taken = set(found.values())
        found[name] = next(each for each in ways if each not in taken)
    return tuple(found.items())


def _ways(name: str) -> list[str]:
    words = name.split() or [name]
    initials = "".join(each[:1] for each in words[:2])
    joined = "".join(words)
    return [initials.upper(), *(joined[:count].upper() for count in (2, 3))]
