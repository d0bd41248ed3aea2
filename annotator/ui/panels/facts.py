"""Where an annotation comes from, in a few lines."""

from __future__ import annotations

from annotator.app.translation import _, date_text, day_text, isolate, percent
from annotator.core.model import Annotation, remarks
from annotator.ui.words import origin_name


def thread(note: str) -> str:
    """The remarks of a note below one another, each under who made it and when.

    Empty where none is signed: then the note says it all.
    """
    found = remarks(note)
    if not any(each.annotator for each in found):
        return ""
    return "\n".join(
        _("{who}, {day}: {text}").format(
            who=isolate(each.annotator), day=isolate(day_text(each.day)), text=isolate(each.text)
        )
        if each.annotator
        else each.text
        for each in found
    )


def facts(annotation: Annotation) -> str:
    """Who made it and how, when, and how sure it is where it is not wholly so."""
    lines = [
        _("By {annotator}, {origin}").format(
            annotator=isolate(annotation.annotator), origin=origin_name(annotation.origin)
        )
    ]
    if annotation.created:
        lines.append(_("Created {when}").format(when=date_text(annotation.created)))
    if annotation.updated != annotation.created:
        lines.append(_("Changed {when}").format(when=date_text(annotation.updated)))
    if annotation.confidence != 1.0:
        lines.append(_("Confidence {share}").format(share=percent(annotation.confidence)))
    return "\n".join(lines)
