"""Whose annotations are shown, and the letters that stand for annotators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.app.shown import AGREED_NAME, Shown, signs
from tests.support.projects import make_project
from tests.support.sample_gold import gold_schema
from tests.support.two_annotators import FIRST, SECOND, both


@pytest.fixture
def two(qapp: object, tmp_path: Path) -> Iterator[Session]:
    """A session of badr on a project that holds the work of amal and badr."""
    path = tmp_path / "two.hashiya"
    with make_project(path, gold_schema(), [both()]):
        pass
    settings = Settings.load()
    settings.update({"language": "en", "annotator.name": SECOND})
    session = Session(settings)
    assert session.open(path)
    yield session
    session.close()


def shown(session: Session) -> set[str]:
    return {each.annotator for each in session.annotations() if session.shown.shown.shows(each)}


def test_everybody_is_shown_at_first_and_only_others_have_a_sign(two: Session) -> None:
    assert shown(two) == {FIRST, SECOND}
    assert two.shown.shown.signs == ((FIRST, "A"),)


def test_one_key_goes_through_all_mine_and_the_others(two: Session) -> None:
    found = []
    for _press in range(3):
        two.shown.step()
        found.append((two.shown.mode, shown(two)))
    assert found == [("mine", {SECOND}), ("one", {FIRST}), ("all", {FIRST, SECOND})]


def test_the_agreed_version_is_that_of_its_name(two: Session) -> None:
    two.settings.set(AGREED_NAME, FIRST)
    two.shown.choose("agreed")
    assert shown(two) == {FIRST}


def test_the_choice_is_remembered_for_each_project(two: Session, tmp_path: Path) -> None:
    two.shown.choose("one", FIRST)
    other = tmp_path / "other.hashiya"
    with make_project(other, gold_schema(), [both()]):
        pass
    assert two.open(other)
    assert two.shown.mode == "all"
    assert two.open(tmp_path / "two.hashiya")
    assert (two.shown.mode, two.shown.name, shown(two)) == ("one", FIRST, {FIRST})


def test_what_stands_in_front_goes_away_again(two: Session) -> None:
    told: list[Shown] = []
    two.shown.changed.connect(lambda: told.append(two.shown.shown))
    one = two.annotations()[0]
    two.shown.bring_to_front(Shown(frozenset(), frozenset({one.id})))
    assert [each for each in two.annotations() if two.shown.shown.shows(each)] == [one]
    two.shown.bring_to_front(None)
    assert shown(two) == {FIRST, SECOND}
    assert len(told) == 2


def test_a_sign_is_as_short_as_can_be() -> None:
    assert signs(["amal", "badr"]) == (("amal", "A"), ("badr", "B"))
    assert signs(["Amal Nasser", "amal"]) == (("Amal Nasser", "AN"), ("amal", "A"))
    assert dict(signs(["سناء", "سعاد"])) == {"سعاد": "س", "سناء": "سن"}


@given(st.sets(st.text(min_size=1, max_size=6), max_size=12))
def test_signs_tell_all_apart(names: set[str]) -> None:
    found = signs(names)
    assert {name for name, _sign in found} == names
    assert len({sign for _name, sign in found}) == len(names)
