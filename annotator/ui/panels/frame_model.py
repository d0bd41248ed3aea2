"""The frames of one kind (quotes, or events) of a document as the rows of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt

from annotator.core.model import Annotation
from annotator.core.schema import Layer, Schema
from annotator.core.text import Span, fold_text
from annotator.ui.panels.article import Article
from annotator.ui.panels.families import Families, Member
from annotator.ui.panels.flat_model import FlatModel, Index, Key

FRAME_ROLE = Qt.ItemDataRole.UserRole
"""What a row shows, as a dataclass that the list's delegate knows."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The id of the annotation of a row."""


class FrameModel(FlatModel):
    """Frames in reading order, or those first that lack something they must have.

    Frames that belong together (see `Families`) stand together in either order. A subclass says
    which layers it shows, by what its frames can be chosen (`facets`), and what a row says.
    """

    def __init__(
        self,
        article: Article,
        holds: Callable[[Span, Span], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.article = article
        self._families = Families(holds)
        self._facets: dict[str, tuple[str, ...]] = {}
        self._counts: Counter[str] = Counter()
        self._folded: dict[str, str] = {}
        self._lacking: set[str] = set()
        self._facet = ""
        self._needle = ""
        self._lacking_first = True

    # What a subclass says

    def shows(self, layer: Layer) -> bool:
        """Whether the frames of a layer are listed here."""
        raise NotImplementedError

    def facets(self, frame: Annotation) -> tuple[str, ...]:
        """By what a frame can be chosen: its speakers, its type."""
        raise NotImplementedError

    def frame_row(self, frame: Annotation) -> object:
        """What the row of a frame shows."""
        raise NotImplementedError

    def spoken(self, frame: Annotation) -> str:
        """The whole of it in words, for a tooltip and for a screen reader."""
        raise NotImplementedError

    # What it is told

    def reload(self) -> None:
        """The article is another one: show all of its frames."""
        schema = self.article.schema
        known = {layer.id for layer in schema.layers if self.shows(layer)} if schema else set()
        frames = [each for each in self.article.listed() if each.layer in known]
        self._folded.clear()
        self._facets = {each.id: self.facets(each) for each in frames}
        self._counts = Counter(facet for each in self._facets.values() for facet in each)
        members = {each.id: self._member(each) for each in frames}
        self._families.reset(members)
        self._lacking = {each for each, member in members.items() if member.incomplete}
        self._set_anew()

    def show_touched(self, touched: Iterable[str]) -> None:
        """These annotations of the article came, changed or went."""
        own = {each for each in touched if each in self._facets or self._is_own(each)}
        if not own:
            return
        members = {each: self._take(each) for each in sorted(own)}
        changes: dict[str, tuple[Key, int] | None] = {}
        for each, before in sorted(self._families.update(members).items()):
            place = self._place(each)
            deeper = before is not None and place is not None and before.depth != self.depth(each)
            if each in own or place != self.place_of(each) or deeper:
                changes[each] = place
        self.take(changes)

    def set_facet(self, facet: str) -> None:
        """Show the frames that have this facet; the empty string shows all."""
        if facet != self._facet:
            self._facet = facet
            self._set_anew()

    def set_text(self, text: str) -> None:
        """Show the frames that hold `text` anywhere, whatever its spelling."""
        needle = fold_text(text).strip()
        if needle != self._needle:
            self._needle = needle
            self._set_anew()

    def set_lacking_first(self, *, first: bool) -> None:
        """Let those that lack something stand first, or all in reading order."""
        if first != self._lacking_first:
            self._lacking_first = first
            self._set_anew()

    # What it tells

    def frame_at(self, index: Index) -> Annotation | None:
        """The frame of a row."""
        place = self.at(index.row()) if index.isValid() else None
        return self.article.get(place[0]) if place else None

    def total(self) -> int:
        """How many frames the document has, shown or not."""
        return len(self._facets)

    def lacking(self) -> int:
        """How many of them lack something they must have."""
        return len(self._lacking)

    def facet(self) -> str:
        """The facet to which the list is narrowed; the empty string for all."""
        return self._facet

    def count_of(self, facet: str) -> int:
        """How many frames have a facet; the empty string: all of them."""
        return self._counts[facet] if facet else self.total()

    def counted(self) -> list[tuple[str, int]]:
        """Every facet that some frame has, the most frequent first."""
        found = [(facet, count) for facet, count in self._counts.items() if count > 0]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def depth(self, frame: str) -> int:
        """How deep a frame lies in others of its family."""
        return self._families.standing(frame).depth

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        frame = self.frame_at(index)
        if frame is None:
            return None
        if role == FRAME_ROLE:
            return self.frame_row(frame)
        if role == ID_ROLE:
            return frame.id
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.spoken(frame)
        return None

    # How it is done

    def _set_anew(self) -> None:
        places = ((each, self._place(each)) for each in self._facets)
        self.set_groups((each, *place) for each, place in places if place is not None)

    def _is_own(self, annotation_id: str) -> bool:
        annotation, schema = self.article.get(annotation_id), self.article.schema
        layer = schema.find_layer(annotation.layer) if annotation and schema else None
        if annotation is None or not self.article.shown.shows(annotation):
            return False
        return layer is not None and self.shows(layer)

    def _take(self, frame_id: str) -> Member | None:
        """Bring what is kept of a frame up to date."""
        self._folded.pop(frame_id, None)
        self._lacking.discard(frame_id)
        self._counts.subtract(self._facets.pop(frame_id, ()))
        frame = self.article.get(frame_id)
        if frame is None or not self._is_own(frame_id):
            return None
        self._facets[frame_id] = self.facets(frame)
        self._counts.update(self._facets[frame_id])
        member = self._member(frame)
        if member.incomplete:
            self._lacking.add(frame_id)
        return member

    def _member(self, frame: Annotation) -> Member:
        key = self.article.sort_key(frame)
        extent = frame.envelope or Span(0, 1)
        return Member(key, extent, self.article.is_incomplete(frame))

    def _place(self, frame_id: str) -> tuple[Key, int] | None:
        """The key and the rows of a frame; None where it is gone or held back."""
        member = self._families.member(frame_id)
        if member is None or not self._accepts(frame_id):
            return None
        standing = self._families.standing(frame_id)
        root = self._families.member(standing.root)
        rank = 0 if standing.incomplete or not self._lacking_first else 1
        return (rank, root.key if root else member.key, member.key), 1

    def _accepts(self, frame_id: str) -> bool:
        if self._facet and self._facet not in self._facets[frame_id]:
            return False
        return not self._needle or self._needle in self._folded_text(frame_id)

    def _folded_text(self, frame_id: str) -> str:
        known = self._folded.get(frame_id)
        if known is None:
            frame = self.article.annotations[frame_id]
            known = self._folded[frame_id] = fold_text("\n".join(self._texts(frame)))
        return known

    def _texts(self, frame: Annotation) -> list[str]:
        label = self.article.label(frame)
        names = [label.id, label.name.ar, label.name.en] if label else [frame.label]
        fillers = [self.article.filler_text(each) for each in frame.arguments]
        return [self.article.words_of(frame), frame.note, *fillers, *names]


def is_quote_layer(layer: Layer) -> bool:
    """Whether a layer holds quotes: as the exchange formats have it, that of this name."""
    return layer.id == "quote" and layer.kind == "frame"


def has_layer(schema: Schema | None, shows: Callable[[Layer], bool]) -> bool:
    """Whether a schema has a layer of some kind."""
    return schema is not None and any(shows(layer) for layer in schema.layers)
