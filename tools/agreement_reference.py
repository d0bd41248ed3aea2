"""Record what other programs say of made-up annotations, for the tests of agreement.

    python -m venv OTHER && OTHER/bin/pip install scikit-learn krippendorff nervaluate seqeval
    OTHER/bin/python tools/agreement_reference.py > tests/reference/agreement.json

These packages are no dependencies of Hashiya (krippendorff is under the GPL), so this runs in an
environment of its own, and the tests read what it wrote.
"""

from __future__ import annotations

import json
import random
import sys
import warnings
from importlib.metadata import version
from typing import Any

import krippendorff
import numpy
from nervaluate import Evaluator
from seqeval.metrics import f1_score, precision_score, recall_score
from seqeval.scheme import IOB2
from sklearn.metrics import cohen_kappa_score

LABELS = ("DATE", "GPE", "ORG", "PERS")
WORDS = ("بوتين", "وتاس", "الرئيس", "قال", "في", "،", ".", "2025", '"نعم"', "روسيا", "😀")
PACKAGES = ("krippendorff", "nervaluate", "scikit-learn", "seqeval")
CASES = 25

Tagged = list[list[Any]]  # [first token, token after the last, label]


def made_up(chance: random.Random, size: int) -> Tagged:
    """Flat annotations over so many tokens."""
    found: Tagged = []
    at = 0
    while at < size:
        if chance.random() < 0.3:
            end = min(size, at + chance.choice([1, 1, 2, 3, 5]))
            found.append([at, end, chance.choice(LABELS)])
            at = end
        at += chance.choice([0, 1, 1, 2])
    return found


def varied(chance: random.Random, tagged: Tagged, size: int) -> Tagged:
    """The same by somebody who sees some of it otherwise; still flat."""
    found: Tagged = []
    for start, end, label in tagged:
        luck = chance.random()
        if luck < 0.1:
            continue
        if luck < 0.25:
            label = chance.choice(LABELS)
        if luck > 0.7:
            start = max(start + chance.choice([-1, 0, 1]), found[-1][1] if found else 0)
        if luck > 0.8:
            end = min(end + chance.choice([-2, -1, 1, 3]), size)
        if (not found or start >= found[-1][1]) and start < end:
            found.append([start, end, label])
    return found


def iob(tagged: Tagged | None, size: int) -> list[str | None]:
    """IOB2 tags; None for every token of a document that was not done."""
    if tagged is None:
        return [None] * size
    tags: list[str | None] = ["O"] * size
    for start, end, label in tagged:
        for i in range(start, end):
            tags[i] = f"{'B' if i == start else 'I'}-{label}"
    return tags


def label(tag: str | None) -> str | None:
    """The label in a tag."""
    return tag if tag in (None, "O") else tag[2:]


def alpha(rows: list[list[Any]]) -> float:
    """Nominal alpha of rows of values, one row an annotator, None where one is missing."""
    known = sorted({each for row in rows for each in row if each is not None})
    numbers = {each: i for i, each in enumerate(known)}
    data = [[numpy.nan if each is None else numbers[each] for each in row] for row in rows]
    return float(krippendorff.alpha(data, level_of_measurement="nominal"))


def categories(found: Any) -> list[float]:  # noqa: ANN401 - a class of a package not at hand
    """Counts and figures of one evaluation of nervaluate."""
    counts = [found.correct, found.incorrect, found.partial, found.missed, found.spurious]
    return [*counts, found.precision, found.recall, found.f1]


def expected(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """What the packages say of the first two annotators, and alpha of all three."""
    tags = [[iob(doc[who], len(doc["tokens"])) for doc in documents] for who in "abc"]
    one, other = tags[0], tags[1]
    flat = [[tag for tags_of_one in each for tag in tags_of_one] for each in tags]
    plain = [[label(tag) for tag in each] for each in flat]
    strict = {"mode": "strict", "scheme": IOB2, "zero_division": 0}
    evaluated = Evaluator(one, other, tags=list(LABELS), loader="list").evaluate()
    return {
        "seqeval": {
            average: [
                float(measure(one, other, average=average, **strict))
                for measure in (precision_score, recall_score, f1_score)
            ]
            for average in ("micro", "macro")
        },
        "nervaluate": {name: categories(each) for name, each in evaluated["overall"].items()},
        "nervaluate by label": {
            name: {key: categories(each) for key, each in found.items()}
            for name, found in sorted(evaluated["entities"].items())
        },
        "kappa": {
            "iob": float(cohen_kappa_score(flat[0], flat[1])),
            "label": float(cohen_kappa_score(plain[0], plain[1])),
            "binary": {
                name: float(
                    cohen_kappa_score([x == name for x in plain[0]], [x == name for x in plain[1]])
                )
                for name in sorted(evaluated["entities"])
            },
        },
        "alpha": {"iob": alpha(flat), "label": alpha(plain), "of two": alpha(plain[:2])},
    }


def main() -> None:
    """Write everything to standard output."""
    warnings.simplefilter("ignore")
    cases = []
    for seed in range(CASES):
        chance = random.Random(seed)
        documents = []
        for number in range(3):
            size = chance.randint(8, 40)
            base = made_up(chance, size)
            missing = number == 1
            documents.append(
                {
                    "tokens": [chance.choice(WORDS) for _ in range(size)],
                    "a": varied(chance, base, size),
                    "b": varied(chance, varied(chance, base, size), size),
                    "c": None if missing else varied(chance, base, size) or [[0, 1, "ORG"]],
                }
            )
        if all(doc["a"] and doc["b"] for doc in documents):
            cases.append({"documents": documents, "expected": expected(documents)})
    record = {"packages": {name: version(name) for name in PACKAGES}, "cases": cases}
    json.dump(record, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
