"""Files and folders to documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.core.articles import (
    ReadArticle,
    UnreadFile,
    find_files,
    guess_language,
    natural_key,
    read_article,
    read_articles,
)
from annotator.core.errors import InputError


def test_the_sample_article(sample_path: Path, sample_text: str) -> None:
    read = read_article(sample_path)
    document = read.document
    assert document.text == sample_text
    assert document.name == "000_7b193b572c7f7247"
    assert document.title == sample_text.split("\n", 1)[0]
    assert (document.direction, document.language) == ("rtl", "ar")
    assert (read.encoding, read.guessed, read.notes) == ("utf-8", False, ())
    assert {each.name: each.value for each in document.metadata} == {
        "encoding": "utf-8",
        "file": sample_path.name,
    }


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال الرئيس إن القضية معروفة", "ar"),
        ("رئیس جمهور گفت که پیشنهاد چین بررسی می‌شود", "fa"),
        ("وزیر اعظم نے کہا ہے کہ پاکستان ترقی کرے گا", "ur"),
        ("שר החוץ אמר היום", "he"),
        ("The minister said that the talks went on in Ankara.", "en"),
        ("Le ministre a parlé", ""),
        ("12345 — 67", ""),
    ],
)
def test_the_language_is_guessed_or_left_open(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_left_to_right_article_has_its_direction(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The talks\nwent on in Ankara.", encoding="utf-8")
    assert read_article(path).document.direction == "ltr"


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    for name, data in (("1.txt", "قال".encode()), ("2.txt", b""), ("3.txt", "أعلن".encode())):
        (tmp_path / name).write_bytes(data)
    found, unread = find_files(tmp_path)
    assert not unread
    results = list(read_articles(found))
    assert [type(each) for each in results] == [ReadArticle, UnreadFile, ReadArticle]


def test_folders_are_read_deep_in_natural_order_without_hidden_files(tmp_path: Path) -> None:
    names = ["10.txt", "9.txt", "b/2.TEXT", "b/10.txt", "a/1.txt", "c.md", ".x.txt", ".git/1.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("قال", encoding="utf-8")
    found, _ = find_files(tmp_path)
    shown = [each.relative_to(tmp_path).as_posix() for each in found]
    assert shown == ["9.txt", "10.txt", "a/1.txt", "b/2.TEXT", "b/10.txt"]


def test_natural_order_knows_the_digits_of_arabic() -> None:
    names = [Path(each) for each in ("خبر ١٠", "خبر ٩", "خبر 2")]
    assert sorted(names, key=natural_key) == [names[2], names[1], names[0]]


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no file ending in \.txt, \.text"):
        find_files(tmp_path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder, not a file"):
        read_article(tmp_path)


def test_what_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The suite may run as root, whom no permission stops; so the system's answer is played.
    path = tmp_path / "a.txt"
    path.write_text("قال", encoding="utf-8")

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="You have no permission to read"):
        read_article(path)


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "a.txt").write_text("قال", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str | int) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        found, unread = find_files(tmp_path)
        with pytest.raises(InputError, match="You have no permission to read"):
            find_files(closed)
    assert [each.name for each in found] == ["a.txt"]
    assert "no permission" in str(unread[0].error)


def test_a_name_that_is_no_utf8_is_shown_escaped(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write("قال".encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    document = read_article(Path(os.fsdecode(raw))).document
    assert document.name == "caf\\xe9"
