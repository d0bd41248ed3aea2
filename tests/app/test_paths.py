from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.app import paths


def test_a_checkout_has_its_resources_and_seeds_beside_the_package() -> None:
    assert (paths.resources() / "settings.toml").is_file()
    assert list(paths.seeds().glob("*.txt"))


def test_each_language_has_its_cues_and_others_take_the_arabic_ones() -> None:
    assert paths.quote_cues("he").name == "he.toml"
    assert paths.quote_cues("ar") == paths.quote_cues("") == paths.quote_cues("en")
    assert paths.quote_cues("ar").is_file()


def test_an_installed_wheel_has_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resources() == tmp_path / "_data" / "resources"


def test_each_folder_can_be_moved_and_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"HASHIYA_{kind}_DIR", str(tmp_path / "new" / kind))
    assert paths.config_folder() == tmp_path / "new" / "CONFIG"
    assert paths.data_folder() == tmp_path / "new" / "DATA"
    assert paths.cache_folder() == tmp_path / "new" / "CACHE"
    assert paths.log_folder() == tmp_path / "new" / "DATA" / "logs"
    assert all(
        folder.is_dir()
        for folder in (paths.config_folder(), paths.data_folder(), paths.cache_folder())
    )


def test_the_folders_are_the_systems_where_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HASHIYA_CONFIG_DIR")
    monkeypatch.setattr("platformdirs.user_config_path", lambda name, author: tmp_path / name)
    assert paths.config_folder() == tmp_path / "hashiya"


def test_settings_and_translation_need_no_qt() -> None:
    code = (
        "import sys, annotator.app.settings, annotator.app.translation, annotator.app.paths;"
        "assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=paths.seeds().parent)
