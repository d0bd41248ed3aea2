from __future__ import annotations

import pytest

from annotator.core.articles import encoding_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf_16_le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32-le", "UTF-32"),
        ("cp1256", "Windows-1256"),
        ("windows-1256", "Windows-1256"),
        ("cp720", "DOS 720"),
        ("iso8859_6", "ISO 8859-6"),
        ("mac_arabic", "Mac Arabic"),
        ("koi8-r", "KOI8-R"),
        ("no such", "no such"),
    ],
)
def test_encodings_have_the_names_that_people_know(code: str, name: str) -> None:
    assert encoding_name(code) == name
