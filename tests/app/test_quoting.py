"""Proposals in the session's document: quick in any text, one after the other, never twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from annotator.app.quoting import Draft, Quoting
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core import commands
from annotator.core.model import Document, new_id
from annotator.core.recommenders import propose_quote_at
from annotator.core.schema import read_schema_file
from annotator.core.storage import Project
from tests.conftest import ROOT, SAMPLE

SAID = 'وقال الوزير إن "القرار نهائي ولن يتغير أبدا". '
FILLING = "وذهب الناس إلى السوق في الصباح الباكر كما يفعلون كل يوم. "


def open_text(tmp_path: Path, text: str) -> Session:
    path = tmp_path / "a.hashiya"
    schema = read_schema_file(ROOT / "seeds" / "schemas" / "news.toml")
    with Project.create(path, schema) as project:
        document = Document(new_id("d"), "one", "one", text, language="ar")
        commands.add_documents(project, [(document, ())], actor="sana")
    session = Session(Settings.load())
    assert session.open(path)
    return session


@pytest.mark.usefixtures("qapp")
def test_a_step_finds_the_quotes_in_their_order_and_goes_round(tmp_path: Path) -> None:
    session = open_text(tmp_path, SAMPLE.read_text(encoding="utf-8"))
    quoting = Quoting(session)
    every = [each.content[0].start for each in quoting.drafts()]
    seen, here = [], -1
    for _ in every:
        draft = quoting.next_draft(here)
        assert draft is not None
        here = draft.content[0].start
        seen.append(here)
    assert seen == sorted(set(every)) + sorted(set(every))[: len(every) - len(set(every))]
    last = quoting.next_draft(every[0], backwards=True)
    assert last is not None
    assert last.content[0].start == every[-1]
    session.close()


def test_in_a_paragraph_without_end_only_what_is_around_the_caret_is_read(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = FILLING * 1500 + SAID + FILLING * 1500
    session = open_text(tmp_path, text)
    quoting = Quoting(session)
    read: list[int] = []

    def propose(piece: str, *rest: Any) -> object:  # noqa: ANN401
        read.append(len(piece))
        return propose_quote_at(piece, *rest)

    monkeypatch.setattr("annotator.app.quoting.propose_quote_at", propose)
    draft = quoting.draft_at(text.index("نهائي"))
    assert draft is not None
    assert draft.content[0].text_in(text) == "القرار نهائي ولن يتغير أبدا"
    assert [max(read) < 20_000, len(text) > 150_000] == [True, True]
    session.close()


def test_the_next_quote_of_a_long_article_is_found_without_reading_all_of_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{FILLING * 20}\n" * 100 + SAID + f"\n{FILLING * 20}" * 100
    session = open_text(tmp_path, text)
    quoting = Quoting(session)
    ranges: list[tuple[int, int | None]] = []
    real = quoting.drafts

    def drafts(start: int = 0, end: int | None = None) -> list[Draft]:
        ranges.append((start, end))
        return real(start, end)

    monkeypatch.setattr(quoting, "drafts", drafts)
    place = text.index(SAID)
    draft = quoting.next_draft(place - 2000)
    assert draft is not None
    assert draft.content[0].start > place
    assert len(ranges) <= 2
    session.close()
