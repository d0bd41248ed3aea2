"""The annotations that a change of labels is about, as rows that cannot be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from annotator.app.everywhere import Place
from annotator.app.surgery import Affected, LabelKey
from annotator.app.translation import _, language
from annotator.core.schema import Label, Schema
from annotator.ui.dialogs.places_model import PlacesModel


class AffectedModel(PlacesModel):
    """Each annotation in its words, with the label that it will have beside it."""

    def __init__(self, schema: Schema | None, parent: QObject | None = None) -> None:
        super().__init__(schema, parent)
        self._after: dict[str, LabelKey | None] = {}

    def show_affected(self, found: Sequence[Affected], schema: Schema | None) -> None:
        """Show annotations under the titles of their documents; `schema` is the one to come."""
        self._schema = schema
        self._after = {each.annotation.id: each.after for each in found}
        self.show_places([each.place for each in found], titles=True)

    def _beside(self, place: Place) -> tuple[Label | None, str]:
        after = self._after.get(place.already.id) if place.already is not None else None
        if after is None:
            return None, _("is deleted")
        label = self._schema.resolve(*after) if self._schema else None
        return label, label.name.text(language()) if label else after[1]

    def set_after(self, annotation_id: str, after: LabelKey) -> None:
        """Say that an annotation is to have another label than was said."""
        self._after[annotation_id] = after
        self._tell_all()
