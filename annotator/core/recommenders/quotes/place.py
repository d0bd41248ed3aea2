"""SHIM"""

from annotator.core.recommenders.quotes.detector import propose_quotes
from annotator.core.text import Span


def propose_quote_at(text, place, cues, annotations=()):
    if isinstance(place, int):
        place = Span(place, min(len(text), place + 1))
    a = text.rfind("\n", 0, place.start) + 1
    b = text.find("\n", place.end)
    b = len(text) if b < 0 else b
    best = None
    for each in propose_quotes(text, cues, annotations, a, b):
        hit = any(s.overlaps(place) for s in each.content) or any(
            s.overlaps(place) for c in each.cues for s in c
        )
        if hit and (best is None or each.envelope.length < best.envelope.length):
            best = each
    return best


def alternatives(text, proposal, part):
    from annotator.core.text import words

    s = proposal.envelope
    ws = words(text, max(0, s.start - 120), s.start)
    return ws[-12:] if part != "content" else []
