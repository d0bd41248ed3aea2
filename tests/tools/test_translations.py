from __future__ import annotations

from pathlib import Path

import pytest

from tools import translations
from tools.translations import Sentence, compiled, problems, read, sentences, updated

PO = """
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : 1);\\n"

{entries}
"""

WANTED = {
    each.key: each
    for each in (
        Sentence("Open {name}"),
        Sentence("one file", "{count} files"),
        Sentence("Open", context="verb"),
    )
}

GOOD = """
msgid "Open {name}"
msgstr "افتح {name}"

msgctxt "verb"
msgid "Open"
msgstr "افتح"

msgid "one file"
msgid_plural "{count} files"
msgstr[0] "لا ملفات"
msgstr[1] "ملف واحد"
msgstr[2] "ملفان"
msgstr[3] "{count} ملفات"
msgstr[4] "{count} ملفًا"
msgstr[5] "{count} ملف"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "ar" / "LC_MESSAGES" / "hashiya.po"
    path.parent.mkdir(parents=True)
    return _write(path, GOOD)


def _write(path: Path, entries: str) -> Path:
    path.write_text(PO.replace("{entries}", entries), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled(path))
    return path


def test_the_arabic_of_the_program_is_complete_and_compiled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert translations.main(["check"]) == 0, capsys.readouterr().out


def test_a_complete_translation_has_no_problems(po: Path) -> None:
    assert list(problems(po, WANTED)) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"افتح {name}"', '""', "'Open {name}' has no translation"),
        ('"افتح {name}"', '"افتح {nmae}"', "other placeholders"),
        ('"افتح {name}"', '"افتح"', "other placeholders"),
        ('"{count} ملف"', '"ملف"', "form 5 of 'one file' has other placeholders"),
        ('"ملفان"', '"{n} ملفان"', "form 2 of 'one file' has other placeholders"),
        ('"ملفان"', '""', "'one file' has no translation"),
        ('msgid "Open {name}"', '#, fuzzy\nmsgid "Open {name}"', "is fuzzy"),
        ('msgid "Open {name}"', 'msgid "Close {name}"', "lacks 'Open {name}'"),
        ('msgid "Open {name}"', 'msgid "Close {name}"', "does not say"),
        ('msgctxt "verb"', 'msgctxt "noun"', "lacks 'Open'"),
    ],
)
def test_each_fault_is_found(po: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    _write(po, GOOD.replace(old, new))
    assert any(reason in each for each in problems(po, WANTED))


def test_an_mo_that_is_older_than_its_po_is_found(po: Path) -> None:
    text = po.read_text(encoding="utf-8").replace("ملفان", "اثنان")
    po.write_text(text, encoding="utf-8")
    assert any("run compile" in each for each in problems(po, WANTED))


def test_updating_keeps_translations_and_those_of_sentences_that_are_gone(po: Path) -> None:
    known, _ = read(po)
    wanted = {key: each for key, each in WANTED.items() if key[0] != "Open {name}"}
    wanted["New", ""] = Sentence("New")
    po.write_bytes(updated("ar", wanted, known, prune=False))
    current, obsolete = read(po)
    assert current.keys() == wanted.keys()
    assert current["one file", ""].forms[2] == "ملفان"
    assert obsolete["Open {name}", ""].forms == ("افتح {name}",)
    po.write_bytes(updated("ar", WANTED, obsolete | current, prune=True))
    assert read(po)[0]["Open {name}", ""].is_translated
    assert read(po)[1] == {}


def test_updating_twice_writes_the_same_without_dates(po: Path) -> None:
    known, _ = read(po)
    once = updated("ar", WANTED, known, prune=False)
    po.write_bytes(once)
    assert updated("ar", WANTED, read(po)[0], prune=False) == once
    assert b"Date" not in once
    assert b"#:" not in once


def test_sentences_come_from_calls_markers_and_the_table(tmp_path: Path) -> None:
    package = tmp_path / "annotator"
    package.mkdir()
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "settings.toml").write_text(
        '[[setting]]\nname = "x"\nlabel = "Theme"\nchoices = [{ value = "a", label = "Light" }]\n',
        encoding="utf-8",
    )
    (package / "a.py").write_text(
        '_("plain")\nN_("mar"\n   "ked")\nngettext("one", "{n}", n)\npgettext("verb", "Open")\n',
        encoding="utf-8",
    )
    assert sentences(tmp_path).keys() == {
        ("plain", ""), ("marked", ""), ("one", ""), ("Open", "verb"), ("Theme", ""), ("Light", ""),
    }  # fmt: skip
