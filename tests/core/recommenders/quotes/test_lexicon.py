"""Cues are data: read strictly, and extended by a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import InputError, SchemaError
from annotator.core.recommenders import CueLexicon, propose_quotes, read_cues
from tests.core.recommenders.quotes.conftest import CUES


@pytest.mark.parametrize("path", sorted(CUES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_lexicon_that_ships_is_valid_and_says_what_it_is(path: Path) -> None:
    lexicon = read_cues(path)
    assert lexicon.language == path.stem
    assert lexicon.cues
    assert lexicon.list("that").entries


def test_a_verb_is_known_in_its_forms(cues: CueLexicon) -> None:
    for form in ("اعلن", "اعلنت", "اعلنوا", "يعلن", "تعلن", "يعلنون", "معلنا", "معلنه", "معلنين"):
        assert form in cues.cues, form


def test_a_weak_verb_loses_its_last_letter(cues: CueLexicon) -> None:
    for form in ("نفي", "نفت", "نفوا", "ينفي", "ينفون", "نافيا", "دعت", "يدعون", "داعين"):
        assert form in cues.cues, form


def test_a_project_adds_its_own_cues(cues: CueLexicon) -> None:
    text = "زمجر الوزير أن الأمر مرفوض."
    assert propose_quotes(text, cues) == []
    more = cues.extended('[[cues]]\nverbs = "زمجر يزمجر مزمجر"\ntakes = ["that"]\n')
    [found] = propose_quotes(text, more)
    assert found.content[0].text_in(text) == "الأمر مرفوض"
    assert propose_quotes("تزمجر الهيئة أن الأمر مرفوض.", more)


def test_a_project_takes_cues_away_and_adds_words(cues: CueLexicon) -> None:
    text = "زعم الوزير أن الأمر مرفوض."
    assert propose_quotes(text, cues)
    fewer = cues.extended('[words]\nnot_cues = "زعم"\nmedia = "مجلس عزاء"')
    assert propose_quotes(text, fewer) == []
    assert "بيان" in fewer.list("media")
    assert ("مجلس", "عزاء") in fewer.list("media").entries


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[cues]\n", "cues, line 1: this is not valid TOML"),
        ('[[cues]]\nverbs = "زمجر يزمجر"\n', "cues, line 2: “زمجر يزمجر” must be three words"),
        ('[[cues]]\nforms = "هاج"\ntakes = ["thta"]\n', "cues, line 3: “thta” is nothing that"),
        ('[[cues]]\nform = "هاج"\n', "cues, line 2: “form” is not known here"),
        ('[[cues]]\ntakes = ["that"]\n', "cues, line 1: A cue needs “verbs” or “forms”."),
        ('[[cues]]\nforms = "هاج"\nscore = 2\n', "cues, line 3: “score” must be a number"),
        ('[[frames]]\nkind = "sorce"\nphrases = "x"\n', "cues, line 2: “sorce” cannot be the kind"),
        ('[words]\nmedium = "x"\n', "cues, line 2: “medium” is not known here"),
        ("[words]\nmedia = 3\n", "cues, line 2: “media” must be a text"),
        ('order = "backwards"\n', "cues, line 1: “backwards” cannot be the order"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_reason(
    text: str, message: str, cues: CueLexicon
) -> None:
    with pytest.raises(SchemaError) as refused:
        cues.extended(text)
    assert message in str(refused.value)


def test_all_mistakes_are_told_at_once(cues: CueLexicon) -> None:
    with pytest.raises(SchemaError) as refused:
        cues.extended('[words]\nmedium = "x"\nspeaker = "y"\n')
    assert len(str(refused.value).split("\n")) == 2


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cues(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not UTF-8"):
        read_cues(broken)
