"""The forms of an Arabic verb of saying, from its three principal parts.

All forms are folded. Only third persons are made, in all genders and numbers: reports are in
them. What a lexicon needs besides, it lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

FormKind: TypeAlias = Literal["perfect", "imperfect", "participle", "other"]

_WEAK: Final = "اي"


def forms(perfect: str, imperfect: str, participle: str) -> Iterator[tuple[str, FormKind]]:
    """The forms with their kind: قال, يقول, قائل give قالت, يقولون, قائلا and the rest."""
    yield from ((form, "perfect") for form in _perfect(perfect))
    yield from ((form, "imperfect") for form in _imperfect(imperfect))
    yield from ((form, "participle") for form in _participle(participle))


def _perfect(verb: str) -> Iterator[str]:
    yield verb
    if verb[-1] in _WEAK:  # رأى رأت رأوا, دعا دعت دعوا
        stem = verb[:-1]
        yield from (stem + "ت", stem + "وا", stem + "تا", stem + "يا")
    else:
        yield from (verb + "ت", verb + "وا", verb + "ا", verb + "تا", verb + "ن")


def _imperfect(verb: str) -> Iterator[str]:
    stem = verb[1:]
    short = stem[:-1] if stem[-1] in "ايو" else stem  # ينفي ينفون, يدعو يدعون
    for person in "يت":
        yield person + stem
        yield from (person + short + ending for ending in ("ون", "وا"))
        yield from (person + stem + ending for ending in ("ان", "ن"))


def _participle(noun: str) -> Iterator[str]:
    """The accusative, which is how a second cue hangs on the first: مشيرا إلى أن."""
    short = noun[:-1] if noun[-1] == "ي" else noun  # داعيا داعين
    yield noun + "ا"
    yield noun + "ه"
    yield from (noun + ending for ending in ("ات", "تين"))
    yield from (short + ending for ending in ("ين",))
