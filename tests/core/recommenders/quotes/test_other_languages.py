"""Persian, Urdu and Hebrew: cheap starts, tried on a few sentences each."""

from __future__ import annotations

import pytest

from annotator.core.recommenders import propose_quotes, read_cues
from tests.core.recommenders.quotes.conftest import CUES


@pytest.mark.parametrize(
    ("language", "text", "cue", "content", "speaker", "label"),
    [
        ("fa", "رئیس جمهور ایران روز شنبه گفت که مذاکرات آغاز می‌شود.", "گفت", "مذاکرات آغاز می‌شود",
         "رئیس جمهور ایران", "indirect"),
        ("fa", "وزیر خارجه تاکید کرد: «ما کوتاه نمی‌آییم».", "تاکید کرد", "ما کوتاه نمی‌آییم",
         "وزیر خارجه", "direct"),
        ("fa", "«این تصمیم قطعی است»، حسن احمدی گفت.", "گفت", "این تصمیم قطعی است", "حسن احمدی",
         "direct"),
        ("fa", "به گفته سخنگوی دولت، بودجه به مجلس رفت.", "به گفته", "بودجه به مجلس رفت",
         "سخنگوی دولت", "indirect"),
        ("ur", "وزیراعظم نے کہا ہے کہ معیشت مستحکم ہے۔", "کہا ہے", "معیشت مستحکم ہے", "وزیراعظم",
         "indirect"),
        ("ur", "ترجمان نے بتایا کہ ’’پاکستان امن چاہتا ہے‘‘۔", "بتایا", "پاکستان امن چاہتا ہے",
         "ترجمان", "direct"),
        ("he", "ראש הממשלה אמר כי המשא ומתן יימשך.", "אמר", "המשא ומתן יימשך", "ראש הממשלה",
         "indirect"),
        ("he", 'דובר צה"ל הודיע: "הכוחות השלימו את המשימה".', "הודיע", "הכוחות השלימו את המשימה",
         'דובר צה"ל', "direct"),
        ("he", '"לא נוותר על זכויותינו", אמרה השרה רונית לוי.', "אמרה", "לא נוותר על זכויותינו",
         "השרה רונית לוי", "direct"),
        ("he", "הנשיא הוסיף שהמצב קשה.", "הוסיף", "המצב קשה", "הנשיא", "indirect"),
    ],
)  # fmt: skip
def test_a_sentence(
    language: str, text: str, cue: str, content: str, speaker: str, label: str
) -> None:
    [found] = propose_quotes(text, read_cues(CUES / f"{language}.toml"))
    assert [span.text_in(text) for span in found.content] == [content]
    assert [span.text_in(text) for each in found.cues for span in each] == [cue]
    assert [span.text_in(text) for span in found.speakers] == [speaker]
    assert found.label == label
