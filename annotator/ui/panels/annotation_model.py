"""The annotations of a document in reading order, and below each what fills its roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from annotator.app.translation import _, language
from annotator.core.model import Annotation, Argument, Document, Review
from annotator.core.schema import Label, Schema
from annotator.core.text import fold_text
from annotator.ui import words
from annotator.ui.panels.article import Article, RowPair
from annotator.ui.panels.flat_list import FOLD_ROLE
from annotator.ui.panels.flat_model import FlatModel, Index, Key

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row` to paint."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The id of the annotation of a row: of its filler below a role, "" for a bare span."""

UNFOLDED_LIMIT = 1000
"""Up to so many annotations, quotes and events stand unfolded from the start."""

SHOWN_LENGTH = 400
"""Code points of a text that a row may have to measure; no list is wide enough for more."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the list shows.

    `label` gives the swatch, and is None for a bare span and for an empty role. `role` is the
    role's name, empty for an annotation itself. `fold` says whether what is below is shown.
    """

    label: Label | None
    name: str
    text: str
    role: str = ""
    missing: bool = False
    incomplete: bool = False
    note: bool = False
    review: Review = "unreviewed"
    fold: bool | None = None
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A role below an annotation: an argument that fills it, or a required one left empty."""

    role: str
    argument: Argument | None


class AnnotationModel(FlatModel):
    """Every annotation of the article that the filter lets through, its roles as rows below it.

    A change inserts, moves, removes or repaints the rows that it touched and leaves all others
    alone, so that the view keeps its place, its selection and what is unfolded.
    """

    def __init__(self, parent: QObject | None = None, article: Article | None = None) -> None:
        super().__init__(parent)
        self.article = article or Article()
        self._branches: dict[str, tuple[Branch, ...]] = {}
        self._folded: dict[str, str] = {}
        self._layers: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._layer = ""
        self._needle = ""
        self._unfolds = True
        self._otherwise: set[str] = set()  # whose fold is not what `_unfolds` says

    # What it is told

    def set_article(
        self,
        document: Document | None,
        annotations: Iterable[Annotation],
        schema: Schema | None,
    ) -> None:
        """Show another document, or none."""
        self.article.reset(document, annotations, schema)
        self.reload()

    def apply_rows(self, rows: Iterable[RowPair]) -> None:
        """Take the touched rows of a change."""
        self.show_touched(self.article.apply(list(rows)))

    def reload(self) -> None:
        """The article is another one: show all of it."""
        annotations = self.article.listed()
        self._branches.clear()
        self._folded.clear()
        self._otherwise.clear()
        self._layers = {each.id: each.layer for each in annotations}
        self._counts = Counter(self._layers.values())
        self._unfolds = len(annotations) <= UNFOLDED_LIMIT
        self._filter_anew()

    def show_touched(self, touched: Iterable[str]) -> None:
        """These annotations of the article came, changed or went."""
        changes: dict[str, tuple[Key, int] | None] = {}
        for each in touched:
            annotation = self.article.get(each)
            if annotation is not None and not self.article.shown.shows(annotation):
                annotation = None
            self._count(each, annotation)
            self._branches.pop(each, None)
            self._folded.pop(each, None)
            if annotation is None:
                self._otherwise.discard(each)
            shown = annotation is not None and self._accepts(annotation)
            changes[each] = self._place(annotation) if annotation and shown else None
        self.take(changes)

    def set_layer(self, layer: str) -> None:
        """Show one layer; the empty string shows all."""
        if layer != self._layer:
            self._layer = layer
            self._filter_anew()

    def set_text(self, text: str) -> None:
        """Show the annotations whose text, label or note holds `text`, whatever its spelling."""
        needle = fold_text(text).strip()
        if needle != self._needle:
            self._needle = needle
            self._filter_anew()

    def set_open(self, annotation_id: str, *, opens: bool) -> None:
        """Unfold an annotation, or fold it."""
        annotation = self.article.get(annotation_id)
        if annotation is None or self._is_open(annotation_id) == opens:
            return
        self._otherwise ^= {annotation_id}
        self.take({annotation_id: self._place(annotation)})

    # What it tells

    def counts(self) -> Counter[str]:
        """How many annotations each layer has."""
        return self._counts

    def annotation_at(self, index: Index) -> Annotation | None:
        """The annotation to which a row belongs: of a role's row, the one above it."""
        place = self.at(index.row()) if index.isValid() else None
        return self.article.get(place[0]) if place else None

    def branch_at(self, index: Index) -> Branch | None:
        """The role that a row shows; None for the row of an annotation."""
        place = self.at(index.row()) if index.isValid() else None
        if place is None or not place[1]:
            return None
        branches = self._branches_of(place[0])
        return branches[place[1] - 1] if place[1] <= len(branches) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        annotation = self.annotation_at(index)
        if annotation is None:
            return None
        branch = self.branch_at(index)
        if role == ROW_ROLE:
            return self._branch_row(annotation, branch) if branch else self._row_of(annotation)
        if role == FOLD_ROLE:
            return None if branch else self._fold_of(annotation)
        if role == ID_ROLE:
            if branch is None:
                return annotation.id
            return branch.argument.target if branch.argument else ""
        if role == Qt.ItemDataRole.DisplayRole:
            row = self._branch_row(annotation, branch) if branch else self._row_of(annotation)
            return f"{row.role or row.name}: {row.text}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken_branch(annotation, branch) if branch else self._spoken(annotation)
        return None

    # Rows

    def _row_of(self, annotation: Annotation) -> Row:
        label = self.article.label(annotation)
        return Row(
            label=label,
            name=label.name.text(language()) if label else annotation.label,
            text=one_line(self.article.words_of(annotation)),
            incomplete=self.article.is_incomplete(annotation),
            note=bool(annotation.note),
            review=annotation.review,
            fold=self._fold_of(annotation),
            warns=bool(self.article.warnings(annotation)),
        )

    def _branch_row(self, annotation: Annotation, branch: Branch) -> Row:
        role_name = self.article.role_name(annotation, branch.role)
        if branch.argument is None:
            return Row(None, "", _("still empty"), role=role_name, missing=True)
        target = self.article.get(branch.argument.target)
        label = self.article.label(target) if target else None
        text = (
            self.article.words_of(target) if target else self.article.filler_text(branch.argument)
        )
        name = label.name.text(language()) if label else ""
        return Row(label, name, one_line(text), role=role_name)

    def _spoken(self, annotation: Annotation) -> str:
        row = self._row_of(annotation)
        layer = self.article.layer(annotation)
        parts = [row.name if layer is None else f"{layer.name.text(language())}, {row.name}"]
        parts.append(self.article.words_of(annotation))
        branches = self._branches_of(annotation.id)
        parts += [self._spoken_branch(annotation, each) for each in branches]
        parts += words.marks(row.review, incomplete=row.incomplete)
        parts += self.article.warnings(annotation)
        if annotation.note:
            parts.append(_("Note: {text}").format(text=annotation.note))
        return "\n".join(part for part in parts if part)

    def _spoken_branch(self, annotation: Annotation, branch: Branch) -> str:
        row = self._branch_row(annotation, branch)
        return f"{row.role}: {row.text}" + (f" ({row.name})" if row.name else "")

    # How it is done

    def _filter_anew(self) -> None:
        found = (each for each in self.article.listed() if self._accepts(each))
        self.set_groups((each.id, *self._place(each)) for each in found)

    def _accepts(self, annotation: Annotation) -> bool:
        if self._layer and annotation.layer != self._layer:
            return False
        return not self._needle or self._needle in self._folded_text(annotation)

    def _place(self, annotation: Annotation) -> tuple[Key, int]:
        below = len(self._branches_of(annotation.id)) if self._is_open(annotation.id) else 0
        return self.article.sort_key(annotation), 1 + below

    def _count(self, annotation_id: str, annotation: Annotation | None) -> None:
        """Count an annotation in its layer; one that is new is unfolded."""
        before = self._layers.pop(annotation_id, "")
        if before:
            self._counts[before] -= 1
        if annotation is not None:
            self._layers[annotation_id] = annotation.layer
            self._counts[annotation.layer] += 1
            if not before and not self._unfolds:
                self._otherwise.add(annotation_id)

    def _is_open(self, annotation_id: str) -> bool:
        return self._unfolds != (annotation_id in self._otherwise)

    def _fold_of(self, annotation: Annotation) -> bool | None:
        return self._is_open(annotation.id) if self._branches_of(annotation.id) else None

    def _folded_text(self, annotation: Annotation) -> str:
        """The folded text by which the filter finds an annotation."""
        known = self._folded.get(annotation.id)
        if known is not None:
            return known
        label = self.article.label(annotation)
        names = (label.id, label.name.ar, label.name.en) if label else (annotation.label,)
        texts = [self.article.words_of(annotation), annotation.note, *names]
        texts += [self.article.filler_text(each) for each in annotation.arguments]
        found = self._folded[annotation.id] = fold_text("\n".join(texts))
        return found

    def _branches_of(self, annotation_id: str) -> tuple[Branch, ...]:
        known = self._branches.get(annotation_id)
        if known is None:
            annotation = self.article.get(annotation_id)
            known = tuple(self._made_branches(annotation)) if annotation else ()
            self._branches[annotation_id] = known
        return known

    def _made_branches(self, annotation: Annotation) -> Iterable[Branch]:
        roles = self.article.roles(annotation)
        missing = self.article.missing_roles(annotation)
        for role in roles:
            for each in annotation.fillers(role.id):
                yield Branch(role.id, each)
            if role.id in missing:
                yield Branch(role.id, None)
        known = {role.id for role in roles}
        for each in annotation.arguments:
            if each.role not in known:
                yield Branch(each.role, each)


def one_line(text: str) -> str:
    """The beginning of a text, as much of it as a row can show, in one line."""
    return " ".join(text[:SHOWN_LENGTH].split())
