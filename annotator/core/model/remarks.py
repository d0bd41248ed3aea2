"""The remarks in an annotation's note: a thread of questions and answers, kept as plain lines.

A remark begins with who made it and when (`sana, 2026-11-28: is this the ministry?`), so a note is
read without any program, and travels through every format that holds one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_SIGNED = re.compile(r"(?P<who>[^\n]{1,200}?), (?P<day>\d{4}-\d{2}-\d{2}): (?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote; `annotator` and `day` (ISO 8601) are empty where it is not signed."""

    annotator: str
    day: str
    text: str


def remarks(note: str) -> list[Remark]:
    """The remarks of a note, in its order; lines without a signature go on with the one above."""
    found: list[Remark] = []
    for line in note.split("\n"):
        signed = _SIGNED.fullmatch(line)
        if signed is not None:
            found.append(Remark(signed["who"], signed["day"], signed["text"]))
        elif found:
            last = found.pop()
            found.append(Remark(last.annotator, last.day, f"{last.text}\n{line}"))
        elif line:
            found.append(Remark("", "", line))
    return found


def with_remark(note: str, annotator: str, moment: int, text: str) -> str:
    """The note with one more remark, made at `moment` (seconds since 1970), whose day is UTC's."""
    day = datetime.fromtimestamp(moment, UTC).date().isoformat()
    signed = f"{' '.join(annotator.split())}, {day}: {text.strip()}"
    return f"{note.rstrip()}\n{signed}" if note.strip() else signed
