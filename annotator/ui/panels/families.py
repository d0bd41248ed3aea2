"""Which frames of a document belong together: a quote and those in it, events on one trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from annotator.core.text import Span

SortKey = tuple[int, int, str]

_MANY = 64  # more changes than this are looked at all together


@dataclass(frozen=True, slots=True)
class Member:
    """What counts of a frame: where it stands in reading order, its extent, whether it lacks."""

    key: SortKey
    extent: Span
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a frame stands: how deep, the id of the outermost one, whether any of them lacks."""

    depth: int
    root: str
    incomplete: bool


class Families:
    """Keeps the families in step with changes, looking again only at those that a change meets.

    `holds(outer, inner)` says whether the second of two extents, in reading order, belongs to the
    first. It must be false for extents that do not overlap.
    """

    def __init__(self, holds: Callable[[Span, Span], bool]) -> None:
        self._holds = holds
        self._members: dict[str, Member] = {}
        self._standings: dict[str, Standing] = {}
        self._families: dict[str, set[str]] = {}
        self._reach: dict[str, tuple[int, int]] = {}

    def reset(self, members: Mapping[str, Member]) -> None:
        """Take all frames anew."""
        self._members = dict(members)
        for each in (self._standings, self._families, self._reach):
            each.clear()
        self._sort(self._members)

    def update(self, changes: Mapping[str, Member | None]) -> dict[str, Standing | None]:
        """Take what became of some frames (None: gone).

        Returns those whose standing may be another now, with how they stood before.
        """
        spans = [self._members[each].extent for each in changes if each in self._members]
        spans += [each.extent for each in changes.values() if each is not None]
        for each, member in changes.items():
            if member is None:
                self._members.pop(each, None)
            else:
                self._members[each] = member
        touched = dict.fromkeys(changes)
        if len(changes) > _MANY:
            touched |= dict.fromkeys(self._standings)
            before = {each: self._standings.get(each) for each in touched}
            self.reset(self._members)
            return before
        for root in self._met(spans):
            touched |= dict.fromkeys(self._families.pop(root))
            del self._reach[root]
        before = {each: self._standings.pop(each, None) for each in touched}
        self._sort([each for each in touched if each in self._members])
        return before

    def standing(self, frame: str) -> Standing:
        """Where a frame stands."""
        return self._standings[frame]

    def member(self, frame: str) -> Member | None:
        """What is known of a frame; None where it is not one of these."""
        return self._members.get(frame)

    def _sort(self, frames: Iterable[str]) -> None:
        """Find the families of these frames, which are met by no others."""
        members = self._members
        open_ones: list[str] = []
        found: list[tuple[str, int, str]] = []
        for each in sorted(frames, key=lambda frame: members[frame].key):
            while open_ones and not self._holds(
                members[open_ones[-1]].extent, members[each].extent
            ):
                open_ones.pop()
            open_ones.append(each)
            root = open_ones[0]
            self._families.setdefault(root, set()).add(each)
            found.append((each, len(open_ones) - 1, root))
        lacking = {root for each, _depth, root in found if members[each].incomplete}
        for each, depth, root in found:
            self._standings[each] = Standing(depth, root, root in lacking)
            extent = members[root].extent
            self._reach[root] = (extent.start, extent.end)

    def _met(self, spans: Iterable[Span]) -> set[str]:
        """The outermost frames that some spans overlap."""
        found: set[str] = set()
        for span in set(spans):
            low, high = span.start, span.end
            found.update(
                root for root, (start, end) in self._reach.items() if start < high and low < end
            )
        return found
