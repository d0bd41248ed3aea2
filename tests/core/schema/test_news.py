"""What the sample article says can be labelled with the default schema, without a warning."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from annotator.core.model import Annotation, Argument, NamedValue
from annotator.core.schema import check_annotation, crossings, is_incomplete, read_schema_file
from annotator.core.text import Span, fold_text

NEWS = read_schema_file(Path(__file__).resolve().parents[3] / "seeds" / "schemas" / "news.toml")


class Annotator:
    """Labels the text by what it says: `before|what` is the first `what` after `before`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.made: dict[str, Annotation] = {}
        self._numbers = count()

    def span(self, where: str) -> Span:
        before, _, what = where.rpartition("|")
        start = self.text.index(what, self.text.index(before) + len(before))
        return Span(start, start + len(what))

    def tag(self, layer: str, label: str, *where: str, **parts: str | list[str]) -> str:
        """Label text; `parts` are roles (ids, or text for a bare span) and attributes."""
        known = {each.id for each in NEWS.layer(layer).attributes_of(label)}
        arguments = tuple(
            Argument(role, filler if filler in self.made else (self.span(filler),))
            for role, given in parts.items()
            if role not in known
            for filler in ([given] if isinstance(given, str) else given)
        )
        attributes = tuple(
            NamedValue(name, str(value)) for name, value in sorted(parts.items()) if name in known
        )
        made = Annotation(
            id=f"a-{next(self._numbers)}",
            document="d",
            annotator="me",
            layer=layer,
            label=label,
            spans=tuple(self.span(each) for each in where),
            arguments=arguments,
            attributes=attributes,
        )
        self.made[made.id] = made
        return made.id


@pytest.fixture
def annotator(sample_text: str) -> Annotator:
    return Annotator(sample_text)


def accept(annotator: Annotator) -> None:
    made = annotator.made
    for each in made.values():
        said = [str(violation) for violation in check_annotation(NEWS, each, made)]
        assert not said, (each.label, said)
        assert not is_incomplete(NEWS, each)
    for layer in NEWS.layers:
        assert crossings(layer, made.values()) == ()


def test_names_titles_and_nested_nationalities(annotator: Annotator) -> None:
    tag = annotator.tag
    president = tag("entity", "OCC", "الرئيس الروسي")
    tag("entity", "NORP", "الرئيس |الروسي")
    putin = tag("entity", "PERS", "فلاديمير بوتين")
    tag("entity", "ORG", "وكالة أنباء سبوتنيك الروسية", canonical="سبوتنيك")
    tag("entity", "ORG", "وكالة أنباء سبوتنك الروسية")
    tag("entity", "ORG", "نوفستي و|تاس")  # begins inside a word
    tag("entity", "ORG", "الصليب الأحمر")
    tag("entity", "DATE", "اليوم الاثنين", kind="date")
    tag("entity", "EVENT", "العملية العسكرية الخاصة")
    kursk = tag("entity", "LOC", "منطقة كورسك")
    russia = tag("entity", "GPE", "إلى |روسيا")
    tag("relation", "holds_office", **{"from": putin, "to": president})
    tag("relation", "part_of", **{"from": kursk, "to": russia})
    accept(annotator)


def test_a_speaker_in_scare_quotes(annotator: Annotator) -> None:
    kremlin = annotator.tag("entity", "ORG", 'أوضح "|الكرملين')
    annotator.tag(
        "quote",
        "indirect",
        "الرئيس الروسي أبلغ نظيره الصيني بالاتصالات الروسية الأمريكية الأخيرة",
        cue="حيث |أوضح",
        speaker=kremlin,
    )
    accept(annotator)


def test_a_cue_in_two_parts_a_reporter_and_a_speaker(annotator: Annotator) -> None:
    annotator.tag(
        "quote",
        "direct",
        "ثمة أشخاص (من سكان منطقة كورسك) باتوا في سومي اليوم وأبرم اتفاق مع الصليب الأحمر "
        "والطرف الأوكراني لإجلائهم إلى روسيا عبر بيلاروسيا",
        cue=["نقلت", "موسكالكوفا |قولها"],
        reporter=["وكالتا ريا نوفستي", "نوفستي و|تاس"],
        speaker=annotator.tag("entity", "PERS", "تاتيانا موسكالكوفا"),
    )
    accept(annotator)


def test_the_quote_that_never_closes_and_one_nested_in_another(annotator: Annotator) -> None:
    lavrov = annotator.tag("entity", "PERS", "وبحسب |لافروف")
    annotator.tag(
        "quote",
        "direct",
        'يبرز موقف الولايات المتحدة الأمريكية، وهو موقف معلن باستمرار، فهو لا يدعو إلى"مصالحة '
        "فورية، وترك خط التماس ثم التفكير فيما يجب القيام به. لقد أكدنا دائمًا أن هذا الخيار لن "
        "يناسبنا",
        cue="و|بحسب",
        speaker=lavrov,
        stance="critical",
    )
    annotator.tag(
        "quote",
        "indirect",
        "هذا الخيار لن يناسبنا",
        cue="لقد |أكدنا",
        speaker_kind="implied",
        polarity="negative",
    )
    accept(annotator)


def test_a_document_as_the_speaker_and_a_medium(annotator: Annotator) -> None:
    annotator.tag(
        "quote",
        "indirect",
        "الجانبين تبادلا الآراء حول القضايا الراهنة",
        cue="أفادت",
        speaker="الرئاسة الروسية",
        medium="بيان",
        reporter=annotator.tag("entity", "ORG", "وكالة أنباء سبوتنيك الروسية"),
    )
    annotator.tag("quote", "mixed", "بوتين و شي بينج أكدا", cue="و|ذكر", speaker="البيان")
    accept(annotator)


def test_the_articles_events(annotator: Annotator) -> None:
    tag = annotator.tag
    russian, chinese = tag("entity", "OCC", "الرئيس الروسي"), tag("entity", "OCC", "نظيره الصيني")
    russia, ukraine = (
        tag("entity", "GPE", "أكدت |روسيا"),
        tag("entity", "GPE", "اتفاق مع |أوكرانيا"),
    )
    monday = tag("entity", "DATE", "اليوم الاثنين")
    call = tag(
        "event",
        "Contact.Call",
        "بينج، |مباحثات هاتفية",
        participant=[russian, chinese],
        time=monday,
        topic="سبل توسيع التعاون",
    )
    evacuation = tag(
        "event", "Movement.Evacuate", "إجلاء سكان", target="سكان", origin="منطقة كورسك"
    )
    tag("event", "Diplomacy.Agree", "اتفاق", participant=[russia, ukraine], topic=evacuation)
    tag("event", "Conflict.Occupy", "تحتلها", agent="قوات كييف", target="منطقة كورسك")
    tag("event", "Diplomacy.Support", "دعمه", agent="الرئيس الصيني", target="للحوار")
    tag(
        "event",
        "Conflict.Attack",
        "الأعمال القتالية",
        agent=russia,
        target=ukraine,
        polarity="negative",
        modality="planned",
    )
    tag("event", "Contact.Meet", "المحادثات", participant=["لافروف", "هاكان فيدان"], place="أنقرة")
    tag("event", "Diplomacy.Negotiate", "للتفاوض", participant="أوروبا", modality="possible")
    tag("event", "Statement.Issue", "أعلن", agent="وزير الخارجية الروسى", time=monday)
    headline = tag("event", "Contact.Call", "مباحثات هاتفية", participant="الرئيسان الروسي والصيني")
    tag("relation", "same_as", **{"from": call, "to": headline})
    accept(annotator)


def test_each_type_of_event_knows_words_that_express_it() -> None:
    for label in NEWS.layer("event").labels:
        folded = [fold_text(word) for word in label.triggers]
        assert 6 <= len(folded) <= 16, label.id
        assert len(set(folded)) == len(folded), label.id
        assert all(folded), label.id
