"""What a reviewer chooses to look through, and where they stopped: kept for each recent project.

An entry of the setting is a JSON object with the project's path, the filter and the place.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from annotator.app.settings import Settings
from annotator.core.errors import HashiyaError
from annotator.core.model import REVIEWS, STATUSES, Review, Status
from annotator.core.storage import FIRST, ReviewPosition, ReviewSelection

_SETTING = "review.places"
_DAY = 24 * 60 * 60

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """What is chosen for each question, any of which will do; nothing asks nothing.

    `labels` are `layer:label`, or `layer:` for all of a layer; `below` a confidence in hundredths,
    0 for any; `days` how long ago an annotation was made or changed at most, 0 for any time.
    """

    labels: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ("unreviewed",)
    annotators: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    incomplete: bool = False
    below: int = 0
    days: int = 0
    text: str = ""

    def selection(self, moment: int) -> ReviewSelection:
        """The annotations that it means at `moment` (seconds since 1970, UTC)."""
        codes = [each.partition(":") for each in self.labels]
        reviews: tuple[Review, ...] = tuple(each for each in REVIEWS if each in self.reviews)
        statuses: tuple[Status, ...] = tuple(each for each in STATUSES if each in self.statuses)
        return ReviewSelection(
            layers=tuple(layer for layer, _colon, label in codes if not label),
            labels=tuple((layer, label) for layer, _colon, label in codes if label),
            annotators=self.annotators,
            origins=self.origins,
            statuses=statuses,
            reviews=reviews,
            incomplete=self.incomplete,
            below=self.below / 100 if self.below else None,
            since=moment - self.days * _DAY if self.days else 0,
            text=self.text,
        )


def recall(settings: Settings, path: Path) -> tuple[ReviewFilter, ReviewPosition]:
    """The filter and the place last noted for the project at `path`."""
    where = str(path.resolve())
    entry = next((each for each in _entries(settings) if each.get("path") == where), {})
    return _filter(entry.get("filter")), _place(entry.get("place"))


def remember(settings: Settings, path: Path, chosen: ReviewFilter, place: ReviewPosition) -> None:
    """Note a filter and the place before the next case, in front of those of other projects."""
    where = str(path.resolve())
    rest = [each for each in _entries(settings) if each.get("path") != where]
    entry = {"path": where, "filter": asdict(chosen), "place": list(place)}
    try:
        settings.set(_SETTING, [json.dumps(each, ensure_ascii=False) for each in (entry, *rest)])
    except HashiyaError as error:  # a convenience that must never stand in the way
        _log.warning("%s", error)


def _entries(settings: Settings) -> list[dict[str, Any]]:
    found = []
    for text in settings.texts(_SETTING):
        try:
            entry = json.loads(text)
        except ValueError:
            continue
        if isinstance(entry, dict):
            found.append(entry)
    return found


def _filter(kept: object) -> ReviewFilter:
    """The filter that was kept; what does not fit any more is as it is at first."""
    given = kept if isinstance(kept, dict) else {}
    plain = ReviewFilter()
    known: dict[str, Any] = {}
    for each in fields(ReviewFilter):
        value, first = given.get(each.name), getattr(plain, each.name)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = tuple(value)
        if type(value) is type(first):
            known[each.name] = value
    return ReviewFilter(**known)


def _place(kept: object) -> ReviewPosition:
    match kept:
        case [int(document), int(start), int(end), str(key)] if len(key) == len(FIRST.id):
            return ReviewPosition(document, start, end, key)
    return FIRST
