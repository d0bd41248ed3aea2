"""How kinds of entries, reasons of proposals and counts are called."""

from __future__ import annotations

from annotator.app.translation import _, ngettext, number, pgettext
from annotator.core.model import EntryKind
from annotator.core.recommenders.cast import Reason


def kind_name(kind: EntryKind) -> str:
    """The name of a kind of entry, in the interface's language."""
    names: dict[EntryKind, str] = {
        "person": pgettext("entry", "person"),
        "organisation": pgettext("entry", "organisation"),
        "place": pgettext("entry", "place"),
        "other": pgettext("entry", "other"),
    }
    return names[kind]


def reason_name(reason: Reason) -> str:
    """Why an entry is proposed, in a few words."""
    names: dict[Reason, str] = {
        "spelling": _("spelt so"),
        "clitic": _("without what is attached"),
        "title": _("without the title"),
        "part": _("part of the name"),
        "variant": _("another spelling"),
        "variant part": _("part of it, spelt otherwise"),
    }
    return names[reason]


def mentions_text(count: int) -> str:
    """How many mentions there are."""
    return ngettext("{count} mention", "{count} mentions", count).format(count=number(count))
