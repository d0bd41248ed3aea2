"""The annotations of a document as a tree: what is labelled, and below it what fills its roles."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from annotator.app.translation import _, language
from annotator.core.model import Annotation, Argument, Document, Review
from annotator.core.schema import Label, Schema
from annotator.core.text import fold_text
from annotator.ui import words
from annotator.ui.panels.article import Article, RowPair

Index = QModelIndex | QPersistentModelIndex
SortKey = tuple[int, int, str]

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row` to paint."""
ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The id of the annotation of a row: of its filler below a role, "" for a bare span."""

SHOWN_LENGTH = 400
"""Code points of a text that a row may have to measure; no list is wide enough for more."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the list shows.

    `label` gives the swatch, and is None for a bare span and for an empty role. `role` is the
    role's name, empty for an annotation itself.
    """

    label: Label | None
    name: str
    text: str
    role: str = ""
    missing: bool = False
    incomplete: bool = False
    note: bool = False
    review: Review = "unreviewed"


@dataclass(frozen=True, slots=True)
class Branch:
    """A role below an annotation: an argument that fills it, or a required one left empty."""

    role: str
    argument: Argument | None


class _Node:
    """One annotation of the list; `serial` is what its children's indexes carry."""

    __slots__ = ("annotation_id", "branches", "folded", "key", "serial")

    def __init__(self, annotation_id: str, key: SortKey, serial: int) -> None:
        self.annotation_id = annotation_id
        self.key = key
        self.serial = serial
        self.branches: tuple[Branch, ...] = ()
        self.folded: str | None = None


class AnnotationModel(QAbstractItemModel):
    """Every annotation of the article in reading order, its roles as children.

    A change inserts, moves, removes or repaints the rows that it touched and leaves all others
    alone, so that the view keeps its place, its selection and what is unfolded.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.article = Article()
        self._nodes: list[_Node] = []
        self._keys: list[SortKey] = []
        self._by_id: dict[str, _Node] = {}
        self._by_serial: dict[int, _Node] = {}
        self._serial = 0
        self._counts: Counter[str] = Counter()

    def set_article(
        self,
        document: Document | None,
        annotations: Iterable[Annotation],
        schema: Schema | None,
    ) -> None:
        """Show another document, or none."""
        self.beginResetModel()
        self.article.reset(document, annotations, schema)
        ordered = sorted(self.article.annotations.values(), key=self.article.sort_key)
        self._by_serial.clear()
        self._nodes = [self._new_node(each) for each in ordered]
        self._keys = [each.key for each in self._nodes]
        self._by_id = {each.annotation_id: each for each in self._nodes}
        self._counts = Counter(each.layer for each in ordered)
        self.endResetModel()

    def apply_rows(self, rows: Iterable[RowPair]) -> list[str]:
        """Take the touched rows of a change; return the ids of the annotations that are new."""
        arrived: list[str] = []
        pairs = list(rows)
        for each in self.article.apply(pairs):
            annotation = self.article.get(each)
            node = self._by_id.get(each)
            if annotation is None:
                if node is not None:
                    self._remove(node)
            elif node is None:
                self._insert(annotation)
                arrived.append(each)
            else:
                self._update(node, annotation)
        self._counts = Counter(each.layer for each in self.article.annotations.values())
        return arrived

    def retranslate(self) -> None:
        """Tell the views that every name has changed its language."""
        for node in self._nodes:
            node.folded = None
        if self._nodes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._nodes) - 1, 0))

    def counts(self) -> Counter[str]:
        """How many annotations each layer has."""
        return self._counts

    def index_of(self, annotation_id: str) -> QModelIndex:
        """The row of an annotation, or an invalid index."""
        node = self._by_id.get(annotation_id)
        return self.index(self._row(node), 0) if node else QModelIndex()

    def annotation_at(self, index: Index) -> Annotation | None:
        """The annotation to which a row belongs: of a child row, the one above it."""
        node = self._node(index)
        return self.article.get(node.annotation_id) if node else None

    def branch_at(self, index: Index) -> Branch | None:
        """The role that a child row shows; None for the row of an annotation."""
        node = self._by_serial.get(index.internalId()) if index.isValid() else None
        return node.branches[index.row()] if node else None

    def folded(self, row: int) -> str:
        """The folded text by which the filter finds the annotation in this row."""
        node = self._nodes[row]
        if node.folded is None:
            annotation = self.article.annotations[node.annotation_id]
            label = self.article.label(annotation)
            names = (label.id, label.name.ar, label.name.en) if label else (annotation.label,)
            texts = [self.article.words_of(annotation), annotation.note, *names]
            texts += [
                self.article.filler_text(each.argument) for each in node.branches if each.argument
            ]
            node.folded = fold_text("\n".join(texts))
        return node.folded

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # A view asks this three times for each row whenever one comes or goes: no detours.
        if not parent.isValid():
            inside = column == 0 and 0 <= row < len(self._nodes)
            return self.createIndex(row, 0, 0) if inside else QModelIndex()
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, self._nodes[parent.row()].serial)

    def parent(self, index: Index | None = None) -> Any:  # noqa: ANN401
        if index is None:
            return super().parent()
        node = self._by_serial.get(index.internalId()) if index.isValid() else None
        return self.createIndex(self._row(node), 0, 0) if node else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._nodes)
        return 0 if parent.internalId() else len(self._nodes[parent.row()].branches)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        annotation = self.annotation_at(index)
        if annotation is None:
            return None  # the view asks while a change is half taken in
        branch = self.branch_at(index)
        if role == ROW_ROLE:
            return self._branch_row(annotation, branch) if branch else self._row_of(annotation)
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

    # Rows.

    def _row_of(self, annotation: Annotation) -> Row:
        label = self.article.label(annotation)
        return Row(
            label=label,
            name=label.name.text(language()) if label else annotation.label,
            text=_one_line(self.article.words_of(annotation)),
            incomplete=self.article.is_incomplete(annotation),
            note=bool(annotation.note),
            review=annotation.review,
        )

    def _branch_row(self, annotation: Annotation, branch: Branch) -> Row:
        role_name = self._role_name(annotation, branch.role)
        if branch.argument is None:
            return Row(None, "", _("still empty"), role=role_name, missing=True)
        target = self.article.get(branch.argument.target)
        label = self.article.label(target) if target else None
        text = (
            self.article.words_of(target) if target else self.article.filler_text(branch.argument)
        )
        name = label.name.text(language()) if label else ""
        return Row(label, name, _one_line(text), role=role_name)

    def _role_name(self, annotation: Annotation, role_id: str) -> str:
        roles = self.article.roles(annotation)
        role = next((each for each in roles if each.id == role_id), None)
        return role.name.text(language()) if role else role_id

    def _spoken(self, annotation: Annotation) -> str:
        row = self._row_of(annotation)
        layer = self.article.layer(annotation)
        parts = [row.name if layer is None else f"{layer.name.text(language())}, {row.name}"]
        parts.append(self.article.words_of(annotation))
        node = self._by_id[annotation.id]
        parts += [self._spoken_branch(annotation, each) for each in node.branches]
        parts += words.marks(row.review, incomplete=row.incomplete)
        if annotation.note:
            parts.append(_("Note: {text}").format(text=annotation.note))
        return "\n".join(part for part in parts if part)

    def _spoken_branch(self, annotation: Annotation, branch: Branch) -> str:
        row = self._branch_row(annotation, branch)
        return f"{row.role}: {row.text}" + (f" ({row.name})" if row.name else "")

    # Keeping in step.

    def _new_node(self, annotation: Annotation) -> _Node:
        self._serial += 1
        node = _Node(annotation.id, self.article.sort_key(annotation), self._serial)
        node.branches = self._branches(annotation)
        self._by_serial[node.serial] = node
        return node

    def _branches(self, annotation: Annotation) -> tuple[Branch, ...]:
        found: list[Branch] = []
        known: set[str] = set()
        missing = self.article.missing_roles(annotation)
        for role in self.article.roles(annotation):
            known.add(role.id)
            arguments = annotation.fillers(role.id)
            found += [Branch(role.id, each) for each in arguments]
            if role.id in missing:
                found.append(Branch(role.id, None))
        found += [
            Branch(each.role, each) for each in annotation.arguments if each.role not in known
        ]
        return tuple(found)

    def _insert(self, annotation: Annotation) -> None:
        row = bisect_left(self._keys, self.article.sort_key(annotation))
        self.beginInsertRows(QModelIndex(), row, row)
        node = self._new_node(annotation)
        self._nodes.insert(row, node)
        self._keys.insert(row, node.key)
        self._by_id[node.annotation_id] = node
        self.endInsertRows()

    def _remove(self, node: _Node) -> None:
        row = self._row(node)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._nodes[row], self._keys[row]
        del self._by_id[node.annotation_id], self._by_serial[node.serial]
        self.endRemoveRows()

    def _update(self, node: _Node, annotation: Annotation) -> None:
        node.folded = None
        key = self.article.sort_key(annotation)
        if key != node.key:
            self._move(node, key)
        branches = self._branches(annotation)
        index = self.index(self._row(node), 0)
        self._resize_branches(node, index, branches)
        node.branches = branches
        if branches:
            self.dataChanged.emit(self.index(0, 0, index), self.index(len(branches) - 1, 0, index))
        self.dataChanged.emit(index, index)

    def _move(self, node: _Node, key: SortKey) -> None:
        source = self._row(node)
        target = bisect_left(self._keys, key)  # as if it still stood in its old row
        moves = target not in (source, source + 1)
        if moves:
            self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        del self._nodes[source], self._keys[source]
        place = target - 1 if target > source else target
        self._nodes.insert(place, node)
        self._keys.insert(place, key)
        node.key = key
        if moves:
            self.endMoveRows()

    def _resize_branches(
        self, node: _Node, index: QModelIndex, branches: tuple[Branch, ...]
    ) -> None:
        """Bring the number of child rows to what it will be; what they say is told afterwards."""
        old, new = len(node.branches), len(branches)
        if new > old:
            self.beginInsertRows(index, old, new - 1)
            node.branches += branches[old:]
            self.endInsertRows()
        elif new < old:
            self.beginRemoveRows(index, new, old - 1)
            node.branches = node.branches[:new]
            self.endRemoveRows()

    def _node(self, index: Index) -> _Node | None:
        if not index.isValid():
            return None
        return self._by_serial.get(index.internalId()) or self._nodes[index.row()]

    def _row(self, node: _Node) -> int:
        return bisect_left(self._keys, node.key)


class AnnotationFilter(QSortFilterProxyModel):
    """Lets through the annotations of one layer whose text, label or note holds some words."""

    def __init__(self, source: AnnotationModel) -> None:
        super().__init__(source)
        self._source = source
        self._layer = ""
        self._needle = ""
        self.setSourceModel(source)

    def set_layer(self, layer: str) -> None:
        """Show one layer; the empty string shows all."""
        if layer != self._layer:
            self.beginFilterChange()
            self._layer = layer
            self.endFilterChange()

    def set_text(self, text: str) -> None:
        """Show what holds `text`, whatever its spelling."""
        needle = fold_text(text).strip()
        if needle != self._needle:
            self.beginFilterChange()
            self._needle = needle
            self.endFilterChange()

    def is_filtering(self) -> bool:
        """Whether anything is held back."""
        return bool(self._layer or self._needle)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if source_parent.isValid() or not self.is_filtering():
            return True
        annotation = self._source.annotation_at(self._source.index(source_row, 0))
        if annotation is None or (self._layer and annotation.layer != self._layer):
            return False
        return not self._needle or self._needle in self._source.folded(source_row)


def _one_line(text: str) -> str:
    return " ".join(text[:SHOWN_LENGTH].split())
