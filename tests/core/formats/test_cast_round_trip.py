"""The cast goes along with the documents: out, in, and out again, entry for entry."""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.datasets import Shares, export_dataset, export_file
from annotator.core.errors import InputError
from annotator.core.formats import import_files
from annotator.core.model import ENTRY_KINDS, Entry, Status, flat, link_of, new_id
from annotator.core.schema import Schema
from annotator.core.storage import Project
from tests.support.datasets import sample_project
from tests.support.projects import Item, make_project, projects
from tests.support.sample_gold import gold_schema

SCHEMA = gold_schema()
_WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8
)
_NAMES = _WORDS.map(flat).filter(bool) | st.sampled_from(["فلاديمير بوتين", "2025-02-24", "{}"])


@st.composite
def casts(draw: st.DrawFn) -> list[Entry]:
    """Up to four entries with names of any kind."""
    return [
        Entry(
            f"x-0193b5c280007000{draw(st.integers(0, 2**60)) * 8 + number:016x}",
            draw(st.sampled_from(ENTRY_KINDS)),
            draw(_NAMES),
            note=draw(st.sampled_from(["", "سطر\nآخر", "\u2028"])),
        ).with_spellings(draw(st.lists(_NAMES, max_size=3)))
        for number in range(draw(st.integers(1, 4)))
    ]


def held(project: Project) -> object:
    documents = {document.id: (document, made) for document, made in project.iter_documents()}
    return project.entries(), documents


@settings(max_examples=25, deadline=None)
@given(projects(SCHEMA), casts(), st.data())
def test_a_project_with_a_cast_comes_back_equal_and_exports_the_same_bytes(
    items: list[Item], cast: list[Entry], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_project(folder / "a.hashiya", SCHEMA, items) as first:
            for document, made in items:
                for each in made:
                    entry = data.draw(st.sampled_from([None, *cast]))
                    if entry is not None:
                        commands.link(first, [(document.id, each.id)], entry, actor="t")
            for entry in cast:
                if first.find_entry(entry.id) is None:
                    commands.add_entry(first, entry, actor="t")
            export_file(first, folder / "a.jsonl")
            export_dataset(first, folder / "a")
            before = held(first)
        for source, target in ((folder / "a.jsonl", "b"), (folder / "a", "c")):
            with Project.create(folder / f"{target}.hashiya", SCHEMA) as second:
                report = import_files(second, [source], actor="t")
                assert report.entries == len(cast)
                assert not report.other_entries
                assert held(second) == before
                assert second.verify() == []
                if source.is_file():
                    export_file(second, folder / "b.jsonl")
        assert (folder / "b.jsonl").read_bytes() == (folder / "a.jsonl").read_bytes()


@pytest.fixture
def linked(tmp_path: Path, schema: Schema) -> Path:
    """An export of the sample with one mention linked, and an entry that has none."""
    with sample_project(tmp_path / "a.hashiya", schema, plain=2) as project:
        document, made = next(
            (document, made) for document, made in project.iter_documents() if made
        )
        first = next(each for each in made if each.label == "PERS")
        putin = Entry(new_id("x"), "person", "فلاديمير بوتين", ("بوتين",))
        commands.link(project, [(document.id, first.id)], putin, actor="t")
        commands.add_entry(project, Entry(new_id("x"), "place", "لا أحد"), actor="t")
        export_file(project, tmp_path / "a.jsonl")
    return tmp_path / "a.jsonl"


def test_a_record_lists_what_its_annotations_link_to_and_the_first_the_rest(linked: Path) -> None:
    first, *others = [orjson.loads(line) for line in linked.read_bytes().splitlines()]
    assert [each["name"] for each in first["cast"]] == ["فلاديمير بوتين", "لا أحد"]
    assert list(first["cast"][0]) == ["id", "kind", "name", "spellings", "note"]
    assert [each["cast"] for each in others] == [[], []]
    assert list(first)[-1] == "cast"


def test_an_entry_that_is_there_with_other_data_is_told_and_stays(
    linked: Path, tmp_path: Path, schema: Schema
) -> None:
    entry = orjson.loads(linked.read_bytes().split(b"\n")[0])["cast"][0]
    mine = Entry(entry["id"], "person", "بوتين الآخر")
    with Project.create(tmp_path / "b.hashiya", schema) as project:
        commands.add_entry(project, mine, actor="t")
        report = import_files(project, [linked], actor="t")
        assert report.other_entries == (mine,)
        assert report.entries == 1
        assert project.entry(mine.id) == mine
        assert project.mention_count(mine.id) == 1
        assert project.verify() == []
        commands.undo(project, actor="t")
        assert project.entries() == [mine]


def test_a_link_to_an_entry_that_does_not_come_along_is_refused(
    linked: Path, tmp_path: Path, schema: Schema
) -> None:
    value = orjson.loads(linked.read_bytes().split(b"\n")[0])
    path = tmp_path / "c.jsonl"
    path.write_bytes(orjson.dumps({**value, "cast": []}))
    with Project.create(tmp_path / "b.hashiya", schema) as project:
        with pytest.raises(InputError, match="which is not in “cast” of this record"):
            import_files(project, [path], actor="t")
        assert project.document_count() == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "Q7747"}, "is no identifier of an entry"),
        ({"kind": "planet"}, "“kind” must be one of"),
        ({"name": ""}, "are words with one space between"),
        ({"spellings": ["أ  ب"]}, "are words with one space between"),
        ({"spellings": ["أ", "أ"]}, "stands twice"),
        ({"spellings": None}, "must be a list"),
    ],
)
def test_an_entry_with_a_mistake_is_refused_with_the_reason(
    linked: Path, tmp_path: Path, schema: Schema, change: dict[str, object], reason: str
) -> None:
    value = orjson.loads(linked.read_bytes().split(b"\n")[0])
    value["cast"][1] |= change
    path = tmp_path / "c.jsonl"
    path.write_bytes(orjson.dumps(value))
    with (
        Project.create(tmp_path / "b.hashiya", schema) as project,
        pytest.raises(InputError, match=reason),
    ):
        import_files(project, [path], actor="t")


def test_a_file_from_before_there_was_a_cast_is_read(
    linked: Path, tmp_path: Path, schema: Schema
) -> None:
    value = orjson.loads(linked.read_bytes().split(b"\n")[1])
    del value["cast"]
    path = tmp_path / "c.jsonl"
    path.write_bytes(orjson.dumps(value))
    with Project.create(tmp_path / "b.hashiya", schema) as project:
        assert len(import_files(project, [path], actor="t").added) == 1


def test_a_dataset_lists_the_whole_cast_apart_and_each_record_only_its_own(
    linked: Path, tmp_path: Path, schema: Schema
) -> None:
    del linked
    done: Status = "done"
    with Project.open(tmp_path / "a.hashiya") as project:
        for document, made in list(project.iter_documents()):
            if made:
                gone = [each.id for each in made if link_of(each)]
                commands.delete(project, document.id, gone, actor="t")
            commands.set_status(project, [document.id], done, actor="t")
        export_dataset(project, tmp_path / "set", shares=Shares(1, 0, 0))
    lines = (tmp_path / "set" / "data" / "train.jsonl").read_bytes().splitlines()
    assert not any(orjson.loads(line)["cast"] for line in lines)
    cast = (tmp_path / "set" / "cast.jsonl").read_bytes().splitlines()
    assert [orjson.loads(line)["format"] for line in cast] == ["hashiya-cast/1"] * 2
    manifest = orjson.loads((tmp_path / "set" / "manifest.json").read_bytes())
    assert manifest["cast"]["entries"] == 2
