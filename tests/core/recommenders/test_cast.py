"""Which entry a mention may name: spellings, titles, parts, other spellings; and how fast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import commands
from annotator.core.model import Document, Entry, EntryKind, new_id
from annotator.core.recommenders.cast import CastIndex, Reason, is_pronoun, kind_of_label
from annotator.core.recommenders.mentions import in_context, unlinked_like
from annotator.core.storage import Project
from annotator.core.text import Span, find_folded, fold

CAST: tuple[tuple[EntryKind, str, tuple[str, ...]], ...] = (
    ("person", "سيرجي لافروف", ()),
    ("person", "فلاديمير بوتين", ("الرئيس الروسي",)),
    ("person", "شي جين بينج", ()),
    ("person", "سيرجي شويجو", ()),
    ("organisation", "سبوتنيك", ()),
    ("organisation", "الكرملين", ()),
    ("organisation", "وكالة تاس", ("تاس",)),
    ("place", "روسيا", ()),
    ("place", "بيلاروسيا", ()),
    ("place", "الولايات المتحدة الأمريكية", ()),
    ("other", "الروسي", ()),
)


def entries() -> list[Entry]:
    return [Entry(new_id("x"), kind, name, spellings) for kind, name, spellings in CAST]


@pytest.fixture(scope="module")
def index() -> CastIndex:
    return CastIndex(entries())


@pytest.mark.parametrize(
    ("text", "label", "name", "reason"),
    [
        ("سيرجى لافروف", "PERS", "سيرجي لافروف", "spelling"),
        ("الروسى", "NORP", "الروسي", "spelling"),
        ("الرئيس الروسي", "OCC", "فلاديمير بوتين", "spelling"),
        ("وتاس", "ORG", "وكالة تاس", "clitic"),
        ("للكرملين", "ORG", "الكرملين", "clitic"),
        ("كرملين", "ORG", "الكرملين", "clitic"),
        ("الرئيس فلاديمير بوتين", "PERS", "فلاديمير بوتين", "title"),
        ("وزير الخارجية الروسي سيرجي لافروف", "PERS", "سيرجي لافروف", "title"),
        ("لافروف", "PERS", "سيرجي لافروف", "part"),
        ("الولايات المتحدة", "GPE", "الولايات المتحدة الأمريكية", "part"),
        ("شي بينج", "PERS", "شي جين بينج", "part"),
        ("سبوتنك", "ORG", "سبوتنيك", "variant"),
        ("سيرغي لافروف", "PERS", "سيرجي لافروف", "variant"),
        ("بوتن", "PERS", "فلاديمير بوتين", "variant part"),
    ],
)
def test_the_right_entry_comes_first_with_its_reason(
    index: CastIndex, text: str, label: str, name: str, reason: Reason
) -> None:
    best = index.entries_like(text, kind=kind_of_label(label))[0]
    assert (best.entry.name, best.reason) == (name, reason)


@pytest.mark.parametrize("text", ["الصين", "هو", "أمريكا", "الرئيس الأمريكي", "!", ""])
def test_what_is_like_nobody_gets_no_proposal(index: CastIndex, text: str) -> None:
    assert index.entries_like(text) == []


def test_a_name_is_not_found_inside_another_word(index: CastIndex) -> None:
    assert [each.entry.name for each in index.entries_like("روسيا")] == ["روسيا"]


def test_what_the_document_names_already_and_what_is_named_most_come_first() -> None:
    index = CastIndex(entries())
    both = [each.entry for each in index.entries_like("سيرجي")]
    assert {each.name for each in both} == {"سيرجي لافروف", "سيرجي شويجو"}
    for wanted in both:
        assert index.entries_like("سيرجي", here=[wanted.id])[0].entry == wanted
        assert (
            index.entries_like(
                "سيرجي", count_of={each.id: 3 * (each == wanted) for each in both}.__getitem__
            )[0].entry
            == wanted
        )


def test_a_label_of_another_kind_weighs_against_an_entry() -> None:
    person, place = (Entry(new_id("x"), kind, "واشنطن") for kind in ("person", "place"))
    index = CastIndex([person, place])
    assert index.entries_like("واشنطن", kind="place")[0].entry == place
    assert index.entries_like("واشنطن", kind="person")[0].entry == person


def test_the_index_follows_what_becomes_of_entries() -> None:
    index = CastIndex()
    entry = Entry(new_id("x"), "person", "لافروف")
    index.put(entry)
    assert index.entries_like("لافرف")[0].entry == entry
    index.put(entry.renamed("سيرجي").without_spellings(["لافروف"]))
    assert index.entries_like("لافروف") == []
    assert index.entries_like("سيرجى")[0].entry.id == entry.id
    index.drop(entry.id)
    assert len(index) == 0
    assert index.find("سير") == []


def test_typing_narrows_by_the_beginnings_of_words(index: CastIndex) -> None:
    assert [each.name for each in index.find("سير لاف")] == ["سيرجي لافروف"]
    assert {each.name for each in index.find("إلكرملين")} == {"الكرملين"}
    assert len(index.find("", limit=4)) == 4
    assert [each.name for each in index.find("الرئيس")] == ["فلاديمير بوتين"]


def test_pronouns_and_particles_are_no_spellings() -> None:
    assert is_pronoun("هو")
    assert not is_pronoun("بوتين")
    assert not is_pronoun("الرئيس الروسي")


@given(st.lists(st.sampled_from([name for _, name, _ in CAST]), min_size=1), st.text(max_size=12))
def test_an_entry_is_always_proposed_for_its_own_name_and_no_text_is_too_odd(
    names: list[str], text: str
) -> None:
    index = CastIndex(Entry(new_id("x"), "other", name) for name in names)
    for name in names:
        assert index.entries_like(name)[0].entry.name == name
    index.entries_like(text)
    index.find(text)


# -- the others of the same spelling --------------------------------------------------------------

TEXT = "قال بوتين إن بوتـين يرى وبوتين لا يرى"


def test_the_other_mentions_of_a_spelling_are_found_folded_and_without_those_that_are_linked(
    project: Project,
) -> None:
    ids = []
    for number, text in enumerate((TEXT, f"{TEXT} غدًا", "لا أحد")):
        document = Document(new_id("d"), str(number), str(number), text)
        commands.add_documents(project, [(document, ())], actor="س")
        ids.append(document.id)
        for span in find_folded(fold(text), "بوتين", clitics=True):
            commands.annotate(project, document.id, "entity", "PERS", [span], actor="س")
    commands.annotate(project, ids[0], "entity", "PERS", [Span(0, 3)], actor="س")
    mentions = [each for each in project.annotations(ids[0]) if each.spans[0].start == 4]
    entry = Entry(new_id("x"), "person", "بوتين")
    commands.link(project, [(ids[0], mentions[0].id)], entry, actor="س")
    here = unlinked_like(project, ids[0], ["بوتين"], layer="entity")
    assert [each.text for each in here] == ["بوتـين", "بوتين"]
    assert here[0].before.endswith("إن ")
    everywhere = unlinked_like(project, ids[0], ["بوتين"], layer="entity", scope="project")
    assert [each.document for each in everywhere] == [ids[0]] * 2 + [ids[1]] * 3
    assert unlinked_like(project, ids[0], ["بوتين"], layer="event") == []
    assert [each.text for each in in_context(project, project.mentions_of(entry.id))] == ["بوتين"]
