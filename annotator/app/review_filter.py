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
    """One choice for each question; an empty one asks nothing.

    `label` is a code in `layer`; `below` a confidence in hundredths, 0 for any; `days` how long
    ago an annotation was made or changed at most, 0 for any time.
    """

    layer: str = ""
    label: str = ""
    review: str = "unreviewed"
    annotator: str = ""
    origin: str = ""
    status: str = ""
    incomplete: bool = False
    below: int = 0
    days: int = 0
    text: str = ""

    def selection(self, moment: int) -> ReviewSelection:
        """The annotations that it means at `moment` (seconds since 1970, UTC)."""
        reviews: tuple[Review, ...] = tuple(each for each in REVIEWS if each == self.review)
        statuses: tuple[Status, ...] = tuple(each for each in STATUSES if each == self.status)
        return ReviewSelection(
            layers=(self.layer,) if self.layer else (),
            labels=((self.layer, self.label),) if self.label else (),
            annotators=(self.annotator,) if self.annotator else (),
            origins=(self.origin,) if self.origin else (),
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
    known = {
        each.name: given[each.name]
        for each in fields(ReviewFilter)
        if type(given.get(each.name)) is type(getattr(plain, each.name))
    }
    return ReviewFilter(**known)


def _place(kept: object) -> ReviewPosition:
    match kept:
        case [int(document), int(start), int(end), str(key)] if len(key) == len(FIRST.id):
            return ReviewPosition(document, start, end, key)
    return FIRST
