from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.ui.panels.flat_model import MANY, FlatModel, Index, Key

Change = tuple[int, tuple[int, int] | None]


class Plain(FlatModel):
    """Rows that say which part of which group they are."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        return str(self.at(index.row())) if role == Qt.ItemDataRole.DisplayRole else None


def place(group: int, rank: int, count: int) -> tuple[str, Key, int]:
    return f"g{group}", (rank, f"g{group}"), count


def rows(model: FlatModel) -> list[tuple[str, int] | None]:
    return [model.at(row) for row in range(model.rowCount())]


changes = st.tuples(st.integers(0, 7), st.none() | st.tuples(st.integers(0, 9), st.integers(1, 4)))


@given(st.lists(changes, max_size=30))
def test_rows_are_those_of_the_groups_in_the_order_of_their_keys(steps: list[Change]) -> None:
    model = Plain()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kept: dict[int, tuple[int, int]] = {}
    followed: dict[str, QPersistentModelIndex] = {}
    for group, now in steps:
        if now is None:
            kept.pop(group, None)
            followed.pop(f"g{group}", None)
            model.take({f"g{group}": None})
        else:
            kept[group] = now
            name, key, count = place(group, *now)
            model.take({name: (key, count)})
            followed.setdefault(name, QPersistentModelIndex(model.index_of(name)))
        places = sorted((place(each, *at) for each, at in kept.items()), key=lambda it: it[1])
        assert rows(model) == [
            (name, part) for name, _key, count in places for part in range(count)
        ]
        assert all(model.at(index.row()) == (name, 0) for name, index in followed.items())
    assert tester.model() is model


def test_many_changes_at_once_set_the_rows_out_anew() -> None:
    model = Plain()
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.take({f"g{n:04}": ((n,), 1) for n in reversed(range(MANY + 1))})
    assert resets == [True]
    assert model.groups() == [f"g{n:04}" for n in range(MANY + 1)]
    model.take({"g0003": None})
    assert resets == [True]
    assert model.rowCount() == MANY
    assert model.row_of("g0003") == -1
    assert model.row_of("g0004") == 3
    assert model.row_of("g0004", 1) == -1
