from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.setting_table import Setting, Value, read_table
from annotator.app.settings import Settings
from annotator.core.errors import InputError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_defaults_hold_and_nothing_is_written(path: Path) -> None:
    settings = Settings.load(path)
    assert settings.first_start
    assert settings.warnings == ()
    assert settings.integer("article.text_size") == 20
    assert settings.text("language") == "system"
    assert not path.exists()


def test_a_change_outlives_the_program(path: Path) -> None:
    Settings.load(path).set("article.text_size", 26)
    again = Settings.load(path)
    assert again.integer("article.text_size") == 26
    assert not again.first_start


def test_the_annotator_is_who_is_logged_in_until_a_name_is_set(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "هدى")
    settings = Settings.load(path)
    assert settings.text("annotator.name") == "هدى"
    settings.set("annotator.name", "أحمد")
    assert Settings.load(path).text("annotator.name") == "أحمد"


def test_someone_without_a_name_is_an_annotator_still(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert Settings.load(path).text("annotator.name") == "annotator"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("article.text_size", 13),
        ("article.text_size", 41),
        ("article.text_size", "20"),
        ("article.text_size", True),
        ("theme", "mauve"),
        ("panels.labels", 1),
        ("annotator.name", 3),
        ("projects.recent", "a"),
        ("projects.recent", [1]),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(
    path: Path, name: str, value: object
) -> None:
    settings = Settings.load(path)
    before = settings.get(name)
    with pytest.raises(InputError, match="cannot be"):
        settings.update({"language": "ar", name: value})
    assert settings.get(name) == before
    assert settings.text("language") == "system"
    assert not path.exists()


def test_an_unknown_setting_is_a_mistake_of_the_program(path: Path) -> None:
    settings = Settings.load(path)
    with pytest.raises(KeyError):
        settings.get("no.such")
    with pytest.raises(KeyError):
        settings.set("no.such", 1)
    with pytest.raises(TypeError):
        settings.integer("theme")


def test_a_misfit_in_the_file_is_said_and_left_alone(path: Path) -> None:
    path.write_text('theme = "dark"\n[article]\ntext_size = 900\n', encoding="utf-8")
    settings = Settings.load(path)
    assert settings.integer("article.text_size") == 20
    assert settings.text("theme") == "dark"
    (warning,) = settings.warnings
    assert "article.text_size" in warning
    assert "900" in warning
    settings.set("theme", "light")
    assert "text_size = 900" in path.read_text(encoding="utf-8")


def test_unknown_keys_and_comments_are_kept(path: Path) -> None:
    path.write_text("# mine\nnewer = 1\n[article]\nfuture = [1, 2]  # so\n", encoding="utf-8")
    Settings.load(path).set("article.text_size", 22)
    text = path.read_text(encoding="utf-8")
    assert "# mine\nnewer = 1\n[article]\nfuture = [1, 2]  # so\n" in text
    assert "text_size = 22" in text


@pytest.mark.parametrize("damage", [b"theme = [", b"\xff\xfe\x00", b"a = 1\na = 2\n"])
def test_a_damaged_file_is_set_aside_and_said(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    settings = Settings.load(path)
    broken = path.with_name("settings.toml.broken")
    assert broken.read_bytes() == damage
    assert str(broken) in settings.warnings[0]
    settings.set("theme", "dark")
    assert Settings.load(path).text("theme") == "dark"


def test_a_file_damaged_while_the_program_runs_loses_no_setting(path: Path) -> None:
    settings = Settings.load(path)
    settings.set("theme", "dark")
    path.write_text("theme = [", encoding="utf-8")
    settings.set("numerals", "arabic-indic")
    again = Settings.load(path)
    assert (again.text("theme"), again.text("numerals")) == ("dark", "arabic-indic")


def test_two_windows_keep_each_others_changes(path: Path) -> None:
    first, second = Settings.load(path), Settings.load(path)
    first.set("theme", "dark")
    second.set("article.text_size", 24)
    again = Settings.load(path)
    assert (again.text("theme"), again.integer("article.text_size")) == ("dark", 24)


def test_a_plain_value_in_the_place_of_a_table_gives_way(path: Path) -> None:
    path.write_text("article = 3\n", encoding="utf-8")
    Settings.load(path).set("article.text_size", 22)
    assert Settings.load(path).integer("article.text_size") == 22


def test_observers_hear_of_real_changes_until_they_leave(path: Path) -> None:
    settings = Settings.load(path)
    heard: list[tuple[str, Value]] = []
    leave = settings.subscribe(lambda name, value: heard.append((name, value)))
    settings.set("theme", "dark")
    settings.set("theme", "dark")
    leave()
    settings.set("theme", "light")
    assert heard == [("theme", "dark")]


@pytest.mark.skipif(os.name == "nt", reason="there a folder is no bar to writing")
def test_where_nothing_can_be_written_the_change_holds_and_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings.load(tmp_path / "file" / "settings.toml")
    heard: list[str] = []
    settings.subscribe(lambda name, _value: heard.append(name))
    with pytest.raises(InputError, match="cannot be written"):
        settings.set("theme", "dark")
    assert settings.text("theme") == "dark"
    assert heard == ["theme"]


def test_no_temporary_file_stays(path: Path) -> None:
    settings = Settings.load(path)
    settings.set("theme", "dark")
    settings.set("theme", "light")
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


def test_the_latest_project_comes_first_and_once(path: Path, tmp_path: Path) -> None:
    settings = Settings.load(path)
    for number in (*range(20), 15):
        settings.add_recent_project(tmp_path / f"{number}.hashiya")
    recent = [Path(each).stem for each in Settings.load(path).texts("projects.recent")]
    assert recent == ["15", "19", "18", "17", "16", "14", "13", "12", "11", "10", "9", "8"]
    settings.forget_recent_project(str(tmp_path / "15.hashiya"))
    assert Path(settings.texts("projects.recent")[0]).stem == "19"


def test_every_default_is_a_value_that_its_setting_allows() -> None:
    for setting in read_table().values():
        assert setting.check(setting.default) == setting.default
        assert bool(setting.group) == bool(setting.label) == bool(setting.description)
        assert all(choice.text() for choice in setting.choices)


def _values(setting: Setting) -> st.SearchStrategy[object]:
    text = st.text(st.characters(codec="utf-8"))
    match setting.kind:
        case "choice":
            return st.sampled_from([choice.value for choice in setting.choices])
        case "integer":
            return st.integers(setting.minimum, setting.maximum)
        case "boolean":
            return st.booleans()
        case "list":
            return st.lists(text, max_size=setting.maximum)
        case "text":
            return text


@given(st.fixed_dictionaries({}, optional={n: _values(s) for n, s in read_table().items()}))
def test_what_was_set_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = Settings.load(path)
    settings.update(values)
    again = Settings.load(path)
    assert again.warnings == ()
    for name in read_table():
        assert again.get(name) == settings.get(name)
