"""The definitions of the figures, by the ids that reports name them with."""

from __future__ import annotations

from typing import Final

DEFINITIONS: Final[dict[str, str]] = {
    "span-exact": (
        "Annotations with the same set of spans (relations: the same ends in the same roles) and "
        "the same label; each matched once."
    ),
    "span-relaxed": (
        "Annotations with the same label that share a code point (relations: at each end), in the "
        "greatest number of one-to-one pairs."
    ),
    "span-exact-unlabelled": "As span-exact, whatever the label.",
    "span-relaxed-unlabelled": "As span-relaxed, whatever the label.",
    "span-exact-macro": "The mean span-exact F1 of the labels that either annotator has used.",
    "span-relaxed-macro": "The mean span-relaxed F1 of the labels that either annotator has used.",
    "semeval-strict": (
        "SemEval-2013 task 9.1 as nervaluate counts it: same spans and same label are correct."
    ),
    "semeval-exact": "The same: same spans are correct, whatever the label.",
    "semeval-partial": (
        "The same: same spans are correct, others that share a code point are half correct, "
        "whatever the label."
    ),
    "semeval-type": "The same: same label and a code point in common are correct.",
    "kappa-label": (
        "Cohen's kappa, unweighted, over tokens; the value of a token is the label of the "
        "outermost annotation that touches it, or O."
    ),
    "kappa-iob": "As kappa-label; the value is the IOB2 tag, such as B-PERS.",
    "kappa-set": "As kappa-label; the value is the set of the labels of all that touch the token.",
    "kappa-binary": (
        "As kappa-label; the value is whether an annotation with this label touches the token."
    ),
    "alpha-label": (
        "Krippendorff's alpha, nominal, over tokens with the values of kappa-label; a token is "
        "missing for who has not done its document."
    ),
    "alpha-iob": "As alpha-label with the values of kappa-iob.",
    "alpha-set": "As alpha-label with the values of kappa-set.",
    "alpha-binary": "As alpha-label with the values of kappa-binary.",
    "key-exact": (
        "Frames whose key covers the same spans, whatever the label: a quote's cue, an event's "
        "trigger. Frames without a key are counted as keyless."
    ),
    "key-relaxed": (
        "Frames whose keys share a code point, one to one, the closest first, whatever the label."
    ),
    "content-exact": "On the pairs of key-exact: contents with the same spans.",
    "content-relaxed": "On the pairs of key-relaxed: contents that share a code point.",
    "argument-exact": "On the pairs of key-exact: the same role filled by the same spans.",
    "argument-relaxed": (
        "On the pairs of key-relaxed: the same role filled by spans that share a code point, in "
        "the greatest number of one-to-one pairs."
    ),
}
