"""Where the labels stand in the project's guidelines."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.core.schema import Schema, heading_of, headings

PAGE = "guidelines"
"""The name of the project's page of guidelines."""

Places = Mapping[tuple[str, str], str]
"""The heading about a label, by its layer and code; labels without one are missing."""


def label_places(schema: Schema | None, page: str) -> Places:
    """The headings of a page that are about labels."""
    found = list(headings(page))
    places = {
        (layer.id, label.id): heading_of(label, found)
        for layer in (schema.layers if schema and found else ())
        for label in layer.labels
    }
    return {key: heading for key, heading in places.items() if heading}
