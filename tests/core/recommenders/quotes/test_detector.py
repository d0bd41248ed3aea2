"""What is proposed as a quote, by the constructions of Arabic news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Annotation
from annotator.core.recommenders import CueLexicon, QuoteProposal, propose_quotes
from annotator.core.recommenders.quotes.marks import FAMILY
from annotator.core.text import Span
from tests.support.sample_gold import gold
from tests.support.texts import keeps_marks_with_their_letters, paragraph_texts


def parts(text: str, proposal: QuoteProposal) -> dict[str, str]:
    """The parts of a proposal as text, for reading."""

    def words(spans: tuple[Span, ...]) -> str:
        return " + ".join(span.text_in(text) for span in spans)

    return {
        "content": words(proposal.content),
        "cue": " / ".join(words(cue) for cue in proposal.cues),
        "speaker": words(proposal.speakers),
        "label": proposal.label,
    }


def only(text: str, cues: CueLexicon) -> dict[str, str]:
    [proposal] = propose_quotes(text, cues)
    return parts(text, proposal)


@pytest.mark.parametrize(
    ("text", "cue", "content", "speaker", "label"),
    [
        ("قال الوزير إن الوضع تحت السيطرة.", "قال", "الوضع تحت السيطرة", "الوزير", "indirect"),
        ("وقال الوزير ان الوضع هادئ.", "قال", "الوضع هادئ", "الوزير", "indirect"),
        ("فقد أكدت الهيئة أنها بدأت العمل.", "أكدت", "أنها بدأت العمل", "الهيئة", "indirect"),
        ("أفاد المركز بأن الأمطار ستستمر.", "أفاد", "الأمطار ستستمر", "المركز", "indirect"),
        ("أفاد المركز بأنها ستستمر غدا.", "أفاد", "أنها ستستمر غدا", "المركز", "indirect"),
        ('قال المدير: "لن نتراجع أبدا".', "قال", "لن نتراجع أبدا", "المدير", "direct"),
        ("قال المدير: »لن نتراجع أبدا«.", "قال", "لن نتراجع أبدا", "المدير", "direct"),
        ('قال المدير: " لن نتراجع أبدا ".', "قال", "لن نتراجع أبدا", "المدير", "direct"),
        ('قال المدير:"لن نتراجع أبدا', "قال", "لن نتراجع أبدا", "المدير", "direct"),
        ('"لن نتراجع أبدا"، يقول المدير.', "يقول", "لن نتراجع أبدا", "المدير", "direct"),
        ('أكد المدير أن الخطة "جاهزة تماما" للتنفيذ.', "أكد", 'الخطة "جاهزة تماما" للتنفيذ',
         "المدير", "mixed"),
        ('وقال "الكرملين" إن الرئيس سيسافر غدا.', "قال", "الرئيس سيسافر غدا", "الكرملين",
         "indirect"),
        ("بحسب البيان، فإن الحصيلة ارتفعت إلى خمسة.", "بحسب", "الحصيلة ارتفعت إلى خمسة", "البيان",
         "indirect"),
        ("ارتفعت الحصيلة إلى خمسة، وفقا للشرطة.", "وفقا", "ارتفعت الحصيلة إلى خمسة", "لشرطة",
         "indirect"),
        ("الأزمة ستطول كثيرا، على حد قول المحلل عمر.", "على حد قول", "الأزمة ستطول كثيرا",
         "المحلل عمر", "indirect"),
        ("طالب النائب بعقد جلسة طارئة.", "طالب", "عقد جلسة طارئة", "النائب", "indirect"),
        ("دعا الأمين العام إلى ضبط النفس.", "دعا", "ضبط النفس", "الأمين العام", "indirect"),
        ("أعلنت الوزارة تعليق الدراسة غدا.", "أعلنت", "تعليق الدراسة غدا", "الوزارة", "indirect"),
        ("حذر الخبير من أزمة وشيكة.", "حذر", "أزمة وشيكة", "الخبير", "indirect"),
        ("نقلت وكالة رويترز عن مسؤول قوله إن المفاوضات توقفت.", "نقلت + عن + قوله",
         "المفاوضات توقفت", "مسؤول", "indirect"),
        ("أدانت الوزارة بشدة الهجوم الإرهابي.", "أدانت", "الهجوم الإرهابي", "الوزارة", "indirect"),
        ("وأقر الوزير بوجود خلافات.", "أقر", "وجود خلافات", "الوزير", "indirect"),
        ("أما الوزير فقال إن الوضع هادئ.", "قال", "الوضع هادئ", "الوزير", "indirect"),
        ('واختتم الوزير حديثه بالقول: "سنعود أقوى".', "اختتم + بالقول", "سنعود أقوى", "الوزير",
         "direct"),
        ('وغرد النائب عبر حسابه قائلا: "إلى متى هذا".', "غرد + قائلا", "إلى متى هذا", "النائب",
         "direct"),
        ("وكان المدير قد أعلن أن المصنع سيغلق.", "أعلن", "المصنع سيغلق", "المدير", "indirect"),
        ("ومن جانبه أكد المدير أن المصنع سيغلق.", "أكد", "المصنع سيغلق", "المدير", "indirect"),
        ("أعلنت وزارة الصحة في غزة، الأحد، ارتفاع حصيلة الضحايا.", "أعلنت", "ارتفاع حصيلة الضحايا",
         "وزارة الصحة", "indirect"),
        ("أكدت مديرة المستشفى، أمس، نفاد المخزون.", "أكدت", "نفاد المخزون", "مديرة المستشفى",
         "indirect"),
        ("اعتبر النائب سعيد بوحجة أن القانون جيد.", "اعتبر", "القانون جيد", "النائب سعيد بوحجة",
         "indirect"),
        ("طالب بوشاشي بالإفراج عن الموقوفين.", "طالب", "الإفراج عن الموقوفين", "بوشاشي",
         "indirect"),
        ('"لن نقبل بهذا العرض"، هكذا رد الوزير على سؤال.', "رد", "لن نقبل بهذا العرض", "الوزير",
         "direct"),
        ('"لن نقبل بهذا العرض". هذا ما صرح به الوزير.', "صرح", "لن نقبل بهذا العرض", "الوزير",
         "direct"),
        ("الموقف لن يتغير، على حد تعبيره.", "على حد تعبيره", "الموقف لن يتغير", "", "indirect"),
        ("وعلم من مصادر أمنية أن المشتبه به فر.", "علم", "المشتبه به فر", "مصادر أمنية",
         "indirect"),
        ("تساءل النائب عما إذا كانت الخطة جاهزة.", "تساءل", "إذا كانت الخطة جاهزة", "النائب",
         "indirect"),
        ("وبين الوزير أن الأسعار ستنخفض.", "بين", "الأسعار ستنخفض", "الوزير", "indirect"),
        ("وحملت الحكومة الجماعة المسؤولية عن الحادث.", "حملت", "المسؤولية عن الحادث", "الحكومة",
         "indirect"),
        ("ارتفعت الأسعار، بحسب ما أفاد به المدير.", "بحسب + أفاد", "ارتفعت الأسعار", "المدير",
         "indirect"),
        ("عاجل | بوتين: مستعدون لاستئناف المفاوضات", "", "مستعدون لاستئناف المفاوضات", "بوتين",
         "direct"),
        ("الوزير: نحن ماضون في الإصلاح. لا رجعة فيه.", "", "نحن ماضون في الإصلاح. لا رجعة فيه",
         "الوزير", "direct"),
        ("ج: راضون إلى حد ما عن النتائج.", "", "راضون إلى حد ما عن النتائج", "", "direct"),
        ('"لن نغادر أرضنا"، قال المزارع، "حتى لو هدموا البيوت".', "قال",
         "لن نغادر أرضنا + حتى لو هدموا البيوت", "المزارع", "direct"),
    ],
)  # fmt: skip
def test_a_construction(
    text: str, cue: str, content: str, speaker: str, label: str, cues: CueLexicon
) -> None:
    found = only(text, cues)
    assert found == {"content": content, "cue": cue, "speaker": speaker, "label": label}


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن المهرجان تأسس عام 1998.",
        "ويشار إلى أن العرض يستمر أسبوعا.",
        "ونقلت الشاحنات عن الطريق الرئيسي أكثر من مئة سيارة.",
        'كتب الباحث رواية "عصافير المدينة" قبل عامين.',
        "حسب القياس الذي أجري أمس بلغت الحرارة 41 درجة.",
        'ووصلت سفينة "الأمل الكبير الجديد" إلى الميناء.',
        "وفقا للقانون، تنتهي المهلة غدا.",
        'ويصف أنصاره الخطة بأوصاف "كبيرة".',
        "من المقرر أن يعلن الوزير غدا أن الخطة جاهزة.",
        "جلس الوزير قرب النافذة.",
        "القاهرة: ارتفاع أسعار الخبز في الأسواق",
        "الأهلي: 45 نقطة من 18 مباراة",
        "س: هل أنتم راضون عن النتائج؟",
        "ودعا الإمام إلى الصلاة.",
        "وكشف الفحص عن كسر في الساق.",
        "وبين القريتين طريق ترابي.",
        "والشعاب المرجانية مهددة بالزوال.",
        "وأكد نائب عكس ذلك، وهو ما نفاه الناطق باسم الوزارة.",
        "",
        "\n\n",
    ],
)
def test_what_only_looks_like_a_quote_is_not_proposed(text: str, cues: CueLexicon) -> None:
    assert propose_quotes(text, cues) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("قال زيد إن المدينة آمنة، مشيرا إلى أن المدارس ستفتح.", "المدينة آمنة"),
        ("قال زيد إن المدينة آمنة وأضاف أن المدارس ستفتح.", "المدينة آمنة"),
        ("قال زيد إن المدينة آمنة، فيما نفت المعارضة ذلك.", "المدينة آمنة"),
        ("قال زيد إن المدينة آمنة بينما كانت القوات تتقدم.", "المدينة آمنة"),
        ("قال زيد إن المدينة آمنة، وذلك خلال مؤتمر صحفي.", "المدينة آمنة"),
        ("قال زيد إن المدينة آمنة، وغادر الوفد العاصمة مساء.", "المدينة آمنة"),
        ("قال زيد إن المدينة آمنة وأنها ستزدهر، وأن الناس عادوا.",
         "المدينة آمنة وأنها ستزدهر، وأن الناس عادوا"),
        ("قال زيد إن المدينة، التي زارها أمس، آمنة.", "المدينة، التي زارها أمس، آمنة"),
        ("قال زيد إن المدينة (عاصمة الإقليم. سابقا) آمنة.", "المدينة (عاصمة الإقليم. سابقا) آمنة"),
        ("قال زيد إن السعر 2.5 دينار.", "السعر 2.5 دينار"),
    ],
)  # fmt: skip
def test_where_indirect_speech_ends(text: str, content: str, cues: CueLexicon) -> None:
    assert parts(text, propose_quotes(text, cues)[0])["content"] == content


def test_quotes_lie_in_quotes(cues: CueLexicon) -> None:
    text = "ذكر التقرير أن الوزير أبلغ النواب أن الموازنة لا تكفي."
    outer, inner = propose_quotes(text, cues)
    assert (outer.depth, inner.depth) == (0, 1)
    assert parts(text, inner)["speaker"] == "الوزير"
    assert [span.text_in(text) for span in inner.addressees] == ["النواب"]


def test_a_pronoun_stands_for_who_spoke_last(cues: CueLexicon) -> None:
    text = "قال الوزير إن الوضع هادئ.\nوأضاف أن المدارس ستفتح غدا، مؤكدا أن الخطة جاهزة."
    assert {parts(text, each)["speaker"] for each in propose_quotes(text, cues)} == {"الوزير"}


def test_a_pronoun_is_of_someone_it_may_stand_for(cues: CueLexicon) -> None:
    text = "قالت وزيرة العدل إن الملف مغلق. وقال الوزير إن القرار صدر. وأضافت أن القانون واضح."
    found = [parts(text, each)["speaker"] for each in propose_quotes(text, cues)]
    assert found == ["وزيرة العدل", "الوزير", "وزيرة العدل"]


def test_a_pronoun_is_no_speaker(cues: CueLexicon) -> None:
    text = "اعتبر النائب أن القانون جيد، لكنه شدد على ضرورة الحوار."
    found = [parts(text, each) for each in propose_quotes(text, cues)]
    assert [each["content"] for each in found] == ["القانون جيد", "ضرورة الحوار"]
    assert [each["speaker"] for each in found] == ["النائب", "النائب"]


def test_a_quotation_goes_on_over_paragraphs(cues: CueLexicon) -> None:
    text = 'قال الشيخ: "الوطن أمانة في أعناقنا.\n"فاحفظوا وحدتكم.\n"هذه وصيتي لكم".\nورحل.'
    [found] = propose_quotes(text, cues)
    expected = "الوطن أمانة في أعناقنا + فاحفظوا وحدتكم + هذه وصيتي لكم"
    assert parts(text, found)["content"] == expected
    middle = text.index("فاحفظوا")
    assert propose_quotes(text, cues, (), middle, middle + 3) == [found]


def test_nobody_is_invented_where_the_speaker_is_we(cues: CueLexicon) -> None:
    text = 'قال زيد: "لقد أكدنا دائما أن هذا الخيار مرفوض".'
    inner = propose_quotes(text, cues)[-1]
    assert (inner.speakers, inner.implied_speaker) == ((), True)


def test_an_agency_relays_what_another_said(cues: CueLexicon) -> None:
    text = "أكدت روسيا أنها توصلت إلى اتفاق، على ما ذكرت وكالات أنباء رسمية."
    [found] = propose_quotes(text, cues)
    assert [span.text_in(text) for span in found.speakers] == ["روسيا"]
    assert [span.text_in(text) for span in found.reporters] == ["وكالات أنباء رسمية"]
    assert len(found.cues) == 2


def test_the_medium_and_the_addressee_are_found(cues: CueLexicon) -> None:
    text = "قال المدير للصحفيين في بيان إن العمل مستمر."
    [found] = propose_quotes(text, cues)
    assert found.medium is not None
    assert found.medium.text_in(text) == "بيان"
    assert [span.text_in(text) for span in found.addressees] == ["لصحفيين"]


def test_mentions_are_proposed_as_speakers(cues: CueLexicon) -> None:
    text = "قال وزير الخارجية سيرجي لافروف إن الأمر واضح."
    names = [Span(4, 17), Span(18, 30)]
    annotations = [
        Annotation(f"a-{at:032x}", "d", "amal", "entity", "PERS", (span,))
        for at, span in enumerate(names)
    ]
    assert propose_quotes(text, cues, annotations)[0].speakers == tuple(names)


def test_a_part_of_a_text_gives_the_proposals_of_its_paragraphs(
    sample_text: str, cues: CueLexicon
) -> None:
    everything = propose_quotes(sample_text, cues)
    start = sample_text.index("وذكر البيان")
    here = propose_quotes(sample_text, cues, (), start, start + 5)
    end = sample_text.index("\n", start)
    expected = [each for each in everything if start <= each.envelope.start < end]
    assert here == expected


_WORDS = (
    "قال", "وقال", "إن", "أنه", "بأن", "مشيرا", "إلى", "أكد", "بحسب", "وفقا", "للبيان", "نقلت",
    "عن", "قوله", "الوزير", "على ما", "ذكرت", "الوكالة", "كما", "فيما", "و", "طالب", "بعقد",
    "كلمة", "قَالَ", "ـ", "1.5", "😀", "،،",
    *"\"«»“”:،.()!؟-\n ",
    "\u200f",
    "\u202b",
    "",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join) | paragraph_texts())
def test_proposals_hold_for_any_text(cues: CueLexicon, text: str) -> None:
    found = propose_quotes(text, cues)
    assert found == propose_quotes(text, cues)
    order = [(each.envelope.start, -each.envelope.end) for each in found]
    assert order == sorted(order)
    for each in found:
        assert 0 < each.score <= 1
        signs = [*(span for cue in each.cues for span in cue), *each.speakers, *each.reporters]
        for span in (*each.content, *signs, *each.addressees):
            assert span.end <= len(text)
        for part in each.content:
            inside = part.text_in(text)
            assert not inside[0].isspace()
            assert not inside[-1].isspace()
            assert inside[0] not in FAMILY
            assert inside[-1] not in FAMILY
            assert keeps_marks_with_their_letters(text, part)
            assert not any(part.overlaps(span) for cue in each.cues for span in cue)


def test_with_its_mentions_every_part_of_the_sample_is_right(cues: CueLexicon) -> None:
    document, annotations = gold()
    by_id = {each.id: each for each in annotations}

    def filled(quote: Annotation, role: str) -> set[Span]:
        fillers = quote.fillers(role)
        return {span for each in fillers for span in each.spans or by_id[each.target].spans}

    proposals = {each.content: each for each in propose_quotes(document.text, cues, annotations)}
    for quote in annotations:
        if quote.layer != "quote":
            continue
        found = proposals[quote.spans]
        assert found.label == quote.label
        assert {span for cue in found.cues for span in cue} == filled(quote, "cue")
        assert set(found.speakers) == filled(quote, "speaker")
        assert set(found.reporters) == filled(quote, "reporter")
        assert set(found.addressees) == filled(quote, "addressee")
        assert ({found.medium} if found.medium else set()) == filled(quote, "medium")
