"""Quotes and events: first what holds them in place, then what fills their roles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core.model import Annotation
from annotator.core.review.figures import NO_SCORE, Score
from annotator.core.review.items import Fillers, Item, fillers_of, shared
from annotator.core.review.matching import closest_pairs, maximum_matching, touching
from annotator.core.schema import Layer
from annotator.core.text import Spans, normalise_spans

CUE = "cue"


@dataclass(slots=True)
class FrameScores:
    """The scores of a layer of frames, added up document by document.

    Frames are matched by their key: the cue where the layer has that role (quotes), else the
    anchor (events: the trigger). Labels are not asked for. On the pairs so matched, `roles` score
    the (role, filler) pairs by role and, where the key is the cue, `content` scores the anchors.
    `exact` wants keys, fillers and contents with the same spans; `relaxed` matches keys that share
    a code point too, the closest first, and takes fillers and contents that share one.
    `keyless` counts the frames of the first and of the second that have no key (quotes without a
    cue): they cannot be matched.
    """

    key: str
    exact: Score = NO_SCORE
    relaxed: Score = NO_SCORE
    content_exact: Score = NO_SCORE
    content_relaxed: Score = NO_SCORE
    roles_exact: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    roles_relaxed: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    keyless: tuple[int, int] = (0, 0)

    @property
    def has_content(self) -> bool:
        """Whether the anchor is scored as content, since the key is not the anchor itself."""
        return self.key == CUE

    @property
    def arguments_exact(self) -> Score:
        """The exact score of (role, filler) over all roles."""
        return sum(self.roles_exact.values(), NO_SCORE)

    @property
    def arguments_relaxed(self) -> Score:
        """The relaxed score of (role, filler) over all roles."""
        return sum(self.roles_relaxed.values(), NO_SCORE)

    def add(
        self,
        first: Sequence[Annotation],
        second: Sequence[Annotation],
        known: Mapping[str, Annotation],
    ) -> None:
        """Count a document; `known` are all of its annotations by their ids."""
        mine, theirs = (self._keyed(each, known) for each in (first, second))
        self.keyless = (
            self.keyless[0] + len(first) - len(mine),
            self.keyless[1] + len(second) - len(theirs),
        )
        sizes = len(mine), len(theirs)
        same = _same_key(mine, theirs)
        self.exact += Score.of(len(same), *sizes)
        for one, other in same:
            self._add_pair(one, other, known, exact=True)
        pairs = closest_pairs(mine, theirs, touching(mine, theirs), alike=0)
        self.relaxed += Score.of(len(pairs), *sizes)
        for i, j in pairs:
            self._add_pair(mine[i].annotation, theirs[j].annotation, known, exact=False)

    def _keyed(
        self, annotations: Sequence[Annotation], known: Mapping[str, Annotation]
    ) -> list[Item]:
        found = []
        for each in annotations:
            spans = _cue(each, known) if self.has_content else each.spans
            if spans:
                found.append(Item.of(each, (("", spans),)))
        return sorted(found, key=lambda item: (*item.order, item.annotation.id))

    def _add_pair(
        self, one: Annotation, other: Annotation, known: Mapping[str, Annotation], *, exact: bool
    ) -> None:
        without = CUE if self.has_content else ""
        mine, theirs = (
            [each for each in fillers_of(annotation, known) if each[0] != without]
            for annotation in (one, other)
        )
        target = self.roles_exact if exact else self.roles_relaxed
        for role in {role for role, _spans in (*mine, *theirs)}:
            fillers = [[spans for name, spans in side if name == role] for side in (mine, theirs)]
            target[role] += _score(*fillers, exact=exact)
        if self.has_content:
            score = _score([one.spans], [other.spans], exact=exact)
            if exact:
                self.content_exact += score
            else:
                self.content_relaxed += score


def key_of(layer: Layer) -> str:
    """What frames of a layer are matched by: `cue`, or `anchor`."""
    roles = [*layer.roles, *(role for label in layer.labels for role in label.roles)]
    return CUE if any(role.id == CUE for role in roles) else "anchor"


def _cue(quote: Annotation, known: Mapping[str, Annotation]) -> Spans:
    """The spans of a quote's cue, of all its parts together; none where it has no cue."""
    fillers: Fillers = fillers_of(quote, known)
    spans = [span for role, part in fillers if role == CUE for span in part]
    return normalise_spans(spans) if spans else ()


def _same_key(first: Sequence[Item], second: Sequence[Item]) -> list[tuple[Annotation, Annotation]]:
    """Pairs with the same key; where several have it, those with the likest anchors."""
    by_key: dict[Fillers, list[int]] = defaultdict(list)
    for j, other in enumerate(second):
        by_key[other.place].append(j)
    ranked = []
    for i, one in enumerate(first):
        for j in by_key.get(one.place, ()):
            anchors = one.annotation.spans, second[j].annotation.spans
            differs = anchors[0] != anchors[1]
            rank = (differs, one.label != second[j].label, -shared(*anchors))
            ranked.append((rank, one.place, anchors, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs: list[tuple[Annotation, Annotation]] = []
    for *_rank, i, j in sorted(ranked):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((first[i].annotation, second[j].annotation))
    return pairs


def _score(first: Sequence[Spans], second: Sequence[Spans], *, exact: bool) -> Score:
    """What two lists of fillers have in common."""
    if exact:
        matched = (Counter(first) & Counter(second)).total()
    else:
        matched = len(
            maximum_matching(
                [
                    [j for j, theirs in enumerate(second) if mine == theirs or shared(mine, theirs)]
                    for mine in first
                ]
            )
        )
    return Score.of(matched, len(first), len(second))
