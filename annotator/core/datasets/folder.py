"""The folder of a dataset: it appears whole or not at all, and only ever replaces its like."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson

from annotator.core.errors import N_, InputError
from annotator.core.formats.atomic import cannot_write
from annotator.core.formats.shape import SPLITS

DATASET_NAME = "hashiya-dataset"
DATASET_FORMAT = f"{DATASET_NAME}/1"

DATA = "data"
MANIFEST = "manifest.json"
CARD = "README.md"
JSON_SCHEMA = "schema.json"
CAST = "cast.jsonl"

_OURS = frozenset((DATA, MANIFEST, CARD, JSON_SCHEMA, CAST))


def part_path(part: str) -> str:
    """Where the documents of a split lie, from the folder on."""
    return f"{DATA}/{part}.jsonl"


@contextmanager
def folder_in_place_of(folder: Path) -> Iterator[Path]:
    """Hand out an unfinished folder beside `folder`, which takes its place if the block succeeds.

    Raises:
        InputError: something else than a dataset of ours is there, or it cannot be written.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - a link stays a link
    _check_replaceable(folder)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        unfinished.mkdir()
        (unfinished / DATA).mkdir()
        yield unfinished
        _swap(unfinished, folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _check_replaceable(folder: Path) -> None:
    try:
        names = {each.name for each in folder.iterdir()}
        if names and not _is_dataset(folder, names):
            raise InputError(
                N_(
                    "The folder “{path}” holds other things than a dataset of Hashiya; "
                    "choose a new folder, or empty this one first."
                ),
                path=folder,
            )
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise InputError(
            N_("“{path}” is a file; a dataset needs a folder of its own."), path=folder
        ) from None
    except OSError as error:
        raise cannot_write(folder, error) from error


def _is_dataset(folder: Path, names: set[str]) -> bool:
    """Whether the folder is an earlier dataset and holds nothing that is not part of one."""
    if MANIFEST not in names or not names <= _OURS:
        return False
    try:
        manifest = orjson.loads((folder / MANIFEST).read_bytes())
    except orjson.JSONDecodeError:
        return False
    made = isinstance(manifest, dict) and str(manifest.get("format", "")).startswith(DATASET_NAME)
    parts = {f"{part}.jsonl" for part in SPLITS}
    return made and {each.name for each in (folder / DATA).iterdir()} <= parts


def _swap(unfinished: Path, folder: Path) -> None:
    if not folder.exists():
        unfinished.rename(folder)
        return
    earlier = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    folder.rename(earlier)
    try:
        unfinished.rename(folder)
    except OSError:
        with contextlib.suppress(OSError):
            earlier.rename(folder)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
