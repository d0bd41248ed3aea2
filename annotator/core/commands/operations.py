"""What can be done with the labels of a project that is in use, as data.

Each operation names labels by their codes. `action` is the key that the history keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from annotator.core.schema import Names


@dataclass(frozen=True, slots=True)
class RenameLabel:
    """Give a label another code; its name in the interface is the schema editor's business."""

    action: ClassVar[str] = "rename_label"
    layer: str
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class MergeLabels:
    """Give the annotations of some labels the label `into` of their layer; the others go."""

    action: ClassVar[str] = "merge_labels"
    layer: str
    labels: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class NewLabel:
    """A label that a split makes: like the one that is split, under another code and names."""

    code: str
    name: Names


@dataclass(frozen=True, slots=True)
class SplitLabel:
    """Give the annotations of a label other labels by the value of an attribute.

    `targets` pairs values with codes; those of `new` are made. Annotations with another value, or
    with none, keep the label.
    """

    action: ClassVar[str] = "split_label"
    layer: str
    label: str
    attribute: str
    targets: tuple[tuple[str, str], ...]
    new: tuple[NewLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class SortLabel:
    """Give annotations of a label other labels one by one, as somebody has looked at them.

    `choices` are (document, annotation, code); codes of `new` are made. What is not among them
    keeps the label.
    """

    action: ClassVar[str] = "sort_label"
    layer: str
    label: str
    choices: tuple[tuple[str, str, str], ...]
    new: tuple[NewLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveLabel:
    """Move a label with its annotations to the layer `to`.

    There it has the code `code`; where that layer has a label of this code, it is merged into it.
    """

    action: ClassVar[str] = "move_label"
    layer: str
    label: str
    to: str
    code: str


@dataclass(frozen=True, slots=True)
class DeleteLabel:
    """Delete a label with its annotations; to keep these, merge it into another."""

    action: ClassVar[str] = "delete_label"
    layer: str
    label: str


Operation: TypeAlias = RenameLabel | MergeLabels | SplitLabel | SortLabel | MoveLabel | DeleteLabel
