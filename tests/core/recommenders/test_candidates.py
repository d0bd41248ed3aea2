"""What an annotator would tag next: found in the sample and elsewhere, and gone once tagged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Annotation
from annotator.core.recommenders import Candidate, Finder, candidates, next_candidate
from annotator.core.recommenders.items import Item, Reader
from annotator.core.text import Span
from tests.support.sample_gold import gold
from tests.support.texts import keeps_marks_with_their_letters, spans_in, texts


def of_kind(text: str, kind: str, annotations: Sequence[Annotation] = ()) -> list[str]:
    return [each.span.text_in(text) for each in candidates(text, annotations) if each.kind == kind]


def tagged(text: str, *snippets: str, layer: str = "entity") -> list[Annotation]:
    """An annotation on the first place of each snippet."""
    return [
        Annotation(f"a-{at}", "d", "س", layer, "X", (Span(start, start + len(snippet)),))
        for at, snippet in enumerate(snippets)
        for start in [text.index(snippet)]
    ]


class TestTheSampleArticle:
    def test_nearly_every_mention_is_a_candidate_to_the_letter(self, sample_text: str) -> None:
        """Of 65 mentions that no other holds, three have no cue: a bare surname, two terms."""
        mentions = {each.spans[0] for each in gold()[1] if each.layer == "entity" and each.spans}
        outer = {
            span
            for span in mentions
            if not any(each != span and each.contains(span) for each in mentions)
        }
        found = {each.span for each in candidates(sample_text) if each.kind != "quotation"}
        assert {span.text_in(sample_text) for span in outer - found} == {
            "بوتين",
            "العملية العسكرية الخاصة",
            "خط التماس",
        }
        assert found <= mentions

    def test_the_quotations_are_those_that_the_marks_enclose(self, sample_text: str) -> None:
        assert [each[:12] for each in of_kind(sample_text, "quotation")] == [
            "بشكل خاص أن ",
            "ثمة أشخاص (م",
            "بوضوح إننا م",
            "يبرز موقف ال",
            "مصالحة فورية",
        ]

    def test_a_tagged_name_makes_its_words_names(self, sample_text: str) -> None:
        mention = tagged(sample_text, "فلاديمير بوتين")
        line = sample_text.index("وذكر البيان أن بوتين")
        first = next_candidate(sample_text, mention, line)
        assert first is not None
        assert first.span.text_in(sample_text) == "بوتين"

    def test_nothing_is_left_where_all_is_tagged(self, sample_text: str) -> None:
        found = candidates(sample_text)
        layers = {"quotation": "quote"}
        annotations = [
            Annotation(f"a-{at}", "d", "س", layers.get(each.kind, "entity"), "X", (each.span,))
            for at, each in enumerate(found)
        ]
        rest = candidates(sample_text, annotations)
        assert {each.kind for each in rest} <= {"name"}
        assert {each.span.text_in(sample_text) for each in rest} == {"بوتين"}  # known by now


class TestNames:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("عقد الرئيس الروسي، فلاديمير بوتين، مباحثات", ["الرئيس الروسي", "فلاديمير بوتين"]),
            ("لقاء وزير الدفاع التركي يشار غولر أمس", ["وزير الدفاع التركي", "يشار غولر"]),
            ("قال الرئيس الأميركي إن الوضع صعب", ["الرئيس الأميركي"]),
            ("أبلغ الرئيس الصيني نظيره الروسي", ["الرئيس الصيني", "نظيره الروسي"]),
            ("وقال كوفي أنان إن الخطة", ["كوفي أنان"]),
            ("أكد مصدر مسؤول أن الخطة", []),
            ("دعا بشار الأسد المجتمع", ["بشار الأسد"]),
            ("في وزارة التربية والتعليم أمس", ["وزارة التربية والتعليم"]),
            ("أعلنت شركة سابك عن", ["شركة سابك"]),
            ("هذه شركة كبيرة جدا", []),
            ("وصل إلى مدينة شرم الشيخ اليوم", ["مدينة شرم الشيخ"]),
            ("في العاصمة التركية أنقرة", ["العاصمة التركية", "أنقرة"]),
            ("السياسة الخارجية الروسية والصينية", ["الروسية", "الصينية"]),
            ("بروح من حسن النية", []),
            ("بين روسيا والصين وبيلاروسيا", ["روسيا", "الصين", "بيلاروسيا"]),
            ("قال لافروف عقب لقاء", ["لافروف"]),
            ("هذا أمر معروف ومكشوف", []),
            ("تحدث عن تطبيق WhatsApp Business أمس", ["WhatsApp Business"]),
            ('وأوضح "الكرملين" أن "العملية الخاصة" مستمرة', ["الكرملين", "العملية الخاصة"]),
            ("ישראל ורצועת עזה", ["ישראל", "רצועת עזה"]),
            (
                "رئیس‌جمهور ایران مسعود پزشکیان در تهران گفت",
                ["رئیس‌جمهور ایران مسعود پزشکیان", "تهران"],
            ),
            ("وزیر اعظم شہباز شریف نے کراچی میں", ["وزیر اعظم شہباز شریف", "کراچی"]),
            (
                "The president met Vladimir Putin in Moscow. Analysts and NATO waited.",
                ["Vladimir Putin", "Moscow", "NATO"],
            ),
        ],
    )
    def test_are_found_by_their_cues(self, text: str, names: list[str]) -> None:
        assert of_kind(text, "name") == names

    def test_the_rest_of_a_run_is_offered_when_a_part_is_tagged(self) -> None:
        text = "أوردته وكالة أنباء سبوتنيك الروسية أمس"
        assert of_kind(text, "name") == ["وكالة أنباء سبوتنيك الروسية"]
        assert of_kind(text, "name", tagged(text, "سبوتنيك")) == ["الروسية"]
        assert of_kind(text, "name", tagged(text, "الروسية")) == ["وكالة أنباء سبوتنيك"]

    def test_a_dictionary_of_names_is_asked_with_folded_words(self) -> None:
        known = {"كركدن الوادي"}.__contains__
        text = "رأيت وكـركدَن الوادى هناك"
        (found,) = candidates(text, known=known)
        assert found.span.text_in(text) == "كـركدَن الوادى"

    def test_frames_do_not_hide_names(self) -> None:
        text = "قال فلاديمير بوتين: نعم"
        assert of_kind(text, "name", tagged(text, text, layer="quote")) == ["فلاديمير بوتين"]
        assert of_kind(text, "name", tagged(text, text, layer="event")) == ["فلاديمير بوتين"]
        assert of_kind(text, "name", tagged(text, text)) == []


class TestNumbersAndDates:
    @pytest.mark.parametrize(
        ("text", "numbers", "dates"),
        [
            ("بلغت 120 مليون شيكل", ["120 مليون شيكل"], []),
            ("نحو ١٢ ألف دولار أمريكي", ["١٢ ألف دولار أمريكي"], []),
            ("قتل 50% و٢٥ شخصا", ["50%", "٢٥"], []),
            ("ثلاثة ملايين ليرة", ["ثلاثة ملايين ليرة"], []),
            ("خمسة وعشرين مليونا", ["خمسة وعشرين مليونا"], []),
            ("آلاف المتظاهرين", ["آلاف"], []),
            ("spent $5 million here", ["$5 million"], []),
            ("اليوم الاثنين", [], ["اليوم الاثنين"]),
            ("أكدت الإثنين أنها", [], ["الإثنين"]),
            ("في 24 فبراير 2025 قال", [], ["24 فبراير 2025"]),
            ("الاثنين، 24 شباط", [], ["الاثنين، 24 شباط"]),
            ("في كانون الثاني 2023", [], ["كانون الثاني 2023"]),
            ("منذ 3 جويلية", [], ["3 جويلية"]),
            ("مطلع مارس الماضي", [], ["مطلع مارس الماضي"]),
            ("مارس ضغوطا", [], []),
            ("15 رمضان 1446 هـ", [], ["15 رمضان 1446 هـ"]),
            ("في عام 2014 وفي 24/2/2025", [], ["عام 2014", "24/2/2025"]),
            ("الأمين العام قال", [], []),
            ("الأسبوع الماضي وأمس وغدا", [], ["الأسبوع الماضي", "أمس", "غدا"]),
            ("منذ ثمانية أيام وعند 10:30", [], ["ثمانية أيام", "10:30"]),
            (
                "سال ۱۴۰۳ به تهران، ۵ میلیون دلار در دوشنبه گفت",
                ["۵ میلیون دلار"],
                ["سال ۱۴۰۳", "دوشنبه"],
            ),
            ("ביום שלישי 24 בפברואר 2025", [], ["יום שלישי 24 בפברואר 2025"]),
            ("on Monday, 24 February 2025, he", [], ["Monday, 24 February 2025"]),
        ],
    )
    def test_with_their_units(self, text: str, numbers: list[str], dates: list[str]) -> None:
        assert of_kind(text, "number") == numbers
        assert of_kind(text, "date") == dates


class TestQuotations:
    TEXT = 'قال "إن الحل قريب وإن "مصالحة وطنية شاملة" قادمة حتما".'

    def test_a_quote_within_a_tagged_one_is_still_offered(self) -> None:
        outer, inner = of_kind(self.TEXT, "quotation")
        assert of_kind(self.TEXT, "quotation", tagged(self.TEXT, outer, layer="quote")) == [inner]
        assert of_kind(self.TEXT, "quotation", tagged(self.TEXT, inner, layer="quote")) == [outer]

    def test_one_that_is_tagged_but_for_an_edge_is_not(self) -> None:
        text = 'أكدا "بشكل خاص أن العلاقة بين البلدين قوية".'
        assert (
            of_kind(text, "quotation", tagged(text, "العلاقة بين البلدين قوية", layer="quote"))
            == []
        )


def walk(text: str, annotations: Sequence[Annotation], *, backwards: bool) -> list[Candidate]:
    """What the key for the next candidate shows one after the other."""
    shown: list[Candidate] = []
    step = next_candidate(text, annotations, len(text) if backwards else 0, backwards=backwards)
    while step is not None:
        shown.append(step)
        step = next_candidate(text, annotations, step.span, backwards=backwards)
    return shown


def one_each(found: Sequence[Candidate]) -> list[Span]:
    return list(dict.fromkeys(each.span for each in found))


def test_walking_shows_every_candidate_once(sample_text: str) -> None:
    found = candidates(sample_text)
    assert [each.span for each in walk(sample_text, (), backwards=False)] == one_each(found)
    assert [each.span for each in walk(sample_text, (), backwards=True)] == one_each(found)[::-1]


def test_a_range_shows_what_reaches_into_it(sample_text: str) -> None:
    found = candidates(sample_text)
    for start in range(0, len(sample_text), 97):
        window = Span(start, min(start + 300, len(sample_text)))
        shown = candidates(sample_text, start=window.start, end=window.end)
        assert shown == [each for each in found if each.span.overlaps(window)]


def test_a_step_reads_only_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    items = Reader.items

    def watched(self: Reader, start: int, end: int) -> list[Item]:
        read.append(end - start)
        return items(self, start, end)

    monkeypatch.setattr(Reader, "items", watched)
    for joint in ("\n", " "):  # many paragraphs, and one without end
        text = joint.join(["وقال وزير الخارجية التركي هاكان فيدان ذلك"] * 5000)
        middle = len(text) // 2
        for backwards in (False, True):
            read.clear()
            assert next_candidate(text, (), middle, backwards=backwards)
            assert sum(read) < 10_000


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Annotation]]:
    """A text with annotations, of entities and of quotes."""
    text = draw(texts(60))
    if not text:
        return text, []
    spans = draw(
        st.lists(st.tuples(spans_in(text), st.sampled_from(("entity", "quote"))), max_size=4)
    )
    return text, [
        Annotation(f"a-{at}", "d", "س", layer, "X", (span,))
        for at, (span, layer) in enumerate(spans)
    ]


@given(articles())
def test_candidates_keep_their_promises(article: tuple[str, list[Annotation]]) -> None:
    text, annotations = article
    found = candidates(text, annotations)
    keys = [(each.span.start, -each.span.end) for each in found]
    assert keys == sorted(keys)
    entities = [each.spans[0] for each in annotations if each.layer == "entity"]
    quotes = [each.spans[0] for each in annotations if each.layer == "quote"]
    for each in found:
        assert keeps_marks_with_their_letters(text, each.span)
        assert "\n" not in each.span.text_in(text)
        if each.kind == "quotation":
            assert each.span not in quotes
        else:
            assert not any(each.span.overlaps(span) for span in entities)
    plain = sorted(each.span for each in found if each.kind != "quotation")
    assert not any(one.overlaps(other) for one, other in pairwise(plain))


@given(articles())
def test_walking_is_the_list(article: tuple[str, list[Annotation]]) -> None:
    text, annotations = article
    spans = one_each(Finder(text, annotations).between(0, len(text)))
    assert [each.span for each in walk(text, annotations, backwards=False)] == spans
    assert [each.span for each in walk(text, annotations, backwards=True)] == spans[::-1]
