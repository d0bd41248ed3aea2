"""Where the program's own files lie, and where it keeps those of the user.

Resources, seeds and the guide are read only: in a checkout they lie beside the package, in an
installed wheel inside it (`annotator/_data`). The user's folders are those of the system
(platformdirs); each can be moved by an environment variable: `HASHIYA_CONFIG_DIR`,
`HASHIYA_DATA_DIR`, `HASHIYA_CACHE_DIR`.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APPLICATION = "hashiya"

_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder of fonts, icons, themes, translations and the table of settings."""
    return _shipped("resources")


def seeds() -> Path:
    """The folder of the sample article and of the schemas that a new project can start from."""
    return _shipped("seeds")


def quote_cues(language: str) -> Path:
    """The file of cues of quotations for a language of documents; Arabic where there is none."""
    folder = resources() / "quotes"
    own = folder / f"{language}.toml"
    return own if own.is_file() else folder / "ar.toml"


def guide(language: str) -> Path:
    """The user guide in a language of the interface; its pictures lie in `images` beside it."""
    folder = _shipped("docs")
    own = folder / f"guide.{language}.md"
    return own if own.is_file() else folder / "guide.md"


def config_folder() -> Path:
    """Where the settings lie. Made where it is missing."""
    path = os.environ.get("HASHIYA_CONFIG_DIR")
    return _made(Path(path) if path else platformdirs.user_config_path(APPLICATION, False))


def data_folder() -> Path:
    """Where backups and the sample project lie. Made where it is missing."""
    path = os.environ.get("HASHIYA_DATA_DIR")
    return _made(Path(path) if path else platformdirs.user_data_path(APPLICATION, False))


def cache_folder() -> Path:
    """Where search indexes lie, which may be deleted at any time. Made where it is missing."""
    path = os.environ.get("HASHIYA_CACHE_DIR")
    return _made(Path(path) if path else platformdirs.user_cache_path(APPLICATION, False))


def log_folder() -> Path:
    """Where log files lie (`logs` in the data folder where that one is moved). Made if missing."""
    path = os.environ.get("HASHIYA_DATA_DIR")
    return _made(Path(path) / "logs" if path else platformdirs.user_log_path(APPLICATION, False))


def _shipped(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
